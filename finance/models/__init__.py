"""The models of the money of a plan, by noun; everybody imports them from here."""

from .activity import Activity, ActivityLine
from .exposure import Exposure, ExposureLine
from .plans import FinancialPlan, FinancialPlanAmount, FinancialPlanLine, YearTable
from .positions import Position, PositionLine
from .schemes import Gateway, GatewayDecision, ProfileMonth, SavingsTarget, Scheme, SchemeProfile, SchemeStatement
from .tables import Table

__all__ = [
    "Activity",
    "ActivityLine",
    "Exposure",
    "ExposureLine",
    "FinancialPlan",
    "FinancialPlanAmount",
    "FinancialPlanLine",
    "Gateway",
    "GatewayDecision",
    "Position",
    "PositionLine",
    "ProfileMonth",
    "SavingsTarget",
    "Scheme",
    "SchemeProfile",
    "SchemeStatement",
    "Table",
    "YearTable",
]
