"""The register of risks, category by category: who owns each, what it scores, how it moved, what is done about it."""

from dataclasses import dataclass
from itertools import groupby

from core.dates.calendar import in_words

from ..assurance import UNSEEN
from ..figures import RiskFigure
from ..presenters import ShownScore, owner_of, shown_score
from ..scoring import movement
from . import findings
from .bands import band_key
from .last import last_of

# A row of more characters than this may break over two pages: it would leave much of the first one empty.
TALL = 1500


@dataclass(frozen=True, slots=True)
class Row:
    """A risk; `moved` are (since when, how its score moved, "" where that is not known, and what it was).

    `mark` says what is new about the risk since the last report, "" where nothing is.
    """

    figure: RiskFigure
    owner: str
    year_start: ShownScore
    current: ShownScore
    target: ShownScore
    moved: tuple[tuple[str, str, str], ...]
    reviewed: str
    mark: str
    is_tall: bool


def register(document):
    """None for a plan that has no risk to show: none open, and none closed since the last report."""
    figures, last = document.figures.risks, last_of(document)
    closed = [change.after for change in last.comparison.closed] if last else []
    if not (figures.open or closed):
        return None
    rows = [_row(risk, last) for risk in figures.open]
    return {
        "finding": _finding(figures, last),
        "parts": [
            (category or "No category", list(found))
            for category, found in groupby(rows, key=lambda row: row.figure.category)
        ],
        "closed": [_row(risk, last) for risk in closed],
        "earlier": len(figures.risks) - len(figures.open) - len(closed),
        "bands": band_key(figures),
        "since": in_words(last.on) if last else "",
    }


def _finding(figures, last):
    reviewed = [risk.reviewed_on for risk in figures.open if risk.reviewed_on]
    unseen = sum(found.rule == UNSEEN for risk in figures.open for found in risk.wrong)
    seen = sum(day > last.on for day in reviewed) if last else len(reviewed)
    return findings.reviewed(len(figures.open), seen, unseen, in_words(last.on) if last else "")


def _row(risk, last):
    before = next((each for each in last.figures.risks if each.key == risk.key), None) if last else None
    texts = (risk.title, risk.description, risk.impact, risk.mitigation)
    return Row(
        figure=risk,
        owner=owner_of(risk),
        year_start=shown_score(risk.year_start),
        current=shown_score(risk.current),
        target=shown_score(risk.target),
        moved=tuple(_moved(risk, before)),
        reviewed=in_words(risk.reviewed_on) if risk.reviewed_on else "Not recorded",
        mark=_mark(before, last),
        is_tall=sum(len(text or "") for text in texts) > TALL,
    )


def _moved(risk, before):
    for since, score in (("Last report", before and before.current), ("Year start", risk.year_start)):
        if score:
            word = movement(score.score, risk.current and risk.current.score).value
            yield since, word, str(score.score) if word in ("worse", "better") else ""


def _mark(before, last):
    if last is None or (before and before.open):
        return ""
    return "Reopened since last report" if before else "New since last report"
