"""What a workbook gives: rows, values, merges, colours, and what a person may have overlooked."""

import hashlib
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from core.workbooks import column_letter, read

from .planted import SHEET, cells_of, first_cell, part, replaced, save, with_parts, with_sheet


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")])
def test_the_letters_of_a_column(column, letters):
    assert column_letter(column) == letters


def test_a_workbook_says_its_name_and_digest(tmp_path):
    path = save(tmp_path, lambda sheet: sheet.append(["A"]), "Plan (v3).xlsx")
    workbook = read(path)
    assert workbook.name == "Plan (v3).xlsx"
    assert workbook.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [sheet.name for sheet in workbook.sheets] == ["Plan"]
    assert (workbook.date_1904, workbook.notes) == (False, [])
    assert read(str(path), name="plan of the office.xlsx").name == "plan of the office.xlsx"


@pytest.mark.parametrize(
    ("put", "number_format", "value", "text"),
    [
        ("1.10", "General", "1.10", "1.10"),
        (5.1, "General", 5.1, "5.1"),
        (5, "General", 5, "5"),
        (True, "General", True, "TRUE"),
        (datetime(2018, 3, 1), "mmm-yy", date(2018, 3, 1), "Mar-18"),
        (datetime(2018, 3, 1, 9, 30), "dd/mm/yyyy hh:mm", datetime(2018, 3, 1, 9, 30), "01/03/2018 09:30"),
        (time(9, 30), "h:mm", time(9, 30), "9:30"),
        (time(0, 0), "h:mm", time(0, 0), "0:00"),
        (timedelta(hours=36), "[h]:mm", 1.5, "36:00"),
        (0, "dd/mm/yyyy", 0, "0"),
        ("  two\n lines\t", "General", "  two\n lines\t", "  two\n lines\t"),
        ("🙂 نص", "General", "🙂 نص", "🙂 نص"),
    ],
)
def test_a_cell_has_a_value_and_what_a_person_sees(tmp_path, put, number_format, value, text):
    cell = first_cell(tmp_path, put, number_format)
    assert (cell.value, type(cell.value), cell.text) == (value, type(value), text)
    assert (cell.row, cell.column, cell.coordinate, cell.merged_from) == (1, 1, "A1", None)
    assert (cell.error, cell.is_formula_without_value, cell.red_runs, cell.fill) == (None, False, [], None)
    assert "A1" in repr(cell)


def test_a_month_and_a_day_without_a_year_are_told_apart(tmp_path):
    month, day = (first_cell(tmp_path, datetime(2018, 9, 1), shown) for shown in ("mmm-yy", "dd-mmm"))
    assert (month.is_date, month.is_month, month.has_year) == (True, True, True)
    assert (day.is_date, day.is_month, day.has_year, day.text) == (True, False, False, "01-Sep")
    text = first_cell(tmp_path, "Sep-18", "mmm-yy")
    assert (text.is_date, text.is_month, text.has_year) == (False, False, True)


def test_text_that_begins_like_a_formula_is_text(tmp_path):
    def build(sheet):
        sheet["A1"] = "=1+1"
        sheet["A1"].data_type = "s"

    cell = cells_of(save(tmp_path, build))["A1"]
    assert (cell.value, cell.text, cell.is_formula_without_value) == ("=1+1", "=1+1", False)


def test_formulas_give_the_value_that_was_saved_with_them(tmp_path):
    path = with_sheet(
        tmp_path,
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="str"><f>""</f><v></v></c>'
        '<c r="D1" t="str"><f>"a"</f><v>a_x000D__x000A_b</v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="F1" t="b"><v>1</v></c></row><row><c><f t="shared" si="0"/></c><c><f>2</f></c><c><v>3</v></c>'
        "<c><f>4</f><v></v></c></row>",
    )
    cells = cells_of(path)
    assert {name: (cell.value, cell.is_formula_without_value, cell.error) for name, cell in cells.items()} == {
        "A1": (2, False, None),
        "B1": (None, True, None),
        "D1": ("a\nb", False, None),
        "E1": (None, False, "#DIV/0!"),
        "F1": (True, False, None),
        "A2": (None, True, None),
        "B2": (None, True, None),
        "C2": (3, False, None),
        "D2": (None, True, None),
    }
    assert (cells["B1"].text, cells["E1"].text) == ("", "#DIV/0!")


