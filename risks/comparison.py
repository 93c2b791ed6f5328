"""What changed between the risks of a plan at two dates, risk by risk. Values in, values out.

A risk is the same one by its `key`, whatever it is called.
"""

from dataclasses import dataclass

from actions.comparing import Lists, differing, into, paired
from actions.words import same_words

from .figures import RiskFigure
from .recorded import FACTS
from .scoring import Movement, movement

# Facts that are told as words; of the others there is a list of its own.
_TEXTS = [(name, label) for name, label in FACTS if name not in ("is_open", "owner_as_written", "closed_because")]


@dataclass(frozen=True, slots=True)
class RiskChange:
    """A risk at two dates: `before` is None where it was not known then, `after` where it no longer is."""

    before: RiskFigure | None
    after: RiskFigure | None

    @property
    def risk(self):
        """The risk as it stands now, or as it last stood."""
        return self.after or self.before

    @property
    def is_kept(self):
        """Whether it is open at both dates, so that what is said of it can be compared."""
        return _open(self.before) and _open(self.after)

    @property
    def movement(self):
        """The `Movement` of its current score."""
        return movement(_number(self.before, "current"), _number(self.after, "current"))

    def points(self, kind):
        """By how much its score of a kind grew, less than 0 where it fell; None unless it has both."""
        was, now = _number(self.before, kind), _number(self.after, kind)
        return None if was is None or now is None else now - was

    @property
    def words(self):
        """[(name of a fact, [(kind, words)])] of each text that says something else; kind as of `changed_words`."""
        told = [(label, getattr(self.before, name) or "", getattr(self.after, name) or "") for name, label in _TEXTS]
        told.append(("Actions", ", ".join(self.before.actions), ", ".join(self.after.actions)))
        return differing(told)


@dataclass(frozen=True, slots=True)
class RisksComparison(Lists):
    """What changed, each list in the order of the register. One risk may stand in several.

    `worse` and `better` are by the current score, `rescored` those that score otherwise than before and of which
    neither can be said. Of what was closed, reopened or is new nothing else is told.
    """

    new: tuple[RiskChange, ...]
    closed: tuple[RiskChange, ...]
    reopened: tuple[RiskChange, ...]
    gone: tuple[RiskChange, ...]
    worse: tuple[RiskChange, ...]
    better: tuple[RiskChange, ...]
    rescored: tuple[RiskChange, ...]
    target: tuple[RiskChange, ...]
    owners: tuple[RiskChange, ...]
    words: tuple[RiskChange, ...]


def compare(before, after, ratings=()):
    """`RisksComparison` of two `RisksFigures`; `ratings`, those of the plan's key, say nothing of risks."""
    return into(RisksComparison, paired(before.risks, after.risks, RiskChange), _CHANGES)


def _open(risk):
    return risk is not None and risk.open


def _number(risk, kind):
    score = risk and getattr(risk, kind)
    return score.score if score else None


def _scored(risk, kind):
    score = getattr(risk, kind)
    return score and (score.score, score.likelihood, score.consequence)


def _scored_otherwise(change, kind):
    return change.is_kept and _scored(change.before, kind) != _scored(change.after, kind)


def _rescored(change):
    return _scored_otherwise(change, "current") and change.movement in (Movement.UNKNOWN, Movement.SAME)


# {list of a `RisksComparison`: whether a `RiskChange` belongs to it}.
_CHANGES = {
    "new": lambda change: change.before is None,
    "closed": lambda change: _open(change.before) and change.after is not None and not change.after.open,
    "reopened": lambda change: change.before is not None and not change.before.open and _open(change.after),
    "gone": lambda change: change.after is None,
    "worse": lambda change: change.is_kept and change.movement == Movement.WORSE,
    "better": lambda change: change.is_kept and change.movement == Movement.BETTER,
    "rescored": _rescored,
    "target": lambda change: _scored_otherwise(change, "target"),
    "owners": lambda change: change.is_kept and not same_words(change.before.owner, change.after.owner),
    "words": lambda change: change.is_kept and bool(change.words),
}
