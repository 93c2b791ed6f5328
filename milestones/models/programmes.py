"""Programmes of delivery, everything said of them, and the risks that they run."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actions.models import Told
from plans.models import Plan, Tie, once
from risks.models import Risk

from ..querysets import ProgrammeQuerySet, ProgrammeStatementQuerySet
from .choices import DeliveryStatus


class Programme(models.Model):
    """Work that belongs together and has milestones. Its facts are statements.

    `key` numbers the programmes of a plan from 1 and is never used again; `ref` is as the office writes it, or empty.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="programmes")
    key = models.PositiveIntegerField()
    ref = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_private = models.BooleanField("private", default=False, help_text="left out of public packs")
    history = HistoricalRecords()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="programme_key_once_a_plan"),
            models.UniqueConstraint(
                fields=["plan", "ref"], condition=~models.Q(ref=""), name="programme_reference_once_a_plan"
            ),
        ]

    def __str__(self):
        return f"Programme {self.called}"

    def get_absolute_url(self):
        return reverse("milestones:programme", args=[self.plan.slug, self.key])

    @property
    def called(self):
        """Its reference, else P and its key."""
        return self.ref or f"P{self.key}"


class ProgrammeStatement(Told):
    """Append-only: a programme as it stood on a date, its deliverables and projects with it.

    `leads` are [{"role": a `Role`, "post": id or None, "person": id or None}] in order, and as written beside.
    `organisations` are the keys of those that it belongs to; none means all of the plan. `deliverables` are
    [{"quarter": last day of the quarter as ISO or None, "as_written": str, "text": str}], `projects`
    [{"name": str, "first": last day of its first quarter as ISO or None, "last": the same of its last,
    "first_as_written": str, "last_as_written": str}], both in order. `investment` and `savings` are £'000.
    """

    tells_of = ("programme",)

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="statements")
    name = models.CharField(max_length=300)
    section = models.CharField(max_length=200, blank=True)
    objective = models.TextField(blank=True)
    description = models.TextField(blank=True)
    leads = models.JSONField(default=list, blank=True)
    sponsor_as_written = models.CharField("sponsor, as written", max_length=300, blank=True)
    executive_as_written = models.CharField("executive lead, as written", max_length=300, blank=True)
    operational_as_written = models.CharField("operational lead, as written", max_length=300, blank=True)
    clinical_as_written = models.CharField("clinical lead, as written", max_length=300, blank=True)
    organisations = models.JSONField(default=list, blank=True)
    organisations_as_written = models.TextField("organisations, as written", blank=True)
    benefits = models.TextField("outcomes and benefits", blank=True)
    key_risks = models.TextField(blank=True)
    investment = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    investment_as_written = models.CharField(max_length=200, blank=True)
    savings = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    savings_as_written = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=DeliveryStatus.choices, blank=True)
    status_as_written = models.TextField(blank=True)
    deliverables = models.JSONField(default=list, blank=True)
    projects = models.JSONField(default=list, blank=True)
    progress = models.TextField("what happened", blank=True)
    is_open = models.BooleanField(default=True)
    closed_because = models.TextField("why it was closed", blank=True)
    history = HistoricalRecords()

    objects = ProgrammeStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["programme", "-effective_on", "-id"], name="programme_statement_as_at")]

    def __str__(self):
        return f"{self.programme}, {self.effective_on:%d/%m/%Y}"


class ProgrammeRisk(Tie):
    """A risk of the register that a programme runs."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="risks_run")
    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="run_by")
    history = HistoricalRecords()

    class Meta:
        ordering = ["programme", "risk__position", "pk"]
        constraints = [once("programme", "risk", name="programme_tied_once_to_a_risk")]

    def __str__(self):
        return f"{self.programme}: {self.risk}"
