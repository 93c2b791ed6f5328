"""Why milestones are late, how they are to recover, and the dates asked for."""

from django.db import models
from simple_history.models import HistoricalRecords

from actions.models import Told
from plans.models import Decision, Plan

from ..querysets import MilestoneExceptionQuerySet
from .milestones import Milestone


class MilestoneException(Told):
    """Append-only but for its decision: an exception about a milestone, with the date asked for.

    `agreed_on` is the date that the `decision` agreed, which may be another than the one asked for.

    `milestone` is None where a document names none that the plan knows; one row of a document that names two
    ("41 & 44") is an exception of each, with the same `milestone_as_written`. `report` is what the document or list it
    came in is called. `rationale` holds the recovery plan too where the document keeps both in one cell.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="exceptions")
    milestone = models.ForeignKey(Milestone, null=True, blank=True, on_delete=models.CASCADE, related_name="exceptions")
    milestone_as_written = models.CharField(max_length=60, blank=True)
    report = models.CharField(max_length=120, blank=True)
    team = models.CharField(max_length=60, blank=True)
    title = models.TextField("milestone, as written", blank=True)
    due_on = models.DateField("due date as the exception gives it", null=True, blank=True)
    due_as_written = models.CharField(max_length=200, blank=True)
    rationale = models.TextField(blank=True)
    recovery = models.TextField("recovery plan", blank=True)
    asked_on = models.DateField("date asked for", null=True, blank=True)
    asked_as_written = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="milestone_exception"
    )
    agreed_on = models.DateField("date agreed", null=True, blank=True)
    history = HistoricalRecords()

    objects = MilestoneExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "position", "pk"]
        indexes = [models.Index(fields=["plan", "-effective_on"], name="milestone_exception_as_at")]

    def __str__(self):
        return f"{self.milestone or self.title[:60]}, exception of {self.effective_on:%d/%m/%Y}"
