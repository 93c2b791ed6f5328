"""The sections of the pack on money: what a board reads of it, and nothing where there is none."""

import re
from decimal import Decimal
from html import unescape

import pytest

from core.history import create_all
from finance.models import ExposureLine
from finance.months import months_of
from finance.pack import SECTIONS
from finance.plan_figures import activity_of
from finance.services import (
    ActivityEntry,
    LineEntry,
    add_scheme,
    keep_activity,
    keep_exposure,
    keep_financial_plan,
    keep_gateways,
    keep_profile,
    set_target,
)
from plans.models import Organisation, PlanOrganisation
from reports.document import document_of, html_of
from tests.factories import FEBRUARY, JANUARY

from .conftest import DECEMBER_END, JANUARY_END, amounts, lines
from .test_plan_pages import HEADS
from .test_plan_pages import lines as plan_lines


def words(plan, on=FEBRUARY):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html_of(document_of(plan, on)))).split())


@pytest.fixture
def money(plan, organisation, keep, finance_lead):
    """Something of each section."""
    keep(lines(hospitals=480), month=DECEMBER_END, on=JANUARY)
    keep(lines())
    about = {"plan": plan, "organisation": organisation, "on": FEBRUARY, "by": finance_lead}
    risk = ExposureLine(
        kind="risk", name="More stays", gross=Decimal(-100), probability=Decimal(50), assessed=Decimal(-50)
    )
    keep_exposure(month=JANUARY_END, lines=[risk], **about)
    stage = keep_gateways(plan=plan, by=finance_lead)[0]
    facts = {"name": "Buy together", "gateway_id": stage.pk, "net": Decimal(1200), "confidence": "amber", "lead": "AO"}
    scheme = add_scheme(plan=plan, ref="Q1", facts=facts, organisation=organisation, on=FEBRUARY, by=finance_lead)
    months = [(month, Decimal(100), Decimal(90) if month < FEBRUARY else None) for month in months_of(2018)]
    keep_profile(scheme=scheme, financial_year=2018, months=months, seen=None, on=FEBRUARY, by=finance_lead)
    set_target(financial_year=2018, target=Decimal(1500), **about)
    keep_financial_plan(year=2018, topic="movements", heads=HEADS, lines=plan_lines(growth=40), **about)
    keep_activity(
        year=2018, topic="plan", lines=[ActivityEntry("E.M.7", "Referrals", planned=120, months=[10] * 12)], **about
    )


def test_a_plan_without_money_has_no_section_of_it(plan):
    document = document_of(plan, FEBRUARY)
    assert [section.context(document) for section in SECTIONS] == [None] * len(SECTIONS)
    assert "The financial position" not in words(plan)


def test_every_section_says_what_there_is(plan, money):
    page = words(plan)
    assert "The in-year position is £10k adverse to plan to date, and £10k adverse to plan by the year’s end." in page
    assert "Programme Hospitals 500 520 (20) (4.0%) 600 620 (20) (3.3%)" in page and "Hospitals: More stays." in page
    assert "Spending by month £'000 Month 9, December 2018 Month 10, January 2019 Spent Not set 40" in page
    assert "1 risk assessed at £50k" in page and "(100) 50.0% (50) Not set Not set Nobody named" in page
    assert "Of £1,500k to be saved in 2018/19, £1,200k is identified: no scheme stands for £300k." in page
    assert "Q1 Buy together No category Not said AO 0 Pipeline" in page and "All 1 scheme that count" in page
    assert "1 plan of money: 1 printed figure not what it is made of." in page
    assert "The plan has 1 line of activity; nothing was counted yet." in page


def test_printed_figures_are_told(plan, keep):
    total = LineEntry("Total programme", "group_total", "Programme", amounts(801, 810, 1000, 1010))
    first = keep([*lines(), total])
    assert (
        "1 printed figure is not what the lines give, which this pack prints. By rounding: Total programme, plan to "
        "date: printed 801, computed 800." in words(plan)
    )
    total = LineEntry("Total programme", "group_total", "Programme", amounts(900, 810, 1000, 1010))
    keep([*lines(), total], seen=first.pk)
    assert "More than rounding: Total programme, plan to date: printed 900" in words(plan)


