"""What the earlier statements of actions tell: how their dates slipped, and since when they are rated as they are."""

from dataclasses import dataclass
from datetime import date

from .duedates import slippage
from .models import Statement
from .words import bare


@dataclass(frozen=True, slots=True)
class Past:
    """How often and by how many days the due date slipped; the first day of the run of ratings that still lasts."""

    slips: int
    days_slipped: int
    rated_since: date | None


UNEVENTFUL = Past(0, 0, None)


def past(told):
    """`Past` of one action from (effective_on, due_on, id of its rating) of its statements, as they held in turn."""
    slips = slippage([due_on for _, due_on, _ in told])
    since = None
    for effective_on, _, rating in reversed(told):
        if rating != told[-1][2]:
            break
        since = effective_on
    return Past(slips.slips, slips.days, since)


def past_of(statements):
    """`Past` of one action from all its `Statement`s, newest first."""
    return past([(each.effective_on, each.due_on, each.rating_id) for each in reversed(statements)])


def pasts_of(actions, on):
    """{id: `Past`} as at `on` of those of `actions` whose due date ever moved or that were ever in place: one query."""
    told = {}
    rows = Statement.objects.eventful(actions, on).order_by("effective_on", "pk")
    for action, *row in rows.values_list("action", "effective_on", "due_on", "rating"):
        told.setdefault(action, []).append(row)
    return {action: past(rows) for action, rows in told.items()}


def said_anew(statements):
    """The same as `said_anew_on` of the queryset, from all `Statement`s of one action, newest first."""
    shown = [(bare(each.progress), each.rating_id) for each in statements]
    start = next((place for place, each in enumerate(shown) if each != shown[0]), 0)
    day = statements[start - 1].effective_on
    return day if start and day > statements[-1].effective_on else None
