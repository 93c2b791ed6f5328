"""What became of a milestone, in sentences: its own changes, and those by which others became it."""

from dataclasses import dataclass

from actions.presenters.dates import decided_in_words
from core.dates.calendar import in_words

from ..models import MilestoneChange

_Kind = MilestoneChange.Kind
_WORDS = {
    _Kind.ADDED: "added",
    _Kind.WITHDRAWN: "removed",
    _Kind.MERGED: "merged into",
    _Kind.REPLACED: "replaced by",
    _Kind.REWORDED: "reworded",
    _Kind.RESUMED: "brought back",
}
# {kind: (what the link says, what it is for, how it is said once it is done)}
OFFERED = {
    _Kind.REWORDED: ("Reword it", "Say in other words what is to be done", "reworded"),
    _Kind.WITHDRAWN: ("Remove it", "It is not to be done any longer", "removed"),
    _Kind.MERGED: ("Merge it into another", "Another milestone, or a new one, covers it too", "merged"),
    _Kind.REPLACED: ("Replace it", "Another milestone, or a new one, takes its place", "replaced"),
    _Kind.RESUMED: ("Bring it back", "It is to be done again, from today", "to be done again"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A link of the chain: "41", "merged into", "45", when, why; `other` is "" where it became nothing else.

    `url` and `other_url` are "" for the milestone whose page it is.
    """

    name: str
    url: str
    what: str
    other: str
    other_url: str
    on: str
    because: str
    decided: str


def shown_chain(milestone, changes, address):
    """`ShownChange`s of a chain, the first one first; `address(milestone)` is where the page of another one is."""

    def link(other):
        return "" if other is None or other.pk == milestone.pk else address(other)

    return tuple(
        ShownChange(
            name=change.milestone.called,
            url=link(change.milestone),
            what=_WORDS[change.kind],
            other=change.into.called if change.into else "",
            other_url=link(change.into),
            on=in_words(change.effective_on),
            because=change.reason,
            decided=decided_in_words(change.decision) if change.decision else "",
        )
        for change in changes
    )
