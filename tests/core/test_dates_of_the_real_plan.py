"""Every date of the real workbooks, against the truth of every cell."""

import json

from core.dates import read_day, read_deadline, read_due
from tests.shared import SHARED, TRUTH, needs_shared

pytestmark = needs_shared


def iso(reading):
    return reading.due_on.isoformat() if reading and reading.due_on else None


def truth(name):
    return json.loads((SHARED / "data" / "expected" / name).read_text())


def test_every_due_date_of_the_plan_is_read_without_a_question():
    actions = truth(TRUTH.name)["actions"]
    readings = [read_due(action["due_raw"]) for action in actions]
    assert len(actions) > 100
    assert [iso(reading) for reading in readings] == [action["due_latest_iso"] for action in actions]
    assert [reading.question for reading in readings if reading.question] == []


def test_every_day_of_an_update_is_read():
    for action in truth(TRUTH.name)["actions"]:
        days = [iso(read_day(action[field])) for field in ("updated_raw", "updated_2_raw")]
        assert max(filter(None, days), default=None) == action["updated_iso"]


def test_every_deadline_of_the_concerns_is_read():
    for concern in truth(TRUTH.name)["concerns"]:
        deadline, original = read_deadline(concern["deadline_raw"])
        assert (iso(deadline), iso(original)) == (concern["deadline_iso"], concern["original_deadline_iso"])
        raised = read_due(concern["first_raised_raw"], financial_year=2018)
        assert iso(raised) == concern["first_raised_iso_assuming_2018"]


def test_dates_without_a_year_take_that_of_the_plan():
    for action in truth("candp-month-10.json")["plan_actions"]:
        assert iso(read_due(action["due_raw"], financial_year=2018)) == action["due_iso"]


def test_the_milestones_are_read_but_for_the_day_that_does_not_exist():
    asked = []
    for milestone in truth("odkm-2019-20-v5.json")["milestones"]:
        reading = read_due(milestone["due_raw"])
        assert iso(reading) == milestone["due_iso"]
        asked += [reading.question] if reading.question else []
    assert asked == ["29-Feb-19 is not a date in the calendar. Kept as written: 29-Feb-19"]
