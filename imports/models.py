"""What was imported, and the layouts a plan's workbooks have shown so far."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from plans.models import Plan


class Import(models.Model):
    """One workbook that was taken in. `counts` are {outcome: rows} over all its sheets."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    as_at = models.DateField("as-at date")
    counts = models.JSONField(default=dict)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self):
        return f"{self.file_name}, as at {self.as_at:%d/%m/%Y}"

    @property
    def mark(self):
        """The reason that every history row of this import carries, by which an undo finds what it wrote."""
        return f"import {self.pk}"


def kept_workbooks():
    """The storage of uploaded workbooks: a folder outside everything that a web server serves."""
    return storages["workbooks"]


def random_name(upload, file_name):
    """Where a workbook is kept: a name that says nothing and cannot be guessed."""
    return f"{uuid.uuid4().hex}.xlsx"


class UploadQuerySet(models.QuerySet):
    def in_short(self):
        """Without the preview, which may be long; `errors` is how many of its problems are errors."""
        return self.defer("preview").annotate(errors=models.F("preview__errors"))


class Upload(models.Model):
    """A workbook that somebody brought in the browser: read in the background, looked at, then confirmed or dropped.

    `preview` is what the person was shown, in the form of `previews.preview_of`; confirming proposes anew and compares.
    `left_out` are the rows that they leave out, [[sheet, row number]]; `mapping` is in the form of `mappings`.
    `asked_at` is when the reading or the import was last asked for: what was asked for earlier is given up.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting to be read"
        READING = "reading", "being read"
        READY = "ready", "ready to be looked at"
        REFUSED = "refused", "cannot be read"
        IMPORTING = "importing", "being imported"
        CONFIRMED = "confirmed", "imported"
        DROPPED = "dropped", "dropped"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="uploads")
    file = models.FileField(storage=kept_workbooks, upload_to=random_name)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    as_at = models.DateField("as-at date", null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="how much of it was read, in per cent")
    refusal = models.TextField(blank=True)
    preview = models.JSONField(null=True, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    left_out = models.JSONField(default=list, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField(default=timezone.now)
    imported = models.OneToOneField(Import, null=True, blank=True, on_delete=models.PROTECT, related_name="upload")
    history = HistoricalRecords(excluded_fields=["preview", "progress", "asked_at"])
    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return f"{self.file_name}, {self.get_state_display()}"


class SheetLayout(models.Model):
    """The header row of a table that a plan's workbook has shown: `columns` are {header as written: field or ""}.

    A header that a person mapped by hand is understood by itself the next time.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sheet_layouts")
    sheet = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    columns = models.JSONField(default=dict)
    history = HistoricalRecords()

    class Meta:
        ordering = ["sheet", "pk"]

    def __str__(self):
        return f"{self.sheet}: {self.kind}"
