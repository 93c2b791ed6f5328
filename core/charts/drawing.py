"""What all pictures share: coloured parts, lines, words and shapes, gathered into one SVG with a title in words.

Attributes only, never a style: it fits a strict Content-Security-Policy, and the style of a page does not reach into a
drawing where a PDF is made. So the font stands here too.
"""

import re
from itertools import count
from math import ceil

from markupsafe import Markup

from core.shapes import GREY, INK, PALE, WHITE, look

FONT = "'Source Sans 3', 'Source Sans 3 Extended', sans-serif"
PALE_LINE = "#d8dde0"
SHAPE = 12

# What is drawn over a colour, on a tile of 8 by 8 units, so that it can be told apart in grey.
_TILES = {
    "diagonal": '<path d="M-2 2 2-2M0 8 8 0M6 10 10 6" stroke="{}" stroke-opacity="0.4" stroke-width="1.4"/>',
    "cross-hatch": '<path d="M0 0 8 8M8 0 0 8" stroke="{}" stroke-opacity="0.45" stroke-width="1.2"/>',
    "dots": '<circle cx="4" cy="4" r="1.8" fill="{}"/>',
    "vertical": '<path d="M2 0V8M6 0V8" stroke="{}" stroke-opacity="0.4" stroke-width="1.2"/>',
    "horizontal": '<path d="M0 2H8M0 6H8" stroke="{}" stroke-opacity="0.4" stroke-width="1.4"/>',
}
# How wide letters are in parts of the size of their text; any other is taken for a wide one.
_LETTERS = {
    0.2: " ",
    0.28: "',.:;Iijl|·’",
    0.36: "!()-[]f{}/\\t",
    0.44: "*?szr",
    0.52: '"cx#$+0123456789<=>FJLY^_aegkvy~“”–',
    0.6: "AESTVXZ`bdhnopquBCKPR",
    0.68: "&DGHNOQU",
    0.8: "MwW—",
    1: "%m@…",
}
_WIDTHS = {letter: wide for wide, letters in _LETTERS.items() for letter in letters}
# What XML cannot hold: a workbook can, and a drawing of it could not be read.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")


class Drawing:
    """A picture in the making. `name` is what it shows; it makes the ids within its own. All lengths are its units."""

    def __init__(self, name):
        self.name = clean(name)
        self._parts, self._patterns, self._links = [], {}, False

    def box(self, left, top, wide, high, fill, stroke="none"):
        self._add(
            '<path d="M{} {}H{}V{}H{}Z" fill="{}" stroke="{}"/>',
            *map(_short, (left, top, left + wide, top + high, left)),
            fill,
            stroke,
        )

    def staged(self, left, top, wide, high, stage):
        """A part in the colour and pattern of a stage, a thin line around it."""
        style = look(stage)
        fill = style.background
        if style.pattern in _TILES:
            self._patterns[style.pattern] = style
            fill = f"url(#{self._pattern_id(style.pattern)})"
        self.box(left, top, wide, high, fill, style.border if style.background in (WHITE, PALE) else WHITE)

    def line(self, left, top, right, bottom, stroke=PALE_LINE, thick=1, dashes=""):
        dashed = Markup(' stroke-dasharray="{}"').format(dashes) if dashes else ""
        place = map(_short, (left, top, right, bottom))
        self._add('<path d="M{} {}L{} {}" fill="none" stroke="{}" stroke-width="{}"{}/>', *place, stroke, thick, dashed)

    def arrow(self, tip, middle, is_right):
        """A small arrow that leads out of the picture."""
        back = tip - 7 if is_right else tip + 7
        self._add('<path d="M{} {}L{} {}L{} {}Z" fill="{}"/>', *map(_short, (back, middle - 5, tip, middle, back,
                  middle + 5)), INK)  # fmt: skip

    def words(self, left, base, words, size=13, fill=INK, anchor="start", bold=False):
        """One line of text; `anchor` says which end of it stands at `left`."""
        weight = Markup(' font-weight="600"') if bold else ""
        anchored = Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else ""
        place = map(_short, (left, base))
        self._add('<text x="{}" y="{}" font-size="{}"{}{} fill="{}">{}</text>', *place, size, weight, anchored, fill,
                  clean(words))  # fmt: skip

    def shape(self, stage, left, top, size=SHAPE, fill=""):
        """The shape of a stage, in the colour that letters have on its own colour unless another is given."""
        style = look(stage)
        self._add(
            '<svg x="{}" y="{}" width="{}" height="{}" viewBox="0 0 16 16" color="{}">{}</svg>',
            *map(_short, (left, top, size, size)),
            fill or style.text,
            Markup(style.drawing),  # noqa: S704 - a constant of core/shapes.py
        )

    def tag(self, stage, left, top, high=14):
        """The shape of a stage on its colour, as wide as high and a little more."""
        style = look(stage)
        self.box(left, top, high + 2, high, style.background, style.border)
        self.shape(stage, left + (high + 2 - SHAPE) / 2, top + (high - SHAPE) / 2)

    def key(self, entries, top, width, size=12):
        """A line, or several, of (stage, words), from `top` down; gives how high it is."""
        left, line = 0, 0
        for stage, words in entries:
            wide = 22 + width_of(words, size) + 14
            if left and left + wide > width:
                left, line = 0, line + 1
            self.tag(stage, left + 0.5, top + line * 20)
            self.words(left + 22, top + line * 20 + 11.5, words, size)
            left += wide
        return (line + 1) * 20 if entries else 0

    def link(self, url, said, left, top, wide, high):
        """A place that leads to `url`, over what is drawn there; `said` names it to whoever does not see it."""
        self._links = True
        self._add(
            '<a href="{}" aria-label="{}"><path d="M{} {}H{}V{}H{}Z" fill="#ffffff" fill-opacity="0"/></a>',
            url,
            clean(said),
            *map(_short, (left, top, left + wide, top + high, left)),
        )

    def svg(self, said, width, height, css_class="app-chart"):
        """The whole, `said` being all its numbers in words."""
        # What can be pressed within an image is told to nobody; a group keeps its parts.
        role = "group" if self._links else "img"
        return Markup(
            '<svg class="{}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
            'font-family="{}" role="{}" focusable="false"><title>{}: {}</title>{}{}</svg>'
        ).format(
            css_class,
            FONT,
            role,
            self.name,
            clean(said),
            Markup().join(map(self._pattern, self._patterns.values())),
            Markup().join(self._parts),
            w=_short(width),
            h=_short(height),
        )

    def _add(self, part, *values):
        self._parts.append(Markup(part).format(*values))  # noqa: S704 - a constant above

    def _pattern_id(self, pattern):
        return f"{pattern}-{re.sub(r'[^a-z0-9]+', '-', self.name.lower())}"

    def _pattern(self, style):
        """The tile of a pattern; ink on light colours, white on dark ones, red dots on the white of what is delayed."""
        ink = style.fill if style.pattern == "dots" else style.text
        tile = Markup(_TILES[style.pattern]).format(ink)  # noqa: S704 - one of the constants above
        return Markup(
            '<pattern id="{}" width="8" height="8" patternUnits="userSpaceOnUse">'
            '<path d="M0 0H8V8H0Z" fill="{}"/>{}</pattern>'
        ).format(self._pattern_id(style.pattern), style.background, tile)


