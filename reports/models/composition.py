"""Which sections the packs of a plan have, and in which order."""

from django.db import models
from simple_history.models import HistoricalRecords

from plans.models import Plan

from .narratives import Narrative


class PackPart(models.Model):
    """One section of a plan's packs: a declared one by `name` (reports/sections.py), or a narrative one.

    A plan without any has every declared section in its usual order, and its narrative ones before the figures.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="pack_parts")
    name = models.CharField(max_length=40, blank=True)
    narrative = models.OneToOneField(
        Narrative, null=True, blank=True, on_delete=models.CASCADE, related_name="pack_part"
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_included = models.BooleanField("included", default=True)
    in_public = models.BooleanField("in public packs", default=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"], condition=~models.Q(name=""), name="pack_part_once_a_plan"
            ),
            models.CheckConstraint(
                condition=models.Q(name="") ^ models.Q(narrative=None), name="pack_part_is_declared_or_narrative"
            ),
        ]

    def __str__(self):
        return self.name or str(self.narrative)
