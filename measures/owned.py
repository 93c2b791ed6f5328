"""The measures that somebody answers for and whose values wait, over all their plans."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from actions.querysets import latest
from plans.models import Holding

from .models import Measure, MeasureStatement, MeasureValue
from .periods import waiting


@dataclass(frozen=True, slots=True)
class OwnedMeasure:
    """An open measure with its statement, and the periods that wait for a value, the latest first; there is one."""

    statement: MeasureStatement
    waiting: tuple[date, ...]


def measures_waiting(person, plans, on):
    """`OwnedMeasure`s of the posts that `person` (a key) holds or deputises for as at `on`, in `plans` (keys).

    What waits longest comes first. In at most two queries where there are none, else in four.
    """
    posts = set(Holding.objects.posts_of(person, on).filter(post__plan__in=plans).values_list("post", flat=True))
    told = _owned_by(posts, plans, on) if posts else []
    if not told:
        return []
    keys = [each.measure_id for each in told]
    said = MeasureStatement.objects.filter(measure__in=keys).order_by()
    since = dict(said.values_list("measure").annotate(Min("effective_on")))
    counted = {}
    for value in MeasureValue.objects.of_measures(keys, on):
        if value.value is not None:
            counted.setdefault(value.measure_id, []).append(value.on)
    found = (OwnedMeasure(each, tuple(_waits(each, since, counted, on))) for each in told)
    return sorted((each for each in found if each.waiting), key=lambda owned: owned.waiting[-1])


def _waits(statement, since, counted, on):
    days = counted.get(statement.measure_id, [])
    return waiting(statement.every, min([since[statement.measure_id], *days]), on, days)


def _owned_by(posts, plans, on):
    """Owners are keys in a list, which not every database looks into: they are told apart here."""
    statements = latest(
        MeasureStatement.objects.filter(is_open=True), Measure.objects.filter(plan__in=plans), "measure", on
    )
    statements = statements.select_related("measure__plan").order_by("measure__plan", "measure__position", "measure")
    return [each for each in statements if posts.intersection(each.owners)]
