"""What a fact of a milestone or a programme can be."""

from django.db import models


class DeliveryStatus(models.TextChoices):
    """How far the delivery of a milestone or a programme has come, as whoever owns it says."""

    NOT_STARTED = "not_started", "not started"
    ON_TRACK = "on_track", "on track"
    ONGOING = "ongoing", "ongoing"
    DELAYED = "delayed", "delayed"
    COMPLETE = "complete", "complete"


class Role(models.TextChoices):
    """What somebody is to a milestone (delivery owner, chief officer) or a programme (the other four)."""

    DELIVERY = "delivery", "delivery owner"
    CHIEF = "chief", "chief officer owner"
    SPONSOR = "sponsor", "sponsor"
    EXECUTIVE = "executive", "executive lead"
    OPERATIONAL = "operational", "operational lead"
    CLINICAL = "clinical", "clinical lead"
