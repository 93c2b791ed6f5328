"""Every write of what a plan is made of, by noun: one transaction, permission checked, the audit trail beside it."""

from .areas import keep_oversight
from .meetings import MeetingRefused, NamedMeeting, keep_meeting, record_decision
from .objectives import ObjectiveRefused, keep_objective
from .periods import PeriodFrozen, PeriodRefused, change_period, make_period, require_open
from .plans import create_plan, plan_of, save_reference, state_totals
from .posts import (
    HoldingRefused,
    date_holding,
    days_in_words,
    deputise,
    drop_holding,
    end_holding,
    hold_post,
)
from .roles import (
    RoleRefused,
    admit,
    givable_roles,
    give_role,
    make_log_in,
    new_password_link,
    set_roles,
    take_role,
    take_second_factor,
    within_reach,
)
from .ties import end_tie, keep_tie

__all__ = [
    "HoldingRefused",
    "MeetingRefused",
    "NamedMeeting",
    "ObjectiveRefused",
    "PeriodFrozen",
    "PeriodRefused",
    "RoleRefused",
    "admit",
    "change_period",
    "create_plan",
    "date_holding",
    "days_in_words",
    "deputise",
    "drop_holding",
    "end_holding",
    "end_tie",
    "givable_roles",
    "give_role",
    "hold_post",
    "keep_meeting",
    "keep_objective",
    "keep_oversight",
    "keep_tie",
    "make_log_in",
    "make_period",
    "new_password_link",
    "plan_of",
    "record_decision",
    "require_open",
    "save_reference",
    "set_roles",
    "state_totals",
    "take_role",
    "take_second_factor",
    "within_reach",
]
