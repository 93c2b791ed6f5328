"""The people whom a plan names, as whoever manages the plan puts them right."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import services as accounts
from accounts.models import Person
from plans.models import Holding
from plans.permissions import Permission, require
from plans.services import deputise, hold_post

from ..querysets import people_of
from ..rights import log_ins_within_reach, may_put_right

# What a page and a refusal say after the name.
OUT_OF_REACH = (
    "has a part in more than you look after. Ask an administrator of the tracker to change the name, the initials or "
    "the log-in."
)


@transaction.atomic
def save_person(*, plan, person, by, **fields):
    """Write down a new person for `plan`, or put one right whom it names. Returns the person.

    What somebody is called stands in every plan that names them: raises PermissionDenied unless `by` manages them all.
    Raises ValidationError when a value does not fit.
    """
    _require_named(plan, person, by)
    return accounts.write_person(person=person, by=by, **fields)


@transaction.atomic
def put_right_person(*, plan, person, name, initials, user, by):
    """Save what somebody is called and which log-in, or None, is theirs; a person to be confirmed is so then.

    Raises as `save_person` and `link_log_in` do.
    """
    save_person(plan=plan, person=person, name=name, initials=initials, to_confirm=False, by=by)
    if user != getattr(person, "user", None):
        link_log_in(plan=plan, person=person, user=user, by=by)
    return person


@transaction.atomic
def give_post(*, post, person, capacity, on, until=None, by):
    """`person`, who may be new to the plan, holds `post` from `on` or deputises for it until `until`.

    Returns the holding. Raises as `hold_post` and `deputise` do.
    """
    if person.pk is None:
        save_person(plan=post.plan, person=person, by=by)
    if capacity == Holding.Capacity.HOLDER:
        return hold_post(post=post, person=person, on=on, by=by)
    return deputise(post=post, person=person, on=on, until=until, by=by)


@transaction.atomic
def link_log_in(*, plan, person, user, by):
    """Say that the log-in `user` is the person's; None takes the person's log-in off. Both belong to `plan`.

    What a log-in may update follows its person's posts, in every plan: raises PermissionDenied unless `by` manages all
    plans that name the person or in which the log-in has roles. Raises ValidationError where the person has a log-in.
    """
    _require_named(plan, person, by)
    before = getattr(person, "user", None)
    if user and not user.memberships.filter(plan=plan).exists():
        raise PermissionDenied("This log-in has no role in the plan. Give it one first.")
    if user and not log_ins_within_reach(by).filter(pk=user.pk).exists():
        raise PermissionDenied("This log-in opens more than you look after. Ask an administrator of the tracker.")
    if user:
        accounts.link_person(user=user, person=person, by=by)
    elif before:
        accounts.link_person(user=before, person=None, by=by)


def _require_named(plan, person, by):
    require(by, Permission.MANAGE_PLAN, plan)
    if not person.pk:
        return
    if not people_of(plan).filter(pk=person.pk).exists():
        raise PermissionDenied("This person has no part in the plan.")
    if not may_put_right(person, by):
        raise PermissionDenied(f"{Person.objects.get(pk=person.pk)} {OUT_OF_REACH}")
