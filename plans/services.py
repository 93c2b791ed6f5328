"""Every write of what a plan is made of: one transaction each, permission checked, the audit trail beside it."""

from datetime import timedelta

from django.db import transaction

from core.history import create_all

from .models import Holding, Organisation, Plan, PlanOrganisation, StatedTotal
from .permissions import Permission, require


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
    require(by, Permission.MANAGE_PLAN, record if isinstance(record, Plan) else getattr(record, "plan", None))
    record.full_clean()
    record._history_user = by
    record.save()
    return record


@transaction.atomic
def hold_post(*, post, person, on, by):
    """`person` holds `post` from `on`, and whoever held it ends the day before. `on` None: since an unknown day.

    A holding that began on `on` itself was a mistake: its person is put right.
    """
    require(by, Permission.MANAGE_PLAN, post.plan)
    current = post.holdings.filter(capacity=Holding.Capacity.HOLDER, held_to__isnull=True).order_by("pk").last()
    if current and current.held_from == on:
        holding = current
        holding.person = person
    else:
        if current:
            end_holding(post=post, on=on, by=by)
        holding = Holding(post=post, person=person, held_from=on)
    holding._history_user = by
    holding.save()
    return holding


@transaction.atomic
def end_holding(*, post, on, by):
    """Nobody holds `post` any longer from `on`. A holding that began on `on` itself was a mistake and goes."""
    require(by, Permission.MANAGE_PLAN, post.plan)
    for holding in post.holdings.filter(capacity=Holding.Capacity.HOLDER, held_to__isnull=True):
        holding._history_user = by
        if holding.held_from == on:
            holding.delete()
        else:
            holding.held_to = on - timedelta(days=1)
            holding.save()


@transaction.atomic
def state_totals(*, plan, as_at, totals, by):
    """Keep the printed figures of one document in place of those kept for the same as-at date.

    `totals` are unsaved `StatedTotal` rows without plan and date; nothing is written when they are there already.
    """
    require(by, Permission.IMPORT_WORKBOOK, plan)
    StatedTotal.objects.filter(plan=plan, as_at=as_at).delete()
    for total in totals:
        total.plan, total.as_at = plan, as_at
    return create_all(StatedTotal, totals, by=by)
