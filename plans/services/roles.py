"""Roles in a plan, and the log-ins of those who have them.

Whose log-in it is matters as much as who acts: a link to choose a password is the way into everything that a log-in
may do, in other plans too.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import services as accounts
from accounts.models import User

from ..models import Membership, Plan, Role
from ..permissions import ROLES, Permission, Rights, require


class RoleRefused(Exception):
    """This cannot be done with a role. The text says why and what to do."""


@transaction.atomic
def give_role(*, plan, user, role, by):
    """Give `user` a role in `plan`; nothing happens where they have it. Returns the membership.

    Raises PermissionDenied for a role that may do more than `by` may, RoleRefused for a log-in new to the plan that
    opens more than `by` looks after, and ValidationError for what is no role.
    """
    _require_role(plan, role, by)
    held = {membership.role: membership for membership in Membership.objects.filter(plan=plan, user=user)}
    if role in held:
        return held[role]
    # Its own administrators could no longer let it in again: it would open more than they look after.
    if not held and _opens_more(user, by):
        raise RoleRefused(
            "This log-in opens more than you look after. Ask an administrator of the tracker to give it a role here."
        )
    membership = Membership(plan=plan, user=user, role=role)
    membership.full_clean()
    membership._history_user = by
    membership.save()
    return membership


@transaction.atomic
def take_role(*, membership, by):
    """Take a role away from whoever has it.

    Raises RoleRefused where it is the last administrator's: only who administers the tracker leaves a plan without.
    """
    _require_role(membership.plan, membership.role, by)
    # Two administrators who take each other's role at once do it one after the other.
    Plan.objects.held(membership.plan_id)
    if membership.role == Role.ADMINISTRATOR and not by.is_superuser and not _others_administer(membership):
        raise RoleRefused(
            f"{membership.user} is the last administrator of this plan. Make somebody else one first, or ask an "
            "administrator of the tracker."
        )
    membership._history_user = by
    membership.delete()


@transaction.atomic
def make_log_in(*, plan, email, first_name, last_name, person=None, roles, by):
    """Make a log-in with `roles` in `plan`, for a `person` where one is known; returns it. It has no password yet.

    Raises RoleRefused without a role, PermissionDenied for one that `by` may not give, and ValidationError, by field,
    when a value does not fit or the address is taken.
    """
    require(by, Permission.MANAGE_ROLES, plan)
    if not roles:
        raise RoleRefused("Choose at least one role: without one, a log-in opens nothing.")
    user = accounts.create_log_in(email=email, first_name=first_name, last_name=last_name, person=person, by=by)
    for role in roles:
        give_role(plan=plan, user=user, role=role, by=by)
    return user


@transaction.atomic
def admit(*, plan, email, roles, by, **named):
    """Give `roles` in `plan` to the log-in of an email address, made as by `make_log_in` where there is none yet.

    Returns (log-in, whether it is new). Raises as `make_log_in` and `give_role` do.
    """
    known = User.objects.filter(email=email.strip().lower()).first()
    if known is None:
        return make_log_in(plan=plan, email=email, roles=roles, by=by, **named), True
    for role in roles:
        give_role(plan=plan, user=known, role=role, by=by)
    return known, False


@transaction.atomic
def set_roles(*, plan, user, roles, by):
    """Let `user` have these `roles` in `plan` and, of those that `by` may give and take, no others.

    Raises as `give_role` and `take_role` do.
    """
    require(by, Permission.MANAGE_ROLES, plan)
    for role in roles:
        give_role(plan=plan, user=user, role=role, by=by)
    others = plan.memberships.filter(user=user, role__in=givable_roles(Rights.of(by, plan))).exclude(role__in=roles)
    for membership in others:
        take_role(membership=membership, by=by)


@transaction.atomic
def new_password_link(*, plan, user, by):
    """The path of the page on which `user`, who has a role in `plan`, chooses a password; to be handed over.

    Raises PermissionDenied as `require_reach` does.
    """
    require_reach(plan=plan, user=user, by=by)
    return accounts.password_link(user=user, by=by)


@transaction.atomic
def take_second_factor(*, plan, user, by):
    """Take away the second factor of somebody with a role in `plan` who has lost it. Raises as `require_reach` does."""
    require_reach(plan=plan, user=user, by=by)
    accounts.take_second_factor(user=user, by=by)


def require_reach(*, plan, user, by):
    """Raise PermissionDenied unless `by` manages the roles of every plan in which `user` has one, `plan` among them.

    The log-in of an administrator of the tracker is for another one alone.
    """
    require(by, Permission.MANAGE_ROLES, plan)
    if not within_reach(plan=plan, user=user, by=by):
        raise PermissionDenied("This log-in opens more than you look after. Ask an administrator of the tracker.")


def within_reach(*, plan, user, by):
    """Whether `by`, who manages the roles of `plan`, does so wherever `user` has any."""
    if by.is_superuser:
        return True
    return user.memberships.filter(plan=plan).exists() and not _opens_more(user, by)


def givable_roles(rights):
    """The roles that somebody with `rights` may give: those that may do nothing that they may not themselves."""
    return [role for role in Role if ROLES[role].permissions <= rights.permissions]


def _require_role(plan, role, by):
    require(by, Permission.MANAGE_ROLES, plan)
    if role in ROLES and role not in givable_roles(Rights.of(by, plan)):
        raise PermissionDenied(f"The role “{Role(role).label}” may do more than you may. Ask an administrator.")


def _opens_more(user, by):
    """Whether a log-in opens the tracker itself, or a plan whose roles `by` does not manage."""
    if by.is_superuser:
        return False
    plans = Plan.objects.filter(memberships__user=user).distinct()
    managed = all(Rights.of(by, plan).may(Permission.MANAGE_ROLES) for plan in plans)
    return user.is_superuser or user.is_staff or not managed


def _others_administer(membership):
    others = Membership.objects.filter(plan=membership.plan, role=Role.ADMINISTRATOR, user__is_active=True)
    return others.exclude(user=membership.user_id).exists()
