"""Recommendations, the actions that meet them, and every statement made about an action."""

import re
from functools import lru_cache
from urllib.parse import quote

from django.db import models
from django.urls import get_script_prefix, reverse
from simple_history.models import HistoricalRecords

from accounts.models import Person
from plans.models import Area, Decision, Plan, Post

from ..querysets import ActionQuerySet, RecommendationQuerySet, StatementQuerySet
from .choices import LeadRole
from .facts import FACTS, Facts, Told

# A reference that can stand in an address as it is; with a slash, or beginning with a dot, it would lead elsewhere.
_STANDS_IN_AN_ADDRESS = re.compile(r"\w[^/\\\s]*(?: [^/\\\s]+)*")


def action_address(slug, ref, key):
    """The address of an action's page in the plan `slug`: by its reference, else by the tracker's own key."""
    actions = _actions_of(slug, get_script_prefix())
    if _STANDS_IN_AN_ADDRESS.fullmatch(ref or ""):
        return f"{actions}{quote(ref, safe=_UNQUOTED)}/"
    return f"{actions}key/{key}/"


# What Django's own `reverse` leaves as it is in an address; a list of 2,000 actions is not to ask it 2,000 times.
_UNQUOTED = "!$&'()*+,;=~:@"


@lru_cache(maxsize=64)
def _actions_of(slug, prefix):
    """Where the actions of a plan stand, on a server whose addresses begin with `prefix`."""
    return reverse("reports:actions", args=[slug])


class Recommendation(models.Model):
    """What was recommended, by whom ("PwC 14a"). Met by any number of actions; with none, that is shown."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="recommendations")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations")
    text = models.TextField()
    source = models.CharField(max_length=100, blank=True)
    position = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.source or self.text[:60]


class Action(Facts):
    """What is done about a recommendation. Its facts are those of its latest statement, written only by the services.

    `key` is the tracker's own number within the plan; `ref` is the office's, never renumbered and possibly absent.
    `original_due_on` is the first due date ever stated. A private one is left out of public packs, whatever their date.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    key = models.PositiveIntegerField()
    ref = models.CharField("reference", max_length=60, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    position = models.PositiveIntegerField(default=0)
    original_due_on = models.DateField(null=True, blank=True)
    is_private = models.BooleanField("private", default=False)
    recommendations = models.ManyToManyField(
        Recommendation, through="ActionRecommendation", related_name="actions", blank=True
    )
    history = HistoricalRecords()

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="action_key_once_a_plan"),
            models.UniqueConstraint(
                fields=["plan", "ref"], condition=~models.Q(ref=""), name="action_reference_once_a_plan"
            ),
        ]

    def __str__(self):
        return f"{self.ref} {self.title}".strip()

    def get_absolute_url(self):
        return action_address(self.plan.slug, self.ref, self.key)


class ActionRecommendation(models.Model):
    action = models.ForeignKey(Action, on_delete=models.CASCADE)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE)
    history = HistoricalRecords()

    class Meta:
        ordering = ["recommendation__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "recommendation"], name="recommendation_once_an_action")
        ]

    def __str__(self):
        return f"{self.action} – {self.recommendation}"


class Assignment(models.Model):
    """A post or a person that leads an action now, in the order written; earlier ones stand in the statements."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=10, choices=LeadRole.choices)
    position = models.PositiveSmallIntegerField(default=0)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    history = HistoricalRecords()

    class Meta:
        ordering = ["role", "position"]
        constraints = [
            models.UniqueConstraint(fields=["action", "role", "position"], name="one_assignment_a_place"),
            models.CheckConstraint(
                condition=models.Q(post__isnull=False) | models.Q(person__isnull=False),
                name="assignment_names_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.post or self.person}"


class Statement(Facts, Told):
    """Append-only: an action as it stood on a date. As at a date, the latest by (effective_on, pk) holds.

    Its audit rows leave the facts out: a statement never changes, so they would only say everything twice.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="statements")
    no_change = models.BooleanField(default=False, help_text="its lead said that nothing had changed")
    submission = models.UUIDField(
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="the form that was sent; sent twice, it counts once",
    )
    history = HistoricalRecords(excluded_fields=FACTS)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["action", "-effective_on", "-id"], name="statement_as_at")]

    def __str__(self):
        return f"{self.action.ref or self.action.key}, {self.effective_on:%d/%m/%Y}"


class DueDateChange(models.Model):
    """Append-only: why the approved due date moved with a statement, who asked, what was decided."""

    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="due_date_change")
    reason = models.TextField(blank=True)
    requested_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    def __str__(self):
        return f"{self.statement}: due date moved"
