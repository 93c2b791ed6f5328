"""Later due dates: what a board is asked to agree, and what was decided since the last report."""

from dataclasses import dataclass

from actions.figures import ActionFigure, RequestFigure
from core.dates.calendar import in_words
from core.environment import plural
from plans.models import Decision
from plans.presenters.key import KeyEntry

from ..duedates import slipped
from . import findings

_OUTCOMES = {
    Decision.Kind.DATE_AGREED: "Agreed",
    Decision.Kind.DATE_REFUSED: "Refused",
    Decision.Kind.SCOPE_CHANGED: "Closed by a change of scope",
}


@dataclass(frozen=True, slots=True)
class Extension:
    """A request with its action. `later` says by how much, `decided` what was decided, when and where, or ""."""

    figure: RequestFigure
    action: ActionFigure
    rating: KeyEntry
    later: str
    decided: str


@dataclass(frozen=True, slots=True)
class Slipped:
    """An action whose due date moved later: `far` says how often and how far, `is_agreed` if it was agreed here."""

    action: ActionFigure
    rating: KeyEntry
    far: str
    is_agreed: bool


def extensions(document):
    figures = document.figures.actions
    actions = {action.key: action for action in figures.actions}
    shown = [_extension(each, actions[each.action_key], document.key) for each in figures.requests]
    before = document.before and document.before.as_at
    waiting = [each for each in shown if each.figure.outcome is None]
    decided = [each for each in shown if each.figure.outcome and (not before or each.figure.decided_on > before)]
    since = f"since {in_words(before)}" if before else "so far"
    agreed = {each.action.key for each in shown if each.figure.outcome == Decision.Kind.DATE_AGREED}
    moved = [action for action in figures.actions if action.is_counted and action.slips]
    return {
        "finding": findings.extensions(len(waiting), [each.figure.outcome for each in decided], since),
        "slipped_finding": findings.slipped(moved),
        "slipped": [
            Slipped(each, document.key.entry(each.rating), _how_far(each), each.key in agreed)
            for each in sorted(moved, key=lambda each: -each.days_slipped)
        ],
        "waiting": waiting,
        "decided": decided,
        "since": since,
    }


def _how_far(action):
    return slipped(action.slips, action.days_slipped).removeprefix("slipped ").capitalize()


def _extension(figure, action, key):
    days = (figure.asked_for - figure.due_then).days if figure.due_then else 0
    later = f"{plural(days, 'day')} later" if days > 0 else ""
    return Extension(figure, action, key.entry(action.rating), later, _decided(figure) if figure.outcome else "")


def _decided(figure):
    """ "Agreed: 30 June 2019, on 14 March 2019 at Finance Committee"; the date where it is not the one asked for."""
    apart = figure.agreed_on and figure.agreed_on != figure.asked_for
    date = f": {in_words(figure.agreed_on)}" if apart else ""
    where = f" at {figure.decided_at}" if figure.decided_at else ""
    return f"{_OUTCOMES[figure.outcome]}{date}, on {in_words(figure.decided_on)}{where}"
