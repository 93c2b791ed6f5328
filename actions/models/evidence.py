"""The proof of an action: files and links in versions, offered by one person and judged by another."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from simple_history.models import HistoricalRecords

from ..querysets import EvidenceQuerySet
from .actions import Action


def kept_evidence():
    """The storage of evidence: a folder outside everything that a web server serves."""
    return storages["evidence"]


def random_name(version, file_name):
    """Where a file is kept: a name that says nothing and cannot be guessed."""
    return uuid.uuid4().hex


class Evidence(models.Model):
    """One piece of proof. What it is stands in its versions, of which the latest counts."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=200)
    history = HistoricalRecords()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"

    def __str__(self):
        return self.title


class EvidenceVersion(models.Model):
    """Append-only: a file or a link as it was offered. `sha256` is of the file's bytes; a link has none."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(storage=kept_evidence, upload_to=random_name, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    link = models.URLField(max_length=2000, blank=True)
    note = models.TextField(blank=True)
    offered_on = models.DateField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "number"], name="evidence_version_once"),
            models.CheckConstraint(
                condition=models.Q(file="") ^ models.Q(link=""), name="evidence_is_a_file_or_a_link"
            ),
        ]

    def __str__(self):
        return f"{self.evidence}, version {self.number}"


class EvidenceVerdict(models.Model):
    """Append-only: a version was accepted, or sent back with a question, by somebody who had not offered it."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        SENT_BACK = "sent_back", "sent back"

    version = models.OneToOneField(EvidenceVersion, on_delete=models.CASCADE, related_name="verdict")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    question = models.TextField(blank=True)
    judged_on = models.DateField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-judged_at"]

    def __str__(self):
        return f"{self.version}: {self.get_outcome_display()}"
