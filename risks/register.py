"""What a reader asks of the register of risks in its address, and in which order. Values in, values out."""

from dataclasses import dataclass, field

NONE = "none"  # the category, owner or level of risks that have none
OPEN, CLOSED, ALL = "open", "closed", "all"
ABOVE, REACHED = "above", "reached"
ANY = "any"  # whatever looks wrong, unless it is only to note


def _has_words(risk, asked):
    texts = (risk.ref, risk.name, risk.title, risk.description, risk.impact, risk.mitigation, risk.controls)
    said = "\n".join(filter(None, texts)).casefold()
    return all(word in said for word in asked.casefold().split())


def _at_target(risk):
    return NONE if risk.above_target is None else ABOVE if risk.above_target else REACHED


def _wrong(risk, value):
    return risk.looks_wrong if value == ANY else any(found.rule == value for found in risk.wrong)


# {name in the address: (a `RiskFigure`, a value asked for) -> whether the risk has it}, in the order of the form.
_FITS = {
    "text": _has_words,
    "category": lambda risk, value: value == (risk.category or NONE),
    "level": lambda risk, value: value == (risk.level or NONE),
    "movement": lambda risk, value: value == (risk.movement or NONE),
    "target": lambda risk, value: value == _at_target(risk),
    "wrong": _wrong,
    "owner": lambda risk, value: value in (risk.owners or (risk.owner_as_written or NONE,)),
    "state": lambda risk, value: value in (ALL, OPEN if risk.open else CLOSED),
}
NAMES = tuple(_FITS)


@dataclass(frozen=True, slots=True)
class RiskFilter:
    """The filters as they stand in the address: {name: the values asked for}, of which a risk needs one each."""

    values: dict = field(default_factory=dict)

    def matches(self, risk):
        """Whether a `RiskFigure` is asked for; a closed one has to be asked for by its state."""
        if "state" not in self.values and not risk.open:
            return False
        return all(any(_FITS[name](risk, value) for value in values) for name, values in self.values.items())

    def without(self, name):
        return {other: values for other, values in self.values.items() if other != name}


def read_risk_filter(query):
    """The `RiskFilter` of a request's query (a QueryDict)."""
    asked = {name: tuple(filter(None, (value.strip() for value in query.getlist(name)))) for name in NAMES}
    return RiskFilter({name: values for name, values in asked.items() if values})


def _score(score):
    return score.score if score else None


# {name of an order: (its words, what a risk is sorted by, None where it has none)}.
ORDERS = {
    "": ("register order", None),
    "score": ("highest score first", lambda risk: -_score(risk.current) if _score(risk.current) else None),
    "target": (
        "furthest above its target first",
        lambda risk: -risk.above_target if risk.above_target is not None else None,
    ),
    "review": ("longest ago reviewed first", lambda risk: risk.reviewed_on),
}


def in_order(risks, name):
    """`RiskFigure`s in the order of that name; equals stay in the order of the register, what has no value is last."""
    value = ORDERS[name][1]
    if value is None:
        return list(risks)
    valued = [(value(risk), risk) for risk in risks]
    known = sorted((pair for pair in valued if pair[0] is not None), key=lambda pair: pair[0])
    return [risk for _, risk in known] + [risk for value, risk in valued if value is None]
