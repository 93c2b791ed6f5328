"""Committees, when they meet and what they decide."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from .plans import Plan


class Committee(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="committees")
    name = models.CharField(max_length=200)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="committee_once_a_plan")]

    def __str__(self):
        return self.name


class Meeting(models.Model):
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-held_on"]
        constraints = [models.UniqueConstraint(fields=["committee", "held_on"], name="one_meeting_a_day")]

    def __str__(self):
        return f"{self.committee}, {self.held_on:%d/%m/%Y}"


class Decision(models.Model):
    """Append-only: what was decided, on which day, at a meeting where there was one."""

    class Kind(models.TextChoices):
        DATE_AGREED = "date_agreed", "date agreed"
        DATE_REFUSED = "date_refused", "date refused"
        CONCERN_SEEN = "concern_seen", "concern seen"
        SCOPE_CHANGED = "scope_changed", "scope changed"
        PACK_RECEIVED = "pack_received", "pack received"
        GATEWAY_PASSED = "gateway_passed", "gateway passed"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    decided_on = models.DateField()
    text = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.decided_on:%d/%m/%Y}"
