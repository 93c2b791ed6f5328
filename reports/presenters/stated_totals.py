"""What a document printed about itself beside what the rows give."""

from dataclasses import dataclass

from core.environment import plural
from plans.addresses import PlanAddresses
from plans.presenters.key import KeyEntry

from .position import Figure


@dataclass(frozen=True, slots=True)
class StatedRow:
    """One printed figure. `counted` is None where no report of that day is kept; `difference` is in words."""

    line: str
    rating: KeyEntry
    printed: int
    counted: Figure | None
    difference: str
    differs: bool
    where: str


@dataclass(frozen=True, slots=True)
class StatedTotals:
    """All rows, those that differ, and of how many there is nothing to compare with."""

    rows: tuple[StatedRow, ...]
    differing: tuple[StatedRow, ...]
    left: int


def stated_totals(figures, key, links):
    """`StatedTotals` of a plan from its `PlanFigures`."""
    rows = tuple(_row(total, key.entry(total.rating), links) for total in figures.stated_totals)
    return StatedTotals(rows, tuple(row for row in rows if row.differs), sum(row.counted is None for row in rows))


def _row(total, entry, links):
    counted = None
    if total.computed is not None:
        then = PlanAddresses(links.slug, total.said_of) if total.said_of else links
        url = then.actions(area="" if total.area_number is None else total.area_number, rating=entry.code)
        counted = Figure(total.computed, f"{total.computed:,}", url if total.computed else "")
    return StatedRow(
        total.label, entry, total.stated, counted, _difference(total.difference), bool(total.difference), total.where
    )


def _difference(difference):
    """In words: what was counted against what was printed."""
    if difference is None:
        return "About an earlier report that is not kept here, not compared"
    if difference == 0:
        return "The same"
    return f"{plural(abs(difference), 'action')} {'more' if difference > 0 else 'fewer'} than printed"
