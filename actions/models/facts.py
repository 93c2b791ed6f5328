"""What a statement carries: the facts of an action, and who said so, when and from where."""

from django.conf import settings
from django.db import models

from plans.models import Rating, Status

from .choices import EvidenceStatus, Origin, Standing


class Facts(models.Model):
    """The facts of an action: on a statement as they stood then, on the action as its latest statement has them.

    `leads` holds the assignments in order: [{"role": LeadRole, "post": id or None, "person": id or None}].
    """

    title = models.TextField()
    is_heading = models.BooleanField(default=False)
    in_scope = models.BooleanField(default=True)
    scope_as_written = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.LIVE)
    leads = models.JSONField(default=list, blank=True)
    sro_as_written = models.CharField(max_length=300, blank=True)
    ops_lead_as_written = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    due_as_written = models.CharField(max_length=300, blank=True)
    due_on = models.DateField("approved due date", null=True, blank=True)
    forecast_on = models.DateField(null=True, blank=True)
    outcome_measure = models.TextField(blank=True)
    success_measure = models.TextField("measure of success", blank=True)
    progress = models.TextField(blank=True)
    newest_words = models.TextField(blank=True)
    said_on = models.DateField(null=True, blank=True)
    rating = models.ForeignKey(Rating, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rating_as_written = models.CharField(max_length=200, blank=True)
    rating_reason = models.TextField("why it is rated so", blank=True)
    status = models.ForeignKey(Status, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    evidence_status = models.CharField(max_length=20, choices=EvidenceStatus.choices, default=EvidenceStatus.NOT_STATED)
    evidence_as_written = models.TextField(blank=True)
    evidence_detail = models.TextField(blank=True)
    to_complete = models.TextField("what is left to do", blank=True)

    class Meta:
        abstract = True


FACTS = tuple(field.name for field in Facts._meta.local_fields)


class Told(models.Model):
    """What every append-only statement carries: from when it holds, when and by whom it was recorded, from where.

    `tells_of` names the fields that together say of what a row tells, where the latest row by a date holds of each.
    """

    tells_of = ()

    effective_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=12, choices=Origin.choices)
    where = models.CharField(max_length=300, blank=True, help_text="workbook, sheet and row of an imported statement")

    class Meta:
        abstract = True
