"""Which objectives of the plan an action serves, from a day on."""

from django.db import transaction

from plans.models import Plan
from plans.permissions import Permission, require
from plans.services import end_tie, keep_tie

from ..models import ActionObjective


class ServesNothing(ValueError):
    """This action cannot serve this objective; nothing was written. The text says why and what to do."""


@transaction.atomic
def serve_objective(*, action, objective, on, by):
    """Say that `action` serves `objective` from `on`. Returns the `ActionObjective`; tied already, that which is.

    Raises PermissionDenied, ServesNothing.
    """
    require(by, Permission.CHANGE_SCOPE, action.plan)
    Plan.objects.held(action.plan_id)
    if objective.plan_id != action.plan_id:
        raise ServesNothing("This action belongs to another plan: choose one of this plan.")
    if action.is_heading:
        raise ServesNothing("This is a heading of the plan: choose one of the actions under it.")
    return keep_tie(ActionObjective, action=action, objective=objective, on=on, by=by)


@transaction.atomic
def serve_no_longer(*, action, objective, on, by):
    """Say that `action` no longer serves `objective` from `on`; where it does not, nothing is done.

    Raises PermissionDenied.
    """
    require(by, Permission.CHANGE_SCOPE, action.plan)
    Plan.objects.held(action.plan_id)
    end_tie(ActionObjective, action=action, objective=objective, on=on, by=by)