def test_several_organisations_stand_after_all_of_them_together(plan, keep, organisation, administrator):
    other = Organisation(name="Neighbours")
    create_all(Organisation, [other], by=administrator)
    create_all(PlanOrganisation, [PlanOrganisation(plan=plan, organisation=other)], by=administrator)
    keep(lines())
    keep(lines(hospitals=600), organisation=other)
    page = words(plan)
    assert page.index("All organisations together, Month 10") < page.index("Neighbours, Month 10, January 2019 £'000")


def test_what_was_counted_and_a_plan_that_adds_up_are_told(plan, organisation, finance_lead):
    about = {"plan": plan, "organisation": organisation, "year": 2018, "on": FEBRUARY, "by": finance_lead}
    keep_activity(topic="plan", lines=[ActivityEntry("E.M.7", planned=120, months=[10] * 12)], **about)
    keep_activity(topic="actual", lines=[ActivityEntry("E.M.7", months=[12] + [None] * 11)], **about)
    keep_financial_plan(topic="movements", heads=HEADS, lines=plan_lines(), **about)
    page = words(plan)
    assert "Above their plan to date: 1 of 1 line that was counted." in page
    assert "1 plan of money: everything printed adds up." in page


def test_a_target_without_schemes_is_printed(plan, organisation, finance_lead):
    told = {"organisation": organisation, "financial_year": 2018, "on": FEBRUARY, "by": finance_lead}
    set_target(plan=plan, target=Decimal(100), **told)
    page = words(plan)
    assert "Of £100k to be saved in 2018/19, £0k is identified" in page and "The schemes, 2018/19" not in page


def test_activity_that_nobody_planned_is_printed(plan, organisation, finance_lead):
    about = {"plan": plan, "organisation": organisation, "on": FEBRUARY, "by": finance_lead}
    lines = [ActivityEntry("E.M.7", "Referrals", months=[12] + [None] * 11)]
    keep_activity(topic="actual", year=2017, lines=lines, **about)
    page = words(plan)
    assert "1 line of activity was counted, of which no plan to date is known." in page
    assert "Activity of 2017/18" in page and "No plan 12 No plan" in page
    keep_activity(topic="plan", year=2017, lines=[ActivityEntry("E.M.8", planned=120, months=[10] * 12)], **about)
    [found] = activity_of(plan, FEBRUARY)
    assert [(line.code, line.planned_to_date, line.counted_to_date) for line in found.lines] == [
        ("E.M.8", 120, None),
        ("E.M.7", None, 12),
    ]


def test_schemes_without_a_target_are_counted(plan, organisation, finance_lead):
    add_scheme(plan=plan, ref="Q1", facts={"name": "Buy together"}, organisation=None, on=FEBRUARY, by=finance_lead)
    assert "no target is set for 2018/19" in words(plan)


def test_the_pack_says_facts_and_the_page_what_to_do(plan, organisation, finance_lead):
    about = {"plan": plan, "organisation": organisation, "on": FEBRUARY, "by": finance_lead}
    given = {"gross": Decimal(-100), "probability": Decimal(107), "assessed": Decimal(-107)}
    total = ExposureLine(kind="risk", name="Total", is_total=True, gross=Decimal(-100), assessed=Decimal(-500))
    total.residual = Decimal(-106)
    lines = [ExposureLine(kind="risk", name="More stays", residual=Decimal(-107), **given), total]
    keep_exposure(month=JANUARY_END, lines=lines, **about)
    page = words(plan)
    assert "Risks More stays A probability of 107.0% is outside 0% to 100% (100)" in page
    assert "Assessed is printed as (500): (393) apart; Residual is printed as (106): rounding explains it" in page
    assert not any(order in page for order in ("check it", "name who does", "look at it"))


def test_what_activity_prints_otherwise_is_named(plan, organisation, finance_lead):
    entry = ActivityEntry("E.M.7", "Referrals", planned=121, months=[10] * 12)
    about = {"organisation": organisation, "on": FEBRUARY, "by": finance_lead}
    keep_activity(plan=plan, year=2018, topic="plan", lines=[entry], **about)
    assert (
        "1 printed figure is not what the plan gives: E.M.7, plan, by its months: printed 121, computed 120, rounding."
        in words(plan)
    )
