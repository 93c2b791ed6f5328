"""Who may do what, as the code says it and as a manager reads it."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from plans.models import Plan, Role
from plans.permissions import ROLES, Permission, Rights, may, refusal, require
from plans.services import create_plan, give_role

pytestmark = pytest.mark.django_db
EVERYTHING = frozenset(Permission)
READS = {Permission.READ_PLAN}


@pytest.fixture
def plans(administrator):
    return [create_plan(plan=Plan(slug=slug, name=slug.upper()), by=administrator) for slug in ("p", "q")]


@pytest.fixture
def user(db):
    return User.objects.create_user("somebody@example.org")


@pytest.mark.parametrize(
    ("role", "permissions"),
    [
        (Role.ADMINISTRATOR, EVERYTHING),
        (Role.PMO, EVERYTHING - {Permission.MANAGE_ROLES, Permission.READ_AUDIT}),
        (Role.LEAD, READS | {Permission.UPDATE_OWN_ACTION, Permission.UPDATE_OWN_MEASURE}),
        (Role.FINANCE_LEAD, READS | {Permission.KEEP_FINANCE, Permission.UPDATE_OWN_MEASURE}),
        (Role.RISK_OWNER, READS | {Permission.UPDATE_OWN_RISK}),
        (Role.MILESTONE_OWNER, READS | {Permission.UPDATE_OWN_MILESTONE, Permission.UPDATE_OWN_MEASURE}),
        (Role.READER, READS),
    ],
)
def test_what_a_role_may_do_in_its_plan_and_nowhere_else(role, permissions, plans, user, administrator):
    give_role(plan=plans[0], user=user, role=role, by=administrator)
    assert Rights.of(user, plans[0]).permissions == permissions
    assert Rights.of(user, plans[1]).permissions == frozenset()
    assert {each for each in Permission if may(user, each, plans[0])} == permissions
    assert not may(user, Permission.READ_PLAN)


def test_every_role_reads_and_is_explained_in_a_sentence():
    assert set(ROLES) == set(Role)
    for rights in ROLES.values():
        assert Permission.READ_PLAN in rights.permissions
        assert rights.sentence.endswith(".") and len(rights.sentence) > 20
    sentences = [permission.value for permission in Permission]
    assert len(set(sentences)) == len(sentences) and all(" " in sentence for sentence in sentences)


def test_roles_add_up(plans, user, administrator):
    for role in (Role.READER, Role.LEAD):
        give_role(plan=plans[0], user=user, role=role, by=administrator)
    assert Rights.of(user, plans[0]).permissions == READS | {
        Permission.UPDATE_OWN_ACTION,
        Permission.UPDATE_OWN_MEASURE,
    }


def test_whoever_administers_the_tracker_may_do_everything_everywhere(plans, administrator):
    assert Rights.of(administrator, plans[1]).permissions == EVERYTHING
    assert Rights.of(administrator, None).permissions == EVERYTHING == Rights.of(administrator, Plan()).permissions


def test_whoever_is_not_active_may_do_nothing(plans, user, administrator):
    give_role(plan=plans[0], user=user, role=Role.ADMINISTRATOR, by=administrator)
    user.is_active = False
    assert Rights.of(user, plans[0]).permissions == frozenset()


def test_without_a_plan_or_before_it_is_saved_nobody_else_may(user):
    assert Rights.of(user, None).permissions == Rights.of(user, Plan(slug="new")).permissions == frozenset()


def test_rights_are_looked_up_once(plans, user, django_assert_num_queries):
    with django_assert_num_queries(1):
        rights = Rights.of(user, plans[0])
        assert [rights.may(each) for each in Permission] == [False] * len(Permission)


def test_a_refusal_says_what_is_missing_and_whom_to_ask(plans, user, administrator):
    require(administrator, Permission.DECIDE_DATE, plans[0])
    with pytest.raises(PermissionDenied) as refused:
        require(user, Permission.DECIDE_DATE, plans[0])
    expected = (
        "You may not do this: Agree a later date that a lead asks for, or refuse it. Ask an administrator of the plan."
    )
    assert str(refused.value) == expected == str(refusal(Permission.DECIDE_DATE))
