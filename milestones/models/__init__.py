"""The models of delivery, by noun; everybody imports them from here."""

from .changes import MilestoneChange
from .choices import DeliveryStatus, Role
from .exceptions import MilestoneException
from .milestones import Milestone, MilestoneAction, MilestoneObjective, MilestoneRisk, MilestoneStatement
from .programmes import Programme, ProgrammeRisk, ProgrammeStatement

__all__ = [
    "DeliveryStatus",
    "Milestone",
    "MilestoneAction",
    "MilestoneChange",
    "MilestoneException",
    "MilestoneObjective",
    "MilestoneRisk",
    "MilestoneStatement",
    "Programme",
    "ProgrammeRisk",
    "ProgrammeStatement",
    "Role",
]
