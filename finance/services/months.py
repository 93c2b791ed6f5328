"""What every write of a month's table has in common: who may, whether the month may still change, and who was first."""

from core.dates.calendar import in_words
from plans.models import Plan
from plans.permissions import Permission, require
from plans.services import periods

from ..months import last_day_of, name_of_month


class MoneyRefused(ValueError):
    """What was given cannot be kept; nothing was written. The text says why and what to do."""


class TableChanged(Exception):
    """Somebody else saved the table of this month since the page was made: `table`, which holds now."""

    def __init__(self, table):
        super().__init__("Somebody saved this month meanwhile. Read how it stands now, then save yours or drop it.")
        self.table = table


def hold_month(*, model, plan, organisation, month, seen=None, is_same=lambda table: False, on, by):
    """The table of `model` that holds for a month, or None, for one writer at a time.

    `seen` is the key of the table that the writer saw, None for one who saw none; `is_same` says of the table that
    holds whether it says what is to be written, as where a form was sent twice. Raises PermissionDenied, MoneyRefused
    where the month may not change, TableChanged.
    """
    require(by, Permission.KEEP_FINANCE, plan)
    Plan.objects.held(plan.pk)
    if month != last_day_of(month):
        raise MoneyRefused(f"{in_words(month)} is not the last day of a month: a table tells of a whole month.")
    if month.replace(day=1) > on:
        raise MoneyRefused(f"{name_of_month(month)} has not begun yet: choose a month that has.")
    if organisation and not plan.organisations.filter(pk=organisation.pk).exists():
        raise MoneyRefused(f"{organisation} is no organisation of this plan: choose one that is.")
    require_open(plan, on)
    held = model.objects.holding(plan, organisation, month, on)
    if held and held.pk != seen and not is_same(held):
        raise TableChanged(held)
    return held


def require_open(plan, on):
    """Raise MoneyRefused where `on` falls into a period that is frozen: what was reported then stays as it was."""
    try:
        periods.require_open(plan, on)
    except periods.PeriodFrozen as error:
        raise MoneyRefused(str(error)) from None
