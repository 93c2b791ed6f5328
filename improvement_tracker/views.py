"""The first page, and the pages shown when something goes wrong; each says what to do next."""

from django.shortcuts import render

from plans.models import Plan


def home(request):
    return render(request, "home.jinja", {"plans": Plan.objects.visible_to(request.user)})


def bad_request(request, exception):
    return render(request, "errors/400.jinja", status=400)


def forbidden(request, exception):
    return render(request, "errors/403.jinja", {"reason": str(exception)}, status=403)


def not_found(request, exception):
    return render(request, "errors/404.jinja", status=404)


def too_many_requests(request):
    return render(request, "errors/429.jinja", status=429)


def server_error(request):
    return render(request, "errors/500.jinja", status=500)


def csrf_failure(request, reason=""):
    return render(request, "errors/csrf.jinja", status=403)
