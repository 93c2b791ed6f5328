"""What the dates of milestones say, as offices write them. Values in, values out.

A doubt is a sentence for a person to look at; what raised it is kept as written and decides nothing.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from core.dates import DateReading, in_words, last_day, read_due
from core.dates.calendar import MONTHS, months_after
from core.dates.mentions import find_mentions, plain
from core.forms import FIRST_YEAR, LAST_YEAR

# "27-Sep-19 rev 31-Dec-19": what stands before one of these words was approved before what stands after it.
_REVISED = re.compile(r"\b(?:rev(?:ised)?|moved|extended|re-?set|changed)\b\.?(?: date)?(?: to)?:?", re.IGNORECASE)
_BRACKETS = re.compile(r"\((?:was|orig(?:inal(?:ly)?)?|initial(?:ly)?|previously)?[ :]*([^()]*)\)\s*$", re.IGNORECASE)
# What may stand before a date without making it anything else.
_LABEL = re.compile(
    r"(?:(?:the )?(?:initial|original|revised|new|proposed|due)(?: due)? date|by|end of|to|from|initial|original|due)\b"
    r"[ :]*",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b(?:to|until)\b|[-–]", re.IGNORECASE)
_NOTHING = re.compile(r"(?:n\.?/?a\.?|not applicable|none|nil|-+)\.?", re.IGNORECASE)
_BEGINS_WITH_NOTHING = re.compile(r"(?:n/a|not applicable)\s?[-–,;:.]", re.IGNORECASE)
_NO_DATE = "Not applicable: no date."
_JOINED = re.compile(r"[/&,;+]|\band\b", re.IGNORECASE)
_FAR = 12  # months after which a date asked for may be of a wrong year


@dataclass(frozen=True, slots=True)
class DueDates:
    """The due dates of a milestone: the original one where the text itself says so, and the approved one."""

    original_on: date | None = None
    due_on: date | None = None
    doubts: tuple[str, ...] = ()
    note: str = ""


def read_due_dates(value, *, is_month=False, financial_year=None):
    """`DueDates` of a cell. Of a text with dates that nothing puts in an order none is taken."""
    parts = _in_order(value) if isinstance(value, str) else [value]
    if len(parts) == 1:
        return _single(value, is_month, financial_year)
    readings = [read_plain(part, financial_year=financial_year) for part in parts]
    doubts = tuple(dict.fromkeys(each.question for each in readings if each.question))
    first, last = readings[0].due_on, readings[-1].due_on
    if first and last:
        note = f"this was read as {in_words(last)}, approved in the place of {in_words(first)}."
        if last < first:
            doubts += (f"the later date, {in_words(last)}, is before the original one, {in_words(first)}; check both.",)
        return DueDates(first, last, doubts, note)
    return DueDates(first, last, doubts)


def read_plain(value, *, is_month=False, financial_year=None):
    """`_read_plain`, but for a year that nobody means."""
    return _meant(_read_plain(value, is_month, financial_year))


def _meant(found):
    """A `DateReading` but for a year that nobody means, such as 9999 for "no date": that is asked about."""
    if found.due_on and not FIRST_YEAR <= found.due_on.year <= LAST_YEAR:
        question = f"{found.due_on.year} cannot be meant, so no date was taken; put the year right, or empty the cell."
        return DateReading(as_written=found.as_written or in_words(found.due_on), question=question)
    return found


def _read_plain(value, is_month, financial_year):
    """The `DateReading` of a cell that holds nothing but one date, with a word such as "initial date" before it.

    A date inside a sentence is none: nobody can tell what it is the date of. A doubt says that it was not taken.
    """
    if not isinstance(value, str):
        return read_due(value, is_month=is_month)
    text = plain(value).strip().rstrip(".")
    if _NOTHING.fullmatch(text):
        return DateReading(as_written=value, note=_NO_DATE)
    mentions = find_mentions(text)
    if not mentions:
        return DateReading(as_written=value, note=_NO_DATE) if _BEGINS_WITH_NOTHING.match(text) else read_due(text)
    around = _LABEL.sub("", text[: mentions[0].start].strip() + " ").strip(" ,;:-") + text[mentions[-1].end :].strip()
    if len(mentions) == 1 and not around:
        return replace(read_due(text, financial_year=financial_year), starts_on=None, as_written=value)
    question = "this is more than a date, so it was kept as written and no date was taken; write the date alone."
    return DateReading(as_written=value, question=question)


def due_doubts(due_on, month, quarter, starts_on):
    """The doubts of a due date beside the cells for its month and its quarter, given as texts, and its start.

    `month` is a text ("Sept") or the first day of a month that Excel made of one.
    """
    number, year = _month_of(month)
    of_year = int(found.group(1)) if (found := re.search(r"\bq(?:uarter|tr)? ?([1-4])\b", quarter, re.I)) else None
    said = month if isinstance(month, str) else f"{MONTHS[number - 1]} {year}"
    if month and number is None:
        yield f"“{said}” is no month; write the month in which it is due."
    if quarter and of_year is None:
        yield f"“{quarter}” is no quarter; write Q1, Q2, Q3 or Q4."
    if due_on and number and (number, year or due_on.year) != (due_on.month, due_on.year):
        yield f"the month due, {said}, is not that of the due date, {in_words(due_on)}; put one of them right."
    if due_on and of_year and of_year != quarter_of(due_on.month):
        yield (
            f"the quarter due, {quarter}, is not that of the due date, {in_words(due_on)}, which is in "
            f"Q{quarter_of(due_on.month)}; put one of them right."
        )
    if not due_on and number and of_year and of_year != quarter_of(number):
        yield f"the month due, {said}, is not in the quarter due, {quarter}; put one of them right."
    if due_on and starts_on and starts_on > due_on:
        yield f"it is due on {in_words(due_on)}, before it starts on {in_words(starts_on)}; put one of them right."


def quarter_of(month):
    """The quarter of the NHS year that a month, from 1 to 12, is in."""
    return (month - 4) % 12 // 3 + 1


@dataclass(frozen=True, slots=True)
class SignOff:
    """The words for a committee and the day of its meeting, the last of the month where only that is written."""

    committee: str = ""
    on: date | None = None
    doubt: str = ""
    note: str = ""


def read_sign_off(text, due_on, financial_year):
    """The `SignOff` of "June GB", "PCCC" or "COT 20 August 2019".

    A month without a year is the one nearest to `due_on`; where that is None, the one of `financial_year`.
    """
    if not text or _NOTHING.fullmatch(text.strip()):
        return SignOff()
    mentions = find_mentions(text)
    rest = text
    for mention in reversed(mentions):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    committee = " ".join(re.sub(r"\bmeetings?\b", "", rest, flags=re.IGNORECASE).split()).strip(" ,;:-–()")
    if len(mentions) > 1 or _JOINED.search(committee):
        return SignOff(
            doubt="this names more than one meeting, so it was kept as written; write the one that signs off."
        )
    if not committee:
        return SignOff(doubt="this names no committee, so it was kept as written; write the committee too.")
    return _held(committee, mentions[0], due_on, financial_year) if mentions else SignOff(committee)


def is_far(due_on, asked_on):
    """Whether a date asked for is so long after the due date that its year may be wrong."""
    return asked_on > months_after(due_on, _FAR)


def _held(committee, mention, due_on, financial_year):
    if mention.span:
        return SignOff(committee, mention.span[1])
    if not mention.month or not (due_on or financial_year):
        doubt = f"{mention.words} gives no year, so the meeting was kept as written; write the year beside it."
        return SignOff(committee, doubt=doubt)
    if due_on:
        years = due_on.year - 1, due_on.year, due_on.year + 1
        days = [placed.span[1] for year in years if (placed := mention.in_year(year)).span]
        note = "this meeting is written without a year; the one nearest to the due date was taken."
        return SignOff(committee, min(days, key=lambda day: abs(day - due_on), default=None), note=note)
    placed = mention.in_year(financial_year + (mention.month < 4))
    named = f"{financial_year}/{(financial_year + 1) % 100:02}"
    note = f"this meeting is written without a year; it was read in the plan's financial year, {named}."
    return SignOff(committee, placed.span and placed.span[1], note=note)


def _in_order(text):
    """The parts of a text in which one date follows another, the original one first."""
    if found := _BRACKETS.search(text):
        outside = text[: found.start()]
        if find_mentions(found.group(1)) and find_mentions(outside):
            return [found.group(1).strip(), outside.strip()]
    parts = [part.strip(" ,;:()") for part in _REVISED.split(text)]
    return parts if all(parts) and all(map(find_mentions, parts)) else [text]


def _single(value, is_month, financial_year):
    reading = _meant(read_due(value, is_month=is_month, financial_year=financial_year))
    if isinstance(value, str) and reading.starts_on and reading.due_on and not _RANGE.search(_without_dates(value)):
        doubt = "this holds several dates and does not say which one holds, so none was taken; write it alone."
        return DueDates(doubts=(doubt,))
    doubts = (reading.question,) if reading.question else ()
    note = reading.note or ""
    if financial_year and isinstance(value, str) and reading.due_on and read_due(value).due_on != reading.due_on:
        note = (
            "this date is written without a year; it was read in the plan's financial year, "
            f"{financial_year}/{(financial_year + 1) % 100:02}."
        )
    return DueDates(None, reading.due_on, doubts, note)


def _without_dates(text):
    for mention in reversed(find_mentions(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def _month_of(month):
    """(number of the month or None, its year or None) of a text or a day."""
    if isinstance(month, date):
        return month.month, month.year
    mentions = [mention for mention in find_mentions(month) if mention.month or mention.span]
    if len(mentions) != 1:
        return None, None
    [mention] = mentions
    if mention.span is None:
        return mention.month, None
    first, last = mention.span
    return (first.month, first.year) if last <= last_day(first.year, first.month) else (None, None)
