"""The pages of a plan: a request becomes one set of figures and a page."""

from functools import wraps

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.figures import action_figure, concern_figure
from plans.figures import figures_of as own_figures_of
from plans.models import Plan

from . import querysets
from .addresses import PlanAddresses
from .figures import figures_of
from .filters import NotUnderstood, read_action_filter, read_as_at
from .presenters.action_list import chips, choices, in_groups
from .presenters.action_page import action_page, page_title
from .presenters.concerns import shown_concerns
from .presenters.dashboard import dashboard as present_dashboard
from .presenters.key import Key
from .presenters.pages import page_links

ROWS_A_PAGE = 50
STATES = {"open": True, "closed": False}


def of_a_plan(view):
    """Give `view` the plan that the reader may see, and the date as at which: the one asked for, or today.

    The request then carries `plan` and `links`, for the menu and the header of the page. Only for reading.
    """

    @wraps(view)
    def page(request, slug, **arguments):
        plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
        as_at = read_as_at(request.GET.get("as_at"))
        request.plan, request.links = plan, PlanAddresses(slug, as_at)
        return view(request, plan, as_at or timezone.localdate(), **arguments)

    return require_safe(page)


def _page(request, template, on, **shown):
    """A page of a plan; `live` is where the same page stands as at today."""
    query = request.GET.copy()
    query.pop("as_at", None)
    live = f"{request.path}?{query.urlencode()}" if query else request.path
    return render(request, template, {"on": on, "live": live, "links": request.links, "plan": request.plan, **shown})


@of_a_plan
def dashboard(request, plan, on):
    figures = figures_of(plan, on)
    key = Key(figures.plan.ratings)
    return _page(
        request,
        "reports/dashboard.jinja",
        on,
        shown=present_dashboard(figures, key, request.links) if figures.actions.actions else None,
        key=key,
        reports=[(day, PlanAddresses(plan.slug, day).dashboard()) for day in querysets.report_dates(plan)],
    )


@of_a_plan
def action_list(request, plan, on):
    figures = figures_of(plan, on)
    key, asked = Key(figures.plan.ratings), read_action_filter(request.GET)
    found = [a for a in figures.actions.actions if not a.is_heading and asked.matches(a)]
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    dates = querysets.due_dates_stated(plan, [action.key for action in page], on)
    return _page(
        request,
        "reports/actions.jinja",
        on,
        count=len(found),
        of=figures.actions.total.actions,
        areas=in_groups(page, figures, key, request.links, dates),
        chips=list(chips(asked, figures, key, request.links)),
        choices=choices(asked, figures, key),
        pages=page_links(page, lambda number: request.links.actions(**asked.chosen(), page=number)),
        key=key,
    )


@of_a_plan
def action(request, plan, on, ref):
    # A database refuses the character NUL instead of finding nothing.
    return _action(
        request, plan, on, get_object_or_404(plan.actions, ref=ref.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    )


@of_a_plan
def action_by_key(request, plan, on, key):
    return _action(request, plan, on, get_object_or_404(plan.actions, key=key))


def _action(request, plan, on, record):
    told = querysets.statements_of(record, on)
    if not told:
        first = querysets.first_statement_of(record)
        return _page(request, "reports/action_unknown.jinja", on, action=record, first=first)
    own, posts = own_figures_of(plan, on), querysets.posts_of(plan)
    figure = action_figure(told[0], posts, plan.slug, on)
    shown = action_page(
        figure,
        statements=told,
        under=[action_figure(each, posts, plan.slug, on) for each in querysets.statements_under(record, on)],
        concerns=[concern_figure(each, figure, on) for each in querysets.concerns_about(record, on)],
        recommendations=record.recommendations.all(),
        plan=own,
        links=request.links,
        on=on,
    )
    names = {"name": page_title(figure), "area": record.area, "key": Key(own.ratings)}
    return _page(request, "reports/action.jinja", on, shown=shown, **names)


@of_a_plan
def concerns(request, plan, on):
    figures = figures_of(plan, on)
    key, state = Key(figures.plan.ratings), request.GET.get("state", "")
    if state and state not in STATES:
        raise NotUnderstood(f"“{state[:40]}” is not a state of a concern. Ask for state=open or state=closed.")
    every = shown_concerns(figures.actions.concerns, figures.actions.actions, key, request.links)
    shown = [concern for concern in every if not state or concern.is_open == STATES[state]]
    return _page(request, "reports/concerns.jinja", on, concerns=shown, every=len(every), state=state, key=key)
