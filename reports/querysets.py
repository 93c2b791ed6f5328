"""Reads that the pages need beside the figures of a plan, each in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery

from actions.models import Action, ConcernStatement, Origin, Statement
from plans.models import Stage


def report_dates(plan):
    """The days as at which workbooks told of the plan, newest first."""
    told = Statement.objects.filter(action__plan=plan, origin__in=[Origin.IMPORT, Origin.CORRECTION])
    return list(told.order_by("-effective_on").values_list("effective_on", flat=True).distinct())


def due_dates_stated(plan, keys, on):
    """{key of an action: the due dates of its statements up to `on`, in their order; None where one had no date}."""
    dates = {key: [] for key in keys}
    told = Statement.objects.filter(action__plan=plan, action__key__in=keys, effective_on__lte=on)
    for key, due_on in told.order_by("effective_on", "pk").values_list("action__key", "due_on"):
        dates[key].append(due_on)
    return dates


def statements_of(action, on):
    """Everything said about `action` up to `on`, newest first, with who recorded it and why a date moved."""
    told = action.statements.filter(effective_on__lte=on).order_by("-effective_on", "-pk")
    reasons = ("due_date_change__requested_by", "due_date_change__decision__meeting__committee")
    return list(told.select_related("recorded_by", "rating", "status", "action__area", "action__parent", *reasons))


def first_statement_of(action):
    return action.statements.order_by("effective_on", "pk").first()


def concerns_about(action, on):
    """The statements that hold as at `on` of the concerns about `action`, in the order written."""
    return ConcernStatement.objects.as_at(action.plan, on).filter(concern__action=action)


def statements_under(action, on):
    """The statements that hold as at `on` of the actions that stand directly under `action`."""
    return Statement.objects.as_at(action.plan, on).filter(action__parent=action).with_recommendations()


def posts_of(plan):
    """{id: abbreviation} of the posts of `plan`."""
    return dict(plan.posts.values_list("pk", "abbreviation"))


@dataclass(frozen=True, slots=True)
class PlanCount:
    """How many actions of a plan (headings left out) have a rating; `rating` is its code, None for unrated."""

    rating: str | None
    actions: int
    late: int


def counts_of_plans(plans, on):
    """{id of a plan: its `PlanCount`s} as at `on`, for many plans in one query."""
    newest = Statement.objects.filter(action=OuterRef("pk"), effective_on__lte=on).order_by("-effective_on", "-pk")
    subjects = Action.objects.filter(plan__in=plans).order_by().annotate(newest=Subquery(newest.values("pk")[:1]))
    late = Q(due_on__lt=on, in_scope=True) & (Q(rating=None) | ~Q(rating__stage=Stage.COMPLETE))
    counted = (
        Statement.objects.filter(pk__in=subjects.values("newest"), is_heading=False)
        .order_by()
        .values(plan=F("action__plan"), code=F("rating__code"))
        .annotate(actions=Count("pk"), late=Count("pk", filter=late))
    )
    counts = {plan.pk: [] for plan in plans}
    for row in counted:
        counts[row["plan"]].append(PlanCount(row["code"], row["actions"], row["late"]))
    return counts
