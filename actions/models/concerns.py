"""Actions raised to a committee, and every statement and review of them."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from plans.models import Committee, Meeting, Plan

from ..querysets import ConcernStatementQuerySet
from .actions import Action
from .facts import Told


class Concern(models.Model):
    """An action raised to a committee. `match` says how sure it is which action is meant; its facts are statements."""

    class Match(models.TextChoices):
        EXACT = "exact", "exact"
        LIKELY = "likely", "likely"
        NONE = "none", "none"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="concerns")
    committee = models.ForeignKey(Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns")
    match = models.CharField(max_length=10, choices=Match.choices)
    ref_as_written = models.CharField(max_length=60, blank=True)
    title_as_written = models.TextField(blank=True)
    raised_as_written = models.CharField(max_length=100, blank=True)
    raised_on = models.DateField(null=True, blank=True)
    repeat = models.PositiveSmallIntegerField(default=0, help_text="tells apart concerns that are written alike")
    position = models.PositiveSmallIntegerField(default=0)
    is_private = models.BooleanField("private", default=False, help_text="left out of public packs")
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"Concern about {self.ref_as_written or self.title_as_written}"


class ConcernStatement(Told):
    """Append-only: a concern as it stood on a date."""

    tells_of = ("concern",)

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="statements")
    why = models.TextField(blank=True)
    rating_as_written = models.CharField(max_length=200, blank=True)
    deadline_as_written = models.CharField(max_length=200, blank=True)
    deadline = models.DateField(null=True, blank=True)
    original_deadline = models.DateField(null=True, blank=True)
    required = models.TextField("remedial action required", blank=True)
    taken = models.TextField("remedial action taken", blank=True)
    comments = models.TextField(blank=True)
    is_open = models.BooleanField(default=True)
    closed_because = models.TextField("why it was closed", blank=True)
    history = HistoricalRecords()

    objects = ConcernStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["concern", "-effective_on", "-id"], name="concern_statement_as_at")]

    def __str__(self):
        return f"{self.concern}, {self.effective_on:%d/%m/%Y}"


class ConcernReview(models.Model):
    """Append-only: a concern was looked at. A day that the office wrote without a year has no `seen_on`."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="reviews")
    as_written = models.CharField(max_length=200)
    seen_on = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    effective_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["concern", "position", "pk"]

    def __str__(self):
        return f"{self.concern}: {self.as_written}"
