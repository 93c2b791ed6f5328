"""What changed in a plan between two days."""

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone

from core.paging import page_links
from plans.addresses import PlanAddresses
from plans.pages import NotUnderstood, of_a_plan, plan_page
from plans.presenters.key import Key

from .. import querysets
from ..comparison import compare as compare_figures
from ..days import read_days
from ..figures import figures_of
from ..filters import area_value
from ..presenters.action_list import area_title
from ..presenters.comparison import BY_SLUG, changes_of, shown_change, shown_kinds, side_by_side
from ..presenters.kinds_of_change import Between

FIRST = 10
LINES_A_PAGE = 50


@of_a_plan
def compare(request, plan, on):
    """The day looked at with the last report before it, or any two days that the address has."""
    days, reports, today = read_days(request.GET, on), querysets.report_dates(plan), timezone.localdate()
    since = days.since or querysets.report_before(reports, days.until)
    if days.until != on:
        request.links = PlanAddresses(plan.slug, None if days.until == today else days.until)
    between = Between(since, days.until, request.links, PlanAddresses(plan.slug, since))
    area, show = request.GET.get("area", ""), request.GET.get("show", "")
    if show and show not in BY_SLUG:
        raise NotUnderstood(f"“{show[:40]}” is no kind of change. Ask for one of {', '.join(BY_SLUG)}.")
    if days.is_untidy and not days.problems and since:
        return redirect(between.page(area=area, show=show))
    offered = {day for day in reports if day <= today} | {since, days.until, today} - {None}
    return plan_page(
        request,
        "reports/compare.jinja",
        days.until,
        live=f"{request.path}?from={since.isoformat()}" if since else request.path,
        between=between,
        days=days,
        today=today,
        offered=sorted(offered, reverse=True),
        periods={period.as_at: period.label for period in plan.periods.all()},
        area=area,
        **({} if days.problems or not since else _compared(request, plan, reports, between, area, BY_SLUG.get(show))),
    )


def _compared(request, plan, reports, between, area, alone):
    """What the page shows of a comparison: the first of each kind, or all of the one kind asked for `alone`."""
    before, after = (figures_of(plan, day, reports=reports) for day in (between.since, between.until))
    key, comparison = Key(after.plan.ratings), compare_figures(before, after)
    areas = {area_value(each.number): area_title(each.number, each.title) for each in after.actions.areas}
    if area and area not in areas:
        raise NotUnderstood(f"“{area[:40]}” is not an area of this plan. Ask for one of {', '.join(areas)}.")
    shown = {
        "key": key,
        "kinds": list(shown_kinds(comparison, between, key, FIRST, area)),
        "is_known": bool(before.actions.actions),
        "areas": areas.items(),
        "counts": list(side_by_side(*(_counts(each, area) for each in (before, after)), between, key, area)),
    }
    if alone:
        found = changes_of(comparison, alone, area)
        page = Paginator(found, LINES_A_PAGE).get_page(request.GET.get("page"))
        shown |= {
            "alone": alone,
            "count": len(found),
            "lines": [shown_change(change, alone, between, key) for change in page],
            "pages": page_links(page, lambda number: between.page(area=area, show=alone.slug, page=number)),
        }
    return shown


def _counts(figures, area):
    """The `Counts` of one area, of the whole plan where none is asked for or there was none of that name."""
    each = {area_value(each.number): each.counts for each in figures.actions.areas}
    return each.get(area, figures.actions.total)
