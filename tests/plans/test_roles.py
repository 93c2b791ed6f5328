"""Roles: who gives and takes them, and whose log-ins are whose."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Person, User
from plans import permissions
from plans.models import Membership, Plan, Role
from plans.permissions import ROLES, Permission, Rights, RoleRights
from plans.services import (
    RoleRefused,
    admit,
    create_plan,
    givable_roles,
    give_role,
    make_log_in,
    new_password_link,
    set_roles,
    take_role,
    take_second_factor,
    within_reach,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(administrator):
    return [create_plan(plan=Plan(slug=slug, name=slug.upper()), by=administrator) for slug in ("p", "q")]


@pytest.fixture
def plan(plans):
    return plans[0]


@pytest.fixture
def somebody(plan, administrator):
    """somebody(role, …): a new log-in that has these roles in the plan."""

    def make(*roles, email=""):
        user = User.objects.create_user(email or f"{roles[0]}@plan.example")
        for role in roles:
            give_role(plan=plan, user=user, role=role, by=administrator)
        return user

    return make


@pytest.fixture
def chief(somebody):
    """The one administrator of the plan, who does not administer the tracker."""
    return somebody(Role.ADMINISTRATOR)


def roles_of(user):
    return sorted(user.memberships.values_list("role", flat=True))


def test_a_role_is_given_once_and_the_audit_trail_says_by_whom(plan, chief, outsider):
    first = give_role(plan=plan, user=outsider, role=Role.LEAD, by=chief)
    again = give_role(plan=plan, user=outsider, role=Role.LEAD, by=chief)
    assert first == again and roles_of(outsider) == ["lead"]
    assert [row.history_user for row in Membership.history.filter(user=outsider)] == [chief]


def test_a_role_that_there_is_not_is_refused(plan, chief, outsider):
    with pytest.raises(ValidationError):
        give_role(plan=plan, user=outsider, role="king", by=chief)


def test_nobody_gives_or_takes_a_role_that_may_do_more_than_they(plan, somebody, chief, outsider, monkeypatch):
    """Today only administrators give roles; were the programme office to, it could not make administrators."""
    office = ROLES[Role.PMO]
    mightier = RoleRights(office.sentence, office.permissions | {Permission.MANAGE_ROLES})
    monkeypatch.setitem(permissions.ROLES, Role.PMO, mightier)
    pmo = somebody(Role.PMO)
    assert Role.ADMINISTRATOR not in givable_roles(Rights.of(pmo, plan))
    give_role(plan=plan, user=outsider, role=Role.PMO, by=pmo)
    with pytest.raises(PermissionDenied, match="The role “administrator” may do more than you may"):
        give_role(plan=plan, user=outsider, role=Role.ADMINISTRATOR, by=pmo)
    with pytest.raises(PermissionDenied, match="may do more than you may"):
        take_role(membership=chief.memberships.get(), by=pmo)
    assert roles_of(outsider) == ["pmo"] and roles_of(chief) == ["administrator"]


def test_who_may_do_everything_may_give_every_role(plan, chief, administrator):
    assert givable_roles(Rights.of(chief, plan)) == list(Role) == givable_roles(Rights.of(administrator, plan))


def test_the_last_administrator_keeps_the_role_but_for_an_administrator_of_the_tracker(chief, somebody, administrator):
    gone = somebody(Role.ADMINISTRATOR, email="gone@example.org")
    gone.is_active = False
    gone.save()
    last = chief.memberships.get()
    with pytest.raises(RoleRefused, match="is the last administrator of this plan. Make somebody else one first"):
        take_role(membership=last, by=chief)
    take_role(membership=last, by=administrator)
    assert roles_of(chief) == []


def test_one_of_two_administrators_may_go_and_other_roles_always(chief, somebody):
    second = somebody(Role.ADMINISTRATOR, Role.READER, email="second@example.org")
    take_role(membership=chief.memberships.get(), by=second)
    take_role(membership=second.memberships.get(role=Role.READER), by=second)
    assert roles_of(chief) == [] and roles_of(second) == ["administrator"]


def test_a_log_in_is_made_with_its_roles_and_its_person(plan, chief):
    person = Person.objects.create(name="Nat New")
    roles = [Role.LEAD, Role.READER]
    user = make_log_in(
        plan=plan, email="Nat@Example.org", first_name="Nat", last_name="New", person=person, roles=roles, by=chief
    )
    assert (user.email, user.person, roles_of(user)) == ("nat@example.org", person, ["lead", "reader"])
    assert not user.has_usable_password()
    assert user.history.get().history_user == chief


@pytest.mark.parametrize(
    ("email", "roles", "error", "sentence"),
    [
        ("new@example.org", [], RoleRefused, "Choose at least one role"),
        ("taken@example.org", [Role.READER], ValidationError, "There is already a log-in with this email address"),
        ("nonsense", [Role.READER], ValidationError, "Enter a valid email address"),
        ("new@example.org", ["king"], ValidationError, "not a valid choice"),
    ],
)
def test_a_log_in_that_cannot_be_leaves_nothing_behind(plan, chief, email, roles, error, sentence):
    User.objects.create_user("taken@example.org")
    before = User.objects.count()
    with pytest.raises(error, match=sentence):
        make_log_in(plan=plan, email=email, first_name="", last_name="", roles=roles, by=chief)
    assert User.objects.count() == before


def test_a_log_in_of_another_plan_is_let_in_with_its_roles(plan, chief, outsider):
    named = {"first_name": "Nat", "last_name": "New", "person": None}
    known = admit(plan=plan, email=" OUTSIDER@example.org", roles=[Role.LEAD], **named, by=chief)
    new, is_new = admit(plan=plan, email="new@plan.example", roles=[Role.READER], **named, by=chief)
    assert known == (outsider, False) and roles_of(outsider) == ["lead"]
    assert is_new and roles_of(new) == ["reader"]
    outsider.refresh_from_db()
    assert outsider.first_name == ""


def test_a_log_in_that_opens_more_is_added_by_an_administrator_of_the_tracker(plans, chief, somebody, administrator):
    plan, other = plans
    staff, root = somebody(Role.READER, email="staff@plan.example"), administrator
    Membership.objects.filter(user=staff).delete()
    User.objects.filter(pk=staff.pk).update(is_staff=True)
    elsewhere = User.objects.create_user("elsewhere@plan.example")
    give_role(plan=other, user=elsewhere, role=Role.READER, by=administrator)
    for user in (staff, root, elsewhere):
        before = roles_of(user)
        with pytest.raises(RoleRefused, match="opens more than you look after. Ask an administrator of the tracker"):
            admit(plan=plan, email=user.email, roles=[Role.READER, Role.LEAD], by=chief)
        assert roles_of(user) == before
    assert admit(plan=plan, email=elsewhere.email, roles=[Role.READER], by=administrator) == (elsewhere, False)
    # Once it has a role here, whoever manages the roles gives it others.
    set_roles(plan=plan, user=elsewhere, roles=[Role.READER, Role.LEAD], by=chief)
    assert roles_of(elsewhere) == ["lead", "reader", "reader"]


def test_who_manages_both_plans_adds_the_log_in_of_one_to_the_other(plans, chief, somebody, administrator):
    plan, other = plans
    give_role(plan=other, user=chief, role=Role.ADMINISTRATOR, by=administrator)
    reader = somebody(Role.READER)
    assert admit(plan=other, email=reader.email, roles=[Role.READER], by=chief) == (reader, False)
    assert within_reach(plan=plan, user=reader, by=chief)


def test_roles_are_set_all_at_once_or_not_at_all(plan, chief, somebody):
    user = somebody(Role.READER, Role.LEAD)
    set_roles(plan=plan, user=user, roles=[Role.LEAD, Role.RISK_OWNER], by=chief)
    assert roles_of(user) == ["lead", "risk_owner"]
    set_roles(plan=plan, user=user, roles=[], by=chief)
    assert roles_of(user) == []
    with pytest.raises(RoleRefused):
        set_roles(plan=plan, user=chief, roles=[Role.READER], by=chief)
    assert roles_of(chief) == ["administrator"]


def test_a_role_that_somebody_may_not_take_stays(plan, somebody, chief, monkeypatch):
    office = ROLES[Role.PMO]
    mightier = RoleRights(office.sentence, office.permissions | {Permission.MANAGE_ROLES})
    monkeypatch.setitem(permissions.ROLES, Role.PMO, mightier)
    set_roles(plan=plan, user=chief, roles=[Role.READER], by=somebody(Role.PMO))
    assert roles_of(chief) == ["administrator", "reader"]


def test_a_link_to_choose_a_password_is_for_those_of_the_plan(plan, chief, somebody):
    reader = somebody(Role.READER)
    assert new_password_link(plan=plan, user=reader, by=chief).startswith("/account/choose-password/")
    take_second_factor(plan=plan, user=reader, by=chief)
    assert reader.history.filter(history_user=chief).count() == 2


def test_nobody_gets_into_another_plan_or_into_the_tracker_by_a_link(plans, chief, somebody, administrator, outsider):
    plan, other = plans
    elsewhere = somebody(Role.READER)
    give_role(plan=other, user=elsewhere, role=Role.READER, by=administrator)
    staff = somebody(Role.LEAD)
    staff.is_staff = True
    staff.save()
    give_role(plan=plan, user=administrator, role=Role.READER, by=administrator)
    for user in (elsewhere, staff, administrator, outsider):
        assert not within_reach(plan=plan, user=user, by=chief)
        for service in (new_password_link, take_second_factor):
            with pytest.raises(PermissionDenied, match="opens more than you look after"):
                service(plan=plan, user=user, by=chief)
        assert within_reach(plan=plan, user=user, by=administrator)
    give_role(plan=other, user=chief, role=Role.ADMINISTRATOR, by=administrator)
    assert new_password_link(plan=plan, user=elsewhere, by=chief)


def test_only_who_manages_the_roles_does(plan, chief, somebody, outsider):
    reader = somebody(Role.READER)
    named = {"email": "new@example.org", "first_name": "", "last_name": ""}
    for by in (somebody(Role.PMO), somebody(Role.LEAD), outsider):
        calls = [
            lambda by=by: give_role(plan=plan, user=outsider, role=Role.READER, by=by),
            lambda by=by: take_role(membership=reader.memberships.get(), by=by),
            lambda by=by: make_log_in(plan=plan, **named, roles=[Role.READER], by=by),
            lambda by=by: admit(plan=plan, email=outsider.email, roles=[Role.READER], by=by),
            lambda by=by: set_roles(plan=plan, user=reader, roles=[], by=by),
            lambda by=by: new_password_link(plan=plan, user=reader, by=by),
            lambda by=by: take_second_factor(plan=plan, user=reader, by=by),
        ]
        for call in calls:
            with pytest.raises(PermissionDenied, match="Make log-ins and give roles in the plan"):
                call()
    assert roles_of(reader) == ["reader"] and roles_of(outsider) == []
