"""The register of risks with its map, and one risk with everything said and scored of it."""

from django.http import Http404

from accounts.names import name_of
from plans.pages import NotUnderstood, of_a_plan, plan_page
from plans.permissions import Permission

from ..figures import figures_of, score_figure
from ..models import RiskScore, RiskStatement
from ..presenters import (
    beside_the_map,
    in_categories,
    map_of,
    map_table,
    objectives_of,
    owner_of,
    printed_otherwise,
    risk_row,
    scores_over_time,
    shown_score,
    targets_beside_the_map,
)
from ..querysets import ties_on
from ..recorded import recorded
from ..register import ORDERS, in_order, read_risk_filter
from ..register_controls import chips_of, controls_of
from ..services import may_update


@of_a_plan
def register(request, plan, on):
    figures, asked = figures_of(plan, on), read_risk_filter(request.GET)
    sort = request.GET.get("sort", "").strip()
    if sort not in ORDERS:
        raise NotUnderstood(f"“{sort[:40]}” is not an order of the risks. Ask for sort=score, target or review.")
    found = in_order([risk for risk in figures.risks if asked.matches(risk)], sort)
    rows = in_categories(found, request.links) if not sort else [("", [risk_row(r, request.links) for r in found])]
    shown = {
        "groups": [(category, each) for category, each in rows if each],
        "count": len(found),
        "figures": figures,
        "controls": controls_of(figures, asked, sort),
        "chips": chips_of(figures, asked, sort, request.links),
        "sort": sort,
        "map": map_of(figures, request.links) if figures.open else "",
        "cells": map_table(figures, request.links),
        "beside": beside_the_map(figures),
        "targets_beside": targets_beside_the_map(figures),
        "otherwise": printed_otherwise(figures.open),
        "may_keep": request.rights.may(Permission.KEEP_RISKS) and not request.links.as_at,
    }
    return plan_page(request, "risks/register.jinja", on, **shown)


def risk_page(request, plan, on, record, **beside):
    """The page of one risk; `beside` is what the apps above this one have to show on it."""
    figures = figures_of(plan, on)
    figure = next((each for each in figures.risks if each.key == record.key), None)
    if figure is None:
        raise Http404
    told = list(RiskStatement.objects.of(record, on))
    scored = list(RiskScore.objects.of(record, on))
    current = [score_figure(each, figures.bands) for each in reversed(scored) if each.kind == "current"]
    live = not request.links.as_at
    shown = {
        "risk": figure,
        "row": risk_row(figure, request.links),
        "owner": owner_of(figure),
        "objectives": objectives_of(figure),
        "scores": [
            (each, shown_score(score_figure(each, figures.bands)), name_of(each.recorded_by)) for each in scored
        ],
        "drawing": scores_over_time(figure, current, on) if current else "",
        "otherwise": printed_otherwise([figure]),
        "recorded": list(recorded(told)),
        "reviews": record.reviews.filter(effective_on__lte=on).select_related("meeting__committee"),
        "mitigating": [tie.action for tie in ties_on(plan, on).filter(risk=record)],
        "may_update": live and may_update(request.user, told[0].owners, plan, on, request.rights),
        "may_keep": live and request.rights.may(Permission.KEEP_RISKS),
        "may_keep_private": live and request.rights.may(Permission.KEEP_PACKS),
    }
    return plan_page(request, "risks/risk.jinja", on, **shown, **beside)
