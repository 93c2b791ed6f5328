"""What was imported, and the layouts a plan's workbooks have shown so far."""

from django.conf import settings
from django.db import models
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
    history = HistoricalRecords()

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self):
        return f"{self.file_name}, as at {self.as_at:%d/%m/%Y}"


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
