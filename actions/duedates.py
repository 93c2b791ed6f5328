"""How often and how far a due date slipped, from the dates stated one after the other. Values in, values out."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Slippage:
    """The first date stated, the date that stands, how often it moved later, and by how many days in all."""

    original: date | None
    approved: date | None
    slips: int
    days: int


def slippage(stated):
    """`Slippage` of due dates in the order in which they held; None where a statement had no date."""
    dates = [day for day in stated if day is not None]
    if not dates:
        return Slippage(None, None, 0, 0)
    slips = sum(later > earlier for earlier, later in zip(dates, dates[1:], strict=False))
    return Slippage(dates[0], dates[-1], slips, max(0, (dates[-1] - dates[0]).days))
