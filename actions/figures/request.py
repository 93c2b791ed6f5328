"""One request for a later date as at a date: waiting then, or decided by then."""

from dataclasses import dataclass
from datetime import date

from accounts.names import name_of

from ..models import DateRequest


@dataclass(frozen=True, slots=True)
class RequestFigure:
    """A later date that was asked for. `action_key` says for which action, `due_then` is its approved date at the time.

    `outcome` is the kind of its decision, None while it waits. `agreed_on` is the date that was agreed, `decided_at`
    the committee, None where it was decided at no meeting.
    """

    action_key: int
    due_then: date | None
    asked_for: date
    reason: str
    asked_by: str
    asked_on: date
    outcome: str | None = None
    agreed_on: date | None = None
    decided_on: date | None = None
    decided_at: str | None = None
    because: str = ""


def request_figures(plan, on, keys):
    """The `RequestFigure`s of those actions of `plan` whose key is among `keys`, as at `on`, in two queries.

    What waits comes first, the longest wait before the others; then what was decided, the latest first.
    """
    shown = DateRequest.objects.of_plan(plan).as_shown()
    waiting = [(request, None) for request in shown.open_at(on)]
    decided = [(request, request.decision) for request in shown.decided_by(on)]
    return tuple(_figure(*each) for each in (*waiting, *decided) if each[0].action.key in keys)


def _figure(request, decision):
    meeting = decision and decision.meeting
    return RequestFigure(
        action_key=request.action.key,
        due_then=request.due_then,
        asked_for=request.due_on,
        reason=request.reason,
        asked_by=name_of(request.requested_by),
        asked_on=request.requested_on,
        outcome=decision and decision.kind,
        agreed_on=request.agreed_on if decision else None,
        decided_on=decision and decision.decided_on,
        decided_at=meeting and meeting.committee.name,
        because=decision.text if decision else "",
    )
