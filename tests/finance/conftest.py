"""A plan with the position of a month."""

from datetime import date
from decimal import Decimal
from unittest.mock import patch

import pytest

from finance.services import LineEntry, keep_position
from finance.variance import AMOUNTS, Amounts
from plans.models import Role
from tests.factories import FEBRUARY, JANUARY, make_plan, member

DECEMBER_END, JANUARY_END = date(2018, 12, 31), date(2019, 1, 31)


def amounts(*given):
    return Amounts(**dict(zip(AMOUNTS, map(Decimal, given), strict=True)))


def lines(hospitals=520):
    return [
        LineEntry("Allocation", "allocation", "", amounts(1000, 1000, 1200, 1200)),
        LineEntry("Hospitals", "expenditure", "Programme", amounts(500, hospitals, 600, 620), commentary="More stays."),
        LineEntry("Community", "expenditure", "Programme", amounts(300, 290, 400, 390)),
        LineEntry("Running costs", "expenditure", "", amounts(100, 100, 150, 150)),
    ]


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3, dates=(JANUARY,))


@pytest.fixture
def organisation(plan):
    return plan.organisations.get()


@pytest.fixture
def finance_lead(plan, administrator):
    return member(plan, Role.FINANCE_LEAD, by=administrator, email="money@example.org")


@pytest.fixture
def keep(plan, organisation, finance_lead):
    """keep(lines, …): the position of January, or of another month."""

    def keep(given, month=JANUARY_END, on=FEBRUARY, **options):
        options = {"organisation": organisation, "by": finance_lead} | options
        return keep_position(plan=plan, month=month, lines=given, on=on, **options)

    return keep


def on_day(day):
    """Within it, pages are called on that day."""
    return patch("plans.pages.timezone.localdate", return_value=date.fromisoformat(day))
