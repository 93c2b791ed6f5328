"""What a plan is for."""

from django.db import models
from simple_history.models import HistoricalRecords

from .plans import Plan


class Objective(models.Model):
    """One thing that a plan is to achieve; risks say which of them they threaten."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    ref = models.CharField("reference", max_length=20, blank=True)
    title = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "title"], name="objective_once_a_plan"),
            models.UniqueConstraint(
                fields=["plan", "ref"], condition=~models.Q(ref=""), name="objective_reference_once_a_plan"
            ),
        ]

    def __str__(self):
        return f"{self.ref} {self.title}".strip()
