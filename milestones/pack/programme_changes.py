"""What changed of the programmes since the last report, for the section that tells it of the whole plan."""

from actions.pack.changes import Part, Row
from core.environment import plural

from ..presenters.programmes import status_of


def phrases(document):
    """What the one sentence on all that changed says of programmes."""
    comparison = document.comparison.programmes
    return [
        f"{plural(len(found), 'programme')} {words}"
        for name, words in _PHRASES.items()
        if (found := comparison.told(name))
    ]


def parts(document):
    """A `Part` for each kind of change; without those that nothing is in."""
    comparison = document.comparison.programmes
    for kind, title, name, heads, cells in _KINDS:
        rows = tuple(Row(each.programme.called, each.programme.name, cells(each)) for each in comparison.told(name))
        if rows:
            yield Part(kind, title, heads, rows, "Programme")


def _statuses(change):
    return tuple(status_of(each) for each in (change.before, change.after))


def _new(change):
    return (status_of(change.after),)


def _turned(change):
    return (change.programme.closed_because or "Nothing written",)


def _gone(change):
    return ("Not known at the later day",)


def _words(change):
    return (tuple(piece for name, words in change.words for piece in (("same", f"{name}:"), *words)),)


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
