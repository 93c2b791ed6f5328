"""The models of actions, by noun; everybody imports them from here."""

from .actions import (
    Action,
    ActionRecommendation,
    Assignment,
    DueDateChange,
    Recommendation,
    Statement,
    action_address,
)
from .changes import DateRequest, ScopeChange
from .choices import BROUGHT, EvidenceStatus, LeadRole, Origin, Standing
from .concerns import Concern, ConcernReview, ConcernStatement
from .evidence import Evidence, EvidenceVerdict, EvidenceVersion
from .facts import FACTS, Facts, Told
from .objectives import ActionObjective

__all__ = [
    "BROUGHT",
    "FACTS",
    "Action",
    "ActionObjective",
    "ActionRecommendation",
    "Assignment",
    "Concern",
    "ConcernReview",
    "ConcernStatement",
    "DateRequest",
    "DueDateChange",
    "Evidence",
    "EvidenceStatus",
    "EvidenceVerdict",
    "EvidenceVersion",
    "Facts",
    "LeadRole",
    "Origin",
    "Recommendation",
    "ScopeChange",
    "Standing",
    "Statement",
    "Told",
    "action_address",
]
