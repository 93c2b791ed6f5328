"""Financial risks and what may mend them: the table of a month, with its lines."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from plans.models import Post

from ..months import name_of_month
from ..querysets import TableQuerySet
from .tables import Table, amount


class Exposure(Table):
    """The financial risks and mitigations of a month as somebody gave them."""

    history = HistoricalRecords()

    objects = TableQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-effective_on", "-pk"]
        verbose_name = "table of financial risks"
        verbose_name_plural = "tables of financial risks"
        indexes = [models.Index(fields=["plan", "month", "-effective_on", "-id"], name="exposure_as_at")]

    def __str__(self):
        return f"Financial risks of {self.plan}, {name_of_month(self.month)}"

    def get_absolute_url(self):
        return reverse("finance:exposure", args=[self.plan.slug])


class ExposureLine(models.Model):
    """A risk, a mitigation, or a total as a document printed it. Amounts are in £'000, `probability` in per cent.

    `as_written` has the text of cells that hold no number, {field: text}.
    """

    class Kind(models.TextChoices):
        RISK = "risk", "risk"
        MITIGATION = "mitigation", "mitigation"
        NET = "net", "net of both"

    exposure = models.ForeignKey(Exposure, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    is_total = models.BooleanField("printed total", default=False)
    name = models.CharField(max_length=300)
    gross = amount()
    probability = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    assessed = amount()
    in_forecast = amount()
    residual = amount()
    lead = models.CharField("lead as written", max_length=200, blank=True)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    process = models.CharField("process to manage it", max_length=300, blank=True)
    commentary = models.TextField(blank=True)
    as_written = models.JSONField(default=dict, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["place", "pk"]
        verbose_name = "line of financial risks"
        verbose_name_plural = "lines of financial risks"
        constraints = [
            models.UniqueConstraint(fields=["exposure", "place"], name="exposure_line_has_its_place"),
            models.CheckConstraint(
                condition=models.Q(is_total=True) | ~models.Q(kind="net"), name="exposure_net_is_a_total"
            ),
        ]

    def __str__(self):
        return self.name
