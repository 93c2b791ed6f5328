"""The milestones that a plan has already, which of them a row of a workbook is, and what was said of them by a date."""

from actions.models import Origin
from milestones.models import MilestoneChange, MilestoneStatement

from .draft import title_key
from .said_since import Guarded

_SAID = (Origin.FORM, Origin.DECISION)
# What a form or a decision may have given a value since a workbook last spoke.
GUARDED = (
    Guarded("status", "status", ("status_as_written", "note")),
    Guarded("note to the status", "note"),
    Guarded("due date", "due_on", ("due_as_written", "original_on")),
    Guarded("forecast", "forecast_on"),
    Guarded("title", "title"),
    Guarded("progress", "progress"),
    Guarded("critical path", "is_critical", words=("off the critical path", "on the critical path")),
    Guarded("team", "team"),
    Guarded("department", "department"),
    Guarded("start", "starts_on", ("start_as_written",)),
    Guarded("delivery owner", "delivery_as_written"),
    Guarded("chief officer owner", "chief_as_written"),
    Guarded("committee sign-off", "sign_off_as_written", ("sign_off_committee", "sign_off_on")),
)


class KnownMilestones:
    """Found by number; a milestone or a row without one is found by its title.

    `before` are {milestone id: the statement that holds as at the date of the import}, `dues` {milestone id: every
    approved date that it had by then}, `pasts` {milestone id: its statements until then, the oldest first} of those of
    which a form or a decision spoke, `added` the ids of those of which it is known why they were added. `is_latest` is
    False where the plan knows of milestones at a later date.
    """

    def __init__(self, plan, as_at):
        saved = plan.pk is not None
        milestones = {each.pk: each for each in plan.milestones.all()} if saved else {}
        self.by_ref = {each.ref: each for each in milestones.values() if each.ref}
        told = MilestoneStatement.objects.filter(milestone__plan=plan) if saved else MilestoneStatement.objects.none()
        told = list(told.select_related("sign_off_committee", "recorded_by__person").order_by("effective_on", "pk"))
        for statement in told:
            statement.milestone = milestones[statement.milestone_id]
        by_then = [statement for statement in told if statement.effective_on <= as_at]
        self.is_latest = len(by_then) == len(told)
        self.before, self.pasts, self.dues = {}, {}, {}
        for statement in by_then:
            self.before[statement.milestone_id] = statement
            self.dues.setdefault(statement.milestone_id, set()).add(statement.due_on)
            self.pasts.setdefault(statement.milestone_id, []).append(statement)
        self.pasts = {key: past for key, past in self.pasts.items() if any(each.origin in _SAID for each in past)}
        # A milestone of which nothing was said by then has the title that it came to have.
        self.by_title = {title_key(each.title): each.milestone for each in reversed(told)}
        self.by_title |= {title_key(each.title): each.milestone for each in self.before.values()}
        added = MilestoneChange.objects.filter(milestone__in=milestones, kind=MilestoneChange.Kind.ADDED)
        self.added = set(added.values_list("milestone", flat=True))

    def of(self, row):
        """The milestone that a row is, or None for a new one. Between two numbers a title decides nothing."""
        if row.ref in self.by_ref:
            return self.by_ref[row.ref]
        found = self.by_title.get(title_key(row.facts["title"]))
        return None if found and found.ref and row.ref else found
