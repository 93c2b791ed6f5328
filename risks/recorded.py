"""What each statement of a risk changed."""

import actions.recorded

# What a reader is told of when it changes: field, name. Owners and objectives are told as they are written.
FACTS = (
    ("is_open", "State"),
    ("title", "Risk"),
    ("description", "Description"),
    ("impact", "Impact"),
    ("owner_as_written", "Owner"),
    ("objectives_as_written", "Objectives threatened"),
    ("controls", "Controls"),
    ("gaps_in_control", "Gaps in control"),
    ("first_line", "Assurance, first line"),
    ("second_line", "Assurance, second line"),
    ("third_line", "Assurance, third line"),
    ("gaps_in_assurance", "Gaps in assurance"),
    ("mitigation", "What is done about it"),
    ("closed_because", "Why it was closed or reopened"),
)


def recorded(statements):
    """`actions.recorded.Recorded`s of the statements of one risk, given newest first."""
    return actions.recorded.recorded(statements, FACTS, _in_words)


def _in_words(statement, field):
    value = getattr(statement, field)
    return ("open" if value else "closed") if field == "is_open" else value
