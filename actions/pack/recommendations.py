"""Which recommendations a board has to ask about, those not answered at all first, and which are answered in full."""

from dataclasses import dataclass

from actions.figures import RecommendationFigure
from plans.presenters.key import KeyEntry

from . import findings

_TITLES = ("No action yet", "None of their actions complete", "Complete in part")


@dataclass(frozen=True, slots=True)
class Answered:
    """A recommendation with its actions that are counted, each as (what it is called, its rating)."""

    figure: RecommendationFigure
    actions: tuple[tuple[str, KeyEntry], ...]

    @property
    def open(self):
        """Those of the actions that are not complete."""
        return [(name, rating) for name, rating in self.actions if rating.stage != "complete"]

    @property
    def complete(self):
        """How many of its actions are complete."""
        return len(self.actions) - len(self.open)

    @property
    def is_complete(self):
        return bool(self.actions) and not self.open


def recommendations(document):
    """None for a plan that names no recommendation."""
    figures, key = document.figures.actions, document.key
    if not figures.recommendations:
        return None
    counted = {action.key: action for action in figures.actions if action.is_counted}
    answered = [_answered(each, counted, key) for each in figures.recommendations]
    complete = [each for each in answered if each.is_complete]
    untouched = [each for each in answered if each.actions and not each.complete]
    partly = [each for each in answered if each.complete and each.open]
    alone = [each for each in answered if not each.actions]
    return {
        "finding": findings.recommendations(len(answered), len(complete), len(untouched), len(alone)),
        "parts": [(title, rows) for title, rows in zip(_TITLES, (alone, untouched, partly), strict=True) if rows],
        "complete": complete,
    }


def _answered(figure, counted, key):
    actions = [counted[each] for each in figure.keys if each in counted]
    return Answered(figure, tuple((action.ref or "No ref.", key.entry(action.rating)) for action in actions))
