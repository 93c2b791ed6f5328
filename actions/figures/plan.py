"""This app's part of the figures of a plan at a date: every action as it stood, counted by area and rating."""

from collections import Counter
from dataclasses import asdict, dataclass, replace

from ..assurance import Around
from ..models import FACTS, ConcernStatement, Statement
from ..past import UNEVENTFUL, pasts_of
from ..scope import COUNTED
from ..signs import tells_evidence, tells_progress
from .action import ActionFigure, action_figure, judged
from .concern import ConcernFigure, concern_figure
from .names import Names
from .public import Hidden, public
from .recommendation import RecommendationFigure, recommendation_figures
from .request import RequestFigure, request_figures

# The statement has them as they stood; what an action itself says of them today is not read.
_AS_TODAY = [f"action__{name}" for name in FACTS]


@dataclass(frozen=True, slots=True)
class Counts:
    """Those actions that `is_counted` says, by rating. `late` counts those in scope, `late_out_of_scope` the others."""

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
class ActionsFigures:
    """`has_left_out` says whether private actions are left out of all of it, as they are for the public."""

    areas: tuple[AreaFigures, ...]
    total: Counts
    recommendations: tuple[RecommendationFigure, ...]
    actions: tuple[ActionFigure, ...]
    concerns: tuple[ConcernFigure, ...]
    has_left_out: bool = False
    requests: tuple[RequestFigure, ...] = ()

    def as_json(self):
        areas = [{"number": a.number, "title": a.title, **asdict(a.counts)} for a in self.areas]
        names = ("recommendations", "actions", "concerns", "requests")
        lists = {name: [asdict(each) for each in getattr(self, name)] for name in names}
        refs = {action.key: action.name for action in self.actions}
        for request in lists["requests"]:
            request["ref"] = refs[request["action_key"]]
        return {"areas": areas, "total": asdict(self.total), **lists}


def figures_of(plan, on, is_public=False):
    """`ActionsFigures` of `plan` as at `on`, in a constant number of queries.

    For the public what is private is left out before anything is counted, so that every figure fits what is shown.
    """
    names = Names.of(plan, plan.actions)
    held = Statement.objects.as_at(plan, on).select_related(None).select_related("action")
    told = list(held.said_anew(on).defer(*_AS_TODAY))
    statements = public(told, names.private) if is_public else told
    actions = _actions(statements, names, pasts_of(plan.actions, on), on)
    concerns = _concerns(plan, on, {action.key: action for action in actions}, names.private)
    codes = [rating.code for rating in names.ratings.values()]
    hidden = Hidden.by(told, statements, names)
    areas = [area for area in names.areas.values() if area.pk not in hidden.areas]
    return ActionsFigures(
        areas=tuple(_areas(areas, actions, codes)),
        total=counts_of(actions, codes),
        recommendations=tuple(_recommendations(plan, zip(statements, actions, strict=True), names, hidden)),
        actions=actions,
        concerns=tuple(each for each in concerns if not (is_public and each.is_private)),
        has_left_out=len(statements) < len(told),
        requests=request_figures(plan, on, {action.key for action in actions}),
    )


def _actions(statements, names, pasts, on):
    """The `ActionFigure`s, each with what looks wrong with it."""
    figures, under = [], {}
    for statement in statements:
        figure = action_figure(statement, names, on, pasts.get(statement.action_id, UNEVENTFUL), statement.said_anew_on)
        figures.append(figure)
        under.setdefault(statement.action.parent_id, []).append(figure)
    words = {rating.code: rating.word for rating in names.ratings.values()}
    around = Around(on, words, (), tells_evidence(figures), tells_progress(figures))
    return tuple(
        judged(figure, replace(around, under=tuple(under.get(statement.action_id, ()))))
        for statement, figure in zip(statements, figures, strict=True)
    )


def counts_of(actions, codes):
    """`Counts` of `ActionFigure`s; `codes` are those of the ratings of the key."""
    counted = [action for action in actions if action.is_counted]
    ratings = Counter(action.rating for action in counted)
    return Counts(
        actions=len(counted),
        ratings={code: ratings[code] for code in codes},
        unrated=ratings[None],
        late=sum(action.late and action.in_scope for action in counted),
        late_out_of_scope=sum(action.late and not action.in_scope for action in counted),
    )


def _areas(areas, actions, codes):
    """Every area of the plan, and last those actions that stand in none."""
    for area in areas:
        yield AreaFigures(
            area.number, area.title, counts_of([a for a in actions if a.area_number == area.number], codes)
        )
    homeless = [action for action in actions if action.area_number is None]
    if homeless:
        yield AreaFigures(None, "No area", counts_of(homeless, codes))


def _recommendations(plan, told, names, hidden):
    """Every recommendation but the hidden ones; what was withdrawn, merged or replaced meets none any more.

    `told` are (statement, `ActionFigure`).
    """
    met_by = {}
    for statement, action in told:
        if action.standing in COUNTED:
            for recommendation, _, _ in names.met.get(statement.action_id, ()):
                met_by.setdefault(recommendation, []).append(action)
    every = plan.recommendations.select_related("area")
    return recommendation_figures([each for each in every if not hidden.hides(each, met_by)], met_by)


def _concerns(plan, on, actions, private):
    for statement in ConcernStatement.objects.as_at(plan, on):
        action = statement.concern.action
        yield concern_figure(statement, actions.get(action.key) if action else None, on, private)
