"""What changed of the money of a plan between two dates: its headline figures, and scheme by scheme."""

from dataclasses import dataclass
from decimal import Decimal

from .months import number_of
from .savings_figures import SchemeFigure


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure that a board asks for: what, whose (None: of all organisations, or of none), of which month."""

    what: str
    organisation: str | None
    month: str
    amount: Decimal
    page: str


@dataclass(frozen=True, slots=True)
class HeadlineChange:
    """A headline figure at two dates; one of them is None where it was not known then."""

    before: Headline | None
    after: Headline | None

    @property
    def figure(self):
        return self.after or self.before

    @property
    def by(self):
        """By how much it grew, None unless it is known at both dates."""
        return self.after.amount - self.before.amount if self.before and self.after else None


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """A scheme at two dates; `before` is None of a new one, `after` of one that is known no more."""

    before: SchemeFigure | None
    after: SchemeFigure | None

    @property
    def scheme(self):
        return self.after or self.before


@dataclass(frozen=True, slots=True)
class FinanceComparison:
    """What changed, each list in the order of the pages of money."""

    headlines: tuple[HeadlineChange, ...]
    new_schemes: tuple[SchemeChange, ...]
    stages: tuple[SchemeChange, ...]
    confidence: tuple[SchemeChange, ...]
    values: tuple[SchemeChange, ...]

    def told(self, name):
        """The changes of the list `name`."""
        return getattr(self, name)


def compare(before, after, ratings=()):
    """`FinanceComparison` of two `FinanceFigures`; `ratings`, those of the plan's key, say nothing of money."""
    was, now = ({(each.what, each.organisation): each for each in headlines(figures)} for figures in (before, after))
    moved = [HeadlineChange(was.get(key), now.get(key)) for key in dict.fromkeys([*now, *was])]
    known = {scheme.key: scheme for scheme in _schemes(before)}
    schemes = [SchemeChange(known.get(scheme.key), scheme) for scheme in _schemes(after)]
    kept = [change for change in schemes if change.before]
    return FinanceComparison(
        headlines=tuple(each for each in moved if not (each.before and each.after) or each.by),
        new_schemes=tuple(change for change in schemes if not change.before),
        stages=_differing(kept, "gateway"),
        confidence=_differing(kept, "confidence"),
        values=_differing(kept, "value"),
    )


def headlines(figures):
    """Every `Headline` of `FinanceFigures`."""
    positions = [each for each in (figures.together, *figures.positions) if each]
    for position in positions:
        line, month = position.balance, f"M{number_of(position.month)}"
        for what, amount in (("to date", line and line.ytd_variance), ("of the year", line and line.forecast_variance)):
            if amount is not None:
                yield Headline(f"Variance {what}", position.organisation, month, amount, "finance:position")
    for exposure in figures.exposures:
        net = exposure.total("net").amounts.assessed
        month = f"M{number_of(exposure.month)}"
        yield Headline("Net exposure as assessed", exposure.organisation, month, net, "finance:exposure")
    savings = figures.savings
    for target in savings.targets if savings else ():
        month = f"M{number_of(savings.month)}"
        yield Headline("Savings identified", target.organisation, month, target.identified, "finance:savings")


def _schemes(figures):
    return figures.savings.schemes if figures.savings else ()


def _differing(changes, name):
    return tuple(each for each in changes if getattr(each.before, name) != getattr(each.after, name))
