"""Every write of what measures are: append-only statements, and their places in the plan.

What a person says of a measure is made from a page that showed one statement (`seen`): of two who save at once, the
second is told what the first said.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from actions.models import Origin
from core.history import create_all
from plans.models import Plan
from plans.permissions import Permission, require

from ..models import Measure, MeasureStatement
from .refusals import MeasureChanged, MeasureRefused, require_counted, require_open, told_on

FACTS = (
    "name description unit better every chart source owners owner_as_written target trajectory target_as_written "
    "activity_code is_open closed_because"
).split()


@dataclass(slots=True)
class MeasureEntry:
    """One statement about a measure. An unsaved `measure` is created; empty `facts` say nothing."""

    measure: Measure
    facts: dict
    where: str = ""
    origin: str = Origin.IMPORT


@transaction.atomic
def record_measures(*, plan, entries, effective_on, by):
    """Record measures as they stood on one date. Returns the entries. Raises PermissionDenied, MeasureRefused."""
    require(by, Permission.KEEP_MEASURES, plan)
    Plan.objects.held(plan.pk)
    require_open(plan, effective_on)
    new = [entry.measure for entry in entries if entry.measure.pk is None]
    last = plan.measures.aggregate(key=Max("key"), position=Max("position"))
    for place, measure in enumerate(new, 1):
        measure.plan, measure.key = plan, (last["key"] or 0) + place
        measure.position = measure.position or (last["position"] or 0) + place
    create_all(Measure, new, by=by)
    said = [_statement(entry, effective_on, by) for entry in entries if entry.facts]
    create_all(MeasureStatement, said, by=by)
    return entries


@transaction.atomic
def add_measure(*, plan, facts, ref="", programme=None, is_private=False, on, by):
    """Add a measure to the plan. Returns it. The same one sent twice by one person is added once.

    `facts` are those of a `MeasureStatement` by name. Raises PermissionDenied, MeasureRefused.
    """
    require(by, Permission.KEEP_MEASURES, plan)
    Plan.objects.held(plan.pk)
    _require_name(facts)
    _require_own(plan, programme)
    ref = " ".join(ref.split())
    last = plan.measures.filter(ref=ref, programme=programme).order_by("-key").first()
    told = list(last.statements.filter(recorded_by=by)[:2]) if last else []
    if len(told) == 1 and _says(told[0], facts):
        return last
    if ref and plan.measures.filter(ref=ref).exists():
        raise MeasureRefused(f"Another measure has the reference {ref}: a reference is never used twice.")
    measure = Measure(ref=ref, programme=programme, is_private=is_private)
    record_measures(plan=plan, entries=[MeasureEntry(measure, facts, origin=Origin.FORM)], effective_on=on, by=by)
    return measure


@transaction.atomic
def describe_measure(*, measure, facts, place=None, seen, on, by):
    """Say what has changed of a measure. Returns the statement; the same facts again write nothing.

    `place` is what `place_measure` takes, where that may have changed too. Raises PermissionDenied, MeasureRefused,
    MeasureChanged.
    """
    measure, before = _hold(measure, on, by)
    require_counted(before)
    if "name" in facts:
        _require_name(facts)
    if facts.get("every", before.every) != before.every and measure.values.exists():
        raise MeasureRefused(
            f"Values were counted every {before.every} already, and would be called otherwise: close this measure, and "
            "add another."
        )
    if place:
        place_measure(measure=measure, **place, by=by)
    if _says(before, facts):
        return before
    return _write(measure, before, facts, seen, on, by)


@transaction.atomic
def close_measure(*, measure, reason, seen, on, by):
    """Say that a measure is counted no longer. Returns the statement.

    Raises PermissionDenied, MeasureRefused, MeasureChanged.
    """
    return _turn(measure, False, reason, "Say why it is counted no longer.", seen, on, by)


@transaction.atomic
def reopen_measure(*, measure, reason, seen, on, by):
    """Count a closed measure again. Returns the statement. Raises PermissionDenied, MeasureRefused, MeasureChanged."""
    return _turn(measure, True, reason, "Say why it is counted again.", seen, on, by)


@transaction.atomic
def place_measure(*, measure, ref, programme, by):
    """Give a measure its reference and the programme that it shows, None for none. Returns it.

    Raises PermissionDenied, MeasureRefused.
    """
    require(by, Permission.KEEP_MEASURES, measure.plan)
    measure = Measure.objects.held(measure)
    _require_own(measure.plan, programme)
    ref = " ".join(ref.split())
    if ref and measure.plan.measures.filter(ref=ref).exclude(pk=measure.pk).exists():
        raise MeasureRefused(f"Another measure has the reference {ref}: a reference is never used twice.")
    if (measure.ref, measure.programme) != (ref, programme):
        measure.ref, measure.programme, measure._history_user = ref, programme, by
        measure.save(update_fields=["ref", "programme"])
    return measure


@transaction.atomic
def mark_measure_private(*, measure, is_private, by):
    """Mark a measure as private, or take the mark away. Returns whether that changed anything.

    Raises PermissionDenied.
    """
    require(by, Permission.KEEP_PACKS, measure.plan)
    measure = Measure.objects.held(measure)
    if measure.is_private == is_private:
        return False
    measure.is_private, measure._history_user = is_private, by
    measure.save(update_fields=["is_private"])
    return True


def _turn(measure, is_open, reason, need, seen, on, by):
    measure, before = _hold(measure, on, by)
    if not reason.strip():
        raise MeasureRefused(need)
    if before.is_open == is_open:
        return before  # the form was sent twice, or somebody else was quicker
    return _write(measure, before, {"is_open": is_open, "closed_because": reason}, seen, on, by)


def _hold(measure, on, by):
    """(the measure, its statement as at `on`), for one writer at a time. Raises PermissionDenied, MeasureRefused."""
    require(by, Permission.KEEP_MEASURES, measure.plan)
    measure = Measure.objects.held(measure)
    return measure, told_on(measure, on)


def _write(measure, before, facts, seen, on, by):
    if before.pk != seen:
        raise MeasureChanged(before)
    require_open(measure.plan, on)
    facts = {name: getattr(before, name) for name in FACTS} | facts
    statement = _statement(MeasureEntry(measure, facts, origin=Origin.FORM), on, by)
    create_all(MeasureStatement, [statement], by=by)
    return statement


def _statement(entry, on, by):
    told = {"effective_on": on, "origin": entry.origin, "where": entry.where, "recorded_by": by}
    return MeasureStatement(measure=entry.measure, **told, **entry.facts)


def _says(statement, facts):
    return all(getattr(statement, name) == value for name, value in facts.items())


def _require_name(facts):
    if not facts.get("name", "").strip():
        raise MeasureRefused("Enter what is counted: a measure has to be named.")


def _require_own(plan, programme):
    if programme and programme.plan_id != plan.pk:
        raise MeasureRefused("This programme belongs to another plan: choose one of this plan.")
