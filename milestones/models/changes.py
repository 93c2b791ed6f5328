"""What is decided about a milestone itself: it is added, merged, replaced, withdrawn, reworded, brought back."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from plans.models import Decision

from ..querysets import MilestoneChangeQuerySet
from .milestones import Milestone, MilestoneStatement


class MilestoneChange(models.Model):
    """Append-only: why a milestone was added, merged, replaced, withdrawn, reworded or brought back."""

    class Kind(models.TextChoices):
        ADDED = "added", "added"
        WITHDRAWN = "withdrawn", "removed"
        MERGED = "merged", "merged into another"
        REPLACED = "replaced", "replaced by another"
        REWORDED = "reworded", "reworded"
        RESUMED = "resumed", "brought back"

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    into = models.ForeignKey(Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="succeeds")
    reason = models.TextField()
    effective_on = models.DateField()
    statement = models.OneToOneField(MilestoneStatement, on_delete=models.CASCADE, related_name="change")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = MilestoneChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]

    def __str__(self):
        return f"{self.milestone}: {self.get_kind_display()}"
