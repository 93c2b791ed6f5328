"""A plan with two highlight reports."""

from datetime import date

import pytest

from cycle.services import write_highlight
from plans.models import Role
from tests.factories import JANUARY, make_plan, member

DECEMBER = date(2018, 12, 31)
TOLD = {
    "operational_delivery": "On track for all items\n• Agreement on one team",
    "financial_delivery": "On plan",
    "last_30_days": "The board was chosen",
    "next_30_days": "Sign the contract\nMove the staff",
    "external_decisions": "1. The regulator waits\n2. The region agreed",
}


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3, dates=(JANUARY,))


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


@pytest.fixture
def december(plan, administrator):
    """The report of December 2018, written on 10 January."""
    return write_highlight(plan=plan, month=DECEMBER, facts=TOLD, on=JANUARY, by=administrator)