def test_a_date_beyond_the_calendar_is_an_error(tmp_path):
    path = save(tmp_path, lambda sheet: sheet.append([datetime(2018, 3, 1)]))
    cell = cells_of(replaced(path, SHEET, "<v>43160</v>", "<v>99999999999</v>"))["A1"]
    assert (cell.value, cell.error) == (None, "#VALUE!")


def test_the_1904_calendar(tmp_path):
    def build(sheet):
        sheet.parent.epoch = CALENDAR_MAC_1904
        sheet["A1"] = datetime(2018, 3, 1)

    path = save(tmp_path, build)
    assert read(path).date_1904
    assert cells_of(path)["A1"].value == date(2018, 3, 1)


def test_only_rows_with_something_in_them_are_given_and_a_far_cell_costs_nothing(tmp_path):
    def build(sheet):
        sheet["B2"] = "near"
        sheet["XFD1048576"] = "far"
        sheet["A4"].fill = PatternFill("solid", fgColor="FFFF0000")
        sheet["A5"].number_format = "0.00"
        sheet["A6"] = ""

    sheet = read(save(tmp_path, build)).sheets[0]
    assert [(row.number, list(row.cells)) for row in sheet.rows()] == [(2, [2]), (1048576, [16384])]
    assert sheet.cell(4, 1).fill == "FF0000"
    assert sheet.cell(5, 1) is None
    assert sheet.cell(6, 1) is None


def test_rows_and_cells_come_in_order_however_they_are_written(tmp_path):
    path = with_sheet(
        tmp_path,
        '<row r="3"><c r="B3"><v>2</v></c><c r="A3"><v>1</v></c></row><row r="1"><c r="C1"><v>3</v></c></row>'
        '<row r="3"><c r="C3"><v>9</v></c></row>',
    )
    rows = [(row.number, [cell.value for cell in row.cells.values()]) for row in read(path).sheets[0].rows()]
    assert rows == [(1, [3]), (3, [1, 2, 9])]


def test_every_place_of_a_merged_range_shows_its_first_cell(tmp_path):
    def build(sheet):
        sheet["A6"] = "Recommendation"
        sheet["B6"], sheet["B9"], sheet["B17"] = "1.1", "1.2", "1.3"
        sheet["D2"] = "Wide and high"
        sheet["F30"] = "last"
        sheet.merge_cells("A6:A16")
        sheet.merge_cells("A18:A19")
        sheet.merge_cells("D2:E3")

    sheet = read(save(tmp_path, build)).sheets[0]
    rows = {row.number: row for row in sheet.rows()}
    assert (rows[6].get(1).value, rows[6].get(1).merged_from) == ("Recommendation", None)
    assert (rows[9].get(1).value, rows[9].get(1).merged_from) == ("Recommendation", "A6")
    assert rows[9].get(1).coordinate == "A9"
    assert list(rows[9].cells) == [2]
    assert rows[17].get(1) is None
    assert [sheet.cell(*place).value for place in [(2, 4), (2, 5), (3, 4), (3, 5)]] == ["Wide and high"] * 4
    assert [sheet.cell(*place) for place in [(1, 4), (4, 4), (2, 6), (18, 1), (19, 1), (5, 1)]] == [None] * 6
    assert sorted(rows) == [2, 6, 9, 17, 30]


def test_a_merge_over_a_whole_row_costs_nothing(tmp_path):
    path = with_sheet(
        tmp_path,
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:A1048576"/></mergeCells>',
    )
    assert read(path).sheets[0].cell(1, 1).value == 1


def test_an_empty_sheet(tmp_path):
    sheet = read(save(tmp_path, lambda sheet: sheet.merge_cells("A1:B2"))).sheets[0]
    assert list(sheet.rows()) == []
    assert sheet.cell(2, 2) is None


