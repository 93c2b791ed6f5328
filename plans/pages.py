"""What every page of a plan shares: the plan that the reader may see, the date looked at, and what they may do."""

from datetime import datetime
from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept_words import give_back, how_kept

from .addresses import PlanAddresses
from .models import Plan
from .permissions import Permission, Rights, refusal

FARTHEST = 9000  # a year so far off that no day can be counted on from it


class NotUnderstood(Http404):
    """An address that asks for something there cannot be. Its text is the sentence that the reader is shown."""


def read_as_at(text):
    """The date in `?as_at=`, None where there is none. Raises NotUnderstood for what is not a date."""
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no time zone
        if day.year >= FARTHEST:
            raise ValueError
        return day
    except ValueError:
        raise NotUnderstood(
            f"“{text[:40]}” is not a date. Write the date to look at as year-month-day, for example as_at=2019-03-14."
        ) from None


def of_a_plan(view):
    """A page that shows: view(request, plan, on, ...), `on` being the date asked for, or today. Only for reading.

    The request then carries `plan`, `links` (its addresses, which keep the date) and `rights`.
    """

    @wraps(view)
    def page(request, slug, **arguments):
        as_at = read_as_at(request.GET.get("as_at"))
        plan = _enter(request, slug, as_at)
        return view(request, plan, as_at or timezone.localdate(), **arguments)

    return require_safe(page)


def to_change(permission=None):
    """A page that changes: view(request, plan, on, ...) with `on` today, for GET and POST.

    Raises PermissionDenied where the reader has not `permission`; without one the view asks for itself.
    """

    def decorate(view):
        @wraps(view)
        def page(request, slug, **arguments):
            plan = _enter(request, slug)
            if permission and not request.rights.may(permission):
                raise refusal(permission)
            return view(request, plan, timezone.localdate(), **arguments)

        return require_http_methods(["GET", "HEAD", "POST"])(page)

    return decorate


def _enter(request, slug, as_at=None):
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    request.plan, request.links = plan, PlanAddresses(slug, as_at)
    request.rights = Rights.of(request.user, plan)
    return plan


def plan_page(request, template, on, *, status=200, **shown):
    """The response of a page of a plan; `live` is where the same page stands as at today, `is_to_come` says whether
    `on` is after it.

    `form`, where there is one, is filled with the words that were kept of it (accounts/kept_words.py).
    """
    keep = how_kept(request)
    if keep and shown.get("form"):
        give_back(request, shown["form"])
    query = request.GET.copy()
    query.pop("as_at", None)
    live = f"{request.path}?{query.urlencode()}" if query else request.path
    frame = {"on": on, "live": live, "links": request.links, "plan": request.plan}
    frame["is_to_come"] = on > timezone.localdate()
    frame |= {"rights": request.rights, "permissions": Permission, "keep": keep}
    return render(request, template, frame | shown, status=status)
