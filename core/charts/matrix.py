"""The map of risks: likelihood upwards, consequence to the right, and in each square what scores so."""

from dataclasses import dataclass

from core.shapes import GREY, INK, WHITE, look

from .drawing import Drawing, fitted, width_of

WIDE = 720
_LEFT, _TOP, _CELL, _HIGH, _BELOW = 120, 8, 118, 74, 46
_MARK, _GAP, _SIZE = 18, 4, 12
# A cell has room for three lines of marks; what has none is counted.
_LINES, _MORE = 3, 58
STEPS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing on the map: what it is called, its square, whether it is where that stands now or where it shall come to.

    `url` may be "": then it is no link. `said` is what is read out for it.
    """

    name: str
    likelihood: int
    consequence: int
    is_target: bool = False
    url: str = ""
    said: str = ""


def matrix(name, marks, level_of, likelihoods, consequences):
    """The map of `Mark`s as SVG. `level_of` is {(likelihood, consequence): level}; the two others name the steps.

    What is now stands in ink on white, a target in a broken frame.
    """
    drawing = Drawing(name)
    for likelihood in STEPS:
        top = _TOP + (STEPS[-1] - likelihood) * _HIGH
        drawing.words(_LEFT - 10, top + _HIGH / 2 - 2, f"{likelihood}", size=14, anchor="end", bold=True)
        drawing.words(_LEFT - 10, top + _HIGH / 2 + 14, fitted(likelihoods[likelihood], 12, _LEFT - 14), size=12,
                      fill=GREY, anchor="end")  # fmt: skip
        for consequence in STEPS:
            left = _LEFT + (consequence - 1) * _CELL
            level = level_of[likelihood, consequence]
            drawing.staged(left, top, _CELL, _HIGH, level)
            drawing.tag(level, left + 3, top + _HIGH - 17)
            score = width_of(f"{likelihood * consequence}", 12)
            # The number stands on the plain colour: on a pattern it would be hard to read.
            drawing.box(left + _CELL - score - 8, top + _HIGH - 18, score + 6, 16, look(level).background)
            drawing.words(left + _CELL - 5, top + _HIGH - 6, f"{likelihood * consequence}", size=12, anchor="end",
                          fill=_on(level))  # fmt: skip
            here = [mark for mark in marks if (mark.likelihood, mark.consequence) == (likelihood, consequence)]
            _place(drawing, here, left + 4, top + 4)
    bottom = _TOP + len(STEPS) * _HIGH
    for consequence in STEPS:
        middle = _LEFT + (consequence - 0.5) * _CELL
        drawing.words(middle, bottom + 17, f"{consequence}", size=14, anchor="middle", bold=True)
        drawing.words(middle, bottom + 33, fitted(consequences[consequence], 12, _CELL - 4), size=12, fill=GREY,
                      anchor="middle")  # fmt: skip
    return drawing.svg(_said(marks), WIDE, bottom + _BELOW)


def _on(level):
    return look(level).text


def _place(drawing, marks, left, top):
    """The marks of one square, in lines; those that have no room are counted."""
    x, line = 0, 0
    for position, mark in enumerate(marks):
        words = fitted(mark.name, _SIZE, 70)
        wide, before = width_of(words, _SIZE) + 8, (x, line)
        if x and x + wide > _CELL - 8:
            x, line = 0, line + 1
        is_tight = position < len(marks) - 1 and x + wide > _CELL - 8 - _GAP - _MORE
        if line == _LINES or (line == _LINES - 1 and is_tight):
            x, line = before if line == _LINES else (x, line)
            _more(drawing, f"+{len(marks) - position} more", left + x, top + line * (_MARK + _GAP))
            return
        y = top + line * (_MARK + _GAP)
        drawing.box(left + x, y, wide, _MARK, WHITE, WHITE if mark.is_target else INK)
        if mark.is_target:
            _broken(drawing, left + x, y, wide)
        drawing.words(left + x + 4, y + 13, words, size=_SIZE, bold=not mark.is_target)
        if mark.url:
            drawing.link(mark.url, mark.said, left + x, y, wide, _MARK)
        x += wide + _GAP


def _more(drawing, words, left, top):
    # On a ground of its own: over the pattern of the square it could not be read.
    drawing.box(left, top, _MORE, _MARK, WHITE)
    drawing.words(left + 3, top + 13, words, size=_SIZE, bold=True)


def _broken(drawing, left, top, wide):
    for y in (top, top + _MARK):
        drawing.line(left, y, left + wide, y, stroke=INK, dashes="3 2")
    for x in (left, left + wide):
        drawing.line(x, top, x, top + _MARK, stroke=INK, dashes="3 2")


def _said(marks):
    if not marks:
        return "no risk has a place on it"
    return "; ".join(
        f"{mark.name}{' shall come to' if mark.is_target else ''} likelihood {mark.likelihood}, consequence "
        f"{mark.consequence}"
        for mark in marks
    )
