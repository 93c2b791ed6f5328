"""Savings schemes, the gateways that they pass, what they are to save month by month, and the target of the year."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actions.models import Told
from plans.models import Meeting, Organisation, Plan, Post

from ..querysets_schemes import LatestQuerySet, SchemeQuerySet
from .tables import amount


class Gateway(models.Model):
    """A stage that schemes of a plan go through, and what has to be approved before they leave it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="gateways")
    number = models.PositiveSmallIntegerField(validators=[MaxValueValidator(99)])
    name = models.CharField(max_length=80)
    approval = models.TextField("approval needed to go on", blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="gateway_once_a_plan")]

    def __str__(self):
        return f"{self.number} {self.name}"


class Scheme(models.Model):
    """A savings scheme. Its facts are statements; `key` numbers the schemes of a plan and is never used again."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="schemes")
    key = models.PositiveIntegerField()
    ref = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    objects = SchemeQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="scheme_key_once_a_plan"),
            models.UniqueConstraint(
                fields=["plan", "ref"], condition=~models.Q(ref=""), name="scheme_reference_once_a_plan"
            ),
        ]

    def __str__(self):
        return f"Scheme {self.called}"

    def get_absolute_url(self):
        return reverse("finance:scheme", args=[self.plan.slug, self.key])

    @property
    def called(self):
        """Its reference, else S and its key."""
        return self.ref or f"S{self.key}"


class SchemeStatement(Told):
    """Append-only: a scheme as it stood on a date. Values are £'000 of a full year; `gateway` is the stage it is at.

    `status` is as the office writes it. `confidence` says how sure it is that the savings come, whatever the stage.
    """

    tells_of = ("scheme",)

    class Confidence(models.TextChoices):
        GREEN = "green", "green"
        AMBER = "amber", "amber"
        RED = "red", "red"

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="statements")
    name = models.CharField(max_length=300)
    category = models.CharField(max_length=200, blank=True)
    gross = amount("gross value")
    net = amount("net value")
    is_recurrent = models.BooleanField("recurrent", null=True, blank=True)
    lead = models.CharField("lead as written", max_length=200, blank=True)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=80, blank=True)
    gateway = models.ForeignKey(Gateway, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gateway_as_written = models.CharField(max_length=120, blank=True)
    confidence = models.CharField("delivery confidence", max_length=10, choices=Confidence.choices, blank=True)
    commentary = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = LatestQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["scheme", "-effective_on", "-id"], name="scheme_statement_as_at")]

    def __str__(self):
        return f"{self.scheme}, {self.effective_on:%d/%m/%Y}"


class GatewayDecision(models.Model):
    """Append-only: a scheme passed the gateway of its stage and went on, or was sent back, and why."""

    class Outcome(models.TextChoices):
        PASSED = "passed", "passed"
        SENT_BACK = "sent_back", "sent back"

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    at_gateway = models.ForeignKey(Gateway, on_delete=models.PROTECT, related_name="+")
    goes_to = models.ForeignKey(Gateway, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    effective_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self):
        return f"{self.scheme}: {self.at_gateway} {self.get_outcome_display()}"


class SchemeProfile(Told):
    """Append-only: what a scheme is to save in each month of a financial year, and what it saved."""

    tells_of = ("scheme", "financial_year")

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="profiles")
    financial_year = models.PositiveSmallIntegerField(help_text="the calendar year in which it begins")
    history = HistoricalRecords()

    objects = LatestQuerySet.as_manager()

    class Meta:
        ordering = ["-financial_year", "-effective_on", "-pk"]
        indexes = [
            models.Index(fields=["scheme", "financial_year", "-effective_on", "-id"], name="scheme_profile_as_at")
        ]

    def __str__(self):
        return f"{self.scheme}, {self.financial_year}/{(self.financial_year + 1) % 100:02}"


class ProfileMonth(models.Model):
    """A month of a profile, by its last day; £'000."""

    profile = models.ForeignKey(SchemeProfile, on_delete=models.CASCADE, related_name="months")
    month = models.DateField()
    planned = amount()
    actual = amount()
    history = HistoricalRecords()

    class Meta:
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["profile", "month"], name="profile_month_once")]

    def __str__(self):
        return f"{self.profile}, {self.month:%m/%Y}"


class SavingsTarget(Told):
    """Append-only: what an organisation has to save in a financial year, in £'000.

    `headroom` is by how much per cent the schemes are to exceed it, as some of them will fail; None where nobody says.
    """

    tells_of = ("plan", "organisation", "financial_year")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="savings_targets")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    financial_year = models.PositiveSmallIntegerField(help_text="the calendar year in which it begins")
    target = models.DecimalField(max_digits=14, decimal_places=2)
    headroom = models.DecimalField("headroom wanted, %", max_digits=5, decimal_places=1, null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-financial_year", "-effective_on", "-pk"]
        indexes = [models.Index(fields=["plan", "financial_year", "-effective_on", "-id"], name="savings_target_as_at")]

    def __str__(self):
        return f"Savings target of {self.plan}, {self.financial_year}/{(self.financial_year + 1) % 100:02}"
