"""When things are due: the pure part, and the section of the pack."""

from datetime import date

import pytest

from actions.timeline import finding, groups, lateness, schedule
from core.charts import Group, Line
from reports.document import html_of
from tests.reports.packs import Opened, action, make_document

ON = date(2019, 3, 31)
JUNE, DECEMBER, LATER = date(2018, 6, 30), date(2018, 12, 31), date(2019, 6, 30)


def due(*days, **facts):
    return [action(key, due_on=day, **facts) for key, day in enumerate(days, start=1)]


def test_only_what_the_plan_counts_is_scheduled():
    actions = [*due(JUNE, None), action(3, due_on=JUNE, is_heading=True), action(4, due_on=JUNE, standing="withdrawn")]
    found = schedule(actions)
    assert [each.key for each in found.dated] == [1]
    assert [each.key for each in found.undated] == [2]


def test_lines_stand_under_their_areas_in_the_order_of_the_plan():
    homeless = action(1, area_number=None, ref=None, due_on=JUNE)
    late = action(2, due_on=JUNE, original_due_on=DECEMBER, starts_on=JUNE, late=True, stage="underway", title="Do")
    document = make_document(homeless, late)
    assert groups(document.figures.actions.areas, [homeless, late], ON) == [
        Group("1 Leadership", (Line("1.2", "Do", "underway", JUNE, JUNE, DECEMBER, "274 days late"),)),
        Group("No area", (Line("–", "Do thing 1", None, JUNE),)),
    ]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"late": False}, ""),
        ({"late": True, "due_on": date(2019, 3, 30)}, "1 day late"),
        ({"late": True, "due_on": date(2019, 3, 21), "in_scope": False}, "10 days late, out of scope"),
    ],
)
def test_how_late_an_action_is(facts, words):
    assert lateness(action(**facts), ON) == words


@pytest.mark.parametrize(
    ("actions", "sentences"),
    [
        ([], "No action has a date."),
        (due(None), "1 action has no date."),
        (due(JUNE), "1 action has a date. No date has moved since it was first recorded."),
        (due(JUNE, JUNE, LATER, slips=1), "3 actions have a date. 3 have slipped."),
        (
            due(JUNE, JUNE, DECEMBER, LATER),
            "Three quarters of the actions were due by December 2018. No date has moved since it was first recorded.",
        ),
        (
            [*due(JUNE, LATER, LATER), action(4, due_on=LATER, slips=2), action(5), action(6)],
            "Three quarters of the actions are due by June 2019. 1 has slipped. 2 actions have no date.",
        ),
    ],
)
def test_the_finding_says_when_most_is_due_what_slipped_and_what_has_no_date(actions, sentences):
    assert finding(schedule(actions), ON) == sentences


def opened(*actions):
    return Opened(html_of(make_document(*actions)))


def test_the_section_has_a_picture_and_its_dates_as_a_table():
    moved = {"original_due_on": JUNE, "slips": 1, "days_slipped": 184}
    pack = opened(
        action(1, due_on=DECEMBER, starts_on=JUNE, rating="B", stage="complete", **moved),
        action(2, due_on=JUNE, original_due_on=JUNE, late=True, rating="A", stage="underway"),
        action(3, due_on=DECEMBER, late=True, **moved),
    )
    assert pack.table("Ref", "Start", "Due") == [
        ["1.1", "30 Jun 2018", "31 Dec 2018, first 30 Jun 2018"],
        ["1.2", "Not stated", "30 Jun 2018, 274 days late"],
        ["1.3", "Not stated", "31 Dec 2018, first 30 Jun 2018, 90 days late"],
    ]
    assert [attributes.get("class") for tag, attributes in pack.elements if tag == "svg"].count("app-chart") == 1
    assert "Actions without a date" not in pack.text


def test_what_lies_outside_the_months_and_what_has_no_date_is_said():
    pack = opened(action(1, due_on=date(1900, 1, 1)), action(2, due_as_written="Ongoing"), action(3), *due(JUNE, JUNE))
    assert "1.1: due 1 January 1900, beyond the picture" in pack.text
    assert pack.table("Ref", "Action", "Rating", "Due, as written") == [
        ["1.2", "Do thing 2", "Unrated", "“Ongoing”"],
        ["1.3", "Do thing 3", "Unrated", "Nothing"],
    ]


def test_without_any_date_there_is_no_picture_and_no_empty_table():
    pack = opened(action(1))
    assert "1 action has no date." in pack.text
    assert [attributes for tag, attributes in pack.elements if attributes.get("class") == "app-chart"] == []
    assert "The dates of the timeline" not in pack.text
