"""Reporting periods, and what imported documents say of themselves."""

from django.db import models
from simple_history.models import HistoricalRecords

from ..querysets import StatedTotalQuerySet
from .areas import Area
from .plans import Plan, Rating


class Period(models.Model):
    """A reporting period: a row that somebody sets, never worked out from today's date."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="periods")
    label = models.CharField(max_length=60)
    opens_on = models.DateField()
    updates_due_on = models.DateField()
    as_at = models.DateField("as-at date")
    frozen_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-as_at"]
        constraints = [models.UniqueConstraint(fields=["plan", "label"], name="period_label_once_a_plan")]

    def __str__(self):
        return self.label


class StatedTotal(models.Model):
    """A figure printed in an imported document, kept to be shown beside the computed one.

    `area` is empty for a total over the plan; `label` is the line as printed ("Last report (01/02/19)"); `as_at` is the
    as-at date of the file that carried it, and `said_of` the date that the line itself names, where it names one.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="stated_totals")
    as_at = models.DateField("as-at date")
    label = models.CharField(max_length=300)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.CASCADE)
    said_of = models.DateField(null=True, blank=True)
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT)
    count = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    where = models.CharField(max_length=200, help_text="workbook, sheet and cell")
    history = HistoricalRecords()

    objects = StatedTotalQuerySet.as_manager()

    class Meta:
        ordering = ["as_at", "position", "rating__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "as_at", "label", "rating"], name="stated_total_once_a_report")
        ]

    def __str__(self):
        return f"{self.label}: {self.rating} {self.count}"
