"""What changed in a plan since the last report, for its first page."""

from dataclasses import dataclass
from datetime import date

from plans.addresses import PlanAddresses

from ..comparison import compare
from ..filters import area_value
from .comparison import NOT_UPDATED, more_or_fewer, shown_kinds
from .kinds_of_change import Between, ShownKind
from .position import Figure

LINES = 3


@dataclass(frozen=True, slots=True)
class Since:
    """`complete` are the changes of the counts of what is complete, area by area, and `complete_in_all` of all.

    `kinds` are what changed, each with its first lines. `url` is the page that says all of it.
    """

    last: date
    url: str
    complete: tuple[Figure, ...]
    complete_in_all: Figure
    more_complete: Figure
    not_updated: Figure
    kinds: tuple[ShownKind, ...]


def since_last(figures, before, key, links):
    """`Since` of two `PlanFigures`: as at the day looked at, and as at the last report before it."""
    comparison = compare(before, figures)
    compared = comparison.actions
    between = Between(before.as_at, figures.as_at, links, PlanAddresses(links.slug, before.as_at))
    grown = compared.total.complete
    return Since(
        last=before.as_at,
        url=links.page("reports:compare"),
        complete=tuple(_grown(compared.areas[area.number].complete, links, area) for area in figures.actions.areas),
        complete_in_all=_grown(grown, links),
        more_complete=Figure(grown, _more_complete(grown), _counts(links)),
        not_updated=_not_updated(len(compared.not_updated), between),
        kinds=tuple(shown_kinds(comparison, between, key, LINES)),
    )


def _counts(links, area=None):
    """Where the counts of both days stand side by side, of one of the `AreaFigures` or of all."""
    return links.page("reports:compare", area=area_value(area.number) if area else "") + "#counts"


def _grown(grown, links, area=None):
    return Figure(grown, f"{grown:+,}".replace("-", "−") if grown else "0", _counts(links, area) if grown else "")


def _more_complete(grown):
    if not grown:
        return "as many complete as in the last report"
    return f"{more_or_fewer(grown)} complete than in the last report"


def _not_updated(count, between):
    """Of how many that are still to be done nothing was said since the last report."""
    words = f"{count:,} not updated since then" if count else "none without an update since then"
    return Figure(count, words, between.page(show=NOT_UPDATED.slug) if count else "")
