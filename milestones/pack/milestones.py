"""The milestones of a plan: where they stand, their roadmap, and a table of all with every date they had."""

from dataclasses import dataclass

from core.charts import roadmap
from core.dates.calendar import in_short, in_words

from ..presenters.milestones import dates_of, due_of, lateness_of, owner_of, position, shown_status
from ..roadmap import road, status_key
from . import findings

NAME = "Roadmap of the milestones"
LINES_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class PackRow:
    """A milestone in the table; `dates` stand beneath its date, `words` are the latest that were said."""

    figure: object
    status: object
    owner: str
    due: str
    dates: tuple[str, ...]
    lateness: str
    signed_off: str
    words: str


def milestones(document):
    """None for a plan without a milestone that is counted."""
    figures, on = document.figures.milestones, document.figures.as_at
    if not figures.counted:
        return None
    told, last = road(figures, on), document.comparison
    drawn = roadmap(NAME, told.lanes, told.quarters, on, status_key(), LINES_A_PAGE)
    since = findings.since(last.milestones, in_words(last.before)) if last else ""
    left = [each for each in figures.counted if not each.complete]
    return {
        "finding": f"{position(figures)} {since}".strip(),
        "pieces": drawn.pieces,
        "outside": drawn.outside,
        "parts": [
            (title, [_row(each, on) for each in several])
            for title, several in (("To be done", left), ("Complete", [e for e in figures.counted if e.complete]))
            if several
        ],
    }


def _row(milestone, on):
    signed = ", ".join(
        filter(None, (milestone.sign_off_committee, milestone.sign_off_on and in_short(milestone.sign_off_on)))
    )
    return PackRow(
        figure=milestone,
        status=shown_status(milestone.status),
        owner=owner_of(milestone),
        due=due_of(milestone),
        dates=tuple(dates_of(milestone)),
        lateness=lateness_of(milestone, on),
        signed_off=signed or milestone.sign_off_as_written or "Not said",
        words=milestone.words or milestone.note or "",
    )
