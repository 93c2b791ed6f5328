"""Every change of what a milestone is: withdrawn, merged, replaced, reworded, brought back, and why.

Each is a decision, a statement that holds it, and a `MilestoneChange` that says what became of the milestone. What has
ended stays readable with its past, is no longer counted, and its number is never used again. `seen` is the key of the
statement that the page showed.
"""

from dataclasses import dataclass

from django.db import transaction

from actions.models import Origin, Standing
from plans.models import Decision
from plans.permissions import Permission, require
from plans.services import record_decision

from ..changes import ENDED, STANDING, kinds_for
from ..models import Milestone, MilestoneChange
from .exceptions import close_waiting, original_of
from .milestones import FACTS, DeliveryRefused, MilestoneChanged, MilestoneEntry, add_milestone, hold, keep_change
from .ties import TIES, tie_milestone

_Kind = MilestoneChange.Kind
_NOT_TAKEN_OVER = {
    "month_due_as_written",
    "quarter_due_as_written",
    "title",
    "status",
    "status_as_written",
    "note",
    "progress",
    "standing",
    "forecast_on",
}


@dataclass(frozen=True, slots=True)
class NewMilestone:
    """A milestone that is added in the place of another: it takes over all but number, words and status."""

    ref: str
    title: str


@transaction.atomic
def withdraw_milestone(*, milestone, reason, seen, meeting=None, on, by):
    """Remove a milestone from what is to be done. Returns the `MilestoneChange`.

    Of this and of every change below: the same for the same reason, sent twice, is one. Raises PermissionDenied,
    DeliveryRefused, MilestoneChanged, MeetingRefused.
    """
    return _once(_Asked(milestone, _Kind.WITHDRAWN, reason, seen, meeting, on, by))


@transaction.atomic
def merge_milestone(*, milestone, into, reason, seen, meeting=None, on, by):
    """Merge a milestone `into` another of the plan, or a `NewMilestone`, which goes on. As `withdraw_milestone`."""
    return _once(_Asked(milestone, _Kind.MERGED, reason, seen, meeting, on, by, into))


@transaction.atomic
def replace_milestone(*, milestone, into, reason, seen, meeting=None, on, by):
    """Let another milestone of the plan, or a `NewMilestone`, take the place of one. As `withdraw_milestone`."""
    return _once(_Asked(milestone, _Kind.REPLACED, reason, seen, meeting, on, by, into))


@transaction.atomic
def reword_milestone(*, milestone, title, reason, seen, meeting=None, on, by):
    """Say in other words what a milestone is. As `withdraw_milestone`; refused where no word is different."""
    return _once(_Asked(milestone, _Kind.REWORDED, reason, seen, meeting, on, by, title=title.strip()))


@transaction.atomic
def resume_milestone(*, milestone, reason, seen, meeting=None, on, by):
    """Bring a removed milestone back: it is to be done again. As `withdraw_milestone`."""
    return _once(_Asked(milestone, _Kind.RESUMED, reason, seen, meeting, on, by))


@dataclass(frozen=True, slots=True)
class _Asked:
    """One change as it was asked for; `into` and `title` where the kind has them."""

    milestone: Milestone
    kind: str
    reason: str
    seen: int | None
    meeting: object
    on: object
    by: object
    into: object = None
    title: str = ""


def _once(asked):
    """The change, made; or the last one of the milestone, where this is the same and nothing was said since."""
    require(asked.by, Permission.KEEP_MILESTONES, asked.milestone.plan)
    milestone, before = hold(asked.milestone, asked.on, asked.by)
    last = milestone.changes.select_related("into", "statement").order_by("pk").last()
    if last and _is_the_same(last, asked, before):
        return last
    if asked.kind not in kinds_for(before.standing):
        name = ENDED.get(before.standing, "not removed")
        raise DeliveryRefused(f"{milestone} is {name} now, so this change is not for it. Look at its page again.")
    if before.pk != asked.seen:
        raise MilestoneChanged(before)
    if not asked.reason.strip():
        raise DeliveryRefused("Say why, for everybody who reads the plan.")
    return _change(asked, milestone)


def _is_the_same(last, asked, before):
    same = (last.kind, last.reason, last.recorded_by_id, last.statement_id)
    if same != (asked.kind, asked.reason, asked.by.pk, before.pk):
        return False
    if asked.kind == _Kind.REWORDED:
        return last.statement.title == asked.title
    if isinstance(asked.into, NewMilestone):
        ref = " ".join(asked.into.ref.split())
        return (last.into.ref, last.into.statements.last().title) == (ref, asked.into.title)
    return last.into == asked.into


def _change(asked, milestone):
    plan = milestone.plan
    # Where a statement is dated ahead already, the change holds with it, and not only until then.
    before = milestone.statements.first()
    facts = _facts(asked, before)
    told = {"plan": plan, "on": asked.on, "by": asked.by}
    if isinstance(asked.into, Milestone):
        _require_goes_on(milestone, asked.into, asked.on)
    decision = record_decision(kind=Decision.Kind.SCOPE_CHANGED, text=asked.reason, meeting=asked.meeting, **told)
    into = asked.into
    if isinstance(into, NewMilestone):
        into = add_milestone(
            facts=_taken_over(milestone, before) | {"title": into.title},
            **told | {"reason": asked.reason, "ref": into.ref, "programme": milestone.programme, "decision": decision},
        )
        _tie_as(milestone, into, asked.on, asked.by)
    if asked.kind in ENDED:
        close_waiting(milestone, decision, asked.on, asked.by)
    entry = MilestoneEntry(milestone, facts, before, origin=Origin.DECISION)
    told["on"] = max(asked.on, before.effective_on)
    return keep_change(kind=asked.kind, entry=entry, reason=asked.reason, decision=decision, into=into, **told)


def _tie_as(milestone, new, on, by):
    """Tie a milestone that was added in the place of another to what that belongs to, mitigates and serves."""
    for name, model in TIES.items():
        for tie in model.objects.lasting(on).filter(milestone=milestone):
            tie_milestone(milestone=new, to=getattr(tie, name), on=on, by=by)


def _facts(asked, before):
    if asked.kind != _Kind.REWORDED:
        return {"standing": STANDING[asked.kind]}
    if not asked.title:
        raise DeliveryRefused("Enter what is to be done by then: a milestone has to be named.")
    if asked.title == before.title:
        raise DeliveryRefused("No word is different: change the words, or leave the milestone as it is.")
    return {"title": asked.title}


def _taken_over(milestone, before):
    """What a milestone in the place of another begins with: its dates too, as it is no less late for a new number."""
    facts = {name: getattr(before, name) for name in FACTS if name not in _NOT_TAKEN_OVER}
    return facts | {"original_on": original_of(milestone, before)}


def _require_goes_on(milestone, into, on):
    """Whoever takes over is another one of the plan, known by then and still to be done."""
    if into.plan_id != milestone.plan_id or into.pk == milestone.pk:
        raise DeliveryRefused("Choose another milestone of this plan.")
    told = into.statements.filter(effective_on__lte=on).first()
    if told is None or told.standing != Standing.LIVE:
        became = "is not known yet" if told is None else f"was {ENDED[told.standing]}"
        raise DeliveryRefused(f"{into} {became}: choose one that goes on.")