def clean(words):
    """Words on one line, without what no picture can hold."""
    return " ".join(_UNSEEN.sub(" ", str(words)).split())


def width_of(words, size):
    """How wide a text is at a size, in the same units: what its letters need in the font's bolder face."""
    return sum(map(_wide, words)) * size


def _wide(letter):
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    return 0.7 if ord(letter) < 0x2000 else 1


def fitted(words, size, room):
    """`words` on one line, cut to fit `room` with a mark that says so."""
    words = clean(words)
    if width_of(words, size) <= room:
        return words
    room -= width_of("…", size)
    fits = 0
    while fits < len(words) and room >= 0:
        room -= width_of(words[fits], size)
        fits += room >= 0
    # Between words, unless that would leave little.
    whole = words[:fits].rpartition(" ")[0]
    return (whole if len(whole) > fits / 2 else words[:fits]).rstrip(",;:.–- ") + "…"


def in_two_lines(words, size, room):
    """(first, second) line of a label, broken between words where it is too wide; cut where that is not enough."""
    return (*in_lines(words, size, room, 2), "")[:2]


def in_lines(words, size, room, most):
    """`words` in `most` lines or fewer, broken between words and after a stroke or hyphen; cut where they need more."""
    pieces, lines = re.findall(r"[^ /-]*[ /-]|[^ /-]+", clean(words)), []
    while pieces and len(lines) < most - 1:
        fits = len(pieces)
        while fits > 1 and width_of("".join(pieces[:fits]).rstrip(), size) > room:
            fits -= 1
        lines.append(fitted("".join(pieces[:fits]), size, room))
        pieces = pieces[fits:]
    return (*lines, fitted("".join(pieces), size, room)) if pieces or not lines else tuple(lines)


def axis(most):
    """(step, top) of an axis from zero that reaches `most`, in whole steps that people count in, six at most."""
    step = next(size * 10**power for power in count() for size in (1, 2, 5) if most <= size * 10**power * 6)
    return step, max(1, ceil(most / step)) * step


def rules(drawing, most, left, right, place):
    """Draw the lines of an upright axis from zero to `most`, labelled; `place` gives the height of a value."""
    step, top = axis(most)
    for value in range(0, top + 1, step):
        y = place(value)
        drawing.line(left, y, right, y, stroke=GREY if value == 0 else PALE_LINE)
        drawing.words(left - 6, y + 4, f"{value:,}", size=12, fill=GREY, anchor="end")


def _short(value):
    """A length without more places than anybody sees."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
