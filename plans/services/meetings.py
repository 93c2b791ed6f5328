"""Meetings, and what was decided at them or without one."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from core.dates.calendar import in_words
from core.history import create_all

from ..models import Committee, Decision, Meeting
from ..permissions import Permission, require
from .plans import save_reference


@dataclass(frozen=True, slots=True)
class NamedMeeting:
    """A meeting that somebody names, whether the plan knows it already or not."""

    committee: str
    held_on: date


class MeetingRefused(Exception):
    """No decision can come from this meeting. The text says why and what to do."""


# Who may take a decision of a kind; any other is for whoever manages the plan.
_DECIDED_BY = {
    Decision.Kind.DATE_AGREED: Permission.DECIDE_DATE,
    Decision.Kind.DATE_REFUSED: Permission.DECIDE_DATE,
    Decision.Kind.CONCERN_SEEN: Permission.KEEP_CONCERNS,
    Decision.Kind.SCOPE_CHANGED: Permission.CHANGE_SCOPE,
}


@transaction.atomic
def record_decision(*, plan, kind, text, meeting=None, on, by):
    """Keep what was decided, on the day of its `meeting` (a `Meeting`, a `NamedMeeting` or None), else on `on`.

    Raises MeetingRefused for a meeting that is still to come as at `on`, or that is another plan's.
    """
    require(by, _DECIDED_BY.get(kind, Permission.MANAGE_PLAN), plan)
    if meeting and meeting.held_on > on:
        raise MeetingRefused(f"The meeting on {in_words(meeting.held_on)} is still to come: record this after it.")
    if isinstance(meeting, NamedMeeting):
        meeting = keep_meeting(plan=plan, committee=meeting.committee, held_on=meeting.held_on, by=by)
    if meeting and meeting.committee.plan_id != plan.pk:
        raise MeetingRefused("This meeting belongs to another plan: choose one of this plan.")
    decided_on = meeting.held_on if meeting else on
    decision = Decision(plan=plan, meeting=meeting, kind=kind, decided_on=decided_on, text=text, recorded_by=by)
    return create_all(Decision, [decision], by=by)[0]


@transaction.atomic
def keep_meeting(*, plan, committee, held_on, by):
    """The meeting of the committee of that name on a day; made, as the committee is, where the plan has none such."""
    require(by, Permission.MANAGE_PLAN, plan)
    name = " ".join(committee.split())
    body = plan.committees.filter(name__iexact=name).first()
    body = body or save_reference(record=Committee(plan=plan, name=name), by=by)
    known = body.meetings.filter(held_on=held_on).first()
    return known or save_reference(record=Meeting(committee=body, held_on=held_on), by=by)
