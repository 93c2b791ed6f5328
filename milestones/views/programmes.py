"""The list of programmes, and one programme as a plan on a page."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from actions.recorded import recorded
from plans.pages import of_a_plan, plan_page
from plans.permissions import Permission

from ..models import ProgrammeStatement
from ..presenters.programmes import in_sections, pictured, plan_on_a_page, projects_drawn, row_of, spans_of
from ..programme_figures import figures_of
from ..programmes import FACTS, in_words
from ..services import may_update


@of_a_plan
def programmes(request, plan, on):
    figures = figures_of(plan, on)
    closed = [each for each in figures.programmes if not each.open]
    shown = {
        "figures": figures,
        "sections": in_sections(figures.open, request.links),
        "closed": [row_of(each, request.links) for each in closed],
        "picture": pictured(figures.open, on),
        "spans": spans_of(figures.open),
        "may_keep": request.rights.may(Permission.KEEP_MILESTONES) and not request.links.as_at,
    }
    return plan_page(request, "milestones/programmes.jinja", on, **shown)


@of_a_plan
def programme(request, plan, on, programme_key):
    record = get_object_or_404(plan.programmes, key=programme_key)
    figure = next((each for each in figures_of(plan, on).programmes if each.key == programme_key), None)
    if figure is None:
        raise Http404
    told, live = list(ProgrammeStatement.objects.of(record, on)), not request.links.as_at
    shown = {
        "programme": figure,
        "page": plan_on_a_page(figure, request.links),
        "picture": projects_drawn(figure, on),
        "recorded": list(recorded(told, FACTS, in_words)),
        "may_update": live and may_update(request.user, told[0].leads, plan, on, request.rights),
        "may_keep": live and request.rights.may(Permission.KEEP_MILESTONES),
        "may_keep_private": live and request.rights.may(Permission.KEEP_PACKS),
    }
    return plan_page(request, "milestones/programme.jinja", on, **shown)
