"""Values over time as a line: with the limits of what is usual (an XmR chart), or beside what was planned.

What a value says is its mark, in shape and colour: improvement, concern, unusual, common. The axis of limits begins at
zero unless that would leave more than half of the picture empty, and says so; that of a plan always does.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from core.dates.calendar import in_short
from core.shapes import GREY, INK, WHITE, look

from .drawing import PALE_LINE, Drawing, width_of

WIDE, _LEFT, _RIGHT, _TOP, _HIGH = 720, 64, 640, 12, 220
_MARK, _SIZE = 12, 12
_STEPS = (1, 2, Decimal("2.5"), 5, 10)


@dataclass(frozen=True, slots=True)
class Measured:
    """A value; `label` names its period, `written` is the value in words, `mark` its look, `target` what it aims at."""

    on: date
    value: Decimal
    written: str
    label: str
    mark: str = "common"
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What is usual; `words` name the three as the lines have them."""

    mean: Decimal
    lower: Decimal
    upper: Decimal
    words: tuple[str, str, str] = field(default=("Mean", "Lower limit", "Upper limit"))


def xmr(name, points, limits=None, key=()):
    """`Measured` points in the order of their days as SVG; `key` are (look, words) of the marks that are used."""
    drawing = Drawing(name)
    if not points:
        drawing.words(0, _TOP + 18, "Nothing to show yet")
        return drawing.svg("no value yet", WIDE, _TOP + 40)
    scale = _Scale.of(points, limits)
    _axis(drawing, scale)
    places = _across(points)
    if limits:
        _limits(drawing, limits, scale)
    _targets(drawing, points, places, scale)
    for (x, point), (after, following) in pairwise(zip(places, points, strict=True)):
        drawing.line(x, scale.place(point.value), after, scale.place(following.value), stroke=GREY, thick=2)
    _marks(drawing, points, places, scale)
    bottom = _TOP + _HIGH
    _labels(drawing, points, places, bottom)
    _beneath(drawing, points, scale, bottom + 36)
    high = drawing.key(key, bottom + 48, WIDE) if key else 0
    return drawing.svg(_said(points, limits), WIDE, bottom + 48 + high)


@dataclass(frozen=True, slots=True)
class _Scale:
    least: Decimal
    most: Decimal
    step: Decimal

    @classmethod
    def of(cls, points, limits):
        shown = [each.value for each in points] + [each.target for each in points if each.target is not None]
        shown += [limits.lower, limits.upper] if limits else []
        least, most = min(shown), max(shown)
        if limits is None or least == most or 0 < least < most - least:
            least, most = min(least, Decimal(0)), max(most, Decimal(0))
        step = _step((most - least) or Decimal(1))
        begin = (least / step).to_integral_value("ROUND_FLOOR") * step
        end = (most / step).to_integral_value("ROUND_CEILING") * step
        return cls(begin, max(end, begin + step), step)

    @property
    def from_zero(self):
        return self.least <= 0 <= self.most

    def place(self, value):
        return _TOP + _HIGH - float((value - self.least) / (self.most - self.least)) * _HIGH

    def values(self):
        count = int((self.most - self.least) / self.step)
        return [self.least + self.step * number for number in range(count + 1)]


def _step(reach):
    """A step that people count in, so that six at most make `reach`."""
    power = Decimal(10) ** ((reach / 6).adjusted())
    return next(size * power for size in _STEPS if size * power * 6 >= reach)


def _axis(drawing, scale):
    for value in scale.values():
        y = scale.place(value)
        drawing.line(_LEFT, y, _RIGHT, y, stroke=GREY if value == 0 else PALE_LINE)
        drawing.words(_LEFT - 6, y + 4, _on_axis(value), size=_SIZE, fill=GREY, anchor="end")


def _on_axis(value):
    """A number as short as it goes: "2.5", "12,000", "50m", "1bn"."""
    for size, unit in ((10**9, "bn"), (10**6, "m")):
        if abs(value) >= size:
            return f"{(value / size).normalize():,f}{unit}"
    return f"{value.normalize():,f}"


