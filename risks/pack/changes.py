"""What changed of the risks since the last report, for the section that tells it of the whole plan."""

from actions.comparing import pieces
from actions.pack.changes import parts_of, phrases_of

from ..presenters import owner_of
from . import findings
from .bands import scored


def phrases(document):
    """What the one sentence on all that changed says of risks."""
    return phrases_of(document.comparison.risks, "risk", findings.CHANGES)


def parts(document):
    """A `Part` for each kind of change, in the order in which a committee asks; without those that nothing is in."""
    return parts_of(document.comparison.risks, _KINDS, "Risk", lambda each: (each.risk.name, each.risk.title))


def _moved(change):
    was, now = (scored(each.current) for each in (change.before, change.after))
    by = change.points("current")
    return was, now, f"{'Worse' if by > 0 else 'Better'} by {abs(by)}", _reason(change)


def _rescored(change):
    was, now = (scored(each.current) for each in (change.before, change.after))
    made = tuple(_made_of(each.current) for each in (change.before, change.after))
    return was, now, f"{made[1]}; was {made[0]}", _reason(change)


def _reason(change):
    score = change.after.current
    return (score and score.reason) or "No reason is given"


def _made_of(score):
    if score is None:
        return "not scored"
    return f"{score.likelihood} × {score.consequence}" if score.likelihood else "likelihood and consequence not known"


def _target(change):
    was, now = (scored(each.target) for each in (change.before, change.after))
    return was, now, owner_of(change.after)


def _new(change):
    return scored(change.after.current), scored(change.after.target), owner_of(change.after)


def _ended(change):
    return scored(change.risk.current), change.risk.closed_because or "Nothing written"


def _gone(change):
    return scored(change.risk.current), "No longer in the register"


def _owners(change):
    return owner_of(change.before), owner_of(change.after)


def _words(change):
    return (pieces(change),)


_SCORES = ("Last report", "Now", "Moved", "Why")
_KINDS = (
    ("risks-moved", "Risks that score worse", "worse", _SCORES, _moved),
    ("risks-moved", "Risks that score better", "better", _SCORES, _moved),
    ("risks-moved", "Risks scored otherwise", "rescored", ("Last report", "Now", "Made of", "Why"), _rescored),
    ("risks-target", "Other targets", "target", ("Target, last report", "Target now", "Owner"), _target),
    ("risks-new", "New risks", "new", ("Now", "Target", "Owner"), _new),
    ("risks-ended", "Risks closed", "closed", ("Score", "Why it was closed"), _ended),
    ("risks-ended", "Risks reopened", "reopened", ("Score", "Why it was reopened"), _ended),
    ("risks-ended", "Risks gone", "gone", ("Score", "What became of it"), _gone),
    ("risks-owners", "Other owners of risks", "owners", ("Last report", "Now"), _owners),
    ("words", "New words on risks", "words", ("What is said of it",), _words),
)
