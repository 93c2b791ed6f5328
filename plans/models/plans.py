"""Plans, whose they are, and their keys."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from ..querysets import PlanQuerySet


class Stage(models.TextChoices):
    """What a rating stands for, whatever an office calls it (there is no national RAG scheme)."""

    COMPLETE = "complete", "complete"
    IN_PLACE = "in_place", "in place"
    UNDERWAY = "underway", "underway"
    NOT_STARTED = "not_started", "not started"
    DELAYED = "delayed", "delayed"
    DATE_RESET = "date_reset", "date reset"


class Organisation(models.Model):
    name = models.CharField(max_length=200, unique=True)
    colour = models.CharField(max_length=7, blank=True, help_text="#RRGGBB, of the bar on the cover of its packs")
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Plan(models.Model):
    """An improvement plan. `financial_year` is the year it begins in: 2018 is April 2018 to March 2019."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    version = models.CharField(max_length=60, blank=True)
    financial_year = models.PositiveSmallIntegerField(null=True, blank=True)
    governance_text = models.TextField(blank=True)
    rag_key_note = models.TextField("note to the RAG key", blank=True)
    complete_needs_evidence = models.BooleanField(
        "complete needs accepted evidence",
        default=False,
        help_text="An action can be rated complete only when its evidence was accepted, or none is required",
    )
    organisations = models.ManyToManyField(Organisation, through="PlanOrganisation", related_name="plans")
    history = HistoricalRecords()

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["name", "slug"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reports:dashboard", args=[self.slug])


class PlanOrganisation(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "organisation"], name="organisation_once_a_plan")]

    def __str__(self):
        return f"{self.plan}: {self.organisation}"


class Rating(models.Model):
    """One entry of a plan's RAG key."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="ratings")
    code = models.CharField(max_length=20)
    word = models.CharField(max_length=60)
    colour = models.CharField(max_length=7, blank=True, help_text="RRGGBB, as the office fills it")
    meaning = models.TextField(blank=True)
    stage = models.CharField(max_length=20, choices=Stage.choices)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="rating_code_once_a_plan")]

    def __str__(self):
        return self.word


class Status(models.Model):
    """One entry of a plan's status key (Closed, Open, Live, Not started), for plans that use one beside the RAG key."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="statuses")
    word = models.CharField(max_length=60)
    meaning = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "statuses"
        constraints = [models.UniqueConstraint(fields=["plan", "word"], name="status_word_once_a_plan")]

    def __str__(self):
        return self.word
