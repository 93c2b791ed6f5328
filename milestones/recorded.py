"""What was said of a milestone, and what each statement changed."""

import actions.recorded
from core.dates.calendar import in_words

# What a reader is told of when it changes: field, name. Owners are told as they are written.
FACTS = (
    ("standing", "State"),
    ("title", "Milestone"),
    ("is_critical", "Critical path"),
    ("status", "Status"),
    ("status_as_written", "Status, as written"),
    ("note", "Note"),
    ("due_on", "Approved due date"),
    ("due_as_written", "Due date, as written"),
    ("original_on", "Original due date"),
    ("forecast_on", "Expected to be done"),
    ("starts_on", "Start"),
    ("start_as_written", "Start, as written"),
    ("month_due_as_written", "Month due"),
    ("quarter_due_as_written", "Quarter due"),
    ("delivery_as_written", "Delivery owner"),
    ("chief_as_written", "Chief officer owner"),
    ("team", "Team"),
    ("department", "Department"),
    ("sign_off_committee", "Committee that signs it off"),
    ("sign_off_on", "Signed off by"),
    ("sign_off_as_written", "Committee sign-off, as written"),
)
_NAMED = {"standing": "get_standing_display", "status": "get_status_display"}


def recorded(statements):
    """`actions.recorded.Recorded`s of the statements of one milestone, given newest first, with what was said."""
    return actions.recorded.recorded(statements, FACTS, _in_words, tells="progress")


def _in_words(statement, field):
    if field in _NAMED:
        return getattr(statement, _NAMED[field])()
    value = getattr(statement, field)
    if field.endswith("_on"):
        return in_words(value) if value else ""
    if field == "is_critical":
        return "on it" if value else "not on it"
    return str(value or "")
