"""What ties one record of a plan to another for a time."""

from django.db import models

from ..querysets import TieQuerySet


class Tie(models.Model):
    """Two records belong together from the day `since` until before the day `until`, where they no longer do.

    What a page shows as at a date are the ties that last then; a tie that has ended may be made again.
    """

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        abstract = True


def once(*ends, name):
    """The constraint that at most one tie between two records lasts."""
    return models.UniqueConstraint(fields=ends, condition=models.Q(until=None), name=name)
