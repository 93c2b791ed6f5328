"""Reporting periods: made, and put right."""

from django.db import transaction

from core.dates.calendar import in_words

from ..models import Period, Plan
from ..permissions import Permission, require
from .plans import save_reference

LONGEST = 366  # days from opening to the as-at date; more is a mistyped year


class PeriodRefused(Exception):
    """The period cannot be so. `field` is what it is about; the text says why and what to do. Nothing was written."""

    def __init__(self, field, sentence):
        super().__init__(sentence)
        self.field = field


class PeriodFrozen(ValueError):
    """A day falls into a frozen period: what was reported then stays as it was. Nothing was written."""


def require_open(plan, on):
    """Raise PeriodFrozen where `on` falls into a period of `plan` that is frozen."""
    # A plan that an import is only about to make has no periods yet.
    frozen = plan.pk and plan.periods.exclude(frozen_at=None).filter(as_at__gte=on).order_by("as_at").first()
    if frozen:
        raise PeriodFrozen(
            f"{frozen} was frozen as at {in_words(frozen.as_at)}, so nothing can be said as at {in_words(on)} any "
            "more: say it as at a later day, and it counts from then on."
        )


@transaction.atomic
def make_period(*, plan, label, opens_on, updates_due_on, as_at, by):
    """A new reporting period of `plan`. Raises PeriodRefused where its label is taken or its days are out of order."""
    require(by, Permission.MANAGE_PLAN, plan)
    period = Period(plan=Plan.objects.held(plan.pk))
    return _save(period, label, opens_on, updates_due_on, as_at, by)


@transaction.atomic
def change_period(*, period, label, opens_on, updates_due_on, as_at, by):
    """Put a period right. Raises PeriodRefused, also where the as-at date of an issued pack would move."""
    require(by, Permission.MANAGE_PLAN, period.plan)
    Plan.objects.held(period.plan_id)
    period = Period.objects.get(pk=period.pk)
    if as_at != period.as_at and period.packs.exclude(issued_at=None).exists():
        raise PeriodRefused(
            "as_at",
            f"A pack was issued from this period as at {in_words(period.as_at)}, so that date stays. "
            "Make another period for another date.",
        )
    return _save(period, label, opens_on, updates_due_on, as_at, by)


def _save(period, label, opens_on, updates_due_on, as_at, by):
    label = " ".join(label.split())
    if updates_due_on < opens_on:
        raise PeriodRefused(
            "updates_due_on", f"Updates cannot be due before the period opens: enter {in_words(opens_on)} or later."
        )
    if as_at < opens_on:
        raise PeriodRefused("as_at", f"The as-at date is before the period opens: enter {in_words(opens_on)} or later.")
    if (as_at - opens_on).days > LONGEST:
        raise PeriodRefused("as_at", "This period would be longer than a year: check the year of its as-at date.")
    if period.plan.periods.filter(label__iexact=label).exclude(pk=period.pk).exists():
        raise PeriodRefused("label", f"There is a period “{label}” already: give this one another label.")
    period.label, period.opens_on, period.updates_due_on, period.as_at = label, opens_on, updates_due_on, as_at
    return save_reference(record=period, by=by)
