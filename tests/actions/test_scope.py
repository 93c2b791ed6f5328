"""Changes of scope: what each does to an action, to those under it, to its reference, and to figures then and now."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from actions.models import Action, DateRequest, Origin, ScopeChange, Standing, Statement
from actions.scope import kinds_for
from actions.services import (
    Entry,
    NewAction,
    ScopeImpossible,
    add_action,
    ask_later_date,
    merge_action,
    pause_action,
    record_statements,
    replace_action,
    resume_action,
    reword_action,
    withdraw_action,
)
from plans.models import Decision, Role
from plans.services import MeetingRefused, NamedMeeting
from reports.figures import figures_of
from tests.factories import FEBRUARY, MARCH, make_plan, member

pytestmark = pytest.mark.django_db
WHY = "The trust does it now."
JUNE = date(2019, 6, 30)
ENDING = {"withdrawn": withdraw_action, "merged": merge_action, "replaced": replace_action}


@pytest.fixture
def plan(administrator):
    return make_plan(administrator)


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


def the(plan, ref):
    return plan.actions.get(ref=ref)


@pytest.fixture
def action(plan):
    return the(plan, "2.1")


@pytest.fixture
def family(plan, administrator):
    """A heading 3 with two actions under it, 3.1 and 3.1.1 beneath that."""
    heading = Entry(Action(ref="3", position=50), {"title": "Above", "is_heading": True})
    child = Entry(Action(ref="3.1", position=51), {"title": "Child"}, parent=heading)
    grandchild = Entry(Action(ref="3.1.1", position=52), {"title": "Grandchild"}, parent=child)
    entries = [heading, child, grandchild]
    record_statements(plan=plan, entries=entries, effective_on=FEBRUARY, by=administrator)
    return [entry.action for entry in entries]


def change(service, action, by, **more):
    return service(action=action, **{"reason": WHY, "on": MARCH, "by": by} | more)


def add(plan, by, ref="2.99", title="Do more", **more):
    decided = {name: more.pop(name) for name in ("reason", "on", "meeting") if name in more}
    new = NewAction(ref=ref, title=title, **more)
    return add_action(plan=plan, new=new, **{"reason": WHY, "on": MARCH, "by": by} | decided)


def counts(plan, on):
    total = figures_of(plan, on).actions.total
    return total.actions, total.late


@pytest.mark.parametrize("kind", ENDING)
def test_what_ends_is_no_longer_counted_or_late_and_was_both_before(kind, plan, action, pmo):
    then = date(2019, 3, 13)
    before, as_it_was = counts(plan, MARCH), figures_of(plan, then).as_json()
    into = {} if kind == "withdrawn" else {"into": the(plan, "1.2")}
    made = change(ENDING[kind], action, pmo, meeting=NamedMeeting("Board", MARCH), **into)
    action.refresh_from_db()
    assert (action.standing, made.kind, made.into) == (kind, kind, into.get("into"))
    assert counts(plan, MARCH) == (before[0] - 1, before[1] - 1)
    assert figures_of(plan, then).as_json() == as_it_was
    assert (made.reason, made.effective_on, made.recorded_by) == (WHY, MARCH, pmo)
    assert (made.decision.kind, made.decision.text, str(made.decision.meeting)) == (
        Decision.Kind.SCOPE_CHANGED,
        WHY,
        "Board, 14/03/2019",
    )
    said = action.statements.first()
    assert (made.statement, said.standing, said.origin, said.progress) == (said, kind, Origin.DECISION, action.progress)
    assert made.history.get().history_user == pmo


def test_the_kinds_that_a_standing_allows():
    assert {standing: kinds_for(standing) for standing in Standing.values} == {
        "live": ("reworded", "paused", "withdrawn", "merged", "replaced"),
        "paused": ("resumed", "reworded", "withdrawn", "merged", "replaced"),
        "withdrawn": ("resumed",),
        "merged": (),
        "replaced": (),
    }
    assert "paused" not in kinds_for("live", is_heading=True)


def test_a_paused_action_is_counted_not_late_and_goes_on(plan, action, pmo):
    actions, late = counts(plan, MARCH)
    change(pause_action, action, pmo)
    assert counts(plan, MARCH) == (actions, late - 1)
    with pytest.raises(ScopeImpossible, match="2.1 is paused now"):
        change(pause_action, action, pmo, reason="Once more.")
    change(resume_action, action, pmo, on=JUNE)
    action.refresh_from_db()
    assert action.standing == Standing.LIVE
    assert Statement.objects.as_at(plan, MARCH).get(action=action).standing == Standing.PAUSED


def test_a_withdrawn_action_is_brought_back_a_merged_one_is_not(plan, action, pmo, family):
    change(withdraw_action, action, pmo)
    change(resume_action, action, pmo)
    change(merge_action, action, pmo, into=the(plan, "1.2"))
    for service in (resume_action, withdraw_action, pause_action):
        with pytest.raises(ScopeImpossible, match="2.1 is merged into another now"):
            change(service, action, pmo)
    with pytest.raises(ScopeImpossible, match="3 is a heading now"):
        change(pause_action, family[0], pmo)


def test_without_a_reason_nothing_changes(plan, action, pmo):
    with pytest.raises(ScopeImpossible, match="Say why") as refusal:
        change(withdraw_action, action, pmo, reason=" ")
    assert refusal.value.field == "reason"
    with pytest.raises(MeetingRefused):
        change(withdraw_action, action, pmo, meeting=NamedMeeting("Board", JUNE))
    assert not ScopeChange.objects.exists() and not Decision.objects.exists()


def test_only_who_may_change_the_scope_does(plan, action, administrator, outsider):
    lead = member(plan, Role.LEAD, by=administrator, posts=["AO"])
    calls = [
        (withdraw_action, {}),
        (merge_action, {"into": the(plan, "1.2")}),
        (replace_action, {"into": the(plan, "1.2")}),
        (reword_action, {"facts": {"title": "Other"}}),
        (pause_action, {}),
        (resume_action, {}),
    ]
    for user in (lead, outsider):
        for service, more in calls:
            with pytest.raises(PermissionDenied):
                change(service, action, user, **more)
        with pytest.raises(PermissionDenied):
            add(plan, user)


def test_what_happens_to_those_under_it_has_to_be_said(plan, pmo, family):
    heading, child, grandchild = family
    with pytest.raises(ScopeImpossible, match=r"the actions under it \(3.1\)") as refusal:
        change(withdraw_action, heading, pmo)
    assert refusal.value.field == "with_children"
    change(withdraw_action, heading, pmo, with_children=False)
    assert [the(plan, ref).standing for ref in ("3", "3.1", "3.1.1")] == ["withdrawn", "live", "live"]
    assert the(plan, "3.1").parent == heading


def test_those_under_it_go_with_it_to_the_last(plan, pmo, family):
    change(withdraw_action, family[0], pmo, with_children=True, meeting=NamedMeeting("Board", MARCH))
    assert {the(plan, ref).standing for ref in ("3", "3.1", "3.1.1")} == {"withdrawn"}
    last = ScopeChange.objects.get(action__ref="3.1.1")
    assert last.reason == f"Withdrawn with 3.1. Withdrawn with 3. {WHY}"
    assert str(last.decision.meeting) == "Board, 14/03/2019"


def test_those_that_have_ended_already_are_not_asked_about(plan, pmo, family, administrator):
    nameless = Entry(Action(parent=family[2], position=53), {"title": "Nameless"})
    record_statements(plan=plan, entries=[nameless], effective_on=FEBRUARY, by=administrator)
    with pytest.raises(ScopeImpossible, match="“Nameless”"):
        change(withdraw_action, family[2], pmo)
    change(withdraw_action, nameless.action, pmo)
    with pytest.raises(ScopeImpossible, match="The action “Nameless” is withdrawn now"):
        change(withdraw_action, nameless.action, pmo, reason="Once more.")
    change(withdraw_action, family[2], pmo)
    change(withdraw_action, family[1], pmo)


def test_an_action_goes_on_in_one_that_can(plan, action, pmo, family, administrator):
    other = make_plan(administrator, slug="other", actions=2)
    change(withdraw_action, the(plan, "1.2"), pmo)
    refusals = [
        (action, "Choose another action"),
        (other.actions.first(), "Choose another action"),
        (family[0], "3 is a heading"),
        (the(plan, "1.2"), "1.2 was withdrawn"),
    ]
    for service in (merge_action, replace_action):
        for into, words in refusals:
            with pytest.raises(ScopeImpossible, match=words) as refusal:
                change(service, action, pmo, into=into)
            assert refusal.value.field == "into"


def test_a_new_action_takes_the_place_of_one_and_takes_over_what_it_had(plan, action, pmo):
    made = change(replace_action, action, pmo, into=NewAction(ref="2.77", title="Do it better", like=action))
    new = made.into
    action.refresh_from_db()
    assert (action.standing, new.ref, new.title, new.standing) == ("replaced", "2.77", "Do it better", "live")
    taken = ("area", "due_on", "due_as_written", "leads", "sro_as_written", "success_measure")
    assert [getattr(new, name) for name in taken] == [getattr(action, name) for name in taken]
    assert list(new.recommendations.all()) == list(action.recommendations.all())
    assert (new.rating, new.progress, new.original_due_on) == (None, "", action.due_on)
    assert list(ScopeChange.objects.about(new, MARCH).values_list("kind", flat=True)) == ["replaced", "added"]
    assert list(ScopeChange.objects.about(new, FEBRUARY)) == []


def test_what_cannot_be_replaced_adds_nothing(plan, action, pmo):
    before = Action.objects.count()
    change(withdraw_action, action, pmo)
    with pytest.raises(ScopeImpossible):
        change(replace_action, action, pmo, into=NewAction(ref="2.77", title="Do it better", like=action))
    assert Action.objects.count() == before


def test_other_words_are_a_statement_and_the_old_ones_stay_in_the_past(plan, action, pmo):
    words = {"title": "Do it well", "outcome_measure": "Fewer.", "progress": "not reworded"}
    made = change(reword_action, action, pmo, facts=words)
    action.refresh_from_db()
    assert (action.title, action.outcome_measure, made.kind) == ("Do it well", "Fewer.", "reworded")
    assert action.progress != "not reworded"
    assert Statement.objects.as_at(plan, FEBRUARY).get(action=action).title == "Do thing 1 <b>well</b>"
    with pytest.raises(ScopeImpossible, match="No word is different"):
        change(reword_action, action, pmo, facts={"title": "Do it well"}, reason="Once more.")
    with pytest.raises(ScopeImpossible, match="Enter what is to be done"):
        change(reword_action, action, pmo, facts={"title": " "}, reason="Once more.")
    change(reword_action, action, pmo, facts={"outcome_measure": "None."}, reason="Once more.")


def test_an_action_is_added_with_its_facts_place_and_chain(plan, pmo):
    post, area, met = plan.posts.get(), plan.areas.get(number=1), list(plan.recommendations.all())
    measures = {"outcome_measure": "Fewer.", "success_measure": "None."}
    new = add(plan, pmo, sro=post, ops_lead=post, due_on=JUNE, area=area, recommendations=met, **measures)
    assert (new.ref, new.area, new.due_on, new.due_as_written) == ("2.99", area, JUNE, "30 June 2019")
    assert (new.sro_as_written, new.ops_lead_as_written, new.original_due_on) == ("AO", "AO", JUNE)
    assert [(each.role, each.post) for each in new.assignments.all()] == [("ops_lead", post), ("sro", post)]
    assert list(new.recommendations.all()) == met
    made = new.scope_changes.get()
    assert (made.kind, made.reason, made.statement) == ("added", WHY, new.statements.get())
    assert counts(plan, MARCH)[0] == 13 and counts(plan, date(2019, 3, 13))[0] == 12


def test_an_action_stands_where_its_reference_says(plan, pmo, family):
    child, last = add(plan, pmo, ref="3.2"), add(plan, pmo, ref="")
    assert (child.parent, child.area, child.position) == (family[0], None, 52)
    assert (add(plan, pmo, ref="1.99").area.number, last.area, last.parent) == (1, None, None)
    assert add(plan, pmo, ref="A.1").area is None


def test_silence_of_an_added_action_counts_from_the_day_it_was_added(plan, pmo):
    new = add(plan, pmo)

    def found(on):
        figure = next(each for each in figures_of(plan, on).actions.actions if each.key == new.key)
        return figure.silent_days, [finding.sentence for finding in figure.wrong if finding.rule == "silent"]

    assert found(MARCH) == (0, []) and found(MARCH + timedelta(days=59)) == (59, [])
    assert found(MARCH + timedelta(days=60)) == (60, ["Nothing was ever said of its progress."])


@pytest.mark.parametrize("ref", ["7.1", "99999.1"])
def test_a_reference_of_no_area_wants_one(ref, plan, pmo):
    with pytest.raises(ScopeImpossible, match="The plan has no area") as refusal:
        add(plan, pmo, ref=ref)
    assert refusal.value.field == "area"
    assert add(plan, pmo, ref=ref, area=plan.areas.get(number=1)).area.number == 1


@pytest.mark.parametrize("ref", ["", "2.99"])
def test_an_action_whose_form_is_sent_twice_is_added_once(ref, plan, pmo, administrator):
    added = add(plan, pmo, ref=ref)
    assert add(plan, pmo, ref=ref) == added
    others = [add(plan, pmo, ref="", title="Do other things"), add(plan, pmo, ref="", reason="Another reason.")]
    others.append(add(plan, administrator, ref=""))
    assert len({added, *others}) == 4
    # Once something was said of it, the same words are about another one.
    change(pause_action, others[-1], administrator)
    assert add(plan, administrator, ref="") != others[-1]


def test_another_change_for_the_same_reason_is_a_change_of_its_own(plan, action, pmo):
    change(reword_action, action, pmo, facts={"title": "Do it well"})
    change(reword_action, action, pmo, facts={"title": "Do it better"})
    action.refresh_from_db()
    assert action.title == "Do it better"
    change(merge_action, action, pmo, into=the(plan, "1.2"))
    with pytest.raises(ScopeImpossible, match="2.1 is merged"):
        change(merge_action, action, pmo, into=the(plan, "1.4"))


def test_a_replacement_by_a_new_action_that_is_sent_twice_adds_one(plan, action, pmo):
    new = NewAction(ref="2.77", title="Do it better", like=action)
    made = change(replace_action, action, pmo, into=new)
    assert change(replace_action, action, pmo, into=new) == made
    with pytest.raises(ScopeImpossible):
        change(replace_action, action, pmo, into=NewAction(ref="2.78", title="Do it otherwise", like=action))
    assert not plan.actions.filter(ref="2.78").exists()


@pytest.mark.parametrize("service", [withdraw_action, merge_action, replace_action, pause_action, reword_action])
def test_a_change_whose_form_is_sent_twice_is_made_once(service, plan, action, pmo, administrator):
    more = {"into": the(plan, "1.2")} if service in (merge_action, replace_action) else {}
    more |= {"facts": {"title": "Do it well"}} if service is reword_action else {}
    made = change(service, action, pmo, **more)
    assert change(service, action, pmo, **more) == made
    with pytest.raises(ScopeImpossible):
        change(service, action, administrator, **more)


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("1.2", "1.2 is another action already"),
        ("2.1", "2.1 was withdrawn. References are never used again"),
        (" 2.1 ", "2.1 was withdrawn"),
        ("2.1.1", "would stand under 2.1, which was withdrawn"),
        ("2." + "9" * 60, "60 characters at most"),
    ],
)
def test_a_reference_is_never_used_again(plan, action, pmo, ref, words):
    change(withdraw_action, action, pmo)
    with pytest.raises(ScopeImpossible, match=words) as refusal:
        add(plan, pmo, ref=ref)
    assert refusal.value.field == "ref"


def test_an_added_action_has_words_and_a_reason(plan, pmo):
    with pytest.raises(ScopeImpossible, match="Enter what is to be done"):
        add(plan, pmo, title=" ")
    with pytest.raises(ScopeImpossible, match="Say why"):
        add(plan, pmo, reason="")
    assert plan.actions.count() == 12


def test_the_first_action_of_a_plan_has_a_place(plan, administrator):
    empty = type(plan).objects.create(slug="empty", name="Empty")
    assert add(empty, administrator, ref="1.1").position == 1


def test_a_later_date_that_waits_is_closed_with_the_action(plan, action, pmo, administrator):
    ask_later_date(action=action, due_on=JUNE, reason="Slow.", on=MARCH, by=administrator)
    change(pause_action, action, pmo)
    assert DateRequest.objects.open().exists()
    made = change(withdraw_action, action, pmo)
    assert DateRequest.objects.get().decision == made.decision


def test_a_change_holds_although_a_statement_is_dated_ahead(plan, action, pmo, administrator):
    entry = Entry(action, {"progress": "At the end of June."}, before=action.statements.first())
    record_statements(plan=plan, entries=[entry], effective_on=JUNE, by=administrator)
    made = change(withdraw_action, action, pmo)
    action.refresh_from_db()
    assert (action.standing, made.effective_on, made.decision.decided_on) == ("withdrawn", JUNE, MARCH)
