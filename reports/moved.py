"""Whether something was written since a draft was made that it may tell: a hint, and quick for a plan of any size.

To make the draft once more and compare is what an issue does; that takes seconds, so a page cannot.
"""

from django.db.models import Q

from accounts.models import Person
from actions.models import (
    BROUGHT,
    Action,
    ActionObjective,
    ActionRecommendation,
    Concern,
    ConcernReview,
    ConcernStatement,
    DateRequest,
    Recommendation,
    Statement,
)
from actions.querysets import people_of
from cycle.models import HighlightReport, HighlightStatement
from finance.models import (
    Activity,
    Exposure,
    FinancialPlan,
    Gateway,
    GatewayDecision,
    Position,
    SavingsTarget,
    Scheme,
    SchemeProfile,
    SchemeStatement,
)
from measures.models import Measure, MeasureAction, MeasureObjective, MeasureStatement, MeasureValue
from milestones.models import (
    Milestone,
    MilestoneAction,
    MilestoneChange,
    MilestoneException,
    MilestoneObjective,
    MilestoneRisk,
    MilestoneStatement,
    Programme,
    ProgrammeRisk,
    ProgrammeStatement,
)
from plans.models import (
    Area,
    Committee,
    Decision,
    Holding,
    Meeting,
    Objective,
    Organisation,
    Oversight,
    Period,
    Plan,
    PlanOrganisation,
    Post,
    ProjectRole,
    Rating,
    StatedTotal,
    Status,
    SubHeading,
)
from risks.models import Band, Category, Risk, RiskAction, RiskReview, RiskScore, RiskStatement

from .models import Narrative, NarrativePicture, NarrativeText, PackPart

# What holds from a day on, {model: (its way to the plan, its day)}: a pack tells of it from that day on alone.
DATED = {
    Statement: ("action__plan", "effective_on"),
    ConcernStatement: ("concern__plan", "effective_on"),
    ConcernReview: ("concern__plan", "effective_on"),
    DateRequest: ("action__plan", "requested_on"),
    Decision: ("plan", "decided_on"),
    StatedTotal: ("plan", "as_at"),
    NarrativeText: ("narrative__plan", "effective_on"),
    RiskStatement: ("risk__plan", "effective_on"),
    RiskScore: ("risk__plan", "effective_on"),
    RiskReview: ("risk__plan", "effective_on"),
    Position: ("plan", "effective_on"),
    FinancialPlan: ("plan", "effective_on"),
    Activity: ("plan", "effective_on"),
    Exposure: ("plan", "effective_on"),
    HighlightStatement: ("report__plan", "effective_on"),
    SchemeStatement: ("scheme__plan", "effective_on"),
    SchemeProfile: ("scheme__plan", "effective_on"),
    GatewayDecision: ("scheme__plan", "effective_on"),
    SavingsTarget: ("plan", "effective_on"),
    MilestoneStatement: ("milestone__plan", "effective_on"),
    MilestoneChange: ("milestone__plan", "effective_on"),
    MilestoneException: ("plan", "effective_on"),
    ProgrammeStatement: ("programme__plan", "effective_on"),
    MeasureStatement: ("measure__plan", "effective_on"),
    MeasureValue: ("measure__plan", "effective_on"),
}
# What a pack tells as it stands, whatever the day: {model: its way to the plan}.
STANDING = {
    PlanOrganisation: "plan",
    Rating: "plan",
    Status: "plan",
    Objective: "plan",
    Area: "plan",
    SubHeading: "area__plan",
    Oversight: "area__plan",
    Post: "plan",
    Holding: "post__plan",
    ProjectRole: "plan",
    Recommendation: "plan",
    ActionRecommendation: "action__plan",
    Concern: "plan",
    Narrative: "plan",
    NarrativePicture: "narrative__plan",
    PackPart: "plan",
    Band: "plan",
    Category: "plan",
    Risk: "plan",
    RiskAction: "risk__plan",
    HighlightReport: "plan",
    Gateway: "plan",
    Scheme: "plan",
    Programme: "plan",
    ProgrammeRisk: "programme__plan",
    Milestone: "plan",
    MilestoneAction: "milestone__plan",
    MilestoneRisk: "milestone__plan",
    MilestoneObjective: "milestone__plan",
    Measure: "plan",
    MeasureAction: "measure__plan",
    MeasureObjective: "measure__plan",
    ActionObjective: "action__plan",
}


def may_have_moved(draft):
    """Whether an issue of this draft might be refused for what was written since. In two queries."""
    found = [rows.order_by().values("history_id") for rows in _written(draft)]
    return found[0].union(*found[1:], all=True).exists()


def _written(draft):
    """The audit rows written since the draft was made, of all that it may tell; they hold each other's keys no more."""
    plan, as_at = draft.plan_id, draft.period.as_at
    for model, (way, day) in DATED.items():
        yield _since(draft, model).filter(**{way: plan, f"{day}__lte": as_at})
    for model, way in STANDING.items():
        yield _since(draft, model).filter(**{way: plan})
    # A statement writes the row of its action too, and one of a later day is not told.
    said = _since(draft, Statement).order_by().values("action")
    yield _since(draft, Action).filter(Q(history_type="-") | ~Q(id__in=said), plan=plan)
    yield from _first_of_a_later_day(draft)
    named = {
        Plan: Q(id=plan),
        Period: Q(id=draft.period_id),
        Meeting: Q(id=draft.meeting_id),
        Committee: Q(plan=plan, history_type="~"),
        Organisation: Q(id__in=PlanOrganisation.objects.filter(plan=plan).values("organisation")),
        Person: Q(id__in=people_of(plan).order_by().values("pk")),
    }
    for model, which in named.items():
        yield _since(draft, model).filter(which)


def _first_of_a_later_day(draft):
    """The cover names the version of the plan, but not where a workbook of a later day is known already."""
    later = {"action__plan": draft.plan_id, "effective_on__gt": draft.period.as_at, "origin__in": BROUGHT}
    if not Statement.objects.filter(**later, recorded_at__lte=draft.made_at).exists():
        yield _since(draft, Statement).filter(**later)


def _since(draft, model):
    return model.history.filter(history_date__gt=draft.made_at)
