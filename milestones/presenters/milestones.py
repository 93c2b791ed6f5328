"""Milestones as pages show them: how they stand, when they are due, how their dates moved."""

from dataclasses import dataclass

from actions.duedates import slipped
from core.dates.calendar import in_short, in_words
from core.environment import plural

from ..models import DeliveryStatus

# What a status looks like: {status: the stage whose shape and colour it has}.
_LOOKS = {
    DeliveryStatus.NOT_STARTED: "not_started",
    DeliveryStatus.ON_TRACK: "in_place",
    DeliveryStatus.ONGOING: "underway",
    DeliveryStatus.DELAYED: "delayed",
    DeliveryStatus.COMPLETE: "complete",
}
ENDED = {
    "withdrawn": "Removed",
    "merged": "Merged into another",
    "replaced": "Replaced by another",
    "paused": "Paused",
}


@dataclass(frozen=True, slots=True)
class ShownStatus:
    """A status as a tag, on pages and in packs: the `stage` that gives its look, None for none, and its word."""

    stage: str | None
    label: str
    word: str = ""
    meaning: str = ""


def shown_status(status):
    """`ShownStatus` of a `DeliveryStatus`, or of "" or None where nothing is said."""
    if not status:
        return ShownStatus(None, "No status")
    return ShownStatus(_LOOKS[status], DeliveryStatus(status).label.capitalize())


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone in the register. `dates` are what stands beneath its due date, `lateness` is "" where it is in time.

    `ended` says what became of one that is no longer a milestone, "" of the others.
    """

    called: str
    title: str
    url: str
    is_critical: bool
    is_private: bool
    owner: str
    place: str
    status: ShownStatus
    note: str
    due: str
    dates: tuple[str, ...]
    lateness: str
    programme: str
    updated: str
    ended: str


def milestone_row(milestone, links, on):
    """`MilestoneRow` of a `MilestoneFigure`."""
    return MilestoneRow(
        called=milestone.called,
        title=milestone.title,
        url=links.keep(milestone.url),
        is_critical=milestone.is_critical,
        is_private=milestone.is_private,
        owner=owner_of(milestone),
        place=", ".join(filter(None, (milestone.department, milestone.team))),
        status=shown_status(milestone.status),
        note=milestone.note or "",
        due=due_of(milestone),
        dates=tuple(dates_of(milestone)),
        lateness=lateness_of(milestone, on),
        programme=milestone.programme_name or "",
        updated=in_short(milestone.updated_on) if milestone.updated_on else "Nothing said yet",
        ended="" if milestone.is_counted else ENDED[milestone.standing],
    )


def owner_of(milestone):
    """Who delivers a milestone and which chief officer owns it, "Nobody named" where neither is known."""
    chief = milestone.chief_owner
    told = [milestone.owner, f"{chief} (chief officer)" if chief else ""]
    return "; ".join(filter(None, told)) or "Nobody named"


def due_of(milestone):
    """The approved due date in words, as written where that is no date, or that none is set."""
    if milestone.due_on:
        return in_words(milestone.due_on)
    return f"“{milestone.due_as_written}”, no date" if milestone.due_as_written else "Not set"


def dates_of(milestone):
    """What is to be said beside the approved date: the original one, how it moved, when it is expected."""
    if milestone.original_on != milestone.due_on:
        yield f"originally {in_short(milestone.original_on)}"
    if moved := slipped(milestone.slips, milestone.days_slipped):
        yield moved
    if milestone.forecast_on and not milestone.complete:
        yield f"expected {in_short(milestone.forecast_on)}"


def lateness_of(milestone, on):
    """ "12 days late", "in time only for the later date", "will be late", or "" where a milestone is in time."""
    if milestone.late:
        return f"{plural((on - milestone.due_on).days, 'day')} late"
    if milestone.late_against_original:
        return "Late against its original date"
    return "Expected to be late" if milestone.will_be_late else ""


def sign_off_of(milestone):
    """Which committee signs it off and when, with what was written of it; "" where nothing is known."""
    known = ", ".join(
        filter(None, (milestone.sign_off_committee, milestone.sign_off_on and in_words(milestone.sign_off_on)))
    )
    written = milestone.sign_off_as_written
    if not written or written == known:
        return known
    return f"{known}\nWritten “{written}”" if known else written


def start_of(milestone):
    """When it begins: the day, or what was written of it."""
    return in_words(milestone.starts_on) if milestone.starts_on else milestone.start_as_written or ""


def position(figures):
    """ "61 milestones: 33 complete and 2 late, 1 of them on the critical path." of `MilestonesFigures`."""
    counts = figures.counts
    told = [
        f"{number:,} {DeliveryStatus(status).label}" for status, number in reversed(counts.statuses.items()) if number
    ]
    if counts.unstated:
        told.append(f"{counts.unstated:,} without a status")
    late = f"{counts.late:,} late" if counts.late else "none late"
    critical = f", {counts.critical_late:,} of them on the critical path" if counts.critical_late else ""
    return f"{plural(counts.milestones, 'milestone')}: {', '.join(told)}; {late}{critical}."