def test_texts_kept_in_the_table_of_shared_strings(tmp_path):
    path = with_sheet(
        tmp_path,
        "<row>" + "".join(f'<c t="s"><v>{number}</v></c>' for number in range(6)) + "</row>",
    )
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><t>plain_x000D_\n_x0000__x005F_x000D_</t></si>"
        '<si><r><t xml:space="preserve">old </t></r><r><rPr><color rgb="FFFF0000"/></rPr><t>new</t></r></si>'
        "<si><t>base</t><rPh><t>aid</t></rPh></si><si/><si><r/><r><t>_xD83D__xDE42__xD83D_</t></r></si>"
        '<si><r><rPr><color rgb="red"/></rPr><t>named</t></r></si></sst>'
    )
    manifest = part(path, "[Content_Types].xml")
    if "sharedStrings" not in manifest:
        manifest = manifest.replace(
            "</Types>",
            '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        )
    cells = cells_of(with_parts(path, {"xl/sharedStrings.xml": strings, "[Content_Types].xml": manifest}))
    assert [(cell.coordinate, cell.text, cell.red_runs) for cell in cells.values()] == [
        ("A1", "plain\n_x000D_", []),
        ("B1", "old new", ["new"]),
        ("C1", "base", []),
        ("E1", "🙂\ufffd", []),
        ("F1", "named", []),
    ]


def test_what_is_hidden_or_commented_is_noted(tmp_path):
    def build(sheet):
        for row in range(1, 9):
            sheet.append([row, "b", "c", "d"])
        for row in (3, 4, 7, 50):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["Z"].hidden = True
        sheet["B2"].comment = Comment("A person:\nWhy so late?", "A person")
        sheet["B3"].comment = Comment(
            "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    Agreed.", "tc={1}"
        )
        other = sheet.parent.create_sheet("Old")
        other["A1"] = "x"
        other.sheet_state = "hidden"
        other.row_dimensions[1].hidden = True
        sheet.parent.create_sheet("Older").sheet_state = "veryHidden"

    workbook = read(save(tmp_path, build))
    assert [sheet.hidden for sheet in workbook.sheets] == [False, True, True]
    assert [(note.sheet, note.cell, note.value, note.message) for note in workbook.notes] == [
        ("Plan", None, None, "Rows 3, 4 and 7 are hidden in the file and read all the same."),
        ("Plan", None, None, "Column C is hidden in the file and read all the same."),
        ("Plan", "B2", "Why so late?", "This cell has a comment. A comment is not imported."),
        ("Plan", "B3", "Agreed.", "This cell has a comment. A comment is not imported."),
        ("Old", None, None, "This sheet is hidden in the file. It was read all the same."),
        ("Old", None, None, "Row 1 is hidden in the file and read all the same."),
        ("Older", None, None, "This sheet is hidden in the file. It was read all the same."),
    ]


def test_comments_without_an_author_or_without_their_part(tmp_path):
    def build(sheet):
        sheet["A1"] = "x"
        sheet["A1"].comment = Comment("Why?", "A person")

    path = save(tmp_path, build)
    comments = "xl/comments/comment1.xml"
    assert [note.value for note in read(replaced(path, comments, 'authorId="0"', "")).notes] == ["Why?"]
    assert read(with_parts(path, {comments: None})).notes == []


def test_many_hidden_rows_are_one_note(tmp_path):
    def build(sheet):
        for row in range(1, 81):
            sheet.append([row])
            sheet.row_dimensions[row].hidden = True

    (note,) = read(save(tmp_path, build)).notes
    assert note.message.endswith("49, 50 and 30 more are hidden in the file and read all the same.")


def test_a_text_as_long_as_excel_allows_may_have_lost_its_end(tmp_path):
    longest = "a" * 32_767
    path = save(
        tmp_path,
        lambda sheet: sheet.append([longest, longest[:-1], CellRichText(TextBlock(InlineFont(b=True), longest))]),
    )
    notes = read(path).notes
    assert [(note.cell, note.value) for note in notes] == [("A1", "a" * 60 + "…"), ("C1", "a" * 60 + "…")]
    assert "32,767" in notes[0].message
    assert cells_of(path)["A1"].value == longest


def test_charts_chart_sheets_and_odd_settings_do_not_keep_a_workbook_from_being_read(tmp_path):
    def build(sheet):
        sheet.append(["a", 1])
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1))
        sheet.add_chart(chart, "D4")
        other = BarChart()
        other.add_data(Reference(sheet, min_col=2, min_row=1))
        sheet.parent.create_chartsheet("Picture").add_chart(other)

    path = save(tmp_path, build)
    odd = '<autoFilter ref="nonsense"/><dataValidations><dataValidation type="odd" sqref="A1"/></dataValidations>'
    path = replaced(path, SHEET, "</sheetData>", f"</sheetData>{odd}")
    path = with_parts(path, {"xl/charts/chart1.xml": "<odd/>"})
    workbook = read(path)
    assert [sheet.name for sheet in workbook.sheets] == ["Plan"]
    assert cells_of(path)["A1"].value == "a"
