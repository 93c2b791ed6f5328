"""Risks, everything said and scored of them, and what they are tied to."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actions.models import Action, Told
from plans.models import Meeting, Plan, Tie, once

from ..querysets import RiskQuerySet, RiskScoreQuerySet, RiskStatementQuerySet
from .registers import Category


class Risk(models.Model):
    """Something that may keep a plan from what it is for. Its facts are statements, its scores rows of their own.

    `key` numbers the risks of a plan from 1 and is never used again; `ref` is as the office writes it, or empty.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risks")
    key = models.PositiveIntegerField()
    ref = models.CharField(max_length=60, blank=True)
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="risks")
    position = models.PositiveIntegerField(default=0)
    is_private = models.BooleanField("private", default=False, help_text="left out of public packs")
    history = HistoricalRecords()

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["category__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="risk_key_once_a_plan"),
            models.UniqueConstraint(
                fields=["plan", "ref"], condition=~models.Q(ref=""), name="risk_reference_once_a_plan"
            ),
        ]

    def __str__(self):
        return f"Risk {self.name}"

    def get_absolute_url(self):
        return reverse("reports:risk", args=[self.plan.slug, self.key])

    @property
    def name(self):
        """What pages and the map call it: its reference, else R and its key."""
        return self.ref or f"R{self.key}"


class RiskStatement(Told):
    """Append-only: a risk as it stood on a date.

    `owners` are the keys of the posts that own it, `objectives` those of the objectives that it threatens, in order.
    Assurances stand by line: what management sees, what others in the organisation oversee, what independent bodies
    say.
    """

    tells_of = ("risk",)

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="statements")
    title = models.TextField()
    description = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    owners = models.JSONField(default=list, blank=True)
    owner_as_written = models.TextField("owner, as written", blank=True)
    objectives = models.JSONField("objectives threatened", default=list, blank=True)
    objectives_as_written = models.TextField("objectives threatened, as written", blank=True)
    controls = models.TextField(blank=True)
    gaps_in_control = models.TextField(blank=True)
    first_line = models.TextField("assurance, first line", blank=True)
    second_line = models.TextField("assurance, second line", blank=True)
    third_line = models.TextField("assurance, third line", blank=True)
    gaps_in_assurance = models.TextField(blank=True)
    mitigation = models.TextField("actions and mitigation", blank=True)
    is_open = models.BooleanField(default=True)
    closed_because = models.TextField("why it was closed", blank=True)
    history = HistoricalRecords()

    objects = RiskStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["risk", "-effective_on", "-id"], name="risk_statement_as_at")]

    def __str__(self):
        return f"{self.risk}, {self.effective_on:%d/%m/%Y}"


class RiskScore(Told):
    """Append-only: how a risk scored. Of each kind the latest by a date holds.

    `score` is as printed where an office printed one, even where that is not likelihood × consequence.
    """

    tells_of = ("risk", "kind")

    class Kind(models.TextChoices):
        YEAR_START = "year_start", "year start"
        CURRENT = "current", "current"
        TARGET = "target", "target"

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="scores")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    consequence = models.PositiveSmallIntegerField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    word_as_written = models.CharField(max_length=60, blank=True, help_text="the band as the office wrote it")
    as_written = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = RiskScoreQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["risk", "kind", "-effective_on", "-id"], name="risk_score_as_at")]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(likelihood__range=(1, 5)) & models.Q(consequence__range=(1, 5)))
                | models.Q(likelihood=None, consequence=None),
                name="risk_scored_on_the_matrix",
            )
        ]

    def __str__(self):
        return f"{self.risk}, {self.get_kind_display()}: {self.score}"


class RiskReview(models.Model):
    """Append-only: a risk was looked at, at a meeting where there was one, whether or not anything changed."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="reviews")
    seen_on = models.DateField()
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    said = models.TextField(blank=True)
    effective_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-seen_on", "-pk"]

    def __str__(self):
        return f"{self.risk}, seen {self.seen_on:%d/%m/%Y}"


class RiskAction(Tie):
    """An action that mitigates a risk."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="mitigated_by")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="mitigates")
    history = HistoricalRecords()

    class Meta:
        ordering = ["risk", "action__position", "pk"]
        constraints = [once("risk", "action", name="risk_tied_once_to_an_action")]

    def __str__(self):
        return f"{self.risk}: {self.action}"
