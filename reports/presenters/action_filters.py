"""What the list of actions was asked for: chips to take a filter away, the form to choose one, links to sort."""

from dataclasses import dataclass

from actions.assurance import ACTION_RULES
from actions.models import EvidenceStatus, LeadRole, Standing

from ..filters import ALL, ANY, IN, NO, NONE, OUT, YES, area_value, days_of
from ..sorting import ORDERS, Sort
from .action_list import area_title
from .words import cut

SILENCES = (30, 60, 90)
# {name of a filter: (what its control is called, the choice that asks for nothing)}, in the order of the form.
_CONTROLS = {
    "text": ("Words", ""),
    "area": ("Area", "All areas"),
    "rating": ("Rating", "Any rating"),
    "status": ("Status", "Any status"),
    "late": ("Late", "Late or not"),
    "slipped": ("Slipped", "Slipped or not"),
    "silent": ("Silent", "Silent or not"),
    "post": ("Led by", "Anybody"),
    "role": ("Leading as", "In either role"),
    "evidence": ("Evidence", "Any evidence status"),
    "wrong": ("Looks wrong", "Right or wrong"),
    "scope": ("Scope", "In and out of scope"),
    "private": ("Private", "Private and public"),
    "standing": ("Standing", "Live and paused"),
    "mine": ("Yours", "Yours and others’"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: `url` is the list without it. `known` says whether there is such a thing in the plan."""

    text: str
    url: str
    known: bool


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Control:
    """One control of the form: a choice, or words to be typed where it has no `choices`.

    `several` are the values asked for where there are more than one: each can then be unticked, and one more chosen.
    """

    name: str
    label: str
    value: str
    choices: tuple[Choice, ...]
    several: tuple[Choice, ...]


def chips(asked, sort, options, links):
    """A `Chip` for each value of an `ActionFilter`; `options` are those of `options_of`."""
    for name, values in asked.values.items():
        for value in values:
            url = links.actions(**asked.without(name, value), sort=sort.value)
            yield Chip(_chip_text(name, value, options), url, name == "text" or value in dict(options.get(name, ())))


def _chip_text(name, value, options):
    label = _CONTROLS[name][0]
    if name == "text":
        return f"With “{cut(value, 40)}”"
    text = dict(options.get(name, ())).get(value)
    if text is None:
        return f"{label} “{cut(value, 40)}”"
    return f"{label} {text}" if name in ("post", "role") else text


def controls(asked, options):
    """The `Control`s of the form; a filter that has nothing to choose from is left out."""
    for name, (label, nothing) in _CONTROLS.items():
        values = asked.asks_for(name)
        if name == "text":
            yield Control(name, label, " ".join(values), (), ())
        elif found := options.get(name):
            chosen = values[0] if len(values) == 1 else ""
            first = Choice("", nothing if len(values) < 2 else "Add one more", False)
            yield Control(
                name,
                label,
                chosen,
                (first, *(Choice(value, text, value == chosen) for value, text in found)),
                tuple(Choice(value, dict(found).get(value, value), True) for value in values)
                if len(values) > 1
                else (),
            )


def options_of(figures, key, asked, leads_some):
    """{name of a filter: [(value, words)]} of what there is to choose from in a plan.

    `leads_some` says whether the reader leads actions, and can ask for their own.
    """
    actions = [action for action in figures.actions.actions if not action.is_heading]
    statuses = dict.fromkeys(filter(None, (action.status for action in actions)))
    has_left = any(action.standing != Standing.LIVE for action in actions) or asked.asks_for("standing")
    options = {
        "area": [(area_value(area.number), area_title(area.number, area.title)) for area in figures.actions.areas],
        "rating": [(entry.code, entry.label) for entry in key.entries],
        "status": [*((word, word) for word in statuses), (NONE, "No status")] if statuses else [],
        "late": [(YES, "Late"), (NO, "Not late")],
        "slipped": [(YES, "Slipped"), (NO, "Not slipped")],
        "silent": [(str(days), f"No word for {days} days or more") for days in _silences(asked)],
        "post": _posts(figures, actions),
        "role": [(LeadRole.SRO.value, "SRO"), (LeadRole.OPS_LEAD.value, "operational lead")],
        "evidence": [(value, f"Evidence {label}") for value, label in EvidenceStatus.choices],
        "wrong": [(ANY, "Looks wrong"), *((rule.slug, rule.name) for rule in ACTION_RULES)],
        "scope": [(IN, "In scope"), (OUT, "Out of scope")],
        "standing": [
            *((value, label.capitalize()) for value, label in Standing.choices),
            (ALL, "Whatever became of it"),
        ],
        "private": [(YES, "Private"), (NO, "Not private")] if _asks_what_is_private(actions, asked) else [],
        "mine": [(YES, "Led by you"), (NO, "Led by others")],
    }
    return options | ({} if has_left else {"standing": []}) | ({} if leads_some else {"mine": []})


def _asks_what_is_private(actions, asked):
    return any(action.is_private for action in actions) or bool(asked.asks_for("private"))


def _silences(asked):
    typed = (days_of(value) for value in asked.asks_for("silent"))
    return sorted({*SILENCES, *(days for days in typed if days is not None)})


def _named(post):
    return post.abbreviation if post.title in ("", post.abbreviation) else f"{post.abbreviation}, {cut(post.title, 40)}"


def _posts(figures, actions):
    """The posts that lead something, in their order, and last nobody."""
    leading = {post for action in actions for post in (*action.sro, *action.ops_lead)}
    posts = [(post.abbreviation, _named(post)) for post in figures.plan.posts if post.abbreviation in leading]
    return [*posts, (NONE, "nobody")] if posts else []


@dataclass(frozen=True, slots=True)
class SortLink:
    """A link to another order of the list; for the order that it stands in, to the other way round, or nowhere."""

    text: str
    url: str
    current: bool
    words: str
    turned: str


def sort_links(asked, sort, links):
    """The `SortLink`s of the list, each keeping its filters."""
    for order in ORDERS.values():
        current = order == sort.order
        there = Sort(order, is_turned=current and not sort.is_turned and not sort.is_plan)
        url = "" if current and sort.is_plan else links.actions(**asked.query(), sort=there.value)
        yield SortLink(order.text, url, current, sort.words if current else "", there.words if current else "")
