"""The filters of the register as its form shows them, and those chosen as chips that take them away."""

from dataclasses import dataclass

from .assurance import RULES
from .register import ABOVE, ALL, ANY, CLOSED, NONE, OPEN, ORDERS, REACHED
from .scoring import Movement

_LABELS = {
    "text": "Words",
    "category": "Category",
    "level": "Band",
    "movement": "Since the year's start",
    "target": "Target",
    "wrong": "Looks wrong",
    "owner": "Owner",
    "state": "State",
}
# Choices that are the same in every plan.
_FIXED = {
    "movement": {each.value: each.value.capitalize() for each in Movement if each.value} | {NONE: "Not known"},
    "target": {ABOVE: "Above it", REACHED: "Reached", NONE: "Not known"},
    "wrong": {ANY: "Anything"} | {rule.slug: rule.name for rule in RULES},
    "state": {OPEN: "Open", CLOSED: "Closed", ALL: "Open and closed"},
}


@dataclass(frozen=True, slots=True)
class Control:
    """A field of the form; `choices` are (value, words, whether it is chosen), none for a box to type into."""

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str, bool], ...] = ()


def controls_of(figures, asked, sort):
    """The `Control`s of a `RiskFilter`, the order last."""
    for name, label in _LABELS.items():
        chosen = asked.values.get(name, ())
        choices = _choices(name, figures)
        if not choices:
            yield Control(name, label, " ".join(chosen))
            continue
        first = ("", "Any" if name != "state" else "Open", not chosen)
        told = [(value, words, value in chosen) for value, words in choices.items() if (name, value) != ("state", OPEN)]
        yield Control(name, label, "", (first, *told))
    yield Control("sort", "Order", "", tuple((name, words[0], name == sort) for name, words in ORDERS.items()))


def chips_of(figures, asked, sort, links):
    """(words, the address without it) of each filter that is chosen."""
    for name, values in asked.values.items():
        choices = _choices(name, figures)
        words = ", ".join(choices.get(value, value) for value in values)
        address = links.page("risks:register", **asked.without(name), sort=sort)
        yield f"{_LABELS[name]}: {words}", address


def _choices(name, figures):
    """{value: words} of a filter, {} for one that is typed."""
    if name == "category":
        return {each: each for each in figures.categories} | {NONE: "No category"}
    if name == "level":
        return {band.level: band.word for band in figures.bands} | {NONE: "Not scored"}
    if name == "owner":
        owners = dict.fromkeys(
            owner for risk in figures.risks for owner in (risk.owners or (risk.owner_as_written or NONE,))
        )
        return {each: "Nobody named" if each == NONE else each for each in owners}
    return _FIXED.get(name, {})
