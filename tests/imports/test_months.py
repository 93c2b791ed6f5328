"""Three months of one plan: whatever the order in which their workbooks come in, each month reads as it was."""

from dataclasses import asdict
from datetime import date
from itertools import permutations

import pytest
from django.conf import settings

from accounts.services import command_line_user
from core.workbooks import read
from imports.proposal import propose
from imports.services import apply_import
from plans.models import Plan
from reports.figures import figures_of

pytestmark = pytest.mark.django_db
MONTHS = {"2019-01": date(2019, 1, 10), "2019-02": date(2019, 2, 12), "2019-03": date(2019, 3, 14)}
# What is the tracker's own, or not a fact of the month: keys, addresses, which file said it, which due date came first.
NOT_OF_THE_MONTH = {"key", "url", "stated_on", "where", "original_due_on", "newest_words"}
# What is worked out from the past, which an older workbook fills, and from the day that is looked at.
WORKED_OUT = {"slips", "days_slipped", "rated_since", "silent_days", "last_word_on", "wrong"}


def bring_in(plan, month):
    workbook = read(settings.BASE_DIR / "fixtures" / f"improvement-plan-{month}.xlsx")
    proposal = propose(workbook, plan, MONTHS[month], today=date(2026, 1, 1))
    apply_import(proposal=proposal, by=command_line_user())
    return proposal


def facts(plan, on, without=frozenset()):
    """The actions of a plan at a date by what the office calls them, without what is the tracker's own."""
    left_out = NOT_OF_THE_MONTH | without
    return {
        (action.ref or action.title): {k: v for k, v in asdict(action).items() if k not in left_out}
        for action in figures_of(plan, on).actions.actions
    }


@pytest.fixture
def in_order(db):
    plan = Plan(slug="in-order", name="in order")
    for month in MONTHS:
        bring_in(plan, month)
    return {month: facts(plan, on) for month, on in MONTHS.items()}


@pytest.mark.parametrize("order", [o for o in permutations(MONTHS) if o != tuple(MONTHS)], ids=" ".join)
def test_the_order_of_import_changes_no_month(order, in_order):
    plan = Plan(slug="out-of-order", name="out of order")
    for month in order:
        bring_in(plan, month)
    for month, on in MONTHS.items():
        assert facts(plan, on) == in_order[month], month


def test_an_older_workbook_does_not_touch_the_present(db):
    plan = Plan(slug="p", name="p")
    bring_in(plan, "2019-03")
    present = facts(plan, date(2019, 4, 1), WORKED_OUT)
    columns = {action.ref: (action.rating_id, action.due_on, action.progress) for action in plan.actions.all()}
    bring_in(plan, "2019-01")
    assert facts(plan, date(2019, 4, 1), WORKED_OUT) == present
    assert {a.ref: (a.rating_id, a.due_on, a.progress) for a in plan.actions.all()} == columns


def test_before_the_first_workbook_nothing_is_known(db):
    plan = Plan(slug="p", name="p")
    bring_in(plan, "2019-02")
    figures = figures_of(plan, date(2019, 2, 11))
    assert figures.actions.actions == () and figures.stated_totals == () and figures.actions.concerns == ()
    assert figures_of(plan, date(2019, 2, 12)).actions.total.actions == 101


def test_the_due_dates_that_moved_have_a_row_that_says_so(db):
    plan = Plan(slug="p", name="p")
    for month in MONTHS:
        bring_in(plan, month)
    moved = [a for a in plan.actions.all() if a.original_due_on and a.original_due_on != a.due_on]
    assert moved
    for action in moved:
        assert action.statements.filter(due_date_change__isnull=False).exists()


def test_a_month_that_changes_nothing_confirms_what_stood(db):
    plan = Plan(slug="p", name="p")
    bring_in(plan, "2019-01")
    before = facts(plan, MONTHS["2019-01"], WORKED_OUT)
    workbook = read(settings.BASE_DIR / "fixtures" / "improvement-plan-2019-01.xlsx")
    proposal = propose(workbook, plan, date(2019, 1, 24), today=date(2026, 1, 1))
    assert {c.outcome for c in proposal.draft.changes if c.kind == "action"} == {"unchanged"}
    apply_import(proposal=proposal, by=command_line_user())
    assert facts(plan, date(2019, 1, 24), WORKED_OUT) == before
