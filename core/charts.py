"""Pictures as SVG, drawn on the server: the same on screen and in print. Values in, markup out.

A picture carries its numbers, a <title> that says them in words, and for each stage the colour, pattern and shape of
core/shapes.py. It uses attributes only, never a style, so that it fits a strict Content-Security-Policy.
"""

import re
from dataclasses import dataclass

from markupsafe import Markup

from .shapes import INK, WHITE, look

WIDTH, HEIGHT = 320, 22
_DIGIT, _SHAPE = 7.5, 12

# What is drawn over a colour, on a tile of 8 by 8 units, so that it can be told apart in grey.
_TILES = {
    "diagonal": '<path d="M-2 2 2-2M0 8 8 0M6 10 10 6" stroke="{}" stroke-opacity="0.4" stroke-width="1.4"/>',
    "cross-hatch": '<path d="M0 0 8 8M8 0 0 8" stroke="{}" stroke-opacity="0.45" stroke-width="1.2"/>',
    "dots": '<circle cx="4" cy="4" r="1.8" fill="{}"/>',
    "horizontal": '<path d="M0 2H8M0 6H8" stroke="{}" stroke-opacity="0.4" stroke-width="1.4"/>',
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: how many there are of what `label` names; `stage` gives the look."""

    label: str
    count: int
    stage: str | None


def stacked_bar(name, segments, width=WIDTH):
    """One bar from zero to the sum of `segments`, as SVG. `name` is what it counts, and makes its inner ids its own.

    A number stands in its segment where it fits, with the shape where that fits too; the title has all of them. With
    nothing to count the bar is an empty outline.
    """
    total = sum(segment.count for segment in segments)
    counted = [segment for segment in segments if segment.count]
    said = ", ".join(f"{segment.count} {segment.label}" for segment in counted) or "nothing to count"
    patterns = {look(segment.stage).pattern: look(segment.stage) for segment in counted}
    drawn, at = [], 0
    for segment in counted:
        wide = width * segment.count / total
        drawn.append(_segment(segment, at, wide, name))
        at += wide
    return Markup(
        '<svg class="app-bar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        'role="img" focusable="false"><title>{name}: {said}</title>{patterns}{segments}{outline}</svg>'
    ).format(
        w=width,
        h=HEIGHT,
        name=name,
        said=said,
        patterns=Markup().join(_pattern(each, name) for each in patterns.values() if each.pattern in _TILES),
        segments=Markup().join(drawn),
        outline=Markup('<path d="M.5 .5H{}V{}H.5Z" fill="none" stroke="{}"/>').format(width - 0.5, HEIGHT - 0.5, INK),
    )


def _pattern_id(name, pattern):
    return f"{pattern}-{re.sub(r'[^a-z0-9]+', '-', name.lower())}"


def _pattern(stage_look, name):
    """The tile of a pattern; ink on light colours, white on dark ones, red dots on the white of what is delayed."""
    ink = stage_look.fill if stage_look.pattern == "dots" else stage_look.text
    tile = Markup(_TILES[stage_look.pattern]).format(ink)  # noqa: S704 - one of the constants above
    return Markup(
        '<pattern id="{}" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<path d="M0 0H8V8H0Z" fill="{}"/>{}</pattern>'
    ).format(_pattern_id(name, stage_look.pattern), stage_look.background, tile)


def _segment(segment, at, wide, name):
    """The coloured part, a thin line after it, and its shape and number where there is room."""
    style = look(segment.stage)
    fill = f"url(#{_pattern_id(name, style.pattern)})" if style.pattern in _TILES else style.background
    parts = [
        Markup('<path d="M{:.2f} 0H{:.2f}V{}H{:.2f}Z" fill="{}" stroke="{}"/>').format(
            at, at + wide, HEIGHT, at, fill, WHITE if style.background != WHITE else style.border
        )
    ]
    number = len(str(segment.count)) * _DIGIT
    room = wide - 2
    if room >= number:
        shaped = room >= number + _SHAPE + 4
        content = number + (_SHAPE + 3 if shaped else 0)
        left = at + (wide - content) / 2
        # The ground of the number is plain, so that no line of a pattern runs through it.
        parts.append(
            Markup('<path d="M{:.2f} 3H{:.2f}V{}H{:.2f}Z" fill="{}"/>').format(
                left - 2, left + content + 2, HEIGHT - 3, left - 2, style.background
            )
        )
        if shaped:
            parts.append(
                Markup('<svg x="{:.2f}" y="5" width="{}" height="{}" viewBox="0 0 16 16" color="{}">{}</svg>').format(
                    left,
                    _SHAPE,
                    _SHAPE,
                    style.text,
                    Markup(style.drawing),  # noqa: S704 - a constant of core/shapes.py
                )
            )
        parts.append(
            Markup('<text x="{:.2f}" y="15.5" font-size="13" font-weight="600" fill="{}">{}</text>').format(
                left + content - number, style.text, segment.count
            )
        )
    return Markup().join(parts)
