"""What was said of an action, newest first: who, when, from where, in which words, and what changed with it."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.names import name_of
from actions.models import BROUGHT, FACTS, Origin
from actions.presenters.changes import Changed, changed
from actions.presenters.dates import decided_in_words
from actions.words import changed_words, new_words, same_words
from core.dates.calendar import in_words
from plans.presenters.key import KeyEntry

from .words import Piece, marked

# The facts that a reader is told of, apart from the rating and the words: field, name.
_FACTS = [
    ("title", "Title"),
    ("standing", "Standing"),
    ("status", "Status"),
    ("due_on", "Due date"),
    ("due_as_written", "Due, as written"),
    ("forecast_on", "Forecast date"),
    ("starts_on", "Start"),
    ("sro_as_written", "SRO"),
    ("ops_lead_as_written", "Operational lead"),
    ("in_scope", "Scope"),
    ("rating_reason", "Why it is rated so"),
    ("evidence_status", "Evidence"),
    ("evidence_as_written", "Evidence required"),
    ("evidence_detail", "Evidence detail"),
    ("to_complete", "Left to do"),
    ("outcome_measure", "Outcome measure"),
    ("success_measure", "Measure of success"),
]
# What follows from another fact, so that a change of it says nothing more.
_FOLLOWS = {"due_as_written"}
_CHOICES = {"evidence_status", "standing"}
# Facts whose change is explained by a ScopeChange; that of a due date is by a DueDateChange.
_BY_A_CHANGE = ("title", "sro_as_written", "ops_lead_as_written", "in_scope")
_ORIGINS = {
    Origin.FORM: "typed in",
    Origin.IMPORT: "imported",
    Origin.CORRECTION: "imported, said in other words than before",
    Origin.DECISION: "recorded with a decision",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Who recorded a statement, when and from where. `as_at` is the day on which it holds."""

    as_at: date
    how: str
    by: str
    at: datetime
    where: str


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """`changes` is None for the first statement, which has none before it to be compared with.

    `no_change` is a lead's own word that nothing had changed. `is_same` says that the words are those of the statement
    before. `new_elsewhere` are newest words that stand in another column than the progress. `repeats` are later imports
    that said the same, newest first. `facts` are (name, value) of every fact as it stood, `rewritten` the words that
    changed where the progress was written anew.
    """

    effective_on: date
    said_on: date | None
    no_change: bool
    source: Source
    repeats: tuple[Source, ...]
    rating: KeyEntry
    rating_as_written: str
    words: tuple[Piece, ...]
    is_same: bool
    new_elsewhere: str
    changes: tuple[Changed, ...] | None
    rewritten: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, the one before it (None before the first), and the imports after it that said the same."""

    statement: object
    before: object
    repeats: tuple


def folded(statements):
    """`Told`s, newest first, of an action's statements given newest first; imports that say the same are one."""
    found, before = [], None
    for statement in reversed(statements):
        if found and _repeats(before, statement):
            found[-1] = Told(found[-1].statement, found[-1].before, (statement, *found[-1].repeats))
        else:
            found.append(Told(statement, before, ()))
        before = statement
    return found[::-1]


def _repeats(before, statement):
    """Whether an import only says again what stood."""
    if statement.origin not in BROUGHT or statement.said_on != before.said_on:
        return False
    return all(_same(before, statement, name) for name in FACTS if name != "newest_words")


def _same(before, after, name):
    attribute = f"{name}_id" if name in ("rating", "status") else name
    old, new = getattr(before, attribute), getattr(after, attribute)
    return same_words(old, new) if isinstance(old, str) else old == new


def shown_statement(told, key):
    """`ShownStatement` of a `Told`."""
    statement, before = told.statement, told.before
    is_same = before is not None and same_words(before.progress, statement.progress)
    newest, is_rewritten = statement.newest_words, False
    if before is not None and not is_same:
        grown, is_rewritten = new_words(before.progress, statement.progress)
        newest = newest or grown
    words, elsewhere = marked(statement.progress, "" if is_same else newest)
    return ShownStatement(
        effective_on=statement.effective_on,
        said_on=statement.said_on,
        no_change=statement.no_change,
        source=source_of(statement),
        repeats=tuple(map(source_of, told.repeats)),
        rating=_rating(statement, key),
        rating_as_written="" if statement.rating_id else statement.rating_as_written,
        words=tuple(words),
        is_same=is_same,
        new_elsewhere=elsewhere,
        changes=None if before is None else tuple(_changes(before, statement, key)),
        rewritten=tuple(changed_words(before.progress, statement.progress)) if is_rewritten else (),
        facts=tuple(_facts(statement, key)),
    )


def source_of(statement):
    """`Source` of a statement about an action or a concern."""
    return Source(
        as_at=statement.effective_on,
        how=_ORIGINS[statement.origin],
        by=name_of(statement.recorded_by),
        at=statement.recorded_at,
        where=statement.where,
    )


def _rating(statement, key):
    return key.entry(statement.rating.code if statement.rating else None)


def _facts(statement, key):
    if not statement.is_heading:
        yield "Rating", _rating(statement, key).label
    for field, name in _FACTS:
        if getattr(statement, field) not in (None, ""):
            yield name, _in_words(statement, field)


def _changes(before, after, key):
    """Each fact that differs, the rating first."""
    was, is_now = _rating(before, key), _rating(after, key)
    if was != is_now:
        yield Changed("Rating", was.label, is_now.label)
    for field, name in _FACTS:
        old, new = _in_words(before, field), _in_words(after, field)
        if field not in _FOLLOWS and not same_words(old, new):
            yield changed(name, old, new, _why(after, field))


def _in_words(statement, field):
    value = getattr(statement, field)
    if field == "in_scope":
        return "in scope" if value else "out of scope"
    if field in _CHOICES:
        return getattr(statement, f"get_{field}_display")()
    if isinstance(value, date):
        return in_words(value)
    return str(value) if value else ("not set" if field.endswith("_on") else "")


def _why(statement, field):
    """Why a fact changed, who asked for it and how it was decided, where that is kept."""
    kept = "due_date_change" if field == "due_on" else "scope_change" if field in _BY_A_CHANGE else ""
    change = getattr(statement, kept, None) if kept else None
    if change is None:
        return ""
    requested_by = getattr(change, "requested_by", None)
    asked = f"Asked for by {requested_by}." if requested_by else ""
    decided = f"Decided {decided_in_words(change.decision)}." if change.decision else ""
    return " ".join(filter(None, (change.reason, asked, decided)))
