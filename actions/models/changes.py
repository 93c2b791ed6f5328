"""What is asked for and decided about an action: a later date, a change of scope."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from plans.models import Decision

from ..querysets import DateRequestQuerySet, ScopeChangeQuerySet
from .actions import Action, Statement


class DateRequest(models.Model):
    """A later date that a lead asked for. Its decision agrees or refuses it, and is the last word on it."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="date_requests")
    due_on = models.DateField("date asked for")
    reason = models.TextField()
    requested_on = models.DateField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="date_request"
    )
    history = HistoricalRecords()

    objects = DateRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"], condition=models.Q(decision=None), name="one_open_date_request_an_action"
            )
        ]

    def __str__(self):
        return f"{self.action}: {self.due_on:%d/%m/%Y} asked for"


class ScopeChange(models.Model):
    """Append-only: why an action was added, withdrawn, merged, replaced, reworded, paused or resumed, put in or out of
    scope, or given to other leads."""

    class Kind(models.TextChoices):
        ADDED = "added", "added"
        WITHDRAWN = "withdrawn", "withdrawn"
        MERGED = "merged", "merged into another"
        REPLACED = "replaced", "replaced by another"
        REWORDED = "reworded", "reworded"
        PAUSED = "paused", "paused"
        RESUMED = "resumed", "resumed"
        IN_SCOPE = "in_scope", "put in scope"
        OUT_OF_SCOPE = "out_of_scope", "put out of scope"
        REASSIGNED = "reassigned", "given to other leads"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="scope_changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    into = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="succeeds")
    reason = models.TextField()
    effective_on = models.DateField()
    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="scope_change")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = ScopeChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]

    def __str__(self):
        return f"{self.action}: {self.get_kind_display()}"
