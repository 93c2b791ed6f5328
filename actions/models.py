"""Recommendations, the actions that meet them, and every statement made about an action."""

import re

from django.conf import settings
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from accounts.models import Person
from plans.models import Area, Decision, Meeting, Plan, Post, Rating, Status

from .querysets import ActionQuerySet, ConcernStatementQuerySet, RecommendationQuerySet, StatementQuerySet


class EvidenceStatus(models.TextChoices):
    """How far the proof of an action has come. An import never says more than *offered*."""

    NOT_STATED = "not_stated", "not stated"
    NOT_REQUIRED = "not_required", "not required"
    REQUIRED = "required", "required"
    OFFERED = "offered", "offered"
    ACCEPTED = "accepted", "accepted"
    SENT_BACK = "sent_back", "sent back"


class LeadRole(models.TextChoices):
    SRO = "sro", "SRO"
    OPS_LEAD = "ops_lead", "operational lead"


class Origin(models.TextChoices):
    """Where a statement came from. A correction is an import that says the same thing in other words."""

    FORM = "form", "form"
    IMPORT = "import", "import"
    CORRECTION = "correction", "correction"
    DECISION = "decision", "decision"


# A reference that can stand in an address as it is; with a slash, or beginning with a dot, it would lead elsewhere.
_STANDS_IN_AN_ADDRESS = re.compile(r"\w[^/\\\s]*(?: [^/\\\s]+)*")


def action_address(slug, ref, key):
    """The address of an action's page in the plan `slug`: by its reference, else by the tracker's own key."""
    if _STANDS_IN_AN_ADDRESS.fullmatch(ref or ""):
        return reverse("reports:action", args=[slug, ref])
    return reverse("reports:action_by_key", args=[slug, key])


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


class Facts(models.Model):
    """The facts of an action: on a statement as they stood then, on the action as its latest statement has them.

    `leads` holds the assignments in order: [{"role": LeadRole, "post": id or None, "person": id or None}].
    """

    title = models.TextField()
    is_heading = models.BooleanField(default=False)
    in_scope = models.BooleanField(default=True)
    scope_as_written = models.CharField(max_length=200, blank=True)
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
    status = models.ForeignKey(Status, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    evidence_status = models.CharField(max_length=20, choices=EvidenceStatus.choices, default=EvidenceStatus.NOT_STATED)
    evidence_as_written = models.TextField(blank=True)
    evidence_detail = models.TextField(blank=True)
    to_complete = models.TextField("what is left to do", blank=True)

    class Meta:
        abstract = True


FACTS = tuple(field.name for field in Facts._meta.local_fields)


class Action(Facts):
    """What is done about a recommendation. Its facts are those of its latest statement, written only by the services.

    `key` is the tracker's own number within the plan; `ref` is the office's, never renumbered and possibly absent.
    `original_due_on` is the first due date ever stated.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    key = models.PositiveIntegerField()
    ref = models.CharField("reference", max_length=60, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    position = models.PositiveIntegerField(default=0)
    original_due_on = models.DateField(null=True, blank=True)
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


class Told(models.Model):
    """What every append-only statement carries: from when it holds, when and by whom it was recorded, from where."""

    effective_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=12, choices=Origin.choices)
    where = models.CharField(max_length=300, blank=True, help_text="workbook, sheet and row of an imported statement")

    class Meta:
        abstract = True


class Statement(Facts, Told):
    """Append-only: an action as it stood on a date. As at a date, the latest by (effective_on, pk) holds.

    Its audit rows leave the facts out: a statement never changes, so they would only say everything twice.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="statements")
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


class Concern(models.Model):
    """An action raised to a committee. `match` says how sure it is which action is meant; its facts are statements."""

    class Match(models.TextChoices):
        EXACT = "exact", "exact"
        LIKELY = "likely", "likely"
        NONE = "none", "none"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="concerns")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns")
    match = models.CharField(max_length=10, choices=Match.choices)
    ref_as_written = models.CharField(max_length=60, blank=True)
    title_as_written = models.TextField(blank=True)
    raised_as_written = models.CharField(max_length=100, blank=True)
    raised_on = models.DateField(null=True, blank=True)
    repeat = models.PositiveSmallIntegerField(default=0, help_text="tells apart concerns that are written alike")
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"Concern about {self.ref_as_written or self.title_as_written}"


class ConcernStatement(Told):
    """Append-only: a concern as it stood on a date."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="statements")
    why = models.TextField(blank=True)
    rating_as_written = models.CharField(max_length=200, blank=True)
    deadline_as_written = models.CharField(max_length=200, blank=True)
    deadline = models.DateField(null=True, blank=True)
    original_deadline = models.DateField(null=True, blank=True)
    required = models.TextField("remedial action required", blank=True)
    taken = models.TextField("remedial action taken", blank=True)
    comments = models.TextField(blank=True)
    is_open = models.BooleanField(default=True)
    history = HistoricalRecords()

    objects = ConcernStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["concern", "-effective_on", "-id"], name="concern_statement_as_at")]

    def __str__(self):
        return f"{self.concern}, {self.effective_on:%d/%m/%Y}"


class ConcernReview(models.Model):
    """Append-only: a concern was looked at. A day that the office wrote without a year has no `seen_on`."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="reviews")
    as_written = models.CharField(max_length=200)
    seen_on = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    effective_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["concern", "position", "pk"]

    def __str__(self):
        return f"{self.concern}: {self.as_written}"
