"""Measures, everything said of them, their values, and what they are tied to."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actions.models import Action, Told
from milestones.models import Programme
from plans.models import Objective, Plan, Tie, once

from .querysets import MeasureQuerySet, MeasureStatementQuerySet, MeasureValueQuerySet


class Measure(models.Model):
    """Something counted over time. Its facts are statements, its values rows of their own.

    `key` numbers the measures of a plan from 1 and is never used again; `ref` is as the office writes it, or empty.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    key = models.PositiveIntegerField()
    ref = models.CharField(max_length=60, blank=True)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="measures")
    position = models.PositiveIntegerField(default=0)
    is_private = models.BooleanField("private", default=False, help_text="left out of public packs")
    history = HistoricalRecords()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="measure_key_once_a_plan"),
            models.UniqueConstraint(
                fields=["plan", "ref"], condition=~models.Q(ref=""), name="measure_reference_once_a_plan"
            ),
        ]

    def __str__(self):
        return f"Measure {self.called}"

    def get_absolute_url(self):
        return reverse("measures:measure", args=[self.plan.slug, self.key])

    @property
    def called(self):
        """Its reference, else X and its key."""
        return self.ref or f"X{self.key}"


class MeasureStatement(Told):
    """Append-only: what a measure was on a date: what is counted, how often, which way is better, what is aimed at.

    `owners` are the keys of the posts that answer for it. `target` is one value for all days; `trajectory` are values
    for the periods that end on a day, [{"on": ISO date, "value": decimal as text}] in order of the days.
    `activity_code` is the code of the line of the activity plan that counts the same.
    """

    tells_of = ("measure",)

    class Better(models.TextChoices):
        HIGHER = "higher", "higher is better"
        LOWER = "lower", "lower is better"

    class Every(models.TextChoices):
        WEEK = "week", "week"
        MONTH = "month", "month"
        QUARTER = "quarter", "quarter"
        YEAR = "year", "year"

    class Chart(models.TextChoices):
        XMR = "xmr", "XmR chart"
        PLAN = "plan", "plan against actual"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="statements")
    name = models.CharField(max_length=300)
    description = models.TextField("what is counted, and how", blank=True)
    unit = models.CharField(max_length=60, blank=True)
    better = models.CharField("direction that is better", max_length=10, choices=Better.choices, blank=True)
    every = models.CharField("counted every", max_length=10, choices=Every.choices, default=Every.MONTH)
    chart = models.CharField("shown as", max_length=10, choices=Chart.choices, default=Chart.XMR)
    source = models.CharField(max_length=300, blank=True)
    owners = models.JSONField(default=list, blank=True)
    owner_as_written = models.CharField("owner, as written", max_length=300, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    trajectory = models.JSONField(default=list, blank=True)
    target_as_written = models.TextField("target, as written", blank=True)
    activity_code = models.CharField("line of the activity plan", max_length=60, blank=True)
    is_open = models.BooleanField(default=True)
    closed_because = models.TextField("why it is counted no longer", blank=True)
    history = HistoricalRecords()

    objects = MeasureStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["measure", "-effective_on", "-id"], name="measure_statement_as_at")]

    def __str__(self):
        return f"{self.measure}, {self.effective_on:%d/%m/%Y}"


class MeasureValue(Told):
    """Append-only: what was counted for the period that ends on the day `on`; the latest by a date holds.

    None says that the value said before was withdrawn.
    """

    tells_of = ("measure", "on")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="values")
    on = models.DateField("end of the period counted")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    as_written = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = MeasureValueQuerySet.as_manager()

    class Meta:
        ordering = ["on", "-effective_on", "-pk"]
        indexes = [models.Index(fields=["measure", "on", "-effective_on", "-id"], name="measure_value_as_at")]

    def __str__(self):
        return f"{self.measure}, {self.on:%d/%m/%Y}: {self.value}"


class MeasureAction(Tie):
    """An action whose outcome a measure shows."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="tied_actions")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="tied_measures")
    history = HistoricalRecords()

    class Meta:
        ordering = ["measure", "action__position", "pk"]
        constraints = [once("measure", "action", name="measure_tied_once_to_an_action")]

    def __str__(self):
        return f"{self.measure}: {self.action}"


class MeasureObjective(Tie):
    """An objective that a measure serves."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="tied_objectives")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="tied_measures")
    history = HistoricalRecords()

    class Meta:
        ordering = ["measure", "objective__position", "pk"]
        constraints = [once("measure", "objective", name="measure_tied_once_to_an_objective")]

    def __str__(self):
        return f"{self.measure}: {self.objective}"
