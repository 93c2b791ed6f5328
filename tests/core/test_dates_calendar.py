"""The NHS year, its quarters, and dates in words."""

from datetime import date

import pytest

from core.dates import financial_year_of, in_words, last_day, quarter_end


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2018, 2, 28), (2020, 2, 29), (2018, 12, 31), (2019, 4, 30), (9999, 12, 31)]
)
def test_the_last_day_of_a_month(year, month, day):
    assert last_day(year, month) == date(year, month, day)


@pytest.mark.parametrize("month", [0, 13, -1])
def test_there_is_no_last_day_of_a_month_that_does_not_exist(month):
    with pytest.raises(ValueError, match="is not a month"):
        last_day(2018, month)


@pytest.mark.parametrize(
    ("year", "quarter", "expected"),
    [
        ("2017/18", 1, date(2017, 6, 30)),
        ("2017/18", 2, date(2017, 9, 30)),
        ("2017/18", 3, date(2017, 12, 31)),
        ("2017/18", 4, date(2018, 3, 31)),
        ("2017-18", 4, date(2018, 3, 31)),
        ("2017/2018", 4, date(2018, 3, 31)),
        ("2099/00", 4, date(2100, 3, 31)),
        (2019, 4, date(2020, 3, 31)),
    ],
)
def test_the_end_of_a_quarter_of_the_nhs_year(year, quarter, expected):
    assert quarter_end(year, quarter) == expected


@pytest.mark.parametrize(("year", "quarter"), [("2017/18", 0), ("2017/18", 5), ("2017/19", 1), ("2017", 1), ("", 1)])
def test_there_is_no_end_of_a_quarter_that_does_not_exist(year, quarter):
    with pytest.raises(ValueError, match="is not a"):
        quarter_end(year, quarter)


def test_a_financial_year_begins_in_april():
    assert [financial_year_of(date(2019, 3, 31)), financial_year_of(date(2019, 4, 1))] == [2018, 2019]


def test_a_date_in_words_has_no_leading_zero():
    assert in_words(date(2026, 11, 21)) == "21 November 2026"
    assert in_words(date(2026, 5, 3)) == "3 May 2026"
