"""A plan with a register of risks."""

import pytest

from plans.models import Role
from risks.services import ScoreEntry, add_risk, keep_category
from tests.factories import JANUARY, make_plan, member


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3, dates=(JANUARY,))


@pytest.fixture
def post(plan):
    return plan.posts.get()


@pytest.fixture
def owner(plan, administrator):
    """Somebody who holds the post that owns risks."""
    return member(plan, Role.RISK_OWNER, by=administrator, posts=["AO"], email="owner@example.org")


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


@pytest.fixture
def risk(plan, post, administrator):
    """A risk of the post AO that scored 20 at the year's start and now, and shall come to 10."""
    category = keep_category(plan=plan, name="Financial management", by=administrator)
    facts = {"title": "The savings are not made", "impact": "The year ends in deficit", "owners": [post.pk]}
    scores = [ScoreEntry(kind, 4, 5, 20, "Red", "20 4x5 Red") for kind in ("year_start", "current")]
    scores.append(ScoreEntry("target", 2, 5, 10, "Amber", "10 2x5 Amber"))
    return add_risk(
        plan=plan,
        facts=facts | {"owner_as_written": "AO"},
        scores=scores,
        category=category,
        on=JANUARY,
        by=administrator,
    )
