"""Whatever is in a workbook, reading it either gives cells that can be looked at or a refusal; nothing else."""

import random
import re

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from core.workbooks import WorkbookRefused, read

from .planted import SHEET, part, save, with_parts

ODD = [
    "",
    "x",
    "-1",
    "0",
    "1e400",
    "99999999999",
    "1.5",
    "NaN",
    "A1:B",
    "🙂",
    "true",
    "d",
    "s",
    "e",
    "#REF!",
    "FF00",
    "%",
]
PARTS = [SHEET, "xl/styles.xml", "xl/workbook.xml", "xl/comments/comment1.xml", "xl/theme/theme1.xml"]


def rich(sheet):
    sheet.append(["Ref", 1.5, True, CellRichText("a", TextBlock(InlineFont(color=Color(theme=5, tint=0.4)), "b"))])
    sheet["B1"].number_format = "dd/mm/yyyy"
    sheet["C1"].fill = PatternFill("solid", fgColor=Color(indexed=10))
    sheet["A1"].font = Font(color="FFFF0000")
    sheet["A1"].comment = Comment("Why?", "A person")
    sheet.merge_cells("A1:A3")
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[1].hidden = True


def look_at_everything(path):
    workbook = read(path)
    for sheet in workbook.sheets:
        for row in sheet.rows():
            for cell in row.cells.values():
                assert isinstance(cell.text, str)
                assert isinstance(cell.red_runs, list)
                assert cell.fill is None or re.fullmatch("[0-9A-F]{6}", cell.fill)
                assert cell.coordinate
                assert cell.value is None or cell.value == cell.value
    assert all(note.message for note in workbook.notes)
    return workbook


@pytest.mark.parametrize("seed", range(150))
def test_odd_words_in_any_part(tmp_path, seed):
    chance = random.Random(seed)
    path = save(tmp_path, rich)
    name = chance.choice(PARTS)
    xml = part(path, name)
    places = list(re.finditer(r'="([^"]*)"|>([^<>]+)<', xml))
    for place in sorted(chance.sample(places, min(3, len(places))), key=lambda match: -match.start()):
        group = 1 if place[1] is not None else 2
        xml = xml[: place.start(group)] + chance.choice(ODD) + xml[place.end(group) :]
    try:
        look_at_everything(with_parts(path, {name: xml}))
    except WorkbookRefused as refused:
        assert refused.message.endswith(".")


@pytest.mark.parametrize("seed", range(60))
def test_odd_bytes_anywhere(tmp_path, seed):
    chance = random.Random(seed)
    path = save(tmp_path, rich)
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(bytes(content))
    try:
        look_at_everything(path)
    except WorkbookRefused as refused:
        assert refused.message.endswith(".")


def test_the_workbook_that_is_made_odd_is_sound_itself(tmp_path):
    assert len(look_at_everything(save(tmp_path, rich)).notes) == 3
