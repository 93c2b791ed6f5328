"""This app's part of the figures of a plan at a date: all its money, in £'000."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from .exposure_figures import ExposureFigure, exposures_of
from .plan_figures import ActivityFigure, FinancialPlanFigure, activity_of, financial_plans_of
from .position_figures import MonthFigure, PositionFigure, positions_of
from .savings_figures import SavingsFigures, savings_of


@dataclass(frozen=True, slots=True)
class FinanceFigures:
    """`positions` are those of the newest month known, one for each organisation; `together` adds them up where there
    are several; `months` tell of every month of the financial year so far. `exposures` are the financial risks and
    mitigations of the newest month in which an organisation told of them, `savings` the schemes and their targets.
    """

    positions: tuple[PositionFigure, ...]
    together: PositionFigure | None
    months: tuple[MonthFigure, ...]
    exposures: tuple[ExposureFigure, ...] = ()
    savings: SavingsFigures | None = None
    plans: tuple[FinancialPlanFigure, ...] = ()
    activity: tuple[ActivityFigure, ...] = ()

    def as_json(self):
        return {
            "positions": [plain(asdict(each)) for each in self.positions],
            "position_together": self.together and plain(asdict(self.together)),
            "position_months": [plain(asdict(each)) for each in self.months],
            "financial_plans": [plain(asdict(each)) for each in self.plans],
            "activity": [plain(asdict(each)) for each in self.activity],
            "exposures": [plain(asdict(each)) for each in self.exposures],
            "schemes": [plain(asdict(each)) for each in (self.savings.schemes if self.savings else ())],
            "gateways": [plain(asdict(each)) for each in (self.savings.gateways if self.savings else ())],
            "savings_targets": [plain(asdict(each)) for each in (self.savings.targets if self.savings else ())],
        }


def plain(value):
    """A value as it goes into JSON: an amount as a number, whole where it has no pence."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    return value


def figures_of(plan, on, is_public=False):
    """`FinanceFigures` of `plan` as at `on`, in a constant number of queries."""
    positions, together, months = positions_of(plan, on)
    exposures, _ = exposures_of(plan, on)
    own = {"plans": financial_plans_of(plan, on), "activity": activity_of(plan, on), "savings": savings_of(plan, on)}
    return FinanceFigures(positions, together, months, exposures, **own)
