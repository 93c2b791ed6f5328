"""The register of milestones, and one milestone with everything said of it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404

from actions.duedates import slipped
from core.paging import page_links
from plans.pages import NotUnderstood, of_a_plan, plan_page
from plans.permissions import Permission
from risks.models import RiskStatement

from ..figures import figures_of
from ..models import MilestoneStatement
from ..presenters.milestones import milestone_row, position, sign_off_of, start_of
from ..querysets import tied_to
from ..recorded import recorded
from ..register import ORDERS, in_order, read_milestone_filter
from ..register_controls import chips_of, controls_of
from ..services import may_update
from .exceptions import beside_a_milestone

ROWS_A_PAGE = 50


@of_a_plan
def register(request, plan, on):
    figures, asked, links = figures_of(plan, on), read_milestone_filter(request.GET), request.links
    sort = request.GET.get("sort", "").strip()
    if sort not in ORDERS:
        raise NotUnderstood(f"“{sort[:40]}” is not an order of the milestones. Ask for sort=due, slips or updated.")
    matching = [each for each in figures.milestones if asked.matches(each)]
    found = in_order([each for each in matching if asked.shows(each)], sort)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    chosen = asked.values | ({"sort": sort} if sort else {})
    groups = (("Milestones", True), ("No longer milestones", False))
    shown = {
        "groups": [
            (name, [milestone_row(each, links, on) for each in page if each.is_counted is counted])
            for name, counted in groups
        ],
        "count": len(found),
        "of": len(figures.counted),
        "any": bool(figures.milestones),
        "position": position(figures) if figures.counted else "",
        "ended": 0 if "state" in asked.values else len(matching) - len(found),
        "all_url": links.page("milestones:register", **chosen | {"state": "all"}),
        "controls": controls_of(figures, asked, sort),
        "chips": list(chips_of(figures, asked, sort, links)),
        "sort": sort,
        "pages": page_links(page, lambda number: links.page("milestones:register", **chosen | {"page": number})),
        "may_keep": request.rights.may(Permission.KEEP_MILESTONES) and not links.as_at,
    }
    return plan_page(request, "milestones/register.jinja", on, **shown)


@of_a_plan
def milestone(request, plan, on, milestone_key):
    record = get_object_or_404(plan.milestones, key=milestone_key)
    figure = next((each for each in figures_of(plan, on).milestones if each.key == milestone_key), None)
    if figure is None:
        raise Http404
    titles = {each.risk_id: each.title for each in RiskStatement.objects.as_at(plan, on)}
    told = list(MilestoneStatement.objects.of(record, on))
    live = not request.links.as_at
    shown = {
        "milestone": figure,
        "row": milestone_row(figure, request.links, on),
        "slipped": slipped(figure.slips, figure.days_slipped),
        "starts": start_of(figure),
        "sign_off": sign_off_of(figure),
        "recorded": list(recorded(told)),
        "tied": tied_to(record, on),
        "risk_titles": titles,
        "seen": told[0].pk,
        "said_today": told[0].effective_on == on,
        "may_update": live and figure.is_counted and may_update(request.user, told[0].owners, plan, on, request.rights),
        "may_keep": live and request.rights.may(Permission.KEEP_MILESTONES),
        "may_keep_private": live and request.rights.may(Permission.KEEP_PACKS),
    }
    shown |= beside_a_milestone(request, plan, on, record)
    return plan_page(request, "milestones/milestone.jinja", on, **shown)
