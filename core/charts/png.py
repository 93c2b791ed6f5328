"""A picture of ours as PNG, for who puts it on a slide."""

import re

import resvg_py
from django.conf import settings

FONTS = settings.BASE_DIR / "frontend" / "build" / "drawing"
ZOOM = 2
# A timeline of 700 lines, twice as large. More takes seconds, and memory that a page should not take.
MEGAPIXELS = 50
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


class FontsMissing(Exception):
    """The fonts have not been built; the message says how to."""


class TooLarge(Exception):
    """The picture would be larger than what is drawn; the message says so."""


def png(svg, megapixels=MEGAPIXELS):
    """The bytes of `svg`, one that this package drew, as PNG on a white ground.

    It is ZOOM times as large, a long one less, down to its own size. Raises TooLarge past that, and FontsMissing.
    """
    wide, high = map(float, _SIZE.search(svg).groups())
    zoom = min(ZOOM, (megapixels * 1_000_000 / (wide * high)) ** 0.5)
    if zoom < 1:
        raise TooLarge("This picture is too long for a PNG.")
    fonts = sorted(map(str, FONTS.glob("*.ttf")))
    if not fonts:
        raise FontsMissing("The fonts of the pictures are not there: run script/run once, which fetches them.")
    return resvg_py.svg_to_bytes(
        svg_string=str(svg), font_files=fonts, skip_system_fonts=True, zoom=zoom, background="#ffffff"
    )
