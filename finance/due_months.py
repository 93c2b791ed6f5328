"""The months of account that have ended and that nobody has entered yet, over several plans."""

from dataclasses import dataclass

from django.db.models import Max

from plans.addresses import PlanAddresses

from .models import Position
from .months import after, ended_by, name_of_month


@dataclass(frozen=True, slots=True)
class MonthDue:
    """The first month that lacks a position of an organisation ("" without one), and where it is entered."""

    plan: str
    organisation: str
    name: str
    url: str


def months_due(plans, on):
    """A `MonthDue` of each organisation of `plans` (their keys) that keeps positions; one query, none without plans."""
    if not plans:
        return []
    told = Position.objects.filter(plan__in=plans, effective_on__lte=on).order_by("plan__name", "organisation__name")
    newest = told.values_list("plan__name", "plan__slug", "organisation", "organisation__name").annotate(Max("month"))
    found = []
    for plan, slug, key, organisation, latest in newest:
        month = after(latest)
        if month <= ended_by(on):
            url = PlanAddresses(slug).page("finance:enter_position", organisation=key, month=f"{month:%Y-%m}")
            found.append(MonthDue(plan, organisation or "", name_of_month(month), url))
    return found
