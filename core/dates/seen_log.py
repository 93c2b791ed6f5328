"""The log that a programme office keeps of what it has seen: "seen - 01/09 seen - 01/10", "6th July - none"."""

import re
from dataclasses import dataclass

from core.dates.mentions import Mention, find_mentions, plain

_KEYWORD = re.compile(r"\b(?:not seen|seen|none|nil)\b", re.IGNORECASE)
_EDGES = " \t\r\n-,;:."


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """One line of the log. `words` is what was said ("seen"); `year` is None unless it is written."""

    as_written: str
    day: int
    month: int
    year: int | None
    words: str


def read_seen_log(text: object) -> list[SeenEntry]:
    """The entries in a text, in order; none in a text that is no such log. Never raises."""
    if not isinstance(text, str):
        return []
    days = [mention for mention in find_mentions(text) if mention.kind == "day" and not mention.problem]
    words = _words_of(plain(text), days)
    return [
        SeenEntry(
            as_written=_as_written(text, mention, said),
            day=mention.day,
            month=mention.month,
            year=mention.span[0].year if mention.span else None,
            words=text[said[0] : said[1]].strip(_EDGES),
        )
        for mention, said in zip(days, words, strict=True)
        if said
    ]


Place = tuple[int, int]


def _words_of(text: str, days: list[Mention]) -> list[Place | None]:
    """For each day the place of the words that belong to it.

    The words between two days belong to the one that a dash, or the lack of another, ties them to.
    """
    said: list[Place | None] = [None] * len(days)
    for position in range(len(days) + 1):
        start = days[position - 1].end if position else 0
        end = days[position].start if position < len(days) else len(text)
        before, after = _shared(text, start, end, position > 0 and said[position - 1] is None, position < len(days))
        if before:
            said[position - 1] = before
        if after:
            said[position] = after
    return said


def _shared(text: str, start: int, end: int, earlier_wants: bool, later_is: bool) -> tuple[Place | None, Place | None]:
    """The parts of a stretch of words that belong to the day before it and to the day after it."""
    gap = text[start:end]
    ties_back, ties_on = gap.lstrip().startswith(("-", ":")), gap.rstrip().endswith(("-", ":"))
    keywords = [(start + match.start(), start + match.end()) for match in _KEYWORD.finditer(gap)]
    whole = (start, end) if gap.strip(_EDGES) else None
    if not keywords:
        # Free words count only where a dash ties them to the day.
        return (whole if ties_back and earlier_wants else None), None
    if not later_is or not earlier_wants:
        one = whole if later_is or earlier_wants else None
        return (one, None) if earlier_wants else (None, keywords[-1] if one else None)
    if len(keywords) > 1:
        return (start, keywords[-1][0]), keywords[-1]
    return (None, whole) if ties_on and not ties_back else (whole, None)


def _as_written(text: str, mention: Mention, said: Place) -> str:
    return text[min(mention.start, said[0]) : max(mention.end, said[1])].strip(_EDGES)
