"""Work over the quarters of the NHS year: a bar for each piece of it, years and quarters across, today's line.

Drawn for paper as the timeline is: at 273 mm wide its letters are 8.2 points high.
"""

from dataclasses import dataclass
from datetime import date

from core.dates.calendar import financial_year_of, in_words, quarter_span
from core.shapes import GREY, INK, PALE, RED, WHITE

from .drawing import Drawing, fitted, width_of
from .months import Months
from .timeline import SIZE, WIDE, Timeline, balanced

PLAIN = "plain"  # the stage of a bar that has none
# How many lines a page has room for below its words; a heading takes the room of two.
LINES_A_PAGE = 24
_LEFT, _RIGHT, _PITCH, _ABOVE, _HEADING = 336, 1050, 18, 52, 2
_BAR, _MARK = 11, 5
_YEAR_LINE = "#aeb7bd"
_TOLD = 12
# Programmes run for years; what lies further from the middle of them all is mistyped.
_REACH = 8 * 366


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work from the first day of a quarter to the last day of another; None where one is not known.

    `said` is both in words. `stage` gives the look of its bar, `marks` are days on which something is handed over.
    """

    title: str
    starts_on: date | None
    ends_on: date | None
    said: str
    stage: str | None = PLAIN
    marks: tuple[date, ...] = ()

    @property
    def days(self):
        return [day for day in (self.starts_on, self.ends_on, *self.marks) if day]


def gantt(name, groups, on, entries=(), lines_a_page=LINES_A_PAGE):
    """The `Timeline` of `Group`s of `Work` as at `on`; None for `lines_a_page` makes one piece of all.

    A group without a title has no heading. `entries` are (stage, words) of the key, of which those are shown that some
    bar has.
    """
    every = [work for group in groups for work in group.lines]
    days = [day for work in every for given in work.days for day in _quarter(given)]
    months = Months.of([*days, *_quarter(on)], on, _LEFT, _RIGHT, _REACH)
    pages = balanced(groups, lines_a_page or len(every) + _HEADING * len(groups))
    shown = [entry for entry in entries if entry[0] in {work.stage for work in every}]
    pieces = []
    for number, page in enumerate(pages, start=1):
        called = name if len(pages) == 1 else f"{name}, part {number} of {len(pages)}"
        pieces.append(_Piece(called, months, on).drawn(page, shown))
    return Timeline(tuple(pieces), tuple(_outside(every, months)))


def _quarter(day):
    """First and last day of the quarter in which a day lies."""
    return quarter_span(financial_year_of(day), _number(day))


def _number(day):
    return (day.month - 4) % 12 // 3 + 1


def _outside(every, months):
    for work in every:
        if any(not months.holds(day) for day in work.days):
            shown = f"{in_words(date.fromordinal(months.first))} to {in_words(months.final)}"
            yield f"{work.title}: {work.said}, beyond the picture ({shown})."


class _Piece:
    """One page of the picture."""

    def __init__(self, name, months, on):
        self.drawing, self.months, self.on, self.y = Drawing(name), months, on, _ABOVE

    def drawn(self, groups, entries):
        rows = [work for group in groups for work in group.lines]
        headed = sum(bool(group.title) for group in groups)
        bottom = _ABOVE + (headed * _HEADING + len(rows)) * _PITCH
        self._grounds(groups)
        self._quarters(bottom)
        self._today(bottom)
        for group in groups:
            if group.title:
                self.drawing.words(0, self.y + 27, fitted(group.title, 13, _LEFT - 10), bold=True)
                self.y += _HEADING * _PITCH
            for work in group.lines:
                self._work(work)
                self.y += _PITCH
        high = self._marks(bottom + 8, rows)
        high += self.drawing.key(entries, bottom + 8 + high, WIDE, SIZE)
        return self.drawing.svg(self._said(rows), WIDE, bottom + 8 + high)

    def _said(self, rows):
        told = [f"{work.title}: {work.said}" for work in rows[:_TOLD]]
        more = [f"and {len(rows) - _TOLD} more"] if len(rows) > _TOLD else []
        return f"{'; '.join([*told, *more])}; as at {in_words(self.on)}"

    def _grounds(self, groups):
        """A pale ground under every other line, to lead the eye from the title to the bar."""
        y = _ABOVE
        for group in groups:
            y += _HEADING * _PITCH if group.title else 0
            for position in range(1, len(group.lines), 2):
                self.drawing.box(0, y + position * _PITCH, WIDE, _PITCH, PALE)
            y += len(group.lines) * _PITCH

    def _quarters(self, bottom):
        """Lines where years and quarters begin; quarters are named where all of them have room."""
        begins = [month for month in self.months.begins() if month.month in (1, 4, 7, 10)]
        room = (_RIGHT - _LEFT) / len(begins)
        named, years_have_room = room >= width_of("Q4", SIZE) + 6, 4 * room >= width_of("2019/20", SIZE) + 6
        for place, begin in enumerate(begins):
            x, is_year = self.months.place(begin), begin.month == 4
            self.drawing.line(x, 4 if is_year else 18, x, bottom, _YEAR_LINE, 1 if is_year else 0.4)
            if (is_year and years_have_room) or (place == 0 and self._fits_before_april(begins)):
                first = financial_year_of(begin)
                self.drawing.words(x + 2, 13, f"{first}/{(first + 1) % 100:02}", SIZE, GREY, bold=True)
            if named:
                self.drawing.words(x + 3, 28, f"Q{_number(begin)}", SIZE, GREY)
        self.drawing.line(_RIGHT, 18, _RIGHT, bottom, _YEAR_LINE, 0.4)

    def _fits_before_april(self, begins):
        """Whether the year in which the picture begins has room for its name before the next one's."""
        april = next((begin for begin in begins[1:] if begin.month == 4), None)
        end = self.months.place(april) if april else _RIGHT
        return end - self.months.place(begins[0]) >= width_of("2019/20", SIZE) + 6

    def _today(self, bottom):
        """A line from below the names of the quarters, its day beside it in a row of its own."""
        if not self.months.holds(self.on):
            return
        x, words = self.months.place(self.on), in_words(self.on)
        room = width_of(words, SIZE)
        left = x + 5 if x + 7 + room <= WIDE else x - 5 - room
        self.drawing.box(left - 2, 34, room + 4, 15, WHITE)
        self.drawing.line(x, 34, x, bottom, stroke=RED, thick=1.5)
        self.drawing.words(left, 46, words, SIZE, bold=True)

    def _work(self, work):
        draw, base, middle = self.drawing, self.y + 13, self.y + _PITCH / 2
        draw.words(0, base, fitted(work.title, SIZE, _LEFT - 10), SIZE)
        known = [day for day in (work.starts_on, work.ends_on) if day]
        if not known:
            self._beside(_LEFT + 4, fitted(work.said, SIZE, _RIGHT - _LEFT - 8))
        else:
            self._bar(work, middle, *known)
        for day in filter(self.months.holds, work.marks):
            self._mark(self.months.place(day, is_end=True), middle)

    def _bar(self, work, middle, first, last=None):
        """The bar of a work; one of which only one end is known is hollow, as wide as that quarter."""
        start = self.months.place(_quarter(first)[0])
        end = self.months.place(_quarter(last or first)[1], is_end=True)
        if end > start and any(map(self.months.holds, (first, last or first))):
            wide = end - start
            if last is None:
                self.drawing.box(start, middle - _BAR / 2, wide, _BAR, WHITE, INK)
                self._beside(end + 4, work.said)
            elif work.stage == PLAIN:
                self.drawing.box(start, middle - _BAR / 2, wide, _BAR, GREY, WHITE)
            else:
                self.drawing.staged(start, middle - _BAR / 2, wide, _BAR, work.stage)
        if any(day.toordinal() < self.months.first for day in work.days):
            self.drawing.arrow(_LEFT - 8, middle, is_right=False)
        if any(day.toordinal() >= self.months.last for day in work.days):
            self.drawing.arrow(_RIGHT + 9, middle, is_right=True)

    def _beside(self, left, words):
        room = width_of(words, SIZE)
        left = left if left + room <= WIDE - 3 else WIDE - room - 3
        self.drawing.box(left - 1, self.y + 2, room + 3, _PITCH - 4, WHITE)
        self.drawing.words(left, self.y + 13, words, SIZE)

    def _mark(self, x, middle):
        self.drawing.box(x - _MARK, middle - _MARK, _MARK, 2 * _MARK, INK, WHITE)

    def _marks(self, top, rows):
        """A line that says what a mark and a hollow bar mean; gives how high it is."""
        left, high = 4, 0
        if any(work.marks for work in rows):
            self._mark(left + 6, top + 8)
            words = "Something is handed over in the quarter that ends here"
            self.drawing.words(left + 14, top + 12, words, SIZE)
            left, high = left + 14 + width_of(words, SIZE) + 20, 22
        if any((work.starts_on is None) != (work.ends_on is None) for work in rows):
            self.drawing.box(left, top + 3, 26, _BAR, WHITE, INK)
            self.drawing.words(left + 32, top + 12, "Only one of its quarters is known", SIZE)
            high = 22
        return high
