"""Whose actions are whose, day by day: holders, deputies from a day to a day, those whom an action names."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from actions.models import Action, Assignment
from actions.rights import may_update, require_update, updatable
from plans.models import Holding, Role
from plans.permissions import Rights
from plans.services import date_holding, deputise, hold_post, save_reference, take_role
from tests.factories import make_plan, member

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2019, 3, 1), date(2019, 3, 14)
DAY = timedelta(days=1)


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.fixture
def post(plan):
    return plan.posts.get()


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="2.1")


@pytest.fixture
def lead(plan, administrator):
    """Somebody with the role and a person, who holds nothing yet."""
    return member(plan, Role.LEAD, by=administrator)


def may_on(user, action, *days):
    return [may_update(user, action, day) for day in days]


def test_a_deputy_may_update_from_the_first_day_to_the_last(post, action, lead, administrator):
    deputise(post=post, person=lead.person, on=FIRST, until=LAST, by=administrator)
    assert may_on(lead, action, FIRST - DAY, FIRST, LAST, LAST + DAY) == [False, True, True, False]


def test_a_holder_may_until_somebody_follows(post, action, lead, administrator):
    hold_post(post=post, person=lead.person, on=FIRST, by=administrator)
    assert may_on(lead, action, FIRST - DAY, FIRST, LAST + 400 * DAY) == [False, True, True]
    hold_post(post=post, person=Person.objects.create(name="Next"), on=LAST, by=administrator)
    assert may_on(lead, action, LAST - DAY, LAST) == [True, False]


def test_days_that_nobody_knows_are_open(post, action, lead, administrator):
    holding = deputise(post=post, person=lead.person, on=None, by=administrator)
    assert may_on(lead, action, date(1990, 1, 1), date(2090, 1, 1)) == [True, True]
    date_holding(holding=holding, held_from=None, held_to=LAST, by=administrator)
    assert may_on(lead, action, date(1990, 1, 1), LAST, LAST + DAY) == [True, True, False]


def test_who_stands_in_the_list_of_holders_is_who_may(plan, post, action, lead, administrator):
    """The page of people and the rights read the same rows."""
    second = member(plan, Role.LEAD, by=administrator, email="second@example.org")
    hold_post(post=post, person=lead.person, on=FIRST, by=administrator)
    hold_post(post=post, person=second.person, on=LAST, by=administrator)
    deputise(post=post, person=lead.person, on=LAST + 2 * DAY, until=LAST + 4 * DAY, by=administrator)
    for offset in range(-2, 20):
        on = FIRST + offset * DAY
        seated = {holding.person_id for holding in Holding.objects.as_at(plan, on)}
        allowed = {user.person_id for user in (lead, second) if may_update(user, action, on)}
        assert allowed == seated, on


def test_whom_an_action_names_may_update_it_alone(plan, action, lead):
    Assignment.objects.create(action=action, role="ops_lead", person=lead.person)
    assert list(updatable(lead, plan, LAST)) == [action]


def test_a_post_without_the_role_opens_nothing(plan, post, action, lead, administrator):
    hold_post(post=post, person=lead.person, on=None, by=administrator)
    assert updatable(lead, plan, LAST).count() == 3
    take_role(membership=lead.memberships.get(), by=administrator)
    assert not may_update(lead, action, LAST)
    reader = member(plan, Role.READER, by=administrator)
    deputise(post=post, person=reader.person, on=None, by=administrator)
    assert not may_update(reader, action, LAST)


def test_the_role_without_a_person_opens_nothing(plan, action, lead):
    lead.person = None
    lead.save()
    assert not updatable(lead, plan, LAST).exists()


def test_the_same_post_of_another_plan_opens_nothing(plan, action, lead, administrator):
    other = make_plan(administrator, slug="other", actions=1)
    save_reference(record=Holding(post=other.posts.get(), person=lead.person), by=administrator)
    assert not may_update(lead, action, LAST)
    assert not may_update(lead, other.actions.get(), LAST)


def test_the_programme_office_may_update_everything_whoever_leads_it(plan, action, administrator):
    pmo = member(plan, Role.PMO, by=administrator)
    assert may_update(pmo, action, LAST) and updatable(pmo, plan, LAST).count() == 3
    require_update(pmo, plan, [Action(plan=plan)], LAST)


def test_a_lead_may_write_about_all_of_them_or_none(plan, post, lead, administrator):
    hold_post(post=post, person=lead.person, on=None, by=administrator)
    require_update(lead, plan, plan.actions.all(), LAST)
    another = make_plan(administrator, slug="other", actions=1).actions.get()
    with pytest.raises(PermissionDenied, match="You may not do this: Update any action"):
        require_update(lead, plan, [*plan.actions.all(), Action(plan=plan)], LAST)
    with pytest.raises(
        PermissionDenied, match="You neither lead nor deputise for this action. Ask the programme office"
    ):
        require_update(lead, plan, [*plan.actions.all(), another], LAST)


def test_a_refusal_names_the_action_and_not_the_log_in(plan, action, lead, administrator):
    with pytest.raises(PermissionDenied) as refused:
        require_update(lead, plan, [action], LAST)
    assert str(refused.value) == (
        f"You neither lead nor deputise for action {action.ref}. Ask the programme office if you should."
    )
    reader = member(plan, Role.READER, by=administrator)
    with pytest.raises(PermissionDenied, match="You may not do this: Update actions as their SRO"):
        require_update(reader, plan, [action], LAST)


def test_rights_that_were_looked_up_are_not_asked_for_again(plan, action, lead, django_assert_num_queries):
    rights = Rights.of(lead, plan)
    with django_assert_num_queries(1):
        assert not may_update(lead, action, LAST, rights)
