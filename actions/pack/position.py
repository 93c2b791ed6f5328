"""What a board member reads first, on the cover: where the plan stands, what moved, and what the board is asked for."""

from core.dates.calendar import in_words

from . import findings


def position(document):
    """One sentence or two on where the plan stands; "" for a pack that leaves its counts out."""
    if not _has(document, "summary"):
        return ""
    figures, comparison = document.figures.actions, document.comparison
    stands = findings.position(figures.total, document.key)
    if not comparison:
        return stands
    return f"{stands} {findings.since(comparison.actions.total, in_words(comparison.before))}"


def asked(document):
    """What the board is asked for, "" where that is not known: by the purpose of the pack and what waits for it."""
    waiting = sum(each.outcome is None for each in document.figures.actions.requests)
    purpose = document.issue.purpose if document.issue else ""
    return findings.asked(purpose, waiting if _has(document, "extensions") else 0)


def _has(document, name):
    return any(section.name == name for section in document.sections)
