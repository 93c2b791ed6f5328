"""The page on the figures names all that they have."""

import re
from dataclasses import fields

import pytest
from django.conf import settings

from actions.assurance import Finding
from actions.figures import ActionFigure, ConcernFigure, Counts, RecommendationFigure, RequestFigure
from cycle.figures import HighlightFigure
from finance.activity import Apart
from finance.exposure import Amounts
from finance.exposure import Finding as ExposureFinding
from finance.exposure_figures import ExposureFigure, ExposureLineFigure, ExposureTotalFigure
from finance.movements import Head
from finance.plan_figures import ActivityFigure, ActivityLineFigure, FinancialPlanFigure, PlanLineFigure
from finance.position_figures import LineFigure, MonthFigure, PositionFigure
from finance.savings import ToDate
from finance.savings_figures import GatewayFigure, SchemeFigure, SchemeMonthFigure, TargetFigure
from finance.variance import Difference
from measures.figures import MeasureFigure, SignalFigure, ValueFigure, XmrFigure
from milestones.exception_figures import ExceptionFigure
from milestones.figures import MilestoneCounts, MilestoneFigure
from milestones.programme_figures import MilestoneOf, ProgrammeFigure, RiskRun
from milestones.programmes import Deliverable, Project
from plans.figures import PostFigure, RatingFigure, RoleFigure, StatusFigure
from reports.figures import StatedTotalFigure
from reports.objectives import ObjectiveFigure, TiedFigure
from risks.figures import BandFigure, RiskFigure, ScoreFigure

from .packs import make_document

PAGE = (settings.BASE_DIR / "docs/figures.md").read_text()
PARTS = dict(re.findall(r"^## (\w+).*\n((?:(?!## ).*\n)*)", PAGE, re.MULTILINE))
ABOVE = PAGE.split("\n## ")[0]


def not_named(names, words):
    return [name for name in names if f"`{name}`" not in words]


def test_every_part_is_named():
    assert not_named(make_document().figures.as_json(), PAGE) == []
    assert not_named(["no_such_part"], PAGE)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ActionFigure, PARTS["Actions"]),
        (ConcernFigure, PARTS["Concerns"]),
        (RequestFigure, PARTS["Requests"]),
        (HighlightFigure, PARTS["Highlights"]),
        *((kind, PARTS["Objectives"]) for kind in (ObjectiveFigure, TiedFigure)),
        *((kind, PARTS["Risks"]) for kind in (RiskFigure, ScoreFigure, BandFigure)),
        (ExceptionFigure, PARTS["Exceptions"]),
        *((kind, PARTS["Milestones"]) for kind in (MilestoneFigure, MilestoneCounts)),
        *((kind, PARTS["Programmes"]) for kind in (ProgrammeFigure, RiskRun, MilestoneOf, Deliverable, Project)),
        *((kind, PARTS["Measures"]) for kind in (MeasureFigure, ValueFigure, XmrFigure, SignalFigure)),
        *((kind, PARTS["Money"]) for kind in (PositionFigure, LineFigure, MonthFigure, Difference)),
        *((kind, PARTS["Money"]) for kind in (ExposureFigure, ExposureLineFigure, ExposureTotalFigure)),
        *((kind, PARTS["Money"]) for kind in (Amounts, ExposureFinding)),
        *((kind, PARTS["Money"]) for kind in (SchemeFigure, SchemeMonthFigure, ToDate, GatewayFigure, TargetFigure)),
        *((kind, PARTS["Money"]) for kind in (FinancialPlanFigure, PlanLineFigure, Head)),
        *((kind, PARTS["Money"]) for kind in (ActivityFigure, ActivityLineFigure, Apart)),
        *((kind, ABOVE) for kind in (Counts, RatingFigure, PostFigure, RoleFigure, StatusFigure)),
        *((kind, ABOVE) for kind in (StatedTotalFigure, Finding, RecommendationFigure)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_fact_is_named_where_its_kind_is_told(kind, words):
    assert not_named([field.name for field in fields(kind)], words) == []
