"""The parts of a highlight report, and the points of a text: one on each line. Values in, values out."""

import re
from itertools import groupby

from core.formatting import formatted

# {field: what it is called}, in the order in which a board reads them.
PARTS = {
    "operational_delivery": "Operational delivery",
    "financial_delivery": "Financial delivery",
    "last_30_days": "Last 30 days",
    "next_30_days": "Next 30 days",
    "relook_step_up": "Look again at, and step up",
    "external_decisions": "Decisions by others",
    "revised_dates": "Dates changed",
}
_BULLETS = re.compile(r"^(?:[-*+\u2022\u00b7\u25aa\u2013\u2014]\s+)+")
_NUMBER = re.compile(r"(\d{1,9}[.)])\s+")
_BOLD = re.compile(r"\*{1,2}\w")


def points_of(text):
    """The points of a text, without the bullets that somebody typed; numbers stay, as others may name them."""
    lines = (_BULLETS.sub("", line.strip()).strip() for line in text.splitlines())
    return tuple(filter(None, lines))


def as_list(points):
    """Points as HTML: a list, numbered where they are."""
    items = map(_item, points)
    # A list of another kind begins after an empty line, or it would be read as going on with the point above.
    lists = ("\n".join(f"{marker} {words}" for marker, words in found) for _, found in groupby(items, _kind))
    return formatted("\n\n".join(lists))


def _kind(item):
    return item[0][-1]


def _item(point):
    """(marker, words) of a point."""
    number = _NUMBER.match(point)
    marker, words = (number.group(1), point[number.end() :]) if number else ("-", point)
    return marker, _harmless(words)


def _harmless(words):
    """The words of a point, kept from beginning a heading, a quotation or another list within it."""
    if number := re.match(r"\d+(?=[.)](?:\s|$))", words):
        return f"{number.group()}\\{words[number.end() :]}"
    return f"\\{words}" if words[0] in "#>+*-" and not _BOLD.match(words) else words
