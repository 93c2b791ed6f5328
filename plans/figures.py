"""This app's part of the figures of a plan at a date: its key, posts, areas and the totals it printed about itself."""

from dataclasses import asdict, dataclass
from datetime import date

from .models import Holding, StatedTotal


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
    ratings: tuple[RatingFigure, ...]
    posts: tuple[PostFigure, ...]
    stated: tuple[StatedLine, ...]

    def as_json(self):
        return {"posts": [asdict(post) for post in self.posts], "ratings": [asdict(rating) for rating in self.ratings]}


def figures_of(plan, on):
    """`PlanOwnFigures` as at `on`: who holds each post then, and what the latest document up to then printed."""
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
    )


def _name(person):
    return str(person) if person else None
