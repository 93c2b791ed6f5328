"""What changed of the programmes since the last report, for the section that tells it of the whole plan."""

from actions.comparing import pieces
from actions.pack.changes import parts_of, phrases_of

from ..presenters.programmes import status_of


def phrases(document):
    """What the one sentence on all that changed says of programmes."""
    return phrases_of(document.comparison.programmes, "programme", _PHRASES)


def parts(document):
    """A `Part` for each kind of change, in the order in which a committee asks; without those that nothing is in."""
    return parts_of(
        document.comparison.programmes, _KINDS, "Programme", lambda each: (each.programme.called, each.programme.name)
    )


def _statuses(change):
    return tuple(status_of(each) for each in (change.before, change.after))


def _new(change):
    return (status_of(change.after),)


def _turned(change):
    return (change.programme.closed_because or "Nothing written",)


def _gone(change):
    return ("Not known at the later day",)


def _words(change):
    return (pieces(change),)


_PHRASES = {
    "new": "new",
    "statuses": "of another status",
    "closed": "closed",
    "reopened": "reopened",
    "gone": "gone",
    "words": "with other words",
}
_KINDS = (
    ("programmes", "Other statuses of programmes", "statuses", ("Last report", "Now"), _statuses),
    ("programmes", "New programmes", "new", ("Status",), _new),
    ("programmes", "Programmes closed", "closed", ("Why it was closed",), _turned),
    ("programmes", "Programmes reopened", "reopened", ("Why it was reopened",), _turned),
    ("programmes", "Programmes gone", "gone", ("What became of it",), _gone),
    ("words", "New words on programmes", "words", ("What is said of it",), _words),
)
