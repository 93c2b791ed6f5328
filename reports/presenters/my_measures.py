"""My work: the measures of somebody's posts whose values wait, and where to enter them."""

from dataclasses import dataclass

from django.urls import reverse

from core.environment import plural
from measures.periods import named

from .words import cut


@dataclass(frozen=True, slots=True)
class MeasureWork:
    """A measure in the list; `waits` says for which values, the first of them by name."""

    called: str
    name: str
    plan: str
    url: str
    enter_url: str
    waits: str


def measure_rows(owned, with_plan):
    """A `MeasureWork` for each `OwnedMeasure`. Several plans are told apart by name."""
    return [_row(each, with_plan) for each in owned]


def _row(owned, with_plan):
    told, measure = owned.statement, owned.statement.measure
    first = named(told.every, owned.waiting[-1])
    count = len(owned.waiting)
    return MeasureWork(
        called=measure.called,
        name=cut(told.name, 200),
        plan=measure.plan.name if with_plan else "",
        url=measure.get_absolute_url(),
        enter_url=f"{reverse('measures:enter', args=[measure.plan.slug])}?measure={measure.key}",
        waits=f"The value of {first}" if count == 1 else f"{plural(count, 'value')}, the first that of {first}",
    )
