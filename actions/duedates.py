"""How often and how far a due date slipped, from the dates stated one after the other. Values in, values out."""

from dataclasses import dataclass
from datetime import date

from core.environment import plural

from .scope import ENDED

_MANY = {1: "once", 2: "twice"}


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


def slipped(slips, days):
    """ "slipped twice, 61 days", or "" where no date moved later."""
    if not slips:
        return ""
    often = _MANY.get(slips, f"{slips} times")
    return f"slipped {often}, {plural(days, 'day')}" if days else f"slipped {often}, and back again"


def no_date_to_move(*, is_heading, stage, standing):
    """Why an action has no due date that could be moved, as a sentence, or ""."""
    if is_heading:
        return "This is a heading of the plan: the actions under it have due dates, it has none."
    if standing in ENDED:
        return "This action is no longer to be done, so its due date stays as it was."
    if stage == "complete":
        return "This action is complete, so it needs no later date. Update its rating first if it is not."
    return ""
