"""The long lists of a plan: chosen, sorted and paged by the address."""

from urllib.parse import urlencode, urlunsplit

from django.core.paginator import Paginator
from django.shortcuts import redirect

from core.paging import page_links
from plans.pages import NotUnderstood, of_a_plan, plan_page
from plans.permissions import Permission
from plans.presenters.key import Key

from .. import querysets
from ..figures import figures_of
from ..filters import ALL, read_action_filter
from ..presenters.action_filters import chips, controls, options_of, sort_links
from ..presenters.action_list import in_groups, in_one
from ..sorting import ORDERS, in_order, read_sort

ROWS_A_PAGE = 50


@of_a_plan
def action_list(request, plan, on):
    if short := without_empty(request):
        return redirect(short)
    figures = figures_of(plan, on)
    key, links = Key(figures.plan.ratings), request.links
    asked, sort = asked_of(request, plan, on), sort_of(request)
    found = in_order(filter(asked.matches, figures.actions.actions), sort, [entry.code for entry in key.rated])
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    options = options_of(figures, key, asked, leads_some=_leads_some(request))
    return plan_page(
        request,
        "reports/actions.jinja",
        on,
        count=len(found),
        of=figures.actions.total.actions,
        ended=0
        if asked.asks_for("standing")
        else sum(map(asked.of_any_standing().matches, figures.actions.actions)) - len(found),
        all_url=links.actions(**asked.query(standing=ALL), sort=sort.value),
        areas=in_groups(page, figures, key, links) if sort.is_plan else in_one(page, sort, figures, key, links),
        chips=list(chips(asked, sort, options, links)),
        controls=list(controls(asked, options)),
        sort=sort,
        sorts=list(sort_links(asked, sort, links)),
        pages=page_links(page, lambda number: links.actions(**asked.query(sort=sort.value), page=number)),
        key=key,
        # What was is as it was: only the plan of today can be changed.
        may_choose=request.rights.may(Permission.REASSIGN_ACTION) and not links.as_at,
        query=asked.query(sort=(sort.value,)),
        may_add=request.rights.may(Permission.CHANGE_SCOPE) and not links.as_at,
    )


def without_empty(request):
    """The address of the request without what a form sent empty, for somebody to keep or send on; "" where it is so
    already."""
    asked = [(name, value) for name, values in request.GET.lists() for value in values]
    kept = [(name, value) for name, value in asked if value]
    return urlunsplit(("", "", request.path, urlencode(kept), "")) if len(kept) < len(asked) else ""


def asked_of(request, plan, on):
    """The `ActionFilter` of the request's address."""
    mine = frozenset()
    if "mine" in request.GET and request.user.person_id:
        mine = frozenset(querysets.keys_led_by(plan, request.user.person_id, on))
    return read_action_filter(request.GET, mine)


def _leads_some(request):
    return bool(request.user.person_id) and request.rights.may(Permission.UPDATE_OWN_ACTION)


def sort_of(request):
    """The `Sort` of the request's address. Raises NotUnderstood for what is none."""
    asked = request.GET.get("sort", "")
    sort = read_sort(asked)
    if sort is None:
        orders = ", ".join(f"sort={name}" for name in ORDERS)
        raise NotUnderstood(f"“{asked[:40]}” is not an order of this list. Ask for one of {orders}.")
    return sort
