"""Where a plan stands, in a sentence whose every figure leads to what it counts."""

from dataclasses import dataclass

from actions.assurance import SILENT
from actions.presenters.counts import counted
from core.environment import plural
from plans.presenters.key import UNRATED

from ..filters import ANY


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its words, and the address of the list behind it; "" where there is nothing to list."""

    count: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Position:
    """All actions, how they are rated (only what there is), what is late in scope, and what is out of scope.

    `silent` and `wrong` are None where only the counts are known, not the actions themselves. `more_complete` and
    `not_updated` tell of the time since the last report, None where there was none.
    """

    actions: Figure
    ratings: tuple[Figure, ...]
    late: Figure
    out_of_scope: Figure | None = None
    late_out_of_scope: Figure | None = None
    silent: Figure | None = None
    wrong: Figure | None = None
    more_complete: Figure | None = None
    not_updated: Figure | None = None


def position_of(figures, key, links):
    """`Position` of a plan from its `PlanFigures`."""
    total = figures.actions.total
    outside = sum(not action.in_scope and action.is_counted for action in figures.actions.actions)
    return Position(
        actions=_all(total.actions, links),
        ratings=_ratings(counted(total, key), key, links),
        late=_late(total.late, links),
        out_of_scope=Figure(outside, str(outside), links.actions(scope="out")) if outside else None,
        late_out_of_scope=(
            Figure(total.late_out_of_scope, str(total.late_out_of_scope), links.actions(late="yes", scope="out"))
            if total.late_out_of_scope
            else None
        ),
        silent=_silent(figures.actions.actions, links),
        wrong=_wrong(figures.actions.actions, links),
    )


def position_in_brief(counts, key, links):
    """`Position` from the `PlanCount`s of a plan: without what is out of scope."""
    by_code = {count.rating or UNRATED: count.actions for count in counts}
    return Position(
        actions=_all(sum(by_code.values()), links),
        ratings=_ratings(by_code, key, links),
        late=_late(sum(count.late for count in counts), links),
    )


def _all(count, links):
    return Figure(count, plural(count, "action"), links.actions() if count else "")


def _ratings(by_code, key, links):
    return tuple(
        Figure(by_code[entry.code], f"{by_code[entry.code]:,} {entry.phrase}", links.actions(rating=entry.code))
        for entry in key.entries
        if by_code.get(entry.code)
    )


def _late(count, links):
    return Figure(count, f"{count:,} late" if count else "none late", count and links.actions(late="yes", scope="in"))


def _silent(actions, links):
    count = sum(any(found.rule == SILENT for found in action.wrong) for action in actions)
    return Figure(count, f"{count:,} silent" if count else "none silent", count and links.actions(wrong=SILENT))


def _wrong(actions, links):
    count = sum(action.looks_wrong for action in actions)
    words = f"{count:,} {'looks' if count == 1 else 'look'} wrong" if count else "none looks wrong"
    return Figure(count, words, count and links.actions(wrong=ANY))
