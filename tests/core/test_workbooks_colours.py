"""Red letters and fills, however a workbook writes its colours."""

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color

from .planted import cells_of, first_cell, save, with_parts

RED = InlineFont(color="FFFF0000")


@pytest.mark.parametrize(
    ("put", "text", "red"),
    [
        (CellRichText("Old. ", TextBlock(RED, "New.")), "Old. New.", ["New."]),
        (
            CellRichText("Old ", TextBlock(RED, "one "), TextBlock(RED, "piece"), " old ", TextBlock(RED, "two")),
            "Old one piece old two",
            ["one piece", "two"],
        ),
        (CellRichText(TextBlock(InlineFont(color="FFC00000"), "dark")), "dark", ["dark"]),
        (CellRichText(TextBlock(InlineFont(b=True), "bold"), "x"), "boldx", []),
        (CellRichText(TextBlock(InlineFont(color="FFFFC000"), "amber"), "x"), "amberx", []),
        (CellRichText(TextBlock(InlineFont(color=Color(indexed=10)), "indexed")), "indexed", ["indexed"]),
        (CellRichText(TextBlock(InlineFont(color=Color(theme=1)), "theme black"), "x"), "theme blackx", []),
        (CellRichText(TextBlock(InlineFont(color=Color(theme=5, tint=-0.25)), "accent"), "x"), "accentx", ["accent"]),
        (CellRichText(TextBlock(InlineFont(color=Color(theme=99)), "unknown"), "x"), "unknownx", []),
        (CellRichText(TextBlock(InlineFont(color=Color(auto=True)), "automatic"), "x"), "automaticx", []),
        (CellRichText("line\n", TextBlock(RED, " spaced ")), "line\n spaced ", [" spaced "]),
    ],
)
def test_red_pieces_of_a_text(tmp_path, put, text, red):
    cell = first_cell(tmp_path, put)
    assert (cell.value, cell.text, cell.red_runs) == (text, text, red)


def test_a_red_font_makes_the_whole_text_red_but_not_runs_of_another_colour(tmp_path):
    def build(sheet):
        sheet["A1"] = "whole"
        sheet["B1"] = CellRichText("plain ", TextBlock(InlineFont(color="FF000000"), "black"), " plain")
        sheet["C1"] = 5
        sheet["D1"] = "automatic"
        for name in ("A1", "B1", "C1", "D1"):
            sheet[name].font = Font(color="FFFF0000")
        sheet["D1"].font = Font(color=Color(auto=True))

    cells = cells_of(save(tmp_path, build))
    assert [cells[name].red_runs for name in ("A1", "B1", "C1", "D1")] == [
        ["whole"],
        ["plain ", " plain"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        (PatternFill("solid", fgColor="FFFFC000"), "FFC000"),
        (PatternFill("solid", fgColor=Color(theme=4)), "4F81BD"),
        (PatternFill("solid", fgColor=Color(theme=0, tint=-0.5)), "808080"),
        (PatternFill("solid", fgColor=Color(indexed=17)), "008000"),
        (PatternFill("solid", fgColor=Color(indexed=64)), None),
        (PatternFill("solid", fgColor="FFFFFFFF"), None),
        (PatternFill("lightUp", fgColor="FFFFC000"), None),
        (GradientFill(stop=("FFFF0000", "FF00FF00")), None),
    ],
)
def test_the_fill_of_a_cell(tmp_path, fill, colour):
    def build(sheet):
        sheet["A1"] = "x"
        sheet["A1"].fill = fill

    assert cells_of(save(tmp_path, build))["A1"].fill == colour


@pytest.mark.parametrize("theme", [None, "<a/>", "<a><clrScheme><accent1/></clrScheme></a>"])
def test_a_workbook_without_a_theme_has_office_colours(tmp_path, theme):
    def build(sheet):
        sheet["A1"].fill = PatternFill("solid", fgColor=Color(theme=4))
        sheet["B1"] = "x"

    path = with_parts(save(tmp_path, build), {"xl/theme/theme1.xml": theme})
    assert cells_of(path)["A1"].fill == "4472C4"
