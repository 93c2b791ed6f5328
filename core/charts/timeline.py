"""What is due when: a line for each thing, months across, where it should have ended and where it ends now.

Drawn for paper, in pieces that each fit a page of A4 landscape: at 273 mm wide its letters are 8.2 points high.
"""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from markupsafe import Markup

from core.dates.calendar import MONTHS, in_words
from core.shapes import GREY, INK, PALE, RED, WHITE

from .drawing import Drawing, fitted, width_of
from .months import Months

WIDE, SIZE = 1080, 11.5
# How many lines a page has room for; a heading takes the room of two.
LINES_A_PAGE = 31
_HEADING = 2
_REF, _LEFT, _RIGHT, _PITCH, _ABOVE = 58, 336, 1050, 16, 34
_BAR, _POST, _TAG = 9, 4, 12
_MOVED, _LATE = "4 3", "1.5 2.5"
_MONTH_LINE = "#aeb7bd"
_MARKS = (
    ("moved", "Moved: from the original date to the one now approved"),
    ("bar", "From the start to the date due"),
    ("end", "Date due"),
    ("late", "Late: from the date due to the day looked at"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is due. `stage` gives its look, `late` says by how much it is late, "" where it is not.

    `original_on` is where it should have ended first, None where that is not known; without `starts_on` it has no bar.
    """

    ref: str
    title: str
    stage: str | None
    due_on: date
    starts_on: date | None = None
    original_on: date | None = None
    late: str = ""

    @property
    def has_moved(self):
        return bool(self.original_on) and self.original_on != self.due_on

    @property
    def days(self):
        return [day for day in (self.starts_on, self.original_on, self.due_on) if day]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """`pieces` are SVGs, one to a page; `outside` are sentences on what lies before or after the months shown."""

    pieces: tuple[Markup, ...]
    outside: tuple[str, ...]


def timeline(name, groups, on, entries, lines_a_page=LINES_A_PAGE):
    """The `Timeline` of `Group`s as at `on`; None for `lines_a_page` makes one piece of all.

    `entries` are (stage, words) of the key, of which those are shown that some line has.
    """
    every = [line for group in groups for line in group.lines]
    months = Months.of([day for line in every for day in line.days], on, _LEFT, _RIGHT)
    pages = balanced(groups, lines_a_page or len(every) + _HEADING * len(groups))
    stages = {line.stage or None for line in every}
    shown = [entry for entry in entries if entry[0] in stages]
    pieces = []
    for number, page in enumerate(pages, start=1):
        called = name if len(pages) == 1 else f"{name}, part {number} of {len(pages)}"
        pieces.append(_Piece(called, months, on).drawn(page, shown))
    return Timeline(tuple(pieces), tuple(_outside(every, months, on)))


def balanced(groups, lines_a_page):
    """`Group`s by page, about as many lines on each: none has fewer only because those before it were filled."""
    pages = in_pages(groups, lines_a_page)
    fewer = (in_pages(groups, lines) for lines in range(_HEADING + 1, lines_a_page))
    return next((found for found in fewer if len(found) == len(pages)), pages)


def in_pages(groups, lines_a_page, height=lambda line: 1):
    """`Group`s by page. A heading stands with two lines at least, and again over those on the next page.

    `height` says how many lines one of a group takes.
    """
    pages, room = [], 0
    for group in groups:
        title, left = group.title, group.lines
        while left:
            fits = _fits(left, room - _HEADING, height)
            if fits < min(2, len(left)):
                pages.append([])
                room = lines_a_page
                fits = max(1, _fits(left, room - _HEADING, height))
            # One line alone would open the next page.
            fits -= len(left) - fits == 1 and fits > 2
            pages[-1].append(Group(title, left[:fits]))
            room -= _HEADING + sum(map(height, left[:fits]))
            title, left = f"{group.title}, continued", left[fits:]
    return pages


def _fits(lines, room, height):
    """How many of the lines, from the first, have room."""
    return sum(used <= room for used in accumulate(map(height, lines)))


def _outside(lines, months, on):
    shown = f"{in_words(date.fromordinal(months.first))} to {in_words(months.final)}"
    for line in lines:
        said = {"starts": line.starts_on, "first due": line.has_moved and line.original_on, "due": line.due_on}
        away = [f"{what} {in_words(day)}" for what, day in said.items() if day and not months.holds(day)]
        if away:
            yield f"{line.ref}: {' and '.join(away)}, beyond the picture ({shown})."
    if not months.holds(on):
        yield f"The day looked at, {in_words(on)}, is outside the months shown ({shown})."


class _Piece:
    """One page of a timeline."""

    def __init__(self, name, months, on):
        self.drawing, self.months, self.on, self.y = Drawing(name), months, on, _ABOVE

    def drawn(self, groups, entries):
        lines = [line for group in groups for line in group.lines]
        bottom = _ABOVE + (len(groups) * _HEADING + len(lines)) * _PITCH
        self._grounds(groups)
        self._months(bottom)
        self._today(bottom)
        for group in groups:
            self.drawing.words(0, self.y + 25, fitted(group.title, 13, _LEFT - 10), bold=True)
            self.y += _HEADING * _PITCH
            for line in group.lines:
                self._line(line)
                self.y += _PITCH
        self._marks(bottom + 10, lines)
        high = self.drawing.key(entries, bottom + 30, WIDE, SIZE)
        return self.drawing.svg(self._said(lines), WIDE, bottom + 30 + high)

    def _said(self, lines):
        count, due = len(lines), sorted(line.due_on for line in lines)
        between = in_words(due[0]) if due[0] == due[-1] else f"between {in_words(due[0])} and {in_words(due[-1])}"
        moved, late = sum(line.has_moved for line in lines), sum(bool(line.late) for line in lines)
        return (
            f"{count:,} due {'on ' if due[0] == due[-1] else ''}{between}, {moved:,} of them moved from another date, "
            f"{late:,} late as at {in_words(self.on)}"
        )

    def _grounds(self, groups):
        """A pale ground under every other line, to lead the eye from the title to the marks."""
        y = _ABOVE
        for group in groups:
            y += _HEADING * _PITCH
            for position in range(1, len(group.lines), 2):
                self.drawing.box(0, y + position * _PITCH, WIDE, _PITCH, PALE)
            y += len(group.lines) * _PITCH

    def _months(self, bottom):
        step = self.months.step(width_of("Mmm 2000", SIZE) + 8)
        for month in self.months.begins():
            x, words = self.months.place(month), f"{MONTHS[month.month - 1][:3]} {month.year}"
            is_labelled = (month.month - 1) % step == 0 and x + 3 + width_of(words, SIZE) <= WIDE
            self.drawing.line(x, 4 if is_labelled else _ABOVE, x, bottom, _MONTH_LINE, 1 if is_labelled else 0.4)
            if is_labelled:
                self.drawing.words(x + 3, 12, words, SIZE, GREY)

    def _today(self, bottom):
        """A line from below the names of the months, its day beside it in a row of its own."""
        if not self.months.holds(self.on):
            return
        x, words = self.months.place(self.on), in_words(self.on)
        room = width_of(words, SIZE)
        left = x + 5 if x + 7 + room <= WIDE else x - 5 - room
        self.drawing.box(left - 2, 18, room + 4, 14, WHITE)
        self.drawing.line(x, 18, x, bottom, stroke=RED, thick=1.5)
        self.drawing.words(left, 29, words, SIZE, bold=True)

    def _line(self, line):
        draw, base, middle = self.drawing, self.y + 12, self.y + _PITCH / 2
        draw.words(0, base, fitted(line.ref, SIZE, _REF - 6), SIZE)
        draw.words(_REF, base, fitted(line.title, SIZE, _LEFT - _REF - 10), SIZE)
        solid = min(line.due_on, line.original_on or line.due_on)
        if line.starts_on and line.starts_on <= solid:
            start, end = self.months.place(line.starts_on), self.months.place(solid, is_end=True)
            if end > start:
                draw.staged(start, middle - _BAR / 2, end - start, _BAR, line.stage)
        end = self.months.place(line.due_on, is_end=True)
        if line.has_moved:
            first = self.months.place(line.original_on, is_end=True)
            draw.line(first, middle, end, middle, stroke=INK, thick=1.5, dashes=_MOVED)
            if self.months.holds(line.original_on):
                self._post(first, middle, WHITE)
        begin = min(map(self.months.place, line.days))
        if self.months.holds(line.due_on):
            self._post(end, middle, INK)
            self._end(line, end + _POST, line.late, begin)
        else:
            is_right = end > _LEFT
            draw.arrow(end + (9 if is_right else -9), middle, is_right)
            self._end(
                line, end + 10 * is_right, f"due {in_words(line.due_on)}{', ' + line.late if line.late else ''}", begin
            )

    def _post(self, x, middle, fill):
        self.drawing.box(x - _POST / 2, middle - 6, _POST, 12, fill, INK)

    def _end(self, line, left, words, begin):
        """The shape of what is reached, and words beside it, or before `begin` where there is no room for them."""
        left = min(left, WIDE - _TAG - 3)
        self.drawing.tag(line.stage, left, self.y + 2, _TAG)
        if words:
            room, right = width_of(words, SIZE), left + _TAG + 8
            if line.late and self.months.holds(line.due_on) and self.months.holds(self.on):
                right = self._missed(right - 4, room)
            right = right if right + room <= WIDE else max(begin - room - 6, _LEFT)
            self.drawing.box(right - 2, self.y + 1, room + 4, _PITCH - 2, WHITE)
            self.drawing.words(right, self.y + 12, words, SIZE, bold=True)

    def _missed(self, left, room):
        """A dashed stretch from `left` to today's line; gives where words that need `room` stand beside that."""
        today, middle = self.months.place(self.on), self.y + _PITCH / 2
        if left < today:
            self.drawing.line(left, middle, today, middle, stroke=RED, thick=1.5, dashes=_LATE)
        beside = max(left, today) + 5
        return beside if beside + room <= WIDE or today - left < room + 20 else today - room - 6

    def _marks(self, top, lines):
        """A line that says what the ends and the dashes mean."""
        draw, middle, left = self.drawing, top + 7, 4
        is_shown = {"moved": any(line.has_moved for line in lines), "late": any(line.late for line in lines)}
        for kind, words in _MARKS:
            if not is_shown.get(kind, True):
                continue
            if kind == "moved":
                self._post(left, middle, WHITE)
                draw.line(left + 2, middle, left + 24, middle, stroke=INK, thick=1.5, dashes=_MOVED)
            elif kind == "bar":
                draw.box(left, middle - _BAR / 2, 26, _BAR, GREY)
            elif kind == "late":
                draw.line(left, middle, left + 26, middle, stroke=RED, thick=1.5, dashes=_LATE)
                draw.line(left + 26, top, left + 26, top + 14, stroke=RED, thick=1.5)
            if kind != "late":
                self._post(left + 26, middle, INK)
            draw.words(left + 34, top + 11.5, words, SIZE)
            left += 34 + width_of(words, SIZE) + 20
