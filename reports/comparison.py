"""What changed in a plan between two dates, all its registers together. A further one joins by a line in REGISTERS."""

from dataclasses import dataclass
from datetime import date

import actions.comparison
import cycle.comparison
import finance.comparison
import measures.comparison
import milestones.comparison
import milestones.programme_comparison
import risks.comparison

# {name of the part: the app's comparison module}; each has compare(before, after, ratings) of its figures.
REGISTERS = {
    "actions": actions.comparison,
    "risks": risks.comparison,
    "finance": finance.comparison,
    "milestones": milestones.comparison,
    "programmes": milestones.programme_comparison,
    "measures": measures.comparison,
    "highlights": cycle.comparison,
}


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """What changed from the day `before` to the day `after`; `parts` are {register: its comparison}."""

    before: date
    after: date
    parts: dict

    @property
    def actions(self):
        return self.parts["actions"]

    @property
    def risks(self):
        return self.parts["risks"]

    @property
    def finance(self):
        return self.parts["finance"]

    @property
    def milestones(self):
        return self.parts["milestones"]

    @property
    def programmes(self):
        return self.parts["programmes"]

    @property
    def measures(self):
        return self.parts["measures"]


def compare(before, after):
    """`PlanComparison` of two `PlanFigures` of one plan."""
    parts = {
        name: module.compare(before.parts[name], after.parts[name], after.plan.ratings)
        for name, module in REGISTERS.items()
    }
    return PlanComparison(before.as_at, after.as_at, parts)
