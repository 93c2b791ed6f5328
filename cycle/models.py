"""Highlight reports and everything said in them."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actions.models import Told
from plans.models import Plan

from .months import month_in_words
from .querysets import HighlightReportQuerySet, HighlightStatementQuerySet


class HighlightReport(models.Model):
    """The narrative of one month of a plan. What it says as at a date is its latest statement by then.

    `key` numbers the reports of a plan from 1 and is never used again; `label` is as the office writes it ("M3"), and
    `month` the last day of the month that this means, None where it names none.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="highlights")
    key = models.PositiveIntegerField()
    label = models.CharField(max_length=60)
    month = models.DateField(null=True, blank=True, help_text="the last day of the month that it tells of")
    history = HistoricalRecords()

    objects = HighlightReportQuerySet.as_manager()

    class Meta:
        ordering = [models.F("month").desc(nulls_last=True), "-key"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="highlight_key_once_a_plan"),
            models.UniqueConstraint(fields=["plan", "month"], name="highlight_month_once_a_plan"),
            models.UniqueConstraint(
                fields=["plan", "label"], condition=models.Q(month=None), name="highlight_label_once_a_plan"
            ),
        ]

    def __str__(self):
        return f"Highlight report {self.name}"

    def get_absolute_url(self):
        return reverse("cycle:highlight", args=[self.plan.slug, self.key])

    @property
    def name(self):
        """ "M3, June 2018": the label, and the month where that does not say it."""
        if self.month is None or month_in_words(self.month) in self.label:
            return self.label
        return f"{self.label}, {month_in_words(self.month)}"


class HighlightStatement(Told):
    """Append-only: a highlight report as it stood from a date on. Of each text, every line is a point."""

    tells_of = ("report",)

    report = models.ForeignKey(HighlightReport, on_delete=models.CASCADE, related_name="statements")
    operational_delivery = models.TextField(blank=True)
    financial_delivery = models.TextField(blank=True)
    last_30_days = models.TextField(blank=True)
    next_30_days = models.TextField(blank=True)
    relook_step_up = models.TextField("look again at, and step up", blank=True)
    external_decisions = models.TextField("decisions by others", blank=True)
    revised_dates = models.TextField("dates changed", blank=True)
    history = HistoricalRecords()

    objects = HighlightStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["report", "-effective_on", "-id"], name="highlight_as_at")]

    def __str__(self):
        return f"{self.report}, {self.effective_on:%d/%m/%Y}"
