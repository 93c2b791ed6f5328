"""The position of a month: kept as a whole, append-only, as at any date."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.history import create_all, update_all
from finance.models import Position
from finance.position_figures import positions_of
from finance.services import LineEntry, MoneyRefused, TableChanged
from plans.models import Organisation, PlanOrganisation, Role
from plans.services import make_period
from reports.figures import figures_of
from tests.factories import FEBRUARY, JANUARY, MARCH, member

from .conftest import DECEMBER_END, amounts, lines


def spent(plan, on, month=None):
    positions, _, _ = positions_of(plan, on, month)
    return [each.line("total_spend").ytd_actual for each in positions]


def test_a_position_is_kept_and_computed(plan, keep):
    keep(lines())
    [position] = figures_of(plan, FEBRUARY).finance.positions
    assert (position.organisation, position.name, position.balance.name) == (
        "Example Partners",
        "Month 10, January 2019",
        "In-year surplus / (deficit)",
    )
    hospitals = next(line for line in position.lines if line.name == "Hospitals")
    assert (hospitals.ytd_variance, hospitals.ytd_percent, hospitals.commentary) == (-20, -4, "More stays.")
    assert [position.balance.ytd_plan, position.balance.ytd_actual, position.balance.forecast_actual] == [100, 90, 40]
    assert (position.recorded_by, position.said_on, position.where) == ("Somebody finance_lead", FEBRUARY, None)


def test_the_past_stays_as_it_was(plan, keep):
    first = keep(lines())
    keep(lines(hospitals=560), seen=first.pk, on=MARCH)
    assert spent(plan, FEBRUARY) == [910] and spent(plan, MARCH) == [950]
    assert spent(plan, JANUARY) == []


def test_the_newest_month_counts_and_another_can_be_asked_for(plan, keep):
    keep(lines(hospitals=400), month=DECEMBER_END)
    keep(lines())
    assert spent(plan, FEBRUARY) == [910] and spent(plan, FEBRUARY, DECEMBER_END) == [790]
    assert spent(plan, FEBRUARY, date(2018, 11, 30)) == []
    months = figures_of(plan, FEBRUARY).finance.months
    assert [month.ytd_actual for month in months] == [None] * 8 + [790, 910]


def test_the_year_ends_in_march(plan, keep):
    keep(lines(), month=date(2019, 3, 31), on=MARCH)
    assert len(figures_of(plan, MARCH).finance.months) == 12


def test_the_same_lines_again_write_nothing(plan, keep):
    first = keep(lines())
    assert keep(lines(), seen=first.pk) == first and keep(lines()) == first
    assert Position.objects.count() == 1


def test_who_saw_another_table_is_told(keep):
    first = keep(lines())
    second = keep(lines(hospitals=530), seen=first.pk)
    with pytest.raises(TableChanged, match="Somebody saved this month meanwhile") as raised:
        keep(lines(hospitals=540), seen=first.pk)
    assert raised.value.table == second
    with pytest.raises(TableChanged):
        keep(lines(hospitals=540))


def test_two_organisations_stand_side_by_side_and_together(plan, keep, organisation, administrator):
    other = Organisation(name="Neighbours")
    create_all(Organisation, [other], by=administrator)
    create_all(PlanOrganisation, [PlanOrganisation(plan=plan, organisation=other)], by=administrator)
    keep(lines())
    keep([*lines(hospitals=600), LineEntry("Prescribing", "expenditure", "", amounts(1, 2, 3, 4))], organisation=other)
    found = figures_of(plan, FEBRUARY).finance
    assert [each.organisation for each in found.positions] == ["Example Partners", "Neighbours"]
    assert [line.ytd_actual for line in found.together.lines if line.name == "Hospitals"] == [1120]
    assert found.together.line("total_spend").ytd_actual == 910 + 992
    assert found.as_json()["position_together"]["lines"][0]["ytd_plan"] == 2000


def test_what_some_organisations_spent_is_not_what_all_did(plan, keep, organisation, administrator):
    other = Organisation(name="Neighbours")
    create_all(Organisation, [other], by=administrator)
    create_all(PlanOrganisation, [PlanOrganisation(plan=plan, organisation=other)], by=administrator)
    keep(lines(), month=DECEMBER_END)
    keep(lines(), month=DECEMBER_END, organisation=other)
    keep(lines())
    assert [month.ytd_actual for month in figures_of(plan, FEBRUARY).finance.months][-2:] == [1820, None]


def test_lines_of_one_name_and_two_kinds_both_count(plan, keep):
    given = [LineEntry("Reserves", kind, "", amounts(100, 60, 100, 60)) for kind in ("allocation", "expenditure")]
    keep(given)
    [position] = figures_of(plan, FEBRUARY).finance.positions
    assert [line.kind for line in position.lines] == ["allocation", "expenditure", "total_spend", "in_year"]


def test_printed_totals_stand_beside_the_computed_ones(plan, keep):
    hospitals = lines()[1]
    hospitals.stated = {"stated_ytd_variance": Decimal(-19)}
    hospitals.stated |= {"stated_ytd_percent": Decimal("-4.1"), "stated_forecast_percent": Decimal("9.9")}
    total = LineEntry("Total of the programme", "group_total", "Programme", amounts(800, 800, 1000, 1010))
    keep([lines()[0], hospitals, lines()[2], total])
    [position] = figures_of(plan, FEBRUARY).finance.positions
    printed = next(line for line in position.lines if line.kind == "group_total")
    assert printed.name == "Total of the programme" and printed.ytd_actual == 810
    assert [(each.what, each.by, each.is_rounding) for each in printed.differences] == [("actual to date", -10, False)]
    of_hospitals = next(line for line in position.lines if line.name == "Hospitals").differences
    assert [(each.what, each.is_rounding) for each in of_hospitals] == [
        ("variance to date", True),
        ("% of the year", False),
    ]


def test_a_plan_without_money_has_none(plan, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert positions_of(plan, MARCH) == ((), None, ())


@pytest.mark.parametrize(
    ("given", "options", "words"),
    [
        ([], {}, "A position needs a line"),
        ([LineEntry(" ", "expenditure")], {}, "has amounts and no name"),
        ([LineEntry("A", "expenditure"), LineEntry("a", "expenditure")], {}, "“a” stands there twice"),
        (lines(), {"month": date(2019, 1, 30)}, "is not the last day of a month"),
        (lines(), {"month": date(2019, 3, 31)}, "has not begun yet"),
        (
            lines(),
            {"organisation": Organisation(pk=999, name="Strangers")},
            "Strangers is no organisation of this plan",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused(keep, given, options, words):
    with pytest.raises(MoneyRefused, match=words):
        keep(given, **options)
    assert not Position.objects.exists()


def test_a_frozen_period_stays_as_it_is(plan, keep, administrator):
    days = {"opens_on": JANUARY, "updates_due_on": JANUARY, "as_at": FEBRUARY}
    period = make_period(plan=plan, label="Month 10", **days, by=administrator)
    keep(lines())
    period.frozen_at = timezone.now()
    update_all(type(period), [period], ["frozen_at"], by=administrator)
    with pytest.raises(MoneyRefused, match="Month 10 was frozen as at 12 February 2019"):
        keep(lines(hospitals=1), seen=Position.objects.get().pk)
    keep(lines(hospitals=1), seen=Position.objects.get().pk, on=MARCH)
    assert spent(plan, FEBRUARY) == [910] and spent(plan, MARCH) == [391]


def test_only_who_keeps_the_money_may(plan, keep, administrator):
    reader = member(plan, Role.READER, by=administrator, email="reader@example.org")
    with pytest.raises(PermissionDenied, match="Keep the money of the plan"):
        keep(lines(), by=reader)


def test_a_plan_without_an_organisation_has_a_position_too(plan, keep):
    keep(lines(), organisation=None)
    [position] = figures_of(plan, FEBRUARY).finance.positions
    assert position.organisation is None and str(Position.objects.get()).startswith("Month 10, January 2019 of")


def test_a_percentage_printed_with_the_sign_of_a_deficit_is_the_same(plan, keep):
    deficit = LineEntry("In year deficit", "in_year", "", amounts(-100, -110, -100, -110))
    deficit.stated = {"stated_ytd_percent": Decimal("10.0"), "stated_forecast_percent": Decimal("20.0")}
    income = LineEntry("Allocation", "allocation", "", amounts(900, 900, 1200, 1200))
    keep([income, LineEntry("Hospitals", "expenditure", "", amounts(1000, 1010, 1300, 1310)), deficit])
    [position] = figures_of(plan, FEBRUARY).finance.positions
    balance = position.balance
    assert (balance.ytd_variance, balance.ytd_percent) == (-10, -10)
    assert [each.what for each in balance.differences] == ["% of the year"]
