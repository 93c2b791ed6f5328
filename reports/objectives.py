"""The objectives of a plan at a date: what serves each, what threatens it, and whether it is safe.

It stands beside the registers: it knows all of them, and none knows it.
"""

from dataclasses import asdict, dataclass
from itertools import groupby

from actions.models import ActionObjective

from . import safety
from .safety import Safety


@dataclass(frozen=True, slots=True)
class TiedFigure:
    """A record that serves or threatens an objective: `kind` (action, milestone, measure or risk), its name and title,
    what it means for the objective and why, "" where it gives no cause to worry."""

    kind: str
    key: int
    name: str
    title: str
    safety: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class ObjectiveFigure:
    """`safety` is the name of a `Safety`; `tied` are what serves and threatens it, the gravest of each kind first."""

    key: int
    ref: str
    title: str
    safety: str
    tied: tuple[TiedFigure, ...]

    @property
    def name(self):
        return f"{self.ref} {self.title}".strip()

    @property
    def reasons(self):
        """Those of `tied` that make it unsafe or worth watching, the gravest first."""
        return tuple(sorted((each for each in self.tied if each.why), key=_gravity))


@dataclass(frozen=True, slots=True)
class ObjectivesFigures:
    """In the order of the plan."""

    objectives: tuple[ObjectiveFigure, ...]

    def count(self, safety):
        return sum(each.safety == safety.name for each in self.objectives)

    def as_json(self):
        return {"objectives": [asdict(each) for each in self.objectives]}


def objectives_of(plan, parts, on):
    """`ObjectivesFigures` of `plan` as at `on`, from the figures of its registers; in one query where it has none, else
    in two."""
    objectives = list(plan.objectives.all())
    tied = _tied(plan, parts, on) if objectives else {}
    return ObjectivesFigures(tuple(_figure(each, tied.get(str(each), ())) for each in objectives))


def _figure(objective, tied):
    kinds = list(KINDS)
    ordered = sorted(tied, key=lambda each: (kinds.index(each.kind), _gravity(each)))
    found = safety.overall([safety.Judged(Safety[each.safety]) for each in tied])
    return ObjectiveFigure(objective.pk, objective.ref, objective.title, found.name, tuple(ordered))


def _gravity(tied):
    return list(Safety.__members__).index(tied.safety)


def _tied(plan, parts, on):
    """{an objective as it is called: `TiedFigure`s}, those left out that are counted no longer."""
    found = {}
    for kind, (records, judge) in KINDS.items():
        for record, objectives in records(plan, parts, on):
            judged = judge(record, on)
            for objective in objectives if judged else ():
                made = (kind, record.key, _name(record), record.title, judged.safety.name, judged.why, record.url)
                found.setdefault(objective, []).append(TiedFigure(*made))
    return found


def _name(record):
    return getattr(record, "called", None) or record.name


def _actions(plan, parts, on):
    """Each tied action with the names of its objectives; a public pack has no figures of what is private."""
    figures = {action.key: action for action in parts["actions"].actions}
    ties = ActionObjective.objects.lasting(on).filter(action__plan=plan).select_related("action", "objective")
    for key, own in groupby(ties.order_by("action__position", "action", "pk"), lambda tie: tie.action.key):
        if key in figures:
            yield figures[key], [str(tie.objective) for tie in own]


def _milestones(plan, parts, on):
    return ((each, each.objectives) for each in parts["milestones"].milestones)


def _measures(plan, parts, on):
    return ((each, each.objectives) for each in parts["measures"].measures)


def _risks(plan, parts, on):
    return ((risk, risk.objectives) for risk in parts["risks"].risks)


# {kind: (its figures with their objectives, how each is judged)}, in the order in which a reader meets them.
KINDS = {
    "action": (_actions, safety.of_action),
    "milestone": (_milestones, safety.of_milestone),
    "measure": (_measures, safety.of_measure),
    "risk": (_risks, safety.of_risk),
}
