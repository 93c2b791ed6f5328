"""Every write of milestones, exceptions and programmes, by noun; everybody imports them from here."""

from .changes import (
    NewMilestone,
    merge_milestone,
    replace_milestone,
    resume_milestone,
    reword_milestone,
    withdraw_milestone,
)
from .exceptions import decide_exception, is_own, original_of, report_exception, waiting_of
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
from .programme_ties import mark_programme_private, tie_risk, untie_risk
from .programmes import (
    ProgrammeChanged,
    ProgrammeEntry,
    add_programme,
    change_programme,
    close_programme,
    place_programme,
    record_programmes,
    reopen_programme,
)
from .recording import number_milestone, record_changes, record_exceptions
from .ties import tie_milestone, untie_milestone

__all__ = [
    "FACTS",
    "OWN_FACTS",
    "DeliveryRefused",
    "MilestoneChanged",
    "MilestoneEntry",
    "NewMilestone",
    "ProgrammeChanged",
    "ProgrammeEntry",
    "add_milestone",
    "add_programme",
    "change_programme",
    "close_programme",
    "decide_exception",
    "describe_milestone",
    "is_own",
    "mark_milestone_private",
    "mark_programme_private",
    "may_update",
    "merge_milestone",
    "original_of",
    "place_programme",
    "number_milestone",
    "record_changes",
    "record_exceptions",
    "record_milestones",
    "record_programmes",
    "reopen_programme",
    "replace_milestone",
    "report_exception",
    "require_update",
    "resume_milestone",
    "reword_milestone",
    "tie_milestone",
    "tie_risk",
    "untie_milestone",
    "untie_risk",
    "update_milestone",
    "waiting_of",
    "withdraw_milestone",
]
