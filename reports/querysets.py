"""Reads that the pages need beside the figures of a plan, each in a constant number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery, Value

from actions.models import BROUGHT, Action, ConcernStatement, Standing, Statement
from actions.scope import COUNTED
from plans.models import Period, Stage


def report_dates(plan, by=date.max):
    """The days as at which the plan was reported by the day `by`, newest first.

    They are those as at which workbooks told of it and the as-at dates of its periods, from the first word on it on.
    """
    told = Statement.objects.filter(action__plan=plan, effective_on__lte=by)
    known = told.aggregate(first=Min("effective_on"))["first"]
    if known is None:
        return []
    imported = told.filter(origin__in=BROUGHT).order_by()
    of_periods = plan.periods.filter(as_at__gte=known, as_at__lte=by).order_by()
    days = imported.values_list("effective_on", flat=True).distinct()
    return sorted({*days, *of_periods.values_list("as_at", flat=True)}, reverse=True)


def last_reports(plans, by):
    """{id of a plan: the newest of its `report_dates`} for many plans, in two queries."""
    told = Statement.objects.filter(action__plan__in=plans, effective_on__lte=by).order_by()
    known = {
        plan: (first, last)
        for plan, first, last in told.values_list("action__plan").annotate(
            first=Min("effective_on"), last=Max("effective_on", filter=Q(origin__in=BROUGHT))
        )
    }
    periods = Period.objects.filter(plan__in=plans, as_at__lte=by).order_by().values_list("plan", "as_at")
    reported = {plan: last for plan, (_, last) in known.items() if last}
    for plan, as_at in periods:
        if plan in known and as_at >= known[plan][0]:
            reported[plan] = max(as_at, reported.get(plan, as_at))
    return reported


def report_before(reports, on):
    """The last of `report_dates` before `on`, None where there is none: what "since last report" compares with."""
    return next((day for day in reports if day < on), None)


def period_on(plan, on):
    """The reporting period of `plan` that is open on the day `on`, or of which that is the as-at date, or None."""
    return plan.periods.filter(opens_on__lte=on, as_at__gte=on).order_by("as_at").first()


def keys_led_by(plan, person, on):
    """The keys of the actions of `plan` that a person (or its key) leads as at `on`."""
    return plan.actions.led_by(person, on).order_by().values_list("key", flat=True)


def statements_on(plan, keys, on):
    """The statements that hold as at `on` of the actions of those keys, in the order of the plan."""
    return list(Statement.objects.as_at(plan, on).filter(action__key__in=keys))


def said_later(plan, keys, on):
    """The ids of those of the actions of which something was said that holds only after `on`."""
    later = Statement.objects.filter(action__plan=plan, action__key__in=keys, effective_on__gt=on)
    return set(later.order_by().values_list("action", flat=True))


def statements_of(action, on):
    """Everything said about `action` up to `on`, newest first, with who recorded it and why a date moved."""
    told = action.statements.filter(effective_on__lte=on).order_by("-effective_on", "-pk")
    own = ("recorded_by__person", "rating", "status", "action__area", "action__parent")
    reasons = ("due_date_change__requested_by", "due_date_change__decision", "scope_change__decision")
    decisions = [
        f"{change}__decision__{told_by}"
        for change in ("due_date_change", "scope_change")
        for told_by in ("meeting__committee", "recorded_by__person")
    ]
    return list(told.select_related(*own, *reasons, *decisions))


def first_statement_of(action):
    return action.statements.order_by("effective_on", "pk").first()


def concerns_about(action, on):
    """The statements that hold as at `on` of the concerns about `action`, in the order written."""
    return ConcernStatement.objects.as_at(action.plan, on).filter(concern__action=action)


def concern_statements(concern, on):
    """Everything recorded of `concern` up to `on`, newest first, with who recorded it and the reviews."""
    told = concern.statements.filter(effective_on__lte=on).order_by("-effective_on", "-pk")
    concern = ("concern__action", "concern__committee")
    return list(
        told.select_related("recorded_by__person", *concern).prefetch_related("concern__reviews__meeting__committee")
    )


def statements_under(action, on):
    """The statements that hold as at `on` of the actions that stand directly under `action`."""
    return Statement.objects.as_at(action.plan, on).filter(action__parent=action).said_anew(on)


def posts_of(plan):
    """{id: abbreviation} of the posts of `plan`."""
    return dict(plan.posts.values_list("pk", "abbreviation"))


@dataclass(frozen=True, slots=True)
class PlanCount:
    """How many actions that a plan counts have a rating; `rating` is its code, None for unrated."""

    rating: str | None
    actions: int
    late: int


def counts_of_plans(plans, on):
    """{id of a plan: its `PlanCount`s} as at `on`, for many plans in one query."""
    rows = _counted(Action.objects.filter(plan__in=plans), on).values(plan=F("action__plan"), code=F("rating__code"))
    counts = {plan.pk: [] for plan in plans}
    for row in rows.annotate(**_numbers(on)):
        counts[row["plan"]].append(PlanCount(row["code"], row["actions"], row["late"]))
    return counts


def counts_at(actions, days):
    """{day: `PlanCount`s} of `actions`, a queryset, as at each of the `days`, in one query."""
    each = [
        _counted(actions, on).values(code=F("rating__code")).annotate(place=Value(place), **_numbers(on))
        for place, on in enumerate(days)
    ]
    counts = {day: [] for day in days}
    for row in each[0].union(*each[1:], all=True) if each else ():
        counts[days[row["place"]]].append(PlanCount(row["code"], row["actions"], row["late"]))
    return counts


def _counted(actions, on):
    """The statements that hold as at `on` of those of `actions` that a plan counts."""
    newest = Statement.objects.filter(action=OuterRef("pk"), effective_on__lte=on).order_by("-effective_on", "-pk")
    subjects = actions.order_by().annotate(newest=Subquery(newest.values("pk")[:1]))
    held = Statement.objects.filter(pk__in=subjects.values("newest"))
    return held.filter(is_heading=False, standing__in=COUNTED).order_by()


def _numbers(on):
    late = Q(due_on__lt=on, in_scope=True, standing=Standing.LIVE) & (Q(rating=None) | ~Q(rating__stage=Stage.COMPLETE))
    return {"actions": Count("pk"), "late": Count("pk", filter=late)}
