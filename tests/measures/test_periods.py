"""The periods of a measure, and those that wait for a value."""

from datetime import date

import pytest

from measures.periods import MOST, before, end_of, latest_ended, named, span, waiting

ON = date(2019, 3, 14)  # a Thursday


@pytest.mark.parametrize(
    ("every", "first", "last", "name"),
    [
        ("week", date(2019, 3, 11), date(2019, 3, 17), "week to 17 March 2019"),
        ("month", date(2019, 3, 1), date(2019, 3, 31), "March 2019"),
        ("quarter", date(2019, 1, 1), date(2019, 3, 31), "Quarter 4 of 2018/19"),
        ("year", date(2018, 4, 1), date(2019, 3, 31), "2018/19"),
    ],
)
def test_a_day_is_in_a_period(every, first, last, name):
    assert span(every, ON) == (first, last) and end_of(every, ON) == last
    assert named(every, last) == name
    assert latest_ended(every, ON) == before(every, last) < ON
    assert latest_ended(every, last) == last


def test_the_last_days_of_all_are_in_a_period_too():
    assert all(end_of(every, date.max) == date.max for every in ("month", "quarter", "year"))
    assert end_of("week", date.max) <= date.max


@pytest.mark.parametrize(
    ("first", "counted", "found"),
    [
        (date(2018, 12, 1), [], [(2019, 2), (2019, 1), (2018, 12)]),
        (date(2018, 12, 1), [date(2019, 1, 31)], [(2019, 2), (2018, 12)]),
        (date(2018, 12, 1), [date(2019, 1, 9), date(2019, 2, 28), date(2018, 12, 31)], []),
        (ON, [], []),
    ],
)
def test_a_period_waits_from_its_end_until_it_has_a_value(first, counted, found):
    assert [(end.year, end.month) for end in waiting("month", first, ON, counted)] == found


def test_nobody_is_asked_for_more_than_some():
    assert len(waiting("week", date(1990, 1, 1), ON, [])) == MOST
