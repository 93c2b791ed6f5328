"""What each statement of a measure changed."""

import actions.recorded

from .words import in_unit, number_in_words

# What a reader is told of when it changes: field, name. Owners and targets are told as they are written.
FACTS = (
    ("is_open", "State"),
    ("name", "Measure"),
    ("description", "What is counted, and how"),
    ("unit", "Unit"),
    ("better", "Direction that is better"),
    ("every", "Counted every"),
    ("chart", "Shown as"),
    ("source", "Source"),
    ("owner_as_written", "Owner"),
    ("target", "Target"),
    ("trajectory", "Trajectory"),
    ("target_as_written", "Target, as written"),
    ("activity_code", "Line of the activity plan"),
    ("closed_because", "Why it was closed or reopened"),
)


def recorded(statements):
    """`actions.recorded.Recorded`s of the statements of one measure, given newest first."""
    return actions.recorded.recorded(statements, FACTS, _in_words)


def _in_words(statement, field):
    value = getattr(statement, field)
    if field == "is_open":
        return "open" if value else "closed"
    if field == "target":
        return in_unit(value, statement.unit)
    if field == "trajectory":
        return "; ".join(f"{each['on']}: {number_in_words(each['value'])}" for each in value)
    return getattr(statement, f"get_{field}_display")() if field in ("better", "every", "chart") else value
