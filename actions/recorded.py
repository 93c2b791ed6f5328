"""What each statement of a record changed, whatever the register."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.names import name_of


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one statement said: (name, before, after) of what changed, None for the first one."""

    as_at: date
    by: str
    recorded_at: datetime
    where: str
    changes: tuple[tuple[str, str, str], ...] | None


def recorded(statements, facts, in_words=getattr):
    """`Recorded`s of the statements of one record, given newest first; those that change nothing are left out.

    `facts` are (field, its name) of what a reader is told of; `in_words(statement, field)` says a value.
    """
    facts = list(facts)
    for statement, before in zip(statements, [*statements[1:], None], strict=True):
        changes = None if before is None else tuple(_changes(before, statement, facts, in_words))
        if changes is None or changes:
            by, where = name_of(statement.recorded_by), statement.where
            yield Recorded(statement.effective_on, by, statement.recorded_at, where, changes)


def _changes(before, after, facts, in_words):
    for field, name in facts:
        old, new = in_words(before, field) or "nothing", in_words(after, field) or "nothing"
        if " ".join(old.split()) != " ".join(new.split()):
            yield name, old, new
