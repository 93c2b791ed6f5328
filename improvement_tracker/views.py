"""The first page, and the pages shown when something goes wrong; each says what to do next."""

import logging
import secrets
import sys

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.models import action_address
from core.environment import render as render_alone
from core.uploads import FileLost
from finance.due_months import months_due
from plans.models import Plan
from plans.pages import NotUnderstood
from plans.permissions import Permission, Rights
from plans.presenters.key import Key
from reports.at_a_glance import glances
from reports.my_work import my_work
from reports.presenters.home import plan_cards
from reports.presenters.my_measures import measure_rows
from reports.presenters.my_milestones import milestone_rows
from reports.presenters.my_risks import risk_rows
from reports.presenters.my_work import by_when, came_back, with_others, work_rows
from reports.querysets import counts_of_plans

from .navigation import uploads_to_confirm

log = logging.getLogger(__name__)


@require_safe
def home(request):
    """My work: what the reader owes and what waits for them, and their plans at a glance."""
    today = timezone.localdate()
    plans = Plan.objects.visible_to(request.user).prefetch_related("ratings", "organisations")
    rights = Rights.everywhere(request.user)
    work = my_work(request.user, today, rights)
    keys, several = {plan.pk: Key(plan.ratings.all()) for plan in plans}, len(plans) > 1
    uploads = uploads_to_confirm(request.user, rights).select_related("plan").in_short()
    request.waiting = work.count + len(uploads)
    shown = {
        "plans": plan_cards(plans, counts_of_plans(plans, today), glances(plans, today)),
        "work": work,
        "owed": work_rows(work.owed, keys, today, several),
        "said": work_rows(work.said, keys, today, several),
        "risks": risk_rows(work.risks, today, several),
        "milestones": milestone_rows(work.milestones, today, several),
        "measures": measure_rows(work.measures, several),
        "by_when": by_when(work.owed),
        "came_back": list(came_back(work)),
        "with_others": list(with_others(work)),
        "uploads": uploads,
        "months_due": months_due([key for key, own in rights.items() if own.may(Permission.KEEP_FINANCE)], today),
        "today": today,
    }
    return render(request, "home.jinja", shown)


def _error(request, status, template="", reason="", **shown):
    """An error page with a reference that stands in the log too, so that what somebody reports can be found."""
    who = getattr(getattr(request, "user", None), "pk", None) or "nobody"
    reference = _write_down(request, status, who, reason)
    shown |= {"reference": reference, "reason": reason}
    return render(request, f"errors/{template or status}.jinja", shown, status=status)


def _write_down(request, status, who, reason="", cause=None):
    """Say in one line of the log what was refused or failed, with its `cause` beneath it; returns the reference."""
    reference = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
    level = logging.ERROR if status >= 500 else logging.WARNING
    line, told = "Reference %s: %s %s %r, asked by %s", [reference, status, request.method, request.path, who]
    if reason:
        line, told = f"{line}: %r", [*told, reason]
    log.log(level, line, *told, exc_info=cause)
    return reference


def _way_back(request):
    """The page of the action, the plan or the reader's own work from which they may have come: (address, name)."""
    plan = getattr(request, "plan", None)
    if plan is None:
        return "/", "My work"
    asked = request.resolver_match.kwargs
    if "ref" in asked or "key" in asked:
        return action_address(plan.slug, asked.get("ref"), asked.get("key")), "the action"
    return request.links.dashboard(), plan.name


def bad_request(request, exception):
    return _error(request, 400)


def forbidden(request, exception):
    return _error(request, 403, reason=str(exception), back=_way_back(request))


def not_found(request, exception):
    # Only what was written for the reader is shown: other exceptions speak of the inside.
    for_the_reader = isinstance(exception, NotUnderstood | FileLost)
    return _error(request, 404, reason=str(exception) if for_the_reader else "")


def too_many_requests(request):
    return _error(request, 429)


def server_error(request):
    """It asks the database for nothing, which may be what failed: not who is logged in, nor what waits for them."""
    who = getattr(getattr(request, "_cached_user", None), "pk", None) or "nobody known"
    reference = _write_down(request, 500, who, cause=sys.exc_info())
    # Of the request the frame of the page needs this alone: it has no navigation.
    kept = {"csp_nonce": getattr(request, "csp_nonce", "")}
    return HttpResponseServerError(render_alone("errors/500.jinja", reference=reference, request=kept))


def csrf_failure(request, reason=""):
    return _error(request, 403, "csrf")
