"""Where a plan stands, in a sentence whose every figure leads to what it counts."""

from dataclasses import dataclass

from core.environment import plural

from ..filters import UNRATED


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its words, and the address of the list behind it; "" where there is nothing to list."""

    count: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Position:
    """All actions, how they are rated (only what there is), what is late in scope, and what is out of scope."""

    actions: Figure
    ratings: tuple[Figure, ...]
    late: Figure
    out_of_scope: Figure | None = None
    late_out_of_scope: Figure | None = None


def position_of(figures, key, links):
    """`Position` of a plan from its `PlanFigures`."""
    total = figures.actions.total
    outside = sum(not action.in_scope and not action.is_heading for action in figures.actions.actions)
    counted = {**total.ratings, UNRATED: total.unrated}
    return Position(
        actions=_all(total.actions, links),
        ratings=_ratings(counted, key, links),
        late=_late(total.late, links),
        out_of_scope=Figure(outside, str(outside), links.actions(scope="out")) if outside else None,
        late_out_of_scope=(
            Figure(total.late_out_of_scope, str(total.late_out_of_scope), links.actions(late="yes", scope="out"))
            if total.late_out_of_scope
            else None
        ),
    )


def position_in_brief(counts, key, links):
    """`Position` from the `PlanCount`s of a plan: without what is out of scope."""
    counted = {count.rating or UNRATED: count.actions for count in counts}
    return Position(
        actions=_all(sum(counted.values()), links),
        ratings=_ratings(counted, key, links),
        late=_late(sum(count.late for count in counts), links),
    )


def _all(count, links):
    return Figure(count, plural(count, "action"), links.actions() if count else "")


def _ratings(counted, key, links):
    return tuple(
        Figure(counted[entry.code], f"{counted[entry.code]:,} {entry.phrase}", links.actions(rating=entry.code))
        for entry in key.entries
        if counted.get(entry.code)
    )


def _late(count, links):
    return Figure(count, f"{count:,} late" if count else "none late", count and links.actions(late="yes", scope="in"))
