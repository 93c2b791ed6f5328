"""When things are due: the timeline of the plan page by page, its dates as a table, and the actions without one."""

from dataclasses import dataclass

from actions import timeline as when
from core.charts import Group, in_pages
from core.charts import timeline as drawn
from core.dates.calendar import in_short

# How many lines of the table a page has room for, and how many of its columns.
LINES_A_COLUMN = 33
COLUMNS = 3
# A date takes as many letters of a line; what stands beside it may need a second line.
LETTERS = 38


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of an action, as short as a table of numbers has them; `due` says what differs in words."""

    ref: str
    start: str
    due: str


def timeline(document):
    figures, key, on = document.figures.actions, document.key, document.figures.as_at
    schedule = when.schedule(figures.actions)
    groups = when.groups(figures.areas, schedule.dated, on)
    lines = drawn(when.NAME, groups, on, when.entries(key))
    tables = [Group(group.title, tuple(map(_dates, group.lines))) for group in groups]
    columns = in_pages(tables, LINES_A_COLUMN, _lines)
    return {
        "finding": when.finding(schedule, on),
        "pieces": lines.pieces,
        "outside": lines.outside,
        "pages": [columns[place : place + COLUMNS] for place in range(0, len(columns), COLUMNS)],
        "undated": [(action, key.entry(action.rating)) for action in schedule.undated],
    }


def _dates(line):
    first = f", first {in_short(line.original_on)}" if line.has_moved else ""
    late = f", {line.late}" if line.late else ""
    start = in_short(line.starts_on) if line.starts_on else "Not stated"
    return Dates(line.ref, start, f"{in_short(line.due_on)}{first}{late}")


def _lines(dates):
    return -(-len(dates.due) // LETTERS)
