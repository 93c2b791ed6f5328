"""What changed between the measures of a plan at two dates, measure by measure. Values in, values out.

A measure is the same one by its `key`, whatever it is called.
"""

from dataclasses import dataclass

from actions.comparing import Lists, differing, into, paired

from .figures import MeasureFigure
from .words import in_unit

_TEXTS = (
    ("name", "Name"),
    ("description", "What is counted"),
    ("source", "Source"),
    ("owner", "Owner"),
    ("target_as_written", "Target, as written"),
)


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """A measure at two dates: `before` is None where it was not known then, `after` where it no longer is."""

    before: MeasureFigure | None
    after: MeasureFigure | None

    @property
    def measure(self):
        """The measure as it stands now, or as it last stood."""
        return self.after or self.before

    @property
    def is_kept(self):
        """Whether it is open at both dates, so that what is said of it can be compared."""
        return _open(self.before) and _open(self.after)

    @property
    def words(self):
        """[(name of a fact, [(kind, words)])] of each text that says something else; kind as of `changed_words`."""
        told = [(name, getattr(self.before, field) or "", getattr(self.after, field) or "") for field, name in _TEXTS]
        told.append(("Target", *(in_unit(each.target, each.unit) or "" for each in (self.before, self.after))))
        told.append(("Actions", *(", ".join(each.actions) for each in (self.before, self.after))))
        return differing(told)


@dataclass(frozen=True, slots=True)
class MeasuresComparison(Lists):
    """What changed, each list in the order of the plan. One measure may stand in several.

    `concerns` and `improvements` vary so now and did not before; `corrected` say something else of a period that was
    known at both dates. Of what is new or closed nothing else is told.
    """

    concerns: tuple[MeasureChange, ...]
    improvements: tuple[MeasureChange, ...]
    assurance: tuple[MeasureChange, ...]
    values: tuple[MeasureChange, ...]
    corrected: tuple[MeasureChange, ...]
    new: tuple[MeasureChange, ...]
    closed: tuple[MeasureChange, ...]
    gone: tuple[MeasureChange, ...]
    words: tuple[MeasureChange, ...]


def compare(before, after, ratings=()):
    """`MeasuresComparison` of two `MeasuresFigures`; `ratings`, those of the plan's key, say nothing of them."""
    return into(MeasuresComparison, paired(before.measures, after.measures, MeasureChange), _CHANGES)


def _open(measure):
    return measure is not None and measure.open


def _turned(change, variation):
    return change.is_kept and change.after.variation == variation != change.before.variation


def _has_later_values(change):
    if not (change.is_kept and change.after.latest):
        return False
    return change.before.latest is None or change.after.latest.on > change.before.latest.on


def _corrected(change):
    if not change.is_kept:
        return False
    was = {value.on: value.value for value in change.before.values}
    now = {value.on: value.value for value in change.after.values}
    return any(now.get(on) != value for on, value in was.items())


# {list of a `MeasuresComparison`: whether a `MeasureChange` belongs to it}.
_CHANGES = {
    "concerns": lambda change: _turned(change, "concern"),
    "improvements": lambda change: _turned(change, "improvement"),
    "assurance": lambda change: change.is_kept and change.before.assurance != change.after.assurance,
    "values": _has_later_values,
    "corrected": _corrected,
    "new": lambda change: change.before is None,
    "closed": lambda change: _open(change.before) and change.after is not None and not change.after.open,
    "gone": lambda change: change.after is None,
    "words": lambda change: change.is_kept and bool(change.words),
}
