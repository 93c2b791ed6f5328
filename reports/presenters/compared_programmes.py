"""What changed of programmes between two dates, as a page shows it."""

from actions.comparing import pieces
from milestones.presenters.programmes import leads_of, status_of

from .kinds_of_change import Kind, ShownChange
from .words import cut


def _leads(change, between):
    return "; ".join(f"{role}: {who}" for role, who in leads_of(change.programme)) or "Nobody named"


def _turned(change, between):
    return cut(change.programme.closed_because, 160)


def _gone(change, between):
    return "Not known at the later day"


def _words(change, between):
    return ""


def _kind(name, title, one, many, note, **options):
    return Kind(f"programmes-{name}", name, title, one, many, note, register="programmes", **options)


PROGRAMME_KINDS = (
    _kind(
        "statuses",
        "Other statuses of programmes",
        "programme of another status",
        "programmes of other statuses",
        _leads,
        is_about_rating=True,
    ),
    _kind("new", "New programmes", "new programme", "new programmes", _leads),
    _kind("closed", "Programmes closed", "programme closed", "programmes closed", _turned),
    _kind("reopened", "Programmes reopened", "programme reopened", "programmes reopened", _turned),
    _kind("gone", "Programmes gone", "programme gone", "programmes gone", _gone),
    _kind(
        "words",
        "Other words on programmes",
        "programme with other words",
        "programmes with other words",
        _words,
        is_about_words=True,
    ),
)


def shown_programme(change, kind, between):
    """`ShownChange` of a `ProgrammeChange`."""
    programme, links = change.programme, between.links if change.after else between.links_then
    return ShownChange(
        name=programme.called,
        title=programme.name,
        url=links.keep(programme.url),
        was=status_of(change.before) if kind.is_about_rating else None,
        rating=status_of(programme),
        direction="",
        note=kind.note(change, between),
        pieces=pieces(change) if kind.is_about_words else (),
    )
