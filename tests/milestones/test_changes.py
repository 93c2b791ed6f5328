"""What becomes of milestones: removed, merged, replaced, reworded, brought back, and the chain that tells it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from milestones.chain import chain_of, family_of
from milestones.changes import kinds_for
from milestones.models import MilestoneChange, MilestoneObjective, MilestoneRisk
from milestones.services import (
    DeliveryRefused,
    MilestoneChanged,
    MilestoneEntry,
    NewMilestone,
    merge_milestone,
    record_milestones,
    replace_milestone,
    resume_milestone,
    reword_milestone,
    tie_milestone,
    update_milestone,
    withdraw_milestone,
)
from plans.models import Decision, Objective, Plan
from plans.services import NamedMeeting, create_plan, save_reference
from risks.services import add_risk
from tests.factories import FEBRUARY, JANUARY, MARCH, freeze

from .late import ASKED, DUE, decide, keep_milestone, report, seen

WHY = "The board said so."


def done(service, milestone, by, on=FEBRUARY, **given):
    given = {"reason": WHY, "seen": seen(milestone)} | given
    return service(milestone=milestone, **given, on=on, by=by)


def standing(milestone):
    return milestone.statements.first().standing


@pytest.fixture
def other(plan, administrator):
    return keep_milestone(plan, administrator, ref="44")


def test_a_milestone_is_removed_and_brought_back(milestone, pmo):
    removed = done(withdraw_milestone, milestone, pmo, meeting=NamedMeeting("Governing Body", FEBRUARY))
    assert (removed.kind, standing(milestone), removed.statement.origin) == ("withdrawn", "withdrawn", "decision")
    assert (removed.decision.kind, removed.decision.meeting.held_on) == (Decision.Kind.SCOPE_CHANGED, FEBRUARY)
    done(resume_milestone, milestone, pmo, on=MARCH)
    assert standing(milestone) == "live"
    assert [each.kind for each in milestone.changes.all()] == ["resumed", "withdrawn", "added"]


def test_two_are_merged_into_a_third_that_is_new(milestone, other, plan, pmo):
    tie_milestone(milestone=milestone, to=plan.actions.first(), on=JANUARY, by=pmo)
    tie_milestone(
        milestone=milestone, to=add_risk(plan=plan, facts={"title": "R"}, on=JANUARY, by=pmo), on=JANUARY, by=pmo
    )
    objective = save_reference(record=Objective(plan=plan, title="Safe wards"), by=pmo)
    tie_milestone(milestone=milestone, to=objective, on=JANUARY, by=pmo)
    change = done(merge_milestone, milestone, pmo, into=NewMilestone(" 45 ", "Open both wards"))
    new = change.into
    done(merge_milestone, other, pmo, into=new)
    told = new.statements.get()
    assert (new.ref, told.title, told.due_on, told.original_on) == ("45", "Open both wards", DUE, DUE)
    assert (told.status, told.owners) == ("", milestone.statements.first().owners)
    assert {standing(milestone), standing(other)} == {"merged"}
    assert new.tied_actions.count() == MilestoneRisk.objects.filter(milestone=new).count() == 1
    assert MilestoneObjective.objects.filter(milestone=new).count() == 1
    assert new.changes.get().decision == change.decision


def test_what_takes_the_place_of_another_is_no_less_late(milestone, owner, pmo):
    decide(report(milestone, owner), pmo)
    change = done(replace_milestone, milestone, pmo, into=NewMilestone("57", "Open it elsewhere"))
    told = change.into.statements.get()
    assert (told.due_on, told.original_on, standing(milestone)) == (ASKED, DUE, "replaced")


def test_the_same_change_sent_twice_is_one(milestone, other, plan, pmo):
    at_first = seen(milestone)
    for service, given in (
        (reword_milestone, {"title": "Open the ward"}),
        (withdraw_milestone, {}),
        (resume_milestone, {}),
        (merge_milestone, {"into": other}),
    ):
        at_first = seen(milestone)
        assert done(service, milestone, pmo, seen=at_first, **given) == done(
            service, milestone, pmo, seen=at_first, **given
        )
    at_first, new = seen(other), NewMilestone("45", "Open both wards")
    first = done(replace_milestone, other, pmo, into=new, seen=at_first)
    assert done(replace_milestone, other, pmo, into=new, seen=at_first) == first
    assert MilestoneChange.objects.exclude(kind="added").count() == 5 and plan.milestones.count() == 3


def test_another_change_after_one_is_not_the_same(milestone, other, pmo):
    done(reword_milestone, milestone, pmo, title="Open the ward")
    done(reword_milestone, milestone, pmo, title="Open the wards")
    assert milestone.statements.first().title == "Open the wards"
    done(merge_milestone, milestone, pmo, into=other)
    with pytest.raises(DeliveryRefused, match="merged into another now"):
        done(merge_milestone, milestone, pmo, into=NewMilestone("45", "Open both"))


def test_of_two_who_change_the_second_is_told(milestone, owner, pmo):
    at_first = seen(milestone)
    said = update_milestone(milestone=milestone, facts={"note": "Nearly."}, seen=at_first, on=FEBRUARY, by=owner)
    with pytest.raises(MilestoneChanged) as told:
        done(withdraw_milestone, milestone, pmo, seen=at_first)
    assert told.value.record == said and standing(milestone) == "live"


def test_what_cannot_be_changed_is_refused(milestone, other, plan, pmo, administrator):
    elsewhere = create_plan(plan=Plan(slug="other", name="Other"), organisation="Other", by=administrator)
    for service, given, sentence in (
        (withdraw_milestone, {"reason": " "}, "Say why"),
        (resume_milestone, {}, "not removed"),
        (reword_milestone, {"title": " "}, "has to be named"),
        (reword_milestone, {"title": "Open ward 41"}, "No word is different"),
        (merge_milestone, {"into": milestone}, "Choose another"),
        (replace_milestone, {"into": NewMilestone("44", "Open it")}, "never used twice"),
        (replace_milestone, {"into": NewMilestone("45", "")}, "has to be named"),
    ):
        with pytest.raises(DeliveryRefused, match=sentence):
            done(service, milestone, pmo, **given)
    other.plan = elsewhere
    with pytest.raises(DeliveryRefused, match="of this plan"):
        done(merge_milestone, milestone, pmo, into=other)
    assert MilestoneChange.objects.exclude(kind="added").count() == 0


def test_what_has_ended_or_is_to_come_takes_nothing_over(milestone, other, plan, pmo, administrator):
    done(withdraw_milestone, other, pmo)
    with pytest.raises(DeliveryRefused, match="was removed: choose one that goes on"):
        done(merge_milestone, milestone, pmo, into=other)
    to_come = keep_milestone(plan, administrator, ref="60", on=MARCH)
    with pytest.raises(DeliveryRefused, match="is not known yet"):
        done(merge_milestone, milestone, pmo, into=to_come)


def test_only_the_office_changes_and_not_on_a_frozen_day(milestone, plan, owner, administrator):
    with pytest.raises(PermissionDenied):
        done(withdraw_milestone, milestone, owner)
    freeze(plan, FEBRUARY, administrator)
    with pytest.raises(DeliveryRefused, match="frozen"):
        done(withdraw_milestone, milestone, administrator)


def test_a_statement_that_is_dated_ahead_does_not_bring_it_back(milestone, pmo, administrator):
    at_first = milestone.statements.first()
    entry = MilestoneEntry(milestone, {"note": "From a later workbook."}, at_first)
    record_milestones(plan=milestone.plan, entries=[entry], effective_on=MARCH, by=administrator)
    change = done(withdraw_milestone, milestone, pmo, seen=at_first.pk)
    assert (standing(milestone), change.effective_on) == ("withdrawn", MARCH)


def test_which_changes_a_milestone_can_have():
    assert kinds_for("live") == ("reworded", "withdrawn", "merged", "replaced")
    assert (kinds_for("withdrawn"), kinds_for("merged")) == (("resumed",), ())


def change(pk, milestone, kind, into=None):
    return MilestoneChange(pk=pk, milestone_id=milestone, kind=kind, into_id=into, effective_on=date(2019, 1, 9 + pk))


CHANGES = [
    change(1, 45, "added"),
    change(2, 41, "merged", 45),
    change(3, 44, "merged", 45),
    change(4, 45, "reworded"),
    change(5, 60, "added"),
    change(6, 45, "replaced", 60),
    change(7, 60, "reworded"),
    change(8, 57, "added"),
]


def told(milestone):
    return [each.pk for each in chain_of(milestone, CHANGES[::-1])]


def test_a_chain_leads_both_ways():
    assert family_of(41, CHANGES) == {41, 45, 60} and family_of(60, CHANGES) == {41, 44, 45, 60}
    assert told(41) == [1, 2, 5, 6]
    assert told(45) == [1, 2, 3, 4, 5, 6]
    assert told(60) == [1, 2, 3, 5, 6, 7]
    assert (told(57), told(99)) == ([8], [])


def test_a_ring_that_a_document_writes_ends():
    ring = [change(1, 1, "merged", 2), change(2, 2, "merged", 1)]
    assert [each.pk for each in chain_of(1, ring)] == [1, 2]
