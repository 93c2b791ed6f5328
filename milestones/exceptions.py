"""Where an exception about a milestone stands: whether it waits for a decision, or why nothing is left to decide.

Values in, values out. `exception` has the attributes of a `MilestoneException`, `told` those of the
`MilestoneStatement` that holds, or is None where nothing is known of the milestone.
"""

from .slippage import is_complete, is_counted

WAITING, AGREED, REFUSED, CLOSED = "waiting", "agreed", "refused", "closed"
COMPLETE, ENDED, NEWER, MOVED, NO_DATE, NO_MILESTONE = (
    *("complete", "ended", "newer", "moved", "no date"),
    "no milestone",
)
# How each is said; what is not decided and does not wait needs no decision any more.
WORDS = {
    WAITING: "Waiting for a decision",
    AGREED: "Agreed",
    REFUSED: "Refused",
    CLOSED: "Closed by a change of the milestone",
    COMPLETE: "No decision needed: the milestone is complete",
    ENDED: "No decision needed: the milestone is no longer to be done",
    NEWER: "No decision needed: a later exception about it was reported",
    MOVED: "No decision needed: the approved date is the one asked for, or later",
    NO_DATE: "No decision needed: no date is asked for",
    NO_MILESTONE: "Not decided: the plan knows no such milestone",
}
_DECIDED = {"date_agreed": AGREED, "date_refused": REFUSED, "scope_changed": CLOSED}


def standing_of(exception, decision, told, is_newest=True):
    """One of WORDS: `decision` is the one taken by then, with its `kind`, or None; `is_newest` says that no other
    exception about the milestone was told since."""
    if decision:
        return _DECIDED[decision.kind]
    if exception.milestone_id is None or told is None:
        return NO_MILESTONE
    for name, holds in (
        (ENDED, not is_counted(told)),
        (COMPLETE, is_complete(told)),
        (NEWER, not is_newest),
        (NO_DATE, not (exception.asked_on or exception.asked_as_written)),
        (MOVED, bool(exception.asked_on and told.due_on and told.due_on >= exception.asked_on)),
    ):
        if holds:
            return name
    return WAITING


def days_waiting(exception, on):
    """For how many days it has been known, 0 for one of a later day."""
    return max(0, (on - exception.effective_on).days)
