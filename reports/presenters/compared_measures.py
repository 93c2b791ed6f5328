"""What changed of measures between two dates, as a page shows it."""

from actions.comparing import pieces
from measures.pack.changes import corrected_of, last_of
from measures.pack.measures import shown
from measures.presenters import assurance_of, variation_of

from .kinds_of_change import Kind, ShownChange
from .words import cut


def _last(change, between):
    return f"Last value {last_of(change.after)}"


def _assurance(change, between):
    was, now = (assurance_of(each).word for each in (change.before, change.after))
    return f"{now}; was {was.lower()}. Last value {last_of(change.after)}"


def _values(change, between):
    return f"{last_of(change.after)}; was {last_of(change.before)}"


def _corrected(change, between):
    return cut(corrected_of(change), 160)


def _closed(change, between):
    return cut(change.measure.closed_because, 160)


def _gone(change, between):
    return "Not known at the later day"


def _words(change, between):
    return ""


def _kind(name, title, one, many, note, **options):
    return Kind(f"measures-{name}", name, title, one, many, note, register="measures", **options)


_SIGN = {"is_about_rating": True}
MEASURE_KINDS = (
    _kind(
        "concerns", "Measures that became a concern", "measure a concern now", "measures a concern now", _last, **_SIGN
    ),
    _kind("improvements", "Measures that improved", "measure improved", "measures improved", _last, **_SIGN),
    _kind(
        "assurance",
        "Otherwise against their targets",
        "measure otherwise against its target",
        "measures otherwise against their targets",
        _assurance,
    ),
    _kind("values", "New values of measures", "measure with a new value", "measures with new values", _values),
    _kind(
        "corrected", "Values corrected", "measure with a corrected value", "measures with corrected values", _corrected
    ),
    _kind("new", "New measures", "new measure", "new measures", _last),
    _kind("closed", "Measures closed", "measure closed", "measures closed", _closed),
    _kind("gone", "Measures gone", "measure gone", "measures gone", _gone),
    _kind(
        "words",
        "Other words on measures",
        "measure with other words",
        "measures with other words",
        _words,
        is_about_words=True,
    ),
)


def shown_measure(change, kind, between):
    """`ShownChange` of a `MeasureChange`."""
    measure, links = change.measure, between.links if change.after else between.links_then
    return ShownChange(
        name=measure.called,
        title=measure.name,
        url=links.keep(measure.url),
        was=shown(variation_of(change.before)) if kind.is_about_rating else None,
        rating=shown(variation_of(measure)),
        direction="",
        note=kind.note(change, between),
        pieces=pieces(change) if kind.is_about_words else (),
    )
