"""A plan with measures."""

import pytest

from measures.services import add_measure
from plans.models import Role
from tests.factories import JANUARY, make_plan, member


@pytest.fixture
def plan(administrator):
    plan = make_plan(administrator, actions=3, dates=(JANUARY,))
    plan.financial_year = 2018
    plan._history_user = administrator
    plan.save()
    return plan


@pytest.fixture
def post(plan):
    return plan.posts.get()


@pytest.fixture
def owner(plan, administrator):
    """Somebody who holds the post that owns measures."""
    return member(plan, Role.LEAD, by=administrator, posts=["AO"], email="owner@example.org")


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


@pytest.fixture
def measure(plan, post, pmo):
    """Counted every month, by the post AO; higher is better."""
    facts = {"name": "Calls answered in time", "unit": "%", "better": "higher", "owners": [post.pk]}
    facts |= {"owner_as_written": "AO", "target_as_written": "80%", "target": 80}
    return add_measure(plan=plan, facts=facts, on=JANUARY, by=pmo)
