"""A plan with delivery: a programme of the post AO, and who keeps it."""

from datetime import date
from decimal import Decimal

import pytest

from milestones.services import add_milestone, add_programme
from plans.models import Role
from tests.factories import JANUARY, make_plan, member

from .late import keep_milestone


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3, dates=(JANUARY,))


@pytest.fixture
def post(plan):
    return plan.posts.get()


@pytest.fixture
def owner(plan, administrator):
    """Somebody who holds the post AO, which owns milestones and leads programmes."""
    return member(plan, Role.MILESTONE_OWNER, by=administrator, posts=["AO"], email="owner@example.org")


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


@pytest.fixture
def programme(plan, post, pmo):
    """A programme that AO leads, with a deliverable in each of two quarters and a project over three."""
    facts = {
        "name": "Care closer to home",
        "section": "Community",
        "objective": "Fewer people wait in a bed that they do not need.",
        "leads": [{"role": "executive", "post": post.pk, "person": None}],
        "executive_as_written": "AO",
        "benefits": "Shorter stays",
        "key_risks": "Too few nurses",
        "investment": Decimal("450.000"),
        "savings": Decimal("1200.000"),
        "status": "on_track",
        "deliverables": [
            {"quarter": "2019-06-30", "as_written": "Q1 2019/20", "text": "Teams in each town"},
            {"quarter": "2019-12-31", "as_written": "Q3 2019/20", "text": "One number to call"},
        ],
        "projects": [
            {
                "name": "Community teams",
                "first": "2019-06-30",
                "last": "2019-12-31",
                "first_as_written": "Q1 2019/20",
                "last_as_written": "Q3 2019/20",
            }
        ],
    }
    return add_programme(plan=plan, facts=facts, ref="CCH", on=JANUARY, by=pmo)


@pytest.fixture
def milestone(plan, administrator):
    """A milestone of the post AO, which was due on 31 January 2019."""
    return keep_milestone(plan, administrator)


@pytest.fixture
def critical(plan, post, pmo):
    """A milestone of the post AO on the critical path, due by the end of February 2019."""
    facts = {
        "title": "A single number to call",
        "is_critical": True,
        "owners": [{"role": "delivery", "post": post.pk, "person": None}],
        "delivery_as_written": "AO",
        "department": "Flow",
        "due_on": date(2019, 2, 28),
        "due_as_written": "28-Feb-19",
        "status": "on_track",
    }
    return add_milestone(plan=plan, facts=facts, reason="The board asked for it.", ref="7", on=JANUARY, by=pmo)
