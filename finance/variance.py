"""The arithmetic of a month's position: variances, percentages, totals, and how far a printed figure is from them.

Favourable is positive, adverse negative (shown in brackets), as boards of the NHS read it: of money that comes in, and
of a balance, more than planned is favourable; of spending, less. All amounts are Decimals in £'000, None where nobody
gave one.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

AMOUNTS = ("ytd_plan", "ytd_actual", "forecast_plan", "forecast_actual")
HEADS = {
    "ytd_plan": "plan to date",
    "ytd_actual": "actual to date",
    "forecast_plan": "plan of the year",
    "forecast_actual": "forecast of the year",
}
# A figure printed without pence is off by half a thousand at most; so is each of those that it was made of.
HALF = Decimal("0.5")


class Kind(StrEnum):
    """What a line of a position is; the totals are computed, whatever a document prints."""

    ALLOCATION = "allocation"
    EXPENDITURE = "expenditure"
    BROUGHT_FORWARD = "brought_forward"
    GROUP_TOTAL = "group_total"
    TOTAL_SPEND = "total_spend"
    IN_YEAR = "in_year"
    CUMULATIVE = "cumulative"

    @property
    def is_spending(self):
        return self in (Kind.EXPENDITURE, Kind.GROUP_TOTAL, Kind.TOTAL_SPEND)

    @property
    def is_balance(self):
        return self in (Kind.BROUGHT_FORWARD, Kind.IN_YEAR, Kind.CUMULATIVE)

    @property
    def is_total(self):
        return self in (Kind.GROUP_TOTAL, Kind.TOTAL_SPEND, Kind.IN_YEAR, Kind.CUMULATIVE)


ENTERED = (Kind.ALLOCATION, Kind.EXPENDITURE, Kind.BROUGHT_FORWARD)
_NAMES = {Kind.TOTAL_SPEND: "Total expenditure", Kind.IN_YEAR: "In-year surplus / (deficit)"}
_NAMES[Kind.CUMULATIVE] = "Total surplus / (deficit)"
_BALANCE = r"\b(?:surplus|deficit)\b"
_READ = (
    (r"\b(?:b fwd|b f|brought forward|bfwd)\b", Kind.BROUGHT_FORWARD),
    (rf"^(?:total|cumulative)\b.*{_BALANCE}", Kind.CUMULATIVE),
    (rf"{_BALANCE}|^in year (?:position|total)", Kind.IN_YEAR),
    (r"^total (?:expenditure|spend|spending|costs)$", Kind.TOTAL_SPEND),
    (r"^(?:total )?(?:allocations?|income|funding|resources?|revenue resource)\b", Kind.ALLOCATION),
    (r"^total\b", Kind.GROUP_TOTAL),
    (r"\b(?:allocation|income)$", Kind.ALLOCATION),
)


def kind_of(name):
    """The `Kind` of a line by its name, as offices write it: "B/Fwd Cumulative Deficit", "Total Expenditure"."""
    words = re.sub(r"[^a-z0-9]+", " ", name.casefold()).strip()
    return next((kind for pattern, kind in _READ if re.search(pattern, words)), Kind.EXPENDITURE)


def variance(kind, plan, actual):
    """How far `actual` is from `plan`, favourable positive; None where one of them is not known."""
    if plan is None or actual is None:
        return None
    return plan - actual if Kind(kind).is_spending else actual - plan


def percent(kind, plan, actual):
    """The variance in per cent of the size of the plan, with one place: adverse below zero also where the plan is a
    deficit. None where that cannot be said."""
    apart = variance(kind, plan, actual)
    return None if apart is None or not plan else (100 * apart / abs(plan)).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Amounts:
    """The four amounts of a line, in £'000."""

    ytd_plan: Decimal | None = None
    ytd_actual: Decimal | None = None
    forecast_plan: Decimal | None = None
    forecast_actual: Decimal | None = None

    def of(self, name):
        return getattr(self, name)


@dataclass(frozen=True, slots=True)
class Entered:
    """A line that somebody gives: `kind` is one of ENTERED, `group` the heading that it stands under, or ""."""

    name: str
    kind: str
    group: str
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Total:
    """A computed line; `lines` are how many entered ones it is made of, each of them rounded where it is printed."""

    name: str
    kind: str
    group: str
    amounts: Amounts
    lines: int


def laid_out(entered):
    """The `Entered` lines of one position with its `Total`s between them, as a finance report has them.

    Money that comes in first; then spending by group, each group with its total; total expenditure; what remains of the
    year; what was brought forward; and the surplus or deficit in all. A total of nothing is left out.
    """
    income = [line for line in entered if line.kind == Kind.ALLOCATION]
    spent = [line for line in entered if line.kind == Kind.EXPENDITURE]
    brought = [line for line in entered if line.kind == Kind.BROUGHT_FORWARD]
    rows = list(income)
    for group in dict.fromkeys(line.group for line in spent):
        own = [line for line in spent if line.group == group]
        rows += own
        if group:
            rows.append(Total(f"Total {group}", Kind.GROUP_TOTAL, group, added(own), len(own)))
    if spent:
        rows.append(_total(Kind.TOTAL_SPEND, spent))
    if income and spent:
        rows.append(_total(Kind.IN_YEAR, income + spent))
    rows += brought
    if brought and income and spent:
        rows.append(_total(Kind.CUMULATIVE, income + spent + brought))
    return rows


def _total(kind, lines):
    return Total(_NAMES[kind], kind, "", added(lines, kind != Kind.TOTAL_SPEND), len(lines))


def added(lines, is_balance=False):
    """The `Amounts` of several lines together; of a balance what is spent counts against what comes in.

    An amount that one of the lines lacks is not known of all of them either.
    """
    found = {}
    for name in AMOUNTS:
        given = [_signed(line, name, is_balance) for line in lines]
        found[name] = None if not given or None in given else sum(given, Decimal(0))
    return Amounts(**found)


def _signed(line, name, is_balance):
    amount = line.amounts.of(name)
    return -amount if amount is not None and is_balance and Kind(line.kind).is_spending else amount


@dataclass(frozen=True, slots=True)
class Difference:
    """A printed figure beside the computed one, `what` it is of; `by` is printed less computed, in its unit.

    `is_rounding` says that rounding alone may account for it.
    """

    what: str
    printed: Decimal
    computed: Decimal
    is_rounding: bool

    @property
    def by(self):
        return self.printed - self.computed


def difference(what, printed, computed, figures):
    """The `Difference` of a printed figure, None where there is none; `figures` is how many it was made of."""
    if printed is None or computed is None or printed == computed:
        return None
    allowed = (figures + 1) * HALF
    return Difference(what, printed, computed, abs(printed - computed) <= allowed)
