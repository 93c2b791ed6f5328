"""Quarters of the NHS year, each held as its last day: read as people write them, named, and counted on.

Values in, values out.
"""

import re
from datetime import date, timedelta

from core.dates.calendar import financial_year_of, in_short, quarter_span
from core.dates.mentions import find_mentions, plain

FIRST_YEAR, LAST_YEAR = 1990, 2100
_NOTHING_MORE = re.compile(r"(?:[\s,.;:()/-]|\b(?:by|the|end|of|in|during|to|fy)\b)*", re.IGNORECASE)


class NotAQuarter(ValueError):
    """A text that is no quarter. Its own text is the end of a sentence that begins with what was written."""


def quarter_of(day: date) -> date:
    """The last day of the quarter in which a day lies."""
    return quarter_span(financial_year_of(day), number_of(day))[1]


def number_of(day: date) -> int:
    """Which quarter of the NHS year a day lies in, 1 to 4."""
    return ((day.month - 4) % 12) // 3 + 1


def begins(quarter: date) -> date:
    """The first day of a quarter."""
    return quarter_span(financial_year_of(quarter), number_of(quarter))[0]


def after(quarter: date) -> date:
    """The quarter that follows."""
    return quarter_of(quarter + timedelta(days=1))


def quarters_from(first: date, last: date) -> tuple[date, ...]:
    """Every quarter from `first` to `last`; none where `last` is before `first`."""
    found = []
    while first <= last:
        found.append(first)
        first = after(first)
    return tuple(found)


def name_of_quarter(quarter: date) -> str:
    """ "Q1 2019/20"."""
    return f"Q{number_of(quarter)} {year_name(financial_year_of(quarter))}"


def months_in_words(quarter: date) -> str:
    """ "Apr to Jun 2019"."""
    return f"{in_short(begins(quarter)).split()[1]} to {' '.join(in_short(quarter).split()[1:])}"


def year_name(first_year: int) -> str:
    """ "2019/20"."""
    return f"{first_year}/{(first_year + 1) % 100:02}"


def read_quarter(text: str) -> date | None:
    """The quarter that a text names: "Q1 2019/20", "2019/20 Q1", "Q1 19-20", "Apr-Jun 2019", a month or a day in it.

    None for an empty text. Raises NotAQuarter, also for one that leaves open which quarter it is.
    """
    words = " ".join(plain(text).split())
    if not words:
        return None
    mentions = find_mentions(words)
    rest = _without(words, mentions)
    if not mentions or not _NOTHING_MORE.fullmatch(rest):
        raise NotAQuarter("is no quarter; write it as Q1 2019/20")
    first, last = _span(mentions)
    if not FIRST_YEAR <= last.year <= LAST_YEAR:
        raise NotAQuarter("is a quarter of no year of ours; write it as Q1 2019/20")
    if quarter_of(first) != quarter_of(last):
        raise NotAQuarter("is more than one quarter, or no whole one; write it as Q1 2019/20")
    return quarter_of(last)


def _without(words, mentions):
    ends = [0, *(mention.end for mention in mentions)]
    starts = [*(mention.start for mention in mentions), len(words)]
    return " ".join(words[end:start] for end, start in zip(ends, starts, strict=True))


def _span(mentions):
    """First and last day of what one mention, or two that belong together, name."""
    if len(mentions) == 1:
        return _own_span(mentions[0])
    if len(mentions) == 2:
        one, other = mentions
        if one.kind == "financial" and one.span and other.quarter and not other.span:
            return other.in_year(one.span[0].year).span
        if (one.kind, other.kind) == ("month", "month"):
            return _months(one, other)
    raise NotAQuarter("is more than one quarter, or no whole one; write it as Q1 2019/20")


def _own_span(mention):
    if mention.problem:
        raise NotAQuarter("leaves open which quarter it is; write it as Q1 2019/20")
    if mention.span is None:
        raise NotAQuarter("names no financial year; write it as Q1 2019/20")
    return mention.span


def _months(one, other):
    """From the first day of one month to the last of another: a whole quarter, or none."""
    first, last = one.span, _own_span(other)
    if first is None:
        year = last[0].year - (one.month > last[0].month)
        first = one.in_year(year).span
    if (first[0], last[1]) != quarter_span(financial_year_of(last[1]), number_of(last[1])):
        raise NotAQuarter("is no whole quarter of the NHS year; write it as Q1 2019/20")
    return first[0], last[1]
