"""Files that are not read: each is refused in one message that says what is wrong, where, and what to do."""

import time
import tracemalloc
import zipfile

import pytest

from core.workbooks import Limits, WorkbookRefused, read

from .planted import MAIN, SHEET, ole, part, replaced, save, understated, with_parts, with_sheet, zip_of

TYPES = "[Content_Types].xml"
WORKBOOK = "xl/workbook.xml"


def refusal(path, **options):
    """The message of a refusal, which never takes long."""
    began = time.process_time()
    with pytest.raises(WorkbookRefused) as refused:
        read(path, **options)
    assert time.process_time() - began < 10
    message = refused.value.message
    assert message == str(refused.value)
    assert message.endswith(".")
    assert len(message) < 300
    assert "Traceback" not in message
    return message


def frugal_refusal(path):
    """The message of a refusal, which takes little memory beside the file's own bytes."""
    tracemalloc.start()
    try:
        message = refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()
    return message


def named(folder, content, name="plan.xlsx"):
    path = folder / name
    path.write_bytes(content)
    return path


def sound(folder):
    return save(folder, lambda sheet: sheet.append(["Ref", "Action"]))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "is empty"),
        (b"Ref,Action\n1.1,Do it\n", "is a CSV or text file"),
        (b"\xef\xbb\xbfRef\tAction\n", "is a CSV or text file"),
        (b"Just words", "is a text file"),
        ("Ref\tAction".encode("utf-16"), "is a CSV or text file"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"<!DOCTYPE html><html></html>", "is a web page (HTML)"),
        (b"\n<table><tr><td>1</td></tr></table>", "is a web page (HTML)"),
        (b'<?xml version="1.0"?><Workbook/>', "is an XML file"),
        (b"{\\rtf1 words}", "is a Word document (RTF)"),
        (b"\x89PNG\r\n\x1a\n....", "is a picture"),
        (b"\xff\xd8\xff\xe0....", "is a picture"),
        (b"\x00\x01\x02\x03", "its kind is not known"),
        (ole("Workbook"), "is an old Excel file (.xls)"),
        (ole("WordDocument"), "is an old Word document (.doc)"),
        (ole("PowerPoint Document"), "is an old PowerPoint file (.ppt)"),
        (ole("EncryptionInfo", "EncryptedPackage"), "is protected by a password"),
        (b"PK\x03\x04 and then nothing", "is damaged or was cut short"),
        (b"PK\x05\x06" + bytes(18), "is damaged or was cut short"),
        (zip_of({"letter.txt": b"x"}), "is a zip file"),
        (zip_of({"mimetype": b"x", "content.xml": b"x"}), "is an OpenDocument file"),
        (zip_of({"Index/Document.iwa": b"x"}), "is a Numbers file"),
        (zip_of({TYPES: b"<Types>wordprocessingml</Types>"}), "is a Word document"),
        (zip_of({TYPES: b"<Types>presentationml</Types>"}), "is a PowerPoint presentation"),
        (zip_of({TYPES: b"<Types/>"}), "is not an Excel workbook"),
        (zip_of({TYPES: b"<Types>application/vnd.ms-excel.sheet.binary.macroEnabled.main</Types>"}), "(.xlsb)"),
        (zip_of({TYPES: b"x" * 50_000}, zipfile.ZIP_BZIP2), "in a way that Office does not use"),
    ],
)
def test_a_file_of_another_kind_is_named_for_what_it_is(tmp_path, content, kind):
    message = refusal(named(tmp_path, content))
    assert kind in message
    assert message.startswith("plan.xlsx ")


def test_a_file_that_is_not_there_or_cannot_be_opened(tmp_path):
    assert refusal(tmp_path / "gone.xlsx").startswith("There is no file gone.xlsx")
    assert "is a folder" in refusal(tmp_path)
    assert "cannot be opened" in refusal("x" * 5000 + ".xlsx", name="long.xlsx")
    assert "cannot be opened" in refusal(str(tmp_path / "nul\0.xlsx"))


def test_the_message_says_the_name_that_people_know(tmp_path):
    assert refusal(named(tmp_path, b"", "a1b2c3"), name="Plan.xlsx").startswith("Plan.xlsx is empty")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short(tmp_path, share):
    content = sound(tmp_path).read_bytes()
    assert "was cut short" in refusal(named(tmp_path, content[: int(len(content) * share)]))


