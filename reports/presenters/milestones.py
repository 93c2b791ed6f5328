"""The milestones of a plan in brief, each number leading to the milestones that it counts."""

from dataclasses import dataclass

from core.environment import plural
from milestones.comparison import compare
from milestones.models import DeliveryStatus
from milestones.presenters.milestones import ShownStatus, shown_status
from milestones.register import ANY, NONE, YES

from .comparison import BY_SLUG
from .position import Figure

# What a headline tells of the time since the last report: lists of a `MilestonesComparison`, and their words.
_MOVES = {"completed": "completed", "newly_late": "newly late", "dates": "of another date", "new": "new"}


@dataclass(frozen=True, slots=True)
class MilestonesHeadline:
    """`statuses` are (`ShownStatus`, figure) of those that some milestone has; `moves` are what moved since the last
    report, (word, figure) each, None where that knew of no milestone."""

    all: Figure
    late: Figure
    critical_late: Figure
    wrong: Figure
    statuses: tuple[tuple[ShownStatus, Figure], ...]
    moves: tuple[tuple[str, Figure], ...] | None
    url: str
    roadmap: str


def milestones_headline(figures, before, links):
    """`MilestonesHeadline` of `PlanFigures` and those of the last report `before`, which may be None.

    None for a plan that counts no milestone.
    """
    found, counts = figures.milestones, figures.milestones.counts
    if not found.counted:
        return None
    wrong = sum(each.looks_wrong for each in found.counted)
    return MilestonesHeadline(
        all=_figure(counts.milestones, plural(counts.milestones, "milestone"), links),
        late=_figure(counts.late, f"{counts.late:,} late", links, late=YES),
        critical_late=_figure(
            counts.critical_late, f"{counts.critical_late:,} on the critical path", links, late=YES, critical=YES
        ),
        wrong=_figure(wrong, f"{wrong:,} {'looks' if wrong == 1 else 'look'} wrong", links, wrong=ANY),
        statuses=tuple(_statuses(counts, links)),
        moves=tuple(_moves(figures, before, links)) if before and before.milestones.counted else None,
        url=_register(links),
        roadmap=f"{links.page('reports:pictures')}#roadmap",
    )


def _register(links, **filters):
    return links.page("milestones:register", **filters)


def _figure(count, words, links, **filters):
    return Figure(count, words, _register(links, **filters) if count else "")


def _statuses(counts, links):
    told = [(status, counts.statuses[status], status) for status in reversed(DeliveryStatus.values)]
    for status, count, asked in (*told, (None, counts.unstated, NONE)):
        if count:
            yield shown_status(status), _figure(count, f"{count:,}", links, status=asked)


def _moves(figures, before, links):
    """Each number leads to the comparison, which lists what it counts with what it was."""
    comparison, days = compare(before.milestones, figures.milestones), {"from": before.as_at, "to": figures.as_at}
    for name, word in _MOVES.items():
        count, show = len(comparison.told(name)), BY_SLUG[f"milestones-{name.replace('_', '-')}"].slug
        page = links.page("reports:compare", show=show, **{each: day.isoformat() for each, day in days.items()})
        yield word, Figure(count, f"{count:,}", page if count else "")
