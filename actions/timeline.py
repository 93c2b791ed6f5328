"""When the actions of a plan are due: those with a date as lines of a timeline, and those without. Values in, values
out."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.charts import Group, Line
from core.dates.calendar import MONTHS, in_words
from core.environment import number_words, plural
from plans.presenters.key import KeyEntry

from .duedates import slipped
from .figures import ActionFigure

NAME = "When the actions are due"
# From so many actions on it says something in which month three quarters of them were due.
ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Schedule:
    """Counted actions in the order of the plan: `dated` have a due date, `undated` none that could be read."""

    dated: tuple[ActionFigure, ...]
    undated: tuple[ActionFigure, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The dates of one action in words; `first` is "" where it is still due on its first date."""

    figure: ActionFigure
    rating: KeyEntry
    due: str
    first: str
    slips: str
    lateness: str


def schedule(actions: Iterable[ActionFigure]):
    """The `Schedule` of those of the actions that the plan counts."""
    counted = [action for action in actions if action.is_counted]
    dated = tuple(action for action in counted if action.due_on)
    return Schedule(dated, tuple(action for action in counted if not action.due_on))


def groups(areas, dated, on):
    """[`Group`] of a timeline as at `on`: the lines of `dated` under their `AreaFigures`, in the order of `areas`."""
    by_area = {area.number: [] for area in areas}
    for action in dated:
        by_area[action.area_number].append(line(action, on))
    return [Group(area_name(area), tuple(by_area[area.number])) for area in areas if by_area[area.number]]


def line(action, on):
    return Line(
        ref=action.ref or "–",
        title=action.title,
        stage=action.stage,
        due_on=action.due_on,
        starts_on=action.starts_on,
        original_on=action.original_due_on,
        late=lateness(action, on),
    )


def rows(dated, key, on):
    """The table of a timeline: a `Row` for each of the actions with a date."""
    return [
        Row(
            action,
            key.entry(action.rating),
            in_words(action.due_on),
            in_words(action.original_due_on) if action.original_due_on not in (None, action.due_on) else "",
            slipped(action.slips, action.days_slipped),
            lateness(action, on),
        )
        for action in dated
    ]


def entries(key):
    """[(stage, words)] of a plan's `Key`, for the key of a picture."""
    return [(entry.stage, entry.label) for entry in key.entries]


def lateness(action, on):
    """ "17 days late", "1 day late, out of scope", or ""."""
    if not action.late:
        return ""
    return f"{plural((on - action.due_on).days, 'day')} late{'' if action.in_scope else ', out of scope'}"


def area_name(area):
    return area.title if area.number is None else f"{area.number} {area.title}"


def finding(schedule, on):
    """When most of the actions are due, how many have a later date than first, and how many none; in sentences."""
    sentences = [_due(schedule.dated, on), _moved(schedule.dated)] if schedule.dated else []
    if schedule.undated:
        count = len(schedule.undated)
        sentences.append(f"{plural(count, 'action has', 'actions have')} no date.")
    return " ".join(sentences) or "No action has a date."


def _due(dated, on):
    days = sorted(action.due_on for action in dated)
    if len(days) < ENOUGH:
        return f"{plural(len(days), 'action has', 'actions have')} a date."
    day = days[-(-len(days) * 3 // 4) - 1]
    return f"Three quarters of the actions {'were' if day <= on else 'are'} due by {MONTHS[day.month - 1]} {day.year}."


def _moved(dated):
    moved = sum(bool(action.slips) for action in dated)
    if not moved:
        return "No date has moved since it was first recorded."
    return f"{number_words(moved)} {'has' if moved == 1 else 'have'} slipped."
