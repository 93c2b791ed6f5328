"""What a fact of an action can be."""

from django.db import models


class EvidenceStatus(models.TextChoices):
    """How far the proof of an action has come. An import never says more than *offered*."""

    NOT_STATED = "not_stated", "not stated"
    NOT_REQUIRED = "not_required", "not required"
    REQUIRED = "required", "required"
    OFFERED = "offered", "offered"
    ACCEPTED = "accepted", "accepted"
    SENT_BACK = "sent_back", "sent back"


class Standing(models.TextChoices):
    """Whether an action is still to be done. What was withdrawn, merged or replaced is shown and no longer counted."""

    LIVE = "live", "live"
    PAUSED = "paused", "paused"
    WITHDRAWN = "withdrawn", "withdrawn"
    MERGED = "merged", "merged into another"
    REPLACED = "replaced", "replaced by another"


class LeadRole(models.TextChoices):
    SRO = "sro", "SRO"
    OPS_LEAD = "ops_lead", "operational lead"


class Origin(models.TextChoices):
    """Where a statement came from. A correction is an import that says the same thing in other words."""

    FORM = "form", "form"
    IMPORT = "import", "import"
    CORRECTION = "correction", "correction"
    DECISION = "decision", "decision"


# The origins of what a workbook said.
BROUGHT = (Origin.IMPORT, Origin.CORRECTION)
