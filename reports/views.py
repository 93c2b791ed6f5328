"""The pages of a plan: a request becomes one set of figures and a page."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from plans.models import Plan


def dashboard(request, slug):
    return HttpResponse("")


def actions(request, slug):
    return HttpResponse("")


def action(request, slug, ref):
    return HttpResponse("")


def action_by_key(request, slug, key):
    return HttpResponse("")


def concerns(request, slug):
    return HttpResponse("")
