"""The audit trail of an action in words: who did what when, and what was different before."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import ForeignKey

from accounts.names import name_of
from core.dates.calendar import in_words
from core.environment import time_words

from ..audit import shown_fields
from .changes import Changed, changed

_VERBS = {"+": "added", "~": "changed", "-": "taken away"}


@dataclass(frozen=True, slots=True)
class AuditedRow:
    """One line of the trail. `by` is "nobody known" where no log-in was kept.

    `facts` tell what changed where that is `changed`, and else each value as it is `after`.
    """

    at: datetime
    by: str
    what: str
    changed: bool
    facts: tuple[Changed, ...]


def audited_row(recorded):
    """`AuditedRow` of an `actions.audit.Recorded`."""
    row, before = recorded.row, recorded.before
    is_change = row.history_type == "~" and before is not None
    facts = _changes(recorded.trail, before, row) if is_change else _values(recorded.trail, row)
    return AuditedRow(
        at=row.history_date,
        by=name_of(row.history_user) if row.history_user else "nobody known",
        what=f"{recorded.trail.name} {_VERBS[row.history_type]}",
        changed=is_change,
        facts=tuple(facts),
    )


def _values(trail, row):
    for field in shown_fields(trail):
        if value := _in_words(row, field):
            yield Changed(_name(field), "", value)


def _changes(trail, before, row):
    for field in shown_fields(trail):
        old, new = _in_words(before, field), _in_words(row, field)
        if old != new:
            yield changed(_name(field), old, new)


def _name(field):
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]


def _in_words(row, field):
    """A value as people read it, "" for none."""
    value = getattr(row, field.name if isinstance(field, ForeignKey) else field.attname)
    if isinstance(field, ForeignKey) and value is None and getattr(row, field.attname) is not None:
        return "deleted since"
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{in_words(value)} at {time_words(value)}"
    if isinstance(value, date):
        return in_words(value)
    return str(dict(field.flatchoices).get(value, value) if field.choices else value)
