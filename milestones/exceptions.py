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
# So begins what an office writes where it asks for no date.
_NONE = ("n/a", "not applicable", "none", "-")
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
        (NO_DATE, not asks_for_a_date(exception)),
        (MOVED, bool(exception.asked_on and told.due_on and told.due_on >= exception.asked_on)),
    ):
        if holds:
            return name
    return WAITING


def asks_for_a_date(exception):
    """Whether a date is asked for, be it one that nobody could read: "Date to be agreed", but not "n/a"."""
    written = exception.asked_as_written.strip().casefold()
    return bool(exception.asked_on or (written and not written.startswith(_NONE)))


def no_exception(told):
    """Why none can be reported about a milestone, as a sentence, or ""."""
    if not is_counted(told):
        return "It is no longer to be done, so it needs no other date."
    if is_complete(told):
        return "It is complete, so it needs no other date. Update its status first if it is not."
    return ""


def days_waiting(told_on, on):
    """For how many days what was told on a day has waited, 0 for a later day."""
    return max(0, (on - told_on).days)
