"""Savings schemes: the list with its pipeline, and one scheme with its months and gateways."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.names import name_of
from plans.pages import of_a_plan, plan_page
from plans.permissions import Permission

from ..models import SchemeStatement
from ..plan_figures import year_name
from ..presenters.schemes import (
    decided,
    pipeline,
    profile_of,
    scheme_row,
    sentence_of,
    stage_of,
    target_row,
    totals_of,
)
from ..savings_figures import savings_of
from ..scheme_filter import LABELS, choices_of, read_scheme_filter
from .months import asked_year


@of_a_plan
def savings(request, plan, on):
    """The schemes that are asked for, with their totals; the target and the pipeline are of all that count."""
    year, asked = asked_year(request.GET.get("year", "")), read_scheme_filter(request.GET)
    figures = savings_of(plan, on, year)
    choices = choices_of(figures)
    found = [scheme for scheme in figures.schemes if asked.matches(scheme)]
    picture, stages = pipeline(figures)
    links = request.links
    shown = {
        "figures": figures,
        "rows": [scheme_row(scheme, links, year) for scheme in found],
        "totals": totals_of(found),
        "targets": [target_row(each) for each in figures.targets],
        "sentence": sentence_of(figures),
        "pipeline": picture if figures.counted else "",
        "stages": stages,
        "asked": asked,
        "filters": [(name, LABELS[name], choices[name], asked.values.get(name, "")) for name in LABELS],
        "chips": [
            (
                f"{LABELS[name]}: {choices[name].get(value, value)}",
                links.page("finance:savings", year=year, **asked.without(name)),
            )
            for name, value in asked.values.items()
        ],
        "all_schemes": links.page("finance:savings", year=year),
        "asked_year": year,
        "year": year_name(figures.year),
        "years": _other_years(figures, lambda each: links.page("finance:savings", year=each, **asked.values)),
        "may_keep": request.rights.may(Permission.KEEP_FINANCE) and not links.as_at,
    }
    return plan_page(request, "finance/savings.jinja", on, **shown)


def _other_years(figures, address):
    """[(name, its `address`)] of the years known beside the one shown."""
    return [(year_name(each), address(each)) for each in figures.years if each != figures.year]


@of_a_plan
def scheme(request, plan, on, scheme_key):
    record = get_object_or_404(plan.schemes, key=scheme_key)
    figures = savings_of(plan, on, asked_year(request.GET.get("year", "")))
    figure = next((each for each in figures.schemes if each.key == scheme_key), None)
    if figure is None:
        raise Http404
    picture, months, sentence = profile_of(figure)
    decisions = record.decisions.filter(effective_on__lte=on).select_related(
        "at_gateway", "goes_to", "meeting__committee", "recorded_by__person"
    )
    stage = next((each for each in figures.gateways if each.number == figure.gateway), None)
    told = SchemeStatement.objects.of(record, on).select_related("gateway")
    shown = {
        "scheme": figure,
        "row": scheme_row(figure, request.links),
        "stage": stage_of(figure),
        "approval": stage.approval if stage else "",
        "picture": picture,
        "months": months,
        "year": year_name(figures.year),
        "years": _other_years(figures, lambda each: request.links.keep(figure.url, year=each)),
        "profile_sentence": sentence,
        "decisions": [(each, decided(each), name_of(each.recorded_by)) for each in decisions],
        "recorded": [(each, name_of(each.recorded_by)) for each in told],
        "may_keep": request.rights.may(Permission.KEEP_FINANCE) and not request.links.as_at,
    }
    return plan_page(request, "finance/scheme.jinja", on, **shown)
