"""The board pack as one document: sections in order, made from the figures of a plan at a date.

It is both the HTML twin and what the PDF is made from: its style sheet and fonts stand inside it.
"""

from dataclasses import dataclass
from functools import cached_property

import actions.pack
from actions.models import BROUGHT, Statement
from actions.pack.position import asked, position
from core.dates.calendar import in_words
from core.environment import render
from core.shapes import GREY
from core.uploads import FileLost
from milestones.presenters.milestones import position as of_milestones
from plans.presenters.key import Key

from .comparison import compare
from .figures import PlanFigures, figures_of
from .issue import Issue
from .querysets import report_before, report_dates
from .sections import sections_of
from .style import style
from .trend import Point, trend_of

# Control characters that a workbook may hold: no font draws them. U+2028 and U+2029 are breaks of line and paragraph.
UNSEEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)], " ") | {0x2028: "\n", 0x2029: "\n"}
# A name longer than this would push the other words out of the foot of a page.
FOOT = 90


class NothingToShow(Exception):
    """Nothing is known of the plan as at the date, or a picture of it is lost; the message says so."""


@dataclass(frozen=True)
class Document:
    """What every section is made from: the figures, those of the last report before, and what stands on the cover.

    `before` is None where nothing was known earlier, `trend` has the counts of the last reports, the oldest first.
    `sections` are the pack's, in order. `issue` is None for what is only looked at, and never kept. What `is_public`
    says nothing of what is private, nor that there is such.
    """

    figures: PlanFigures
    organisations: tuple[str, ...]
    version: str  # of the plan, "" when not known
    key_note: str
    sections: tuple
    colour: str = GREY  # #rrggbb, of the bar on the cover
    before: PlanFigures | None = None
    trend: tuple[Point, ...] = ()
    issue: Issue | None = None
    is_public: bool = False

    @cached_property
    def comparison(self):
        """The `PlanComparison` with the last report, None where there was none."""
        return compare(self.before, self.figures) if self.before else None

    @property
    def status(self):
        return "Final" if self.issue and self.issue.is_issued else "Draft"

    @property
    def key(self):
        """The plan's RAG key, in the words of the site."""
        return Key(self.figures.plan.ratings)

    @property
    def as_at(self):
        return in_words(self.figures.as_at)

    @property
    def position(self):
        """Where the plan stands, for the cover; "" where the pack leaves its counts out."""
        if not self.figures.actions.actions and self.figures.milestones.counted:
            return of_milestones(self.figures.milestones)
        return position(self)

    @property
    def asked(self):
        """What the board is asked for, "" where that is not known."""
        return asked(self)

    @property
    def foot(self):
        """The words at the foot of each page, left and middle; the status stands beside them."""
        name = self.figures.name
        short = name if len(name) <= FOOT else name[:FOOT].rsplit(" ", 1)[0] + " …"
        version = f"Version {self.version}" if self.version else ""
        if self.issue:
            version = f"Pack {self.issue.number}, {self.issue.version}"
        return f"{short} – as at {self.as_at}", version


def document_of(plan, on, issue=None, is_public=False):
    """The `Document` of `plan` as at `on`; for the public without what is private. Raises NothingToShow."""
    reports = report_dates(plan, by=on)
    figures = figures_of(plan, on, is_public, reports)
    if figures.actions.has_left_out and not figures.actions.actions:
        raise NothingToShow(f"Every action of the plan “{plan.name}” is private: there is nothing to show the public.")
    if figures.is_empty:
        raise NothingToShow(
            f"The plan “{plan.name}” has nothing to show as at {in_words(on)}: import a workbook, or give a later date."
        )
    last = report_before(reports, on)
    organisations = list(plan.organisations.all())
    colours = [each.colour for each in organisations if each.colour]
    # The version is that of the latest workbook; a look back at an earlier one does not know its own.
    superseded = Statement.objects.filter(action__plan=plan, origin__in=BROUGHT, effective_on__gt=on).exists()
    return Document(
        figures=figures,
        organisations=tuple(each.name for each in organisations),
        version="" if superseded else plan.version,
        key_note=plan.rag_key_note,
        sections=_sections(plan, on, is_public, bool(figures.actions.actions)),
        colour=colours[0] if colours else GREY,
        trend=trend_of(plan, reports, is_public),
        before=figures_of(plan, last, is_public, reports) if last else None,
        issue=issue,
        is_public=is_public,
    )


def _sections(plan, on, is_public, has_actions):
    """Those of the pack in order; of actions nothing is told where the plan has none."""
    try:
        found = sections_of(plan, on, is_public)
    except FileLost as lost:
        raise NothingToShow(str(lost)) from None
    of_actions = {section.name for section in actions.pack.SECTIONS}
    return tuple(each for each in found if has_actions or each.name not in of_actions)


def html_of(document):
    """The whole document, with nothing outside itself. Raises FontsMissing."""
    filled = [(section, section.context(document)) for section in document.sections]
    filled = [(section, shown) for section, shown in filled if shown is not None]
    parts = [(section, shown, section.html(document, shown)) for section, shown in filled]
    return render("pack/document.jinja", document=document, parts=parts, style=style(document.colour)).translate(UNSEEN)
