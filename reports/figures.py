"""The figures of a plan at a date: one object, from which dashboard, pack, workbook and commands are made.

Because everything shows the same object, no two totals can differ. A further register joins by one line in REGISTERS.
"""

from dataclasses import asdict, dataclass
from datetime import date

import actions.figures
import plans.figures

# {name of the part: the app's figures module}; each has figures_of(plan, on) giving a frozen dataclass with as_json().
REGISTERS = {"plan": plans.figures, "actions": actions.figures}


@dataclass(frozen=True, slots=True)
class StatedTotalFigure:
    """A printed figure beside the computed one; both of the latter are None for a line about an earlier report."""

    label: str
    area_number: int | None
    said_of: date | None
    rating: str
    stated: int
    computed: int | None
    difference: int | None
    where: str


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """Everything counted and stated about one plan as at one date; `parts` are {register: its figures}."""

    slug: str
    name: str
    as_at: date
    parts: dict
    stated_totals: tuple[StatedTotalFigure, ...]

    @property
    def plan(self):
        return self.parts["plan"]

    @property
    def actions(self):
        return self.parts["actions"]

    def as_json(self):
        """Plain values in the form of the command `plan_figures`."""
        figures = {"plan": self.slug, "as_at": self.as_at, "stated_totals": [asdict(t) for t in self.stated_totals]}
        for part in self.parts.values():
            figures |= part.as_json()
        return figures


def figures_of(plan, on):
    """`PlanFigures` of `plan` as at `on`."""
    parts = {name: module.figures_of(plan, on) for name, module in REGISTERS.items()}
    stated = tuple(_beside_computed(line, parts["actions"]) for line in parts["plan"].stated)
    return PlanFigures(plan.slug, plan.name, on, parts, stated)


def _beside_computed(line, counted):
    if line.area_number is not None:
        counts = next((area.counts for area in counted.areas if area.number == line.area_number), None)
    else:
        counts = counted.total if line.label.casefold().startswith("total") else None
    computed = counts.ratings[line.rating] if counts else None
    return StatedTotalFigure(
        line.label,
        line.area_number,
        line.said_of,
        line.rating,
        line.count,
        computed,
        None if computed is None else computed - line.count,
        line.where,
    )
