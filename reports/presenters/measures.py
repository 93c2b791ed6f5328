"""The measures of a plan in brief, each number leading to the measures that it counts."""

from dataclasses import dataclass

from core.environment import plural
from measures.pack.measures import shown
from measures.pack.wrong import State
from measures.presenters import Sign
from measures.register import ANY
from measures.xmr import Assurance, Variation

from .position import Figure


@dataclass(frozen=True, slots=True)
class MeasuresHeadline:
    """`signs` are (how it looks with its word, figure) of each variation and each assurance that some measure has."""

    all: Figure
    wrong: Figure
    signs: tuple[tuple[State, Figure], ...]
    url: str


def measures_headline(figures, links):
    """`MeasuresHeadline` of `PlanFigures`, None for a plan without an open measure."""
    found = figures.measures.open
    if not found:
        return None
    wrong = sum(each.looks_wrong for each in found)
    return MeasuresHeadline(
        all=_figure(len(found), plural(len(found), "measure"), links),
        wrong=_figure(wrong, f"{wrong:,} {'looks' if wrong == 1 else 'look'} wrong", links, wrong=ANY),
        signs=tuple(_signs(found, links)),
        url=links.page("measures:register"),
    )


def _signs(measures, links):
    """What says nothing is not told: too few values, or nothing known of a target."""
    for name, kinds in (("variation", Variation), ("assurance", Assurance)):
        for kind in kinds:
            if kind.value and (count := sum(getattr(each, name) == kind.value for each in measures)):
                yield shown(Sign(kind.value, kind.words)), _figure(count, f"{count:,}", links, **{name: kind.value})


def _figure(count, words, links, **filters):
    return Figure(count, words, links.page("measures:register", **filters) if count else "")
