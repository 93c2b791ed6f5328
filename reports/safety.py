"""Whether an objective of the plan is safe, by what serves and threatens it. Values in, values out.

What serves or threatens it has the attributes of an `ActionFigure`, a `RiskFigure`, a `MilestoneFigure` or a
`MeasureFigure`; `on` is the day as at which it is judged.
"""

from dataclasses import dataclass
from enum import Enum

from actions.scope import COUNTED
from core.environment import plural
from measures.assurance import MISSED

LATE_FOR_LONG = 90  # days: what is that late is no slip any more


class Safety(Enum):
    """From the gravest; the value is what a reader sees."""

    NOT_SAFE = "Not safe"
    WATCH = "To watch"
    SAFE = "Safe"
    UNKNOWN = "Nothing is tied to it"


# How each looks: a level of core/shapes.py.
LEVELS = {Safety.NOT_SAFE: "extreme", Safety.WATCH: "high", Safety.SAFE: "low", Safety.UNKNOWN: ""}


@dataclass(frozen=True, slots=True)
class Judged:
    """One record and what it means for the objective: `why` is a clause, "" where it gives no cause to worry."""

    safety: Safety
    why: str = ""


SAFE = Judged(Safety.SAFE)


def of_action(action, on):
    """`Judged` of an action that serves the objective, None where it is no longer counted."""
    if action.standing not in COUNTED or action.is_heading:
        return None
    if not action.late:
        return SAFE
    days = (on - action.due_on).days
    safety = Safety.NOT_SAFE if days >= LATE_FOR_LONG else Safety.WATCH
    return Judged(safety, f"{plural(days, 'day')} late")


def of_risk(risk, on):
    """`Judged` of a risk that threatens the objective, None where it is closed."""
    if not risk.open:
        return None
    if risk.level == "extreme":
        return Judged(Safety.NOT_SAFE, f"scores {risk.current.score}, {risk.current.band}")
    if risk.movement == "worse":
        return Judged(Safety.WATCH, f"scores {risk.current.score}, more than at the year’s start")
    if risk.level == "high" and risk.above_target != 0:
        return Judged(Safety.WATCH, f"scores {risk.current.score}, {risk.current.band}")
    return SAFE


def of_milestone(milestone, on):
    """`Judged` of a milestone that serves the objective, None where it is no longer counted."""
    if not milestone.is_counted:
        return None
    critical = "on the critical path, " if milestone.is_critical else ""
    if milestone.late:
        days = (on - milestone.due_on).days
        grave = milestone.is_critical or days >= LATE_FOR_LONG
        return Judged(Safety.NOT_SAFE if grave else Safety.WATCH, f"{critical}{plural(days, 'day')} late")
    for holds, why in (
        (milestone.will_be_late, "expected to be late"),
        (milestone.status == "delayed", "delayed"),
        (milestone.late_against_original, "late against its original date"),
    ):
        if holds:
            return Judged(Safety.WATCH, f"{critical}{why}")
    return SAFE


def of_measure(measure, on):
    """`Judged` of a measure that shows whether the objective is reached, None where it is counted no longer."""
    if not measure.open:
        return None
    if measure.missed >= MISSED:
        return Judged(Safety.NOT_SAFE, f"missed its target {measure.missed} times running")
    if measure.variation == "concern":
        return Judged(Safety.WATCH, "its latest value is a concern")
    if measure.assurance == "fails":
        return Judged(Safety.WATCH, "misses its target as a rule")
    return SAFE


def overall(judged):
    """The `Safety` of an objective: the gravest of those that are tied to it."""
    return min((each.safety for each in judged), key=list(Safety).index, default=Safety.UNKNOWN)
