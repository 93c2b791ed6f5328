"""Every write of milestones, exceptions and programmes, by noun; everybody imports them from here."""

from .milestones import (
    FACTS,
    OWN_FACTS,
    DeliveryRefused,
    MilestoneChanged,
    MilestoneEntry,
    add_milestone,
    describe_milestone,
    may_update,
    record_milestones,
    require_update,
    update_milestone,
)
from .privacy import mark_milestone_private
from .ties import tie_milestone, untie_milestone

__all__ = [
    "FACTS",
    "OWN_FACTS",
    "DeliveryRefused",
    "MilestoneChanged",
    "MilestoneEntry",
    "add_milestone",
    "describe_milestone",
    "mark_milestone_private",
    "may_update",
    "record_milestones",
    "require_update",
    "tie_milestone",
    "untie_milestone",
    "update_milestone",
]
