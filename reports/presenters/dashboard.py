"""The first page of a plan: where it stands, area by area, late, wrong, silent, what changed, concerns, printed."""

from dataclasses import dataclass, replace

from actions.presenters.counts import counted, segments
from core.charts import stacked_bar

from ..filters import area_value
from .action_list import ListedAction, area_title, listed
from .concerns import ShownConcern, shown_concerns
from .looks_wrong import Suspect, silent, suspects
from .measures import MeasuresHeadline, measures_headline
from .milestones import MilestonesHeadline, milestones_headline
from .money import MoneyHeadline, money_headline
from .objectives import ShownObjectives, shown_objectives
from .position import Figure, Position, position_of
from .risks import RisksHeadline, risks_headline
from .since import Since, since_last
from .stated_totals import StatedTotals, stated_totals
from .trend import Trend, shown_trend

AT_MOST = 5


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One line of the table by area; `cells` are in the order of the key, unrated last.

    `complete` tells how many more are complete than at the last report, None where there was none.
    """

    title: str
    url: str
    actions: Figure
    cells: tuple[Figure, ...]
    late: Figure
    late_out_of_scope: Figure
    bar: str
    complete: Figure | None = None


@dataclass(frozen=True, slots=True)
class Dashboard:
    position: Position
    areas: tuple[AreaRow, ...]
    total: AreaRow
    late: tuple[ListedAction, ...]
    late_count: int
    suspects: tuple[Suspect, ...]
    silent: tuple[ListedAction, ...]
    at_plan: int
    concerns: tuple[ShownConcern, ...]
    open_concerns: Figure
    closed_concerns: Figure
    stated: StatedTotals
    since: Since | None
    trend: Trend | None
    risks: RisksHeadline | None
    money: MoneyHeadline | None
    objectives: ShownObjectives | None
    milestones: MilestonesHeadline | None
    measures: MeasuresHeadline | None
    has_actions: bool


def dashboard(figures, key, links, before=None, trend=()):
    """`Dashboard` of a plan from its `PlanFigures`, those of the last report `before`, and the `trend` up to it."""
    actions = figures.actions
    late = sorted((a for a in actions.actions if a.late and a.in_scope), key=lambda a: a.due_on)
    concerns = shown_concerns(actions.concerns, actions.actions, key, links)
    still_open = tuple(concern for concern in concerns if concern.is_open)
    closed = len(concerns) - len(still_open)
    since = since_last(figures, before, key, links) if before else None
    areas = [
        _area_row(area_title(a.number, a.title), a.counts, key, links, area_value(a.number)) for a in actions.areas
    ]
    total, position = _area_row("All areas", actions.total, key, links, ""), position_of(figures, key, links)
    if since:
        areas = [replace(row, complete=grown) for row, grown in zip(areas, since.complete, strict=True)]
        total = replace(total, complete=since.complete_in_all)
        position = replace(position, more_complete=since.more_complete, not_updated=since.not_updated)
    return Dashboard(
        position=position,
        areas=tuple(areas),
        total=total,
        late=tuple(listed(action, key, links, figures.as_at) for action in late[:AT_MOST]),
        late_count=len(late),
        suspects=suspects(figures, key, links, AT_MOST),
        silent=tuple(listed(action, key, links, figures.as_at) for action in silent(figures)[:AT_MOST]),
        at_plan=len(figures.wrong),
        concerns=still_open[:AT_MOST],
        open_concerns=_figure(len(still_open), links.concerns(state="open")),
        closed_concerns=_figure(closed, links.concerns(state="closed")),
        stated=stated_totals(figures, key, links),
        since=since,
        trend=shown_trend(trend, key, links),
        risks=risks_headline(figures, before, links),
        money=money_headline(figures, links),
        milestones=milestones_headline(figures, before, links),
        measures=measures_headline(figures, links),
        has_actions=bool(figures.actions.actions),
        objectives=shown_objectives(figures.objectives, links) if figures.objectives.objectives else None,
    )


def _area_row(title, counts, key, links, area):
    return AreaRow(
        title=title,
        url=links.actions(area=area),
        actions=_figure(counts.actions, links.actions(area=area)),
        cells=tuple(
            _figure(count, links.actions(area=area, rating=code)) for code, count in counted(counts, key).items()
        ),
        late=_figure(counts.late, links.actions(area=area, late="yes", scope="in")),
        late_out_of_scope=_figure(counts.late_out_of_scope, links.actions(area=area, late="yes", scope="out")),
        bar=stacked_bar(title, segments(counts, key)),
    )


def _figure(count, url):
    return Figure(count, f"{count:,}", url if count else "")
