"""What is to be done by when, as a road: quarters across, a lane for each part, every stop in the quarter it is due.

Drawn for paper, in pieces that each fit a page of A4 landscape: at 273 mm wide its letters are 8.2 points high.
"""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from core.dates.calendar import in_words
from core.shapes import GREY, INK, PALE, RED, WHITE

from .drawing import Drawing, fitted, width_of
from .timeline import LINES_A_PAGE, SIZE, WIDE, Group, balanced

_PITCH, _TAG, _HEADING, _ABOVE = 16, 12, 2, 40
_CRITICAL, _POST = 3, 4
_LINE = "#aeb7bd"


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that is due in the `quarter` of that last day. `stage` gives its look.

    `original` is the last day of the quarter in which it was due first, where that is another; `late` are a few words,
    "" where it is not late.
    """

    ref: str
    title: str
    stage: str | None
    quarter: date
    original: date | None = None
    is_critical: bool = False
    late: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    title: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Quarter:
    """A column: from its first day to its last, and what it is called."""

    first: date
    last: date
    words: str


@dataclass(frozen=True, slots=True)
class Roadmap:
    """`pieces` are SVGs, one to a page; `outside` are sentences on stops whose quarters are not shown."""

    pieces: tuple[Markup, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Left:
    """The references of the stops that were due here first."""

    refs: tuple[str, ...]


def roadmap(name, lanes, quarters, on, entries, lines_a_page=LINES_A_PAGE):
    """The `Roadmap` of `Lane`s over `Quarter`s as at `on`; None for `lines_a_page` makes one piece of all.

    `entries` are (stage, words) of the key, of which those are shown that some stop has.
    """
    groups = [Group(lane.title, rows) for lane in lanes if (rows := _rows(lane, quarters))]
    every = sum(len(group.lines) + _HEADING for group in groups)
    stages = {stop.stage or None for lane in lanes for stop in lane.stops}
    shown = [entry for entry in entries if (entry[0] or None) in stages]
    pages, pieces = balanced(groups, lines_a_page or every), []
    for number, page in enumerate(pages, start=1):
        called = name if len(pages) == 1 else f"{name}, part {number} of {len(pages)}"
        pieces.append(_Piece(called, quarters, on).drawn(page, shown))
    return Roadmap(tuple(pieces), tuple(_outside(lanes, quarters)))


def _rows(lane, quarters):
    """The lines of a lane, each a tuple of what stands in each quarter: a `Stop`, a `_Left` or None."""
    columns = {quarter.last: [] for quarter in quarters}
    for stop in lane.stops:
        if stop.quarter in columns:
            columns[stop.quarter].append(stop)
    for last, column in columns.items():
        if left := tuple(stop.ref for stop in lane.stops if stop.original == last):
            column.append(_Left(left))
    deep = max(map(len, columns.values()), default=0)
    return tuple(
        tuple(column[line] if line < len(column) else None for column in columns.values()) for line in range(deep)
    )


def _outside(lanes, quarters):
    known = {quarter.last for quarter in quarters}
    for lane in lanes:
        for stop in lane.stops:
            if stop.quarter not in known:
                yield f"{stop.ref} {stop.title}: due in the quarter to {in_words(stop.quarter)}, beyond the picture."


class _Piece:
    """One page of a roadmap."""

    def __init__(self, name, quarters, on):
        self.drawing, self.quarters, self.on = Drawing(name), quarters, on
        self.wide = WIDE / max(1, len(quarters))

    def drawn(self, groups, entries):
        bottom = _ABOVE + sum(_HEADING + len(group.lines) for group in groups) * _PITCH
        y = _ABOVE
        for group in groups:
            y = self._ground(group, y)
        self._quarters(bottom)
        self._today()
        y = _ABOVE
        for group in groups:
            self.drawing.words(0, y + 25, fitted(group.title, 13, WIDE), bold=True)
            y += _HEADING * _PITCH
            for place, line in enumerate(group.lines):
                self._line(line, y, PALE if place % 2 else WHITE)
                y += _PITCH
        self._marks(bottom + 10, groups)
        high = self.drawing.key(entries, bottom + 30, WIDE, SIZE)
        return self.drawing.svg(self._said(groups), WIDE, bottom + 30 + high)

    def _ground(self, group, y):
        """A pale ground under every other line, to lead the eye along it."""
        y += _HEADING * _PITCH
        for place in range(1, len(group.lines), 2):
            self.drawing.box(0, y + place * _PITCH, WIDE, _PITCH, PALE)
        return y + len(group.lines) * _PITCH

    def _quarters(self, bottom):
        for place, quarter in enumerate(self.quarters):
            left = place * self.wide
            self.drawing.line(left, 4, left, bottom, _LINE)
            self.drawing.words(left + 4, 14, fitted(quarter.words, SIZE, self.wide - 8), SIZE, GREY, bold=True)

    def _today(self):
        """A mark for the day looked at, above the lanes: within a quarter what is due stands in no order of days."""
        for place, quarter in enumerate(self.quarters):
            if quarter.first <= self.on <= quarter.last:
                gone = (self.on - quarter.first).days / ((quarter.last - quarter.first).days + 1)
                x, words = (place + gone) * self.wide, in_words(self.on)
                room = width_of(words, SIZE)
                left = x + 5 if x + 7 + room <= WIDE else x - 5 - room
                self.drawing.box(left - 2, 19, room + 4, 15, WHITE)
                self.drawing.line(x, 20, x, _ABOVE, stroke=RED, thick=2.5)
                self.drawing.words(left, 31, words, SIZE, bold=True)

    def _line(self, line, y, ground):
        for place, found in enumerate(line):
            left = place * self.wide + 4
            if isinstance(found, Stop):
                self._stop(found, left, y, ground)
            elif found:
                self._left(found, left, y, ground)

    def _stop(self, stop, left, y, ground):
        draw, room = self.drawing, self.wide - 8
        begin = left + _CRITICAL + 2
        late = f" {stop.late}" if stop.late else ""
        after = width_of(late, SIZE)
        words = fitted(f"{stop.ref} {stop.title}", SIZE, room - (begin - left) - _TAG - 8 - after)
        draw.box(left, y + 1, room, _PITCH - 2, ground)
        if stop.is_critical:
            draw.box(left, y + 1, _CRITICAL, _PITCH - 2, INK)
        draw.tag(stop.stage, begin, y + 2, _TAG)
        draw.words(begin + _TAG + 6, y + 12, words, SIZE, bold=stop.is_critical)
        if late:
            draw.words(begin + _TAG + 6 + width_of(f"{words} ", SIZE), y + 12, stop.late, SIZE, RED, bold=True)

    def _left(self, found, left, y, ground):
        begin = left + _CRITICAL + 2
        self.drawing.box(left, y + 1, self.wide - 8, _PITCH - 2, ground)
        self.drawing.box(begin + 5, y + 2, _POST, 12, WHITE, INK)
        words = fitted(f"Due here first: {', '.join(found.refs)}", SIZE, self.wide - 8 - _TAG - 12)
        self.drawing.words(begin + _TAG + 6, y + 12, words, SIZE, GREY)

    def _marks(self, top, groups):
        """A line that says what the bar and the hollow end mean."""
        found = [each for group in groups for line in group.lines for each in line if each]
        left = 4
        if any(isinstance(each, Stop) and each.is_critical for each in found):
            self.drawing.box(left, top, _CRITICAL, 14, INK)
            left = self._mark(left, top, "On the critical path")
        if any(isinstance(each, _Left) for each in found):
            self.drawing.box(left, top + 1, _POST, 12, WHITE, INK)
            self._mark(left, top, "Where it was due first; it stands where it is due now")

    def _mark(self, left, top, words):
        self.drawing.words(left + 12, top + 11.5, words, SIZE)
        return left + 12 + width_of(words, SIZE) + 20

    def _said(self, groups):
        stops = [each for group in groups for line in group.lines for each in line if isinstance(each, Stop)]
        moved = sum(bool(stop.original) for stop in stops)
        told = "; ".join(
            f"{quarter.words}: {sum(stop.quarter == quarter.last for stop in stops):,}" for quarter in self.quarters
        )
        late, critical = sum(bool(stop.late) for stop in stops), sum(stop.is_critical for stop in stops)
        return (
            f"{len(stops):,} due, by quarter {told}; {critical:,} on the critical path, {late:,} late, {moved:,} moved "
            f"from another quarter, as at {in_words(self.on)}"
        )
