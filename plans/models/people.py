"""Who works on a plan: roles, posts, and who holds them from when to when."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from accounts.models import Person

from ..querysets import HoldingQuerySet
from .plans import Plan


class Role(models.TextChoices):
    """What somebody is in a plan. Permissions hang on it in `permissions.py`."""

    ADMINISTRATOR = "administrator", "administrator"
    PMO = "pmo", "programme office (PMO)"
    LEAD = "lead", "lead"
    FINANCE_LEAD = "finance_lead", "finance lead"
    RISK_OWNER = "risk_owner", "risk owner"
    MILESTONE_OWNER = "milestone_owner", "milestone owner"
    READER = "reader", "reader"


class Membership(models.Model):
    """A role that somebody with a log-in has in a plan. What a role may do stands in `permissions.py`."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    history = HistoricalRecords()

    class Meta:
        ordering = ["user__email", "role"]
        constraints = [models.UniqueConstraint(fields=["plan", "user", "role"], name="role_once_a_plan")]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"


class Post(models.Model):
    """A post in the organisation, written in plans by its abbreviation. One found in no table waits to be confirmed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="posts")
    abbreviation = models.CharField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    to_confirm = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "abbreviation"], name="post_once_a_plan")]

    def __str__(self):
        return self.abbreviation


class Holding(models.Model):
    """Who holds a post, or deputises for its holder, from when to when; an empty date is not known, or not yet."""

    class Capacity(models.TextChoices):
        HOLDER = "holder", "holder"
        DEPUTY = "deputy", "deputy"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    capacity = models.CharField(max_length=10, choices=Capacity.choices, default=Capacity.HOLDER)
    held_from = models.DateField(null=True, blank=True)
    held_to = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["post", models.F("held_from").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_from__isnull=True)
                | models.Q(held_to__isnull=True)
                | models.Q(held_to__gte=models.F("held_from")),
                name="holding_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return f"{self.post}: {self.person}"


class ProjectRole(models.Model):
    """A role in running the plan itself ("Project support"), who has it and what it is for."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="project_roles")
    role = models.CharField(max_length=200)
    who = models.CharField(max_length=200, blank=True)
    task = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "role"], name="project_role_once_a_plan")]

    def __str__(self):
        return self.role
