"""Exceptions as pages and packs show them: the dates, why, how it is to recover, and what was decided."""

from dataclasses import dataclass

from actions.words import same_words
from core.dates.calendar import in_words
from core.environment import plural

from ..exceptions import AGREED, WAITING, WORDS, days_waiting


@dataclass(frozen=True, slots=True)
class ShownException:
    """An exception in words. `later` says by how much the date asked for is later than the approved one,
    `due_now` which date is approved now, "" where that is the same.

    `waits_for` says how long it has waited, "" once it does not; `decided` when and where, "" where it was not.
    """

    key: int
    ref: str
    title: str
    written: str
    url: str
    original: str
    due_then: str
    due_now: str
    asked_for: str
    later: str
    rationale: str
    recovery: str
    reported: str
    outcome: str
    waits: bool
    waits_for: str
    is_agreed: bool
    decided: str
    because: str
    is_private: bool
    doubts: tuple[str, ...]


def shown_exception(exception, on, url=""):
    """`ShownException` of an `ExceptionFigure` as at `on`; `url` is that of its milestone, "" where there is none."""
    return ShownException(
        key=exception.key,
        ref=exception.ref or "No number",
        title=exception.title or "No title",
        written=_written(exception),
        url=url,
        original=_day(exception.original_on, ""),
        due_then=_day(exception.due_on, exception.due_as_written),
        due_now=_now(exception),
        asked_for=_day(exception.asked_on, exception.asked_as_written, "No date"),
        later=_later(_approved(exception), exception.asked_on),
        rationale=exception.rationale or "Nothing written",
        recovery=exception.recovery or ("Not said" if exception.recovery_apart else ""),
        reported=_reported(exception),
        outcome=outcome_of(exception),
        waits=exception.state == WAITING,
        waits_for=waits_for(exception, on),
        is_agreed=exception.state == AGREED,
        decided=_decided(exception),
        because=exception.decision or "",
        is_private=exception.is_private,
        doubts=tuple(found.sentence for found in exception.wrong),
    )


def _written(exception):
    """What the report itself calls the milestone, "" where that is what it is called."""
    ref, title = exception.ref_as_written or "", exception.title_as_written or ""
    if same_words(title or exception.title, exception.title) and ref in ("", exception.ref):
        return ""
    return f"{ref} {title or exception.title}".strip()


def outcome_of(exception):
    """ "Waiting for a decision", or what was decided, with the date that was agreed where another was asked for."""
    if exception.state == AGREED and exception.agreed_on and exception.agreed_on != exception.asked_on:
        return f"{WORDS[AGREED]}: {in_words(exception.agreed_on)}"
    return WORDS[exception.state]


def waits_for(exception, on):
    """ "12 days" for one that waits, else ""."""
    if exception.state != WAITING:
        return ""
    days = days_waiting(exception.reported_on, on)
    return plural(days, "day") if days else "since today"


def _day(day, written, nothing="Not set"):
    """A date in words; what cannot be read is given as it is written."""
    if day:
        return in_words(day)
    return f"“{written}”" if written else nothing


def _now(exception):
    now = exception.approved_on
    return in_words(now) if now and now != exception.due_on else ""


def _approved(exception):
    """The date that is to move: while nothing is agreed that of the milestone, as a document may give another one."""
    return exception.due_on if exception.state == AGREED else exception.approved_on or exception.due_on


def _later(before, after):
    """By how much a date is later; "" where it is not: nobody asks for an earlier one."""
    return f"{plural((after - before).days, 'day')} later" if before and after and after > before else ""


def _reported(exception):
    who = f" by {exception.reported_by}" if exception.reported_by else ""
    report = f", for {exception.report}" if exception.report else ""
    return f"Reported{who} on {in_words(exception.reported_on)}{report}"


def _decided(exception):
    if exception.decided_on is None:
        return ""
    where = f" at {exception.decided_at}" if exception.decided_at else ""
    return f"on {in_words(exception.decided_on)}{where}"
