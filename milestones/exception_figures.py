"""The exceptions of a plan at a date: why milestones are late, what is asked for, and what was decided."""

from dataclasses import asdict, dataclass, replace
from datetime import date

from django.urls import reverse

from accounts.names import name_of
from actions.assurance import Finding
from actions.models import Origin

from .exception_rules import findings
from .exceptions import WAITING, standing_of
from .models import MilestoneException, MilestoneStatement
from .querysets import statements_of


@dataclass(frozen=True, slots=True)
class ExceptionFigure:
    """An exception as at a date. `ref` is the number of its milestone, as written where the plan knows none such.

    `due_on` is the approved date when it was reported, `approved_on` that of the milestone as at the date. `state` is
    one of `milestones.exceptions.WORDS`. `recovery_apart` says that its report keeps the recovery plan apart from the
    reasons. `milestone_key`, `original_on`, `approved_on` and `url` are None of an unknown milestone, `reported_by`
    of one that a document brought.
    """

    key: int
    ref: str
    milestone_key: int | None
    title: str
    title_as_written: str | None
    ref_as_written: str | None
    team: str | None
    report: str | None
    reported_on: date
    reported_by: str | None
    original_on: date | None
    due_on: date | None
    due_as_written: str | None
    approved_on: date | None
    rationale: str | None
    recovery: str | None
    recovery_apart: bool
    asked_on: date | None
    asked_as_written: str | None
    state: str
    agreed_on: date | None
    decided_on: date | None
    decided_at: str | None
    decision: str | None
    is_private: bool
    where: str | None
    url: str | None
    wrong: tuple[Finding, ...] = ()

    @property
    def waits(self):
        return self.state == WAITING

    @property
    def looks_wrong(self):
        """Whether something graver than a note was found; `wrong` has the gravest first."""
        return bool(self.wrong) and self.wrong[0].is_wrong


@dataclass(frozen=True, slots=True)
class ExceptionsFigures:
    """`exceptions` that wait first, the longest waiting in front; then the others, the latest report first."""

    exceptions: tuple[ExceptionFigure, ...]

    @property
    def waiting(self):
        return tuple(each for each in self.exceptions if each.waits)

    @property
    def others(self):
        return tuple(each for each in self.exceptions if not each.waits)

    def as_json(self):
        return {"exceptions": [asdict(each) for each in self.exceptions]}


def figures_of(plan, on, is_public=False):
    """`ExceptionsFigures` of `plan` as at `on`, in at most three queries; for the public without private milestones."""
    found = (
        MilestoneException.objects.by(plan, on)
        .tell_if_newest(on)
        .select_related("milestone", "decision__meeting__committee", "recorded_by__person")
    )
    found = [each for each in found if not (is_public and each.milestone_id and each.milestone.is_private)]
    found = _latest_report_first(found)
    if not found:
        return ExceptionsFigures(())
    milestones = {each.milestone_id for each in found} - {None}
    told, first = statements_of(milestones, on), _first_dates(milestones, on)
    apart = {(each.report, each.effective_on) for each in found if each.recovery}
    figures = [
        _figure(each, plan, on, told.get(each.milestone_id), first.get(each.milestone_id), apart) for each in found
    ]
    figures = [replace(each, wrong=findings(each, on)) for each in figures]
    waiting = sorted((each for each in figures if each.waits), key=lambda each: each.reported_on)
    return ExceptionsFigures((*waiting, *(each for each in figures if not each.waits)))


def _figure(exception, plan, on, told, first, apart):
    milestone, decision = exception.milestone, exception.decision
    decision = decision if decision and decision.decided_on <= on else None
    meeting = decision and decision.meeting
    texts = "team report due_as_written rationale recovery asked_as_written where".split()
    return ExceptionFigure(
        key=exception.pk,
        ref=milestone.called if milestone else exception.milestone_as_written,
        milestone_key=milestone and milestone.key,
        title=told.title if told else exception.title,
        title_as_written=exception.title or None,
        ref_as_written=exception.milestone_as_written or None,
        reported_on=exception.effective_on,
        reported_by=name_of(exception.recorded_by) if exception.origin == Origin.FORM else None,
        original_on=(told.original_on if told else None) or first,
        due_on=exception.due_on,
        approved_on=told and told.due_on,
        recovery_apart=exception.origin == Origin.FORM or (exception.report, exception.effective_on) in apart,
        asked_on=exception.asked_on,
        state=standing_of(exception, decision, told, exception.is_newest),
        agreed_on=exception.agreed_on if decision else None,
        decided_on=decision and decision.decided_on,
        decided_at=str(meeting.committee) if meeting else None,
        decision=decision and (decision.text or None),
        is_private=bool(milestone and milestone.is_private),
        url=reverse("milestones:milestone", args=[plan.slug, milestone.key]) if milestone else None,
        **{name: getattr(exception, name) or None for name in texts},
    )


def _latest_report_first(exceptions):
    """In the order in which their report has them; one workbook can bring several reports, the latest one last."""
    last = {(each.effective_on, each.report): each.pk for each in sorted(exceptions, key=lambda each: each.pk)}

    def place(each):
        return -each.effective_on.toordinal(), -last[each.effective_on, each.report], each.position, each.pk

    return sorted(exceptions, key=place)


def _first_dates(milestones, on):
    """{key of a milestone: the first due date that was stated of it}."""
    stated = MilestoneStatement.objects.filter(milestone__in=milestones, effective_on__lte=on).exclude(due_on=None)
    return dict(stated.order_by("-effective_on", "-pk").values_list("milestone", "due_on"))
