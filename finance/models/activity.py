"""Activity: how much is done, planned and counted month by month."""

from django.db import models
from simple_history.models import HistoricalRecords

from ..querysets import YearQuerySet
from .plans import YearTable


class Activity(YearTable):
    """The activity of a year: what is planned, or what was counted."""

    class Topic(models.TextChoices):
        PLAN = "plan", "activity plan"
        ACTUAL = "actual", "activity counted"

    topic = models.CharField(max_length=10, choices=Topic.choices)
    history = HistoricalRecords()

    objects = YearQuerySet.as_manager()

    class Meta:
        ordering = ["year", "-effective_on", "-pk"]
        verbose_name_plural = "activity"
        indexes = [models.Index(fields=["plan", "-effective_on", "-id"], name="activity_as_at")]

    def __str__(self):
        return f"{self.get_topic_display()}, {self.year}/{(self.year + 1) % 100:02}"


class ActivityLine(models.Model):
    """A line of activity. `months` are the twelve from April, whole numbers, or None where nothing is written.

    `stated_change` is the change from the year before to the plan, in per cent, as printed.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=300, blank=True)
    last_year = models.IntegerField(null=True, blank=True)
    do_nothing = models.IntegerField(null=True, blank=True)
    savings = models.IntegerField(null=True, blank=True)
    planned = models.IntegerField(null=True, blank=True)
    stated_change = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    months = models.JSONField(default=list)
    history = HistoricalRecords()

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self):
        return f"{self.code} {self.title}".strip()
