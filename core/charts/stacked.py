"""Counts by stage as parts of a bar, and over time as parts of columns."""

from dataclasses import dataclass

from core.shapes import INK, look

from .drawing import SHAPE, Drawing, axis, in_two_lines, rules

WIDTH, HEIGHT = 320, 22
_DIGIT = 7.5
# Of columns: how many, how wide, how much room for each, how high; what stands around them.
AT_MOST = 12
_COLUMN, _PITCH, TALL, _LEFT, _ABOVE = 44, 64, 220, 40, 24
_NARROWEST = 320


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: how many there are of what `label` names; `stage` gives the look."""

    label: str
    count: int
    stage: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of several: `label` stands beneath it, such as a date, `segments` from zero upwards."""

    label: str
    segments: tuple[Segment, ...]

    @property
    def total(self):
        return sum(segment.count for segment in self.segments)


def stacked_bar(name, segments, width=WIDTH):
    """One bar from zero to the sum of `segments`, as SVG. `name` is what it counts.

    A number stands in its segment where it fits, with the shape where that fits too; the title has all of them. With
    nothing to count the bar is an empty outline.
    """
    total = sum(segment.count for segment in segments)
    drawing, at = Drawing(name), 0
    for segment in segments:
        if segment.count:
            wide = width * segment.count / total
            drawing.staged(at, 0, wide, HEIGHT, segment.stage)
            number_in(drawing, segment, at, 0, wide, HEIGHT)
            at += wide
    drawing.box(0.5, 0.5, width - 1, HEIGHT - 1, "none", INK)
    return drawing.svg(said_of(segments), width, HEIGHT, "app-bar")


def rag_over_time(name, columns, tall=TALL):
    """Counts by stage at several dates as SVG: a column each from zero, the numbers in them, a key beneath.

    Of more than AT_MOST `Column`s the last are drawn. It is as wide as they need, its axis `tall`; without any it says
    so.
    """
    columns = columns[-AT_MOST:]
    drawing = Drawing(name)
    right = max(_NARROWEST, _LEFT + len(columns) * _PITCH + 10)
    _, top = axis(max((column.total for column in columns), default=0))
    base = _ABOVE + tall

    def place(value):
        return base - tall * value / top

    rules(drawing, top, _LEFT, right, place)
    for position, column in enumerate(columns):
        _column(drawing, column, _LEFT + 10 + position * _PITCH, place)
    if not columns:
        drawing.words((_LEFT + right) / 2, _ABOVE + tall / 2, "Nothing to show yet", anchor="middle")
    height = base + 46 + drawing.key(key_of(columns), base + 46, right)
    said = "; ".join(f"{column.label}: {said_of(column.segments)}" for column in columns) or "nothing to show yet"
    return drawing.svg(said, right, height)


def _column(drawing, column, left, place):
    at = 0
    for segment in column.segments:
        if segment.count:
            top, bottom = place(at + segment.count), place(at)
            drawing.staged(left, top, _COLUMN, bottom - top, segment.stage)
            number_in(drawing, segment, left, top, _COLUMN, bottom - top)
            at += segment.count
    middle = left + _COLUMN / 2
    drawing.words(middle, place(at) - 6, f"{at:,}", bold=True, anchor="middle")
    for line, words in enumerate(in_two_lines(column.label, 12, _PITCH - 6)):
        drawing.words(middle, place(0) + 16 + line * 14, words, size=12, anchor="middle")


def key_of(columns):
    """[(stage, label)] of what some `Column` has, in the order of their segments."""
    every = [segment for column in columns for segment in column.segments]
    counted = {segment.label for segment in every if segment.count}
    return list(dict.fromkeys((segment.stage, segment.label) for segment in every if segment.label in counted))


def said_of(segments):
    """ "12 complete, 1 unrated" """
    return (
        ", ".join(f"{segment.count:,} {segment.label}" for segment in segments if segment.count) or "nothing to count"
    )


def number_in(drawing, segment, left, top, wide, high):
    """Draw the number of a coloured part in its middle, and its shape beside it, where there is room."""
    style, number = look(segment.stage), len(f"{segment.count:,}") * _DIGIT
    if wide - 2 < number or high < 15:
        return
    shaped = wide - 2 >= number + SHAPE + 4
    content = number + (SHAPE + 3 if shaped else 0)
    start, middle = left + (wide - content) / 2, top + high / 2
    # The ground of the number is plain, so that no line of a pattern runs through it.
    drawing.box(start - 2, middle - 7, content + 4, 14, style.background)
    if shaped:
        drawing.shape(segment.stage, start, middle - 6)
    drawing.words(start + content - number, middle + 4.5, f"{segment.count:,}", fill=style.text, bold=True)
