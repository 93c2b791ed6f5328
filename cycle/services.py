"""Every write of highlight reports: append-only statements."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from actions.models import Origin
from core.dates.calendar import in_words
from core.history import create_all
from plans.models import Plan
from plans.permissions import Permission, require
from plans.services import PeriodFrozen, require_open

from .models import HighlightReport, HighlightStatement
from .months import holds_from, month_in_words, number_of, period_about
from .points import PARTS


class HighlightRefused(ValueError):
    """What was written cannot be kept; nothing was. `field` is the one to put right, None for all of it."""

    def __init__(self, sentence, field=None):
        super().__init__(sentence)
        self.field = field


@dataclass(slots=True)
class HighlightEntry:
    """What one report says from the day `effective_on`. An unsaved `report` is created; `facts` are {part: text}."""

    report: HighlightReport
    facts: dict
    effective_on: object
    where: str = ""
    origin: str = Origin.IMPORT


@transaction.atomic
def record_highlights(*, plan, entries, by):
    """Record what highlight reports say, each from its own day. Returns the entries. Raises PermissionDenied."""
    require(by, Permission.KEEP_PACKS, plan)
    Plan.objects.held(plan.pk)
    new = [entry.report for entry in entries if entry.report.pk is None]
    last = plan.highlights.aggregate(last=Max("key"))["last"] or 0
    for key, report in enumerate(new, last + 1):
        report.plan, report.key = plan, key
    create_all(HighlightReport, new, by=by)
    create_all(HighlightStatement, [_statement(entry, by) for entry in entries], by=by)
    return entries


@transaction.atomic
def write_highlight(*, plan, month, facts, holds_on=None, on, by):
    """Write the report of a `month` (its last day) that has none yet. Returns it. `facts` are {part: text}.

    It holds from `holds_on`, or where that is not given as `months.holds_from` says of the day `on`. The same one sent
    twice by one person is written once. Raises PermissionDenied, HighlightRefused.
    """
    require(by, Permission.KEEP_PACKS, plan)
    Plan.objects.held(plan.pk)
    facts = _whole(facts)
    if known := HighlightReport.objects.of_month(plan, month):
        told = list(known.statements.all()[:2])
        if len(told) == 1 and told[0].recorded_by_id == by.pk and _says(told[0], facts):
            return known
        raise HighlightRefused(
            f"There is a report of {month_in_words(month)} already: choose another month, or open that one to change "
            "it.",
            "month",
        )
    period = period_about("", month, plan.periods.all())
    report = HighlightReport(plan=plan, label=period.label if period else f"M{number_of(month)}", month=month)
    _require_day(plan, month, holds_on)
    holds_on = holds_on or first_open(plan, holds_from(month, period, on), on)
    record_highlights(plan=plan, entries=[HighlightEntry(report, facts, holds_on, origin=Origin.FORM)], by=by)
    return report


@transaction.atomic
def change_highlight(*, report, facts, holds_on, seen, by):
    """Put in other words what a report says from the day `holds_on`. Returns the statement.

    `seen` is the key of the statement written last when the page was shown. Words for an earlier day put right what
    stood until then; the words that hold on that day again write nothing. Raises PermissionDenied, HighlightRefused.
    """
    require(by, Permission.KEEP_PACKS, report.plan)
    Plan.objects.held(report.plan_id)
    facts = _whole(facts)
    held = report.statements.filter(effective_on__lte=holds_on).first()
    if held and _says(held, facts):
        return held
    if report.statements.order_by("-pk").values_list("pk", flat=True).first() != seen:
        raise HighlightRefused(
            "Somebody changed this report meanwhile. Copy what you wrote, open the report again and write it there."
        )
    _require_day(report.plan, report.month, holds_on)
    record_highlights(plan=report.plan, entries=[HighlightEntry(report, facts, holds_on, origin=Origin.FORM)], by=by)
    return report.statements.order_by("-pk").first()


def first_open(plan, day, on):
    """`day`, from which words are to hold; where a frozen period covers it `on`, the day on which they became known."""
    try:
        require_open(plan, day)
    except PeriodFrozen:
        return on
    return day


def _require_day(plan, month, holds_on):
    """A day that somebody chose lies in no frozen period, and not before the month that the report tells of."""
    if holds_on is None:
        return
    if month and holds_on < month.replace(day=1):
        sentence = f"{in_words(holds_on)} is before {month_in_words(month)}: enter a day of that month or later."
        raise HighlightRefused(sentence, "holds_on")
    try:
        require_open(plan, holds_on)
    except PeriodFrozen as error:
        raise HighlightRefused(str(error), "holds_on") from None


def _whole(facts):
    facts = {part: facts.get(part, "").strip() for part in PARTS}
    if not any(facts.values()):
        raise HighlightRefused("Write at least one point: a report with nothing in it tells nobody anything.")
    return facts


def _says(statement, facts):
    return all(getattr(statement, part) == text for part, text in facts.items())


def _statement(entry, by):
    told = {"effective_on": entry.effective_on, "origin": entry.origin, "where": entry.where, "recorded_by": by}
    return HighlightStatement(report=entry.report, **told, **entry.facts)
