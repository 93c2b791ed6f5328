"""The filters of the register as its form shows them, and those chosen as chips that take them away."""

from core.dates.calendar import MONTHS
from risks.register_controls import Control

from .assurance import RULES
from .models import DeliveryStatus
from .register import ALL, ANY, ENDED, LIVE, NO, NONE, ORDERS, YES, owners_of

_LABELS = {
    "text": "Words",
    "status": "Status",
    "department": "Department",
    "team": "Team",
    "quarter": "Quarter due",
    "month": "Month due",
    "late": "Late",
    "critical": "Critical path",
    "slipped": "Slipped",
    "programme": "Programme",
    "owner": "Owner",
    "wrong": "Looks wrong",
    "state": "State",
}
# Choices that are the same in every plan.
_FIXED = {
    "status": {each.value: each.label.capitalize() for each in DeliveryStatus} | {NONE: "No status"},
    "late": {YES: "Late", NO: "Not late"},
    "critical": {YES: "On it", NO: "Not on it"},
    "slipped": {YES: "Slipped", NO: "Never slipped"},
    "wrong": {ANY: "Anything"} | {rule.slug: rule.name for rule in RULES},
    "state": {LIVE: "Still to be counted", ENDED: "Removed, merged or replaced", ALL: "All"},
}
_NONE_OF = {
    "department": "No department",
    "team": "No team",
    "quarter": "No due date",
    "month": "No due date",
    "programme": "No programme",
}


def controls_of(figures, asked, sort):
    """The `Control`s of a `MilestoneFilter`, the order last."""
    for name, label in _LABELS.items():
        chosen = asked.values.get(name, ())
        if name == "text":
            yield Control(name, label, " ".join(chosen))
            continue
        choices = dict(_choices(name, figures))
        first = ("", "Any" if name != "state" else choices.pop(LIVE), not chosen)
        told = [(value, words, value in chosen) for value, words in choices.items()]
        yield Control(name, label, "", (first, *told))
    yield Control("sort", "Order", "", tuple((name, words[0], name == sort) for name, words in ORDERS.items()))


def chips_of(figures, asked, sort, links):
    """(words, the address without it) of each filter that is chosen."""
    for name, values in asked.values.items():
        choices = _choices(name, figures)
        words = ", ".join(choices.get(value, value) for value in values)
        address = links.page("milestones:register", **asked.without(name), sort=sort)
        yield f"{_LABELS[name]}: {words}", address


def _choices(name, figures):
    """{value: words} of a filter, {} for the one that is typed."""
    milestones = figures.milestones
    if name == "quarter":
        days = sorted({(each.due_on, each.quarter) for each in milestones if each.due_on})
        return {quarter: quarter for _, quarter in days} | {NONE: _NONE_OF[name]}
    if name == "month":
        months = {
            each.month: f"{MONTHS[each.due_on.month - 1]} {each.due_on.year}" for each in milestones if each.month
        }
        return dict(sorted(months.items())) | {NONE: _NONE_OF[name]}
    if name == "programme":
        named = {each.programme: each.programme_name for each in milestones if each.programme}
        return named | {NONE: _NONE_OF[name]}
    if name == "owner":
        owners = sorted({owner for each in milestones for owner in owners_of(each)} - {NONE})
        return {each: each for each in owners} | {NONE: "Nobody named"}
    if name in _NONE_OF:
        there = sorted({getattr(each, name) for each in milestones} - {None})
        return {each: each for each in there} | {NONE: _NONE_OF[name]}
    return _FIXED.get(name, {})
