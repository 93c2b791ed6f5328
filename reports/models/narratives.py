"""Narrative sections of the pack: text and pictures that nobody can count, carried forward from pack to pack."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from simple_history.models import HistoricalRecords

from plans.models import Plan


def kept_pictures():
    """The storage of pictures: a folder outside everything that a web server serves."""
    return storages["pictures"]


def random_name(picture, file_name):
    """Where a picture is kept: a name that says nothing and cannot be guessed."""
    return uuid.uuid4().hex


class Narrative(models.Model):
    """A narrative section of a plan's packs. What it says as at a date is its latest `NarrativeText` by then.

    A private one is left out of public packs.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="narratives")
    is_private = models.BooleanField("private", default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        latest = self.texts.first()
        return latest.title if latest else f"Narrative section {self.pk}"


class NarrativeText(models.Model):
    """Append-only: a narrative section as it stood from a date on. `text` is Markdown, without raw HTML."""

    narrative = models.ForeignKey(Narrative, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    effective_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords(excluded_fields=["text"])

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["narrative", "-effective_on", "-id"], name="narrative_as_at")]

    def __str__(self):
        return f"{self.title}, {self.effective_on:%d/%m/%Y}"


class NarrativePicture(models.Model):
    """A picture below the text of a narrative section, from `added_on` until the day before `removed_on`.

    `description` is for who cannot see it. `width` and `height` are in pixels.
    """

    narrative = models.ForeignKey(Narrative, on_delete=models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(storage=kept_pictures, upload_to=random_name)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    description = models.TextField()
    caption = models.CharField(max_length=300, blank=True)
    added_on = models.DateField()
    removed_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.caption or self.file_name
