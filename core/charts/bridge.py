"""A bridge: how one amount becomes another, movement by movement."""

from dataclasses import dataclass
from decimal import Decimal

from core.money import shown
from core.shapes import GREY, INK

from .drawing import Drawing, in_lines, width_of

WIDE, _LEFT, _RIGHT, _TOP, _HIGH = 720, 6, 714, 30, 220
_WHOLE, _UP, _DOWN, _HATCH = "#4c6272", "#005eb8", "#ffffff", 6
_LABEL, _LINES = 9.5, 4


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a bridge: a whole amount that it stands on (`is_whole`), or a movement from there."""

    label: str
    amount: Decimal
    is_whole: bool = False


def bridge(name, steps):
    """The `Step`s as SVG, from left to right. Without steps it says so.

    Where the movements are small beside what they move, the axis does not begin at zero, and the picture says so.
    """
    drawing = Drawing(name)
    if not steps:
        drawing.words(0, _TOP, "Nothing to show yet")
        return drawing.svg("nothing to show yet", WIDE, _TOP + 20)
    spans = list(_spans(steps))
    ends = [end for span in spans for end in span]
    lowest, highest = _range(ends, steps)
    bottom, scale = _TOP + _HIGH, _HIGH / float(highest - lowest)

    def place(value):
        return bottom - (float(value - lowest) * scale if value > lowest else 0)

    wide = (_RIGHT - _LEFT) / len(steps)
    for number, (step, span) in enumerate(zip(steps, spans, strict=True)):
        _draw(drawing, step, _LEFT + number * wide, wide, [place(end) for end in span])
        if number + 1 < len(steps):
            level, left = place(span[1]), _LEFT + number * wide
            drawing.line(left + wide * 0.85, level, left + wide * 1.15, level, stroke=GREY)
    drawing.line(_LEFT, bottom, _RIGHT, bottom, stroke=GREY)
    if lowest > 0:
        drawing.words(_LEFT, 14, f"The axis begins at {shown(lowest)}, not at zero.", size=12, fill=GREY)
    return drawing.svg(
        "; ".join(f"{step.label}: {shown(step.amount)}" for step in steps), WIDE, bottom + 26 + _LINES * 13
    )


def _spans(steps):
    """(from, to) of each step, on the axis."""
    now = Decimal(0)
    for step in steps:
        before, now = (Decimal(0), step.amount) if step.is_whole else (now, now + step.amount)
        yield before, now


def _range(ends, steps):
    """(lowest, highest) value shown: from zero, unless the ends lie within a third of the least of them."""
    tops = [end for (end, _) in zip(ends[1::2], steps, strict=True)]
    least, most = min(tops), max(*tops, Decimal(1))
    if least > 0 and (most - least) * 3 < least:
        return least - (most - least) / 2 - 1, most
    return min(least, Decimal(0)), most


def _draw(drawing, step, left, wide, levels):
    top, low = min(levels), max(levels)
    inner, thick = left + wide * 0.15, wide * 0.7
    fill = _WHOLE if step.is_whole else _UP if step.amount >= 0 else _DOWN
    drawing.box(inner, top, thick, max(low - top, 1), fill, INK)
    if fill == _DOWN:
        for y in range(int(top) + _HATCH, int(low), _HATCH):
            drawing.line(inner, y, inner + thick, y, stroke=INK)
    words = shown(step.amount) if step.is_whole or step.amount < 0 else f"+{shown(step.amount)}"
    size = 12 if width_of(words, 12) <= wide else 10
    drawing.words(left + wide / 2, top - 5, words, size=size, anchor="middle", bold=True)
    for line, part in enumerate(in_lines(step.label, _LABEL, wide - 4, _LINES)):
        drawing.words(left + wide / 2, _TOP + _HIGH + 16 + line * 13, part, size=_LABEL, anchor="middle")
