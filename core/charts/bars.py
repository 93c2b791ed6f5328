"""Bars that lie: one to a row, all from the same zero, of counts by stage or of a single number."""

from dataclasses import dataclass

from core.shapes import GREY, INK, WHITE

from .drawing import PALE_LINE, Drawing, axis, fitted, in_two_lines, width_of
from .stacked import key_of, number_in, said_of

WIDE, _LABELS, _PITCH, _THICK, _ABOVE = 720, 210, 36, 22, 8
# The words at the end of a bar have at most this much of the width.
_AFTER = 230


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar as long as `count`, from zero; `label` stands before it, `said` at its end, such as "61 days"."""

    label: str
    count: int
    said: str


def bars(name, rows):
    """A `Bar` a row as SVG, over an axis of counts. Without rows it says so."""
    after = min(_AFTER, max((width_of(row.said, 13) for row in rows), default=0))
    frame = _Frame(name, [row.count for row in rows], after + 20)
    for position, row in enumerate(rows):
        end = frame.label(position, row.label, row.count)
        frame.drawing.box(_LABELS, frame.top(position), end - _LABELS, _THICK, GREY, INK)
        frame.after(position, end, fitted(row.said, 13, after))
    return frame.svg("; ".join(f"{row.label}: {row.said}" for row in rows))


def stacked_bars(name, rows):
    """A `Column` a row as SVG, its parts one after the other from zero, their sum at the end, a key beneath."""
    frame = _Frame(name, [row.total for row in rows], 50)
    for position, row in enumerate(rows):
        frame.label(position, row.label, row.total)
        at = 0
        for segment in row.segments:
            if segment.count:
                start, end = frame.place(at), frame.place(at + segment.count)
                frame.drawing.staged(start, frame.top(position), end - start, _THICK, segment.stage)
                number_in(frame.drawing, segment, start, frame.top(position), end - start, _THICK)
                at += segment.count
        frame.after(position, frame.place(at), f"{at:,}")
    return frame.svg("; ".join(f"{row.label}: {said_of(row.segments)}" for row in rows), key_of(rows))


class _Frame:
    """Rows with their labels, over an axis that reaches the largest of `counts`, with `after` free at the right."""

    def __init__(self, name, counts, after):
        self.drawing, self.rows = Drawing(name), len(counts)
        self._room = WIDE - _LABELS - after
        step, self._most = axis(max(counts, default=0))
        if not counts:
            self.drawing.words(0, _ABOVE + 18, "Nothing to show yet")
        for value in range(0, self._most + 1 if counts else 0, step):
            x = self.place(value)
            self.drawing.line(x, 0, x, self.bottom, stroke=GREY if value == 0 else PALE_LINE)
            self.drawing.words(x, self.bottom + 16, f"{value:,}", size=12, fill=GREY, anchor="middle")

    @property
    def bottom(self):
        return _ABOVE + max(1, self.rows) * _PITCH

    def place(self, count):
        return _LABELS + self._room * count / self._most

    @staticmethod
    def top(position):
        return _ABOVE + position * _PITCH + (_PITCH - _THICK) / 2

    def label(self, position, words, count):
        """Write what a row is called, and give where its bar ends."""
        first, second = in_two_lines(words, 13, _LABELS - 12)
        base = self.top(position) + (15.5 if not second else 8.5)
        for line, part in enumerate((first, second)):
            self.drawing.words(_LABELS - 10, base + line * 15, part, anchor="end")
        return self.place(count)

    def after(self, position, left, words):
        # On a ground of its own, so that no line of the axis runs through it.
        self.drawing.box(left + 5, self.top(position) + 3, width_of(words, 13) + 6, _THICK - 6, WHITE)
        self.drawing.words(left + 8, self.top(position) + 15.5, words, bold=True)

    def svg(self, said, entries=()):
        key = self.drawing.key(entries, self.bottom + 30, WIDE)
        return self.drawing.svg(said or "nothing to show yet", WIDE, self.bottom + 30 + key)
