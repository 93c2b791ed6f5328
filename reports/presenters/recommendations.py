"""The recommendations of a plan, each with the actions that meet it, those with none told first."""

from dataclasses import dataclass
from itertools import groupby

from core.environment import number_words, plural

from ..filters import area_value
from .action_list import ListedAction, area_title, listed
from .position import Figure

AT_ONCE = 12  # actions of one recommendation; further ones unfold
# {state in the address: (how a recommendation in it is called, the end of "3 recommendations …", of "1 …")}
STATES = {
    "none": ("No action yet", "have no action yet", "has no action yet"),
    "open": ("Open", "have actions that are not complete", "has actions that are not complete"),
    "complete": ("All actions complete", "have all their actions complete", "has all its actions complete"),
}


@dataclass(frozen=True, slots=True)
class ShownRecommendation:
    """`state` is a key of STATES, `said` that in words. `further` are the actions after the first AT_ONCE."""

    area: str
    text: str
    source: str
    state: str
    said: str
    actions: tuple[ListedAction, ...]
    further: tuple[ListedAction, ...]


@dataclass(frozen=True, slots=True)
class RecommendationsOfArea:
    title: str
    recommendations: tuple[ShownRecommendation, ...]


def chosen(figures, area, state):
    """The `RecommendationFigure`s of an area (as filters call it) in a state, each "" for any."""
    actions = {action.key: action for action in figures.actions.actions}
    return [
        recommendation
        for recommendation in figures.actions.recommendations
        if area in ("", area_value(recommendation.area_number))
        and state in ("", state_of([actions[key] for key in recommendation.keys]))
    ]


def state_of(actions):
    """The state of a recommendation from the `ActionFigure`s that meet it. A heading completes nothing by itself."""
    if not actions:
        return "none"
    done = [action.is_complete for action in actions if not action.is_heading]
    return "complete" if done and all(done) else "open"


def by_area(recommendations, figures, key, links):
    """`RecommendationsOfArea` of `RecommendationFigure`s, by area and in the order of the plan within it."""
    titles = _titles(figures)
    actions = {action.key: action for action in figures.actions.actions}
    shown = [_shown(each, actions, titles, figures, key, links) for each in in_area_order(recommendations, figures)]
    return [RecommendationsOfArea(title, tuple(each)) for title, each in groupby(shown, lambda each: each.area)]


def in_area_order(recommendations, figures):
    """`RecommendationFigure`s by area, those in none last."""
    places = {number: place for place, number in enumerate(_titles(figures)) if number is not None}
    return sorted(recommendations, key=lambda each: places.get(each.area_number, len(places)))


def areas_to_choose(figures):
    """[(value, words)] of the areas that have recommendations."""
    used = {recommendation.area_number for recommendation in figures.actions.recommendations}
    return [(area_value(number), title) for number, title in _titles(figures).items() if number in used]


def summary(figures, links, area):
    """A `Figure` with its part of a sentence for each state that some recommendation of the area is in, the neglected
    first: "3 recommendations have no action yet", "1 has actions that are not complete"."""
    noun = True
    for state, (_, many, one) in STATES.items():
        if count := len(chosen(figures, area, state)):
            counted = plural(count, "recommendation") if noun else number_words(count)
            url = links.recommendations(area=area, state=state)
            yield Figure(count, f"{counted} {one if count == 1 else many}", url)
            noun = False


def _titles(figures):
    titles = {area.number: area_title(area.number, area.title) for area in figures.actions.areas}
    return titles | {None: "No area"}


def _shown(recommendation, actions, titles, figures, key, links):
    met_by = [actions[number] for number in recommendation.keys]
    state = state_of(met_by)
    rows = tuple(listed(action, key, links, figures.as_at) for action in met_by)
    return ShownRecommendation(
        area=titles[recommendation.area_number],
        text=recommendation.text,
        source=recommendation.source or "",
        state=state,
        said=STATES[state][0],
        actions=rows[:AT_ONCE],
        further=rows[AT_ONCE:],
    )
