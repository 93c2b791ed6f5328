"""Every move of a due date that is asked for and decided: a later date asked for, agreed or refused, a date set."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core.dates.calendar import in_words
from plans.models import Decision
from plans.permissions import Permission, require
from plans.services import record_decision

from ..duedates import no_date_to_move
from ..models import Action, DateRequest, Origin
from ..rights import require_update
from .statements import Entry, record_statements


class DateImpossible(Exception):
    """A date cannot be asked for, agreed or set like this. The text says why and what to do; nothing was written."""


@transaction.atomic
def ask_later_date(*, action, due_on, reason, on, by):
    """Ask for a later due date than the approved one. Returns the `DateRequest`, which waits to be decided.

    Raises DateImpossible where there is no date to move, where one is asked for already, or where `due_on` is no later.
    """
    require_update(by, action.plan, [action], on)
    action = _held(action)
    if waiting := action.date_requests.open().first():
        if (waiting.due_on, waiting.reason, waiting.requested_by_id) == (due_on, reason, by.pk):
            return waiting  # the form was sent twice
        raise DateImpossible(
            f"{in_words(waiting.due_on)} is already asked for and not decided yet: wait for that decision."
        )
    if action.due_on and due_on <= action.due_on:
        raise DateImpossible(
            f"Ask for a date after {in_words(action.due_on)}, which is the due date now. For an earlier one, ask the "
            "programme office."
        )
    if due_on < on:
        raise DateImpossible(f"Ask for a date that is still to come: {in_words(due_on)} has passed.")
    _need(reason, "Say why more time is needed.")
    request = DateRequest(action=action, due_on=due_on, reason=reason, requested_on=on, requested_by=by)
    request._history_user = by
    request.save()
    return request


@transaction.atomic
def decide_date(*, request, agreed, reason, seen, due_on=None, meeting=None, on, by):
    """Agree a request for a later date, as asked or with another date `due_on`, or refuse it. Returns the decision.

    `seen` is the approved due date that whoever decides had before them. `meeting` is a `Meeting`, a `NamedMeeting`
    or None. Raises PermissionDenied for one's own request; DateImpossible where it was decided or the date moved
    meanwhile, or where the date agreed is no later; MeetingRefused.
    """
    plan = request.action.plan
    require(by, Permission.DECIDE_DATE, plan)
    if request.requested_by_id == by.pk:
        raise PermissionDenied("You asked for this date yourself. Somebody else of the programme office decides it.")
    action = Action.objects.held(request.action)
    request = DateRequest.objects.get(pk=request.pk)
    kind = Decision.Kind.DATE_AGREED if agreed else Decision.Kind.DATE_REFUSED
    if decided := request.decision:
        agreed_on = DateRequest.objects.as_shown().get(pk=request.pk).agreed_on
        date = (due_on or request.due_on) if agreed else None
        if (decided.kind, agreed_on, decided.text, decided.recorded_by_id) == (kind, date, reason, by.pk):
            return decided  # the form was sent twice
        raise DateImpossible(f"This was decided already, on {in_words(decided.decided_on)}.")
    if agreed:
        _require_movable(action, seen)
    due_on = due_on or request.due_on
    if agreed and action.due_on and due_on <= action.due_on:
        raise DateImpossible(f"Agree a date after {in_words(action.due_on)}, which is the due date now, or refuse.")
    _need(reason, "Say why, for whoever asked and for the record.")
    decision = record_decision(plan=plan, kind=kind, text=reason, meeting=meeting, on=on, by=by)
    request.decision, request._history_user = decision, by
    request.save()
    if agreed:
        _move(action, due_on, request.reason, request.requested_by.person, decision, on, by)
    return decision


@transaction.atomic
def set_due_date(*, action, due_on, reason, seen, meeting=None, on, by):
    """Set the approved due date by decision, without a request for it. Returns the decision.

    `seen` and `meeting` as in `decide_date`. Raises DateImpossible where there is no date to move, a later one is asked
    for and waits, the date moved meanwhile or is `due_on` already; MeetingRefused.
    """
    require(by, Permission.DECIDE_DATE, action.plan)
    action = Action.objects.held(action)
    if seen != action.due_on and (decided := _decided_before(action, due_on, reason, by)):
        return decided
    _require_movable(action, seen)
    if action.date_requests.open().exists():
        raise DateImpossible("A later date is asked for and waits: decide on that request instead.")
    if due_on == action.due_on:
        raise DateImpossible(f"{in_words(due_on)} is the due date already.")
    _need(reason, "Say why the date is set.")
    plan, kind = action.plan, Decision.Kind.DATE_AGREED
    decision = record_decision(plan=plan, kind=kind, text=reason, meeting=meeting, on=on, by=by)
    _move(action, due_on, reason, None, decision, on, by)
    return decision


_UNSEEN = object()


def _held(action):
    """The held action, whose date can be moved."""
    action = Action.objects.held(action)
    _require_movable(action)
    return action


def _decided_before(action, due_on, reason, by):
    """The decision that set this date for the same reason, where the form was sent twice."""
    last = action.statements.select_related("due_date_change__decision").first()
    decided = getattr(last, "due_date_change", None) and last.due_date_change.decision
    same = decided and (action.due_on, decided.text, decided.recorded_by_id) == (due_on, reason, by.pk)
    return decided if same else None


def _require_movable(action, seen=_UNSEEN):
    """The date of a held action can be moved and, where one was `seen`, is still that."""
    stage = action.rating and action.rating.stage
    if why_not := no_date_to_move(is_heading=action.is_heading, stage=stage, standing=action.standing):
        raise DateImpossible(why_not)
    if seen is not _UNSEEN and seen != action.due_on:
        now = f"is now {in_words(action.due_on)}" if action.due_on else "was taken away"
        raise DateImpossible(
            f"The due date {now}: it changed while you had this page open. Look at it and decide again."
        )


def _need(reason, sentence):
    if not reason.strip():
        raise DateImpossible(sentence)


def _move(action, due_on, reason, requested_by, decision, on, by):
    """The statement that holds the decided date; where the latest one is dated ahead, it is dated like that."""
    before = action.statements.first()
    entry = Entry(
        action,
        {"due_on": due_on, "due_as_written": in_words(due_on)},
        origin=Origin.DECISION,
        reason=reason,
        before=before,
        requested_by=requested_by,
        decision=decision,
    )
    on = max(on, before.effective_on)
    record_statements(plan=action.plan, entries=[entry], effective_on=on, by=by)
