"""What was recommended, and what is done about it."""

from django.core.paginator import Paginator
from django.shortcuts import redirect

from core.paging import page_links
from plans.pages import NotUnderstood, of_a_plan, plan_page
from plans.presenters.key import Key

from ..figures import figures_of
from ..presenters import recommendations as present
from .lists import ROWS_A_PAGE, without_empty


@of_a_plan
def recommendations(request, plan, on):
    if short := without_empty(request):
        return redirect(short)
    figures, links = figures_of(plan, on), request.links
    area, state = (request.GET.get(name, "").strip() for name in ("area", "state"))
    if state and state not in present.STATES:
        states = ", ".join(f"state={name}" for name in present.STATES)
        raise NotUnderstood(f"“{state[:40]}” is not a state of a recommendation. Ask for one of {states}.")
    found = present.in_area_order(present.chosen(figures, area, state), figures)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    key = Key(figures.plan.ratings)
    return plan_page(
        request,
        "reports/recommendations.jinja",
        on,
        count=len(found),
        every=len(figures.actions.recommendations),
        is_known=bool(figures.actions.actions),
        summary=list(present.summary(figures, links, area)),
        areas=present.by_area(page, figures, key, links),
        choices={"area": present.areas_to_choose(figures), "state": [(n, s[0]) for n, s in present.STATES.items()]},
        chosen={"area": area, "state": state},
        pages=page_links(page, lambda number: links.recommendations(area=area, state=state, page=number)),
        key=key,
    )
