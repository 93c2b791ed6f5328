"""Several plans side by side, as at a day, for whoever has a part in them."""

from dataclasses import dataclass
from datetime import date

from plans.models import Period

from .figures import PlanFigures, figures_of
from .querysets import last_reports

# All figures of a plan take a while: of so many plans they are told, of further ones what one query counts.
MOST_IN_FULL = 6


@dataclass(frozen=True, slots=True)
class Glance:
    """A plan as at a day: its `figures`, None of a plan of which only counts are told; the `period` whose updates are
    due next, and the day of its last report, each None where there is none."""

    figures: PlanFigures | None
    period: Period | None
    last_report: date | None


def glances(plans, on):
    """{id of a plan: its `Glance`}; empty for somebody with one plan, whose own pages say all of it.

    The queries are constant beside those of the figures of MOST_IN_FULL plans.
    """
    if len(plans) < 2:
        return {}
    periods = {}
    for period in Period.objects.filter(plan__in=plans, frozen_at=None, updates_due_on__gte=on).order_by(
        "-updates_due_on", "-as_at"
    ):
        periods[period.plan_id] = period
    reported = last_reports(plans, on)
    return {
        plan.pk: Glance(
            figures_of(plan, on) if place < MOST_IN_FULL else None, periods.get(plan.pk), reported.get(plan.pk)
        )
        for place, plan in enumerate(plans)
    }
