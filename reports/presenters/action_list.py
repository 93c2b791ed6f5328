"""Actions as rows of a list, in groups by area and heading."""

from dataclasses import dataclass
from itertools import groupby

from actions.duedates import slipped
from actions.models import LeadRole, Standing
from plans.presenters.key import KeyEntry

from .words import cut, days_late, due


@dataclass(frozen=True, slots=True)
class ListedAction:
    """One row. `lateness`, `slips` and `standing` are words or "", `last_word` the first of the newest words said.

    `wrong` are the names of the rules that found something, the gravest first, notes left out.

    `area` is given where the rows do not stand under their areas.
    """

    key: int
    name: str
    title: str
    url: str
    rating: KeyEntry
    rating_as_written: str
    due: str
    lateness: str
    slips: str
    in_scope: bool
    standing: str
    leads: tuple[str, ...]
    last_word: str
    last_word_on: object
    wrong: tuple[str, ...]
    area: str = ""
    is_heading: bool = False
    is_private: bool = False


def listed(action, key, links, on, area=""):
    """`ListedAction` of an `ActionFigure`."""
    rating = key.entry(action.rating)
    return ListedAction(
        key=action.key,
        name=action.name if action.ref else "No reference",
        title=action.title,
        url=links.keep(action.url),
        rating=rating,
        rating_as_written=(action.rating_as_written or "") if action.rating is None else "",
        due=due(action),
        lateness=days_late(action.due_on, on) if action.late else "",
        slips=slipped(action.slips, action.days_slipped),
        in_scope=action.in_scope,
        standing="" if action.standing == Standing.LIVE else Standing(action.standing).label.capitalize(),
        leads=leads_of(action),
        last_word=cut(action.newest_words or action.progress, 160),
        last_word_on=action.last_word_on,
        wrong=tuple(found.name for found in action.wrong if found.is_wrong),
        area=area,
        is_heading=action.is_heading,
        is_private=action.is_private,
    )


def leads_of(action):
    """Who leads in which role; a role is not named where the same leads in both."""
    sro, lead = action.led_by(LeadRole.SRO), action.led_by(LeadRole.OPS_LEAD)
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


def in_groups(actions, figures, key, links):
    """`AreaRows` of some of the plan's actions, in the plan's order, under the headings of the plan."""
    by_ref = {action.ref: action for action in figures.actions.actions if action.ref}
    titles = {area.number: area.title for area in figures.actions.areas}
    areas = []
    for number, found in groupby(actions, key=lambda action: action.area_number):
        groups = tuple(
            _headed(heading, [listed(a, key, links, figures.as_at) for a in rows], links)
            for heading, rows in groupby(found, key=lambda action: _heading_of(action, by_ref))
        )
        areas.append(AreaRows(area_title(number, titles[number]), groups))
    return tuple(areas)


def in_one(actions, sort, figures, key, links):
    """Actions in another order than the plan's as one table; none where there are no actions."""
    titles = {area.number: area_title(area.number, area.title) for area in figures.actions.areas}
    rows = [listed(action, key, links, figures.as_at, titles[action.area_number]) for action in actions]
    return (AreaRows(f"By {sort.order.text}, {sort.words}", (_headed(None, rows, links),)),) if rows else ()


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
