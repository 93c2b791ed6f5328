"""The risks of a plan in brief, each number leading to the risks that it counts."""

from dataclasses import dataclass

from core.environment import plural
from risks.comparison import compare
from risks.register import ABOVE, ANY, CLOSED, NONE

from .comparison import BY_SLUG
from .position import Figure

# What a headline tells of the time since the last report: lists of a `RisksComparison`, and their words.
_MOVES = {"worse": "worse", "better": "better", "new": "new", "closed": "closed", "reopened": "reopened"}


@dataclass(frozen=True, slots=True)
class BandFigures:
    """A band with the figure of its open risks; `level` is None for those that are in no band."""

    level: str | None
    word: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class RisksHeadline:
    """`moves` are what moved since the last report, (word, figure) each, None where that knew of no risk."""

    open: Figure
    closed: Figure
    bands: tuple[BandFigures, ...]
    above: Figure
    wrong: Figure
    moves: tuple[tuple[str, Figure], ...] | None
    url: str


def risks_headline(figures, before, links):
    """`RisksHeadline` of `PlanFigures` and those of the last report `before`, which may be None.

    None for a plan without risks.
    """
    risks = figures.risks
    if not risks.risks:
        return None
    above = sum(bool(risk.above_target) for risk in risks.open)
    wrong = sum(risk.looks_wrong for risk in risks.open)
    closed = len(risks.risks) - len(risks.open)
    return RisksHeadline(
        open=_figure(len(risks.open), plural(len(risks.open), "open risk"), links),
        closed=_figure(closed, f"{closed:,} closed", links, state=CLOSED),
        bands=tuple(_bands(risks, links)),
        above=_figure(above, f"{above:,} above {'its' if above == 1 else 'their'} target", links, target=ABOVE),
        wrong=_figure(wrong, f"{wrong:,} {'looks' if wrong == 1 else 'look'} wrong", links, wrong=ANY),
        moves=tuple(_moves(figures, before, links)) if before and before.risks.risks else None,
        url=_register(links),
    )


def _register(links, **filters):
    return links.page("risks:register", **filters)


def _figure(count, words, links, **filters):
    return Figure(count, words, _register(links, **filters) if count else "")


def _bands(risks, links):
    for band in risks.bands:
        count = sum(risk.level == band.level for risk in risks.open)
        yield BandFigures(band.level, band.word, _figure(count, f"{count:,}", links, level=band.level))
    if count := sum(risk.level is None for risk in risks.open):
        yield BandFigures(None, "In no band", _figure(count, f"{count:,}", links, level=NONE))


def _moves(figures, before, links):
    """Each number leads to the comparison, which lists what it counts with what it was."""
    comparison, days = compare(before.risks, figures.risks), {"from": before.as_at, "to": figures.as_at}
    for name, word in _MOVES.items():
        count = len(comparison.told(name))
        show = BY_SLUG[f"risks-{name}"].slug
        page = links.page("reports:compare", show=show, **{each: day.isoformat() for each, day in days.items()})
        yield word, Figure(count, f"{count:,}", page if count else "")
