"""What changed of the milestones since the last report, for the section that tells it of the whole plan."""

from actions.comparing import pieces
from actions.pack.changes import parts_of, phrases_of
from core.dates.calendar import in_words
from core.environment import plural

from ..presenters.milestones import ENDED, due_of, owner_of, shown_status
from . import findings


def phrases(document):
    """What the one sentence on all that changed says of milestones."""
    return phrases_of(document.comparison.milestones, "milestone", findings.CHANGES)


def parts(document):
    """A `Part` for each kind of change, in the order in which a committee asks; without those that nothing is in."""
    return parts_of(
        document.comparison.milestones, _KINDS, "Milestone", lambda each: (each.milestone.called, each.milestone.title)
    )


def moved(move):
    """ "31 days later", "9 days earlier", or "Date set or taken away" where one of the two is not known."""
    if not move.days:
        return "Date set or taken away"
    return f"{plural(abs(move.days), 'day')} {'later' if move.days > 0 else 'earlier'}"


def ended(move):
    """What became of one that is no longer a milestone."""
    return ENDED[move.after.standing] if move.after else "Not known at the later day"


def _status(move):
    return tuple(shown_status(each.status) for each in (move.before, move.after))


def _now(move):
    return shown_status(move.after.status), due_of(move.after), owner_of(move.after)


def _dates(move):
    return due_of(move.before), due_of(move.after), moved(move), owner_of(move.after)


def _forecasts(move):
    return (*(expected(each) for each in (move.before, move.after)), due_of(move.after))


def expected(milestone):
    return in_words(milestone.forecast_on) if milestone.forecast_on else "Not said"


def _ended(move):
    return ended(move), due_of(move.before), owner_of(move.before)


def _owners(move):
    return owner_of(move.before), owner_of(move.after)


def _words(move):
    return (pieces(move),)


_NOW = ("Status", "Due", "Owner")
_KINDS = (
    ("milestones", "Milestones completed", "completed", _NOW, _now),
    ("milestones", "Milestones no longer complete", "no_longer_complete", _NOW, _now),
    ("milestones", "Milestones newly late", "newly_late", _NOW, _now),
    ("milestones", "Other approved dates", "dates", ("Last report", "Now", "Moved", "Owner"), _dates),
    ("milestones", "Expected at another date", "forecasts", ("Last report", "Now", "Due"), _forecasts),
    ("milestones", "Other statuses of milestones", "statuses", ("Last report", "Now"), _status),
    ("milestones", "New milestones", "new", _NOW, _now),
    (
        "milestones",
        "Milestones removed, merged or replaced",
        "ended",
        ("What became of it", "Was due", "Owner"),
        _ended,
    ),
    ("milestones", "Other owners of milestones", "owners", ("Last report", "Now"), _owners),
    ("words", "New words on milestones", "words", ("What is said of it",), _words),
)
