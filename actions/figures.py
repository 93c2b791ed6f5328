"""This app's part of the figures of a plan at a date: every action as it stood, counted by area and rating."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date

from .assurance import is_late
from .models import ConcernStatement, LeadRole, Statement, action_address


@dataclass(frozen=True, slots=True)
class ActionFigure:
    """One action as at a date. `rating` is a code of the plan's key, `stage` what it stands for; None when unrated."""

    key: int
    ref: str | None
    parent: str | None
    is_heading: bool
    area_number: int | None
    title: str
    recommendation: str | None
    source: str | None
    sro: tuple[str, ...]
    ops_lead: tuple[str, ...]
    sro_as_written: str | None
    ops_lead_as_written: str | None
    starts_on: date | None
    due_as_written: str | None
    due_on: date | None
    original_due_on: date | None
    forecast_on: date | None
    outcome_measure: str | None
    success_measure: str | None
    progress: str | None
    newest_words: str | None
    updated_on: date | None
    rating: str | None
    rating_as_written: str | None
    stage: str | None
    status: str | None
    evidence_status: str
    evidence_as_written: str | None
    evidence_detail: str | None
    to_complete: str | None
    in_scope: bool
    late: bool
    stated_on: date
    where: str | None
    url: str

    @property
    def name(self):
        """How the action is called in a list: its reference, or the tracker's own key where it has none."""
        return self.ref or f"no reference ({self.key})"


@dataclass(frozen=True, slots=True)
class Counts:
    """Actions counted by rating, headings left out. `late` counts those in scope, `late_out_of_scope` the others."""

    actions: int
    ratings: dict[str, int]
    unrated: int
    late: int
    late_out_of_scope: int


@dataclass(frozen=True, slots=True)
class AreaFigures:
    number: int | None
    title: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class RecommendationFigure:
    area_number: int | None
    text: str
    source: str | None
    actions: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class ConcernFigure:
    """A concern as at a date. `matched_to` and `action_key` say which action is meant, `match` how sure that is."""

    ref: str | None
    matched_to: str | None
    action_key: int | None
    match: str
    title: str | None
    deadline: date | None
    deadline_as_written: str | None
    original_deadline: date | None
    concern: str | None
    raised: date | None
    raised_as_written: str | None
    required: str | None
    taken: str | None
    comments: str | None
    open: bool
    reviews: tuple[str, ...]
    stage: str | None
    rating: str | None
    rating_as_written: str | None = None


@dataclass(frozen=True, slots=True)
class ActionsFigures:
    areas: tuple[AreaFigures, ...]
    total: Counts
    recommendations: tuple[RecommendationFigure, ...]
    actions: tuple[ActionFigure, ...]
    concerns: tuple[ConcernFigure, ...]

    def as_json(self):
        areas = [{"number": a.number, "title": a.title, **asdict(a.counts)} for a in self.areas]
        lists = {
            name: [asdict(each) for each in getattr(self, name)] for name in ("recommendations", "actions", "concerns")
        }
        return {"areas": areas, "total": asdict(self.total), **lists}


def figures_of(plan, on):
    """`ActionsFigures` of `plan` as at `on`, in a constant number of queries."""
    posts = dict(plan.posts.values_list("pk", "abbreviation"))
    statements = list(Statement.objects.as_at(plan, on).with_recommendations())
    actions = tuple(action_figure(statement, posts, plan.slug, on) for statement in statements)
    codes = [rating.code for rating in plan.ratings.all()]
    return ActionsFigures(
        areas=tuple(_areas(plan, actions, codes)),
        total=_count(actions, codes),
        recommendations=tuple(_recommendations(plan, statements)),
        actions=actions,
        concerns=tuple(_concerns(plan, on, {action.key: action for action in actions})),
    )


