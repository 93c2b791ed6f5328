"""What is said of milestones: who may, who was first, what is refused, and what one thing said twice comes to."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from milestones.models import MilestoneStatement
from milestones.services import (
    DeliveryRefused,
    MilestoneChanged,
    MilestoneEntry,
    add_milestone,
    describe_milestone,
    mark_milestone_private,
    may_update,
    record_milestones,
    tie_milestone,
    untie_milestone,
    update_milestone,
)
from plans.models import Decision, Objective, Role
from plans.services import save_reference
from risks.services import add_risk
from tests.factories import FEBRUARY, JANUARY, MARCH, freeze, make_plan, member

from .late import seen


@pytest.fixture
def reader(plan, administrator):
    return member(plan, Role.READER, by=administrator, posts=["AO"], email="reader@example.org")


def say(milestone, by, on=FEBRUARY, **facts):
    return update_milestone(milestone=milestone, facts=facts, seen=seen(milestone), on=on, by=by)


def test_an_owner_says_how_it_stands_and_nothing_else_changes(critical, owner):
    told = say(critical, owner, progress="It waits.", status="delayed", forecast_on=MARCH, due_on=MARCH, title="Other")
    assert (told.progress, told.status, told.forecast_on) == ("It waits.", "delayed", MARCH)
    assert (told.title, told.due_on, told.origin) == ("A single number to call", date(2019, 2, 28), "form")
    assert told.status_as_written == "Delayed" and told.recorded_by == owner


def test_the_same_said_again_on_the_same_day_writes_nothing(critical, owner, pmo):
    first, shown = say(critical, owner, progress="It waits."), critical.statements.last().pk
    again = {"milestone": critical, "facts": {"progress": "It waits."}, "seen": shown}
    assert update_milestone(**again, on=FEBRUARY, by=owner) == first
    with pytest.raises(MilestoneChanged) as refused:
        update_milestone(**again, on=FEBRUARY, by=pmo)
    assert refused.value.record == first
    assert say(critical, owner, on=MARCH, progress="It waits.") != first


def test_no_change_is_a_word_of_its_day(critical, owner, pmo):
    before = critical.statements.get()
    told = say(critical, owner)
    assert told != before and told.status == before.status and told.effective_on == FEBRUARY
    assert update_milestone(milestone=critical, facts={}, seen=before.pk, on=FEBRUARY, by=owner) == told
    with pytest.raises(MilestoneChanged):
        update_milestone(milestone=critical, facts={}, seen=before.pk, on=FEBRUARY, by=pmo)


def test_who_may_not_update_is_refused(critical, reader, outsider, plan, administrator):
    stranger = member(plan, Role.MILESTONE_OWNER, by=administrator, email="stranger@example.org")
    for user in (reader, outsider, stranger):
        with pytest.raises(PermissionDenied):
            say(critical, user, progress="Mine.")
    stranger.person = None
    assert not may_update(stranger, critical.statements.get().owners, plan, FEBRUARY)


def test_somebody_who_is_named_owns_it_without_a_post(plan, pmo, administrator):
    named = member(plan, Role.MILESTONE_OWNER, by=administrator, email="named@example.org")
    owners = [{"role": "chief", "post": None, "person": named.person_id}]
    facts = {"title": "Agree it", "owners": owners}
    milestone = add_milestone(plan=plan, facts=facts, reason="x", on=JANUARY, by=pmo)
    assert say(milestone, named, progress="Agreed.").progress == "Agreed."


def test_an_expected_date_is_to_come_unless_it_is_done(critical, owner):
    with pytest.raises(DeliveryRefused, match="must be today or later"):
        say(critical, owner, forecast_on=JANUARY)
    assert say(critical, owner, forecast_on=JANUARY, status="complete").forecast_on == JANUARY
    assert say(critical, owner, on=MARCH, forecast_on=JANUARY, progress="Open.").progress == "Open."


def test_nothing_is_said_in_a_frozen_period_or_before_it_was_known(critical, owner, administrator, plan):
    with pytest.raises(DeliveryRefused, match="not known as at 9 January 2019"):
        say(critical, owner, on=date(2019, 1, 9))
    freeze(plan, MARCH, administrator)
    with pytest.raises(DeliveryRefused, match="frozen"):
        say(critical, owner)
    with pytest.raises(DeliveryRefused, match="frozen"):
        add_milestone(plan=plan, facts={"title": "One"}, reason="x", on=FEBRUARY, by=administrator)


def test_the_office_describes_it(critical, plan, owner, pmo, programme, administrator):
    about = {"milestone": critical, "seen": seen(critical), "on": FEBRUARY}
    facts = {"team": "MD", "title": "Other", "due_on": MARCH, "original_on": MARCH, "standing": "merged"}
    with pytest.raises(PermissionDenied):
        describe_milestone(**about, facts=facts, programme=None, by=owner)
    told = describe_milestone(**about, facts=facts, programme=programme, by=pmo)
    critical.refresh_from_db()
    assert (told.team, told.title, told.due_on, told.standing) == (
        "MD",
        "A single number to call",
        date(2019, 2, 28),
        "live",
    )
    assert critical.programme == programme
    about |= {"seen": told.pk}
    assert describe_milestone(**about, facts={"team": "MD"}, programme=programme, by=pmo) == told
    with pytest.raises(MilestoneChanged):
        describe_milestone(**about | {"seen": 0}, facts={"team": "GP"}, programme=None, by=pmo)
    stranger = make_plan(administrator, slug="other", actions=1, dates=(JANUARY,))
    other = type(programme)(plan=stranger, key=9)
    with pytest.raises(DeliveryRefused, match="another plan"):
        describe_milestone(**about, facts={}, programme=other, by=pmo)


def test_a_milestone_is_added_once_with_the_reason_for_it(plan, pmo, owner):
    given = {"plan": plan, "facts": {"title": "Open ward 9"}, "reason": "The board asked.", "ref": " 9 ", "on": JANUARY}
    with pytest.raises(PermissionDenied):
        add_milestone(**given, by=owner)
    milestone = add_milestone(**given, by=pmo)
    assert (milestone.ref, milestone.called, str(milestone), milestone.key) == ("9", "9", "Milestone 9", 1)
    assert add_milestone(**given, by=pmo) == milestone and plan.milestones.count() == 1
    change = milestone.changes.get()
    assert (change.kind, change.reason, change.decision.kind) == (
        "added",
        "The board asked.",
        Decision.Kind.SCOPE_CHANGED,
    )
    assert str(change) == "Milestone 9: added" and str(change.statement) == "Milestone 9, 10/01/2019"
    for changed, sentence in (
        ({"facts": {"title": " "}}, "has to be named"),
        ({"reason": ""}, "Say why"),
        ({"reason": "Another."}, "a number is never used twice"),
    ):
        with pytest.raises(DeliveryRefused, match=sentence):
            add_milestone(**given | changed, by=pmo)
    other = add_milestone(**given | {"facts": {"title": "Two"}, "ref": ""}, by=pmo)
    assert (other.called, other.key, other.position) == ("M2", 2, 2)
    again = add_milestone(**given | {"facts": {"title": "Three"}, "ref": ""}, by=pmo)
    assert again.called == "M3"


def test_many_are_recorded_as_at_one_day(critical, plan, owner, pmo):
    before = critical.statements.get()
    told = {"plan": plan, "effective_on": FEBRUARY}
    entries = [MilestoneEntry(critical, {"status": "complete"}, before, "book.xlsx, Milestones, row 4")]
    with pytest.raises(PermissionDenied):
        record_milestones(**told, entries=entries, by=owner)
    [said] = record_milestones(**told, entries=entries, by=pmo)
    assert (said.status, said.title, said.origin) == ("complete", before.title, "import")
    assert MilestoneStatement.objects.as_at(plan, JANUARY).get() == before


def test_it_is_tied_from_a_day_to_a_day(critical, plan, owner, pmo, administrator):
    action = plan.actions.get(ref="1.2")
    risk = add_risk(plan=plan, facts={"title": "Nobody calls"}, on=JANUARY, by=pmo)
    objective = save_reference(record=Objective(plan=plan, title="Care near home"), by=administrator)
    about = {"milestone": critical, "by": pmo}
    for record in (action, risk, objective):
        tie = tie_milestone(**about, to=record, on=FEBRUARY)
        assert tie_milestone(**about, to=record, on=MARCH) == tie and str(tie).startswith("Milestone 7: ")
        untie_milestone(**about, to=record, on=MARCH)
        untie_milestone(**about, to=record, on=MARCH)
        tie.refresh_from_db()
        assert (tie.since, tie.until) == (FEBRUARY, MARCH)
    with pytest.raises(PermissionDenied):
        tie_milestone(milestone=critical, to=action, on=MARCH, by=owner)
    stranger = make_plan(administrator, slug="other", actions=1, dates=(JANUARY,)).actions.get()
    with pytest.raises(DeliveryRefused, match="This action belongs to another plan"):
        tie_milestone(**about, to=stranger, on=MARCH)


def test_it_is_marked_private_by_whoever_keeps_the_packs(critical, owner, pmo):
    with pytest.raises(PermissionDenied):
        mark_milestone_private(milestone=critical, is_private=True, by=owner)
    assert mark_milestone_private(milestone=critical, is_private=True, by=pmo)
    assert not mark_milestone_private(milestone=critical, is_private=True, by=pmo)
