"""Colours of a workbook, whichever way they are written: as they are, from the theme, from the palette."""

import colorsys

from defusedxml.ElementTree import ParseError, fromstring
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
_OFFICE_THEME = (
    "FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72".split()  # of Office 2013
)


class Palette:
    """Turns an openpyxl colour into "RRGGBB"."""

    def __init__(self, theme: bytes | None, indexed=COLOR_INDEX):
        self._theme = _theme_colours(theme)
        self._indexed = indexed or COLOR_INDEX

    def rgb(self, colour) -> str | None:
        """ "RRGGBB", or None for no colour, an automatic one, or one that is not in theme or palette."""
        if colour is None:
            return None
        if colour.type == "rgb":
            base = colour.rgb[-6:].upper() if isinstance(colour.rgb, str) else None
        elif colour.type == "theme":
            base = _item(self._theme, colour.theme)
        elif colour.type == "indexed":
            base = _item(self._indexed, colour.indexed)
        else:
            base = None
        return None if base is None else _tinted(base[-6:], colour.tint or 0.0)


def _item(colours, position) -> str | None:
    return colours[position] if isinstance(position, int) and 0 <= position < len(colours) else None


def _theme_colours(theme: bytes | None) -> list[str]:
    if not theme:
        return list(_OFFICE_THEME)
    try:
        scheme = fromstring(theme).find(".//{*}clrScheme")
    except ParseError:
        return list(_OFFICE_THEME)
    written = {}
    for entry in scheme if scheme is not None else ():
        for colour in entry:
            written[entry.tag.rpartition("}")[2]] = (colour.get("lastClr") or colour.get("val") or "")[-6:].upper()
    return [written.get(name) or usual for name, usual in zip(_THEME_ORDER, _OFFICE_THEME, strict=True)]


def _tinted(rgb: str, tint: float) -> str:
    """Lighter (towards 1) or darker (towards -1), as Excel does it: on the luminance."""
    if not tint:
        return rgb
    red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def is_red(rgb: str | None) -> bool:
    """Whether a person would call these letters red: pure red, C00000 and their neighbours."""
    if rgb is None:
        return False
    red, green, blue = (int(rgb[place : place + 2], 16) for place in (0, 2, 4))
    return red >= 0x90 and max(green, blue) <= 0x50 and abs(green - blue) <= 0x40
