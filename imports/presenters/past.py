"""Imports that were made and uploads under way, as the list of them shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from accounts.names import name_of
from core import progress

from ..keeping import KEEPING, OPENING, PROPOSING, State
from .words import OUTCOMES

# From when on a step can be asked for again.
STUCK = timedelta(minutes=5)
_STEPS = {
    0: "Waiting for its turn",
    OPENING: "Reading the workbook",
    PROPOSING: "Working out what would change",
    KEEPING: "Preparing the preview",
}


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import as the list has it; `counts` are (how many, word) of each outcome there was."""

    file_name: str
    sha256: str
    as_at: date
    who: str
    when: datetime
    counts: tuple
    undone_by: str
    undone_at: datetime | None
    url: str
    key: int


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An upload that has not come to its end."""

    file_name: str
    who: str
    when: datetime
    state: str
    url: str


def imports_in_words(imports, plan):
    return [
        PastImport(
            file_name=each.file_name,
            sha256=each.sha256,
            as_at=each.as_at,
            who=name_of(each.recorded_by),
            when=each.recorded_at,
            counts=tuple((each.counts[o], words) for o, words in OUTCOMES.items() if each.counts.get(o)),
            undone_by=name_of(each.undone_by) if each.undone_by else "",
            undone_at=each.undone_at,
            url=reverse("imports:record", args=[plan.slug, each.pk]),
            key=each.pk,
        )
        for each in imports
    ]


def uploads_in_words(uploads, plan, now):
    """An `UnderWay` of each upload, as `Upload.objects.in_short()` gives them, at the moment `now`."""
    return [
        UnderWay(
            file_name=each.file_name,
            who=name_of(each.uploaded_by),
            when=each.uploaded_at,
            state=_state(each, now),
            url=reverse("imports:upload", args=[plan.slug, each.pk]),
        )
        for each in uploads
    ]


def _state(upload, now):
    if upload.state == State.READY:
        if upload.refusal:
            return "Was not imported: it can be read again"
        return "Has errors to be looked at" if upload.errors else "Ready to be looked at and confirmed"
    if upload.state == State.REFUSED:
        return "Could not be read"
    step = step_of(upload, now)
    return "Came to a stop: it can be tried again" if step.is_stuck else step.words


def step_of(upload, now):
    """The `Step` of an upload that waits, is read or is imported as at the moment `now`."""
    words = {0: "Importing: all of it or nothing"} if upload.state == State.IMPORTING else _STEPS
    waiting, waited = upload.state == State.WAITING, now - upload.asked_at
    return progress.step_of(words, upload.progress, waited, is_waiting=waiting, stuck=STUCK)
