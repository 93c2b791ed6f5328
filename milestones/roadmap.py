"""The roadmap of a plan: its milestones by quarter, in lanes by department or by programme. Values in, values out.

What stands on it are those that are counted and have a due date.
"""

from dataclasses import dataclass

from core.charts import Lane, Quarter, Stop

from .models import DeliveryStatus
from .presenters.milestones import shown_status
from .quarters import begins, name_of_quarter, quarter_of, quarters_from

MOST = 6  # quarters that a picture has room for
BY_DEPARTMENT, BY_PROGRAMME = "department", "programme"
_NOWHERE = {BY_DEPARTMENT: "No department", BY_PROGRAMME: "No programme"}


@dataclass(frozen=True, slots=True)
class Road:
    """What the picture shows, and `undated`, the `MilestoneFigure`s that have no date to stand at."""

    lanes: tuple[Lane, ...]
    quarters: tuple[Quarter, ...]
    undated: tuple

    @property
    def stops(self):
        return sum(len(lane.stops) for lane in self.lanes)


def road(figures, on, by=BY_DEPARTMENT):
    """The `Road` of `MilestonesFigures` as at `on`."""
    dated = [each for each in figures.counted if each.due_on]
    names = dict.fromkeys(_lane_of(each, by) for each in dated)
    lanes = [Lane(name, tuple(_stop(each) for each in dated if _lane_of(each, by) == name)) for name in names]
    lanes.sort(key=lambda lane: lane.title == _NOWHERE[by])
    undated = tuple(each for each in figures.counted if not each.due_on)
    return Road(tuple(lanes), quarters_shown([each.due_on for each in dated], on), undated)


def quarters_shown(days, on):
    """The `Quarter`s from that of the first of the `days` to that of the last.

    Where they are more than MOST: so many that the one of `on` is among them, with at most two before it.
    """
    if not days:
        return ()
    every = quarters_from(quarter_of(min(days)), quarter_of(max(days)))
    if len(every) > MOST:
        two_before = sum(quarter < quarter_of(on) for quarter in every) - 2
        start = max(0, min(two_before, len(every) - MOST))
        if not any(quarter_of(day) in every[start : start + MOST] for day in days):
            # Nothing is due around the day looked at: then what is due next.
            start = min(
                every.index(quarter_of(min(day for day in days if quarter_of(day) > every[start]))), len(every) - MOST
            )
        every = every[start : start + MOST]
    return tuple(Quarter(begins(quarter), quarter, name_of_quarter(quarter)) for quarter in every)


def status_key():
    """[(stage, words)] of every status, and of none."""
    return [(shown.stage, shown.label) for shown in map(shown_status, (*reversed(DeliveryStatus.values), None))]


def has_programmes(figures):
    return any(each.programme for each in figures.counted)


def _lane_of(milestone, by):
    name = milestone.programme_name if by == BY_PROGRAMME else milestone.department or milestone.team
    return name or _NOWHERE[by]


def _stop(milestone):
    quarter = quarter_of(milestone.due_on)
    first = milestone.original_on and quarter_of(milestone.original_on)
    return Stop(
        ref=milestone.called,
        title=milestone.title,
        stage=shown_status(milestone.status).stage,
        quarter=quarter,
        original=first if first != quarter else None,
        is_critical=milestone.is_critical,
        late="late" if milestone.late else "",
    )
