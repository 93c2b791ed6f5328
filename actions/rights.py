"""Whose actions are whose: leads may update what they lead or deputise for, the programme office everything.

And whose people are whose: what somebody is called stands in every plan that names them."""

from django.core.exceptions import PermissionDenied

from accounts.models import User
from plans.models import Plan
from plans.permissions import Permission, Rights, may, refusal

from .models import Action
from .querysets import plans_naming


def updatable(user, plan, on, rights=None):
    """The actions of `plan` that `user` may update as at `on`; `rights` where they were looked up already."""
    rights = rights or Rights.of(user, plan)
    if rights.may(Permission.UPDATE_ANY_ACTION):
        return plan.actions.all()
    if rights.may(Permission.UPDATE_OWN_ACTION) and user.person_id:
        return plan.actions.led_by(user.person_id, on)
    return Action.objects.none()


def may_update(user, action, on, rights=None):
    """Whether `user` may say what happened to `action`, as at `on`."""
    return updatable(user, action.plan, on, rights).filter(pk=action.pk).exists()


def require_update(user, plan, actions, on):
    """Raise PermissionDenied unless `user` may update every one of `actions`, new ones included, as at `on`."""
    rights = Rights.of(user, plan)
    if rights.may(Permission.UPDATE_ANY_ACTION):
        return
    if not rights.may(Permission.UPDATE_OWN_ACTION):
        raise refusal(Permission.UPDATE_OWN_ACTION)
    if any(action.pk is None for action in actions):
        raise refusal(Permission.UPDATE_ANY_ACTION)
    keys = [action.pk for action in actions]
    own = set(updatable(user, plan, on, rights).filter(pk__in=keys).values_list("pk", flat=True))
    if others := [action for action in actions if action.pk not in own]:
        which = f"action {others[0].ref}" if others[0].ref else "this action"
        raise PermissionDenied(f"You neither lead nor deputise for {which}. Ask the programme office if you should.")


def may_waive_evidence(user, plan):
    """Whether `user` may say that an action needs no evidence: where complete needs it, only who judges evidence."""
    return not plan.complete_needs_evidence or may(user, Permission.JUDGE_EVIDENCE, plan)


def log_ins_within_reach(by):
    """The log-ins that may be tied to persons by `by`: those with roles in plans that `by` manages, and in no others.

    Those of administrators of the tracker are for another one alone.
    """
    if by.is_superuser:
        return User.objects.all()
    elsewhere = User.objects.filter(memberships__plan__in=_not_managed(by))
    return User.objects.filter(is_superuser=False, is_staff=False).exclude(pk__in=elsewhere.order_by().values("pk"))


def may_put_right(person, by):
    """Whether `by` manages every plan that names `person`, and their log-in is within reach."""
    if User.objects.filter(person=person).exclude(pk__in=log_ins_within_reach(by).order_by().values("pk")).exists():
        return False
    return not plans_naming(person).filter(pk__in=_not_managed(by)).exists()


def _not_managed(by):
    managed = [plan for plan, rights in Rights.everywhere(by).items() if rights.may(Permission.MANAGE_PLAN)]
    return Plan.objects.exclude(pk__in=managed).order_by().values("pk")
