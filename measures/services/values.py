"""Every write of the values of measures: append-only, one row for each day said anew, None where one is withdrawn."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from actions.models import Origin
from core.dates.calendar import in_words
from core.history import create_all
from plans.models import Plan
from plans.permissions import Permission, require

from ..models import Measure, MeasureStatement, MeasureValue
from ..periods import named, span
from .refusals import MayEnter, MeasureChanged, MeasureRefused, require_counted, require_open

# More than the column of a value holds.
MOST = Decimal(10) ** 14


@dataclass(slots=True)
class ValueEntry:
    """What was counted for the period that ends on the day `on`; None withdraws what was said before."""

    measure: Measure
    on: date
    value: Decimal | None
    as_written: str = ""
    note: str = ""
    where: str = ""
    origin: str = Origin.IMPORT


@transaction.atomic
def record_values(*, plan, entries, effective_on, by):
    """Record values as they were known on one date. Returns the rows. Raises PermissionDenied, MeasureRefused."""
    require(by, Permission.KEEP_MEASURES, plan)
    Plan.objects.held(plan.pk)
    require_open(plan, effective_on)
    return create_all(MeasureValue, [_row(entry, effective_on, by) for entry in entries], by=by)


@transaction.atomic
def enter_values(*, plan, entries, seen, on, by):
    """Keep what somebody entered of measures of `plan`, `ValueEntry`s, as at the day `on`. Returns the new rows.

    `seen` is the key of the newest value of the plan that the page showed, None where there was none: what was entered
    since, and says something else, is not written over. What says nothing new is not written. Raises PermissionDenied,
    MeasureRefused, MeasureChanged.
    """
    require(by, Permission.READ_PLAN, plan)
    Plan.objects.held(plan.pk)
    measures = {entry.measure.pk for entry in entries}
    told = {each.measure_id: each for each in MeasureStatement.objects.as_at(plan, on).filter(measure__in=measures)}
    held = {(each.measure_id, each.on): each for each in MeasureValue.objects.of_measures(measures, on)}
    may_enter, new = MayEnter(by, plan, on), []
    for entry in entries:
        last = held.get((entry.measure.pk, entry.on))
        if entry.value == (last and last.value):
            continue
        _require_fit(entry, told.get(entry.measure.pk), may_enter, on)
        if last and last.pk > (seen or 0):
            raise MeasureChanged(MeasureValue.objects.newest(plan), "entered values")
        entry.origin = Origin.FORM
        new.append(entry)
    if new:
        require_open(plan, on)
    return create_all(MeasureValue, [_row(entry, on, by) for entry in new], by=by)


def _require_fit(entry, told, may_enter, on):
    """Raise PermissionDenied, or MeasureRefused, unless a value may be entered for a measure of which `told` holds."""
    if told is None:
        raise MeasureRefused(f"This measure is not known as at {in_words(on)}: look at it on a later day.")
    may_enter.require(told.owners)
    require_counted(told)
    first, last = span(told.every, entry.on)
    if entry.on != last:
        raise MeasureRefused(
            f"{in_words(entry.on)} is not the last day of a {told.every}: {told.name} is counted every {told.every}."
        )
    if first > on:
        raise MeasureRefused(f"{named(told.every, last)} has not begun yet: enter it when it has.")
    if entry.value is not None and abs(entry.value) >= MOST:
        raise MeasureRefused(
            f"{told.name}: this number is more than the tracker keeps; count in thousands or millions."
        )


def _row(entry, on, by):
    told = {"effective_on": on, "origin": entry.origin, "where": entry.where, "recorded_by": by}
    said = {name: getattr(entry, name) for name in ("on", "value", "as_written", "note")}
    return MeasureValue(measure=entry.measure, **told, **said)
