"""Variances that lie on both sides of zero, one to a row: favourable to the right, adverse, hatched, to the left."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from core.money import shown
from core.shapes import GREY, INK, WHITE

from .drawing import PALE_LINE, Drawing, axis, in_two_lines, width_of

WIDE, _LABELS, _PITCH, _THICK, _ABOVE = 720, 210, 34, 20, 26
_FAVOURABLE, _ADVERSE = "#005eb8", "#ffffff"
_HATCH = 6


@dataclass(frozen=True, slots=True)
class VarianceBar:
    """A row; `amount` is favourable above zero."""

    label: str
    amount: Decimal


def variances(name, rows):
    """A `VarianceBar` a row as SVG. Without rows it says so."""
    drawing = Drawing(name)
    if not rows:
        drawing.words(0, _ABOVE, "Nothing to show yet")
        return drawing.svg("nothing to show yet", WIDE, _ABOVE + 20)
    bottom = _ABOVE + len(rows) * _PITCH
    least, most, step = _reach([row.amount for row in rows])
    after = max(width_of(shown(row.amount), 13) for row in rows) + 14
    left, right = _LABELS + after, WIDE - after
    scale = Decimal(right - left) / (most - least)
    zero = left + float(-least * scale)
    for value in range(least, most + 1, step):
        x = zero + float(value * scale)
        drawing.line(x, _ABOVE - 6, x, bottom, stroke=GREY if value == 0 else PALE_LINE)
        drawing.words(x, bottom + 16, shown(Decimal(value)), size=12, fill=GREY, anchor="middle")
    drawing.words(zero - 8, 12, "Adverse", size=12, fill=GREY, anchor="end")
    drawing.words(zero + 8, 12, "Favourable", size=12, fill=GREY)
    for place, row in enumerate(rows):
        _row(drawing, row, _ABOVE + place * _PITCH + (_PITCH - _THICK) / 2, zero, float(row.amount * scale))
    return drawing.svg("; ".join(f"{row.label}: {shown(row.amount)}" for row in rows), WIDE, bottom + 26)


def _reach(amounts):
    """(from, to, step) of an axis in whole steps that holds all `amounts`, and zero."""
    least, most = min(0, *amounts), max(0, *amounts)
    step, _ = axis(max(1, ceil(most - least)))
    return -ceil(-least / step) * step, max(ceil(most / step), least == 0) * step, step


def _row(drawing, row, top, zero, long):
    first, second = in_two_lines(row.label, 13, _LABELS - 12)
    base = top + (14.5 if not second else 7.5)
    for line, part in enumerate((first, second)):
        drawing.words(_LABELS - 10, base + line * 14, part, anchor="end")
    start = min(zero, zero + long)
    drawing.box(start, top, abs(long), _THICK, _FAVOURABLE if row.amount >= 0 else _ADVERSE, INK)
    if row.amount < 0:
        for x in range(int(start) + _HATCH, int(zero), _HATCH):
            drawing.line(x, top, x, top + _THICK, stroke=INK)
    words, end = shown(row.amount), zero + long
    wide = width_of(words, 13)
    is_right = row.amount >= 0
    drawing.box(end + 5 if is_right else end - wide - 9, top + 2, wide + 4, _THICK - 4, WHITE)
    place = end + 7 if is_right else end - 7
    drawing.words(place, top + 14.5, words, anchor="start" if is_right else "end", bold=True)
