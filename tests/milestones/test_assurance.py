"""What looks wrong with a milestone, rule by rule."""

from dataclasses import dataclass
from datetime import date

import pytest

from milestones.assurance import RULES, findings, is_due_soon
from milestones.figures import figures_of
from tests.factories import FEBRUARY, JANUARY, MARCH

from .late import decide, keep_milestone, report

ON = date(2019, 3, 14)
AHEAD = date(2019, 12, 31)


@dataclass
class Milestone:
    """A milestone with which nothing is wrong."""

    is_counted: bool = True
    is_critical: bool = False
    late: bool = False
    complete: bool = False
    due_on: date | None = AHEAD
    original_on: date | None = AHEAD
    due_as_written: str | None = None
    forecast_on: date | None = None
    exception_waits: bool = False
    status: str | None = "ongoing"
    status_word: str | None = "ongoing"
    slips: int = 0
    days_slipped: int = 0
    owner: str = "AO"
    chief_owner: str = ""
    updated_on: date | None = ON
    stated_on: date = JANUARY
    month_due_as_written: str | None = None
    quarter_due_as_written: str | None = None


ON_TRACK = {"status": "on_track", "status_word": "on track"}
MOVED = {"slips": 3, "days_slipped": 92}
SILENT = {"due_on": ON, "original_on": ON, "updated_on": JANUARY}


@pytest.mark.parametrize(
    ("rule", "facts", "sentence"),
    [
        ("critical-late", {"is_critical": True, "late": True}, "On the critical path, due by 31 December 2019"),
        ("late-alone", {"late": True}, "It was due by 31 December 2019; no exception asks for a later date."),
        ("late-alone", {"late": True} | ON_TRACK, "December 2019, and said to be on track; no exception"),
        ("complete-ahead", {"complete": True}, "due on 31 December 2019, which is still to come."),
        ("moved", MOVED, "Its due date moved later 3 times, by 92 days in all."),
        ("moved", {"slips": 3}, "moved later 3 times."),
        ("forecast", {"forecast_on": date(2020, 1, 31)}, "Expected by 31 January 2020, after its approved date of 31"),
        ("no-owner", {"owner": ""}, "Neither a delivery owner nor a chief officer"),
        ("no-date", {"due_on": None}, "No date is set"),
        (
            "no-date",
            {"due_on": None, "due_as_written": "29-Feb-19"},
            "Its due date is written “29-Feb-19”, which is no",
        ),
        ("silent", SILENT, "Due on 14 March 2019, and nobody has said anything of it since 10 January 2019."),
        ("silent", SILENT | {"updated_on": None}, "since 10 January 2019."),
        ("month-differs", {"month_due_as_written": "June"}, "Its month due is written “June”, and its due date is 31"),
        ("quarter-differs", {"quarter_due_as_written": "Q2"}, "is 31 December 2019, in Q3 2019/20."),
    ],
)
def test_each_rule_sees_what_it_is_for(rule, facts, sentence):
    [found] = findings(Milestone(**facts), ON)
    assert found.rule == f"milestone-{rule}" and sentence in found.sentence and found.is_wrong
    assert findings(Milestone(**facts | {"is_counted": False}), ON) == ()


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"late": True, "exception_waits": True},
        {"complete": True, "due_on": ON},
        {"complete": True, "due_on": None},
        {"complete": True, "due_on": ON, "owner": "", "slips": 3, "updated_on": None, "month_due_as_written": "June"},
        {"slips": 2, "days_slipped": 400},
        {"forecast_on": date(2020, 1, 31), "exception_waits": True},
        {"forecast_on": AHEAD},
        {"owner": "", "chief_owner": "CFO"},
        SILENT | {"updated_on": date(2019, 1, 15)},
        {"updated_on": JANUARY},
        {"month_due_as_written": "Dec-19", "quarter_due_as_written": "Q3"},
        {"month_due_as_written": "October", "quarter_due_as_written": "Q3", "original_on": date(2019, 10, 31)},
        {"month_due_as_written": "February", "quarter_due_as_written": "Q4", "original_on": date(2019, 2, 28)},
        {"month_due_as_written": "Dec-19", "original_on": None},
        {"month_due_as_written": "soon", "quarter_due_as_written": "n/a"},
    ],
)
def test_what_is_well_is_not_told(facts):
    assert findings(Milestone(**facts), ON) == ()


def test_the_rules_are_called_apart_and_the_gravest_comes_first():
    assert len({rule.slug for rule in RULES}) == len(RULES)
    assert [rule.severity for rule in RULES][0] == "serious"


def test_what_has_no_date_is_not_due_soon():
    assert is_due_soon(date(2019, 4, 14), ON) and not is_due_soon(date(2019, 4, 15), ON)
    assert not is_due_soon(None, ON)


def test_an_exception_that_waits_answers_for_the_later_date(plan, owner, pmo):
    milestone = keep_milestone(plan, pmo, due_on=MARCH, forecast_on=date(2019, 5, 31))

    def rules(on):
        return [found.rule for found in figures_of(plan, on).milestones[0].wrong]

    assert "milestone-forecast" in rules(FEBRUARY)
    asked = report(milestone, owner)
    assert "milestone-forecast" not in rules(FEBRUARY) and "milestone-forecast" in rules(JANUARY)
    decide(asked, pmo, on=date(2019, 2, 20), agreed=False, seen=MARCH)
    assert "milestone-forecast" in rules(date(2019, 2, 20))
