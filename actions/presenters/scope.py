"""What became of the scope of an action: each change in a sentence, seen from it and from the action it led to."""

from dataclasses import dataclass

from core.dates.calendar import in_words

from ..models import ScopeChange
from .dates import decided_in_words

_Kind = ScopeChange.Kind
# {kind: (what is said on the action's own page, what is said on that of the action it led to)}
_SENTENCES = {
    _Kind.ADDED: ("Added", ""),
    _Kind.WITHDRAWN: ("Withdrawn", ""),
    _Kind.MERGED: ("Merged into", "Took in"),
    _Kind.REPLACED: ("Replaced by", "Takes the place of"),
    _Kind.REWORDED: ("Reworded", ""),
    _Kind.PAUSED: ("Paused", ""),
    _Kind.RESUMED: ("Resumed", ""),
    _Kind.IN_SCOPE: ("Put in scope", ""),
    _Kind.OUT_OF_SCOPE: ("Put out of scope", ""),
    _Kind.REASSIGNED: ("Given to other leads", ""),
}
# {kind: (what the link says, what it is for)}
OFFERED = {
    _Kind.REWORDED: ("Reword it", "Say in other words what is to be done, or how it is measured"),
    _Kind.PAUSED: ("Pause it", "It stays in the plan and is not late while it is paused"),
    _Kind.RESUMED: ("Resume it", "It is to be done again, from today"),
    _Kind.WITHDRAWN: ("Withdraw it", "It is not to be done any longer"),
    _Kind.MERGED: ("Merge it into another", "Another action of the plan does its work too"),
    _Kind.REPLACED: ("Replace it", "Another action, or a new one, takes its place"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change of scope: "Merged into", the other action where there is one (its name and address), when, why."""

    what: str
    other: str
    other_url: str
    on: str
    because: str
    decided: str


def shown_changes(action, changes):
    """`ShownChange`s of an action's own changes and of those that led to it, in their order."""
    return tuple(_shown(action, change) for change in changes)


def _shown(action, change):
    is_own = change.action_id == action.pk
    other = change.into if is_own else change.action
    return ShownChange(
        what=_SENTENCES[change.kind][0 if is_own else 1],
        other=_name(other) if other else "",
        other_url=other.get_absolute_url() if other else "",
        on=in_words(change.effective_on),
        because=change.reason,
        decided=decided_in_words(change.decision) if change.decision else "",
    )


def _name(action):
    return action.ref or f"“{action.title[:60]}”"
