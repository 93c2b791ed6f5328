"""What the pages of an update show: what was said last, and what is about to be recorded."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator

from accounts.names import name_of
from core.dates.calendar import in_words
from plans.presenters.key import KeyEntry

from ..models import EvidenceStatus, Origin

# What an update may change, in the order of the form: fact, what it is called, what it is called within a sentence.
_FACTS = [
    ("rating", "Rating"),
    ("rating_reason", "Why it is rated so"),
    ("evidence_status", "Evidence"),
    ("to_complete", "Left to do"),
    ("forecast_on", "Expected to be done"),
]


@dataclass(frozen=True, slots=True)
class LastSaid:
    """What was said last: `words` are those that were new with it, or else all of them; `earlier` all, if more."""

    day: date
    said_on: date | None
    how: str
    rating: KeyEntry
    reason: str
    words: str
    earlier: str
    no_change: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is recorded. `before` is None for words, which replace nothing; ratings are `KeyEntry`s."""

    field: str
    name: str
    before: str | KeyEntry | None
    after: str | KeyEntry


def no_change_button(said_on, on):
    """What the button for “no change” says on the day `on`; "" where the last word is of that day or later."""
    if said_on is None:
        return "No change"
    return f"No change since {in_words(said_on)}" if said_on < on else ""


def last_said(statement, key):
    """`LastSaid` of a statement whose `recorded_by` is at hand."""
    verb = "Said" if statement.origin == Origin.FORM else "Recorded"
    newest = statement.newest_words or statement.progress
    return LastSaid(
        day=statement.effective_on,
        said_on=statement.said_on,
        how=f"{verb} by {name_of(statement.recorded_by)}",
        rating=key.entry(statement.rating.code if statement.rating else None),
        reason=statement.rating_reason,
        words=newest,
        earlier=statement.progress if newest != statement.progress else "",
        no_change=statement.no_change,
    )


def to_be_recorded(words, before, facts, key):
    """`Row`s of an update that says `words` and leaves `facts`: the words, and each fact that was another `before`."""
    yield Row("words", "What happened", None, words)
    for field, name in _FACTS:
        if facts[field] != getattr(before, field):
            yield Row(field, name, _in_words(field, getattr(before, field), key), _in_words(field, facts[field], key))


def left_alone(before, facts, key):
    """What an update leaves as it was, as parts of a sentence: "rating (Underway)"; of a text the first words."""
    for field, name in _FACTS:
        value = getattr(before, field)
        if value and facts[field] == value:
            said = _in_words(field, value, key)
            is_text = field in ("rating_reason", "to_complete")
            told = f"“{Truncator(' '.join(said.split())).chars(80)}”" if is_text else getattr(said, "label", said)
            yield f"{name.lower()} ({told})"


def _in_words(field, value, key):
    if field == "rating":
        return key.entry(value.code if value else None)
    if field == "evidence_status":
        return EvidenceStatus(value).label.capitalize()
    if field == "forecast_on":
        return in_words(value) if value else "Not set"
    return value or "Nothing"
