"""Counts by rating as the parts of a picture: the same on every page and in the pack."""

from core.charts import Column, Segment
from core.dates.calendar import in_short
from plans.presenters.key import UNRATED


def counted(counts, key):
    """{code: number} in the order of the key, unrated last; `counts` have ratings and unrated."""
    by_code = counts.ratings | {UNRATED: counts.unrated}
    return {entry.code: by_code[entry.code] for entry in key.entries}


def segments(counts, key):
    """The parts of a bar, one for each entry of the key."""
    by_code = counted(counts, key)
    return tuple(Segment(entry.phrase, by_code[entry.code], entry.stage) for entry in key.entries)


def columns(points, key):
    """The columns of ratings over time, one for each report."""
    return tuple(Column(in_short(point.on), segments(point, key)) for point in points)
