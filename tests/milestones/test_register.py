"""What is asked of the register in its address, and in which order it stands."""

from datetime import date

import pytest
from django.http import QueryDict

from milestones.figures import MilestonesFigures, figures_of
from milestones.presenters.milestones import (
    dates_of,
    due_of,
    lateness_of,
    milestone_row,
    owner_of,
    position,
    shown_status,
    sign_off_of,
    start_of,
)
from milestones.register import in_order, read_milestone_filter
from milestones.register_controls import chips_of, controls_of
from milestones.services import describe_milestone, update_milestone
from plans.addresses import PlanAddresses
from tests.factories import FEBRUARY, JANUARY, MARCH

from .late import keep_milestone, seen

LINKS = PlanAddresses("sample")


@pytest.fixture
def figures(plan, pmo, programme):
    """Four milestones: 1 late on the critical path in Finance, 2 complete in a programme, 3 bare, 4 withdrawn."""
    keep_milestone(plan, pmo, "1", is_critical=True, department="Finance", status="delayed", team="CFO")
    second = keep_milestone(
        plan, pmo, "2", status="complete", original_on=date(2018, 12, 31), progress="Wards are open."
    )
    describe_milestone(milestone=second, facts={}, programme=programme, seen=seen(second), on=JANUARY, by=pmo)
    update_milestone(milestone=second, facts={}, seen=seen(second), on=FEBRUARY, by=pmo)
    keep_milestone(plan, pmo, "3", owners=[], due_on=None, due_as_written="soon", chief_as_written="CO")
    keep_milestone(plan, pmo, "4", standing="withdrawn", owners=[], due_on=MARCH, chief_as_written="")
    return figures_of(plan, FEBRUARY)


def found(figures, query, sort=""):
    asked = read_milestone_filter(QueryDict(query))
    shown = [each for each in figures.milestones if asked.matches(each) and asked.shows(each)]
    return "".join(each.called for each in in_order(shown, sort))


@pytest.mark.parametrize(
    ("query", "called"),
    [
        ("", "123"),
        ("state=all", "1234"),
        ("state=ended", "4"),
        ("text=ward+1", "1"),
        ("text=wards+open", "2"),
        ("status=delayed&status=complete", "12"),
        ("status=none", "3"),
        ("department=Finance", "1"),
        ("department=none", "23"),
        ("team=CFO", "1"),
        ("quarter=Q4+2018/19", "12"),
        ("quarter=none", "3"),
        ("late=yes", "1"),
        ("late=no", "23"),
        ("critical=yes", "1"),
        ("slipped=yes", "2"),
        ("programme=CCH", "2"),
        ("programme=none", "13"),
        ("owner=AO", "12"),
        ("owner=CO", "3"),
        ("owner=none&state=all", "4"),
        ("wrong=any", "13"),
        ("wrong=milestone-critical-late", "1"),
        ("late=yes&critical=no", ""),
    ],
)
def test_each_filter_finds_what_it_names(figures, query, called):
    assert found(figures, query) == called


def test_the_register_stands_in_the_order_asked_for(figures):
    assert found(figures, "state=all", "due") == "1243"
    assert found(figures, "", "slips") == "213"
    assert found(figures, "", "updated") == "213"


def test_the_form_offers_what_the_plan_has_and_shows_what_was_chosen(figures):
    asked = read_milestone_filter(QueryDict("status=delayed&department=Finance&text=ward+1"))
    controls = {each.name: each for each in controls_of(figures, asked, "due")}
    assert controls["text"].value == "ward 1" and controls["text"].choices == ()
    assert ("delayed", "Delayed", True) in controls["status"].choices
    assert controls["department"].choices == (
        ("", "Any", False),
        ("Finance", "Finance", True),
        ("none", *_NO("department")),
    )
    assert controls["quarter"].choices[1:3] == (("Q4 2018/19", "Q4 2018/19", False), ("none", "No due date", False))
    assert ("CCH", "Care closer to home", False) in controls["programme"].choices
    assert [value for value, *_ in controls["owner"].choices] == ["", "AO", "CO", "none"]
    assert controls["state"].choices[0] == ("", "Still to be counted", True)
    assert ("due", "due first", True) in controls["sort"].choices
    chips = dict(chips_of(figures, asked, "due", LINKS))
    assert chips["Status: Delayed"] == "/plans/sample/milestones/?text=ward+1&department=Finance&sort=due"
    unknown = read_milestone_filter(QueryDict("programme=Other"))
    assert [words for words, _ in chips_of(figures, unknown, "", LINKS)] == ["Programme: Other"]


def _NO(name):
    return f"No {name}", False


def test_a_row_says_what_a_reader_asks(figures):
    first, second, third, fourth = (milestone_row(each, LINKS, FEBRUARY) for each in figures.milestones)
    assert (first.due, first.lateness, first.place) == ("31 January 2019", "12 days late", "Finance, CFO")
    assert first.updated == "Nothing said yet" and first.ended == "" and first.status.label == "Delayed"
    assert second.dates == ("originally 31 Dec 2018", "slipped once, 31 days")
    assert (second.updated, second.programme) == ("12 Feb 2019", "Care closer to home")
    assert (third.due, third.owner, third.status.stage) == ("“soon”, no date", "CO (chief officer)", None)
    assert (fourth.ended, fourth.owner) == ("Removed", "Nobody named")
    assert shown_status("on_track").stage == "in_place"


def test_where_the_register_stands_in_a_sentence(figures):
    assert position(figures) == (
        "3 milestones: 1 complete, 1 delayed, 1 without a status; 1 late, 1 of them on the critical path."
    )
    done = MilestonesFigures(figures.milestones[1:2])
    assert position(done) == "1 milestone: 1 complete; none late."


def test_dates_are_told_as_far_as_they_are_known(plan, pmo):
    keep_milestone(plan, pmo, "1", original_on=JANUARY, due_on=MARCH, sign_off_as_written="March GB")
    keep_milestone(plan, pmo, "2", due_on=MARCH, forecast_on=date(2019, 4, 1), starts_on=JANUARY)
    keep_milestone(plan, pmo, "3", due_on=None, due_as_written="", start_as_written="in spring", sign_off_on=MARCH)
    keep_milestone(plan, pmo, "4", sign_off_on=MARCH, sign_off_as_written="March GB")
    first, second, third, fourth = figures_of(plan, FEBRUARY).milestones
    assert lateness_of(first, FEBRUARY) == "Late against its original date"
    assert lateness_of(second, FEBRUARY) == "Expected to be late" and lateness_of(third, FEBRUARY) == ""
    assert list(dates_of(second)) == ["expected 1 Apr 2019"]
    assert (start_of(first), start_of(second), start_of(third)) == ("", "10 January 2019", "in spring")
    assert (sign_off_of(first), sign_off_of(second), sign_off_of(third)) == ("March GB", "", "14 March 2019")
    assert sign_off_of(fourth) == "14 March 2019\nWritten “March GB”"
    assert due_of(third) == "Not set" and owner_of(first) == "AO"
