"""What mitigates a risk: actions of the plan, tied from a day on."""

from django.db import transaction

from plans.services import end_tie, keep_tie

from ..models import RiskAction
from .risks import RiskRefused, hold_to_update


@transaction.atomic
def tie_action(*, risk, action, on, by):
    """Say that `action` mitigates `risk` from `on`. Returns the `RiskAction`; tied already, that which is.

    Raises PermissionDenied, RiskRefused.
    """
    risk = hold_to_update(risk, on, by)
    if action.plan_id != risk.plan_id:
        raise RiskRefused("This action belongs to another plan: choose one of this plan.")
    return keep_tie(RiskAction, risk=risk, action=action, on=on, by=by)


@transaction.atomic
def untie_action(*, risk, action, on, by):
    """Say that `action` no longer mitigates `risk` from `on`; where it does not, nothing is done.

    Raises PermissionDenied, RiskRefused.
    """
    end_tie(RiskAction, risk=hold_to_update(risk, on, by), action=action, on=on, by=by)
