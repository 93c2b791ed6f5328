"""The first page, and the pages shown when something goes wrong; each says what to do next."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.models import Plan
from reports.filters import NotUnderstood
from reports.presenters.home import plan_cards
from reports.querysets import counts_of_plans


@require_safe
def home(request):
    plans = Plan.objects.visible_to(request.user).prefetch_related("ratings", "organisations")
    return render(request, "home.jinja", {"plans": plan_cards(plans, counts_of_plans(plans, timezone.localdate()))})


def bad_request(request, exception):
    return render(request, "errors/400.jinja", status=400)


def forbidden(request, exception):
    return render(request, "errors/403.jinja", {"reason": str(exception)}, status=403)


def not_found(request, exception):
    # Only what was written for the reader is shown: other exceptions speak of the inside.
    reason = str(exception) if isinstance(exception, NotUnderstood) else ""
    return render(request, "errors/404.jinja", {"reason": reason}, status=404)


def too_many_requests(request):
    return render(request, "errors/429.jinja", status=429)


def server_error(request):
    return render(request, "errors/500.jinja", status=500)


def csrf_failure(request, reason=""):
    return render(request, "errors/csrf.jinja", status=403)
