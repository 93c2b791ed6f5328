"""What a milestone is tied to from a day on: an action it belongs to, a risk it mitigates, an objective it serves."""

from django.db import transaction

from plans.permissions import Permission, require
from plans.services import end_tie, keep_tie

from ..models import MilestoneAction, MilestoneObjective, MilestoneRisk
from .milestones import DeliveryRefused, hold_to_update

TIES = {"action": MilestoneAction, "risk": MilestoneRisk, "objective": MilestoneObjective}


@transaction.atomic
def tie_milestone(*, milestone, to, on, by):
    """Tie a milestone to an `Action`, a `Risk` or an `Objective` of its plan from `on`. Returns the tie that lasts.

    Raises PermissionDenied, DeliveryRefused.
    """
    milestone = _hold(milestone, on, by)
    if to.plan_id != milestone.plan_id:
        raise DeliveryRefused(f"This {_name(to)} belongs to another plan: choose one of this plan.")
    return keep_tie(TIES[_name(to)], milestone=milestone, **{_name(to): to}, on=on, by=by)


@transaction.atomic
def untie_milestone(*, milestone, to, on, by):
    """End from `on` what ties a milestone to `to`; where nothing does, nothing is done.

    Raises PermissionDenied, DeliveryRefused.
    """
    end_tie(TIES[_name(to)], milestone=_hold(milestone, on, by), **{_name(to): to}, on=on, by=by)


def _hold(milestone, on, by):
    require(by, Permission.KEEP_MILESTONES, milestone.plan)
    return hold_to_update(milestone, on, by)[0]


def _name(record):
    return record._meta.model_name
