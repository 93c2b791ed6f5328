from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Person
from plans.models import Area, Holding, Organisation, Plan, Post, Rating, StatedTotal
from plans.permissions import Permission, may, require
from plans.services import create_plan, end_holding, hold_post, save_reference, state_totals

pytestmark = pytest.mark.django_db
JAN, FEB, MAR = date(2019, 1, 10), date(2019, 2, 12), date(2019, 3, 14)


@pytest.fixture
def plan(administrator):
    return create_plan(plan=Plan(slug="p", name="P"), organisation="Estuary Vale", by=administrator)


@pytest.fixture
def post(plan, administrator):
    return save_reference(record=Post(plan=plan, abbreviation="AO"), by=administrator)


@pytest.fixture
def people(db):
    return [Person.objects.create(initials=initials) for initials in ("A1", "B2", "C3")]


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


def held(post, on):
    person = Holding.objects.holders(post.plan, on).get(post.pk)
    return person and person.initials


def test_a_post_passes_from_one_holder_to_the_next(post, people, administrator):
    first, second, third = people
    hold_post(post=post, person=first, on=None, by=administrator)
    hold_post(post=post, person=second, on=FEB, by=administrator)
    assert (held(post, JAN), held(post, FEB), held(post, MAR)) == ("A1", "B2", "B2")
    hold_post(post=post, person=third, on=FEB, by=administrator)
    assert held(post, FEB) == "C3" and post.holdings.count() == 2
    end_holding(post=post, on=MAR, by=administrator)
    assert (held(post, FEB), held(post, MAR)) == ("C3", None)
    assert all(row.history_user == administrator for row in Holding.history.all())


def test_a_deputy_does_not_hold_the_post(post, people):
    Holding.objects.create(post=post, person=people[0], capacity="deputy")
    assert held(post, JAN) is None
    assert [h.person for h in Holding.objects.as_at(post.plan, JAN)] == [people[0]]


def test_printed_totals_are_those_of_the_latest_document(plan, administrator):
    red = save_reference(record=Rating(plan=plan, code="R", word="Red", stage="not_started"), by=administrator)

    def total(count):
        return StatedTotal(label="Total", rating=red, count=count, where="plan.xlsx, Summary B9")

    state_totals(plan=plan, as_at=JAN, totals=[total(3)], by=administrator)
    state_totals(plan=plan, as_at=MAR, totals=[total(5)], by=administrator)
    state_totals(plan=plan, as_at=MAR, totals=[total(6)], by=administrator)

    def printed(on):
        return [t.count for t in StatedTotal.objects.of_report(plan, on)]

    assert [printed(date(2019, 1, 1)), printed(JAN), printed(FEB), printed(MAR)] == [[], [3], [3], [6]]


def test_only_the_permitted_manage_a_plan(plan, post, people, administrator, outsider):
    calls = [
        lambda: create_plan(plan=Plan(slug="q", name="Q"), by=outsider),
        lambda: save_reference(record=plan, by=outsider),
        lambda: save_reference(record=Organisation(name="Another"), by=outsider),
        lambda: hold_post(post=post, person=people[0], on=None, by=outsider),
        lambda: end_holding(post=post, on=JAN, by=outsider),
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
