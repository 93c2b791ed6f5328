"""What a pack wears: style sheets, fonts and shapes, all inside the document."""

import re
from base64 import b64encode
from urllib.parse import quote

from django.conf import settings
from markupsafe import Markup

from core.charts.png import FontsMissing
from core.shapes import ARROWS, GREY, INK, LEVELS, LOOKS, SIGNS

FONTS = settings.BASE_DIR / "frontend" / "build" / "nhsuk" / "fonts"
# Letters beyond western Europe's are files, and so a family, of their own.
FAMILIES = {"latin": "Source Sans 3", "latin-ext": "Source Sans 3 Extended"}
WEIGHTS = (400, 600, 700)


def style(colour):
    """The whole style sheet, as the text of a <style>; `colour` (#rrggbb) is that of the bar on the cover.

    Raises FontsMissing.
    """
    sheets = (settings.BASE_DIR / "static" / name for name in ("rating.css", "pack.css"))
    looks = (*LOOKS.values(), *LEVELS.values(), *SIGNS.values())
    drawn = [_drawn(look.css_class, look.drawing, look.text) for look in looks]
    drawn += [_drawn(f"pack-move--{word}", drawing, INK) for word, drawing in ARROWS.items()]
    rules = [_fonts(), *(sheet.read_text() for sheet in sheets), *drawn, _bar_rule(colour)]
    return Markup("\n".join(rules))  # noqa: S704 - our own files


def _bar_rule(colour):
    """The colour of the organisation, where it is one: what somebody typed may not become a rule of its own."""
    return f":root {{ --organisation: {colour if re.fullmatch('#[0-9a-fA-F]{6}', colour) else GREY} }}"


def _fonts():
    rules = []
    for subset, family in FAMILIES.items():
        for weight in WEIGHTS:
            try:
                face = (FONTS / f"source-sans-3-{subset}-{weight}-normal.woff2").read_bytes()
            except OSError:
                raise FontsMissing("The pack's fonts are not there: run script/run once, which fetches them.") from None
            rules.append(
                f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
                f"src: url(data:font/woff2;base64,{b64encode(face).decode()}) }}"
            )
    return "\n".join(rules)


def _drawn(css_class, drawing, colour):
    """A shape as a background: in a tagged PDF a drawing beside its word would be read twice."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{drawing.replace("currentColor", colour)}</svg>'
    return f'.{css_class} {{ background-image: url("data:image/svg+xml,{quote(svg)}") }}'
