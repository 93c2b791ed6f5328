"""Actions as rows of a list, in groups by area and heading, and the filters that chose them."""

from dataclasses import dataclass
from itertools import groupby

from actions.duedates import slippage

from ..filters import area_value
from .key import KeyEntry
from .words import cut, days_late, due, slipped


@dataclass(frozen=True, slots=True)
class ListedAction:
    """One row. `lateness` and `slips` are words or "", `last_word` the first of the newest words said."""

    name: str
    title: str
    url: str
    rating: KeyEntry
    rating_as_written: str
    due: str
    lateness: str
    slips: str
    in_scope: bool
    leads: tuple[str, ...]
    last_word: str
    last_word_on: object


def listed(action, key, links, on, dates=()):
    """`ListedAction` of an `ActionFigure`; `dates` are its due dates as stated one after the other."""
    rating = key.entry(action.rating)
    return ListedAction(
        name=action.name if action.ref else "No reference",
        title=action.title,
        url=links.keep(action.url),
        rating=rating,
        rating_as_written=(action.rating_as_written or "") if action.rating is None else "",
        due=due(action),
        lateness=days_late(action.due_on, on) if action.late else "",
        slips=slipped(slippage(dates)),
        in_scope=action.in_scope,
        leads=_leads(action),
        last_word=cut(action.newest_words or action.progress, 160),
        last_word_on=action.updated_on,
    )


def _leads(action):
    """Who leads, as written; where nothing was written, by the posts."""
    sro = action.sro_as_written or ", ".join(action.sro)
    lead = action.ops_lead_as_written or ", ".join(action.ops_lead)
    if sro and sro == lead:
        return (sro,)
    return tuple(filter(None, (sro and f"SRO {sro}", lead and f"Lead {lead}")))


@dataclass(frozen=True, slots=True)
class HeadedRows:
    """Rows that stand under one heading of the plan; `name` is "" for those that stand under none."""

    name: str
    title: str
    url: str
    rows: tuple[ListedAction, ...]


@dataclass(frozen=True, slots=True)
class AreaRows:
    title: str
    groups: tuple[HeadedRows, ...]


def in_groups(actions, figures, key, links, dates):
    """`AreaRows` of some of the plan's actions, in their order, under the headings of the plan.

    `dates` are {key of an action: its due dates as stated}.
    """
    by_ref = {action.ref: action for action in figures.actions.actions if action.ref}
    titles = {area.number: area.title for area in figures.actions.areas}
    areas = []
    for number, found in groupby(actions, key=lambda action: action.area_number):
        groups = tuple(
            _headed(heading, [listed(a, key, links, figures.as_at, dates[a.key]) for a in rows], links)
            for heading, rows in groupby(found, key=lambda action: _heading_of(action, by_ref))
        )
        areas.append(AreaRows(area_title(number, titles[number]), groups))
    return tuple(areas)


def area_title(number, title):
    """How an area is called; the actions that stand in none have only a title for that."""
    return title if number is None else f"{number} {title}"


def _heading_of(action, by_ref):
    """The nearest heading that an action stands under, or None."""
    above = by_ref.get(action.parent)
    while above and not above.is_heading:
        above = by_ref.get(above.parent)
    return above


def _headed(heading, rows, links):
    if heading is None:
        return HeadedRows("", "", "", tuple(rows))
    return HeadedRows(heading.name, heading.title, links.keep(heading.url), tuple(rows))


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


_LATE = {"yes": "Late", "no": "Not late"}
_SCOPES = {"in": "In scope", "out": "Out of scope"}


def chips(chosen, figures, key, links):
    """A `Chip` for each filter of an `ActionFilter` that asks for something."""
    names = {name: dict(options) for name, options in _options(figures, key).items()}
    for name, value in chosen.chosen().items():
        known = value in names[name]
        yield Chip(
            names[name].get(value) or f"{name} “{cut(value, 40)}”",
            links.actions(**chosen.without(name).chosen()),
            known,
        )


def choices(chosen, figures, key):
    """{name of a filter: its `Choice`s} for the form, the first of each asking for nothing."""
    asked = chosen.chosen()
    return {
        name: [Choice(value, text, value == asked.get(name, "")) for value, text in [("", _ANY[name]), *options]]
        for name, options in _options(figures, key).items()
    }


_ANY = {"area": "All areas", "rating": "Any rating", "late": "Late or not", "scope": "In and out of scope"}


def _options(figures, key):
    return {
        "area": [(area_value(area.number), area_title(area.number, area.title)) for area in figures.actions.areas],
        "rating": [(entry.code, entry.label) for entry in key.entries],
        "late": list(_LATE.items()),
        "scope": list(_SCOPES.items()),
    }
