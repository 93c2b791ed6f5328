"""The plan by area: each action as a row of the pack, grouped under the recommendation that it answers."""

from dataclasses import dataclass
from itertools import groupby
from math import ceil

from actions.figures import ActionFigure
from actions.models import EvidenceStatus
from core.dates.calendar import in_words, last_day

from . import pack_findings as findings
from .pack_words import Told, newest_first
from .presenters.key import KeyEntry

# About how many letters fit on a line of each column, and how many lines make half a page.
LETTERS = {"action": 47, "progress": 58, "evidence": 24}
HALF_A_PAGE = 20
NOT_SET = "Not set"


@dataclass(frozen=True, slots=True)
class Measure:
    """A labelled text below the title or the progress, its newest words apart."""

    label: str
    told: Told


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action as the pack shows it. `tall` rows may break across pages, being more than half a page high."""

    figure: ActionFigure
    rating: KeyEntry
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


def plan(pack):
    figures, key = pack.figures.actions, pack.key
    areas = [
        AreaPart(
            f"{area.number} {area.title}" if area.number is not None else area.title,
            f"area-{area.number if area.number is not None else 'none'}",
            findings.position(area.counts, key),
            tuple(_groups(area.number, pack)),
        )
        for area in figures.areas
    ]
    unanswered = sum(not recommendation.actions for recommendation in figures.recommendations)
    return {"areas": areas, "unanswered": unanswered, "recommendations": len(figures.recommendations)}


def _groups(number, pack):
    figures, key = pack.figures.actions, pack.key
    actions = [action for action in figures.actions if action.area_number == number]
    for (source, text), group in groupby(actions, key=lambda action: (action.source, action.recommendation)):
        yield Group(source or "", text or "", tuple(row_of(action, key, pack.figures.as_at) for action in group))
    for recommendation in figures.recommendations:
        if recommendation.area_number == number and not recommendation.actions:
            yield Group(recommendation.source or "", recommendation.text, ())


def row_of(action, key, on):
    """The `ActionRow` of an `ActionFigure` as at `on`, by the plan's `Key`."""
    progress = newest_first(action.progress, action.newest_words)
    missing, told = progress.elsewhere, {}
    for name in ("outcome_measure", "success_measure", "to_complete", "evidence_as_written", "evidence_detail"):
        told[name] = newest_first(getattr(action, name), missing)
        missing = told[name].elsewhere
    if missing:  # new words that stand in no text are shown all the same
        progress = Told(f"{missing} {progress.new}".strip(), progress.rest, "")
    labels = {"outcome_measure": "Outcome measure:", "success_measure": "Success:"}
    return ActionRow(
        figure=action,
        rating=key.entry(action.rating),
        late=_late(action, on),
        dates=tuple(_dates(action)),
        leads=tuple(_leads(action)),
        measures=tuple(Measure(label, told[name]) for name, label in labels.items() if getattr(action, name)),
        progress=progress,
        left=Measure("Left to do:", told["to_complete"]) if action.to_complete else None,
        evidence=EvidenceStatus(action.evidence_status).label.capitalize(),
        evidence_words=tuple(told[n] for n in ("evidence_as_written", "evidence_detail") if getattr(action, n)),
        tall=_is_tall(action),
    )


def _leads(action):
    """(label, words) of who leads; a heading is led through the actions below it."""
    for label, words in (("SRO", action.sro_as_written), ("Lead", action.ops_lead_as_written)):
        if words or not action.is_heading:
            yield label, words or NOT_SET


def _late(action, on):
    """ "Late by 61 days", or "" for an action that is not late."""
    if not action.late:
        return ""
    days = (on - action.due_on).days
    return f"Late by {days:,} {'day' if days == 1 else 'days'}"


def _dates(action):
    """(label, words) of the dates of an action, the office's own words last where they say more than a date."""
    if action.starts_on:
        yield "Start", in_words(action.starts_on)
    if action.due_on or not action.is_heading:
        yield "Due", in_words(action.due_on) if action.due_on else NOT_SET
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
