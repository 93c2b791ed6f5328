"""This app's part of the figures of a plan at a date: its key, posts, areas and the totals it printed about itself."""

from dataclasses import asdict, dataclass
from datetime import date

from .models import Holding, Oversight, StatedTotal


@dataclass(frozen=True, slots=True)
class RatingFigure:
    code: str
    word: str
    meaning: str
    stage: str


@dataclass(frozen=True, slots=True)
class PostFigure:
    abbreviation: str
    title: str
    holder: str | None
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class StatusFigure:
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RoleFigure:
    """A role in running the plan itself; `who` and `task` may be ""."""

    role: str
    who: str
    task: str


@dataclass(frozen=True, slots=True)
class OversightFigure:
    """Who of the Governing Body watches over an area; `sub_heading` is "" where it is all of it."""

    area_number: int
    area: str
    sub_heading: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatedLine:
    """One printed figure. `area_number` is None for a total; `said_of` is a date that the line itself names."""

    label: str
    area_number: int | None
    said_of: date | None
    rating: str
    count: int
    where: str


@dataclass(frozen=True, slots=True)
class PlanOwnFigures:
    """`governance` is how the plan is run, in the office's own words."""

    ratings: tuple[RatingFigure, ...]
    posts: tuple[PostFigure, ...]
    stated: tuple[StatedLine, ...]
    statuses: tuple[StatusFigure, ...] = ()
    roles: tuple[RoleFigure, ...] = ()
    governance: str = ""
    oversight: tuple[OversightFigure, ...] = ()

    def as_json(self):
        names = ("posts", "ratings", "statuses", "roles", "oversight")
        lists = {name: [asdict(each) for each in getattr(self, name)] for name in names}
        return lists | {"governance": self.governance}


def figures_of(plan, on, is_public=False):
    """`PlanOwnFigures` as at `on`: who holds each post then, and what the latest document up to then printed.

    They are the same for the public.
    """
    holders = Holding.objects.holders(plan, on)
    return PlanOwnFigures(
        ratings=tuple(RatingFigure(r.code, r.word, r.meaning, r.stage) for r in plan.ratings.all()),
        posts=tuple(
            PostFigure(p.abbreviation, p.title, _name(holders.get(p.pk)), p.to_confirm) for p in plan.posts.all()
        ),
        stated=tuple(
            StatedLine(t.label, t.area and t.area.number, t.said_of, t.rating.code, t.count, t.where)
            for t in StatedTotal.objects.of_report(plan, on)
        ),
        statuses=tuple(StatusFigure(s.word, s.meaning) for s in plan.statuses.all()),
        roles=tuple(RoleFigure(r.role, r.who, r.task) for r in plan.project_roles.all()),
        governance=plan.governance_text,
        oversight=_oversight(plan),
    )


def _oversight(plan):
    """One `OversightFigure` for each area, or sub-heading of one, that somebody watches over, in the plan's order."""
    members = {}
    for each in (
        Oversight.objects.filter(area__plan=plan).select_related("area", "sub_heading", "member").order_by("pk")
    ):
        members.setdefault((each.area, each.sub_heading), []).append(_name(each.member))
    order = sorted(members, key=lambda key: (key[0].number, key[1].position if key[1] else 0))
    return tuple(
        OversightFigure(area.number, area.title, beneath.title if beneath else "", tuple(members[area, beneath]))
        for area, beneath in order
    )


def _name(person):
    return str(person) if person else None
