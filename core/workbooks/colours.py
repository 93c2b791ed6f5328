"""Colours of a workbook, whichever way they are written: as they are, from the theme, from the palette."""

import colorsys
import re

from defusedxml.ElementTree import fromstring
from openpyxl.styles.colors import COLOR_INDEX

# The order in which a theme's colours are numbered differs from that in which they are written.
_THEME_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    *(f"accent{n}" for n in range(1, 7)),
    "hlink",
    "folHlink",
)
# What Office used from 2013 on, for a workbook without a theme.
_OFFICE_THEME = "FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72".split()
_RGB = re.compile(r"[0-9A-Fa-f]{6}$")


class Palette:
    """Turns a colour of a workbook into "RRGGBB"."""

    def __init__(self, theme: bytes | None, indexed=COLOR_INDEX):
        self._theme = _theme_colours(theme)
        self._indexed = indexed or COLOR_INDEX

    def rgb(self, colour) -> str | None:
        """The "RRGGBB" of an openpyxl colour; None for no colour, an automatic or an unknown one."""
        return None if colour is None else self._resolved(colour.type, colour.value, colour.tint)

    def rgb_of(self, element) -> str | None:
        """The same for a colour as it stands in the XML."""
        if element is None:
            return None
        for kind in ("rgb", "theme", "indexed"):
            value = element.get(kind)
            if value is not None:
                return self._resolved(kind, value if kind == "rgb" else int(value), float(element.get("tint", 0)))
        return None

    def _resolved(self, kind: str, value: str | int, tint: float) -> str | None:
        if kind == "rgb":
            base = value
        elif kind == "theme":
            base = _item(self._theme, value)
        elif kind == "indexed":
            base = _item(self._indexed, value)
        else:
            base = None
        return None if base is None or not _RGB.search(base) else _tinted(base[-6:].upper(), tint)


def _item(colours, position: int) -> str | None:
    return colours[position] if 0 <= position < len(colours) else None


def _theme_colours(theme: bytes | None) -> list[str]:
    if not theme:
        return _OFFICE_THEME
    scheme = fromstring(theme).find(".//{*}clrScheme")
    written = {}
    for entry in () if scheme is None else scheme:
        for colour in entry:
            written[entry.tag.rpartition("}")[2]] = colour.get("lastClr") or colour.get("val")
    return [written.get(name) or usual for name, usual in zip(_THEME_ORDER, _OFFICE_THEME, strict=True)]


def _tinted(rgb: str, tint: float) -> str:
    """Lighter (towards 1) or darker (towards -1), as Excel does it: on the luminance."""
    if not tint:
        return rgb
    hue, light, saturation = colorsys.rgb_to_hls(*_shares(rgb))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)


def _shares(rgb: str) -> tuple[float, float, float]:
    red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def is_red(rgb: str | None) -> bool:
    """Whether a person would call these letters red: pure red, C00000 and their neighbours, not orange, pink, brown."""
    if rgb is None:
        return False
    hue, saturation, value = colorsys.rgb_to_hsv(*_shares(rgb))
    return (hue <= 15 / 360 or hue >= 345 / 360) and saturation >= 0.55 and value >= 0.5
