"""Which month a label means, which period is about it, and from when its report holds."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from cycle.months import holds_from, month_in_words, month_of, number_of, period_about

JUNE, JANUARY = date(2018, 6, 30), date(2019, 1, 31)


@pytest.mark.parametrize(
    ("label", "financial_year", "by", "month"),
    [
        ("M3", 2018, None, JUNE),
        ("m03", 2018, None, JUNE),
        ("Month 3", 2018, None, JUNE),
        ("Month 10, V3.14", 2018, None, JANUARY),
        ("M12", 2018, None, date(2019, 3, 31)),
        ("M9", 2018, None, date(2018, 12, 31)),
        ("M3 2017/18", 2018, None, date(2017, 6, 30)),
        ("M3 2017/25", 2018, None, JUNE),
        ("M10", None, date(2019, 1, 1), JANUARY),
        ("M10", None, date(2018, 12, 31), date(2018, 1, 31)),
        ("M3", None, date(2019, 4, 10), JUNE),
        ("M3", None, None, None),
        ("M13", 2018, None, None),
        ("M30", 2018, None, None),
        ("June 2018", None, None, JUNE),
        ("Jun-18", None, None, JUNE),
        ("June", 2018, None, JUNE),
        ("June", None, None, None),
        (date(2018, 6, 1), None, None, JUNE),
        (datetime(2018, 6, 14), 2017, None, JUNE),
        ("Spring", 2018, None, None),
        ("V3.17", 2018, None, None),
    ],
)
def test_a_label_names_a_month(label, financial_year, by, month):
    assert month_of(label, financial_year, by) == month


def test_a_month_has_a_number_and_a_name():
    assert [number_of(month) for month in (JUNE, JANUARY, date(2019, 3, 31))] == [3, 10, 12]
    assert month_in_words(JUNE) == "June 2018"


def period(label, as_at):
    return SimpleNamespace(label=label, as_at=as_at)


def test_a_period_is_about_a_month_by_its_label():
    tenth, eleventh = period("Month 10, V3.14", date(2019, 2, 12)), period("Month 11", date(2019, 3, 14))
    last = period("V3.17", date(2019, 1, 31))
    periods = [last, eleventh, tenth]
    assert period_about("M10", JANUARY, periods) is tenth
    assert period_about("v3.17", None, periods) is last
    assert period_about("M3", JUNE, periods) is None
    assert not period_about("Spring", None, periods)


def test_a_report_holds_from_the_end_of_what_it_tells_of_but_no_later_than_it_is_known():
    on = date(2019, 2, 12)
    assert holds_from(JUNE, None, on) == JUNE
    assert holds_from(date(2019, 2, 28), None, on) == on
    assert holds_from(JANUARY, period("M10", date(2019, 1, 10)), on) == date(2019, 1, 10)
    assert holds_from(JANUARY, period("M10", date(2019, 3, 1)), on) == on
    assert holds_from(None, None, on) == on
