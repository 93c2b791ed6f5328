"""What a cell's style says to the eye: number format, fill, red letters."""

from collections.abc import Callable
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

from core.workbooks.colours import Palette, is_red
from core.workbooks.shown import shows_date, shows_month_only, shows_year
from core.workbooks.strings import RichText


@dataclass(frozen=True, slots=True)
class Style:
    """One style of a workbook, worked out once for all the cells that have it."""

    number_format: str
    shows_date: bool
    shows_month_only: bool
    shows_year: bool
    fill: str | None
    red_font: bool


StyleLookup = Callable[[int], Style]


def style_lookup(workbook, palette: Palette) -> StyleLookup:
    """A function from a style's number to its `Style`, over an openpyxl workbook."""
    known: dict[int, Style] = {}

    def style_of(number: int) -> Style:
        if number not in known:
            known[number] = _style(workbook, number, palette)
        return known[number]

    return style_of


def _style(workbook, number: int, palette: Palette) -> Style:
    numbers = workbook._cell_styles[number]
    number_format = _number_format(workbook, numbers.numFmtId)
    font_colour = palette.rgb(workbook._fonts[numbers.fontId].color)
    return Style(
        number_format=number_format,
        shows_date=shows_date(number_format),
        shows_month_only=shows_month_only(number_format),
        shows_year=shows_year(number_format),
        fill=_visible_fill(workbook._fills[numbers.fillId], palette),
        red_font=is_red(font_colour),
    )


def _number_format(workbook, number: int) -> str:
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return BUILTIN_FORMATS.get(number, "General")
    return workbook._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]


def _visible_fill(fill, palette: Palette) -> str | None:
    if getattr(fill, "patternType", None) != "solid":
        return None
    colour = palette.rgb(fill.fgColor)
    return None if colour == "FFFFFF" else colour


def red_runs(value: object, text: str, style: Style) -> list[str]:
    """The pieces of a cell's value in red; neighbouring red runs are one piece."""
    if not isinstance(value, RichText):
        return [text] if style.red_font and isinstance(value, str) and text else []
    pieces: list[str] = []
    follows_red = False
    for run in value:
        red = style.red_font if run.red is None else run.red
        if red and run.text:
            pieces[-1:] = [pieces[-1] + run.text] if follows_red else [*pieces[-1:], run.text]
        follows_red = red if run.text else follows_red
    return pieces
