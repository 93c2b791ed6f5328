"""Packs: what a board was given, kept as it was."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from plans.models import Meeting, Period, Plan, Post


class PackRefused(Exception):
    """What was asked of a pack cannot be done; nothing was. The text says why and what to do."""


def kept_packs():
    """The storage of packs: a folder outside everything that a web server serves."""
    return storages["packs"]


def random_name(pack, file_name):
    """Where a pack is kept: a name that says nothing and cannot be guessed."""
    return uuid.uuid4().hex


def refuse_issued(state):
    """Raises PackRefused where that is the state of a pack that was issued."""
    if state == Pack.State.ISSUED:
        raise PackRefused("This pack was issued, so it stays as it is: issue it again to put something right.")


class Pack(models.Model):
    """One version of a pack of a plan, made from a reporting period. Issued, it never changes again.

    `number` counts the packs of the plan from 1; a re-issue has the number of the pack it replaces and the next
    `revision`, from 0. `changed_because` says why there is a re-issue, `changes` list what changed in it.
    `figures` are those of `reports.figures`, as JSON, `html` and `pdf` the documents made from them at once.
    """

    class Audience(models.TextChoices):
        FULL = "full", "full"
        PUBLIC = "public", "public"

    class Purpose(models.TextChoices):
        DECISION = "decision", "for decision"
        ASSURANCE = "assurance", "for assurance"
        INFORMATION = "information", "for information"

    class State(models.TextChoices):
        WAITING = "waiting", "waiting to be made"
        MAKING = "making", "being made"
        DRAFT = "draft", "draft"
        ISSUING = "issuing", "being issued"
        FAILED = "failed", "could not be made"
        ISSUED = "issued", "issued"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="packs")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="packs")
    number = models.PositiveIntegerField()
    revision = models.PositiveSmallIntegerField(default=0)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.FULL)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="packs")
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.ASSURANCE)
    author = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sponsor = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_because = models.TextField("why it is issued again", blank=True)
    changes = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="how much of it was made, in per cent")
    failure = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True, help_text="when the plan was read for its documents")
    figures = models.JSONField(null=True, blank=True)
    html = models.FileField("HTML", storage=kept_packs, upload_to=random_name, blank=True)
    html_sha256 = models.CharField("SHA-256 of the HTML", max_length=64, blank=True)
    pdf = models.FileField("PDF", storage=kept_packs, upload_to=random_name, blank=True)
    pdf_sha256 = models.CharField("SHA-256 of the PDF", max_length=64, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["figures", "changes", "progress", "asked_at", "made_at"])

    class Meta:
        ordering = ["-number", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number", "revision"], name="pack_version_once_a_plan"),
        ]

    def __str__(self):
        return f"Pack {self.number}, {self.version}"

    def save(self, *args, **options):
        """Write the row. Raises PackRefused where it is issued, whatever this instance says of its state."""
        refuse_issued(self._kept_state())
        super().save(*args, **options)

    def get_absolute_url(self):
        return reverse("reports:pack", args=[self.plan.slug, self.number])

    def delete(self, *args, **options):
        refuse_issued(self._kept_state())
        return super().delete(*args, **options)

    def _kept_state(self):
        return Pack.objects.filter(pk=self.pk).values_list("state", flat=True).first() if self.pk else None

    @property
    def version(self):
        """ "v1.0", and "v1.1" for what is issued again."""
        return f"v1.{self.revision}"


class PackSignOff(models.Model):
    """A post that has to sign a pack off. `signed_name` is who held it then, as the pack prints it for ever."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="sign_offs")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    signed_on = models.DateField(null=True, blank=True)
    signed_name = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["pack", "post"], name="sign_off_once_a_post")]

    def __str__(self):
        return f"{self.pack}: {self.post}"

    def save(self, *args, **options):
        """Write the row. Raises PackRefused where its pack is issued."""
        self._refuse_issued()
        super().save(*args, **options)

    def delete(self, *args, **options):
        self._refuse_issued()
        return super().delete(*args, **options)

    def _refuse_issued(self):
        """Look at the pack to which the row belongs, and at the one to which it shall."""
        for key in {self.pack_id, *PackSignOff.objects.filter(pk=self.pk).values_list("pack", flat=True)}:
            refuse_issued(Pack.objects.filter(pk=key).values_list("state", flat=True).first())
