"""The action concern report: what was raised to a committee, still open or closed."""

from dataclasses import dataclass

from actions.figures import ConcernFigure
from core.dates.calendar import in_words
from plans.presenters.key import KeyEntry

from . import findings
from .plan import says_only


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One concern as the pack shows it; `matched` says which action is meant where that is not plain.

    `rating` is None where a heading is meant, which has none.
    """

    figure: ConcernFigure
    rating: KeyEntry | None
    matched: str
    dates: tuple[tuple[str, str], ...]


def concerns(document):
    key = document.key
    headings = {action.key for action in document.figures.actions.actions if action.is_heading}
    rows = [_row(figure, key, headings) for figure in document.figures.actions.concerns]
    return {
        "finding": findings.concerns(document.figures.actions.concerns),
        "parts": [
            ("Open concerns", [row for row in rows if row.figure.open], "No concern is open."),
            ("Closed concerns", [row for row in rows if not row.figure.open], "No concern is closed."),
        ],
    }


def _row(figure, key, headings):
    rating = None if figure.action_key in headings else key.entry(figure.rating)
    return ConcernRow(figure, rating, _matched(figure), tuple(_dates(figure)))


def _matched(figure):
    if figure.match == "likely":
        return f"Likely action {figure.matched_to}, to be confirmed"
    if not figure.matched_to:
        return "No action of the plan was recognised"
    return "" if figure.matched_to == figure.ref else f"Action {figure.matched_to}"


def _dates(figure):
    if figure.raised:
        yield "Raised", in_words(figure.raised)
    elif figure.raised_as_written:
        yield "Raised", f"“{figure.raised_as_written}”"
    if figure.deadline:
        yield "Deadline", in_words(figure.deadline)
    if figure.original_deadline:
        yield "First deadline", in_words(figure.original_deadline)
    if figure.deadline_as_written and not says_only(figure.deadline_as_written, figure.deadline):
        yield "Written", f"“{figure.deadline_as_written}”"
