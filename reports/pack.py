"""The board pack: sections in order, each a template and what it shows, made from the figures of a plan at a date.

One document is both the HTML twin and what the PDF is made from: its style sheet and fonts stand inside it.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from markupsafe import Markup

from actions.models import Statement
from core.dates.calendar import in_words
from core.environment import render
from core.shapes import LOOKS

from . import pack_actions, pack_concerns, pack_summary
from .figures import PlanFigures, figures_of
from .presenters.key import Key

FONTS = settings.BASE_DIR / "frontend" / "build" / "nhsuk" / "fonts"
# Letters beyond western Europe's are files, and so a family, of their own.
FAMILIES = {"latin": "Source Sans 3", "latin-ext": "Source Sans 3 Extended"}
WEIGHTS = (400, 600, 700)
# Control characters that a workbook may hold: no font draws them. U+2028 and U+2029 are breaks of line and paragraph.
UNSEEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)], " ") | {0x2028: "\n", 0x2029: "\n"}
# A name longer than this would push the other words out of the foot of a page.
FOOT = 90


class NothingToShow(Exception):
    """The plan has no actions as at the date; the message says so."""


class FontsMissing(Exception):
    """The fonts that the pack embeds have not been built; the message says how to."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What every section is made from: the figures, and what stands on the cover."""

    figures: PlanFigures
    organisations: tuple[str, ...]
    version: str  # "" when not known
    key_note: str
    status: str = "Draft"

    @property
    def key(self):
        """The plan's RAG key, in the words of the site."""
        return Key(self.figures.plan.ratings)

    @property
    def as_at(self):
        return in_words(self.figures.as_at)

    @property
    def foot(self):
        """The words at the foot of each page, left and middle."""
        name = self.figures.name
        short = name if len(name) <= FOOT else name[:FOOT].rsplit(" ", 1)[0] + " …"
        version = f"Version {self.version} – " if self.version else ""
        return f"{short} – as at {self.as_at}", f"{version}{self.status}"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the pack: its template is templates/pack/<name>.jinja, `context` gives what that shows."""

    name: str
    title: str
    context: Callable[[Pack], dict]

    def html(self, pack):
        shown = {"section": self, "contents": SECTIONS, "pack": pack, "key": pack.key, **self.context(pack)}
        return Markup(render(f"pack/{self.name}.jinja", **shown))  # noqa: S704 - a template escapes what it is given


# The pack, in order. A section is added, left out or moved here alone.
SECTIONS = (
    Section("reading", "How to read this pack", pack_summary.reading),
    Section("summary", "Where the plan stands", pack_summary.summary),
    Section("plan", "The plan by area", pack_actions.plan),
    Section("concerns", "Concerns", pack_concerns.concerns),
)


def pack_of(plan, on):
    """The `Pack` of `plan` as at `on`. Raises NothingToShow."""
    figures = figures_of(plan, on)
    if not figures.actions.actions:
        raise NothingToShow(
            f"The plan “{plan.slug}” has no actions as at {in_words(on)}: import a workbook, or give a later date."
        )
    # The version is that of the latest workbook; a look back at an earlier one does not know its own.
    superseded = Statement.objects.filter(action__plan=plan, effective_on__gt=on).exists()
    return Pack(
        figures=figures,
        organisations=tuple(plan.organisations.values_list("name", flat=True)),
        version="" if superseded else plan.version,
        key_note=plan.rag_key_note,
    )


def html_of(pack):
    """The whole document, with nothing outside itself. Raises FontsMissing."""
    sections = [(section, section.html(pack)) for section in SECTIONS]
    style = Markup(_style())  # noqa: S704 - our own files
    return render("pack/document.jinja", pack=pack, sections=sections, style=style).translate(UNSEEN)


def _style():
    sheets = (settings.BASE_DIR / "static" / name for name in ("rating.css", "pack.css"))
    return "\n".join([_fonts(), *(sheet.read_text() for sheet in sheets), *map(_shape_rule, LOOKS.values())])


def _fonts():
    rules = []
    for subset, family in FAMILIES.items():
        for weight in WEIGHTS:
            try:
                face = (FONTS / f"source-sans-3-{subset}-{weight}-normal.woff2").read_bytes()
            except OSError:
                raise FontsMissing("The pack's fonts are not there: run script/run once, which fetches them.") from None
            rules.append(
                f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
                f"src: url(data:font/woff2;base64,{b64encode(face).decode()}) }}"
            )
    return "\n".join(rules)


def _shape_rule(look):
    """The shape of a rating's tag as a background: in a tagged PDF a drawing beside its word would be read twice."""
    drawing = look.drawing.replace("currentColor", look.text)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{drawing}</svg>'
    return f'.{look.css_class} {{ background-image: url("data:image/svg+xml,{quote(svg)}") }}'
