"""This app's part of the figures of a plan at a date: every milestone as it stood, and how many stand how."""

from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.urls import reverse

from actions.assurance import Finding
from actions.models import Origin

from .assurance import findings
from .models import (
    DeliveryStatus,
    MilestoneAction,
    MilestoneException,
    MilestoneObjective,
    MilestoneRisk,
    MilestoneStatement,
    ProgrammeStatement,
    Role,
)
from .quarters import name_of_quarter, quarter_of
from .slippage import (
    is_complete,
    is_counted,
    is_late,
    is_late_against_original,
    slipped,
    will_be_late,
)

_AS_THEY_STAND = "title is_critical starts_on due_on forecast_on sign_off_on standing".split()
_TEXTS = (
    "team department delivery_as_written chief_as_written start_as_written due_as_written month_due_as_written "
    "quarter_due_as_written status status_as_written note sign_off_as_written"
).split()


@dataclass(frozen=True, slots=True)
class MilestoneFigure:
    """A milestone as at a date.

    `delivery` and `chief` are the posts that own it. `original_on` is the first date it had, `due_on` the approved one,
    `quarter` the one of the NHS year in which that lies. `words` are the latest that were said, `updated_on` the day
    on which somebody last said something of it other than by decision. `exception_waits` says whether a later date was
    asked for and not decided on.
    """

    key: int
    ref: str | None
    called: str
    title: str
    is_critical: bool
    team: str | None
    department: str | None
    delivery: tuple[str, ...]
    delivery_as_written: str | None
    chief: tuple[str, ...]
    chief_as_written: str | None
    starts_on: date | None
    start_as_written: str | None
    original_on: date | None
    due_on: date | None
    due_as_written: str | None
    forecast_on: date | None
    month_due_as_written: str | None
    quarter_due_as_written: str | None
    quarter: str | None
    status: str | None
    status_word: str | None
    status_as_written: str | None
    note: str | None
    sign_off_committee: str | None
    sign_off_on: date | None
    sign_off_as_written: str | None
    standing: str
    programme: str | None
    programme_name: str | None
    programme_url: str | None
    slips: int
    days_slipped: int
    late: bool
    late_against_original: bool
    will_be_late: bool
    complete: bool
    actions: tuple[str, ...]
    risks: tuple[str, ...]
    objectives: tuple[str, ...]
    words: str | None
    stated_on: date
    updated_on: date | None
    exception_waits: bool
    is_private: bool
    url: str
    wrong: tuple[Finding, ...] = ()

    @property
    def is_counted(self):
        return is_counted(self)

    @property
    def month(self):
        """The month of its approved date, "2019-03"; None without one."""
        return self.due_on and f"{self.due_on:%Y-%m}"

    @property
    def owner(self):
        """Who delivers it, as written, else by the posts; "" where nobody is named."""
        return self.delivery_as_written or ", ".join(self.delivery)

    @property
    def chief_owner(self):
        """The same of the chief officer who owns it."""
        return self.chief_as_written or ", ".join(self.chief)

    @property
    def looks_wrong(self):
        """Whether something graver than a note was found; `wrong` has the gravest first."""
        return bool(self.wrong) and self.wrong[0].is_wrong


@dataclass(frozen=True, slots=True)
class MilestoneCounts:
    """How many milestones are counted, and how they stand; `statuses` are {status: milestones}, `unstated` of none."""

    milestones: int
    statuses: dict
    unstated: int
    late: int
    critical: int
    critical_late: int
    late_against_original: int
    will_be_late: int


@dataclass(frozen=True, slots=True)
class MilestonesFigures:
    """`milestones` in the order of the plan, those that are no longer counted among them."""

    milestones: tuple[MilestoneFigure, ...]

    @property
    def counted(self):
        return tuple(each for each in self.milestones if each.is_counted)

    @property
    def counts(self):
        return counts_of(self.counted)

    def as_json(self):
        return {"milestones": [asdict(each) for each in self.milestones], "milestone_counts": asdict(self.counts)}


def counts_of(milestones):
    """`MilestoneCounts` of some `MilestoneFigure`s."""
    statuses = Counter(each.status for each in milestones)
    late = [each for each in milestones if each.late]
    return MilestoneCounts(
        milestones=len(milestones),
        statuses={status: statuses[status] for status in DeliveryStatus.values},
        unstated=statuses[None],
        late=len(late),
        critical=sum(each.is_critical for each in milestones),
        critical_late=sum(each.is_critical for each in late),
        late_against_original=sum(each.late_against_original for each in milestones),
        will_be_late=sum(each.will_be_late for each in milestones),
    )


