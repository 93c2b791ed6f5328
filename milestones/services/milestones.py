"""Every write of milestones: append-only statements.

What a person says of a milestone is made from a page that showed one statement (`seen`): of two who save at once, the
second is told what the first said. Its approved date moves by decision only, and its title by a change with a reason.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from actions.models import Origin, Standing
from core.dates.calendar import in_words
from core.history import create_all
from plans.models import Decision, Holding, Plan
from plans.permissions import Permission, Rights, refusal, require
from plans.services import PeriodFrozen, record_decision, require_open

from ..models import DeliveryStatus, Milestone, MilestoneChange, MilestoneStatement

FACTS = (
    "title is_critical team department owners delivery_as_written chief_as_written starts_on start_as_written "
    "original_on due_on due_as_written forecast_on month_due_as_written quarter_due_as_written status "
    "status_as_written note sign_off_committee sign_off_on sign_off_as_written standing progress"
).split()
# What whoever owns a milestone says of it, and what the office keeps of it.
OWN_FACTS = ("status", "note", "progress", "forecast_on")
_DECIDED = ("title", "original_on", "due_on", "standing")


class DeliveryRefused(ValueError):
    """What was said cannot be kept; nothing was written. The text says why and what to do."""


class MilestoneChanged(Exception):
    """Somebody else said something of the milestone since the page was made: `record`, which holds now."""

    def __init__(self, record):
        super().__init__(
            "Somebody changed this milestone meanwhile. Read how it stands now, then save yours or drop it."
        )
        self.record = record


@dataclass(slots=True)
class MilestoneEntry:
    """One statement about a milestone: an unsaved `milestone` is created; `facts` {name in FACTS: value} are all of it.

    What `facts` leave out is as `before` says, a `MilestoneStatement` or None.
    """

    milestone: Milestone
    facts: dict
    before: MilestoneStatement | None = None
    where: str = ""
    origin: str = Origin.IMPORT


@transaction.atomic
def record_milestones(*, plan, entries, effective_on, by):
    """Record milestones as they stood on one date. Returns their statements. Raises PermissionDenied."""
    require(by, Permission.KEEP_MILESTONES, plan)
    return _record(Plan.objects.held(plan.pk), entries, effective_on, by)


@transaction.atomic
def add_milestone(*, plan, facts, reason, ref="", programme=None, decision=None, on, by):
    """Add a milestone, with the reason for it. Returns it. The same one sent twice by one person is added once.

    `facts` are those of a `MilestoneStatement` by name. Without a `decision` one is recorded, that of a changed scope.
    Raises PermissionDenied, DeliveryRefused.
    """
    require(by, Permission.KEEP_MILESTONES, plan)
    plan = Plan.objects.held(plan.pk)
    ref = " ".join(ref.split())
    _need(facts.get("title", ""), "Enter what is to be done by then: a milestone has to be named.")
    _need(reason, "Say why it is added, for everybody who reads the plan.")
    if sent := _added_before(plan, ref, facts, reason, by):
        return sent
    if ref and (known := plan.milestones.filter(ref__iexact=ref).first()):
        raise DeliveryRefused(f"{known} is another one already: a number is never used twice.")
    require_open_period(plan, on)
    entry = MilestoneEntry(Milestone(ref=ref, programme=programme), facts, origin=Origin.DECISION)
    keep_change(plan=plan, kind=MilestoneChange.Kind.ADDED, entry=entry, reason=reason, decision=decision, on=on, by=by)
    return entry.milestone


@transaction.atomic
def update_milestone(*, milestone, facts, seen, on, by):
    """Say how a milestone stands: `facts` out of OWN_FACTS, none of them to say that nothing has changed.

    Returns the statement; the same thing said again on the same day writes nothing. Raises PermissionDenied for whoever
    neither owns nor keeps it, DeliveryRefused, MilestoneChanged.
    """
    milestone, before = hold_to_update(milestone, on, by)
    said = {name: facts[name] for name in OWN_FACTS if name in facts}
    if said.get("status", before.status) != before.status:
        # A workbook that says the same next month brings no change.
        said["status_as_written"] = DeliveryStatus(said["status"]).label.capitalize()
    is_own = before.pk == seen or before.recorded_by_id == by.pk
    if before.effective_on == on and is_own and _stands(before, said):
        return before
    if before.pk != seen:
        raise MilestoneChanged(before)
    _require_to_come(before, said, on)
    return say(milestone, before, said, on, by)


@transaction.atomic
def describe_milestone(*, milestone, facts, programme, seen, on, by):
    """Say what a milestone is: its facts other than title, approved dates and standing, and its programme or None.

    Returns the statement; the same facts again write nothing. Raises PermissionDenied, DeliveryRefused,
    MilestoneChanged.
    """
    require(by, Permission.KEEP_MILESTONES, milestone.plan)
    milestone, before = hold_to_update(milestone, on, by)
    if programme and programme.plan_id != milestone.plan_id:
        raise DeliveryRefused("This programme belongs to another plan: choose one of this plan.")
    told = _say(milestone, before, {name: facts[name] for name in facts if name not in _DECIDED}, seen, on, by)
    if milestone.programme_id != (programme and programme.pk):
        milestone.programme, milestone._history_user = programme, by
        milestone.save(update_fields=["programme"])
    return told


def may_update(user, owners, plan, on, rights=None):
    """Whether `user` may say how something stands whose owners are [{"role", "post", "person"}], as at `on`."""
    rights = Rights.of(user, plan) if rights is None else rights
    if rights.may(Permission.KEEP_MILESTONES):
        return True
    if not rights.may(Permission.UPDATE_OWN_MILESTONE) or user.person_id is None:
        return False
    if any(owner["person"] == user.person_id for owner in owners):
        return True
    posts = [owner["post"] for owner in owners if owner["post"]]
    return Holding.objects.posts_of(user.person_id, on).filter(post__in=posts).exists()


def require_update(user, owners, plan, on, rights=None):
    """Raise PermissionDenied unless `may_update`."""
    if not may_update(user, owners, plan, on, rights):
        raise refusal(Permission.UPDATE_OWN_MILESTONE)


def hold_to_update(milestone, on, by):
    """(the milestone, its statement as at `on`), still to be done, for one writer at a time.

    Raises PermissionDenied, DeliveryRefused.
    """
    milestone, before = hold(milestone, on, by)
    if before.standing != Standing.LIVE:
        raise DeliveryRefused(f"{milestone} was {before.get_standing_display()}: nothing more can be said of it.")
    return milestone, before


def hold(milestone, on, by):
    """(the milestone, its statement as at `on`), whatever became of it. Raises PermissionDenied, DeliveryRefused."""
    require(by, Permission.READ_PLAN, milestone.plan)
    milestone = Milestone.objects.held(milestone)
    before = milestone.statements.filter(effective_on__lte=on).first()
    if before is None:
        raise DeliveryRefused(f"This milestone is not known as at {in_words(on)}: look at it on a later day.")
    require_update(by, before.owners, milestone.plan, on)
    require_open_period(milestone.plan, on)
    return milestone, before


def keep_change(*, plan, kind, entry, reason, decision=None, into=None, on, by):
    """Write what `entry` says of a milestone as a change of it. Returns the `MilestoneChange`.

    Without a `decision` one is recorded. Whoever calls holds the plan, and says who may.
    """
    if decision is None:
        decision = record_decision(plan=plan, kind=Decision.Kind.SCOPE_CHANGED, text=reason, meeting=None, on=on, by=by)
    [statement] = _record(plan, [entry], on, by)
    change = MilestoneChange(
        milestone=entry.milestone,
        kind=kind,
        into=into,
        reason=reason,
        effective_on=on,
        statement=statement,
        decision=decision,
        recorded_by=by,
    )
    return create_all(MilestoneChange, [change], by=by)[0]


def say(milestone, before, facts, on, by, origin=Origin.FORM):
    """Write a statement of `facts` on top of `before`. Returns it. Whoever calls holds the plan, and says who may."""
    return _record(milestone.plan, [MilestoneEntry(milestone, facts, before, origin=origin)], on, by)[0]


def _say(milestone, before, facts, seen, on, by):
    if _stands(before, facts):
        return before
    if before.pk != seen:
        raise MilestoneChanged(before)
    return say(milestone, before, facts, on, by)


def _stands(statement, facts):
    return all(getattr(statement, name) == value for name, value in facts.items())


def _require_to_come(before, said, on):
    expected = said.get("forecast_on")
    if not expected or expected == before.forecast_on or expected >= on:
        return
    if said.get("status", before.status) != DeliveryStatus.COMPLETE:
        raise DeliveryRefused("The date you now expect must be today or later. If it is done, say that it is complete.")


def _record(plan, entries, on, by):
    new = [entry.milestone for entry in entries if entry.milestone.pk is None]
    _number(plan, new)
    create_all(Milestone, new, by=by)
    told = {"effective_on": on, "recorded_by": by}
    statements = [
        MilestoneStatement(milestone=entry.milestone, origin=entry.origin, where=entry.where, **told, **_all_of(entry))
        for entry in entries
    ]
    return create_all(MilestoneStatement, statements, by=by)


def _all_of(entry):
    known = {name: getattr(entry.before, name) for name in FACTS} if entry.before else {}
    return known | entry.facts


def _number(plan, new):
    """Give new milestones their plan, the next keys and, where none is given, a place at the end."""
    last = plan.milestones.aggregate(key=Max("key"), position=Max("position"))
    key, position = last["key"] or 0, last["position"] or 0
    for place, milestone in enumerate(new, 1):
        milestone.plan, milestone.key = plan, key + place
        milestone.position = milestone.position or position + place


def _added_before(plan, ref, facts, reason, by):
    """The milestone that was added by this form, where it was sent before and nothing was said of it since."""
    added = MilestoneChange.objects.filter(milestone__plan=plan, kind=MilestoneChange.Kind.ADDED, recorded_by=by)
    change = added.filter(reason=reason).select_related("milestone", "statement").order_by("pk").last()
    if change is None or change.milestone.ref != ref or change.milestone.statements.count() != 1:
        return None
    return change.milestone if _stands(change.statement, facts) else None


def _need(text, sentence):
    if not text.strip():
        raise DeliveryRefused(sentence)


def require_open_period(plan, on):
    """Raise DeliveryRefused where `on` falls into a period that is frozen: what was reported then stays as it was."""
    try:
        require_open(plan, on)
    except PeriodFrozen as error:
        raise DeliveryRefused(str(error)) from None
