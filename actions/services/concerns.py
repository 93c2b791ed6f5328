"""Every write of concerns: append-only statements and reviews.

What a person says of a concern is made from a page that showed one statement (`seen`): of two who save at once, the
second is told what the first said.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from core.dates.calendar import in_words
from core.history import create_all
from plans.models import Committee, Plan
from plans.permissions import Permission, require
from plans.services import NamedMeeting, keep_meeting, save_reference

from ..models import Concern, ConcernReview, ConcernStatement, Origin
from ..scope import ENDED
from ..updating import with_newest

_FACTS = (
    "why rating_as_written deadline_as_written deadline original_deadline required taken comments is_open "
    "closed_because"
).split()


class ConcernRefused(ValueError):
    """What was said cannot be kept; nothing was written. The text says why and what to do."""


class ConcernChanged(Exception):
    """Somebody else said something of the concern since the page was made: `statement`, which stands now."""

    def __init__(self, statement):
        super().__init__("Somebody changed this concern meanwhile. Read how it stands now, then save yours or drop it.")
        self.statement = statement


@dataclass(slots=True)
class ConcernEntry:
    """One statement about a concern. An unsaved `concern` is created; `reviews` are unsaved `ConcernReview` rows."""

    concern: Concern
    facts: dict
    reviews: list = field(default_factory=list)
    where: str = ""
    origin: str = Origin.IMPORT


@transaction.atomic
def record_concerns(*, plan, entries, effective_on, by):
    """Record concerns as they stood on one date, with the reviews not yet kept. Returns the statements."""
    require(by, Permission.KEEP_CONCERNS, plan)
    new = [entry.concern for entry in entries if entry.concern.pk is None]
    for concern in new:
        concern.plan = plan
    create_all(Concern, new, by=by)
    for entry in entries:
        for review in entry.reviews:
            review.concern, review.effective_on, review.recorded_by = entry.concern, effective_on, by
    create_all(ConcernReview, [review for entry in entries for review in entry.reviews], by=by)
    statements = [
        ConcernStatement(
            concern=entry.concern,
            effective_on=effective_on,
            origin=entry.origin,
            where=entry.where,
            recorded_by=by,
            **entry.facts,
        )
        for entry in entries
    ]
    return create_all(ConcernStatement, statements, by=by)


@transaction.atomic
def raise_concern(*, action, why, required, raised_on, deadline=None, committee="", on, by):
    """Raise `action` to a committee (a `Committee` of the plan, the name of a new one, or nothing).

    Returns the concern. The same words about the same action and day, sent twice by one person, are one concern. Raises
    PermissionDenied, ConcernRefused.
    """
    plan = action.plan
    require(by, Permission.KEEP_CONCERNS, plan)
    _need(why, "Say why it is a concern.")
    if action.standing in ENDED:
        raise ConcernRefused(f"This action was {ENDED[action.standing]}: raise the concern with one that goes on.")
    _refuse_to_come(raised_on, on)
    if deadline and deadline < raised_on:
        raise ConcernRefused(f"The deadline is before {in_words(raised_on)}, when it was raised: choose a later one.")
    Plan.objects.held(plan.pk)
    facts = {"why": why, "required": required, "deadline": deadline}
    alike = plan.concerns.filter(action=action, raised_as_written="")
    for known in alike.filter(raised_on=raised_on):
        last = known.statements.first()
        if last.recorded_by_id == by.pk and _says(last, facts):
            return known
    concern = Concern(
        committee=_committee(plan, committee, by),
        action=action,
        match=Concern.Match.EXACT,
        ref_as_written=action.ref,
        title_as_written=action.title,
        raised_on=raised_on,
        repeat=alike.count(),
        position=(plan.concerns.aggregate(last=Max("position"))["last"] or 0) + 1,
    )
    record_concerns(plan=plan, entries=[ConcernEntry(concern, facts, origin=Origin.FORM)], effective_on=on, by=by)
    return concern


@transaction.atomic
def review_concern(*, concern, seen_on=None, meeting=None, said="", on, by):
    """A committee saw a concern at a `meeting` (a `Meeting` or a `NamedMeeting`), or somebody did on the day `seen_on`.

    What was `said` goes into the comments. The same review twice is kept once. Returns the `ConcernReview`. Raises
    PermissionDenied, ConcernRefused.
    """
    require(by, Permission.KEEP_CONCERNS, concern.plan)
    before = _hold(concern, on)
    _require_open(before)
    seen_on = meeting.held_on if meeting else seen_on
    if seen_on is None:
        raise ConcernRefused("Choose the meeting, or enter the day on which it was seen.")
    _refuse_to_come(seen_on, on)
    if isinstance(meeting, NamedMeeting):
        meeting = keep_meeting(plan=concern.plan, committee=meeting.committee, held_on=meeting.held_on, by=by)
    review = concern.reviews.filter(seen_on=seen_on, meeting=meeting).first()
    if review is None:
        place = (concern.reviews.aggregate(last=Max("position"))["last"] or 0) + 1
        review = ConcernReview(
            concern=concern,
            as_written=f"seen {seen_on:%d/%m/%Y}",
            seen_on=seen_on,
            meeting=meeting,
            position=place,
            effective_on=on,
            recorded_by=by,
        )
        create_all(ConcernReview, [review], by=by)
    line = f"{seen_on:%d/%m/%Y} - {said.strip()}"
    if said.strip() and f"\n\n{line}\n\n" not in f"\n\n{before.comments}\n\n":
        _write(concern, before, {"comments": with_newest(line, before.comments)}, on, by)
    return review


def record_remedy(*, concern, taken, seen, on, by):
    """Say which remedial action was taken; what was said before stays below it. Returns the statement.

    Raises PermissionDenied, ConcernRefused, ConcernChanged.
    """

    def facts(before):
        _require_open(before)
        _need(taken, "Say which remedial action was taken.")
        return {"taken": with_newest(taken.strip(), before.taken)}

    return _say(concern, facts, seen, on, by)


def change_deadline(*, concern, deadline, reason, seen, on, by):
    """Move the deadline; the first one is kept beside it, and the reason in the comments. Returns the statement.

    Raises PermissionDenied, ConcernRefused, ConcernChanged.
    """

    def facts(before):
        _require_open(before)
        _need(reason, "Say why the deadline moves.")
        if deadline == before.deadline:
            raise ConcernRefused(f"The deadline is {in_words(deadline)} already: choose another day.")
        original = before.original_deadline or before.deadline
        written = f"{deadline:%d/%m/%Y} ({original:%d/%m/%Y})" if original else f"{deadline:%d/%m/%Y}"
        moved = {"deadline": deadline, "original_deadline": original, "deadline_as_written": written}
        return moved | {"comments": with_newest(f"Deadline moved: {reason.strip()}", before.comments)}

    return _say(concern, facts, seen, on, by)


def close_concern(*, concern, reason, seen, on, by):
    """Close a concern, saying why. Returns the statement. Raises PermissionDenied, ConcernRefused, ConcernChanged."""

    def facts(before):
        _require_open(before)
        _need(reason, "Say why it is no longer a concern.")
        return {"is_open": False, "closed_because": reason.strip()}

    return _say(concern, facts, seen, on, by)


def reopen_concern(*, concern, reason, seen, on, by):
    """Open a closed concern again, saying why in the comments. Returns the statement.

    Raises PermissionDenied, ConcernRefused, ConcernChanged.
    """

    def facts(before):
        if before.is_open:
            raise ConcernRefused("This concern is open: there is nothing to reopen.")
        _need(reason, "Say why it is a concern again.")
        comments = with_newest(f"Reopened: {reason.strip()}", before.comments)
        return {"is_open": True, "closed_because": "", "comments": comments}

    return _say(concern, facts, seen, on, by)


@transaction.atomic
def tie_concern(*, concern, action, by):
    """Say which action of the plan a concern is about, where the workbook left that open. Returns the concern.

    Raises PermissionDenied, ConcernRefused.
    """
    require(by, Permission.KEEP_CONCERNS, concern.plan)
    if action.plan_id != concern.plan_id:
        raise ConcernRefused("This action belongs to another plan: choose one of this plan.")
    concern.action, concern.match = action, Concern.Match.EXACT
    concern._history_user = by
    concern.save()
    return concern


@transaction.atomic
def _say(concern, facts_after, seen, on, by):
    """Record `facts_after(the statement that stands)`, which was the one with the key `seen` when the page was made."""
    require(by, Permission.KEEP_CONCERNS, concern.plan)
    before = _hold(concern, on)
    if before.pk != seen:
        shown = concern.statements.filter(pk=seen).first()
        if shown and before.recorded_by_id == by.pk and _says(before, facts_after(shown)):
            return before  # the form was sent twice
        raise ConcernChanged(before)
    return _write(concern, before, facts_after(before), on, by)


def _hold(concern, on):
    """The statement that stands on the day `on`; nobody else writes to the plan until this is done."""
    Plan.objects.held(concern.plan_id)
    before = concern.statements.filter(effective_on__lte=on).first()
    if before is None:
        raise ConcernRefused("Nothing is known of this concern today yet, so there is nothing to change.")
    return before


def _write(concern, before, facts, on, by):
    told = {name: getattr(before, name) for name in _FACTS} | facts
    entries = [ConcernEntry(concern, told, origin=Origin.FORM)]
    return record_concerns(plan=concern.plan, entries=entries, effective_on=on, by=by)[0]


def _says(statement, facts):
    return all(getattr(statement, name) == value for name, value in facts.items())


def _require_open(statement):
    if not statement.is_open:
        raise ConcernRefused("This concern is closed. Reopen it first, if it is a concern again.")


def _need(text, sentence):
    if not text.strip():
        raise ConcernRefused(sentence)


def _refuse_to_come(day, on):
    if day > on:
        raise ConcernRefused(f"{in_words(day)} is still to come: enter a day that has been.")


def _committee(plan, committee, by):
    if isinstance(committee, Committee) or not committee:
        return committee or None
    name = " ".join(committee.split())
    known = plan.committees.filter(name__iexact=name).first()
    return known or save_reference(record=Committee(plan=plan, name=name), by=by)
