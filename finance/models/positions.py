"""The position of a month: what was planned and spent on each line to date, and what is expected by the year's end."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from ..months import name_of_month
from ..querysets import TableQuerySet
from ..variance import Kind
from .tables import Table, amount


class Position(Table):
    """A month's position as somebody gave it."""

    history = HistoricalRecords()

    objects = TableQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-effective_on", "-pk"]
        indexes = [models.Index(fields=["plan", "month", "-effective_on", "-id"], name="position_as_at")]

    def __str__(self):
        return f"{name_of_month(self.month)} of {self.plan}"

    def get_absolute_url(self):
        return reverse("finance:position", args=[self.plan.slug])


class PositionLine(models.Model):
    """One line of a position: what was given, or, of a total, what a document printed.

    Amounts are in £'000. Variances and percentages are computed; `stated_…` are those that a document printed, turned
    to favourable positive.
    """

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=200, blank=True, help_text="the heading that it stands under")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value.replace("_", " ")) for kind in Kind])
    ytd_plan = amount("plan, year to date")
    ytd_actual = amount("actual, year to date")
    forecast_plan = amount("plan, whole year")
    forecast_actual = amount("forecast, whole year")
    stated_ytd_variance = amount()
    stated_ytd_percent = amount()
    stated_forecast_variance = amount()
    stated_forecast_percent = amount()
    commentary = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["position", "place"], name="position_line_has_its_place")]

    def __str__(self):
        return self.name
