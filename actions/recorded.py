"""What each statement of a record changed, whatever the register."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.names import name_of


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one statement said: (name, before, after) of what changed, None for the first one.

    `words` are what was said with it, for records that people tell of in words, "" where that is nothing new.
    """

    as_at: date
    by: str
    recorded_at: datetime
    where: str
    changes: tuple[tuple[str, str, str], ...] | None
    words: str = ""


def recorded(statements, facts, in_words=getattr, tells=""):
    """`Recorded`s of the statements of one record, given newest first; those that change nothing are left out.

    `facts` are (field, its name) of what a reader is told of; `in_words(statement, field)` says a value. Where people
    tell of the record in words, `tells` is the field that holds them: then what changes nothing was said too.
    """
    facts = list(facts)
    for statement, before in zip(statements, [*statements[1:], None], strict=True):
        changes = None if before is None else tuple(_changes(before, statement, facts, in_words))
        if changes is None or changes or tells:
            by, where = name_of(statement.recorded_by), statement.where
            words = _new_words(before, statement, tells) if tells else ""
            yield Recorded(statement.effective_on, by, statement.recorded_at, where, changes, words)


def _new_words(before, after, field):
    said, earlier = getattr(after, field), before and getattr(before, field)
    return "" if said == earlier else said


def _changes(before, after, facts, in_words):
    for field, name in facts:
        old, new = in_words(before, field) or "nothing", in_words(after, field) or "nothing"
        if " ".join(old.split()) != " ".join(new.split()):
            yield name, old, new
