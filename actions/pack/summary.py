"""How the figures were made, and where the plan stands: the sections of the pack that count."""

import re
from dataclasses import dataclass
from itertools import groupby

from actions.figures import AreaFigures
from core.charts import stacked_bar, stacked_bars
from core.dates.calendar import in_words

from ..presenters.counts import columns, segments
from . import findings

# Where a workbook said something, its name first: a decision names other places.
_ROW_OF = re.compile(r"([^,]*),.*, row \d+", re.DOTALL)
# In the units of core.charts, which draws a number 13 high: as wide as its column at the size of the table's text.
BAR = 205


@dataclass(frozen=True, slots=True)
class StatedCell:
    """A printed figure and the computed one, None where there is nothing to compare it with."""

    stated: int
    computed: int | None

    @property
    def apart(self):
        return self.computed is not None and self.computed != self.stated

    @property
    def difference(self):
        """ "2 more" or "1 fewer" than printed."""
        return f"{abs(self.computed - self.stated):,} {'more' if self.computed > self.stated else 'fewer'}"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """An area, None for all together, with its picture.

    `completed` is by how many more are complete since the last report, "+2"; None where there was none.
    """

    area: AreaFigures | None
    bar: str
    completed: str | None


def reading(document):
    """What the counts leave out and take in, and the key."""
    figures = document.figures.actions
    return {
        "sources": sorted({place[1] for each in figures.actions if (place := _ROW_OF.fullmatch(each.where or ""))}),
        "headings": sum(action.is_heading for action in figures.actions),
        "total": figures.total,
        "statuses": document.figures.plan.statuses,
        "since": in_words(document.before.as_at) if document.before else "",
    }


def summary(document):
    figures, key = document.figures.actions, document.key
    growth = document.comparison.actions if document.comparison else None
    since = in_words(document.before.as_at) if document.before else ""
    rows = [
        SummaryRow(area, _bar(_name(area), area.counts, key), _more(growth and growth.areas[area.number]))
        for area in figures.areas
    ]
    return {
        "position": findings.position(figures.total, key),
        "since": since,
        "since_finding": findings.since(growth.total, since) if growth else "",
        "rows": rows,
        "total": SummaryRow(None, _bar("All areas", figures.total, key), _more(growth and growth.total)),
        "counts": figures.total,
        "trend": _trend(document),
        "stated_finding": findings.stated_beside_computed(document.figures.stated_totals),
        "stated_reason": findings.stated_reason(document.figures.stated_totals, figures.total),
        "stated_lines": list(_stated_lines(document.figures.stated_totals)),
    }


def _name(area):
    return f"{'' if area.number is None else area.number} {area.title}".strip()


def _more(growth):
    """By how many more are complete, "+2", "0" or "−1"; None where there is nothing to compare with."""
    return None if growth is None else f"{growth.complete:+,}".replace("-", "−") if growth.complete else "0"


def _trend(document):
    """The picture and the points of the last reports; None where there are not two to compare."""
    key, points = document.key, document.trend
    if len(points) < 2:
        return None
    name = "Actions by rating, report by report"
    return {
        "finding": findings.trend(points, key),
        "picture": stacked_bars(name, columns(points, key)),
        "points": points,
    }


def _bar(name, counts, key):
    return stacked_bar(name, segments(counts, key), width=BAR)


def _stated_lines(totals):
    """(label, {code: StatedCell}) for each line that the workbook printed, in its order."""
    for (label, _), line in groupby(totals, key=lambda total: (total.label, total.area_number)):
        yield label, {total.rating: StatedCell(total.stated, total.computed) for total in line}
