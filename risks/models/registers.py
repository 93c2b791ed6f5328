"""What a plan's risks are kept by: its categories, its bands, and the objectives that risks threaten."""

from django.db import models
from simple_history.models import HistoricalRecords

from plans.models import Plan


class Category(models.Model):
    """A part of the register of risks, such as "Financial management"."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risk_categories")
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "categories"
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="risk_category_once_a_plan")]

    def __str__(self):
        return self.name


class Band(models.Model):
    """The scores from `lowest` up to the next band, what the organisation calls them, and the level they stand for."""

    class Level(models.TextChoices):
        LOW = "low", "low"
        MODERATE = "moderate", "moderate"
        HIGH = "high", "high"
        EXTREME = "extreme", "extreme"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risk_bands")
    word = models.CharField(max_length=40)
    colour_word = models.CharField(max_length=40, blank=True, help_text="as registers write it: Red, Amber …")
    level = models.CharField(max_length=10, choices=Level.choices)
    lowest = models.PositiveSmallIntegerField(help_text="the lowest score that falls into it, from 1 to 25")
    history = HistoricalRecords()

    class Meta:
        ordering = ["-lowest"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "word"], name="risk_band_once_a_plan"),
            models.UniqueConstraint(fields=["plan", "lowest"], name="risk_band_begins_once"),
            models.CheckConstraint(condition=models.Q(lowest__range=(1, 25)), name="risk_band_begins_on_the_matrix"),
        ]

    def __str__(self):
        return f"{self.word}, from {self.lowest}"
