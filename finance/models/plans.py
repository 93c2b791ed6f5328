"""Plans of money for a year and longer: by movements, or by year."""

from django.db import models
from simple_history.models import HistoricalRecords

from actions.models import Told
from plans.models import Organisation, Plan

from ..querysets import YearQuerySet
from ..variance import Kind
from .tables import amount


class YearTable(Told):
    """Append-only: a whole table of a financial year as somebody imported it, with its lines as rows of their own.

    Of the tables of one organisation, year and kind the latest by a date holds. `year` is that in which it begins.
    """

    tells_of = ("plan", "organisation", "year", "topic")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("financial year", help_text="2018 is April 2018 to March 2019")

    class Meta:
        abstract = True


class FinancialPlan(YearTable):
    """What is planned for money: how one year becomes the next by movements, or amounts year by year."""

    class Topic(models.TextChoices):
        MOVEMENTS = "movements", "by movements"
        ALLOCATIONS = "allocations", "allocations by year"
        EXPENDITURE = "expenditure", "expenditure by year"

    topic = models.CharField(max_length=12, choices=Topic.choices)
    history = HistoricalRecords()

    objects = YearQuerySet.as_manager()

    class Meta:
        ordering = ["year", "-effective_on", "-pk"]
        indexes = [models.Index(fields=["plan", "-effective_on", "-id"], name="financial_plan_as_at")]

    def __str__(self):
        return f"{self.get_topic_display()}, {self.year}/{(self.year + 1) % 100:02}"


class FinancialPlanLine(models.Model):
    """A line of such a plan, or a total that the document prints."""

    financial_plan = models.ForeignKey(FinancialPlan, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value.replace("_", " ")) for kind in Kind])
    stated_growth = amount("growth as printed, in per cent")
    history = HistoricalRecords()

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self):
        return self.name


class FinancialPlanAmount(models.Model):
    """An amount of a line in one column, in £'000; `column` is the head as the office writes it."""

    class Role(models.TextChoices):
        BEFORE = "before", "the year before"
        BASE = "base", "what recurs of it"
        MOVEMENT = "movement", "movement"
        CLOSING = "closing", "the plan"
        YEAR = "year", "a year"

    line = models.ForeignKey(FinancialPlanLine, on_delete=models.CASCADE, related_name="amounts")
    place = models.PositiveSmallIntegerField()
    column = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=Role.choices)
    amount = amount()
    history = HistoricalRecords()

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self):
        return f"{self.line}: {self.column}"
