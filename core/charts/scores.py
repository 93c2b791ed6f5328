"""A score over time: a line that steps from day to day, on bands of colour, with the score it shall come to."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from core.dates.calendar import MONTHS
from core.shapes import GREY, INK, WHITE

from .drawing import Drawing, width_of
from .months import Months

WIDE, _LEFT, _RIGHT, _TOP, _HIGH = 720, 40, 690, 12, 200
_MOST = 25


@dataclass(frozen=True, slots=True)
class ScoredOn:
    """A score from a day on; `level` gives the look of its mark."""

    on: date
    score: int
    level: str | None


def scores(name, scored, on, target=None):
    """The `ScoredOn`s of one risk, oldest first, as SVG up to the day `on`; `target` is the score it shall come to."""
    drawing, bottom = Drawing(name), _TOP + _HIGH
    if not scored:
        drawing.words(0, _TOP + 18, "Nothing to show yet")
        return drawing.svg("no score yet", WIDE, _TOP + 40)
    months = Months.of([each.on for each in scored], on, _LEFT, _RIGHT)

    def height(score):
        return bottom - _HIGH * min(score, _MOST) / _MOST

    for value in range(0, _MOST + 1, 5):
        drawing.line(_LEFT, height(value), _RIGHT, height(value), stroke=GREY if value == 0 else "#d8dde0")
        drawing.words(_LEFT - 8, height(value) + 4, f"{value}", size=12, fill=GREY, anchor="end")
    if target is not None:
        drawing.line(_LEFT, height(target), _RIGHT, height(target), stroke=INK, dashes="6 4")
        drawing.words(_RIGHT, height(target) - 5, f"Target {target}", size=12, anchor="end")
    step = months.step(width_of("Mmm 2000", 12) + 8)
    for month in months.begins():
        if (month.month - 1) % step == 0:
            drawing.words(months.place(month), bottom + 18, f"{MONTHS[month.month - 1][:3]} {month.year}", 12, GREY)
    for before, after in pairwise(scored):
        drawing.line(
            months.place(before.on), height(before.score), months.place(after.on), height(before.score), INK, 2
        )
        drawing.line(months.place(after.on), height(before.score), months.place(after.on), height(after.score), INK, 2)
    last = scored[-1]
    drawing.line(months.place(last.on), height(last.score), months.place(max(on, last.on)), height(last.score), INK, 2)
    for each in scored:
        left, top = months.place(each.on) - 8, height(each.score) - 7
        drawing.tag(each.level, left, top)
        wide = width_of(str(each.score), 12) + 4
        drawing.box(left - wide - 3, top, wide, 14, WHITE)
        drawing.words(left - wide - 1, top + 12, str(each.score), size=12, bold=True)
    return drawing.svg(_said(scored, target), WIDE, bottom + 30)


def _said(scored, target):
    told = "; ".join(f"{each.score} from {each.on:%d/%m/%Y}" for each in scored)
    return told if target is None else f"{told}; target {target}"
