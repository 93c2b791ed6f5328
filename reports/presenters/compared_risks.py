"""What changed of risks between two dates, as a page shows it."""

from actions.comparing import pieces
from risks.pack.bands import scored
from risks.presenters import owner_of

from .kinds_of_change import Kind, ShownChange
from .words import cut


def _moved(change, between):
    by, moved = abs(change.points("current")), change.movement
    return f"{moved.arrow} {moved.value.capitalize()} by {by}. {_reason(change)}"


def _rescored(change, between):
    was, now = (_made_of(each.current) for each in (change.before, change.after))
    return f"{now}; was {was}. {_reason(change)}"


def _reason(change):
    score = change.after.current
    return cut(score.reason, 160) if score and score.reason else "No reason is given."


def _made_of(score):
    if score is None:
        return "Not scored"
    return f"{score.likelihood} × {score.consequence}" if score.likelihood else "likelihood and consequence not known"


def _target(change, between):
    was, now = (scored(each.target).label for each in (change.before, change.after))
    return f"Target {now}; was {was}"


def _new(change, between):
    return f"Owned by {owner_of(change.risk)}" if change.risk.open else "First known as closed"


def _turned(change, between):
    return cut(change.risk.closed_because, 160)


def _gone(change, between):
    return "Not in the register at the later day"


def _owner(change, between):
    return f"{owner_of(change.after)}; was {owner_of(change.before)}"


def _words(change, between):
    return ""


def _kind(name, title, one, many, note, **options):
    return Kind(f"risks-{name}", name, title, one, many, note, register="risks", **options)


_RATING = {"is_about_rating": True}
RISK_KINDS = (
    _kind("worse", "Risks that score worse", "risk worse", "risks worse", _moved, **_RATING),
    _kind("better", "Risks that score better", "risk better", "risks better", _moved, **_RATING),
    _kind(
        "rescored", "Risks scored otherwise", "risk scored otherwise", "risks scored otherwise", _rescored, **_RATING
    ),
    _kind("target", "Other targets of risks", "risk with another target", "risks with other targets", _target),
    _kind("new", "New risks", "new risk", "new risks", _new),
    _kind("closed", "Risks closed", "risk closed", "risks closed", _turned),
    _kind("reopened", "Risks reopened", "risk reopened", "risks reopened", _turned),
    _kind("gone", "Risks gone", "risk gone", "risks gone", _gone),
    _kind("owners", "Other owners of risks", "risk with another owner", "risks with other owners", _owner),
    _kind(
        "words", "Other words on risks", "risk with other words", "risks with other words", _words, is_about_words=True
    ),
)


def shown_risk(change, kind, between):
    """`ShownChange` of a `RiskChange`."""
    risk, links = change.risk, between.links if change.after else between.links_then
    return ShownChange(
        name=risk.name,
        title=risk.title,
        url=links.keep(risk.url),
        was=scored(change.before.current) if kind.is_about_rating else None,
        rating=scored(risk.current),
        direction="",
        note=kind.note(change, between),
        pieces=pieces(change) if kind.is_about_words else (),
    )
