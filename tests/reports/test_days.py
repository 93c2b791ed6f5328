"""Which two days an address asks to compare."""

from datetime import date

import pytest
from django.http import QueryDict

from reports.days import read_days

ON = date(2019, 4, 20)
FEBRUARY, MARCH = date(2019, 2, 12), date(2019, 3, 14)


@pytest.mark.parametrize(
    ("query", "since", "until", "is_untidy"),
    [
        ("", None, ON, False),
        ("to=2019-03-14", None, MARCH, False),
        ("from=2019-02-12", FEBRUARY, ON, False),
        ("from=2019-02-12&to=2019-03-14", FEBRUARY, MARCH, False),
        ("from=2019-03-14&to=2019-02-12", FEBRUARY, MARCH, True),
        ("from=2030-01-01", ON, date(2030, 1, 1), True),
        ("from=2019-01-10&other_from=12/2/2019&to=2019-03-14&other_to=", FEBRUARY, MARCH, True),
        ("from=2019-01-10&other_from=12 February 2019&other_to=14.3.2019", FEBRUARY, MARCH, True),
        ("from=&to=2019-03-14", None, MARCH, True),
    ],
)
def test_two_days_are_read_the_earlier_first(query, since, until, is_untidy):
    days = read_days(QueryDict(query), ON)
    assert (days.since, days.until, days.is_untidy, days.problems) == (since, until, is_untidy, {})


@pytest.mark.parametrize("text", ["soon", "2019-02-30", "14/3", "\0", "9" * 400])
def test_what_is_no_date_is_said_and_kept_as_typed(text):
    days = read_days({"from": "2019-02-12", "other_from": text}, ON)
    assert days.problems == {"from": f"“{text[:40]}” is not a date. Enter a day such as 14/3/2019"}
    assert (days.typed["from"], days.since, days.until) == (text, None, ON)
    assert read_days({"to": text}, ON).problems.keys() == {"to"}
    assert read_days({"to": text}, ON).typed["to"] == text


def test_one_day_cannot_be_compared_with_itself():
    assert read_days({"from": "2019-04-20"}, ON).problems == {"to": "Both are the same day. Choose two different days"}
