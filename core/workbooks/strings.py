"""Text as a workbook keeps it: plain, or in runs of which each may have its own colour."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element  # nosec: only the class; parsing goes through defusedxml

from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from core.workbooks.colours import Palette, is_red

_TEXT, _RUN, _LOOK, _COLOUR, _STRING = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("t", "r", "rPr", "color", "si"))
# Excel writes a character that XML cannot hold as _x000D_, and a true "_x000D_" as _x005F_x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Run(NamedTuple):
    """A piece of text; `red` is None where it looks as the cell's own font does."""

    text: str
    red: bool | None


class RichText(list[Run]):
    """A text in runs."""

    def __str__(self) -> str:
        return "".join(run.text for run in self)


def read_strings(source, palette: Palette) -> list[str | RichText]:
    """The table of texts that cells refer to by number."""
    strings = []
    for _, element in iterparse(source):
        if element.tag == _STRING:
            strings.append(read_string(element, palette))
            element.clear()
    return strings


def read_string(element: Element, palette: Palette) -> str | RichText:
    """The text of a string element; reading aids for Japanese are left out, as Excel's cells do."""
    if len(element) == 1 and element[0].tag == _TEXT:
        return unescaped(element[0].text)
    runs = RichText()
    for child in element:
        if child.tag == _TEXT:
            runs.append(Run(unescaped(child.text), None))
        elif child.tag == _RUN:
            look = child.find(_LOOK)
            red = None if look is None else is_red(palette.rgb_of(look.find(_COLOUR)))
            runs.append(Run(unescaped(child.findtext(_TEXT)), red))
    return runs if any(run.red is not None for run in runs) else str(runs)


def unescaped(text: str | None) -> str:
    """The text with its escaped characters; every line ends in a plain line feed."""
    if not text:
        return ""
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
        # Characters beyond the first 65,536 are escaped in two halves, which belong together.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _character(match: re.Match) -> str:
    """The escaped character; control characters, which no database takes, are dropped."""
    number = int(match[1], 16)
    return chr(number) if number >= 32 or number in (9, 10, 13) else ""
