"""Exceptions: why a milestone is late and which date is asked for, and what is decided on it.

The approved date of a milestone moves here alone, by a decision that is never taken by who asked for it.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actions.models import Origin
from core.dates.calendar import in_words
from core.history import create_all
from plans.models import Decision, Plan
from plans.permissions import Permission, require
from plans.services import record_decision

from ..exceptions import WAITING, WORDS, no_exception, standing_of
from ..models import MilestoneException
from .milestones import DeliveryRefused, hold, hold_to_update, say

_ASKED = ("rationale", "recovery", "asked_on", "report")


@transaction.atomic
def report_exception(*, milestone, rationale, recovery, asked_on, report="", on, by):
    """Say why a milestone is late, how it is to recover, and ask for the later date `asked_on`.

    `report` is what the report that it belongs to is called: the label of a period, or "". Returns the
    `MilestoneException`, which waits to be decided; the same one sent twice is one. Raises PermissionDenied,
    DeliveryRefused.
    """
    milestone, before = hold_to_update(milestone, on, by)
    asked = {"rationale": rationale, "recovery": recovery, "asked_on": asked_on, "report": report}
    if waiting := waiting_of(milestone, on):
        if waiting.recorded_by_id == by.pk and all(getattr(waiting, name) == asked[name] for name in _ASKED):
            return waiting  # the form was sent twice
        raise DeliveryRefused(
            f"An exception of {in_words(waiting.effective_on)} is not decided yet: wait for that decision."
        )
    if why_not := no_exception(before):
        raise DeliveryRefused(why_not)
    _require_reasons(before, rationale, asked_on, on)
    exception = MilestoneException(
        plan=milestone.plan,
        milestone=milestone,
        milestone_as_written=milestone.called,
        team=before.team,
        title=before.title,
        due_on=before.due_on,
        due_as_written=in_words(before.due_on) if before.due_on else "",
        asked_as_written=in_words(asked_on),
        origin=Origin.FORM,
        effective_on=on,
        recorded_by=by,
        **asked,
    )
    return create_all(MilestoneException, [exception], by=by)[0]


@transaction.atomic
def decide_exception(*, exception, agreed, reason, seen, due_on=None, meeting=None, on, by):
    """Agree the date that an exception asks for, or another one `due_on`, or refuse it. Returns the decision.

    `seen` is the approved due date that whoever decides had before them. `meeting` is a `Meeting`, a `NamedMeeting`
    or None. Raises PermissionDenied for one's own request; DeliveryRefused where nothing is to be decided any more, the
    date moved meanwhile, or the date agreed is no later; MeetingRefused.
    """
    require(by, Permission.DECIDE_DATE, exception.plan)
    if is_own(exception, by):
        raise PermissionDenied(
            "You reported this exception yourself. Somebody else of the programme office decides it."
        )
    plan = Plan.objects.held(exception.plan_id)
    found = MilestoneException.objects.filter(plan=plan).tell_if_newest(on)
    exception = found.select_related("milestone", "decision").get(pk=exception.pk)
    kind = Decision.Kind.DATE_AGREED if agreed else Decision.Kind.DATE_REFUSED
    due_on = (due_on or exception.asked_on) if agreed else None
    if decided := exception.decision:
        if (decided.kind, exception.agreed_on, decided.text, decided.recorded_by_id) == (kind, due_on, reason, by.pk):
            return decided  # the form was sent twice
        raise DeliveryRefused(f"This was decided already, on {in_words(decided.decided_on)}.")
    milestone, before = _hold_to_decide(exception, on, by)
    if agreed:
        _require_a_later_date(before.due_on, due_on, seen)
    if not reason.strip():
        raise DeliveryRefused("Say why, for whoever asked and for the record.")
    decision = record_decision(plan=plan, kind=kind, text=reason, meeting=meeting, on=on, by=by)
    exception.decision, exception.agreed_on, exception._history_user = decision, due_on, by
    exception.save()
    if agreed:
        _move(milestone, due_on, on, by)
    return decision


def is_own(exception, user):
    """Whether `user` asked for the date: whoever brings a document in asks for nothing."""
    return exception.origin == Origin.FORM and exception.recorded_by_id == user.pk


def waiting_of(milestone, on):
    """The exception of a milestone that waits for a decision as at `on`, or None."""
    return next((each for each, _ in milestone.exceptions.waiting(on)), None)


def close_waiting(milestone, decision, on, by):
    """What waits for a decision on a milestone that has ended is decided with that. Whoever calls holds the plan."""
    if waiting := waiting_of(milestone, on):
        waiting.decision, waiting._history_user = decision, by
        waiting.save()


def original_of(milestone, before):
    """The first due date of a milestone that was approved, whether its documents called it so or not, or None.

    `before` is the statement of it that holds.
    """
    stated = milestone.statements.exclude(due_on=None).order_by("effective_on", "pk")
    return before.original_on or stated.values_list("due_on", flat=True).first()


def _hold_to_decide(exception, on, by):
    if exception.milestone is None:
        raise DeliveryRefused("The plan knows no such milestone, so there is no date that could move.")
    milestone, before = hold(exception.milestone, on, by)
    standing = standing_of(exception, None, before, exception.is_newest)
    if standing != WAITING:
        raise DeliveryRefused(f"{WORDS[standing]}.")
    return milestone, before


def _require_reasons(before, rationale, asked_on, on):
    if not rationale.strip():
        raise DeliveryRefused("Say why it is late.")
    if before.due_on and asked_on <= before.due_on:
        raise DeliveryRefused(f"Ask for a date after {in_words(before.due_on)}, which is the approved date now.")
    if asked_on < on:
        raise DeliveryRefused(f"Ask for a date that is still to come: {in_words(asked_on)} has passed.")


def _require_a_later_date(now, due_on, seen):
    if seen != now:
        is_now = f"is now {in_words(now)}" if now else "was taken away"
        raise DeliveryRefused(
            f"The approved date {is_now}: it changed while you had this page open. Look at it and decide again."
        )
    if due_on is None:
        raise DeliveryRefused("The exception gives no date that could be read: enter the date that you agree.")
    if now and due_on <= now:
        raise DeliveryRefused(f"Agree a date after {in_words(now)}, which is the approved date now, or refuse.")


def _move(milestone, due_on, on, by):
    """The statement that holds the decided date; where the latest one is dated ahead, it is dated like that."""
    before = milestone.statements.first()
    facts = {"due_on": due_on, "due_as_written": in_words(due_on), "original_on": original_of(milestone, before)}
    facts["original_on"] = facts["original_on"] or due_on
    say(milestone, before, facts, max(on, before.effective_on), by, Origin.DECISION)
