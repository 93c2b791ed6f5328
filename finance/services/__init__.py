"""Every write of the money of a plan, by noun; everybody imports them from here."""

from .exposure import keep_exposure
from .months import MoneyRefused, TableChanged, hold_month, require_open
from .plans import ActivityEntry, PlanLineEntry, keep_activity, keep_financial_plan, said_of
from .positions import LineEntry, keep_position
from .schemes import (
    SchemeChanged,
    SchemeEntry,
    add_scheme,
    decide_gateway,
    describe_scheme,
    keep_gateways,
    keep_profile,
    record_schemes,
)
from .targets import set_target

__all__ = [
    "ActivityEntry",
    "LineEntry",
    "MoneyRefused",
    "PlanLineEntry",
    "SchemeChanged",
    "SchemeEntry",
    "TableChanged",
    "add_scheme",
    "decide_gateway",
    "describe_scheme",
    "hold_month",
    "keep_activity",
    "keep_exposure",
    "keep_financial_plan",
    "keep_gateways",
    "keep_position",
    "keep_profile",
    "record_schemes",
    "require_open",
    "said_of",
    "set_target",
]
