"""Plans of money and of activity as pages and the pack show them."""

import re
from dataclasses import dataclass

from core.charts import MonthBar, Step, bridge, by_month
from core.dates.calendar import in_words
from core.money import shown, shown_percent

from ..months import MONTHS_SHORT, months_of
from ..movements import steps
from ..variance import Kind

TOPICS = {
    "movements": "Plan of {} by movements",
    "allocations": "Allocations from {}",
    "expenditure": "Expenditure plan from {}",
}
# {what finance offices write in the head of a column: what it means}
TERMS = {
    "FOT": "forecast outturn, how the year was expected to end",
    "exit position": "what goes on from one year into the next; recurrent, without what happened once",
}


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A plan as a table: `heads` and, of each line, (name, whether it is a total, its texts)."""

    title: str
    organisation: str
    heads: tuple[str, ...]
    rows: tuple
    differences: tuple
    bridge: str
    bridge_rows: tuple
    terms: tuple[tuple[str, str], ...]
    source: str


def table_of(plan):
    """`PlanTable` of a `FinancialPlanFigure`."""
    heads = [f"{head.name}, £'000" if head.name.strip().casefold() == "growth" else head.name for head in plan.heads]
    if plan.topic == "movements":
        heads.append("Growth, %")
    else:
        heads += [f"Growth to {head.name}, %" for head in plan.heads[1:]]
    moved = _bridge(plan)
    return PlanTable(
        title=TOPICS[plan.topic].format(plan.name),
        organisation=plan.organisation or "",
        heads=tuple(heads),
        rows=tuple(_row(line) for line in plan.lines),
        differences=tuple(_difference(name, each) for name, each in plan.differences),
        bridge=bridge(f"From one year to the next, {plan.name}, £'000", moved) if moved else "",
        bridge_rows=tuple((step.label, shown(step.amount), step.is_whole) for step in moved),
        terms=tuple((term, meaning) for term, meaning in TERMS.items() if any(map(_says(term), heads))),
        source=source_of(plan),
    )


def _says(term):
    return re.compile(rf"\b{term}\b", re.IGNORECASE).search


def source_of(figure):
    """Who said it, as at which day, from where."""
    where = f", {figure.where}" if figure.where else ""
    return f"{figure.recorded_by}, as at {in_words(figure.said_on)}{where}"


def _row(line):
    texts = [shown(amount) if amount is not None else "None" for amount in line.amounts]
    return line.name, Kind(line.kind).is_total, (*texts, *(shown_percent(each) for each in line.growth))


def _difference(name, each):
    verdict = "Rounding" if each.is_rounding else "Look at it"
    return name, each.what, shown(each.printed), shown(each.computed), shown(each.by), verdict


def _bridge(plan):
    """The `Step`s of what is spent in all, or else of the only line."""
    line = next((line for line in plan.lines if line.kind == Kind.TOTAL_SPEND), None)
    line = line or (plan.lines[0] if len(plan.lines) == 1 else None)
    return [Step(*each) for each in steps(plan.heads, line.amounts)] if line else []


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A line of activity; `cells` are (head, text)."""

    code: str
    title: str
    is_part: bool
    cells: tuple


@dataclass(frozen=True, slots=True)
class ActivityTable:
    """The activity of a year: its lines, what does not add up, and each month in words."""

    title: str
    organisation: str
    rows: tuple[ActivityRow, ...]
    months: tuple
    findings: tuple
    pictures: tuple
    source: str


def activity_table(activity):
    """`ActivityTable` of an `ActivityFigure`."""
    return ActivityTable(
        title=f"Activity of {activity.name}",
        organisation=activity.organisation or "",
        rows=tuple(_activity_row(line) for line in activity.lines),
        months=tuple((line, _months(line)) for line in activity.lines),
        findings=tuple(
            (each.code, each.what, shown(each.written), shown(each.computed), shown(each.by),
             "Rounding" if each.is_rounding else "Look at it")
            for each in activity.findings
        ),
        pictures=tuple(_picture(activity, line) for line in activity.lines if not line.parent),
        source=source_of(activity),
    )  # fmt: skip


def _activity_row(line):
    apart, unknown = None, "No plan" if line.year is None else "Not counted"
    if None not in (line.planned_to_date, line.counted_to_date):
        apart = line.counted_to_date - line.planned_to_date
    cells = (
        ("Last year", _whole(line.last_year)),
        ("Do nothing", _whole(line.do_nothing)),
        ("Savings", _whole(line.savings)),
        ("Plan", _whole(line.planned)),
        ("Change", shown_percent(line.change)),
        ("Plan to date", _whole(line.planned_to_date, "No plan" if line.year is None else "Not set")),
        ("Counted to date", _whole(line.counted_to_date, "Not counted")),
        ("Above / (below) plan", "On plan" if apart == 0 else _whole(apart, unknown)),
    )
    return ActivityRow(line.code, line.title, bool(line.parent), cells)


def _months(line):
    return tuple(zip(MONTHS_SHORT[3:] + MONTHS_SHORT[:3], map(_whole, line.months), line_counts(line), strict=True))


def line_counts(line):
    """What was counted of a line month by month, in words."""
    return tuple(_whole(count, "Not counted") for count in line.counted)


def _picture(activity, line):
    months = months_of(activity.year)
    bars = [
        MonthBar(MONTHS_SHORT[month.month - 1], count, planned)
        for month, count, planned in zip(months, line.counted, line.months, strict=True)
    ]
    return f"{line.code} {line.title}", by_month(f"{line.code} {line.title}, {activity.name}", bars)


def _whole(count, none="Not set"):
    return none if count is None else shown(count)
