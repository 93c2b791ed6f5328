"""The figures of plans of money and of activity as at a date."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.names import name_of

from .activity import Apart, change, findings, parent_of, to_date, year_of
from .models import Activity, ActivityLine, FinancialPlan, FinancialPlanAmount, FinancialPlanLine
from .months import ended_by, months_of
from .movements import BASE, CLOSING, MOVEMENT, YEAR, Head, at, differences, growth, planned
from .variance import Difference, Kind


@dataclass(frozen=True, slots=True)
class PlanLineFigure:
    """A line; `amounts` stand under the heads of its plan. `computed` is what its movements come to, None of a total.

    `growth` is that of the plan on what recurs, or of each year on the one before.
    """

    name: str
    kind: str
    amounts: tuple[Decimal | None, ...]
    computed: Decimal | None
    growth: tuple[Decimal | None, ...]
    stated_growth: Decimal | None


@dataclass(frozen=True, slots=True)
class FinancialPlanFigure:
    """A plan of money; `differences` are (line, `Difference`) of what is printed and does not add up."""

    key: int
    organisation: str | None
    year: int
    name: str
    topic: str
    heads: tuple[Head, ...]
    lines: tuple[PlanLineFigure, ...]
    differences: tuple[tuple[str, Difference], ...]
    said_on: date
    recorded_by: str
    where: str | None


@dataclass(frozen=True, slots=True)
class ActivityLineFigure:
    """A line of activity: what is planned, what was counted, and how far that is from the plan to date."""

    code: str
    title: str
    parent: str
    last_year: int | None
    do_nothing: int | None
    savings: int | None
    planned: int | None
    change: Decimal | None
    stated_change: Decimal | None
    months: tuple[int | None, ...]
    counted: tuple[int | None, ...]
    planned_to_date: int | None
    counted_to_date: int | None
    year: int | None


@dataclass(frozen=True, slots=True)
class ActivityFigure:
    """The activity of one year of one organisation; `findings` are what does not add up in the plan."""

    key: int
    organisation: str | None
    year: int
    name: str
    lines: tuple[ActivityLineFigure, ...]
    findings: tuple[Apart, ...]
    said_on: date
    recorded_by: str
    where: str | None


def year_name(year):
    """Such as "2018/19"."""
    return f"{year}/{(year + 1) % 100:02}"


def financial_plans_of(plan, on):
    """Every `FinancialPlanFigure` that holds, by topic and year; three queries, one without any."""
    held = FinancialPlan.objects.as_at(plan, on)
    if not held:
        return ()
    lines, amounts = {}, {}
    for line in FinancialPlanLine.objects.filter(financial_plan__in=[each.pk for each in held]):
        lines.setdefault(line.financial_plan_id, []).append(line)
    for each in FinancialPlanAmount.objects.filter(line__financial_plan__in=[each.pk for each in held]):
        amounts.setdefault(each.line_id, []).append(each)
    return tuple(_financial_plan(each, lines[each.pk], amounts) for each in held)


def _financial_plan(record, lines, amounts):
    heads = tuple(Head(each.column, each.role) for each in amounts[lines[0].pk])
    rows = [(line.name, line.kind, tuple(each.amount for each in amounts[line.pk])) for line in lines]
    return FinancialPlanFigure(
        key=record.pk,
        organisation=record.organisation and record.organisation.name,
        year=record.year,
        name=year_name(record.year),
        topic=record.topic,
        heads=heads,
        lines=tuple(_plan_line(line, heads, row[2]) for line, row in zip(lines, rows, strict=True)),
        differences=tuple(differences(heads, rows)),
        said_on=record.effective_on,
        recorded_by=name_of(record.recorded_by),
        where=record.where or None,
    )


def _plan_line(line, heads, amounts):
    kind = Kind(line.kind)
    has_movements = any(head.role == MOVEMENT for head in heads)
    if has_movements:
        grown = (growth(at(heads, amounts, BASE), at(heads, amounts, CLOSING)),)
    else:
        years = [amount for head, amount in zip(heads, amounts, strict=True) if head.role == YEAR]
        grown = tuple(growth(before, after) for before, after in zip(years, years[1:], strict=False))
    return PlanLineFigure(
        name=line.name,
        kind=line.kind,
        amounts=amounts,
        computed=None if kind.is_total or not has_movements else planned(heads, amounts),
        growth=tuple(None if kind.is_balance else each for each in grown),
        stated_growth=line.stated_growth,
    )


def activity_of(plan, on):
    """Every `ActivityFigure` that holds, by year; two queries, one without any."""
    held = Activity.objects.as_at(plan, on)
    if not held:
        return ()
    lines = {}
    for line in ActivityLine.objects.filter(activity__in=[each.pk for each in held]):
        lines.setdefault(line.activity_id, []).append(line)
    told = {(each.organisation_id, each.year, each.topic): each for each in held}
    years = dict.fromkeys((each.organisation_id, each.year) for each in held)
    both = ([told.get((*year, topic)) for topic in (Activity.Topic.PLAN, Activity.Topic.ACTUAL)] for year in years)
    ended = ended_by(on)
    return tuple(_activity(planned, actual, lines, ended) for planned, actual in both)


def _activity(planned, actual, lines, ended):
    """What is planned of a year and what was counted, either of which may be None; a line may be in one alone."""
    record, own = planned or actual, lines[planned.pk] if planned else []
    counted = {line.code: line for line in lines[actual.pk]} if actual else {}
    unplanned = [line for code, line in counted.items() if code not in {each.code for each in own}]
    nothing, over = [None] * 12, sum(month <= ended for month in months_of(record.year))
    rows = [(line, line.months, counted[line.code].months if line.code in counted else nothing) for line in own]
    rows += [(line, nothing, line.months) for line in unplanned]
    return ActivityFigure(
        key=record.pk,
        organisation=record.organisation and record.organisation.name,
        year=record.year,
        name=year_name(record.year),
        lines=tuple(_activity_line(*row, over) for row in rows),
        findings=tuple(findings(own)),
        said_on=record.effective_on,
        recorded_by=name_of(record.recorded_by),
        where=record.where or None,
    )


def _activity_line(line, planned, counted, over):
    so_far = to_date(planned, counted, over)
    names = "code title last_year do_nothing savings planned stated_change".split()
    return ActivityLineFigure(
        parent=parent_of(line.code),
        change=change(line.last_year, line.planned),
        months=tuple(planned),
        counted=tuple(counted),
        planned_to_date=so_far[0],
        counted_to_date=so_far[1],
        year=year_of(planned),
        **{name: getattr(line, name) for name in names},
    )
