"""Variances, totals and how far printed figures are from them."""

from datetime import date
from decimal import Decimal

import pytest

from finance.months import after, before, ended_by, months_of, name_of_month, number_of, read_months
from finance.variance import Amounts, Difference, Entered, Kind, added, difference, kind_of, laid_out, percent, variance


def line(name, kind, amount, group=""):
    return Entered(name, kind, group, Amounts(*[None if amount is None else Decimal(amount)] * 4))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Allocation", "allocation"),
        ("Total Allocation", "allocation"),
        ("Running costs allocation", "allocation"),
        ("Other income", "allocation"),
        ("Prior year deficit b/f", "brought_forward"),
        ("Income from patient care", "allocation"),
        ("Acute Services", "expenditure"),
        ("Central Budgets and Reserves", "expenditure"),
        ("Total Programme Expenditure", "group_total"),
        ("Total Expenditure", "total_spend"),
        ("In year deficit", "in_year"),
        ("Surplus/(deficit)", "in_year"),
        ("B/Fwd Cumulative Deficit", "brought_forward"),
        ("Total Surplus / (Deficit)", "cumulative"),
    ],
)
def test_a_line_is_told_by_its_name(name, kind):
    assert kind_of(name) == kind


def test_a_variance_is_favourable_above_zero():
    assert variance("expenditure", Decimal(100), Decimal(90)) == 10
    assert variance("allocation", Decimal(100), Decimal(90)) == -10
    assert variance("in_year", Decimal(-29224), Decimal(-30340)) == -1116
    assert variance("expenditure", None, Decimal(1)) is None and variance("expenditure", Decimal(1), None) is None


def test_a_percentage_is_of_the_plan():
    assert percent("in_year", Decimal(-29224), Decimal(-30340)) == Decimal("-3.8")
    assert percent("expenditure", Decimal(0), Decimal(5)) is None and percent("expenditure", None, None) is None


def test_totals_stand_where_a_report_has_them():
    lines = [
        line("Allocation", "allocation", 1000),
        line("Hospitals", "expenditure", 700, "Programme"),
        line("Community", "expenditure", 200, "Programme"),
        line("Running costs", "expenditure", 150),
        line("Brought forward", "brought_forward", -30),
    ]
    rows = [(row.name, str(row.kind), row.amounts.ytd_plan) for row in laid_out(lines)]
    assert rows == [
        ("Allocation", "allocation", 1000),
        ("Hospitals", "expenditure", 700),
        ("Community", "expenditure", 200),
        ("Total Programme", "group_total", 900),
        ("Running costs", "expenditure", 150),
        ("Total expenditure", "total_spend", 1050),
        ("In-year surplus / (deficit)", "in_year", -50),
        ("Brought forward", "brought_forward", -30),
        ("Total surplus / (deficit)", "cumulative", -80),
    ]


def test_a_total_of_nothing_is_left_out():
    assert [row.name for row in laid_out([line("Allocation", "allocation", 5)])] == ["Allocation"]
    spent = [line("Hospitals", "expenditure", 5), line("Brought forward", "brought_forward", 1)]
    assert [row.name for row in laid_out(spent)] == ["Hospitals", "Total expenditure", "Brought forward"]
    assert laid_out([]) == []


def test_what_one_line_lacks_is_not_known_of_all():
    assert added([line("A", "expenditure", 5), line("B", "expenditure", None)]) == Amounts()
    assert added([]) == Amounts()


def test_a_printed_figure_is_held_against_the_computed_one():
    assert difference("plan", Decimal(5), Decimal(5), 3) is None
    assert difference("plan", None, Decimal(5), 3) is None and difference("plan", Decimal(5), None, 3) is None
    off = difference("plan, year to date", Decimal(1001168), Decimal(1001169), 6)
    assert off == Difference("plan, year to date", Decimal(1001168), Decimal(1001169), True) and off.by == -1
    assert not difference("plan", Decimal(100), Decimal(110), 6).is_rounding


def test_kinds_know_what_they_are():
    assert Kind.GROUP_TOTAL.is_spending and not Kind.IN_YEAR.is_spending
    assert Kind.IN_YEAR.is_total and not Kind.BROUGHT_FORWARD.is_total


def test_months_are_numbered_from_april():
    january = date(2019, 1, 31)
    assert number_of(january) == 10 and name_of_month(january) == "Month 10, January 2019"
    assert (before(january), after(january)) == (date(2018, 12, 31), date(2019, 2, 28))
    assert (before(date(2018, 4, 30)), after(date(2018, 12, 31))) == (date(2018, 3, 31), january)
    year = months_of(2018)
    assert (len(year), year[0], year[-1]) == (12, date(2018, 4, 30), date(2019, 3, 31))
    assert before(date(1, 1, 31)) == date(1, 1, 31) and after(date(9999, 12, 31)) == date(9999, 12, 31)
    assert [ended_by(on) for on in (date(2019, 1, 31), date(2019, 1, 30))] == [january, date(2018, 12, 31)]


@pytest.mark.parametrize(
    ("text", "on", "month"),
    [
        ("Finance Month 10 Position - Summary", date(2019, 3, 14), date(2019, 1, 31)),
        ("Finance M10", date(2019, 1, 10), date(2019, 1, 31)),
        ("Finance M10", date(2018, 12, 31), date(2018, 1, 31)),
        ("YTD Month 3", date(2018, 7, 1), date(2018, 6, 30)),
        ("Month 13", date(2018, 7, 1), None),
        ("Finance", date(2018, 7, 1), None),
        ("Month 10 2017/18", date(2019, 2, 20), date(2018, 1, 31)),
        ("Finance 2017/18, M10", date(2019, 2, 20), date(2018, 1, 31)),
        ("Month 10 of 2017/2018", date(2019, 2, 20), date(2018, 1, 31)),
        ("Month 10 (2019/20)", date(2019, 2, 20), date(2019, 1, 31)),
        ("Month 10 was worse than all of 2017/18", date(2019, 2, 20), date(2019, 1, 31)),
    ],
)
def test_a_month_is_read_where_a_text_names_one(text, on, month):
    assert list(read_months(["Summary", text], on)) == ([month] if month else [])
