from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans.models import Area, Organisation, Plan, Rating, StatedTotal
from plans.permissions import Permission, may, require
from plans.services import create_plan, save_reference, state_totals

pytestmark = pytest.mark.django_db
JAN, FEB, MAR = date(2019, 1, 10), date(2019, 2, 12), date(2019, 3, 14)


@pytest.fixture
def plan(administrator):
    return create_plan(plan=Plan(slug="p", name="P"), organisation="Estuary Vale", by=administrator)


def test_a_plan_belongs_to_an_organisation_made_once(plan, administrator):
    create_plan(plan=Plan(slug="q", name="Q"), organisation="Estuary Vale", by=administrator)
    create_plan(plan=Plan(slug="r", name="R"), by=administrator)
    assert sorted(p.slug for p in Organisation.objects.get().plans.all()) == ["p", "q"]
    assert plan.history.get().history_user == administrator


def test_a_value_that_does_not_fit_is_refused(plan, administrator):
    save_reference(record=Area(plan=plan, number=1, title="Leadership"), by=administrator)
    with pytest.raises(ValidationError):
        save_reference(record=Area(plan=plan, number=1, title="Twice"), by=administrator)
    with pytest.raises(ValidationError):
        save_reference(record=Rating(plan=plan, code="", word="", stage="nonsense"), by=administrator)


def test_printed_totals_are_those_of_the_latest_document(plan, administrator):
    red = save_reference(record=Rating(plan=plan, code="R", word="Red", stage="not_started"), by=administrator)

    def total(count):
        return StatedTotal(label="Total", rating=red, count=count, where="plan.xlsx, Summary B9")

    state_totals(plan=plan, as_at=JAN, totals=[total(3)], by=administrator)
    state_totals(plan=plan, as_at=MAR, totals=[total(5)], by=administrator)
    state_totals(plan=plan, as_at=MAR, totals=[total(6)], by=administrator)
    assert {(row.history_type, row.history_user) for row in StatedTotal.history.filter(as_at=MAR)} == {
        ("+", administrator),
        ("-", administrator),
    }

    def printed(on):
        return [t.count for t in StatedTotal.objects.of_report(plan, on)]

    assert [printed(date(2019, 1, 1)), printed(JAN), printed(FEB), printed(MAR)] == [[], [3], [3], [6]]


def test_only_the_permitted_manage_a_plan(plan, administrator, outsider):
    calls = [
        lambda: create_plan(plan=Plan(slug="q", name="Q"), by=outsider),
        lambda: save_reference(record=plan, by=outsider),
        lambda: save_reference(record=Organisation(name="Another"), by=outsider),
        lambda: state_totals(plan=plan, as_at=JAN, totals=[], by=outsider),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied, match="Ask an administrator"):
            call()
    assert not may(outsider, Permission.MANAGE_PLAN, plan) and may(administrator, Permission.MANAGE_PLAN)
    require(administrator, Permission.IMPORT_WORKBOOK, plan)


def test_plans_are_seen_by_administrators_alone(plan, administrator, outsider):
    assert list(Plan.objects.visible_to(administrator)) == [plan]
    assert list(Plan.objects.visible_to(outsider)) == []
    administrator.is_active = False
    assert list(Plan.objects.visible_to(administrator)) == []
