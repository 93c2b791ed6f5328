"""Targets as offices write them, and the target of a day."""

from datetime import date
from decimal import Decimal

import pytest

from measures.targets import (
    NotAValue,
    ReadTarget,
    is_met,
    joined,
    kept,
    missed_running,
    read_target,
    read_value,
    target_on,
)

QUARTERS = [date(2019, 6, 30), date(2019, 9, 30), date(2019, 12, 31), date(2020, 3, 31)]
BY_QUARTER = tuple(zip(QUARTERS, map(Decimal, (20, 25, 30, 35)), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "20 / 25 / 30 / 35% by quarter",
        "20/25/30/35 per quarter",
        "20%, 25%, 30%, 35% quarterly",
        "By quarter: 20 / 25 / 30 / 35",
        "20\n25\n30\n35 each quarter",
        "Q1 20%, Q2 25%, Q3 30%, Q4 35%",
        "Quarter 1: 20; Quarter 2: ≥25; Quarter 3: 30; Quarter 4: 35",
        "Target: 20 / 25 / 30 / 35% by quarter",
    ],
)
def test_a_trajectory_by_quarter_is_read_into_the_quarters_of_the_financial_year(text):
    assert read_target(text, 2019) == ReadTarget(trajectory=BY_QUARTER)


def test_a_trajectory_by_month_has_twelve():
    found = read_target(" / ".join(str(n) for n in range(1, 13)) + " by month", 2019)
    assert found.trajectory[0] == (date(2019, 4, 30), 1) and found.trajectory[-1] == (date(2020, 3, 31), 12)
    assert len(found.trajectory) == 12


@pytest.mark.parametrize(
    ("text", "value"),
    [("85%", "85"), ("≥ 85", "85"), ("at least 85.5%", "85.5"), ("No more than 1,200", "1200"), ("target: 4", "4")],
)
def test_one_value_is_the_target_of_all_days(text, value):
    assert read_target(text, None) == ReadTarget(Decimal(value))


@pytest.mark.parametrize(
    ("text", "year", "doubt"),
    [
        ("20 / 25 / 30 / 35%", 2019, "say whether they go by quarter or by month"),
        ("20 / 25 / 30 by quarter", 2019, "has 3 numbers; write 4, one for each quarter"),
        ("20 / 25 / 30 / 35 by month", 2019, "has 4 numbers; write 12"),
        ("20 / 25 / 30 / 35 by quarter", None, "give the plan its financial year"),
        ("Q1 20, Q2 25", None, "give the plan its financial year"),
        ("20 / - / 30 / 35 by quarter", 2019, "lacks a number"),
        ("As agreed", 2019, "is no number"),
        ("Q1 20, Q2 soon", 2019, "is no number"),
        ("Q1 20, Q1 25", 2019, "one number for each quarter"),
        ("Q1 20, Q2", 2019, "one number for each quarter"),
    ],
)
def test_what_is_not_understood_is_said_and_not_guessed(text, year, doubt):
    found = read_target(text, year)
    assert doubt in found.doubt and found.value is None and found.trajectory == ()


def test_nothing_written_is_no_target():
    assert read_target(" ", 2019) == ReadTarget() == read_target("Target:", 2019)


@pytest.mark.parametrize(
    ("text", "value"), [("85%", "85"), (0.125, "0.125"), ("1,234.56789", "1234.5679"), ("(3)", "-3"), (7, "7")]
)
def test_values_are_read_as_people_write_them(text, value):
    assert read_value(text) == Decimal(value)


def test_a_dash_is_no_value_and_words_are_refused():
    assert read_value("-") is None
    with pytest.raises(NotAValue, match="is no number"):
        read_value("about 5")


@pytest.mark.parametrize(
    ("day", "target"),
    [
        (date(2019, 3, 31), 7),
        (date(2019, 4, 1), 20),
        (date(2019, 6, 30), 20),
        (date(2019, 7, 1), 25),
        (date(2020, 3, 31), 35),
        (date(2020, 4, 1), 7),
    ],
)
def test_a_quarter_has_the_target_of_its_last_day(day, target):
    assert target_on(day, Decimal(7), BY_QUARTER) == target


def test_months_quarters_and_gaps_keep_their_length():
    months = tuple((date(2019, month, 28 if month == 2 else 31), Decimal(month)) for month in (1, 2, 3))
    assert [target_on(date(2019, 1, 1), None, months), target_on(date(2018, 12, 31), None, months)] == [1, None]
    gap = (BY_QUARTER[0], BY_QUARTER[2])
    assert target_on(date(2019, 9, 30), None, gap) is None and target_on(date(2019, 10, 1), None, gap) == 30
    alone = BY_QUARTER[:1]
    assert target_on(date(2019, 6, 1), None, alone) == 20 and target_on(date(2019, 5, 31), None, alone) is None
    assert target_on(date(2019, 6, 1), Decimal(3), ()) == 3


def test_a_new_year_keeps_the_targets_of_the_last():
    after = ((date(2020, 6, 30), Decimal(40)),)
    assert joined(BY_QUARTER, after) == (*BY_QUARTER, *after)
    assert joined(BY_QUARTER, BY_QUARTER[2:]) == BY_QUARTER
    assert joined(BY_QUARTER, ()) == ()


@pytest.mark.parametrize(
    ("value", "target", "better", "met"),
    [
        (5, 5, "higher", True),
        (4, 5, "higher", False),
        (5, 5, "lower", True),
        (6, 5, "lower", False),
        (6, 5, "", None),
        (None, 5, "lower", None),
        (6, None, "lower", None),
    ],
)
def test_a_value_meets_its_target_in_the_direction_that_is_better(value, target, better, met):
    assert is_met(value, target, better) is met


def test_targets_missed_in_a_row_are_counted_from_the_latest():
    assert missed_running([False, True, False, False]) == 2
    assert missed_running([False, None]) == 0 and missed_running([]) == 0 and missed_running([False]) == 1


def test_a_trajectory_is_kept_as_text():
    assert kept(BY_QUARTER[:1]) == [{"on": "2019-06-30", "value": "20"}]
