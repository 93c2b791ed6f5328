"""The pages of a plan: a request becomes one set of figures and a page."""

from datetime import timedelta

from django.utils import timezone

from actions.signs import SILENT_AFTER
from plans.addresses import PlanAddresses
from plans.pages import of_a_plan, plan_page
from plans.presenters.key import Key

from .. import querysets
from ..figures import figures_of
from ..presenters.dashboard import dashboard as present_dashboard
from ..presenters.looks_wrong import looks_wrong as present_looks_wrong
from ..trend import trend_of

STALE_AFTER = timedelta(days=SILENT_AFTER)


@of_a_plan
def dashboard(request, plan, on):
    reports = querysets.report_dates(plan, by=max(on, timezone.localdate()))
    figures = figures_of(plan, on, reports=reports)
    key = Key(figures.plan.ratings)
    last = max((action.stated_on for action in figures.actions.actions), default=on)
    before = querysets.report_before(reports, on)
    before = before and figures_of(plan, before, reports=reports)
    trend = trend_of(plan, [day for day in reports if day <= on])
    return plan_page(
        request,
        "reports/dashboard.jinja",
        on,
        shown=present_dashboard(figures, key, request.links, before, trend) if not figures.is_empty else None,
        key=key,
        oversight=figures.plan.oversight,
        period=querysets.period_on(plan, on),
        stale=None if request.links.as_at or on - last <= STALE_AFTER else _as_at(plan, last),
        reports=[(day, PlanAddresses(plan.slug, day).dashboard()) for day in reports],
    )


def _as_at(plan, day):
    return {"day": day, "url": PlanAddresses(plan.slug, day).dashboard()}


@of_a_plan
def looks_wrong(request, plan, on):
    figures = figures_of(plan, on)
    key = Key(figures.plan.ratings)
    shown = present_looks_wrong(figures, key, request.links)
    return plan_page(request, "reports/looks_wrong.jinja", on, shown=shown, key=key)
