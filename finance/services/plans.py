"""Plans of money and of activity, each kept as a whole."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from actions.models import Origin
from plans.models import Plan
from plans.permissions import Permission, require

from ..models import Activity, ActivityLine, FinancialPlan, FinancialPlanAmount, FinancialPlanLine
from .columns import keep_all
from .months import MoneyRefused, TableChanged, require_open

COUNTS = ("last_year", "do_nothing", "savings", "planned", "stated_change", "months")


@dataclass(slots=True)
class PlanLineEntry:
    """One line of a financial plan; `amounts` stand under its heads, in their order."""

    name: str
    kind: str
    amounts: list
    stated_growth: Decimal | None = None


@dataclass(slots=True)
class ActivityEntry:
    """One line of activity; `months` are twelve counts from April, None where none is known."""

    code: str
    title: str = ""
    last_year: int | None = None
    do_nothing: int | None = None
    savings: int | None = None
    planned: int | None = None
    stated_change: Decimal | None = None
    months: list = field(default_factory=lambda: [None] * 12)


@transaction.atomic
def keep_financial_plan(
    *, plan, organisation, year, topic, heads, lines, seen=None, origin=Origin.FORM, where="", on, by
):
    """Keep a plan of money: `heads` are `movements.Head`s, `lines` `PlanLineEntry`s. Returns the `FinancialPlan`.

    The same again writes nothing. Raises PermissionDenied, MoneyRefused, TableChanged.
    """
    key = {"organisation": organisation, "year": year, "topic": topic}
    held = _hold(FinancialPlan, plan, key, lines, seen, on, by)
    if held and said_of(held) == [
        (line.name, line.kind, line.stated_growth, _under(heads, line.amounts)) for line in lines
    ]:
        return held
    table = _table(FinancialPlan, plan, key, origin, where, on, by)
    rows = [
        FinancialPlanLine(
            financial_plan=table, place=place, name=line.name, kind=line.kind, stated_growth=line.stated_growth
        )
        for place, line in enumerate(lines, 1)
    ]
    keep_all(FinancialPlanLine, rows, by=by)
    amounts = [
        FinancialPlanAmount(line=row, place=place, column=head.name, role=head.role, amount=amount)
        for row, line in zip(rows, lines, strict=True)
        for place, (head, amount) in enumerate(zip(heads, line.amounts, strict=True), 1)
    ]
    keep_all(FinancialPlanAmount, amounts, by=by)
    return table


@transaction.atomic
def keep_activity(*, plan, organisation, year, topic, lines, seen=None, origin=Origin.FORM, where="", on, by):
    """Keep the activity of a year, planned or counted: `lines` are `ActivityEntry`s. Returns the `Activity`.

    The same again writes nothing. Raises PermissionDenied, MoneyRefused, TableChanged.
    """
    key = {"organisation": organisation, "year": year, "topic": topic}
    held = _hold(Activity, plan, key, lines, seen, on, by)
    names = ("code", "title", *COUNTS)
    said = [[getattr(line, name) for name in names] for line in lines]
    if held and [[getattr(line, name) for name in names] for line in held.lines.all()] == said:
        return held
    table = _table(Activity, plan, key, origin, where, on, by)
    rows = [
        ActivityLine(activity=table, place=place, **dict(zip(names, values, strict=True)))
        for place, values in enumerate(said, 1)
    ]
    keep_all(ActivityLine, rows, by=by)
    return table


def said_of(financial_plan):
    """[(name, kind, printed growth, [(head, role, amount)])] of a `FinancialPlan` that is kept."""
    return [
        (
            line.name,
            line.kind,
            line.stated_growth,
            [(each.column, each.role, each.amount) for each in line.amounts.all()],
        )
        for line in financial_plan.lines.prefetch_related("amounts")
    ]


def _under(heads, amounts):
    return [(head.name, head.role, amount) for head, amount in zip(heads, amounts, strict=True)]


def _hold(model, plan, key, lines, seen, on, by):
    require(by, Permission.KEEP_FINANCE, plan)
    Plan.objects.held(plan.pk)
    organisation = key["organisation"]
    if organisation and not plan.organisations.filter(pk=organisation.pk).exists():
        raise MoneyRefused(f"{organisation} is no organisation of this plan: choose one that is.")
    if not lines:
        raise MoneyRefused("A plan needs a line: give one.")
    require_open(plan, on)
    held = model.objects.holding(plan, on, **key)
    if held and held.pk != seen:
        raise TableChanged(held)
    return held


def _table(model, plan, key, origin, where, on, by):
    told = {"effective_on": on, "recorded_by": by, "origin": origin, "where": where[:300]}
    table = model(plan=plan, **key, **told)
    keep_all(model, [table], by=by)
    return table
