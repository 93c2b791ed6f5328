"""The figures of milestones as at a date: what each says, how many stand how, and what the public is not told."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from milestones.figures import figures_of
from milestones.services import describe_milestone, tie_milestone, update_milestone
from milestones.slippage import is_late_against_original, will_be_late
from plans.models import Committee, Objective
from plans.services import save_reference
from risks.models import Risk
from risks.services import add_risk
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan

from .late import DUE, decide, keep_milestone, report, seen


def figure(plan, on=FEBRUARY, **asked):
    [found] = figures_of(plan, on, **asked).milestones
    return found


def test_a_plan_without_milestones_counts_none(plan):
    figures = figures_of(plan, FEBRUARY)
    assert figures.milestones == () and figures.as_json()["milestone_counts"]["milestones"] == 0


def test_a_milestone_tells_what_it_is(critical, plan, programme, pmo, administrator):
    committee = save_reference(record=Committee(plan=plan, name="Governing Body"), by=administrator)
    facts = {"sign_off_committee": committee, "sign_off_on": MARCH, "sign_off_as_written": "March GB", "team": "MD"}
    describe_milestone(milestone=critical, facts=facts, programme=programme, seen=seen(critical), on=FEBRUARY, by=pmo)
    found = figure(plan)
    assert (found.key, found.ref, found.called, found.title) == (1, "7", "7", "A single number to call")
    assert (found.delivery, found.owner, found.chief, found.chief_owner) == (("AO",), "AO", (), "")
    assert (found.due_on, found.original_on, found.quarter) == (date(2019, 2, 28), date(2019, 2, 28), "Q4 2018/19")
    assert (found.status, found.status_word, found.note) == ("on_track", "on track", None)
    assert (found.sign_off_committee, found.sign_off_on, found.sign_off_as_written) == (
        "Governing Body",
        MARCH,
        "March GB",
    )
    assert (found.programme, found.programme_name) == ("CCH", "Care closer to home")
    assert found.programme_url == "/plans/sample/programmes/1/" and found.url == "/plans/sample/milestones/1/"
    assert (found.stated_on, found.updated_on) == (FEBRUARY, FEBRUARY)
    assert figure(plan, JANUARY).updated_on is None and figure(plan, JANUARY).team is None
    assert found.is_counted and found.is_critical and not found.looks_wrong
    assert figures_of(plan, date(2019, 1, 9)).milestones == ()


def test_dates_that_move_are_slips(plan, owner, pmo):
    milestone = keep_milestone(plan, pmo, original_on=date(2018, 12, 31))
    before = figure(plan, JANUARY)
    assert (before.slips, before.days_slipped, before.original_on, before.due_on) == (1, 31, date(2018, 12, 31), DUE)
    assert before.late_against_original and not before.late
    decide(report(milestone, owner), pmo)
    after = figure(plan)
    assert (after.slips, after.days_slipped, after.due_on) == (2, 151, date(2019, 5, 31))
    assert figure(plan, date(2019, 6, 1)).late and not after.exception_waits
    update_milestone(
        milestone=milestone,
        facts={"forecast_on": date(2019, 7, 31), "status": "complete"},
        seen=seen(milestone),
        on=MARCH,
        by=owner,
    )
    done = figure(plan, date(2019, 6, 1))
    assert done.complete and not (done.late or done.late_against_original or done.will_be_late)


def test_what_is_expected_after_its_date_will_be_late(critical, owner):
    told = update_milestone(
        milestone=critical, facts={"forecast_on": MARCH}, seen=seen(critical), on=FEBRUARY, by=owner
    )
    assert will_be_late(told, FEBRUARY) and not will_be_late(told, MARCH)
    assert not is_late_against_original(told, None, MARCH)


def test_how_many_stand_how(plan, pmo):
    keep_milestone(plan, pmo, "1", is_critical=True, status="delayed")
    keep_milestone(plan, pmo, "2", status="complete")
    keep_milestone(plan, pmo, "3", original_on=JANUARY, due_on=MARCH)
    keep_milestone(plan, pmo, "4", due_on=MARCH, forecast_on=date(2019, 4, 1), status="on_track")
    keep_milestone(plan, pmo, "5", standing="withdrawn")
    figures = figures_of(plan, FEBRUARY)
    assert figures.as_json()["milestone_counts"] == {
        "milestones": 4,
        "statuses": {"not_started": 0, "on_track": 1, "ongoing": 0, "delayed": 1, "complete": 1},
        "unstated": 1,
        "late": 1,
        "critical": 1,
        "critical_late": 1,
        "late_against_original": 1,
        "will_be_late": 1,
    }
    assert len(figures.milestones) == 5 and len(figures.as_json()["milestones"]) == 5


def test_the_public_sees_neither_private_ones_nor_what_is_private_of_the_others(
    critical, plan, programme, pmo, administrator
):
    risk = add_risk(plan=plan, facts={"title": "Nobody calls"}, on=JANUARY, by=pmo)
    objective = save_reference(record=Objective(plan=plan, title="Care near home"), by=administrator)
    bare = plan.actions.get(ref="")
    for record in (plan.actions.get(ref="1.2"), bare, risk, objective):
        tie_milestone(milestone=critical, to=record, on=JANUARY, by=pmo)
    describe_milestone(milestone=critical, facts={}, programme=programme, seen=seen(critical), on=FEBRUARY, by=pmo)
    found = figure(plan)
    assert (found.actions, found.risks, found.objectives) == (("1.2", f"key {bare.key}"), ("R1",), ("Care near home",))
    Risk.objects.update(is_private=True)
    plan.actions.filter(ref="1.2").update(is_private=True)
    plan.programmes.update(is_private=True)
    shown = figure(plan, is_public=True)
    assert (shown.actions, shown.risks) == ((f"key {bare.key}",), ())
    assert (shown.programme, shown.programme_name, shown.programme_url) == (None, None, None)
    plan.milestones.update(is_private=True)
    assert figures_of(plan, FEBRUARY, is_public=True).milestones == () and figure(plan).is_private


def test_figures_ask_as_often_whatever_the_number(administrator):
    counts = set()
    for size in (1, 30):
        plan = make_plan(administrator, slug=f"size-{size}", actions=2, dates=(JANUARY,))
        for number in range(size):
            keep_milestone(plan, administrator, str(number), status="on_track")
        with CaptureQueriesContext(connection) as queries:
            assert len(figures_of(plan, FEBRUARY).milestones) == size
        counts.add(len(queries))
    assert len(counts) == 1
