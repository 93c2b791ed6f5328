"""What changed between the milestones of a plan at two dates, milestone by milestone. Values in, values out.

A milestone is the same one by its `key`, whatever it is called.
"""

from dataclasses import dataclass

from actions.comparing import Lists, differing, into, paired
from actions.words import same_words

from .figures import MilestoneFigure

# Facts that are told as words; of the others there is a list of its own.
_TEXTS = (
    ("title", "Milestone"),
    ("words", "What was said"),
    ("note", "Note"),
    ("department", "Department"),
    ("team", "Team"),
    ("sign_off_as_written", "Committee sign-off"),
)
_TIES = (("actions", "Actions"), ("risks", "Risks"), ("objectives", "Objectives"))


@dataclass(frozen=True, slots=True)
class MilestoneMove:
    """A milestone at two dates: `before` is None where it was not known then, `after` where it no longer is."""

    before: MilestoneFigure | None
    after: MilestoneFigure | None

    @property
    def milestone(self):
        """The milestone as it stands now, or as it last stood."""
        return self.after or self.before

    @property
    def is_kept(self):
        """Whether it is counted at both dates, so that what is said of it can be compared."""
        return _counted(self.before) and _counted(self.after)

    @property
    def days(self):
        """By how many days its approved date moved later, less than 0 earlier; None unless both dates are known."""
        was, now = (each and each.due_on for each in (self.before, self.after))
        return (now - was).days if was and now else None

    @property
    def words(self):
        """[(name of a fact, [(kind, words)])] of each text that says something else; kind as of `changed_words`."""
        told = [(label, getattr(self.before, name) or "", getattr(self.after, name) or "") for name, label in _TEXTS]
        told += [
            (label, ", ".join(getattr(self.before, name)), ", ".join(getattr(self.after, name)))
            for name, label in _TIES
        ]
        return differing(told)


@dataclass(frozen=True, slots=True)
class MilestonesComparison(Lists):
    """What changed, each list in the order of the plan. One milestone may stand in several.

    `newly_late` are late at the later date and were not at the earlier, new ones among them; `ended` are counted no
    longer. Of what is new or ended nothing else is told but that.
    """

    new: tuple[MilestoneMove, ...]
    completed: tuple[MilestoneMove, ...]
    no_longer_complete: tuple[MilestoneMove, ...]
    newly_late: tuple[MilestoneMove, ...]
    dates: tuple[MilestoneMove, ...]
    forecasts: tuple[MilestoneMove, ...]
    statuses: tuple[MilestoneMove, ...]
    ended: tuple[MilestoneMove, ...]
    owners: tuple[MilestoneMove, ...]
    words: tuple[MilestoneMove, ...]


def compare(before, after, ratings=()):
    """`MilestonesComparison` of two `MilestonesFigures`; `ratings`, those of the plan's key, say nothing of them."""
    return into(MilestonesComparison, paired(before.milestones, after.milestones, MilestoneMove), _MOVES)


def _counted(milestone):
    return milestone is not None and milestone.is_counted


def _differs(move, *names):
    return move.is_kept and any(getattr(move.before, name) != getattr(move.after, name) for name in names)


def _turned(move, name, becomes):
    return _differs(move, name) and getattr(move.after, name) is becomes


def _newly_late(move):
    return _counted(move.after) and move.after.late and not (move.before and move.before.late)


def _owned_otherwise(move):
    return move.is_kept and not all(
        same_words(getattr(move.before, name), getattr(move.after, name)) for name in ("owner", "chief_owner")
    )


# {list of a `MilestonesComparison`: whether a `MilestoneMove` belongs to it}.
_MOVES = {
    "new": lambda move: _counted(move.after) and not _counted(move.before),
    "completed": lambda move: _turned(move, "complete", True),
    "no_longer_complete": lambda move: _turned(move, "complete", False),
    "newly_late": _newly_late,
    "dates": lambda move: _differs(move, "due_on", "due_as_written"),
    "forecasts": lambda move: _differs(move, "forecast_on"),
    "statuses": lambda move: _differs(move, "status") and not _differs(move, "complete"),
    "ended": lambda move: _counted(move.before) and not _counted(move.after),
    "owners": _owned_otherwise,
    "words": lambda move: move.is_kept and bool(move.words),
}
