"""How the figures were made, and where the plan stands: the sections of the pack that count."""

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from actions.figures import AreaFigures
from core.charts import Segment, stacked_bar

from . import pack_findings as findings

# In the units of core.charts, which draws a number 13 high: as wide as its column at the size of the table's text.
BAR = 245


@dataclass(frozen=True, slots=True)
class StatedCell:
    """A printed figure and the computed one, None where the line speaks of an earlier report."""

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
    area: AreaFigures
    bar: str


def reading(pack):
    """What the counts leave out and take in, and the key."""
    figures = pack.figures.actions
    return {
        "sources": sorted({action.where.split(",")[0] for action in figures.actions if action.where}),
        "headings": sum(action.is_heading for action in figures.actions),
        "total": figures.total,
    }


def summary(pack):
    figures, key = pack.figures.actions, pack.key
    areas = [
        SummaryRow(area, _bar(f"{area.number or ''} {area.title}".strip(), area.counts, key)) for area in figures.areas
    ]
    return {
        "finding": findings.position(figures.total, key),
        "rows": areas,
        "total": figures.total,
        "total_bar": _bar("All areas", figures.total, key),
        "stated_finding": findings.stated_beside_computed(pack.figures.stated_totals),
        "stated_lines": list(_stated_lines(pack.figures.stated_totals)),
    }


def _bar(name, counts, key):
    segments = [Segment(entry.phrase, count, entry.stage) for entry, count in findings.rated(counts, key)]
    # The style of the page does not reach into a drawing when WeasyPrint draws it.
    drawn = str(stacked_bar(name, segments, width=BAR))
    font = '<svg font-family="Source Sans 3, sans-serif" '
    return Markup(drawn.replace("<svg ", font, 1))  # noqa: S704 - what core.charts escaped


def _stated_lines(totals):
    """(label, {code: StatedCell}) for each line that the workbook printed, in its order."""
    for (label, _), line in groupby(totals, key=lambda total: (total.label, total.area_number)):
        yield label, {total.rating: StatedCell(total.stated, total.computed) for total in line}
