"""The pages of plans of money and of activity in the browser's words, and what may be kept."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from finance.activity import apart, change, findings, parent_of, to_date, year_of
from finance.models import Activity, FinancialPlan
from finance.movements import Head
from finance.plan_figures import activity_of, financial_plans_of
from finance.services import (
    ActivityEntry,
    MoneyRefused,
    PlanLineEntry,
    TableChanged,
    keep_activity,
    keep_financial_plan,
)
from plans.models import Organisation, Role
from reports.figures import figures_of
from tests.factories import FEBRUARY, MARCH, member
from tests.queries import queries_of

from .test_position_pages import words

PLANS, ACTIVITY = "/plans/sample/money/plans/", "/plans/sample/money/activity/"
HEADS = [
    Head("17/18 outturn", "before"),
    Head("Recurs", "base"),
    Head("Growth", "movement"),
    Head("18/19 plan", "closing"),
]


def amounts(*given):
    return [None if each is None else Decimal(each) for each in given]


def lines(growth=30):
    return [
        PlanLineEntry("Hospitals", "expenditure", amounts(1000, 990, growth, 1020), Decimal("3.0")),
        PlanLineEntry("Total spend", "total_spend", amounts(1000, 990, growth, 1020)),
    ]


@pytest.fixture
def about(plan, organisation, finance_lead):
    return {"plan": plan, "organisation": organisation, "year": 2018, "on": FEBRUARY, "by": finance_lead}


@pytest.fixture
def keep(about):
    return lambda given, **rest: keep_financial_plan(
        **({"topic": "movements", "heads": HEADS} | about | {"lines": given} | rest)
    )


@pytest.fixture
def count(about):
    return lambda given, topic="plan", **rest: keep_activity(**(about | {"lines": given, "topic": topic} | rest))


@pytest.fixture
def as_reader(client, plan, administrator):
    client.force_login(member(plan, Role.READER, by=administrator, email="reader@example.org"))
    return client


def test_a_plan_by_movements_is_shown_with_its_bridge(as_reader, keep):
    keep(lines())
    page = words(as_reader, PLANS)
    assert "Plan of 2018/19 by movements" in page and "Hospitals 1,000 990 30 1,020 3.0%" in page
    assert "What does not recur (10) Growth 30 18/19 plan 1,020" in page
    assert "do not add up" not in page and "Somebody finance_lead, as at 12 February 2019" in page


def test_what_does_not_add_up_is_shown(as_reader, keep):
    keep(lines(growth=40))
    page = words(as_reader, PLANS)
    assert "1 printed figure does not add up" in page and "Hospitals plan 1,020 1,030 (10) Look at it" in page


def test_years_stand_side_by_side_with_their_growth(as_reader, keep):
    years = [Head(name, "year") for name in ("2018/19", "2019/20", "2020/21")]
    keep([PlanLineEntry("Core", "allocation", amounts(1000, 1050, None))], topic="allocations", heads=years)
    page = words(as_reader, PLANS)
    assert "Allocations from 2018/19" in page and "Growth to 2019/20, % Growth to 2020/21, %" in page
    assert "Core 1,000 1,050 – None 5.0% Not set" in page


def test_the_bridge_of_an_only_line_is_its_own(as_reader, keep):
    keep(lines()[:1])
    assert "The bridge as a table" in words(as_reader, PLANS)


def test_two_lines_without_a_total_have_no_bridge(as_reader, keep):
    keep([lines()[0], PlanLineEntry("Community", "expenditure", amounts(1, 1, 1, 2))])
    assert "The bridge as a table" not in words(as_reader, PLANS)


def test_activity_is_shown_against_its_plan(as_reader, count):
    whole = ActivityEntry("E.M.7", "Referrals", 1000, 1210, -10, 1200, Decimal(20), [100] * 12)
    part = ActivityEntry("E.M.7a", "From practices", None, None, None, 1150, None, [None] * 12)
    count([whole, part])
    page = words(as_reader, ACTIVITY)
    assert "E.M.7 Referrals 1,000 1,210 (10) 1,200 20.0% 1,200 Not counted Not counted" in page
    assert "E.M.7 plan, by its parts 1,200 1,150 (50) Look at it" in page
    count([ActivityEntry("E.M.7", months=[90, 130] + [None] * 10), ActivityEntry("E.M.7a", months=[5] * 12)], "actual")
    page = words(as_reader, ACTIVITY)
    assert "200 220 20" in page and "E.M.7, counted 90 130 Not counted" in page
    count([ActivityEntry("E.M.7", months=[100] + [None] * 11)], "actual", seen=Activity.objects.get(topic="actual").pk)
    assert "100 100 On plan" in words(as_reader, ACTIVITY)


def test_pages_without_anything_say_how_it_begins(as_reader, client, plan, administrator):
    assert "No plan of money is kept yet." in words(as_reader, PLANS)
    assert "No plan of money is known as at 1 January 2018" in words(as_reader, PLANS + "?as_at=2018-01-01")
    assert "No activity is known as at 1 January 2018" in words(as_reader, ACTIVITY + "?as_at=2018-01-01")
    client.force_login(administrator)
    assert "Import a workbook" in words(client, ACTIVITY)


def test_the_past_stays_and_the_same_writes_nothing(plan, keep, count):
    first = keep(lines())
    assert keep(lines(), seen=first.pk) == first
    keep(lines(growth=40), seen=first.pk, on=MARCH)
    assert [financial_plans_of(plan, on)[0].lines[0].amounts[2] for on in (FEBRUARY, MARCH)] == [30, 40]
    counted = count([ActivityEntry("E.M.7", planned=5)])
    assert count([ActivityEntry("E.M.7", planned=5)], seen=counted.pk) == counted
    assert (str(first), str(counted)) == ("by movements, 2018/19", "activity plan, 2018/19")
    assert figures_of(plan, MARCH).finance.as_json()["activity"][0]["lines"][0]["planned"] == 5


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"lines": []}, "A plan needs a line"),
        ({"organisation": Organisation(pk=999, name="Strangers")}, "Strangers is no organisation of this plan"),
    ],
)
def test_what_cannot_be_kept_is_refused(keep, given, words):
    with pytest.raises(MoneyRefused, match=words):
        keep(**({"given": lines()} | {"given" if name == "lines" else name: value for name, value in given.items()}))
    assert not FinancialPlan.objects.exists()


def test_who_may_not_or_saw_another_table_is_told(keep, plan, administrator):
    with pytest.raises(PermissionDenied):
        keep(lines(), by=member(plan, Role.READER, by=administrator, email="other@example.org"))
    keep(lines())
    with pytest.raises(TableChanged):
        keep(lines(growth=40))


def test_the_pages_cost_the_same_for_one_line_and_for_many(as_reader, keep, count):
    keep(lines()[:1])
    count([ActivityEntry("E.M.7")])
    few = queries_of(as_reader, PLANS)[0], queries_of(as_reader, ACTIVITY)[0]
    many = [PlanLineEntry(f"Line {n}", "expenditure", amounts(1, 2, 3, 5)) for n in range(100)]
    for year in (2016, 2017):
        keep(many, year=year)
        count([ActivityEntry(f"A.{n}") for n in range(50)], year=year)
    assert (queries_of(as_reader, PLANS)[0], queries_of(as_reader, ACTIVITY)[0]) == few


def test_activity_adds_up_by_months_parts_and_savings():
    assert (parent_of("E.M.7a"), parent_of("E.M.7"), parent_of("total")) == ("E.M.7", "", "")
    assert (year_of([1, None, 2]), year_of([None])) == (3, None)
    assert (change(100, 105), change(0, 5), change(None, 5), change(5, None)) == (5, None, None, None)
    assert (
        apart("A", "x", 5, 5, 1) is None and apart("A", "x", None, 5, 1) is None and apart("A", "x", 5, None, 1) is None
    )
    assert apart("A", "x", 10, 11, 12).is_rounding and not apart("A", "x", 10, 20, 12).is_rounding
    assert to_date([1, 2, 3], [None, None, None], 2) == (3, None) and to_date([None, 2], [5, 1], 2) == (None, 6)
    assert to_date([1, 2], [None, None], 0) == to_date([None, 2], [None, None], 1) == (None, None)
    told = findings([ActivityEntry("A.1", planned=9, do_nothing=10, savings=-2), ActivityEntry("A.1a", planned=8)])
    assert [(each.code, each.what, each.by) for each in told] == [
        ("A.1", "plan, as do nothing and savings", -1),
        ("A.1", "plan, by its parts", -1),
    ]


def test_an_activity_without_a_plan_shows_what_was_counted(plan, count):
    count([ActivityEntry("E.M.7", months=[1] * 12)], "actual")
    [found] = activity_of(plan, FEBRUARY)
    assert [(line.planned_to_date, line.counted_to_date, line.year) for line in found.lines] == [(None, 12, None)]


def test_heads_say_their_unit_and_words_of_the_trade_are_told(as_reader, keep):
    heads = [
        Head("17/18 FOT", "before"),
        Head("Recurrent Exit position", "base"),
        Head("Growth", "movement"),
        HEADS[-1],
    ]
    keep(lines(), heads=heads)
    page = words(as_reader, PLANS)
    assert "Growth, £'000 18/19 plan Growth, %" in page
    assert "FOT : forecast outturn" in page and "exit position : what goes on" in page


def test_a_result_has_no_growth(as_reader, keep):
    heads = [Head(name, "year") for name in ("2018/19", "2019/20")]
    given = [
        PlanLineEntry("Core", "allocation", amounts(1000, 1050)),
        PlanLineEntry("Hospitals", "expenditure", amounts(1010, 1063)),
        PlanLineEntry("Refunds", "expenditure", amounts(-10, -20)),
        PlanLineEntry("Surplus/(deficit)", "in_year", amounts(10, 7)),
    ]
    keep(given, topic="allocations", heads=heads)
    page = words(as_reader, PLANS)
    assert "Surplus/(deficit) 10 7 Not set" in page and "Refunds (10) (20) Not set" in page
