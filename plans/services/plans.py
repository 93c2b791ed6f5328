"""A plan, its reference data, and the totals printed in its documents."""

from django.db import transaction

from core.history import create_all, delete_all

from ..models import Organisation, Plan, PlanOrganisation, StatedTotal
from ..permissions import Permission, require


@transaction.atomic
def create_plan(*, plan, organisation="", by):
    """Save a new plan, and whose it is: the organisation of that name, made where there is none yet."""
    require(by, Permission.MANAGE_PLAN)
    save_reference(record=plan, by=by)
    if organisation:
        owner = Organisation.objects.filter(name=organisation).first() or Organisation(name=organisation)
        save_reference(record=owner, by=by)
        save_reference(record=PlanOrganisation(plan=plan, organisation=owner), by=by)
    return plan


@transaction.atomic
def save_reference(*, record, by):
    """Save one record of reference data (a plan, an area, an entry of a key, a post …), new or changed. Returns it.

    Raises ValidationError when a value does not fit.
    """
    require(by, Permission.MANAGE_PLAN, plan_of(record))
    record.full_clean()
    record._history_user = by
    record.save()
    return record


def plan_of(record):
    """The plan that a record of reference data belongs to; None for an organisation, which may have several."""
    if isinstance(record, Plan):
        return record
    for owner in ("area", "post", "committee"):
        if hasattr(record, owner):
            return getattr(record, owner).plan
    return getattr(record, "plan", None)


@transaction.atomic
def state_totals(*, plan, as_at, totals, by):
    """Keep the printed figures of one document in place of those kept for the same as-at date.

    `totals` are unsaved `StatedTotal` rows without plan and date.
    """
    require(by, Permission.IMPORT_WORKBOOK, plan)
    delete_all(StatedTotal, list(StatedTotal.objects.filter(plan=plan, as_at=as_at)), by=by)
    for total in totals:
        total.plan, total.as_at = plan, as_at
    return create_all(StatedTotal, totals, by=by)
