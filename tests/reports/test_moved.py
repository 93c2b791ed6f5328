"""Whether something was written since a draft was made that it may tell."""

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.services import update_person
from actions.models import Origin
from actions.services import Entry, record_statements
from plans.models import Area, Committee, Meeting, Plan, Role
from plans.services import create_plan, save_reference
from reports.models import Pack
from reports.moved import DATED, STANDING, may_have_moved
from tests.factories import FEBRUARY, MARCH, member

from .issuing import plan_with_a_period

NAMED = {"Action", "Plan", "Period", "Meeting", "Committee", "Organisation", "Person"}
# Of these a pack tells nothing, or nothing that a statement of the same moment does not say.
NOT_TOLD = {"Assignment", "DueDateChange", "ScopeChange", "Evidence", "EvidenceVersion", "EvidenceVerdict"}
NOT_TOLD |= {"Membership", "User", "Pack", "PackSignOff"}
# Their table stands there.
NOT_TOLD |= {"PositionLine", "ExposureLine", "ProfileMonth", "ActivityLine"}
NOT_TOLD |= {"FinancialPlanLine", "FinancialPlanAmount"}


@pytest.fixture
def plan(administrator):
    return plan_with_a_period(administrator)[0]


@pytest.fixture
def moved(plan, administrator):
    """moved(): whether a draft that was made when the plan was, may be out of date."""
    pack = Pack(plan=plan, period=plan.periods.get(), number=1, created_by=administrator, made_at=timezone.now())
    return lambda: may_have_moved(pack)


def say(plan, by, on, origin=Origin.CORRECTION, **facts):
    action = plan.actions.get(ref="2.1")
    entry = Entry(action, facts, origin=origin, before=action.statements.first())
    [statement] = record_statements(plan=plan, entries=[entry], effective_on=on, by=by)
    return statement


def test_nothing_has_moved_where_nothing_was_written(moved, administrator):
    other = create_plan(plan=Plan(slug="other", name="Another plan"), by=administrator)
    save_reference(record=Area(plan=other, number=1, title="Elsewhere"), by=administrator)
    assert not moved()


def test_what_a_form_says_of_a_later_day_is_told_by_no_draft(plan, moved, administrator):
    say(plan, administrator, MARCH, origin=Origin.FORM, title="Later")
    assert not moved()


def test_what_a_workbook_says_of_a_later_day_is_told_by_no_draft_but_the_first(plan, moved, administrator):
    say(plan, administrator, MARCH, title="Later")
    assert moved()  # the cover named the version of the plan
    pack = Pack(plan=plan, period=plan.periods.get(), number=1, made_at=timezone.now())
    assert not may_have_moved(pack)
    say(plan, administrator, MARCH, title="Later still")
    assert not may_have_moved(pack)
    say(plan, administrator, FEBRUARY, title="Then")
    assert may_have_moved(pack)


def renamed(record, field, by):
    setattr(record, field, "Renamed")
    return save_reference(record=record, by=by)


@pytest.mark.parametrize(
    "write",
    [
        lambda plan, by: renamed(plan.areas.first(), "title", by),
        lambda plan, by: renamed(plan.ratings.first(), "word", by),
        lambda plan, by: renamed(plan.posts.get(), "title", by),
        lambda plan, by: renamed(plan.organisations.get(), "name", by),
        lambda plan, by: member(plan, Role.LEAD, by=by, posts=["AO"]),
        lambda plan, by: plan.actions.last().delete(),
    ],
)
def test_what_stands_whatever_the_day_moves_a_draft(plan, moved, administrator, write):
    write(plan, administrator)
    assert moved()


def test_who_is_renamed_moves_the_drafts_of_plans_that_name_them(plan, administrator):
    named = member(plan, Role.LEAD, by=administrator).person
    stranger = update_person(person=type(named)(), name="Stranger", by=administrator)
    pack = Pack(plan=plan, period=plan.periods.get(), number=1, made_at=timezone.now())
    update_person(person=stranger, name="Renamed", by=administrator)
    assert not may_have_moved(pack)
    update_person(person=named, name="Renamed", by=administrator)
    assert may_have_moved(pack)


def test_a_meeting_of_another_pack_moves_nothing(plan, moved, administrator):
    committee = save_reference(record=Committee(plan=plan, name="Board"), by=administrator)
    save_reference(record=Meeting(committee=committee, held_on=MARCH), by=administrator)
    assert not moved()
    renamed(committee, "name", administrator)
    assert moved()


def test_every_model_is_looked_at_or_told_by_no_pack():
    ours = {
        model.__name__
        for app in ("accounts", "plans", "actions", "risks", "finance", "milestones", "measures", "cycle", "reports")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
    }
    looked_at = {model.__name__ for model in [*DATED, *STANDING]} | NAMED
    assert looked_at & NOT_TOLD == set() and looked_at | NOT_TOLD == ours
