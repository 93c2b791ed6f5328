"""Highlight reports as pages show them: their parts as lists, and one line of each in the list."""

from dataclasses import dataclass

from core.dates.calendar import in_words
from core.environment import plural

from .points import PARTS, as_list

# The parts of which the list of reports shows the first point.
_IN_SHORT = ("operational_delivery", "financial_delivery", "next_30_days")


@dataclass(frozen=True, slots=True)
class HighlightRow:
    """A report in the list; `firsts` are (part, its first point, how many more), "" for none."""

    name: str
    url: str
    period: str
    firsts: tuple[tuple[str, str, str], ...]
    said: str


def row_of(report, links):
    """`HighlightRow` of a `HighlightFigure`."""
    return HighlightRow(
        name=report.name,
        url=links.keep(report.url),
        period=period_of(report),
        firsts=tuple((PARTS[part], *_first(getattr(report, part))) for part in _IN_SHORT),
        said=in_words(report.stated_on),
    )


def period_of(report):
    """The reporting period of a report where its name does not say it, or ""."""
    return report.period if report.period and report.period != report.label else ""


def parts_of(report):
    """(part, its title, its points as HTML, "" for none) of a `HighlightFigure`, all of them."""
    return [(part, title, as_list(getattr(report, part))) for part, title in PARTS.items()]


def _first(points):
    more = len(points) - 1
    return (points[0], f"and {plural(more, 'more point')}" if more else "") if points else ("Nothing written", "")
