"""The list of measures, and one measure with its chart, its values and everything said of it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.names import name_of
from core.paging import page_links
from milestones.models import ProgrammeStatement
from plans.pages import of_a_plan, plan_page
from plans.permissions import Permission

from ..figures import figures_of, ties_on
from ..models import MeasureStatement, MeasureValue
from ..presenters import (
    BETTER,
    assurance_of,
    chart_of,
    corrected,
    limits_of,
    measure_row,
    signals_of,
    value_rows,
    variation_of,
)
from ..recorded import recorded
from ..register import chips_of, controls_of, read_measure_filter
from ..services import MayEnter
from ..words import in_unit

ROWS_A_PAGE = 50


@of_a_plan
def register(request, plan, on):
    figures, asked = figures_of(plan, on), read_measure_filter(request.GET)
    found = [measure for measure in figures.measures if asked.matches(measure)]
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    live = not request.links.as_at
    shown = {
        "rows": [measure_row(each, request.links, on) for each in page],
        "pages": page_links(page, lambda number: request.links.page("measures:register", **asked.values, page=number)),
        "count": len(found),
        "figures": figures,
        "controls": controls_of(figures, asked),
        "chips": list(chips_of(figures, asked, request.links)),
        "may_keep": live and request.rights.may(Permission.KEEP_MEASURES),
        "may_enter": live and _may_enter_some(request),
    }
    return plan_page(request, "measures/register.jinja", on, **shown)


@of_a_plan
def measure(request, plan, on, measure_key):
    record = get_object_or_404(plan.measures.select_related("programme"), key=measure_key)
    figure = next((each for each in figures_of(plan, on).measures if each.key == measure_key), None)
    if figure is None:
        raise Http404
    told = list(MeasureStatement.objects.of(record, on))
    live = not request.links.as_at
    may_enter = MayEnter(request.user, plan, on, request.rights)
    shown = {
        "measure": figure,
        "row": measure_row(figure, request.links, on),
        "variation": variation_of(figure),
        "assurance": assurance_of(figure),
        "chart": chart_of(figure),
        "limits": limits_of(figure),
        "signals": list(signals_of(figure)),
        "values": list(value_rows(figure)),
        "better": BETTER[figure.better],
        "aims": [(day, in_unit(value, figure.unit)) for day, value in figure.trajectory],
        "recorded": list(recorded(told)),
        "corrected": list(corrected(list(MeasureValue.objects.of(record, on)), told[0], name_of)),
        "tied": [tie.action for tie in ties_on(plan, on).filter(measure=record)],
        "programme": _programme(record, on),
        "may_enter": live and may_enter(told[0].owners),
        "may_keep": live and request.rights.may(Permission.KEEP_MEASURES),
        "may_keep_private": live and request.rights.may(Permission.KEEP_PACKS),
    }
    return plan_page(request, "measures/measure.jinja", on, **shown)


def _programme(record, on):
    """(the programme that a measure shows, its name), None without one."""
    if record.programme is None:
        return None
    told = ProgrammeStatement.objects.filter(programme=record.programme, effective_on__lte=on).first()
    return record.programme, told.name if told else ""


def _may_enter_some(request):
    return request.rights.may(Permission.KEEP_MEASURES) or request.rights.may(Permission.UPDATE_OWN_MEASURE)
