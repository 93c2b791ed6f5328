"""The first page of a plan: where it stands, area by area, what is late, open concerns, what was printed."""

from dataclasses import dataclass

from core.charts import Segment, stacked_bar

from ..filters import UNRATED, area_value
from .action_list import ListedAction, area_title, listed
from .concerns import ShownConcern, shown_concerns
from .position import Figure, Position, position_of
from .stated_totals import StatedTotals, stated_totals

AT_MOST = 5


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One line of the table by area; `cells` are in the order of the key, unrated last."""

    title: str
    url: str
    actions: Figure
    cells: tuple[Figure, ...]
    late: Figure
    late_out_of_scope: Figure
    bar: str


@dataclass(frozen=True, slots=True)
class Dashboard:
    position: Position
    areas: tuple[AreaRow, ...]
    total: AreaRow
    late: tuple[ListedAction, ...]
    late_count: int
    concerns: tuple[ShownConcern, ...]
    open_concerns: Figure
    closed_concerns: Figure
    stated: StatedTotals


def dashboard(figures, key, links):
    """`Dashboard` of a plan from its `PlanFigures`."""
    actions = figures.actions
    late = sorted((a for a in actions.actions if a.late and a.in_scope), key=lambda a: a.due_on)
    concerns = shown_concerns(actions.concerns, actions.actions, key, links)
    still_open = tuple(concern for concern in concerns if concern.is_open)
    closed = len(concerns) - len(still_open)
    return Dashboard(
        position=position_of(figures, key, links),
        areas=tuple(
            _area_row(area_title(a.number, a.title), a.counts, key, links, area_value(a.number)) for a in actions.areas
        ),
        total=_area_row("All areas", actions.total, key, links, ""),
        late=tuple(listed(action, key, links, figures.as_at) for action in late[:AT_MOST]),
        late_count=len(late),
        concerns=still_open[:AT_MOST],
        open_concerns=_figure(len(still_open), links.concerns(state="open")),
        closed_concerns=_figure(closed, links.concerns(state="closed")),
        stated=stated_totals(figures, key, links),
    )


def _area_row(title, counts, key, links, area):
    counted = {**counts.ratings, UNRATED: counts.unrated}
    return AreaRow(
        title=title,
        url=links.actions(area=area),
        actions=_figure(counts.actions, links.actions(area=area)),
        cells=tuple(_figure(counted[e.code], links.actions(area=area, rating=e.code)) for e in key.entries),
        late=_figure(counts.late, links.actions(area=area, late="yes", scope="in")),
        late_out_of_scope=_figure(counts.late_out_of_scope, links.actions(area=area, late="yes", scope="out")),
        bar=stacked_bar(title, [Segment(e.phrase, counted[e.code], e.stage) for e in key.entries]),
    )


def _figure(count, url):
    return Figure(count, f"{count:,}", url if count else "")
