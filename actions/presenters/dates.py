"""Due dates as pages show them: each move with its reason and decision, requests, and what was decided on them."""

from dataclasses import dataclass
from datetime import date

from accounts.names import name_of
from core.dates.calendar import in_words
from core.environment import plural
from plans.models import Decision

from ..duedates import no_date_to_move, slippage, slipped

_OUTCOMES = {
    Decision.Kind.DATE_AGREED: "Agreed",
    Decision.Kind.DATE_REFUSED: "Refused",
    Decision.Kind.SCOPE_CHANGED: "Closed by a change of scope",
}


@dataclass(frozen=True, slots=True)
class ShownRequest:
    """A request for a later date. `later` says by how much; `outcome` is "" while it waits, `is_agreed` once agreed."""

    key: int
    ref: str
    title: str
    action_url: str
    due_then: str
    asked_for: str
    later: str
    reason: str
    asked_by: str
    asked_on: date
    outcome: str
    is_agreed: bool
    decided: str
    decided_because: str


def shown_request(request, url):
    """`ShownRequest` of a request read with `as_shown`; `url` is that of its action."""
    action, decision = request.action, request.decision
    return ShownRequest(
        key=request.pk,
        ref=action.ref or f"No reference ({action.key})",
        title=action.title,
        action_url=url,
        due_then=in_words(request.due_then) if request.due_then else "None was set",
        asked_for=in_words(request.due_on),
        later=_later(request.due_then, request.due_on),
        reason=request.reason,
        asked_by=name_of(request.requested_by),
        asked_on=request.requested_on,
        outcome=_outcome(request) if decision else "",
        is_agreed=bool(decision) and decision.kind == Decision.Kind.DATE_AGREED,
        decided=decided_in_words(decision) if decision else "",
        decided_because=decision.text if decision else "",
    )


@dataclass(frozen=True, slots=True)
class Move:
    """One change of an approved due date, in words. `reason`, `asked_by` and `decided` may be ""."""

    effective_on: date
    before: str
    after: str
    how_far: str
    reason: str
    asked_by: str
    decided: str


@dataclass(frozen=True, slots=True)
class DatesSection:
    """The dates of an action: words for each, how often they slipped, each `Move`, what was asked for and decided."""

    original: str
    approved: str
    forecast: str
    slipped: str
    moves: tuple[Move, ...]
    waiting: tuple[ShownRequest, ...]
    decided: tuple[ShownRequest, ...]
    action_url: str
    may_ask: bool
    may_decide: bool


def dates_section(action, statements, requests, on, *, may_ask, may_decide):
    """`DatesSection` of an `ActionFigure` as at `on` from its statements and its requests, newest first, as shown then.

    `may_ask` and `may_decide` say whether the reader may; where there is no date to move, nobody can.
    """
    decided = [each for each in requests if each.decision and each.decision.decided_on <= on]
    waiting = [each for each in requests if each not in decided]
    slips = slippage([each.due_on for each in reversed(statements)])
    can = not no_date_to_move(is_heading=action.is_heading, stage=action.stage, standing=action.standing)
    return DatesSection(
        original=in_words(slips.original) if slips.original else "Not set",
        approved=in_words(action.due_on) if action.due_on else "Not set",
        forecast=in_words(action.forecast_on) if action.forecast_on else "Not set",
        slipped=slipped(slips.slips, slips.days),
        moves=moves(statements),
        waiting=tuple(shown_request(each, action.url) for each in waiting),
        decided=tuple(shown_request(each, action.url) for each in decided),
        action_url=action.url,
        may_ask=may_ask and can and not waiting,
        may_decide=may_decide and can,
    )


def moves(statements):
    """The `Move`s of a due date through all statements of an action, given newest first; the first date is none."""
    told = list(reversed(statements))
    found, stated = [], False
    for before, after in zip(told, told[1:], strict=False):
        stated = stated or before.due_on is not None
        if stated and before.due_on != after.due_on:
            found.append(_move(before.due_on, after))
    return tuple(reversed(found))


def _move(before, statement):
    change = getattr(statement, "due_date_change", None)
    decision = change.decision if change else None
    return Move(
        effective_on=statement.effective_on,
        before=in_words(before) if before else "no date",
        after=in_words(statement.due_on) if statement.due_on else "no date",
        how_far=_how_far(before, statement.due_on),
        reason=change.reason if change else "",
        asked_by=str(change.requested_by or "") if change else "",
        decided=f"Decided {decided_in_words(decision)}" if decision else "",
    )


def _how_far(before, after):
    if before and after and after < before:
        return f"{plural((before - after).days, 'day')} earlier"
    return _later(before, after)


def decided_in_words(decision):
    """When, where and by whom: "on 14 March 2019 at Finance Committee, recorded by Somebody"."""
    where = f" at {decision.meeting.committee}" if decision.meeting else ""
    return f"on {in_words(decision.decided_on)}{where}, recorded by {name_of(decision.recorded_by)}"


def _later(before, after):
    return f"{plural((after - before).days, 'day')} later" if before and after and after > before else ""


def _outcome(request):
    outcome = _OUTCOMES[request.decision.kind]
    if request.agreed_on and request.agreed_on != request.due_on:
        return f"{outcome}: {in_words(request.agreed_on)}"
    return outcome
