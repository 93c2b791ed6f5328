"""What was said of an action, newest first: who, when, from where, in which words, and what changed with it."""

from dataclasses import dataclass
from datetime import date, datetime

from actions.models import Origin
from actions.words import new_words, same_words
from core.dates.calendar import in_words

from .key import KeyEntry
from .words import Piece, marked

# What a reader is told of when it changes, apart from the rating and the words: field, name.
_FACTS = [
    ("title", "Title"),
    ("due_on", "Due date"),
    ("forecast_on", "Forecast date"),
    ("starts_on", "Start"),
    ("sro_as_written", "SRO"),
    ("ops_lead_as_written", "Operational lead"),
    ("status", "Status"),
    ("in_scope", "Scope"),
    ("evidence_status", "Evidence"),
    ("evidence_as_written", "Evidence required"),
    ("evidence_detail", "Evidence detail"),
    ("to_complete", "Left to do"),
    ("outcome_measure", "Outcome measure"),
    ("success_measure", "Measure of success"),
]
_ORIGINS = {
    Origin.FORM: "typed in",
    Origin.IMPORT: "imported",
    Origin.CORRECTION: "imported, said in other words than before",
    Origin.DECISION: "recorded with a decision",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact that changed with a statement, in words; `why` is the reason given for a moved date, and its decision."""

    name: str
    before: str
    after: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """`changes` is None for the first statement, which has none before it to be compared with.

    `is_same` says that the words are those of the statement before. `new_elsewhere` are newest words that stand in
    another column than the progress.
    """

    effective_on: date
    said_on: date | None
    recorded_at: datetime
    recorded_by: str
    how: str
    where: str
    rating: KeyEntry
    rating_as_written: str
    words: tuple[Piece, ...]
    is_same: bool
    new_elsewhere: str
    changes: tuple[Changed, ...] | None


def shown_statements(statements, key):
    """`ShownStatement`s of an action's statements, given newest first."""
    earlier = [*statements[1:], None]
    return tuple(_shown(statement, before, key) for statement, before in zip(statements, earlier, strict=True))


def _shown(statement, before, key):
    is_same = before is not None and same_words(before.progress, statement.progress)
    newest = statement.newest_words
    if before is not None and not is_same and not newest:
        newest = new_words(before.progress, statement.progress)[0]
    words, elsewhere = marked(statement.progress, "" if is_same else newest)
    return ShownStatement(
        effective_on=statement.effective_on,
        said_on=statement.said_on,
        recorded_at=statement.recorded_at,
        recorded_by=str(statement.recorded_by),
        how=_ORIGINS[statement.origin],
        where=statement.where,
        rating=_rating(statement, key),
        rating_as_written="" if statement.rating_id else statement.rating_as_written,
        words=tuple(words),
        is_same=is_same,
        new_elsewhere=elsewhere,
        changes=None if before is None else tuple(_changes(before, statement, key)),
    )


def _rating(statement, key):
    return key.entry(statement.rating.code if statement.rating else None)


def _changes(before, after, key):
    """Each fact that differs, the rating first."""
    was, is_now = _rating(before, key), _rating(after, key)
    if was != is_now:
        yield Changed("Rating", was.label, is_now.label)
    for field, name in _FACTS:
        old, new = _in_words(before, field), _in_words(after, field)
        if not same_words(old, new):
            yield Changed(name, old, new, _why(after) if field == "due_on" else "")


def _in_words(statement, field):
    value = getattr(statement, field)
    if field == "in_scope":
        return "in scope" if value else "out of scope"
    if field == "evidence_status":
        return statement.get_evidence_status_display()
    if isinstance(value, date):
        return in_words(value)
    return str(value) if value else ("not set" if field.endswith("_on") else "nothing")


def _why(statement):
    change = getattr(statement, "due_date_change", None)
    if change is None:
        return ""
    asked = f"Asked for by {change.requested_by}." if change.requested_by else ""
    return " ".join(filter(None, (change.reason, asked, _decided(change.decision))))


def _decided(decision):
    if decision is None:
        return ""
    return f"Decided: {decision}, {decision.meeting}." if decision.meeting else f"Decided: {decision}."
