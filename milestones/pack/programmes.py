"""The section of the board pack that tells of programmes: all of them at a glance, then a plan on a page of each."""

from collections import Counter
from dataclasses import dataclass

from core.charts import Timeline
from core.environment import plural
from core.money import shown

from ..presenters.milestones import shown_status
from ..presenters.programmes import PlanOnAPage, pictured, plan_on_a_page, projects_drawn, row_of, spans_of
from ..programme_figures import ProgrammeFigure


@dataclass(frozen=True, slots=True)
class Page:
    """A programme on a page of the pack."""

    figure: ProgrammeFigure
    page: PlanOnAPage
    picture: Timeline | None


def programmes(document):
    """None for a plan that has no open programme."""
    figures, on = document.figures.programmes, document.figures.as_at
    if not figures.open:
        return None
    return {
        "finding": finding(figures),
        "rows": list(zip(map(row_of, figures.open), spans_of(figures.open), strict=True)),
        "picture": pictured(figures.open, on, in_pages=True),
        "pages": [Page(each, plan_on_a_page(each), projects_drawn(each, on, in_pages=True)) for each in figures.open],
    }


def finding(figures):
    """ "2 programmes: 1 on track, 1 delayed. £450k to be invested, £1,200k to be saved. 1 of 2 milestones is late." """
    found = Counter(each.status for each in figures.open)
    stand = ", ".join(f"{found[status]} {shown_status(status).label.lower()}" for status in found)
    sentences = [f"{plural(len(figures.open), 'programme')}: {stand}."]
    sums = {name: _sum(figures.open, name) for name in ("investment", "savings")}
    words = {"investment": "to be invested", "savings": "to be saved"}
    if told := [f"£{shown(amount)}k {words[name]}" for name, amount in sums.items() if amount is not None]:
        sentences.append(f"{', '.join(told)}.")
    if milestones := sum(len(each.milestones) for each in figures.open):
        late = sum(each.late for each in figures.open)
        sentences.append(f"{late or 'None'} of {plural(milestones, 'milestone')} {'is' if late < 2 else 'are'} late.")
    return " ".join(sentences)


def _sum(programmes, name):
    """What the known amounts come to, None where none is known."""
    known = [amount for each in programmes if (amount := getattr(each, name)) is not None]
    return sum(known) if known else None
