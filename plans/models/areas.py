"""The areas of a plan and who watches over them."""

from django.db import models
from simple_history.models import HistoricalRecords

from accounts.models import Person

from .people import Post
from .plans import Plan


class Area(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="areas")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    aim = models.TextField(blank=True)
    lead = models.ForeignKey(Post, null=True, blank=True, on_delete=models.SET_NULL, related_name="areas_led")
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="area_number_once_a_plan")]

    def __str__(self):
        return f"{self.number} {self.title}"


class SubHeading(models.Model):
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="sub_headings")
    title = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["area", "position", "pk"]

    def __str__(self):
        return self.title


class Oversight(models.Model):
    """A Governing Body member who watches over an area, or over one sub-heading of it."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="oversight")
    sub_heading = models.ForeignKey(SubHeading, null=True, blank=True, on_delete=models.CASCADE)
    member = models.ForeignKey(Person, on_delete=models.PROTECT)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "oversight"

    def __str__(self):
        return f"{self.area}: {self.member}"
