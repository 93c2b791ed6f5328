"""What changed of the measures since the last report, for the section that tells it of the whole plan."""

from actions.comparing import pieces
from actions.pack.changes import parts_of, phrases_of

from ..presenters import assurance_of, variation_of
from .measures import shown


def phrases(document):
    """What the one sentence on all that changed says of measures."""
    return phrases_of(document.comparison.measures, "measure", _PHRASES)


def parts(document):
    """A `Part` for each kind of change, in the order in which a committee asks; without those that nothing is in."""
    return parts_of(
        document.comparison.measures, _KINDS, "Measure", lambda each: (each.measure.called, each.measure.name)
    )


def last_of(measure):
    """The last value of a `MeasureFigure` with its period, "No value" without one."""
    last = measure.latest
    return f"{last.written}, {last.period}" if last else "No value"


def _varied(change):
    return tuple(shown(variation_of(each)) for each in (change.before, change.after)) + (last_of(change.after),)


def _assurance(change):
    return tuple(shown(assurance_of(each)) for each in (change.before, change.after)) + (last_of(change.after),)


def _values(change):
    return last_of(change.before), last_of(change.after), change.after.latest.aim or "Not set"


def _corrected(change):
    return (corrected_of(change),)


def corrected_of(change):
    """What became of each value that says something else: "March 2018: 12% was 10%"."""
    now = {value.on: value.written for value in change.after.values}
    told = [(value, now.get(value.on, "withdrawn")) for value in change.before.values]
    return "; ".join(f"{was.period}: {new}, was {was.written}" for was, new in told if new != was.written)


def _now(change):
    return last_of(change.after), change.after.owner or "Nobody named"


def _ended(change):
    return (change.measure.closed_because or "Nothing written",)


def _gone(change):
    return ("Not known at the later day",)


def _words(change):
    return (pieces(change),)


_PHRASES = {
    "concerns": "turned into a concern",
    "improvements": "improved beyond chance",
    "assurance": "otherwise against its target",
    "new": "new",
    "closed": "closed",
    "gone": "gone",
    "words": "with other words",
}
_SIGNS = ("Last report", "Now", "Last value")
_KINDS = (
    ("measures", "Measures that turned into a concern", "concerns", _SIGNS, _varied),
    ("measures", "Measures that improved beyond chance", "improvements", _SIGNS, _varied),
    ("measures", "Otherwise against their targets", "assurance", _SIGNS, _assurance),
    ("measures", "New values", "values", ("Last report", "Now", "Target"), _values),
    ("measures", "Values that were corrected", "corrected", ("What they were and are",), _corrected),
    ("measures", "New measures", "new", ("Last value", "Owner"), _now),
    ("measures", "Measures closed", "closed", ("Why it is counted no longer",), _ended),
    ("measures", "Measures gone", "gone", ("What became of it",), _gone),
    ("words", "New words on measures", "words", ("What is said of it",), _words),
)
