"""Exceptions from the report to the decision: what is asked, who decides, and what becomes of the dates."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from milestones.exceptions import days_waiting, no_exception, standing_of
from milestones.models import MilestoneException, MilestoneStatement
from milestones.services import (
    DeliveryRefused,
    MilestoneEntry,
    is_own,
    record_milestones,
    resume_milestone,
    update_milestone,
    waiting_of,
    withdraw_milestone,
)
from plans.models import Decision, Role
from plans.services import MeetingRefused, NamedMeeting
from tests.factories import FEBRUARY, JANUARY, MARCH, freeze, make_plan, member

from .late import ASKED, DUE, bring_in, decide, report, seen


def now(milestone):
    return milestone.statements.first()


def test_an_exception_keeps_what_it_is_about(milestone, owner):
    made = report(milestone, owner, report="Month 11")
    assert (made.title, made.milestone_as_written, made.due_on) == ("Open ward 41", "41", DUE)
    assert (made.due_as_written, made.asked_as_written, made.report) == ("31 January 2019", "31 May 2019", "Month 11")
    assert waiting_of(milestone, FEBRUARY) == made and waiting_of(milestone, JANUARY) is None


def test_one_of_a_milestone_without_a_date_says_none(milestone, owner, administrator):
    record_milestones(
        plan=milestone.plan,
        entries=[MilestoneEntry(milestone, {"due_on": None}, now(milestone))],
        effective_on=FEBRUARY,
        by=administrator,
    )
    assert report(milestone, owner).due_as_written == ""


def test_the_same_exception_sent_twice_is_one_and_another_waits_its_turn(milestone, owner, pmo):
    assert report(milestone, owner) == report(milestone, owner)
    for by, given in ((owner, {"recovery": "None."}), (pmo, {})):
        with pytest.raises(DeliveryRefused, match="12 February 2019 is not decided yet"):
            report(milestone, by, **given)
    assert MilestoneException.objects.count() == 1


def test_who_does_not_own_it_reports_nothing(milestone, plan, administrator):
    for role in (Role.READER, Role.LEAD):
        with pytest.raises(PermissionDenied):
            report(milestone, member(plan, role, by=administrator))
    assert report(milestone, member(plan, Role.PMO, by=administrator))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"rationale": " "}, "Say why it is late"),
        ({"asked_on": DUE}, "after 31 January 2019"),
        ({"asked_on": FEBRUARY - timedelta(1)}, "has passed"),
    ],
)
def test_what_cannot_be_asked_is_refused(milestone, owner, given, sentence):
    with pytest.raises(DeliveryRefused, match=sentence):
        report(milestone, owner, **given)


def test_a_complete_milestone_and_a_frozen_day_have_none(milestone, owner, plan, administrator):
    update_milestone(milestone=milestone, facts={"status": "complete"}, seen=seen(milestone), on=FEBRUARY, by=owner)
    with pytest.raises(DeliveryRefused, match="It is complete"):
        report(milestone, owner)
    freeze(plan, FEBRUARY, administrator)
    with pytest.raises(DeliveryRefused, match="frozen"):
        report(milestone, owner)


def test_what_is_agreed_moves_the_date_and_the_original_stays(milestone, owner, pmo):
    made = report(milestone, owner)
    decision = decide(made, pmo, meeting=NamedMeeting("Governing Body", FEBRUARY))
    made.refresh_from_db()
    told = now(milestone)
    assert (made.decision, made.agreed_on, decision.kind) == (decision, ASKED, Decision.Kind.DATE_AGREED)
    assert str(decision.meeting.committee) == "Governing Body"
    assert (told.due_on, told.due_as_written, told.original_on, told.origin) == (ASKED, "31 May 2019", DUE, "decision")
    assert decide(made, pmo) == decision and milestone.statements.count() == 2


def test_a_second_date_leaves_the_first_original(milestone, owner, pmo):
    decide(report(milestone, owner), pmo)
    later = date(2019, 8, 31)
    decide(report(milestone, owner, asked_on=later, on=MARCH), pmo, seen=ASKED, on=MARCH)
    assert (now(milestone).due_on, now(milestone).original_on) == (later, DUE)


def test_a_milestone_without_any_date_begins_with_the_agreed_one(milestone, owner, pmo):
    MilestoneStatement.objects.filter(milestone=milestone).update(due_on=None)
    decide(report(milestone, owner), pmo, seen=None)
    assert (now(milestone).due_on, now(milestone).original_on) == (ASKED, ASKED)


def test_another_date_may_be_agreed_and_a_date_refused(milestone, owner, pmo):
    made, another = report(milestone, owner), date(2019, 4, 30)
    decide(made, pmo, due_on=another)
    made.refresh_from_db()
    assert (made.agreed_on, now(milestone).due_on) == (another, another)
    refused = report(milestone, owner, on=MARCH)
    decision = decide(refused, pmo, agreed=False, due_on=ASKED, seen=None, on=MARCH)
    refused.refresh_from_db()
    assert (decision.kind, refused.agreed_on, now(milestone).due_on) == (Decision.Kind.DATE_REFUSED, None, another)


def test_a_statement_that_is_dated_ahead_does_not_undo_a_decision(milestone, owner, pmo, administrator):
    made = report(milestone, owner)
    entry = MilestoneEntry(milestone, {"note": "From a later workbook."}, now(milestone))
    record_milestones(plan=milestone.plan, entries=[entry], effective_on=MARCH, by=administrator)
    decide(made, pmo)
    assert (now(milestone).effective_on, now(milestone).due_on) == (MARCH, ASKED)
    assert now(milestone).note == "From a later workbook."


def test_nobody_decides_what_they_asked_for_but_what_they_brought_in(milestone, pmo, owner, administrator):
    own = report(milestone, pmo)
    with pytest.raises(PermissionDenied, match="yourself"):
        decide(own, pmo)
    with pytest.raises(PermissionDenied, match="Agree a later date"):
        decide(own, owner)
    decide(own, administrator, agreed=False)
    brought = bring_in(milestone, pmo, on=MARCH)
    assert is_own(own, pmo) and not is_own(brought, pmo)
    assert decide(brought, pmo, on=MARCH)


def test_of_two_who_decide_the_second_is_told(milestone, owner, pmo, administrator):
    made = report(milestone, owner)
    decide(made, pmo)
    with pytest.raises(DeliveryRefused, match="decided already, on 12 February 2019"):
        decide(made, administrator, agreed=False)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"seen": FEBRUARY}, "is now 31 January 2019"),
        ({"due_on": DUE}, "Agree a date after"),
        ({"reason": " "}, "Say why"),
    ],
)
def test_what_cannot_be_decided_is_refused(milestone, owner, pmo, given, sentence):
    made = report(milestone, owner)
    with pytest.raises(DeliveryRefused, match=sentence):
        decide(made, pmo, **given)
    assert not Decision.objects.filter(kind=Decision.Kind.DATE_AGREED).exists()


def test_a_date_that_was_taken_away_is_said(milestone, owner, pmo):
    made = report(milestone, owner)
    MilestoneStatement.objects.filter(milestone=milestone).update(due_on=None)
    with pytest.raises(DeliveryRefused, match="was taken away"):
        decide(made, pmo)


def test_a_date_that_nobody_could_read_waits_and_needs_one_to_be_agreed(milestone, pmo):
    unread = bring_in(milestone, pmo, asked_on=None, asked_as_written="when the builder is back")
    assert waiting_of(milestone, FEBRUARY) == unread
    with pytest.raises(DeliveryRefused, match="no date that could be read"):
        decide(unread, pmo)
    assert decide(unread, pmo, due_on=ASKED)


def test_a_meeting_to_come_decides_nothing(milestone, owner, pmo):
    with pytest.raises(MeetingRefused):
        decide(report(milestone, owner), pmo, meeting=NamedMeeting("Governing Body", MARCH))


def test_an_exception_of_an_unknown_milestone_is_not_decided(milestone, pmo):
    lost = bring_in(milestone, pmo)
    MilestoneException.objects.filter(pk=lost.pk).update(milestone=None)
    lost.refresh_from_db()
    with pytest.raises(DeliveryRefused, match="no such milestone"):
        decide(lost, pmo)


def test_what_is_complete_waits_no_more_until_it_is_not(milestone, owner, pmo):
    made = report(milestone, owner)
    update_milestone(milestone=milestone, facts={"status": "complete"}, seen=seen(milestone), on=FEBRUARY, by=owner)
    assert waiting_of(milestone, FEBRUARY) is None
    with pytest.raises(DeliveryRefused, match="the milestone is complete"):
        decide(made, pmo)
    update_milestone(milestone=milestone, facts={"status": "delayed"}, seen=seen(milestone), on=MARCH, by=owner)
    assert waiting_of(milestone, MARCH) == made


def test_what_has_ended_closes_what_waited(milestone, owner, pmo):
    made = report(milestone, owner)
    change = withdraw_milestone(milestone=milestone, reason="No longer needed.", seen=seen(milestone), on=MARCH, by=pmo)
    made.refresh_from_db()
    assert made.decision == change.decision and made.agreed_on is None
    assert [each for each, _ in MilestoneException.objects.waiting(FEBRUARY)] == [made]
    resume_milestone(milestone=milestone, reason="Needed after all.", seen=seen(milestone), on=MARCH, by=pmo)
    assert waiting_of(milestone, MARCH) is None


def test_a_later_exception_takes_the_place_of_an_earlier_one(milestone, pmo):
    first = bring_in(milestone, pmo, on=JANUARY)
    same_day = bring_in(milestone, pmo)
    last = bring_in(milestone, pmo)
    assert (waiting_of(milestone, JANUARY), waiting_of(milestone, FEBRUARY)) == (first, last)
    with pytest.raises(DeliveryRefused, match="a later exception"):
        decide(same_day, pmo)


def standing(decision=None, is_newest=True, asked_on=ASKED, asked_as_written="", told=True, **facts):
    """Where an exception stands whose milestone has these facts."""
    exception = MilestoneException(milestone_id=1, asked_on=asked_on, asked_as_written=asked_as_written)
    statement = MilestoneStatement(**{"due_on": DUE, "status": "delayed"} | facts) if told else None
    return standing_of(exception, decision and Decision(kind=decision), statement, is_newest)


def test_where_an_exception_stands():
    assert standing() == standing(due_on=None) == standing(asked_on=None, asked_as_written="soon") == "waiting"
    assert standing(due_on=ASKED) == standing(due_on=MARCH.replace(year=2020)) == "moved"
    assert standing(asked_on=None) == standing(asked_on=None, asked_as_written="N/A - see 57") == "no date"
    assert standing(is_newest=False) == "newer"
    assert standing(status="complete") == "complete"
    assert standing(standing="withdrawn") == "ended"
    assert standing(told=False) == "no milestone"
    decided = [standing(decision=kind, standing="merged") for kind in ("date_agreed", "date_refused", "scope_changed")]
    assert decided == ["agreed", "refused", "closed"]


def test_of_which_milestones_an_exception_is_reported():
    assert no_exception(MilestoneStatement(standing="live", status="delayed")) == ""
    assert no_exception(MilestoneStatement(standing="live", status="complete")).startswith("It is complete")
    assert no_exception(MilestoneStatement(standing="merged")).startswith("It is no longer to be done")


def test_how_long_it_waits():
    assert (days_waiting(FEBRUARY, MARCH), days_waiting(FEBRUARY, JANUARY)) == (30, 0)


def test_an_exception_of_another_plan_is_not_counted_here(milestone, owner, administrator):
    report(milestone, owner)
    other = make_plan(administrator, slug="other", actions=1, dates=(JANUARY,))
    assert list(other.exceptions.waiting(FEBRUARY)) == []