def test_a_file_with_bytes_that_were_changed(tmp_path):
    path = sound(tmp_path)
    content = bytearray(path.read_bytes())
    start = content.index(SHEET.encode()) + len(SHEET) + 5
    content[start : start + 40] = bytes(40)
    assert "is damaged" in refusal(named(tmp_path, bytes(content)))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (SHEET, "<worksheet><sheetData>"),
        (SHEET, ""),
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row r="0"/></sheetData></worksheet>'),
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row r="1048577"/></sheetData></worksheet>'),
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row r="inf"/></sheetData></worksheet>'),
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row r="x"/></sheetData></worksheet>'),
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row><c r="ABCD1"/></row></sheetData></worksheet>'),
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row><c r="1"/></row></sheetData></worksheet>'),
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row><c><v>x</v></c></row></sheetData></worksheet>'),
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>'),
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row><c s="99"><v>7</v></c></row></sheetData></worksheet>'),
        (SHEET, f'<worksheet xmlns="{MAIN}"><mergeCells><mergeCell ref="all"/></mergeCells></worksheet>'),
        (WORKBOOK, "<workbook>"),
        (WORKBOOK, None),
        ("xl/styles.xml", "<styleSheet><odd></styleSheet>"),
        ("xl/theme/theme1.xml", "<broken"),
        ("xl/_rels/workbook.xml.rels", None),
    ],
)
def test_a_file_with_a_broken_part(tmp_path, name, content):
    assert "is damaged or was cut short" in refusal(with_parts(sound(tmp_path), {name: content}))


def test_xml_nested_beyond_measure(tmp_path):
    assert refusal(with_parts(sound(tmp_path), {SHEET: "<a>" * 300_000}))
    deep = "<a>" * 90_000 + "</a>" * 90_000
    path = with_parts(sound(tmp_path), {WORKBOOK: f'<workbook xmlns="{MAIN}">{deep}</workbook>'})
    assert "has no sheet with cells" in refusal(path)


def test_macros_are_refused_by_their_type_and_by_their_part(tmp_path):
    path = replaced(sound(tmp_path), TYPES, "openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    "ms-excel.sheet.macroEnabled.main+xml")  # fmt: skip
    assert "holds macros" in refusal(path)
    assert "holds macros" in refusal(with_parts(sound(tmp_path), {"xl/vbaProject.bin": b"x"}))


def test_a_strict_workbook_is_refused_instead_of_read_as_empty(tmp_path):
    path = replaced(sound(tmp_path), WORKBOOK, MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert "is a Strict Open XML Spreadsheet" in refusal(path)


def test_a_zip_with_a_password(tmp_path):
    path = sound(tmp_path)
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    assert "protected by a password" in refusal(named(tmp_path, bytes(content)))


def test_a_workbook_without_a_sheet_of_cells(tmp_path):
    path = sound(tmp_path)
    assert "has no sheet with cells" in refusal(with_parts(path, {SHEET: None}))


ENTITIES = [
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
    "<!DOCTYPE x>",
]


@pytest.mark.parametrize("doctype", ENTITIES)
@pytest.mark.parametrize("name", [TYPES, WORKBOOK, "xl/styles.xml", SHEET, "xl/theme/theme1.xml"])
def test_entities_are_refused_in_every_part(tmp_path, doctype, name):
    path = sound(tmp_path)
    whole = part(path, name)
    head, root = (whole[: whole.index("?>") + 2], whole[whole.index("?>") + 2 :]) if "?>" in whole else ("", whole)
    message = refusal(with_parts(path, {name: f"{head}{doctype}{root}"}))
    assert "declares a document type or entities" in message


def test_openpyxl_itself_would_refuse_entities():
    """The parser behind is defusedxml's: were the look through the parts to miss one, nothing would be resolved."""
    from defusedxml import EntitiesForbidden
    from openpyxl.xml import DEFUSEDXML
    from openpyxl.xml.functions import fromstring, iterparse

    assert DEFUSEDXML
    assert iterparse.__module__.startswith("defusedxml") or fromstring.__module__.startswith("defusedxml")
    with pytest.raises(EntitiesForbidden):
        fromstring('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path):
    path = with_parts(sound(tmp_path), {f"xl/media/{number}.xml": bytes(60 << 20) for number in range(7)})
    assert path.stat().st_size < 1 << 20
    assert "would unpack to 420 MB, more than the 400 MB" in frugal_refusal(path)


def test_a_smaller_bomb_is_refused_by_its_ratio(tmp_path):
    path = with_parts(sound(tmp_path), {"xl/media/1.xml": bytes(120 << 20)})
    assert "would unpack to 120 MB, 9" in frugal_refusal(path)


def test_a_sheet_of_repeated_words_is_no_bomb(tmp_path):
    path = with_sheet(tmp_path, f'<row><c t="inlineStr"><is><t>{"The same words. " * 60}</t></is></c></row>' * 20_000)
    assert path.stat().st_size * 100 < 20 << 20
    assert sum(1 for _ in read(path).sheets[0].rows()) == 20_000


def test_a_zip_whose_directory_lies_is_not_unpacked_beyond_what_it_says(tmp_path):
    path = with_parts(sound(tmp_path), {SHEET: "<a>" + " " * (60 << 20)})
    assert "is damaged" in frugal_refusal(understated(path, SHEET, 1000))


def test_a_part_of_one_endless_text(tmp_path):
    rows = f'<row><c t="inlineStr"><is><t>{"a" * (60 << 20)}</t></is></c></row>'
    assert "a text many times longer than the 32,767 characters" in frugal_refusal(with_sheet(tmp_path, rows))
    styles = f'<styleSheet a="{"a" * (60 << 20)}"/>'
    path = with_parts(sound(tmp_path), {"xl/styles.xml": styles})
    assert "a text many times longer than the 32,767 characters" in frugal_refusal(path)


def test_too_many_parts_and_too_large_a_file(tmp_path):
    path = with_parts(sound(tmp_path), {f"xl/media/{number}": b"" for number in range(30)})
    assert "more than the 20 that it may have" in refusal(path, limits=Limits(parts=20))
    assert "more than the 0 MB that are read" in refusal(
        named(tmp_path, bytes(1 << 20)), limits=Limits(file_megabytes=0)
    )


def test_too_many_sheets(tmp_path):
    path = save(tmp_path, lambda sheet: [sheet.parent.create_sheet() for _ in range(3)])
    assert "has 4 sheets, more than the 3 that are read" in refusal(path, limits=Limits(sheets=3))
    assert len(read(path, limits=Limits(sheets=4)).sheets) == 4


def grid(rows, columns):
    return "".join(f"<row>{'<c><v>1</v></c>' * columns}</row>" for _ in range(rows))


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(rows=9), "the sheet “Plan” has more than 9 rows. Delete the rows that are not needed"),
        (Limits(columns=4), "the sheet “Plan” has more than 4 columns. Delete the columns"),
        (Limits(cells=49), "the sheet “Plan” has more than 49 cells, empty formatted ones included. Delete the cells"),
    ],
)
def test_too_many_rows_columns_or_cells(tmp_path, limits, message):
    path = with_sheet(tmp_path, grid(10, 5))
    assert message in refusal(path, limits=limits)
    assert len(list(read(path, limits=Limits(rows=10, columns=5, cells=50)).sheets[0].rows())) == 10


