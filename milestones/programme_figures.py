"""This app's part of the figures of a plan at a date that tells of programmes: each as it stood, with what it ties."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from actions.querysets import latest
from risks.figures import score_figure
from risks.models import Risk, RiskScore, RiskStatement

from .models import MilestoneStatement, ProgrammeRisk, ProgrammeStatement
from .programmes import LEADS, Deliverable, Project, deliverables_of, projects_of, span_of
from .slippage import is_counted, is_late

_TEXTS = (
    "section objective description organisations_as_written benefits key_risks investment_as_written "
    "savings_as_written status_as_written progress closed_because"
).split()


@dataclass(frozen=True, slots=True)
class RiskRun:
    """A risk of the register that a programme runs, with its current score, None where it has none."""

    name: str
    title: str
    score: int | None
    band: str | None
    level: str | None
    url: str


@dataclass(frozen=True, slots=True)
class MilestoneOf:
    """A milestone of a programme that is still counted."""

    name: str
    title: str
    due_on: date | None
    due_as_written: str | None
    status: str | None
    critical: bool
    late: bool
    url: str


@dataclass(frozen=True, slots=True)
class ProgrammeFigure:
    """A programme as at a date. `leads` are {role: who it is, as written, else by the posts}, of those that are known.

    `lead_posts` are {role: abbreviations of posts}. `organisations` are the names of those that it belongs to; none
    means all of the plan. Amounts are £'000. `first` and `last` are the quarters over which anything of it is known.
    """

    key: int
    ref: str | None
    called: str
    name: str
    section: str | None
    objective: str | None
    description: str | None
    leads: dict[str, str]
    lead_posts: dict[str, tuple[str, ...]]
    organisations: tuple[str, ...]
    organisations_as_written: str | None
    benefits: str | None
    key_risks: str | None
    risks: tuple[RiskRun, ...]
    investment: Decimal | None
    investment_as_written: str | None
    savings: Decimal | None
    savings_as_written: str | None
    status: str | None
    status_as_written: str | None
    deliverables: tuple[Deliverable, ...]
    projects: tuple[Project, ...]
    milestones: tuple[MilestoneOf, ...]
    progress: str | None
    open: bool
    closed_because: str | None
    told_on: date
    is_private: bool
    url: str

    @property
    def span(self):
        """(first, last) quarter over which anything of it is known to be done."""
        return span_of(self.deliverables, self.projects)

    @property
    def late(self):
        """How many of its milestones are late."""
        return sum(each.late for each in self.milestones)


@dataclass(frozen=True, slots=True)
class ProgrammesFigures:
    """`programmes` in the order of the plan, the closed ones among them."""

    programmes: tuple[ProgrammeFigure, ...]

    @property
    def open(self):
        return tuple(each for each in self.programmes if each.open)

    def as_json(self):
        return {"programmes": [asdict(each) for each in self.programmes]}


def figures_of(plan, on, is_public=False):
    """`ProgrammesFigures` of `plan` as at `on`, in a constant number of queries; the public has no private ones."""
    told = list(ProgrammeStatement.objects.as_at(plan, on))
    told = [each for each in told if not (is_public and each.programme.is_private)]
    if not told:
        return ProgrammesFigures(())
    names = {
        "posts": dict(plan.posts.values_list("pk", "abbreviation")),
        "organisations": dict(plan.organisations.values_list("pk", "name")),
        "risks": _risks(plan, on, is_public),
        "milestones": _milestones(plan, on, is_public),
    }
    return ProgrammesFigures(tuple(_figure(each, plan, names) for each in told))


def _figure(told, plan, names):
    programme = told.programme
    posts = {role: tuple(_posts(told, role, names["posts"])) for role in LEADS}
    leads = {role: getattr(told, field) or "/".join(posts[role]) for role, (field, _) in LEADS.items()}
    return ProgrammeFigure(
        key=programme.key,
        ref=programme.ref or None,
        called=programme.called,
        name=told.name,
        leads={role: who for role, who in leads.items() if who},
        lead_posts={role: found for role, found in posts.items() if found},
        organisations=tuple(names["organisations"][key] for key in told.organisations if key in names["organisations"]),
        risks=tuple(names["risks"].get(programme.pk, ())),
        investment=told.investment,
        savings=told.savings,
        status=told.status or None,
        deliverables=deliverables_of(told.deliverables),
        projects=projects_of(told.projects),
        milestones=tuple(names["milestones"].get(programme.pk, ())),
        open=told.is_open,
        told_on=told.effective_on,
        is_private=programme.is_private,
        url=reverse("milestones:programme", args=[plan.slug, programme.key]),
        **{name: getattr(told, name) or None for name in _TEXTS},
    )


def _posts(told, role, posts):
    return (posts[lead["post"]] for lead in told.leads if lead["role"] == role and lead["post"] in posts)


def _risks(plan, on, is_public):
    """{id of a programme: the `RiskRun`s of it}."""
    ties = list(ProgrammeRisk.objects.lasting(on).filter(programme__plan=plan).select_related("risk"))
    ties = [tie for tie in ties if not (is_public and tie.risk.is_private)]
    if not ties:
        return {}
    tied, bands = Risk.objects.filter(pk__in={tie.risk_id for tie in ties}), list(plan.risk_bands.all())
    told = {each.risk_id: each for each in latest(RiskStatement.objects.all(), tied.order_by(), "risk", on)}
    scored = RiskScore.objects.of_risks({tie.risk_id for tie in ties}, on).filter(kind=RiskScore.Kind.CURRENT)
    scores = {each.risk_id: score_figure(each, bands) for each in scored}
    found = {}
    for tie in ties:
        if tie.risk_id in told:
            run = _run(tie.risk, told[tie.risk_id].title, scores.get(tie.risk_id), plan)
            found.setdefault(tie.programme_id, []).append(run)
    return found


def _run(risk, title, score, plan):
    scored = {name: score and getattr(score, name) for name in ("score", "band", "level")}
    return RiskRun(name=risk.name, title=title, **scored, url=reverse("reports:risk", args=[plan.slug, risk.key]))


def _milestones(plan, on, is_public):
    """{id of a programme: the `MilestoneOf`s of it}, in the order of the plan."""
    found = {}
    for told in MilestoneStatement.objects.as_at(plan, on).filter(milestone__programme__isnull=False):
        if is_counted(told) and not (is_public and told.milestone.is_private):
            milestone = MilestoneOf(
                name=told.milestone.called,
                title=told.title,
                due_on=told.due_on,
                due_as_written=told.due_as_written or None,
                status=told.status or None,
                critical=told.is_critical,
                late=is_late(told, on),
                url=reverse("milestones:milestone", args=[plan.slug, told.milestone.key]),
            )
            found.setdefault(told.milestone.programme_id, []).append(milestone)
    return found
