"""What a plan is made of before anything is done: its owners, areas, keys, posts, meetings and periods."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from accounts.models import Person

from .querysets import HoldingQuerySet, PlanQuerySet, StatedTotalQuerySet


class Stage(models.TextChoices):
    """What a rating stands for, whatever an office calls it (there is no national RAG scheme)."""

    COMPLETE = "complete", "complete"
    IN_PLACE = "in_place", "in place"
    UNDERWAY = "underway", "underway"
    NOT_STARTED = "not_started", "not started"
    DELAYED = "delayed", "delayed"
    DATE_RESET = "date_reset", "date reset"


class Organisation(models.Model):
    name = models.CharField(max_length=200, unique=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Plan(models.Model):
    """An improvement plan. `financial_year` is the year it begins in: 2018 is April 2018 to March 2019."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    version = models.CharField(max_length=60, blank=True)
    financial_year = models.PositiveSmallIntegerField(null=True, blank=True)
    governance_text = models.TextField(blank=True)
    rag_key_note = models.TextField("note to the RAG key", blank=True)
    organisations = models.ManyToManyField(Organisation, through="PlanOrganisation", related_name="plans")
    history = HistoricalRecords()

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["name", "slug"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reports:dashboard", args=[self.slug])


class PlanOrganisation(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "organisation"], name="organisation_once_a_plan")]

    def __str__(self):
        return f"{self.plan}: {self.organisation}"


class Rating(models.Model):
    """One entry of a plan's RAG key."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="ratings")
    code = models.CharField(max_length=20)
    word = models.CharField(max_length=60)
    colour = models.CharField(max_length=7, blank=True, help_text="RRGGBB, as the office fills it")
    meaning = models.TextField(blank=True)
    stage = models.CharField(max_length=20, choices=Stage.choices)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="rating_code_once_a_plan")]

    def __str__(self):
        return self.word


class Status(models.Model):
    """One entry of a plan's status key (Closed, Open, Live, Not started), for plans that use one beside the RAG key."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="statuses")
    word = models.CharField(max_length=60)
    meaning = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "statuses"
        constraints = [models.UniqueConstraint(fields=["plan", "word"], name="status_word_once_a_plan")]

    def __str__(self):
        return self.word


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


class Committee(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="committees")
    name = models.CharField(max_length=200)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="committee_once_a_plan")]

    def __str__(self):
        return self.name


class Meeting(models.Model):
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-held_on"]
        constraints = [models.UniqueConstraint(fields=["committee", "held_on"], name="one_meeting_a_day")]

    def __str__(self):
        return f"{self.committee}, {self.held_on:%d/%m/%Y}"


class Decision(models.Model):
    """Append-only: what was decided, on which day, at a meeting where there was one."""

    class Kind(models.TextChoices):
        DATE_AGREED = "date_agreed", "date agreed"
        DATE_REFUSED = "date_refused", "date refused"
        CONCERN_SEEN = "concern_seen", "concern seen"
        PACK_RECEIVED = "pack_received", "pack received"
        GATEWAY_PASSED = "gateway_passed", "gateway passed"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    decided_on = models.DateField()
    text = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.decided_on:%d/%m/%Y}"


class Period(models.Model):
    """A reporting period: a row that somebody sets, never worked out from today's date."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="periods")
    label = models.CharField(max_length=60)
    opens_on = models.DateField()
    updates_due_on = models.DateField()
    as_at = models.DateField("as-at date")
    frozen_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-as_at"]
        constraints = [models.UniqueConstraint(fields=["plan", "label"], name="period_label_once_a_plan")]

    def __str__(self):
        return self.label


class StatedTotal(models.Model):
    """A figure printed in an imported document, kept to be shown beside the computed one.

    `area` is empty for a total over the plan; `label` is the line as printed ("Last report (01/02/19)"); `as_at` is the
    as-at date of the file that carried it, and `said_of` the date that the line itself names, where it names one.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="stated_totals")
    as_at = models.DateField("as-at date")
    label = models.CharField(max_length=300)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.CASCADE)
    said_of = models.DateField(null=True, blank=True)
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT)
    count = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    where = models.CharField(max_length=200, help_text="workbook, sheet and cell")
    history = HistoricalRecords()

    objects = StatedTotalQuerySet.as_manager()

    class Meta:
        ordering = ["as_at", "position", "rating__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "as_at", "label", "rating"], name="stated_total_once_a_report")
        ]

    def __str__(self):
        return f"{self.label}: {self.rating} {self.count}"
