"""What documents say of milestones: their exceptions, what became of milestones, and their numbers."""

from django.db import transaction

from actions.models import Origin
from core.history import create_all
from plans.models import Plan
from plans.permissions import Permission, require

from ..models import MilestoneChange, MilestoneException


@transaction.atomic
def record_exceptions(*, plan, rows, effective_on, by):
    """Record unsaved `MilestoneException`s as told on one date. Returns them. Raises PermissionDenied."""
    require(by, Permission.KEEP_MILESTONES, plan)
    plan = Plan.objects.held(plan.pk)
    for row in rows:
        row.plan, row.effective_on, row.recorded_by, row.origin = plan, effective_on, by, row.origin or Origin.IMPORT
    return create_all(MilestoneException, rows, by=by)


@transaction.atomic
def record_changes(*, plan, changes, effective_on, by):
    """Record unsaved `MilestoneChange`s, each with its statement, as a document tells them: nobody decided them here.

    Returns them. Raises PermissionDenied.
    """
    require(by, Permission.KEEP_MILESTONES, plan)
    Plan.objects.held(plan.pk)
    for change in changes:
        change.effective_on, change.recorded_by = effective_on, by
    return create_all(MilestoneChange, changes, by=by)


@transaction.atomic
def number_milestone(*, milestone, ref, by):
    """Give a milestone the number that an office writes for it. Returns it. Raises PermissionDenied."""
    require(by, Permission.KEEP_MILESTONES, milestone.plan)
    Plan.objects.held(milestone.plan_id)
    milestone.ref, milestone._history_user = ref, by
    milestone.save(update_fields=["ref"])
    return milestone
