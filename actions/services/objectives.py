"""Which objectives of the plan an action serves, from a day on."""

from django.db import transaction

from plans.models import Plan
from plans.permissions import Permission, require
from plans.services import PeriodFrozen, end_tie, keep_tie, require_open

from ..models import ActionObjective


class ServesNothing(ValueError):
    """This action cannot serve this objective; nothing was written. The text says why and what to do."""


@transaction.atomic
def serve_objective(*, action, objective, on, by):
    """Say that `action` serves `objective` from `on`. Returns the `ActionObjective`; tied already, that which is.

    Raises PermissionDenied, ServesNothing.
    """
    require(by, Permission.CHANGE_SCOPE, action.plan)
    _hold_open(action, on)
    if objective.plan_id != action.plan_id:
        raise ServesNothing("This action belongs to another plan: choose one of this plan.")
    if action.is_heading:
        raise ServesNothing("This is a heading of the plan: choose one of the actions under it.")
    return keep_tie(ActionObjective, action=action, objective=objective, on=on, by=by)


@transaction.atomic
def serve_no_longer(*, action, objective, on, by):
    """Say that `action` no longer serves `objective` from `on`; where it does not, nothing is done.

    Raises PermissionDenied, ServesNothing.
    """
    require(by, Permission.CHANGE_SCOPE, action.plan)
    _hold_open(action, on)
    end_tie(ActionObjective, action=action, objective=objective, on=on, by=by)


def _hold_open(action, on):
    Plan.objects.held(action.plan_id)
    try:
        require_open(action.plan, on)
    except PeriodFrozen as error:
        raise ServesNothing(str(error)) from None
