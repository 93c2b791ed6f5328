"""What a plan is made of before anything is done, by noun; everybody imports the models from here."""

from .areas import Area, Oversight, SubHeading
from .meetings import Committee, Decision, Meeting
from .objectives import Objective
from .people import Holding, Membership, Post, ProjectRole, Role
from .plans import Organisation, Plan, PlanOrganisation, Rating, Stage, Status
from .reporting import Period, StatedTotal
from .ties import Tie, once

__all__ = [
    "Area",
    "Committee",
    "Decision",
    "Holding",
    "Meeting",
    "Objective",
    "Membership",
    "Organisation",
    "Oversight",
    "Period",
    "Plan",
    "PlanOrganisation",
    "Post",
    "ProjectRole",
    "Rating",
    "Role",
    "Stage",
    "StatedTotal",
    "Status",
    "SubHeading",
    "Tie",
    "once",
]