def action_figure(statement, posts, slug, on):
    """`ActionFigure` of the statement that holds as at `on`; `posts` are {id: abbreviation} of the plan `slug`."""
    action, rating = statement.action, statement.rating
    recommendations = list(action.recommendations.all())
    stage = rating and rating.stage
    return ActionFigure(
        key=action.key,
        ref=action.ref or None,
        parent=action.parent and (action.parent.ref or None),
        is_heading=statement.is_heading,
        area_number=action.area and action.area.number,
        title=statement.title,
        recommendation="\n".join(r.text for r in recommendations) or None,
        source="; ".join(r.source for r in recommendations if r.source) or None,
        sro=_posts(statement, LeadRole.SRO, posts),
        ops_lead=_posts(statement, LeadRole.OPS_LEAD, posts),
        stage=stage,
        rating=rating and rating.code,
        status=statement.status and statement.status.word,
        evidence_status=statement.evidence_status,
        in_scope=statement.in_scope,
        late=not statement.is_heading and is_late(stage, statement.due_on, on),
        stated_on=statement.effective_on,
        where=statement.where or None,
        original_due_on=action.original_due_on,
        updated_on=statement.said_on,
        url=action_address(slug, action.ref, action.key),
        **{name: getattr(statement, name) or None for name in _AS_STATED},
    )


_AS_STATED = (
    "sro_as_written ops_lead_as_written starts_on due_as_written due_on forecast_on outcome_measure success_measure "
    "progress newest_words rating_as_written evidence_as_written evidence_detail to_complete"
).split()


def _posts(statement, role, posts):
    return tuple(posts[lead["post"]] for lead in statement.leads if lead["role"] == role and lead["post"] in posts)


def _count(actions, codes):
    counted = [action for action in actions if not action.is_heading]
    ratings = Counter(action.rating for action in counted)
    return Counts(
        actions=len(counted),
        ratings={code: ratings[code] for code in codes},
        unrated=ratings[None],
        late=sum(action.late and action.in_scope for action in counted),
        late_out_of_scope=sum(action.late and not action.in_scope for action in counted),
    )


def _areas(plan, actions, codes):
    """Every area of the plan, and last those actions that stand in none."""
    for area in plan.areas.all():
        yield AreaFigures(area.number, area.title, _count([a for a in actions if a.area_number == area.number], codes))
    homeless = [action for action in actions if action.area_number is None]
    if homeless:
        yield AreaFigures(None, "No area", _count(homeless, codes))


def _recommendations(plan, statements):
    """Every recommendation of the plan with the references of the actions that meet it, some with none yet."""
    meeting = {}
    for statement in statements:
        for recommendation in statement.action.recommendations.all():
            meeting.setdefault(recommendation.pk, []).append(statement.action.ref or None)
    for recommendation in plan.recommendations.select_related("area"):
        yield RecommendationFigure(
            recommendation.area and recommendation.area.number,
            recommendation.text,
            recommendation.source or None,
            tuple(meeting.get(recommendation.pk, ())),
        )


def _concerns(plan, on, actions):
    for statement in ConcernStatement.objects.as_at(plan, on):
        action = statement.concern.action
        yield concern_figure(statement, actions.get(action.key) if action else None, on)


def concern_figure(statement, action, on):
    """`ConcernFigure` of the statement that holds as at `on`; `action` is the `ActionFigure` meant, where known."""
    concern = statement.concern
    return ConcernFigure(
        ref=concern.ref_as_written or None,
        matched_to=concern.action and (concern.action.ref or None),
        action_key=concern.action and concern.action.key,
        match=concern.match,
        title=concern.title_as_written or None,
        deadline=statement.deadline,
        deadline_as_written=statement.deadline_as_written or None,
        original_deadline=statement.original_deadline,
        concern=statement.why or None,
        raised=concern.raised_on,
        raised_as_written=concern.raised_as_written or None,
        required=statement.required or None,
        taken=statement.taken or None,
        comments=statement.comments or None,
        open=statement.is_open,
        reviews=tuple(review.as_written for review in concern.reviews.all() if review.effective_on <= on),
        stage=action and action.stage,
        rating=action and action.rating,
        rating_as_written=statement.rating_as_written or None,
    )
