"""How the counts of a plan went from report to report."""

from dataclasses import dataclass
from datetime import date

from .querysets import counts_at

# So many reports can be read side by side: a year of months.
AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Point:
    """The counts of a plan as at one report; `ratings` are by code, as in `actions.figures.Counts`."""

    on: date
    actions: int
    ratings: dict[str, int]
    unrated: int
    late: int


def trend_of(plan, reports, is_public=False):
    """The `Point`s of the latest of `report_dates`, the oldest first; for the public without what is private.

    The numbers are those of `figures_of`; how many queries it takes does not grow with reports, actions or statements.
    """
    days = reports[:AT_MOST][::-1]
    codes = [rating.code for rating in plan.ratings.all()]
    actions = plan.actions.exclude(pk__in=plan.actions.private()) if is_public else plan.actions.all()
    return tuple(_point(day, counts, codes) for day, counts in counts_at(actions, days).items())


def _point(day, counts, codes):
    by_rating = {count.rating: count.actions for count in counts}
    return Point(
        on=day,
        actions=sum(by_rating.values()),
        ratings={code: by_rating.get(code, 0) for code in codes},
        unrated=by_rating.get(None, 0),
        late=sum(count.late for count in counts),
    )
