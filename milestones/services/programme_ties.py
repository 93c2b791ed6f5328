"""The risks that programmes run, tied from a day on, and which programmes are private."""

from django.db import transaction

from plans.permissions import Permission, require
from plans.services import end_tie, keep_tie

from ..models import Programme, ProgrammeRisk
from .milestones import DeliveryRefused
from .programmes import hold_programme


@transaction.atomic
def tie_risk(*, programme, risk, on, by):
    """Say that `programme` runs `risk` from `on`. Returns the `ProgrammeRisk`; tied already, that which is.

    Raises PermissionDenied, DeliveryRefused.
    """
    programme, _ = hold_programme(programme, on, by)
    if risk.plan_id != programme.plan_id:
        raise DeliveryRefused("This risk belongs to another plan: choose one of this plan.")
    return keep_tie(ProgrammeRisk, programme=programme, risk=risk, on=on, by=by)


@transaction.atomic
def untie_risk(*, programme, risk, on, by):
    """Say that `programme` no longer runs `risk` from `on`; where it does not, nothing is done.

    Raises PermissionDenied, DeliveryRefused.
    """
    programme, _ = hold_programme(programme, on, by)
    end_tie(ProgrammeRisk, programme=programme, risk=risk, on=on, by=by)


@transaction.atomic
def mark_programme_private(*, programme, is_private, by):
    """Mark a programme as private, or take the mark away. Returns whether that changed anything.

    Raises PermissionDenied.
    """
    require(by, Permission.KEEP_PACKS, programme.plan)
    programme = Programme.objects.held(programme)
    if programme.is_private == is_private:
        return False
    programme.is_private, programme._history_user = is_private, by
    programme.save(update_fields=["is_private"])
    return True
