"""The exceptions of a plan as figures, as at any day, and what looks wrong with them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from milestones.exception_figures import figures_of
from milestones.exception_reports import of_report, open_reports, reports_of
from milestones.exception_rules import findings
from milestones.models import MilestoneException, MilestoneStatement
from milestones.presenters.exceptions import shown_exception
from milestones.services import mark_milestone_private
from plans.models import Period
from plans.services import NamedMeeting
from tests.factories import FEBRUARY, JANUARY, MARCH

from .late import ASKED, DUE, bring_in, decide, keep_milestone, report


def figure(plan, on=FEBRUARY, **options):
    [found] = figures_of(plan, on, **options).exceptions
    return found


def test_an_exception_stands_as_at_each_day(plan, milestone, owner, pmo):
    made = report(milestone, owner, report="Month 11")
    decide(made, pmo, on=MARCH, meeting=NamedMeeting("Governing Body", MARCH))
    then, now = figure(plan), figure(plan, MARCH)
    assert figures_of(plan, JANUARY).exceptions == ()
    assert (then.ref, then.title, then.report, then.reported_by) == (
        "41",
        "Open ward 41",
        "Month 11",
        str(owner.person),
    )
    assert (then.original_on, then.due_on, then.approved_on, then.asked_on) == (DUE, DUE, DUE, ASKED)
    assert (then.state, then.agreed_on, then.decided_on, then.decision) == ("waiting", None, None, None)
    assert (now.state, now.original_on, now.approved_on, now.agreed_on) == ("agreed", DUE, ASKED, ASKED)
    assert (now.decided_on, now.decided_at, now.decision) == (MARCH, "Governing Body", "It cannot be helped.")
    assert now.url == f"/plans/sample/milestones/{milestone.key}/" and then.waits and not now.waits


def test_the_first_date_that_was_stated_is_the_original(plan, milestone, owner, pmo):
    MilestoneStatement.objects.filter(milestone=milestone).update(due_on=None)
    made = report(milestone, owner)
    assert (figure(plan).original_on, figure(plan).due_on) == (None, None)
    decide(made, pmo, seen=None, on=MARCH)
    assert figure(plan, MARCH).original_on == ASKED


def test_those_that_wait_longest_come_first(plan, milestone, owner, pmo, administrator):
    others = [keep_milestone(plan, administrator, ref=str(number)) for number in (42, 43)]
    decide(report(milestone, owner), pmo)
    report(others[0], owner, on=MARCH)
    report(others[1], owner)
    found = figures_of(plan, MARCH)
    assert [each.ref for each in found.exceptions] == ["43", "42", "41"]
    assert [each.ref for each in found.waiting] == ["43", "42"]
    assert [each["ref"] for each in found.as_json()["exceptions"]] == ["43", "42", "41"]


def test_the_latest_report_comes_first_in_its_own_order(plan, pmo):
    rows = [("Quarter 2", "1"), ("Quarter 2", "2"), ("January", "3"), ("January", "4")]
    for position, (name, number) in enumerate(rows, 1):
        bring_in(None, pmo, plan=plan, milestone_as_written=number, report=name, position=position)
    assert [each.ref for each in figures_of(plan, FEBRUARY).others] == ["3", "4", "1", "2"]


def test_public_figures_leave_private_milestones_out(plan, milestone, owner, pmo):
    report(milestone, owner)
    mark_milestone_private(milestone=milestone, is_private=True, by=pmo)
    assert figures_of(plan, FEBRUARY, is_public=True).exceptions == () and figure(plan).is_private


def test_one_of_an_unknown_milestone_is_told_as_written(plan, pmo):
    bring_in(None, pmo, plan=plan, milestone_as_written="41 & 44", title="Wards", asked_on=None, report="Quarter 2")
    found = figure(plan)
    assert (found.ref, found.title, found.milestone_key, found.url) == ("41 & 44", "Wards", None, None)
    assert (found.state, found.reported_by, found.recovery_apart) == ("no milestone", None, False)
    shown = shown_exception(found, FEBRUARY)
    assert (shown.url, shown.original, shown.asked_for) == ("", "Not set", "“31-May-19”")


def test_exceptions_are_read_in_as_many_queries_whatever_their_number(
    plan, milestone, owner, administrator, django_assert_num_queries
):
    with django_assert_num_queries(1):
        figures_of(plan, FEBRUARY)
    report(milestone, owner)
    for number in range(42, 52):
        report(keep_milestone(plan, administrator, ref=str(number)), owner)
    with django_assert_num_queries(3):
        assert len(figures_of(plan, FEBRUARY).exceptions) == 11


@pytest.fixture
def waiting(plan, milestone, owner):
    report(milestone, owner)
    return figure(plan)


def rules(exception, on=FEBRUARY):
    return [found.rule for found in findings(exception, on)]


def test_an_exception_without_a_recovery_plan_looks_wrong(waiting):
    assert rules(waiting) == []
    assert rules(replace(waiting, recovery=None)) == ["exception-no-recovery"]
    both_in_one = replace(waiting, recovery=None, recovery_apart=False)
    assert rules(both_in_one) == []
    assert rules(replace(both_in_one, rationale=None)) == ["exception-no-recovery"]
    assert rules(replace(waiting, recovery=None, state="agreed")) == []


def test_an_exception_that_waits_for_more_than_a_month_looks_wrong(waiting):
    assert rules(waiting, FEBRUARY + timedelta(31)) == []
    [found] = findings(waiting, FEBRUARY + timedelta(32))
    assert (found.rule, found.sentence) == (
        "exception-waiting",
        "Waits for a decision since 12 February 2019, for 32 days.",
    )


def test_a_report_keeps_the_recovery_plan_apart_where_one_of_it_does(plan, milestone, administrator, pmo):
    bring_in(milestone, pmo, rationale="Late.", report="Q2", position=2)
    other = keep_milestone(plan, administrator, ref="42")
    assert [each.looks_wrong for each in figures_of(plan, FEBRUARY).exceptions] == [False]
    bring_in(other, pmo, rationale="Late.", recovery="More staff.", report="Q2", position=3)
    assert [each.looks_wrong for each in figures_of(plan, FEBRUARY).exceptions] == [True, False]


def test_an_exception_in_words(waiting):
    shown = shown_exception(waiting, MARCH, "/there/")
    assert (shown.original, shown.due_then, shown.asked_for) == ("31 January 2019", "31 January 2019", "31 May 2019")
    assert (shown.later, shown.waits_for, shown.outcome) == ("120 days later", "30 days", "Waiting for a decision")
    assert shown.reported == "Reported by Somebody milestone_owner on 12 February 2019"
    assert shown_exception(waiting, FEBRUARY).waits_for == "since today"
    agreed = replace(waiting, state="agreed", agreed_on=MARCH, decided_on=MARCH, decision="Yes.", report="Month 11")
    shown = shown_exception(agreed, MARCH)
    assert (shown.outcome, shown.decided, shown.waits_for) == ("Agreed: 14 March 2019", "on 14 March 2019", "")
    assert (shown.due_now, shown_exception(replace(agreed, approved_on=MARCH), MARCH).due_now) == ("", "14 March 2019")
    assert shown.is_agreed and shown.because == "Yes." and shown.reported.endswith(", for Month 11")
    assert shown_exception(replace(agreed, agreed_on=ASKED, decided_at="Board"), MARCH).outcome == "Agreed"
    earlier = shown_exception(replace(waiting, asked_on=JANUARY, recovery=None, rationale=None), MARCH)
    assert (earlier.later, earlier.recovery, earlier.rationale) == ("", "Not said", "Nothing written")


def test_what_the_report_itself_calls_it_is_told_where_that_differs(waiting):
    assert shown_exception(replace(waiting, title_as_written=waiting.title.upper()), MARCH).written != ""
    assert shown_exception(replace(waiting, title_as_written=f" {waiting.title} "), MARCH).written == ""
    both = replace(waiting, ref_as_written="41 & 44", title_as_written="The new ward")
    assert shown_exception(both, MARCH).written == "41 & 44 The new ward"
    assert shown_exception(replace(both, title_as_written=None), MARCH).written == f"41 & 44 {waiting.title}"


def test_a_wrong_date_in_a_document_does_not_say_by_how_much_another_is_later(waiting):
    wrong = replace(waiting, due_on=date(2020, 1, 31))
    assert shown_exception(wrong, MARCH).later == "120 days later"
    assert shown_exception(replace(wrong, approved_on=None), MARCH).later == ""
    assert shown_exception(replace(waiting, approved_on=None), MARCH).later == "120 days later"


def test_to_which_report_an_exception_belongs(waiting):
    month = Period(label="Month 11", opens_on=date(2019, 2, 1), as_at=date(2019, 2, 28))
    quarter = Period(label="Quarter 4", opens_on=date(2019, 1, 1), as_at=date(2019, 3, 31))
    own = replace(waiting, report="Quarter 2", reported_on=JANUARY)
    both, periods = [own, waiting], [month, quarter]
    assert reports_of(both, periods) == ["Month 11", "Quarter 4", "Quarter 2"]
    assert of_report(both, "Quarter 4", periods) == [waiting] and of_report(both, "Quarter 2", periods) == [own]
    assert of_report(both, "", periods) == both and of_report(both, "unheard of", periods) == []
    frozen = Period(label="Month 12", as_at=date(2019, 3, 31), frozen_at=MARCH)
    assert open_reports([month, quarter, frozen], date(2019, 3, 1)) == ["Quarter 4"]


def test_no_exception_is_changed_once_it_is_told(waiting):
    assert MilestoneException.history.count() == MilestoneException.objects.count() == 1
