"""The arithmetic of an activity plan: months that should make the year, children that should make their parent."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.money import NotAnAmount, read_amount

_CHILD = re.compile(r"(.*[0-9])([a-z])", re.IGNORECASE)
MONTHS = 12


def read_count(given):
    """The Decimal of a number, or that a text writes, of what is counted; None for "". Raises NotAnAmount."""
    try:
        return read_amount(given)
    except NotAnAmount:
        raise NotAnAmount("is no count; write a whole number, such as 1,234") from None


def parent_of(code):
    """The code that a line is a part of: "E.M.7" for "E.M.7a", "" for a line of its own."""
    found = _CHILD.fullmatch(code.strip())
    return found.group(1) if found else ""


@dataclass(frozen=True, slots=True)
class Apart:
    """Two figures that should be equal: `what` is written of the line `code`, `computed` comes of its parts."""

    code: str
    what: str
    written: int
    computed: int
    is_rounding: bool

    @property
    def by(self):
        return self.computed - self.written


def year_of(months):
    """What the months that are known come to, None where none is."""
    known = [count for count in months if count is not None]
    return sum(known) if known else None


def apart(code, what, written, computed, parts):
    """The `Apart` of two figures, None where they agree or one is not known; `parts` is of how many it is made."""
    if written is None or computed is None or written == computed:
        return None
    # Each part is rounded to a whole: together they may be off by half of as many.
    return Apart(code, what, written, computed, abs(written - computed) * 2 <= parts + 1)


def findings(lines):
    """Every `Apart` of a plan; `lines` have code, last_year, do_nothing, savings, planned and months."""
    found = []
    for line in lines:
        found.append(apart(line.code, "plan, by its months", line.planned, year_of(line.months), MONTHS))
        given = None if None in (line.do_nothing, line.savings) else line.do_nothing + line.savings
        found.append(apart(line.code, "plan, as do nothing and savings", line.planned, given, 2))
        children = [each for each in lines if parent_of(each.code) == line.code]
        for name, words in (
            ("last_year", "last year"),
            ("do_nothing", "do nothing"),
            ("savings", "savings"),
            ("planned", "plan"),
        ):
            parts = [getattr(each, name) for each in children]
            whole = sum(parts) if parts and None not in parts else None
            found.append(apart(line.code, f"{words}, by its parts", getattr(line, name), whole, len(parts)))
    return [each for each in found if each]


def change(before, after):
    """How much `after` is above `before` in per cent, with one place; None where that cannot be said."""
    if before is None or after is None or not before:
        return None
    return (Decimal(100 * (after - before)) / before).quantize(Decimal("0.1"), ROUND_HALF_UP)


def to_date(planned, counted, over):
    """(planned, counted) of the months that were counted; where none was, (planned, None) of the `over` first months.

    What is planned is None where the plan of one of them is not known.
    """
    if all(count is None for count in counted):
        past = planned[:over]
        return (sum(past) if past and None not in past else None), None
    pairs = [(plan, count) for plan, count in zip(planned, counted, strict=True) if count is not None]
    if any(plan is None for plan, _ in pairs):
        return None, year_of(counted)
    return sum(plan for plan, _ in pairs), sum(count for _, count in pairs)
