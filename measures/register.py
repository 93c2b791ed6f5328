"""What a reader asks of the list of measures in its address, and its filters as a form shows them. Pure values."""

from dataclasses import dataclass, field

from risks.register_controls import Control

from .assurance import RULES
from .xmr import Assurance, Variation

NONE, OPEN, CLOSED, ALL, ANY = "none", "open", "closed", "all", "any"


def _has_words(measure, asked):
    texts = (measure.ref, measure.called, measure.name, measure.description, measure.source)
    said = "\n".join(filter(None, texts)).casefold()
    return all(word in said for word in asked.casefold().split())


def _wrong(measure, value):
    return measure.looks_wrong if value == ANY else any(found.rule == value for found in measure.wrong)


# {name in the address: (a `MeasureFigure`, a value asked for) -> whether the measure has it}, in the order of the form.
_FITS = {
    "text": _has_words,
    "variation": lambda measure, value: value == (measure.variation or NONE),
    "assurance": lambda measure, value: value == (measure.assurance or NONE),
    "wrong": _wrong,
    "owner": lambda measure, value: value in (measure.owners or (measure.owner_as_written or NONE,)),
    "programme": lambda measure, value: value == (measure.programme or NONE),
    "state": lambda measure, value: value in (ALL, OPEN if measure.open else CLOSED),
}
_LABELS = {
    "text": "Words",
    "variation": "Variation",
    "assurance": "Target",
    "wrong": "Looks wrong",
    "owner": "Owner",
    "programme": "Programme",
    "state": "State",
}
# Choices that are the same in every plan.
_FIXED = {
    "variation": {each.value or NONE: each.words for each in Variation},
    "assurance": {each.value or NONE: each.words for each in Assurance},
    "wrong": {ANY: "Anything"} | {rule.slug: rule.name for rule in RULES},
    "state": {OPEN: "Open", CLOSED: "Closed", ALL: "Open and closed"},
}


@dataclass(frozen=True, slots=True)
class MeasureFilter:
    """The filters as they stand in the address: {name: the values asked for}, of which a measure needs one each."""

    values: dict = field(default_factory=dict)

    def matches(self, measure):
        """Whether a `MeasureFigure` is asked for; a closed one has to be asked for by its state."""
        if "state" not in self.values and not measure.open:
            return False
        return all(any(_FITS[name](measure, value) for value in values) for name, values in self.values.items())

    def without(self, name):
        return {other: values for other, values in self.values.items() if other != name}


def read_measure_filter(query):
    """The `MeasureFilter` of a request's query (a QueryDict)."""
    asked = {name: tuple(filter(None, (value.strip() for value in query.getlist(name)))) for name in _FITS}
    return MeasureFilter({name: values for name, values in asked.items() if values})


def controls_of(figures, asked):
    """The `Control`s of a `MeasureFilter`."""
    for name, words in _LABELS.items():
        chosen = asked.values.get(name, ())
        choices = _choices(name, figures)
        if not choices:
            yield Control(name, words, " ".join(chosen))
            continue
        first = ("", "Any" if name != "state" else "Open", not chosen)
        told = [(value, each, value in chosen) for value, each in choices.items() if (name, value) != ("state", OPEN)]
        yield Control(name, words, "", (first, *told))


def chips_of(figures, asked, links):
    """(words, the address without it) of each filter that is chosen."""
    for name, values in asked.values.items():
        choices = _choices(name, figures)
        words = ", ".join(choices.get(value, value) for value in values)
        yield f"{_LABELS[name]}: {words}", links.page("measures:register", **asked.without(name))


def _choices(name, figures):
    """{value: words} of a filter, {} for one that is typed."""
    if name == "owner":
        owners = (each for m in figures.measures for each in (m.owners or (m.owner_as_written or NONE,)))
        return {each: "Nobody named" if each == NONE else each for each in owners}
    if name == "programme":
        return {each: each for m in figures.measures if (each := m.programme)} | {NONE: "None"}
    return _FIXED.get(name, {})
