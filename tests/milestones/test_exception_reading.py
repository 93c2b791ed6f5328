"""What a row of a report of exceptions names and tells."""

from datetime import date

import pytest

from milestones.exception_reading import Told, other_day, read_numbers, read_told, report_day

FACTS = {"asked_as_written": "", "rationale": "", "recovery": "", "asked_on": None}


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("22", ("22",)),
        ("41 & 44", ("41", "44")),
        ("Milestones 41, 44 and 45a", ("41", "44", "45a")),
        ("No. 7", ("7",)),
        ("41/41", ("41",)),
        ("-", ()),
        ("", ()),
        ("N/A", ()),
        ("the first", None),
        ("4.1", None),
    ],
)
def test_the_numbers_of_a_cell(written, numbers):
    assert read_numbers(written) == numbers


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("n/a - new Milestone 57 added. Done by then.", [Told("added", "57")]),
        ("Milestone 57 has been added", [Told("added", "57")]),
        ("Merged with milestone 44", [Told("merged", "44")]),
        ("41 and 44 were combined into 60", [Told("merged", "60")]),
        ("This is superseded by new milestone 60a", [Told("replaced", "60a")]),
        ("Removed as no longer wanted.", [Told("withdrawn")]),
        ("It is late. Milestone has been withdrawn", [Told("withdrawn")]),
        ("41 and 44 merged", [Told("")]),
        ("It is proposed to combine these two milestones.", [Told("")]),
        ("To be removed", [Told("")]),
        ("The old beds were removed last week", []),
        ("New milestone to be added", []),
        ("A contract was merged", []),
    ],
)
def test_what_a_row_tells_of_its_milestones(written, told):
    assert list(read_told(FACTS | {"rationale": written})) == told
    assert list(read_told(FACTS | {"asked_as_written": written, "rationale": "It is late."})) == told


@pytest.mark.parametrize(
    ("texts", "year", "day"),
    [
        (["Exception Report - January 2020"], 2019, date(2020, 1, 31)),
        (["Exceptions to Plan at Quarter 2"], 2019, date(2019, 9, 30)),
        (["Exceptions Q4"], 2019, date(2020, 3, 31)),
        (["Exceptions, February"], 2019, date(2020, 2, 29)),
        (["Exceptions Q2"], None, None),
        (["2019/20 exceptions", "Exceptions"], 2019, None),
        (["To the meeting of 31.02.2020"], 2019, None),
    ],
)
def test_the_day_of_a_report(texts, year, day):
    assert report_day(texts, year) == day


@pytest.mark.parametrize(
    ("why", "asked", "day"),
    [
        ("The board meets on 28-01-20", date(2020, 1, 31), date(2020, 1, 28)),
        ("The board meets on 28-01-20 and 31-01-20", date(2020, 1, 31), None),
        ("The board met on 28-12-19", date(2020, 1, 31), None),
        ("The board meets on 28 January", date(2020, 1, 31), None),
        ("The board meets on 28-01-20", None, None),
    ],
)
def test_a_day_in_the_reason_that_is_not_the_one_asked_for(why, asked, day):
    assert other_day(FACTS | {"rationale": why, "asked_on": asked}) == day