def test_cells_are_counted_over_all_sheets(tmp_path):
    def build(sheet):
        sheet.append([1, 2, 3])
        sheet.parent.create_sheet("Second").append([1, 2, 3])

    assert "the sheet “Second” has more than 5 cells" in refusal(save(tmp_path, build), limits=Limits(cells=5))


def test_empty_formatted_cells_count_neither_as_rows_nor_as_columns(tmp_path):
    path = with_sheet(tmp_path, f"<row><c><v>1</v></c></row><row>{'<c/>' * 900}</row>" + "<row><c/></row>" * 900)
    assert len(list(read(path, limits=Limits(rows=1, columns=1)).sheets[0].rows())) == 1


def test_a_swollen_sheet_is_refused_while_it_is_counted(tmp_path):
    path = with_sheet(tmp_path, f"<row>{'<c/>' * 3_000}</row>" * 1_000)
    assert "more than 200,000 cells" in refusal(path, limits=Limits(cells=200_000))
    assert "more than 50,000 rows" in refusal(with_sheet(tmp_path, "<row><c><v>1</v></c></row>" * 60_000))


def test_a_flood_of_other_elements_is_refused(tmp_path):
    flood = "<x/>" * 201_000
    for path in (
        with_sheet(tmp_path, "", after=flood),
        with_sheet(tmp_path, f"<row><c>{flood}</c></row>"),
        with_parts(sound(tmp_path), {"xl/styles.xml": f"<styleSheet>{flood}</styleSheet>"}),
    ):
        assert "too many pieces of formatting in one place" in refusal(path)


def test_many_texts_are_not_a_flood(tmp_path):
    strings = f'<sst xmlns="{MAIN}">{"<si><t>a</t></si>" * 101_000}</sst>'
    path = with_sheet(tmp_path, '<row><c t="s"><v>100999</v></c></row>')
    manifest = part(path, TYPES)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    if kind not in manifest:
        manifest = manifest.replace(
            "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        )
    path = with_parts(path, {"xl/sharedStrings.xml": strings, TYPES: manifest})
    assert read(path).sheets[0].cell(1, 1).value == "a"


def test_merges_without_end_are_refused(tmp_path):
    merges = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(1, 200))
    path = with_sheet(tmp_path, '<row><c r="XFD1"><v>1</v></c></row>', after=f"<mergeCells>{merges}</mergeCells>")
    assert "has too many merged cells" in refusal(path)


@pytest.mark.parametrize(
    "tail",
    [
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<conditionalFormatting sqref="A1:XFD1048576"/>',
        '<dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>',
    ],
)
def test_a_range_over_the_whole_sheet_costs_nothing(tmp_path, tail):
    path = with_sheet(tmp_path, '<row r="1"><c r="A1"><v>1</v></c></row>', after=tail)
    began = time.process_time()
    assert read(path).sheets[0].cell(1, 1).value == 1
    assert time.process_time() - began < 2


def test_reading_leaves_the_garbage_collector_as_it_was(tmp_path):
    import gc

    path = sound(tmp_path)
    read(path)
    assert gc.isenabled()
    gc.disable()
    try:
        read(path)
        assert not gc.isenabled()
    finally:
        gc.enable()
