"""The figures of positions: a month of each organisation, all of them together, and the year month by month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.names import name_of
from core.dates.calendar import financial_year_of

from .models import Position, PositionLine
from .months import months_of, name_of_month
from .variance import (
    AMOUNTS,
    ENTERED,
    HEADS,
    Amounts,
    Difference,
    Entered,
    Kind,
    added,
    difference,
    laid_out,
    percent,
    variance,
)

WHEN = {"ytd": "to date", "forecast": "of the year"}


@dataclass(frozen=True, slots=True)
class LineFigure:
    """A line as at a date; `is_total` where it is computed. Variances are favourable positive.

    `differences` are the printed figures that are not what the lines give.
    """

    name: str
    kind: str
    group: str
    is_total: bool
    ytd_plan: Decimal | None
    ytd_actual: Decimal | None
    ytd_variance: Decimal | None
    ytd_percent: Decimal | None
    forecast_plan: Decimal | None
    forecast_actual: Decimal | None
    forecast_variance: Decimal | None
    forecast_percent: Decimal | None
    commentary: str | None
    printed: dict
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class PositionFigure:
    """The position of one month of `organisation` (None: of a plan without one, or of several together)."""

    key: int | None
    organisation: str | None
    month: date
    name: str
    lines: tuple[LineFigure, ...]
    said_on: date | None
    recorded_by: str | None
    where: str | None

    def line(self, kind):
        """The computed line of a kind, None where there is none."""
        return next((line for line in self.lines if line.kind == kind and line.is_total), None)

    @property
    def balance(self):
        """The line that a board asks for first: the surplus or deficit, else what was spent, None without either."""
        found = (self.line(kind) for kind in (Kind.IN_YEAR, Kind.TOTAL_SPEND))
        return next((line for line in found if line), None)


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """A month of the financial year: what was spent and planned up to its end, over all organisations of the plan.

    None where a position of that month is not known.
    """

    month: date
    name: str
    ytd_plan: Decimal | None
    ytd_actual: Decimal | None
    forecast_actual: Decimal | None


def positions_of(plan, on, month=None):
    """(positions of one month, all of them together or None, months of its year); two queries, one without any.

    The month is the newest known as at `on`, unless another is given by its last day.
    """
    held = [each for each in Position.objects.as_at(plan, on) if month is None or each.month <= month]
    if not held or (month and held[-1].month != month):
        return (), None, ()
    lines = {}
    for line in PositionLine.objects.filter(position__in=[each.pk for each in held]):
        lines.setdefault(line.position_id, []).append(line)
    month = held[-1].month
    newest = [each for each in held if each.month == month]
    found = tuple(_position(each, lines[each.pk]) for each in newest)
    together = _together(month, [lines[each.pk] for each in newest]) if len(newest) > 1 else None
    return found, together, tuple(_months(held, lines, month))


def _position(position, lines):
    return PositionFigure(
        key=position.pk,
        organisation=position.organisation and position.organisation.name,
        month=position.month,
        name=name_of_month(position.month),
        lines=tuple(_figures(lines)),
        said_on=position.effective_on,
        recorded_by=name_of(position.recorded_by),
        where=position.where or None,
    )


def _together(month, tables):
    """Every line of several organisations added up; their printed totals and words stay with each of them."""
    alike = {}
    for line in (line for lines in tables for line in lines if line.kind in ENTERED):
        alike.setdefault((line.kind, line.group, line.name), []).append(_entered(line))
    rows = laid_out([Entered(name, kind, group, added(each)) for (kind, group, name), each in alike.items()])
    lines = tuple(_figure(row, None) for row in rows)
    return PositionFigure(None, None, month, name_of_month(month), lines, None, None, None)


def _months(held, lines, newest):
    """A `MonthFigure` of each month of the year of `newest` up to it."""
    year = months_of(financial_year_of(newest))
    telling = {each.organisation_id for each in held if each.month in year}
    for month in year:
        if month > newest:
            return
        if {each.organisation_id for each in held if each.month == month} != telling:
            # What some organisations spent is not what all of them did.
            yield MonthFigure(month, name_of_month(month), None, None, None)
            continue
        entered = [_entered(line) for each in held if each.month == month for line in lines[each.pk]]
        spent = added([line for line in entered if line.kind == Kind.EXPENDITURE])
        yield MonthFigure(month, name_of_month(month), spent.ytd_plan, spent.ytd_actual, spent.forecast_actual)


def _entered(line):
    return Entered(line.name, line.kind, line.group, Amounts(*(getattr(line, name) for name in AMOUNTS)))


def _figures(lines):
    """A `LineFigure` of each line and total in the order of a finance report, printed figures beside."""
    given = {(line.kind, line.group, line.name): line for line in lines if line.kind in ENTERED}
    printed = {(line.kind, line.group): line for line in lines if line.kind not in ENTERED}
    for row in laid_out([_entered(line) for line in given.values()]):
        if isinstance(row, Entered):
            yield _figure(row, given[row.kind, row.group, row.name])
        else:
            yield _figure(row, printed.get((row.kind, row.group)))


def _figure(row, record):
    """The `LineFigure` of an `Entered` or `Total`; `record` is what was given of it, or printed, or None."""
    is_total = not isinstance(row, Entered)
    computed = {name: row.amounts.of(name) for name in AMOUNTS}
    for when in WHEN:
        amounts = computed[f"{when}_plan"], computed[f"{when}_actual"]
        computed[f"{when}_variance"] = variance(row.kind, *amounts)
        computed[f"{when}_percent"] = percent(row.kind, *amounts)
    printed = _printed(record, is_total) if record else {}
    return LineFigure(
        name=record.name if record else row.name,
        kind=str(row.kind),
        group=row.group,
        is_total=is_total,
        commentary=(record and record.commentary) or None,
        printed=printed,
        differences=tuple(_differences(computed, printed, row.lines if is_total else 1)),
        **computed,
    )


def _printed(record, is_total):
    """{figure: as printed} of what a document printed of a line, beyond what it gives."""
    found = {
        f"{when}_{what}": getattr(record, f"stated_{when}_{what}") for when in WHEN for what in ("variance", "percent")
    }
    if is_total:
        found |= {name: getattr(record, name) for name in AMOUNTS}
    return {name: value for name, value in found.items() if value is not None}


def _differences(computed, printed, lines):
    for name, value in printed.items():
        when, _, what = name.partition("_")
        if what == "percent":
            # Percentages have a place: they are made of figures that were rounded to thousands long before. Of a plan
            # below zero some offices print them with its sign.
            close = computed[name] is not None and abs(abs(value) - abs(computed[name])) <= Decimal("0.1")
            found = None if close else difference(f"% {WHEN[when]}", value, computed[name], 0)
        else:
            said = HEADS.get(name, f"variance {WHEN[when]}")
            found = difference(said, value, computed[name], lines + (what == "variance"))
        if found:
            yield found
