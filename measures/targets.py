"""What a measure aims at: one value for all days, or a trajectory by month or quarter. Values in, values out."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.dates.calendar import months_after, quarter_end
from core.money import NotAnAmount, read_percent
from finance.months import last_day_of, months_of

# As many places as the database keeps.
PLACES = Decimal("0.0001")
_BY = re.compile(r"\b(?:(?:by|per|each|every|a)\s+(month|quarter)|(month|quarter)ly)\b[\s.:;,]*", re.IGNORECASE)
_AIM = re.compile(r"^(?:target\b:?\s*)?(?:[≥≤<>]=?|at least|at most|no more than|no less than)?\s*", re.IGNORECASE)
_QUARTER = re.compile(r"\bq(?:uarter\s*)?([1-4])\b\s*[:=–-]?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[/;\n|]|,\s)\s*")


class NotAValue(ValueError):
    """A text that is no number. Its own text is the end of a sentence that begins with what was written."""


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """What a text says of a target. `doubt` is the end of a sentence on a text that is not understood, else ""."""

    value: Decimal | None = None
    trajectory: tuple = ()
    doubt: str = ""


def read_value(given):
    """The Decimal that a text or a cell gives: "85%", "1,234.5", "(3)"; None for "" or a dash. Raises NotAValue."""
    try:
        return read_percent(given, PLACES)
    except NotAnAmount:
        raise NotAValue("is no number; write it as 85, 85% or 1,234") from None


def read_target(text, first_year):
    """`ReadTarget` of a text such as "85%" or "20 / 25 / 30 / 35% by quarter", in the financial year that begins in
    April `first_year` (None where the plan has none)."""
    words = _AIM.sub("", text.strip())
    if not words:
        return ReadTarget()
    if _QUARTER.match(words):
        return _by_named_quarters(words, first_year)
    by = _BY.search(words)
    period = (by[1] or by[2]).casefold() if by else ""
    pieces = _BETWEEN.split(_BY.sub("", words).strip(" /,;:"))
    try:
        values = [read_value(_AIM.sub("", piece)) for piece in pieces]
    except NotAValue as error:
        return ReadTarget(doubt=f"{error}, or as 20 / 25 / 30 / 35% by quarter")
    if None in values:
        return ReadTarget(doubt="lacks a number; write one for each period, as 20 / 25 / 30 / 35% by quarter")
    if len(values) == 1:
        return ReadTarget(values[0])
    return _by_period(values, period, first_year)


def _by_period(values, period, first_year):
    many = {"quarter": 4, "month": 12}.get(period)
    if many is None:
        return ReadTarget(doubt="has several numbers; say whether they go by quarter or by month")
    if len(values) != many:
        return ReadTarget(doubt=f"has {len(values)} numbers; write {many}, one for each {period} of the year")
    if first_year is None:
        return ReadTarget(doubt="goes by the quarters or months of a year; give the plan its financial year")
    months = months_of(first_year)
    ends = months if period == "month" else months[2::3]
    return ReadTarget(trajectory=tuple(zip(ends, values, strict=True)))


def _by_named_quarters(words, first_year):
    if first_year is None:
        return ReadTarget(doubt="names quarters of a year; give the plan its financial year")
    found = {}
    pieces = _QUARTER.split(words)[1:]
    for number, rest in zip(pieces[::2], pieces[1::2], strict=True):
        try:
            value = read_value(_AIM.sub("", rest.strip(" ,;/\n")))
        except NotAValue as error:
            return ReadTarget(doubt=f"{error}, or as Q1 20%, Q2 25%")
        if value is None or number in found:
            return ReadTarget(doubt="does not have one number for each quarter that it names; write Q1 20%, Q2 25%")
        found[number] = value
    return ReadTarget(trajectory=tuple((quarter_end(first_year, int(each)), found[each]) for each in sorted(found)))


def target_on(day, target, trajectory):
    """What is aimed at on a day: by the trajectory, [(last day of a period, value)] in order, where it tells of it.

    Else `target`, which may be None. A period is as long as it is to the nearest of those beside it, a quarter at most
    and a month where it is alone.
    """
    for place, (end, value) in enumerate(trajectory):
        beside = [each for each, _ in (*trajectory[max(0, place - 1) : place], *trajectory[place + 1 : place + 2])]
        months = min([3, *(_months_between(each, end) for each in beside)]) if beside else 1
        if last_day_of(months_after(end, -months)) < day <= end:
            return value
    return target


def _months_between(one, other):
    return abs((one.year - other.year) * 12 + one.month - other.month) or 1


def joined(before, after):
    """A trajectory `after` with what one `before` it says of earlier periods: past values keep their targets."""
    first = min((day for day, _ in after), default=None)
    return tuple((day, value) for day, value in before if first and day < first) + tuple(after)


def is_met(value, target, better):
    """Whether a value meets its target; None where either is not known, or not which direction is better."""
    if value is None or target is None or not better:
        return None
    return value >= target if better == "higher" else value <= target


def kept(trajectory):
    """A trajectory as the database keeps it."""
    return [{"on": day.isoformat(), "value": f"{value.normalize():f}"} for day, value in trajectory]


def read_back(kept_trajectory):
    """[(last day of a period, value)] of a trajectory as the database keeps it."""
    return [(date.fromisoformat(each["on"]), Decimal(each["value"])) for each in kept_trajectory]


def missed_running(met):
    """How many values in a row missed their targets, up to the latest; `met` are True, False or None, in order."""
    count = 0
    for each in reversed(met):
        if each is not False:
            break
        count += 1
    return count
