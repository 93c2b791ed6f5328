"""What every table of money has in common."""

from django.db import models

from actions.models import Told
from plans.models import Organisation, Plan


class Table(Told):
    """Append-only: a whole table as somebody saved or imported it, with its lines as rows of their own.

    Of the tables of one organisation and one month the latest by a date holds. `organisation` is None where a plan has
    none; `month` is the last day of the month that the table tells of.
    """

    tells_of = ("plan", "organisation", "month")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="the last day of the month that it tells of")

    class Meta:
        abstract = True


def amount(*args, **options):
    """A column of money: a Decimal in £'000."""
    return models.DecimalField(*args, max_digits=14, decimal_places=2, null=True, blank=True, **options)
