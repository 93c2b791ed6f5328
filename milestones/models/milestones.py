"""Milestones, everything said of them, and what they are tied to."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actions.models import Action, Standing, Told
from plans.models import Committee, Objective, Plan, Tie, once
from risks.models import Risk

from ..querysets import MilestoneQuerySet, MilestoneStatementQuerySet
from .choices import DeliveryStatus
from .programmes import Programme


class Milestone(models.Model):
    """Something that is to be done by a day. Its facts are statements.

    `key` numbers the milestones of a plan from 1 and is never used again; `ref` is its number as the office writes it,
    or empty.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones")
    key = models.PositiveIntegerField()
    ref = models.CharField("number", max_length=60, blank=True)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones")
    position = models.PositiveIntegerField(default=0)
    is_private = models.BooleanField("private", default=False, help_text="left out of public packs")
    history = HistoricalRecords()

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="milestone_key_once_a_plan"),
            models.UniqueConstraint(
                fields=["plan", "ref"], condition=~models.Q(ref=""), name="milestone_number_once_a_plan"
            ),
        ]

    def __str__(self):
        return f"Milestone {self.called}"

    def get_absolute_url(self):
        return reverse("milestones:milestone", args=[self.plan.slug, self.key])

    @property
    def called(self):
        """Its number, else M and its key."""
        return self.ref or f"M{self.key}"


class MilestoneStatement(Told):
    """Append-only: a milestone as it stood on a date.

    `owners` are [{"role": a `Role`, "post": id or None, "person": id or None}] in order, and as written beside.
    `original_on` is the first date that was approved, where the document itself said so; `due_on` the approved one that
    holds, `forecast_on` when whoever owns it thinks that it will be done. `sign_off_on` is the day of the committee's
    meeting, the last of the month where only that is known. `note` is what stood beside a status.
    """

    tells_of = ("milestone",)

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="statements")
    title = models.TextField()
    is_critical = models.BooleanField("on the critical path", default=False)
    team = models.CharField(max_length=60, blank=True)
    department = models.CharField(max_length=120, blank=True)
    owners = models.JSONField(default=list, blank=True)
    delivery_as_written = models.CharField("delivery owner, as written", max_length=300, blank=True)
    chief_as_written = models.CharField("chief officer owner, as written", max_length=300, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    start_as_written = models.CharField(max_length=200, blank=True)
    original_on = models.DateField("original due date", null=True, blank=True)
    due_on = models.DateField("approved due date", null=True, blank=True)
    due_as_written = models.CharField(max_length=300, blank=True)
    forecast_on = models.DateField(null=True, blank=True)
    month_due_as_written = models.CharField(max_length=60, blank=True)
    quarter_due_as_written = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=12, choices=DeliveryStatus.choices, blank=True)
    status_as_written = models.TextField(blank=True)
    note = models.TextField(blank=True)
    sign_off_committee = models.ForeignKey(Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sign_off_on = models.DateField(null=True, blank=True)
    sign_off_as_written = models.CharField("committee sign-off, as written", max_length=200, blank=True)
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.LIVE)
    progress = models.TextField("what happened", blank=True)
    history = HistoricalRecords()

    objects = MilestoneStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["milestone", "-effective_on", "-id"], name="milestone_statement_as_at")]

    def __str__(self):
        return f"{self.milestone}, {self.effective_on:%d/%m/%Y}"


class MilestoneAction(Tie):
    """An action that a milestone belongs to."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="tied_actions")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="tied_milestones")
    history = HistoricalRecords()

    class Meta:
        ordering = ["milestone", "action__position", "pk"]
        constraints = [once("milestone", "action", name="milestone_tied_once_to_an_action")]

    def __str__(self):
        return f"{self.milestone}: {self.action}"


class MilestoneRisk(Tie):
    """A risk that a milestone mitigates."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="tied_risks")
    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="tied_milestones")
    history = HistoricalRecords()

    class Meta:
        ordering = ["milestone", "risk__position", "pk"]
        constraints = [once("milestone", "risk", name="milestone_tied_once_to_a_risk")]

    def __str__(self):
        return f"{self.milestone}: {self.risk}"


class MilestoneObjective(Tie):
    """An objective that a milestone serves."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="tied_objectives")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="tied_milestones")
    history = HistoricalRecords()

    class Meta:
        ordering = ["milestone", "objective__position", "pk"]
        constraints = [once("milestone", "objective", name="milestone_tied_once_to_an_objective")]

    def __str__(self):
        return f"{self.milestone}: {self.objective}"
