"""The timeline of a plan as a page: what is due when, in parts, with the same dates as a table."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from markupsafe import Markup

from actions import timeline as when
from core.charts import timeline as drawn
from core.paging import page_links

from ..filters import area_value
from .action_list import area_title
from .words import cut

ROWS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class ShownTimeline:
    """`pieces` are the pictures of the actions in `parts`; `outside` says what lies outside their months.

    `parts` are (name of an area, its `Row`s), `undated` are (what was written of the date, `KeyEntry`, `ActionFigure`).
    """

    finding: str
    count: int
    pieces: tuple[Markup, ...]
    outside: tuple[str, ...]
    parts: list[tuple[str, list[when.Row]]]
    undated: tuple[tuple, ...]
    pages: dict | None


def timeline(figures, key, links, area, page):
    """`ShownTimeline` of a plan from its `PlanFigures`; of one area where `area` is its value in an address."""
    schedule, on = _schedule(figures, area), figures.as_at
    shown = Paginator(schedule.dated, ROWS_A_PAGE).get_page(page)
    lines = drawn(when.NAME, when.groups(figures.actions.areas, shown, on), on, when.entries(key))
    return ShownTimeline(
        finding=when.finding(schedule, on),
        count=len(schedule.dated),
        pieces=lines.pieces,
        outside=lines.outside,
        parts=_parts(figures.actions.areas, when.rows(shown, key, on)),
        undated=tuple((_undated(action), key.entry(action.rating), action) for action in schedule.undated),
        pages=page_links(shown, lambda number: links.page("reports:timeline", area=area, page=number)),
    )


def whole(figures, key, area):
    """All of the timeline as one SVG, None where no action has a date."""
    schedule, on = _schedule(figures, area), figures.as_at
    groups = when.groups(figures.actions.areas, schedule.dated, on)
    return next(iter(drawn(when.NAME, groups, on, when.entries(key), lines_a_page=None).pieces), None)


def areas_to_choose(figures):
    """[(value, words)] of the areas."""
    return [(area_value(area.number), area_title(area.number, area.title)) for area in figures.actions.areas]


def _parts(areas, rows):
    """[(name, `Row`s)] of the areas that have any, in their order."""
    by_area = {area.number: [] for area in areas}
    for row in rows:
        by_area[row.figure.area_number].append(row)
    return [(when.area_name(area), by_area[area.number]) for area in areas if by_area[area.number]]


def _schedule(figures, area):
    actions = figures.actions.actions
    return when.schedule(action for action in actions if not area or area_value(action.area_number) == area)


def _undated(action):
    return f"Written as “{cut(action.due_as_written, 60)}”" if action.due_as_written else "No date written"
