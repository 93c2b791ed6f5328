"""Amounts month by month: a column for what happened, a line across it for what was planned."""

from dataclasses import dataclass
from decimal import Decimal

from core.money import shown
from core.shapes import GREY, INK, WHITE

from .drawing import Drawing, axis, rules

WIDE, _LEFT, _RIGHT, _TOP, _HIGH = 720, 70, 710, 34, 200
_FILL = "#005eb8"


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month; None where an amount is not known."""

    label: str
    actual: Decimal | None
    planned: Decimal | None


def by_month(name, months):
    """A `MonthBar` a column as SVG. Without an amount it says so."""
    drawing = Drawing(name)
    amounts = [amount for month in months for amount in (month.actual, month.planned) if amount is not None]
    if not amounts:
        drawing.words(0, _TOP, "Nothing to show yet")
        return drawing.svg("nothing to show yet", WIDE, _TOP + 20)
    _, most = axis(max(1, int(max(amounts))))
    bottom = _TOP + _HIGH

    def place(value):
        return bottom - _HIGH * float(value) / most

    rules(drawing, most, _LEFT, _RIGHT, place)
    wide = (_RIGHT - _LEFT) / len(months)
    for number, month in enumerate(months):
        _month(drawing, month, _LEFT + number * wide, wide, bottom, place)
    drawing.box(_LEFT, 6, 14, 12, _FILL, INK)
    drawing.words(_LEFT + 20, 16.5, "Actual", size=12)
    drawing.line(_LEFT + 80, 12, _LEFT + 100, 12, stroke=INK, thick=3)
    drawing.words(_LEFT + 106, 16.5, "Plan", size=12)
    if any(month.actual is None for month in months):
        drawing.words(_LEFT + 156, 16.5, "No column: not known", size=12, fill=GREY)
    return drawing.svg("; ".join(map(_said, months)), WIDE, bottom + 26)


def _month(drawing, month, left, wide, bottom, place):
    middle, half = left + wide / 2, min(wide * 0.35, 24)
    drawing.words(middle, bottom + 17, month.label, size=12, fill=GREY, anchor="middle")
    if month.actual is not None:
        top, low = sorted((place(month.actual), bottom))
        drawing.box(middle - half, top, 2 * half, low - top, _FILL, INK)
    if month.planned is not None:
        level = place(month.planned)
        drawing.line(middle - half - 4, level, middle + half + 4, level, stroke=WHITE, thick=6)
        drawing.line(middle - half - 4, level, middle + half + 4, level, stroke=INK, thick=3)


def _said(month):
    return f"{month.label}: {_or(month.actual)}, planned {_or(month.planned)}"


def _or(amount):
    return "not known" if amount is None else shown(amount)
