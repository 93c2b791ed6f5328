"""Every write of programmes: append-only statements, which carry their deliverables and projects.

What a person says of a programme is made from a page that showed one statement (`seen`): of two who save at once, the
second is told what the first said.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from actions.models import Origin
from core.dates.calendar import in_words
from core.history import create_all
from plans.models import Plan
from plans.permissions import Permission, require

from ..models import Programme, ProgrammeStatement
from .milestones import DeliveryRefused, require_open_period, require_update

FACTS = (
    "name section objective description leads sponsor_as_written executive_as_written operational_as_written "
    "clinical_as_written organisations organisations_as_written benefits key_risks investment investment_as_written "
    "savings savings_as_written status status_as_written deliverables projects progress is_open closed_because"
).split()
# What a column of money holds.
MOST = 10**11


class ProgrammeChanged(Exception):
    """Somebody else said something since the page was made: `record`, which holds now."""

    def __init__(self, record):
        super().__init__(
            "Somebody changed this programme meanwhile. Read how it stands now, then save yours or drop it."
        )
        self.record = record


@dataclass(slots=True)
class ProgrammeEntry:
    """One statement about a programme; an unsaved `programme` is created. `facts` are those of a statement by name."""

    programme: Programme
    facts: dict
    where: str = ""
    origin: str = Origin.IMPORT


@transaction.atomic
def record_programmes(*, plan, entries, effective_on, by):
    """Record programmes as they stood on one date. Returns the entries. Raises PermissionDenied, DeliveryRefused."""
    require(by, Permission.KEEP_MILESTONES, plan)
    Plan.objects.held(plan.pk)
    require_open_period(plan, effective_on)
    for entry in entries:
        _require_sense(entry.facts)
    new = [entry.programme for entry in entries if entry.programme.pk is None]
    last = plan.programmes.aggregate(key=Max("key"), position=Max("position"))
    key, position = last["key"] or 0, last["position"] or 0
    for place, programme in enumerate(new, 1):
        programme.plan, programme.key, programme.position = plan, key + place, position + place
    create_all(Programme, new, by=by)
    create_all(ProgrammeStatement, [_statement(entry, effective_on, by) for entry in entries], by=by)
    return entries


@transaction.atomic
def add_programme(*, plan, facts, ref="", on, by):
    """Add a programme. Returns it. The same one sent twice by one person is added once.

    `facts` are those of a `ProgrammeStatement` by name. Raises PermissionDenied, DeliveryRefused.
    """
    require(by, Permission.KEEP_MILESTONES, plan)
    Plan.objects.held(plan.pk)
    ref = " ".join(ref.split())
    sent = plan.programmes.filter(ref=ref).order_by("-key").first()
    told = list(sent.statements.filter(recorded_by=by)[:2]) if sent else []
    if len(told) == 1 and _says(told[0], facts):
        return sent
    if ref and sent:
        raise DeliveryRefused(f"Another programme has the reference {ref}: a reference is never used twice.")
    entry = ProgrammeEntry(Programme(ref=ref), facts, origin=Origin.FORM)
    record_programmes(plan=plan, entries=[entry], effective_on=on, by=by)
    return entry.programme


@transaction.atomic
def change_programme(*, programme, facts, seen, on, by):
    """Say what has changed of a programme. Returns the statement; the same facts again write nothing.

    Raises PermissionDenied, DeliveryRefused, ProgrammeChanged.
    """
    programme, before = hold_programme(programme, on, by)
    if not before.is_open:
        raise DeliveryRefused("This programme is closed: reopen it first.")
    return _say(programme, before, facts, seen, on, by)


@transaction.atomic
def place_programme(*, programme, ref, by):
    """Give a programme the reference that its office writes. Returns it. Raises PermissionDenied."""
    require(by, Permission.KEEP_MILESTONES, programme.plan)
    programme = Programme.objects.held(programme)
    programme.ref, programme._history_user = ref, by
    programme.save(update_fields=["ref"])
    return programme


@transaction.atomic
def close_programme(*, programme, reason, seen, on, by):
    """Close a programme that has ended. Returns the statement.

    Raises PermissionDenied, DeliveryRefused, ProgrammeChanged.
    """
    return _turn(programme, False, reason, "Say why the programme ends.", seen, on, by)


@transaction.atomic
def reopen_programme(*, programme, reason, seen, on, by):
    """Open a closed programme again. Returns the statement.

    Raises PermissionDenied, DeliveryRefused, ProgrammeChanged.
    """
    return _turn(programme, True, reason, "Say why the programme goes on.", seen, on, by)


def _turn(programme, is_open, reason, need, seen, on, by):
    require(by, Permission.KEEP_MILESTONES, programme.plan)
    programme, before = hold_programme(programme, on, by)
    if not reason.strip():
        raise DeliveryRefused(need)
    if before.is_open == is_open:
        return before  # the form was sent twice, or somebody else was quicker
    return _say(programme, before, {"is_open": is_open, "closed_because": reason.strip()}, seen, on, by)


def hold_programme(programme, on, by):
    """(the programme, its statement as at `on`), for one writer at a time, who may update it.

    Raises PermissionDenied, DeliveryRefused.
    """
    require(by, Permission.READ_PLAN, programme.plan)
    programme = Programme.objects.held(programme)
    before = programme.statements.filter(effective_on__lte=on).first()
    if before is None:
        raise DeliveryRefused(f"This programme is not known as at {in_words(on)}: look at it on a later day.")
    require_update(by, before.leads, programme.plan, on)
    require_open_period(programme.plan, on)
    return programme, before


def _require_sense(facts):
    if not facts.get("name", "").strip():
        raise DeliveryRefused("Enter what the programme is called.")
    if any(abs(facts.get(name) or 0) >= MOST for name in ("investment", "savings")):
        raise DeliveryRefused("An investment or a saving is more than the tracker keeps: enter it in £'000.")


def _says(statement, facts):
    return all(getattr(statement, name) == value for name, value in facts.items())


def _say(programme, before, facts, seen, on, by):
    if _says(before, facts):
        return before
    if before.pk != seen:
        raise ProgrammeChanged(before)
    facts = {name: getattr(before, name) for name in FACTS} | facts
    _require_sense(facts)
    statement = _statement(ProgrammeEntry(programme, facts, origin=Origin.FORM), on, by)
    create_all(ProgrammeStatement, [statement], by=by)
    return statement


def _statement(entry, on, by):
    told = {"effective_on": on, "origin": entry.origin, "where": entry.where[:300], "recorded_by": by}
    return ProgrammeStatement(programme=entry.programme, **told, **entry.facts)