def figures_of(plan, on, is_public=False):
    """`MilestonesFigures` of `plan` as at `on`, in a constant number of queries; for the public without private ones.

    Then they name no action, risk or programme that is private either.
    """
    told = MilestoneStatement.objects.as_at(plan, on)
    told = [each for each in told if not (is_public and each.milestone.is_private)]
    if not told:
        return MilestonesFigures(())
    around = _Around.of(plan, on, is_public)
    made = (_figure(each, around) for each in told)
    return MilestonesFigures(tuple(replace(each, wrong=findings(each, on)) for each in made))


@dataclass(frozen=True, slots=True)
class _Around:
    """What a plan knows beside the statements: {id of a milestone: what there is of it}, and of posts and programmes.

    `past` are (day, approved date, where it came from) of all that was said, oldest first.
    """

    slug: str
    on: date
    posts: dict
    past: dict
    programmes: dict
    actions: dict
    risks: dict
    objectives: dict
    waiting: frozenset

    @classmethod
    def of(cls, plan, on, is_public):
        hidden = set(plan.actions.private()) if is_public else set()
        actions, risks = (
            model.objects.lasting(on).filter(milestone__plan=plan) for model in (MilestoneAction, MilestoneRisk)
        )
        objectives = MilestoneObjective.objects.lasting(on).filter(milestone__plan=plan)
        return cls(
            slug=plan.slug,
            on=on,
            posts=dict(plan.posts.values_list("pk", "abbreviation")),
            past=_past(plan, on),
            programmes={
                each.programme_id: each
                for each in ProgrammeStatement.objects.as_at(plan, on)
                if not (is_public and each.programme.is_private)
            },
            actions=_named(
                (tie.milestone_id, tie.action.ref or f"key {tie.action.key}")
                for tie in actions.select_related("action")
                if tie.action_id not in hidden
            ),
            risks=_named(
                (tie.milestone_id, tie.risk.name)
                for tie in risks.select_related("risk")
                if not (is_public and tie.risk.is_private)
            ),
            objectives=_named((tie.milestone_id, str(tie.objective)) for tie in objectives.select_related("objective")),
            waiting=_waiting(plan, on),
        )


def _past(plan, on):
    found = {}
    told = MilestoneStatement.objects.filter(milestone__plan=plan, effective_on__lte=on).order_by("effective_on", "pk")
    for milestone, *said in told.values_list("milestone", "effective_on", "due_on", "origin"):
        found.setdefault(milestone, []).append(said)
    return found


def _named(pairs):
    found = {}
    for milestone, name in pairs:
        found[milestone] = (*found.get(milestone, ()), name)
    return found


def _waiting(plan, on):
    """The ids of milestones of which an exception waits for a decision as at `on`."""
    waiting = MilestoneException.objects.filter(plan=plan).waiting(on)
    return frozenset(exception.milestone_id for exception, _ in waiting)


def _figure(told, around):
    milestone, past = told.milestone, around.past[told.milestone_id]
    slips = slipped(told.original_on, [due_on for _, due_on, _ in past])
    said = [day for day, _, origin in past if origin != Origin.DECISION]
    texts = {name: getattr(told, name) or None for name in _TEXTS}
    return MilestoneFigure(
        key=milestone.key,
        ref=milestone.ref or None,
        called=milestone.called,
        delivery=_posts(told, Role.DELIVERY, around),
        chief=_posts(told, Role.CHIEF, around),
        original_on=slips.original,
        quarter=told.due_on and name_of_quarter(quarter_of(told.due_on)),
        status_word=told.get_status_display() or None,
        sign_off_committee=told.sign_off_committee and told.sign_off_committee.name,
        slips=slips.slips,
        days_slipped=slips.days,
        late=is_late(told, around.on),
        late_against_original=is_late_against_original(told, slips.original, around.on),
        will_be_late=will_be_late(told, around.on),
        complete=is_complete(told),
        words=told.progress or None,
        stated_on=told.effective_on,
        updated_on=said[-1] if said else None,
        exception_waits=milestone.pk in around.waiting,
        is_private=milestone.is_private,
        url=reverse("milestones:milestone", args=[around.slug, milestone.key]),
        **_programme(milestone, around),
        **{name: getattr(around, name).get(milestone.pk, ()) for name in ("actions", "risks", "objectives")},
        **{name: getattr(told, name) for name in _AS_THEY_STAND},
        **texts,
    )


def _posts(told, role, around):
    owners = (each["post"] for each in told.owners if each["role"] == role)
    return tuple(dict.fromkeys(around.posts[post] for post in owners if post in around.posts))


def _programme(milestone, around):
    told = around.programmes.get(milestone.programme_id)
    return {
        "programme": told and told.programme.called,
        "programme_name": told and told.name,
        "programme_url": told and reverse("milestones:programme", args=[around.slug, told.programme.key]),
    }
