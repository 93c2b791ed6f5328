"""What the pages about one action share."""

from datetime import date
from functools import wraps

from django.shortcuts import get_object_or_404
from django.urls import path

from plans.pages import to_change
from plans.presenters.key import Key

from ..duedates import slippage, slipped


def of_an_action(permission=None):
    """A page that changes something about one action: view(request, plan, on, action, ...), GET and POST.

    Raises PermissionDenied where the reader has not `permission`; without one the view or its service asks.
    """

    def decorate(view):
        @wraps(view)
        def page(request, plan, on, ref=None, key=None, **arguments):
            named = plan.actions.called(ref) if key is None else plan.actions.filter(key=key)
            action = get_object_or_404(named.select_related("area", "rating", "status"))
            action.plan = plan
            return view(request, plan, on, action, **arguments)

        return to_change(permission)(page)

    return decorate


def about_an_action(tail, view, name):
    """The two addresses of a page about an action: below its own page, by its key and by its reference.

    `Action.get_absolute_url() + tail` leads to it.
    """
    return [
        path(f"plans/<slug:slug>/actions/key/<int:key>/{tail}", view, name=f"{name}_by_key"),
        path(f"plans/<slug:slug>/actions/<str:ref>/{tail}", view, name=name),
    ]


def typed(request):
    """What was sent with a form, an empty one too; None when the page is only shown."""
    return request.POST if request.method == "POST" else None


def seen_date(request):
    """The approved due date that stood on the page from which the form was sent."""
    try:
        return date.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return None


def dates_beside(action):
    """What stands beside a form about an action: which it is, its rating as the key shows it, how its date moved."""
    told = action.statements.order_by("effective_on", "pk").values_list("due_on", flat=True)
    slips = slippage(told)
    rating = Key(action.plan.ratings.all()).entry(action.rating and action.rating.code)
    return {"action": action, "rating": rating, "slips": slips, "slipped": slipped(slips.slips, slips.days)}
