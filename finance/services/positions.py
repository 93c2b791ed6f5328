"""The position of a month, kept as a whole."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from actions.models import Origin

from ..models import Position, PositionLine
from ..variance import AMOUNTS, ENTERED, Amounts
from .columns import keep_all
from .months import MoneyRefused, hold_month

STATED = tuple(f"stated_{when}_{what}" for when in ("ytd", "forecast") for what in ("variance", "percent"))


@dataclass(slots=True)
class LineEntry:
    """One line to keep. `stated` {field: Decimal} are variances and percentages that a document printed."""

    name: str
    kind: str
    group: str = ""
    amounts: Amounts = field(default_factory=Amounts)
    stated: dict[str, Decimal] = field(default_factory=dict)
    commentary: str = ""


@transaction.atomic
def keep_position(*, plan, organisation, month, lines, seen=None, origin=Origin.FORM, where="", on, by):
    """Keep the position of a month: `lines` are `LineEntry`s in order. Returns the `Position`.

    The same lines again write nothing and return what holds. `seen` is the key of the position that the writer saw.
    Raises PermissionDenied, MoneyRefused, TableChanged.
    """
    rows = [_row(place, line) for place, line in enumerate(lines, 1)]

    def is_same(table):
        return [_said(row) for row in table.lines.all()] == [_said(row) for row in rows]

    about = {"plan": plan, "organisation": organisation, "month": month, "seen": seen, "on": on, "by": by}
    held = hold_month(model=Position, is_same=is_same, **about)
    _require_lines(lines)
    if held and is_same(held):
        return held
    told = {"effective_on": on, "recorded_by": by, "origin": origin, "where": where[:300]}
    position = Position(plan=plan, organisation=organisation, month=month, **told)
    keep_all(Position, [position], by=by)
    for row in rows:
        row.position = position
    keep_all(PositionLine, rows, by=by)
    return position


def _require_lines(lines):
    if not any(line.kind in ENTERED for line in lines):
        raise MoneyRefused("A position needs a line: enter its name and its amounts.")
    seen = set()
    for line in lines:
        if not line.name.strip():
            raise MoneyRefused("A line has amounts and no name: enter what it is called.")
        key = (line.group.casefold(), line.name.casefold(), line.kind)
        if key in seen:
            raise MoneyRefused(f"“{line.name}” stands there twice: give one of the two another name.")
        seen.add(key)


def _row(place, line):
    amounts = {name: line.amounts.of(name) for name in AMOUNTS}
    stated = {name: line.stated.get(name) for name in STATED}
    names = {"name": line.name, "group": line.group, "kind": line.kind, "commentary": line.commentary}
    return PositionLine(place=place, **names, **amounts, **stated)


def _said(row):
    return [getattr(row, name) for name in ("name", "group", "kind", "commentary", *AMOUNTS, *STATED)]
