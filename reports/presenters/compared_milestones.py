"""What changed of milestones between two dates, as a page shows it."""

from actions.comparing import pieces
from milestones.pack.changes import ended, expected, moved
from milestones.presenters.milestones import due_of, lateness_of, owner_of, shown_status

from .kinds_of_change import Kind, ShownChange


def _due(move, between):
    return f"Due {due_of(move.milestone)}. {owner_of(move.milestone)}"


def _late(move, between):
    return f"{lateness_of(move.after, between.until)}. {owner_of(move.after)}"


def _dates(move, between):
    return f"Due {due_of(move.after)}; was {due_of(move.before)}. {moved(move)}"


def _forecasts(move, between):
    was, now = (expected(each) for each in (move.before, move.after))
    return f"Expected {now}; was {was}. Due {due_of(move.after)}"


def _ended(move, between):
    return ended(move)


def _owner(move, between):
    return f"{owner_of(move.after)}; was {owner_of(move.before)}"


def _words(move, between):
    return ""


def _kind(name, title, one, many, note, **options):
    slug = f"milestones-{name.replace('_', '-')}"
    return Kind(slug, name, title, one, many, note, register="milestones", **options)


_STATUS = {"is_about_rating": True}
MILESTONE_KINDS = (
    _kind("completed", "Milestones completed", "milestone completed", "milestones completed", _due, **_STATUS),
    _kind(
        "no_longer_complete",
        "Milestones no longer complete",
        "milestone no longer complete",
        "milestones no longer complete",
        _due,
        **_STATUS,
    ),
    _kind("newly_late", "Milestones newly late", "milestone newly late", "milestones newly late", _late),
    _kind("dates", "Other approved dates", "milestone of another date", "milestones of other dates", _dates),
    _kind(
        "forecasts",
        "Expected at another date",
        "milestone expected otherwise",
        "milestones expected otherwise",
        _forecasts,
    ),
    _kind(
        "statuses",
        "Other statuses of milestones",
        "milestone of another status",
        "milestones of other statuses",
        _due,
        **_STATUS,
    ),
    _kind("new", "New milestones", "new milestone", "new milestones", _due),
    _kind("ended", "Milestones ended", "milestone ended", "milestones ended", _ended),
    _kind(
        "owners", "Other owners of milestones", "milestone with another owner", "milestones with other owners", _owner
    ),
    _kind(
        "words",
        "Other words on milestones",
        "milestone with other words",
        "milestones with other words",
        _words,
        is_about_words=True,
    ),
)


def shown_milestone(move, kind, between):
    """`ShownChange` of a `MilestoneMove`."""
    milestone, links = move.milestone, between.links if move.after else between.links_then
    return ShownChange(
        name=milestone.called,
        title=milestone.title,
        url=links.keep(milestone.url),
        was=shown_status(move.before.status) if kind.is_about_rating else None,
        rating=shown_status(milestone.status),
        direction="",
        note=kind.note(move, between),
        pieces=pieces(move) if kind.is_about_words else (),
    )
