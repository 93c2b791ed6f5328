"""The plan by area: each action as a row of the pack, grouped under the recommendation that it answers."""

from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from markupsafe import Markup

from actions.figures import ActionFigure
from actions.models import EvidenceStatus, LeadRole
from core.dates.calendar import in_words, last_day
from plans.presenters.key import KeyEntry

from ..words import Told, newest_first
from . import findings
from .words import since

# About how many letters fit on a line of each column, and how many lines make half a page.
LETTERS = {"action": 43, "progress": 76, "evidence": 23}
HALF_A_PAGE = 22
NOT_SET = "Not set"
TEXTS = ("progress", "outcome_measure", "success_measure", "to_complete", "evidence_as_written", "evidence_detail")


@dataclass(frozen=True, slots=True)
class Measure:
    """A labelled text below the title or the progress, its newest words apart."""

    label: str
    told: Told


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action as the pack shows it. `tall` rows may break across pages, being more than half a page high.

    `moved` says what was added, or rated otherwise, since the last report.
    """

    figure: ActionFigure
    rating: KeyEntry
    moved: str
    late: str
    dates: tuple[tuple[str, str], ...]
    leads: tuple[tuple[str, str], ...]
    measures: tuple[Measure, ...]
    progress: Told
    left: Measure | None
    evidence: str
    evidence_words: tuple[Told, ...]
    tall: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Actions in a row that answer the same recommendation; `text` "" where none is named, no rows where none does."""

    source: str
    text: str
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class AreaPart:
    title: str
    anchor: str
    finding: str
    groups: tuple[Group, ...]


def plan(document):
    figures, key = document.figures.actions, document.key
    areas = [
        AreaPart(
            f"{area.number} {area.title}" if area.number is not None else area.title,
            f"area-{area.number if area.number is not None else 'none'}",
            findings.position(area.counts, key),
            tuple(_groups(area.number, document)),
        )
        for area in figures.areas
    ]
    unanswered = sum(not recommendation.actions for recommendation in figures.recommendations)
    return {"areas": areas, "unanswered": unanswered, "recommendations": len(figures.recommendations)}


def _groups(number, document):
    figures, on = document.figures.actions, document.figures.as_at
    before = {action.key: action for action in document.before.actions.actions} if document.before else None
    actions = [action for action in figures.actions if action.area_number == number]
    for (source, text), group in groupby(actions, key=lambda action: (action.source, action.recommendation)):
        yield Group(source or "", text or "", tuple(row_of(action, document.key, on, before) for action in group))
    for recommendation in figures.recommendations:
        if recommendation.area_number == number and not recommendation.actions:
            yield Group(recommendation.source or "", recommendation.text, ())


def row_of(action, key, on, before=None):
    """The `ActionRow` of an `ActionFigure` as at `on`, by the plan's `Key`.

    `before` are {key: `ActionFigure`} of the last report, None where there was none.
    """
    was = before.get(action.key) if before is not None else None
    told = _told(action) if before is None else _told_since(action, was)
    labels = {"outcome_measure": "Outcome measure:", "success_measure": "Success:"}
    return ActionRow(
        figure=action,
        rating=key.entry(action.rating),
        moved=_moved(action, was, key) if before is not None else "",
        late=_late(action, on),
        dates=tuple(_dates(action, was)),
        leads=tuple(_leads(action)),
        measures=tuple(Measure(label, told[name]) for name, label in labels.items() if getattr(action, name)),
        progress=told["progress"],
        left=Measure("Left to do:", told["to_complete"]) if action.to_complete else None,
        evidence=EvidenceStatus(action.evidence_status).label.capitalize(),
        evidence_words=tuple(told[n] for n in ("evidence_as_written", "evidence_detail") if getattr(action, n)),
        tall=_is_tall(action),
    )


def _told(action):
    """{text: `Told`} by what the workbook marks as new. New words that stand in no text are shown all the same."""
    told, missing = _marked(action)
    if missing:
        told["progress"] = replace(told["progress"], new=f"{missing} {told['progress'].new}".strip())
    return told


def _told_since(action, was):
    """{text: `Told`} by what the last report said; nothing is marked in an action that it did not have."""
    told = {name: since(getattr(action, name), getattr(was or action, name)) for name in TEXTS}
    if was and was.newest_words != action.newest_words and (missing := _marked(action)[1]):
        told["progress"] = replace(told["progress"], new=Markup("\n").join([missing, told["progress"].new]).strip())
    return told


def _marked(action):
    """{text: `Told`} by what the workbook marks as new, and what it marks that stands in none of them."""
    told, missing = {}, action.newest_words
    for name in TEXTS:
        told[name] = newest_first(getattr(action, name), missing)
        missing = told[name].elsewhere
    return told, missing


def _moved(action, was, key):
    """ "New since the last report", "Was underway in the last report", or ""."""
    if was is None:
        return "New since the last report"
    if action.is_heading or action.rating == was.rating:
        return ""
    return f"Last report: {key.entry(was.rating).phrase}"


def _leads(action):
    """(label, words) of who leads; a heading is led through the actions below it."""
    for label, role in (("SRO", LeadRole.SRO), ("Lead", LeadRole.OPS_LEAD)):
        words = action.led_by(role)
        if words or not action.is_heading:
            yield label, words or NOT_SET


def _late(action, on):
    """ "Late by 61 days", or "" for an action that is not late."""
    if not action.late:
        return ""
    days = (on - action.due_on).days
    return f"Late by {days:,} {'day' if days == 1 else 'days'}"


def _dates(action, was):
    """(label, words) of the dates of an action, the office's own words last where they say more than a date.

    `was` is the action in the last report, None where it had none.
    """
    if action.starts_on:
        yield "Start", in_words(action.starts_on)
    if action.due_on or not action.is_heading:
        yield "Due", in_words(action.due_on) if action.due_on else NOT_SET
    if was and was.due_on != action.due_on:
        yield "Last report", f"due {in_words(was.due_on)}" if was.due_on else "no due date"
    if action.original_due_on and action.original_due_on != action.due_on:
        yield "First due", in_words(action.original_due_on)
    if action.forecast_on:
        yield "Forecast", in_words(action.forecast_on)
    if action.due_as_written and not says_only(action.due_as_written, action.due_on):
        yield "Written", f"“{action.due_as_written}”"


def says_only(written, day):
    """Whether what the office wrote is that day, or the month that ends on it, and nothing more."""
    if day is None:
        return False
    ways = ["%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"]
    if day == last_day(day.year, day.month):
        ways += ["%b-%y", "%b %y", "%b %Y", "%B %Y", "%B %y", "%b-%Y"]
    return written.strip().casefold() in {day.strftime(way).casefold() for way in ways}


def _lines(column, *texts):
    paragraphs = [paragraph for text in texts if text for paragraph in text.splitlines()]
    return sum(ceil(len(paragraph) / LETTERS[column]) or 1 for paragraph in paragraphs)


def _is_tall(action):
    columns = (
        _lines("action", action.title, action.outcome_measure, action.success_measure),
        _lines("progress", action.progress, action.to_complete),
        _lines("evidence", action.evidence_as_written, action.evidence_detail),
    )
    return max(columns) > HALF_A_PAGE
