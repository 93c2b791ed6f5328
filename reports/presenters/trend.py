"""How the counts went from report to report: a picture, and the numbers that it is drawn from."""

from dataclasses import dataclass
from datetime import date

from actions.presenters.counts import columns, counted
from core.charts import rag_over_time
from plans.addresses import PlanAddresses

from .position import Figure


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One report; `cells` are in the order of the key, unrated last."""

    on: date
    url: str
    cells: tuple[Figure, ...]
    late: Figure
    actions: Figure


@dataclass(frozen=True, slots=True)
class Trend:
    picture: str
    rows: tuple[TrendRow, ...]


def shown_trend(points, key, links):
    """`Trend` of the `reports.trend.Point`s of a plan, None where there are fewer than two to see a change between."""
    if len(points) < 2:
        return None
    picture = rag_over_time("Actions by rating, report by report", columns(points, key))
    return Trend(picture, tuple(_row(point, key, PlanAddresses(links.slug, point.on)) for point in points))


def _row(point, key, links):
    return TrendRow(
        on=point.on,
        url=links.dashboard(),
        cells=tuple(_figure(count, links, rating=code) for code, count in counted(point, key).items()),
        late=_figure(point.late, links, late="yes", scope="in"),
        actions=_figure(point.actions, links),
    )


def _figure(count, links, **asked):
    return Figure(count, f"{count:,}", links.actions(**asked) if count else "")
