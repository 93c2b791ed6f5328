"""Every write of savings schemes: append-only statements, profiles and decisions at gateways.

What a person says of a scheme is made from a page that showed one statement (`seen`): of two who save at once, the
second is told what the first said.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from actions.models import Origin
from core.dates.calendar import in_words
from plans.models import Plan
from plans.permissions import Permission, may, require
from plans.services import NamedMeeting, keep_meeting

from ..models import Gateway, GatewayDecision, ProfileMonth, Scheme, SchemeProfile, SchemeStatement
from ..months import months_of
from ..savings import USUAL_GATEWAYS
from .columns import keep_all
from .months import MoneyRefused, require_open

FACTS = (
    "name category gross net is_recurrent lead post_id status gateway_id gateway_as_written confidence commentary"
).split()


class SchemeChanged(Exception):
    """Somebody else said something of it since the page was made: `record`, which holds now."""

    def __init__(self, record, what="scheme"):
        super().__init__(f"Somebody changed this {what} meanwhile. Read how it stands now, then save yours or drop it.")
        self.record = record


@dataclass(slots=True)
class SchemeEntry:
    """One statement about a scheme. An unsaved `scheme` is created; empty `facts` say nothing.

    `profile` is [(last day of a month, planned, actual)] of one financial year, empty where nothing is said of it.
    """

    scheme: Scheme
    facts: dict
    profile: list = field(default_factory=list)
    where: str = ""
    origin: str = Origin.IMPORT


@transaction.atomic
def keep_gateways(*, plan, told=(), by):
    """The stages that schemes of `plan` go through; where it has none yet, the usual ones are made.

    `told` are (number, name, approval) as a document has them: those stages are made or changed to it.
    """
    require(by, Permission.KEEP_FINANCE, plan)
    Plan.objects.held(plan.pk)
    known = {each.number: each for each in plan.gateways.all()}
    for number, name, approval in told or (() if known else USUAL_GATEWAYS):
        gateway = known.get(number) or Gateway(plan=plan, number=number)
        if (gateway.name, gateway.approval) != (name, approval):
            gateway.name, gateway.approval = name, approval
            gateway.full_clean()
            gateway._history_user = by
            gateway.save()
    return list(plan.gateways.all())


@transaction.atomic
def record_schemes(*, plan, entries, effective_on, by):
    """Record schemes as they stood on one date. Returns the entries. Raises PermissionDenied, MoneyRefused."""
    _hold_plan(plan, effective_on, by)
    new = [entry.scheme for entry in entries if entry.scheme.pk is None]
    last = plan.schemes.aggregate(last=Max("key"))["last"] or 0
    for place, scheme in enumerate(new, 1):
        scheme.plan, scheme.key = plan, last + place
    keep_all(Scheme, new, by=by)
    keep_all(SchemeStatement, [_statement(each, effective_on, by) for each in entries if each.facts], by=by)
    for entry in entries:
        _keep_profile(entry, effective_on, by)
    return entries


@transaction.atomic
def add_scheme(*, plan, facts, ref="", organisation=None, on, by):
    """Add a savings scheme. Returns it. The same one sent twice by one person is added once.

    `facts` are those of a `SchemeStatement` by name. Raises PermissionDenied, MoneyRefused.
    """
    _hold_plan(plan, on, by)
    _require_sense(facts)
    ref = " ".join(ref.split())
    sent = plan.schemes.filter(ref=ref).order_by("-key").first()
    told = list(sent.statements.filter(recorded_by=by)[:2]) if sent else []
    is_there = sent and sent.organisation_id == (organisation and organisation.pk)
    if is_there and len(told) == 1 and _says(told[0], facts):
        return sent
    if ref and sent:
        raise MoneyRefused(f"Another scheme has the reference {ref}: a reference is never used twice.")
    scheme = Scheme(ref=ref, organisation=organisation)
    entry = SchemeEntry(scheme, facts, origin=Origin.FORM)
    record_schemes(plan=plan, entries=[entry], effective_on=on, by=by)
    return scheme


@transaction.atomic
def describe_scheme(*, scheme, facts, seen, on, by):
    """Say what has changed of a scheme. Returns the statement; the same facts again write nothing.

    Raises PermissionDenied, MoneyRefused, SchemeChanged.
    """
    scheme, before = _hold(scheme, on, by)
    _require_sense(facts)
    if _says(before, facts):
        return before
    _refuse_stale(before, seen)
    return _say(scheme, before, facts, Origin.FORM, on, by)


@transaction.atomic
def decide_gateway(*, scheme, outcome, goes_to, reason, decided_on=None, meeting=None, seen, on, by):
    """A scheme passed the gateway of its stage and goes on to `goes_to`, or was sent back to it.

    Decided at a `meeting` (a `Meeting` or a `NamedMeeting`) or on the day `decided_on`. Returns the `GatewayDecision`;
    the same one sent twice is kept once. Raises PermissionDenied, MoneyRefused, SchemeChanged.
    """
    scheme, before = _hold(scheme, on, by)
    decided_on = meeting.held_on if meeting else decided_on
    given = {"outcome": outcome, "goes_to": goes_to, "reason": reason.strip(), "decided_on": decided_on}
    last = scheme.decisions.order_by("-pk").filter(recorded_by=by, **given).first()
    if last and before.origin == Origin.DECISION and before.gateway_id == goes_to.pk:
        return last
    _require_decidable(scheme, before, outcome, goes_to, reason, decided_on, on)
    _refuse_stale(before, seen)
    if isinstance(meeting, NamedMeeting):
        if not may(by, Permission.MANAGE_PLAN, scheme.plan):
            raise MoneyRefused("You may not add a meeting: choose one of the list, or enter the day of the decision.")
        meeting = keep_meeting(plan=scheme.plan, committee=meeting.committee, held_on=meeting.held_on, by=by)
    told = {"at_gateway": before.gateway, "meeting": meeting, "effective_on": on, "recorded_by": by}
    decision = GatewayDecision(scheme=scheme, **given, **told)
    keep_all(GatewayDecision, [decision], by=by)
    said = {"gateway_id": goes_to.pk, "gateway_as_written": ""}
    _say(scheme, before, said, Origin.DECISION, on, by)
    return decision


@transaction.atomic
def keep_profile(*, scheme, financial_year, months, seen, on, by):
    """Keep what a scheme is to save, and saved, in the months of a year. Returns the `SchemeProfile` that holds.

    `months` are [(last day, planned, actual)]; `seen` is the key of the profile that the page showed, None where there
    was none. Raises PermissionDenied, MoneyRefused, SchemeChanged.
    """
    scheme, _ = _hold(scheme, on, by)
    if [month for month, *_ in months] != list(months_of(financial_year)):
        raise MoneyRefused("A profile has the twelve months of a financial year, from April to March.")
    held = scheme.profiles.filter(financial_year=financial_year, effective_on__lte=on).first()
    if held and held.pk != seen and not _same_profile(held, months):
        raise SchemeChanged(held)
    return _keep_profile(SchemeEntry(scheme, {}, months, origin=Origin.FORM), on, by)


def _hold_plan(plan, on, by):
    require(by, Permission.KEEP_FINANCE, plan)
    Plan.objects.held(plan.pk)
    require_open(plan, on)


def _hold(scheme, on, by):
    """(the scheme, its statement as at `on`), for one writer at a time."""
    require(by, Permission.KEEP_FINANCE, scheme.plan)
    scheme = Scheme.objects.held(scheme)
    require_open(scheme.plan, on)
    before = scheme.statements.filter(effective_on__lte=on).select_related("gateway").first()
    if before is None:
        raise MoneyRefused(f"This scheme is not known as at {in_words(on)}: look at it on a later day.")
    return scheme, before


def _require_sense(facts):
    if not facts.get("name", "").strip():
        raise MoneyRefused("Enter what the scheme is called.")
    if (facts.get("gross") or 0) < 0:
        raise MoneyRefused("A gross value is what a scheme saves: enter it above zero.")


def _require_decidable(scheme, before, outcome, goes_to, reason, decided_on, on):
    if before.gateway is None:
        raise MoneyRefused("This scheme is at no stage yet: say in its description which one it is at.")
    if goes_to.plan_id != scheme.plan_id:
        raise MoneyRefused("This stage belongs to another plan: choose one of this plan.")
    if outcome == GatewayDecision.Outcome.PASSED and goes_to.number <= before.gateway.number:
        raise MoneyRefused(f"A scheme that passes {before.gateway} goes on to a later stage: choose that.")
    if outcome == GatewayDecision.Outcome.SENT_BACK and goes_to.number > before.gateway.number:
        raise MoneyRefused(f"A scheme that is sent back does not go on: choose {before.gateway} or an earlier stage.")
    if not reason.strip():
        raise MoneyRefused("Say why it was decided so: the reason stands beside the decision.")
    if decided_on is None:
        raise MoneyRefused("Choose the meeting, or enter the day of the decision.")
    if decided_on > on:
        raise MoneyRefused(f"{in_words(decided_on)} is still to come: enter the day on which it was decided.")


def _refuse_stale(before, seen):
    if before.pk != seen:
        raise SchemeChanged(before)


def _says(statement, facts):
    return all(getattr(statement, name) == value for name, value in facts.items())


def _say(scheme, before, facts, origin, on, by):
    facts = {name: getattr(before, name) for name in FACTS} | facts
    statement = _statement(SchemeEntry(scheme, facts, origin=origin), on, by)
    keep_all(SchemeStatement, [statement], by=by)
    return statement


def _statement(entry, on, by):
    told = {"effective_on": on, "origin": entry.origin, "where": entry.where[:300], "recorded_by": by}
    return SchemeStatement(scheme=entry.scheme, **told, **entry.facts)


def _keep_profile(entry, on, by):
    """The `SchemeProfile` of an entry, written unless the one that holds says the same; None where it has none."""
    if not entry.profile:
        return None
    year = entry.profile[0][0].year
    held = entry.scheme.profiles.filter(financial_year=year, effective_on__lte=on).first()
    if held and _same_profile(held, entry.profile):
        return held
    told = {"effective_on": on, "origin": entry.origin, "where": entry.where[:300], "recorded_by": by}
    profile = SchemeProfile(scheme=entry.scheme, financial_year=year, **told)
    keep_all(SchemeProfile, [profile], by=by)
    rows = [
        ProfileMonth(profile=profile, month=m, planned=planned, actual=actual) for m, planned, actual in entry.profile
    ]
    keep_all(ProfileMonth, rows, by=by)
    return profile


def _same_profile(held, months):
    return list(held.months.values_list("month", "planned", "actual")) == [tuple(each) for each in months]
