"""My work: the milestones that somebody answers for, with when they are due and when they last said something."""

from dataclasses import dataclass

from django.urls import reverse

from core.dates.calendar import in_words
from milestones.presenters.milestones import ShownStatus, shown_status

from .words import cut, days_late, due


@dataclass(frozen=True, slots=True)
class MilestoneWork:
    """A milestone in the list; "no change" sends `seen`, the statement shown.

    `lateness` says that it is late, `soon` that it is due soon, `owed` that nothing was said of it this period, each ""
    where that is not so.
    """

    name: str
    title: str
    plan: str
    url: str
    update_url: str
    no_change_url: str
    seen: int
    status: ShownStatus
    due: str
    lateness: str
    soon: str
    updated: str
    owed: str


def milestone_rows(owed, on, with_plan):
    """A `MilestoneWork` for each `OwedMilestone`. Several plans are told apart by name."""
    return [_row(each, on, with_plan) for each in owed]


def _row(owed, on, with_plan):
    told = owed.owned.statement
    milestone = told.milestone
    place, is_late = [milestone.plan.slug, milestone.key], owed.owned.is_late(on)
    return MilestoneWork(
        name=milestone.called,
        title=cut(told.title, 200),
        plan=milestone.plan.name if with_plan else "",
        url=milestone.get_absolute_url(),
        update_url=reverse("milestones:update", args=place),
        no_change_url=reverse("milestones:no_change", args=place),
        seen=told.pk,
        status=shown_status(told.status),
        due=due(told),
        lateness=days_late(told.due_on, on) if is_late else "",
        soon="Due soon" if owed.owned.is_due_soon(on) and not is_late else "",
        updated=in_words(owed.owned.updated_on) if owed.owned.updated_on else "Nothing said yet",
        owed="Not updated this period" if owed.is_owed else "",
    )