def _across(points):
    """Where each point stands, by its day."""
    first, last = points[0].on.toordinal(), points[-1].on.toordinal()
    room = _RIGHT - _LEFT - 40
    if first == last:
        return [_LEFT + 20 + room / 2 for _ in points]
    return [_LEFT + 20 + room * (each.on.toordinal() - first) / (last - first) for each in points]


def _limits(drawing, limits, scale):
    lines = ((limits.mean, INK, ""), (limits.lower, GREY, "7 4"), (limits.upper, GREY, "7 4"))
    bases = _apart([scale.place(value) + 4 for value, _, _ in lines])
    for (value, stroke, dashes), words, base in zip(lines, limits.words, bases, strict=True):
        y = scale.place(value)
        drawing.line(_LEFT, y, _RIGHT, y, stroke=stroke, thick=1.5, dashes=dashes)
        drawing.words(_RIGHT + 4, base, words, size=_SIZE)


def _apart(bases):
    """The heights of the names of mean, lower and upper limit, moved apart where the lines are close."""
    mean, lower, upper = bases
    return mean, max(lower, mean + 13), min(upper, mean - 13)


def _targets(drawing, points, places, scale):
    """A short line at each point that has a target, joined to the next where that has the same one."""
    for place, (x, point) in enumerate(zip(places, points, strict=True)):
        if point.target is None:
            continue
        y, following = scale.place(point.target), points[place + 1 : place + 2]
        end = places[place + 1] - 9 if following and following[0].target == point.target else x + 9
        drawing.line(x - 9, y, end, y, stroke=WHITE, thick=5)
        drawing.line(x - 9, y, end, y, stroke=INK, thick=2.5, dashes="2 2")


def _marks(drawing, points, places, scale):
    """Each point with its value, where there is room for all; else those that are not usual, and the last, have it."""
    needs = max(width_of(each.written, _SIZE) for each in points) + 4
    room = min((after - x for x, after in pairwise(places)), default=needs)
    for place, (x, point) in enumerate(zip(places, points, strict=True)):
        y = scale.place(point.value)
        if point.mark == "common":
            drawing.shape(point.mark, x - _MARK / 2, y - _MARK / 2, _MARK, look(point.mark).fill)
        else:
            drawing.tag(point.mark, x - 8, y - 7)
        is_last = place == len(points) - 1
        if room >= needs or is_last:
            wide = width_of(point.written, _SIZE)
            top = y - 22 if y > 22 else y + 9
            drawing.box(x - wide / 2 - 1, top, wide + 2, 13, WHITE)
            drawing.words(x, top + 11, point.written, size=_SIZE, anchor="middle", bold=is_last)


def _labels(drawing, points, places, bottom):
    """The periods beneath, as many as have room."""
    free = -1.0
    for x, point in zip(places, points, strict=True):
        half = width_of(point.label, _SIZE) / 2
        if x - half > free:
            drawing.words(x, bottom + 18, point.label, size=_SIZE, fill=GREY, anchor="middle")
            free = x + half + 6


def _beneath(drawing, points, scale, base):
    """What the lines of targets are, and that the axis does not begin at zero."""
    left = _LEFT
    if any(point.target is not None for point in points):
        drawing.line(left, base - 4, left + 20, base - 4, stroke=INK, thick=2.5, dashes="2 2")
        drawing.words(left + 26, base, "Target", size=_SIZE)
        left += 26 + width_of("Target", _SIZE) + 16
    if not scale.from_zero:
        drawing.words(left, base, "The axis does not begin at zero.", size=_SIZE, fill=GREY)


def _said(points, limits):
    told = "; ".join(map(_point, points))
    if limits is None:
        return told
    lines = zip(limits.words, (limits.mean, limits.lower, limits.upper), strict=True)
    return f"{told}. {'; '.join(f'{words} {_plain(value)}' for words, value in lines)}"


def _point(point):
    aim = "" if point.target is None else f", target {_plain(point.target)}"
    what = "" if point.mark == "common" else f", {point.mark}"
    return f"{point.label or in_short(point.on)}: {point.written}{aim}{what}"


def _plain(value):
    return f"{value.quantize(Decimal('0.01')).normalize():,f}"
