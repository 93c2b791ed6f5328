"""What cannot be imported: exit status 1, one sentence that says what, where and what to do, and nothing written."""

import re
import time

import pytest

from tests.core import planted

from .workbooks import HEADER, KEY, actions, contents, plant, row

SECONDS = 5


def garbage(folder):
    path = folder / "plan.xlsx"
    path.write_bytes(b"\x00\x01\x02 no workbook")
    return path


def empty(folder):
    path = folder / "plan.xlsx"
    path.write_bytes(b"")
    return path


def truncated(folder):
    path = plant(folder, actions(row()))
    path.write_bytes(path.read_bytes()[:-500])
    return path


def protected(folder):
    path = folder / "plan.xlsx"
    path.write_bytes(planted.ole("EncryptionInfo", "EncryptedPackage"))
    return path


def old_excel(folder):
    path = folder / "plan.xls"
    path.write_bytes(planted.ole("Workbook"))
    return path


def with_macros(folder):
    return planted.with_parts(plant(folder, actions(row())), {"xl/vbaProject.bin": b"macro"})


def bomb(folder):
    path = plant(folder, actions(row()))
    return planted.with_parts(path, {"xl/media/image1.png": b"\0" * 450_000_000})


def entities(folder):
    path = plant(folder, actions(row()))
    name = "xl/worksheets/sheet1.xml"
    tricks = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return planted.with_parts(path, {name: tricks + planted.part(path, name)})


def too_many_rows(folder):
    path = plant(folder, {"Plan": [HEADER]})
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 50_003))
    return planted.with_parts(
        path, {planted.SHEET: f'<worksheet xmlns="{planted.MAIN}"><sheetData>{rows}</sheetData></worksheet>'}
    )


def too_many_columns(folder):
    return plant(folder, {"Plan": [HEADER + [f"Column {n}" for n in range(300)], row()]})


def a_folder(folder):
    (folder / "plan.xlsx").mkdir()
    return folder / "plan.xlsx"


def nowhere(folder):
    return folder / "plan.xlsx"


# {what is handed in: words of the sentence that refuses it}
FILES = {
    garbage: "plan.xlsx is not an Excel workbook, and its kind is not known. Choose a file that ends in .xlsx.",
    empty: "plan.xlsx is empty: it holds no bytes at all. Export or copy it again.",
    truncated: "plan.xlsx is damaged or was cut short",
    protected: "plan.xlsx is protected by a password, so it cannot be read. Open it in Excel, remove the password",
    old_excel: "plan.xls is an old Excel file (.xls). Open it in Excel and save it as an Excel Workbook (.xlsx).",
    with_macros: "plan.xlsx holds macros, which are not accepted.",
    bomb: "plan.xlsx would unpack to",
    entities: "plan.xlsx declares a document type or entities (xl/worksheets/sheet1.xml), which Excel never does.",
    too_many_rows: "plan.xlsx: the sheet “Plan” has more than 50,000 rows. Delete the rows that are not needed",
    too_many_columns: "plan.xlsx: the sheet “Plan” has more than 200 columns. Delete the columns that are not needed",
    a_folder: "plan.xlsx is a folder, not an Excel workbook. Choose the workbook in it.",
    nowhere: "There is no file plan.xlsx at that place. Check its name and folder.",
}


@pytest.mark.parametrize("make", FILES, ids=lambda make: make.__name__)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(make, office):
    path, before, began = make(office.folder), contents(), time.monotonic()
    outcome = office.run(path)
    assert time.monotonic() - began < SECONDS
    assert outcome.exit == 1
    assert FILES[make] in outcome.failure
    assert "\n" not in outcome.failure and "Traceback" not in outcome.failure
    assert outcome.lines == [] and outcome.told == {}
    assert contents() == before


# {what is wrong: (sheets, place and words of the error)}
ROWS = {
    "no header anywhere": (
        {"Plan": [["Our plan"], ["1.1", "Do it", "AO"], ["1.2", "Do that", "AO"]]},
        "Error: no table of actions was found in this workbook: it needs a header row with at least Action and two "
        "more columns, such as No., Due, RAG or Progress; add one, or say with --mapping FILE which column is which.",
    ),
    "only a RAG key": ({"Key": KEY}, "Error: no table of actions was found"),
    "one reference on two rows": (
        actions(row("1.1"), row("1.2"), row("1.1", "Do another")),
        "Error: Plan row 2: reference 1.1 stands on another row too (Plan row 4); give each action its own.",
    ),
    "one reference on two sheets": (
        actions(row("1.1")) | {"More": [HEADER, row("1.1", "Do another")]},
        "Error: More row 2: reference 1.1 stands on another row too (Plan row 2); give each action its own.",
    ),
    "two numbers that Excel made one": (
        actions(row(1.1), row("1.1", "Do the tenth thing")),
        "give each action its own (a number loses its last zero: 1.10 must be written as text).",
    ),
    "a reference without an action": (
        actions(row(), row("1.2", "")),
        "Error: Plan row 3: reference 1.2 has no action beside it; write the action or delete the row.",
    ),
    "a reference all alone": (
        actions(row(), ["1.2"]),
        "Error: Plan row 3: reference 1.2 has no action beside it; write the action or delete the row.",
    ),
    "a reference without end": (
        actions(row("1." + "1" * 60)),
        "Error: Plan row 2: a reference has 60 characters at most; give the action a shorter one.",
    ),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_row_that_cannot_be_imported_keeps_the_whole_file_out(case, office):
    sheets, words = ROWS[case]
    before = contents()
    outcome = office.hand_in(sheets)
    assert outcome.exit == 1
    assert any(words in line for line in outcome.lines), outcome.lines
    assert outcome.failure.startswith("Nothing was written. Mend the errors above and import the workbook again")
    assert not outcome.told["committed"]
    assert contents() == before


@pytest.mark.parametrize("case", ROWS)
def test_rows_can_be_left_out_where_only_rows_are_wrong(case, office):
    outcome = office.hand_in(ROWS[case][0])
    of_the_file = "no table of actions" in ROWS[case][1]
    assert ("or leave these rows out with --leave-out-rejected" in outcome.failure) != of_the_file


def test_the_rest_is_imported_when_the_person_leaves_the_named_rows_out(office):
    sheets = actions(row("1.1"), row("1.2"), row("1.1", "Do another"), row("1.3"), row("1.4", ""))
    outcome = office.hand_in(sheets, "--leave-out-rejected")
    assert outcome.exit == 0
    assert list(office.actions()) == ["1.2", "1.3"]
    left_out = {line[: line.index(":", 10)] for line in outcome.said("Question", "This row was left out.")}
    assert left_out == {"Question: Plan row 2", "Question: Plan row 4", "Question: Plan row 6"}
    plan = next(sheet for sheet in outcome.told["sheets"] if sheet["name"] == "Plan")
    assert (plan["rows"], plan["new"], plan["rejected"]) == (5, 2, 3)


def test_an_action_whose_row_was_left_out_is_not_called_missing(office):
    office.hand_in(actions(row("1.1"), row("1.2")))
    outcome = office.hand_in(actions(row("1.1"), row("1.1", "Again"), row("1.2")), "--leave-out-rejected")
    assert "missing" not in outcome.changes("action").values()
    assert list(office.actions()) == ["1.1", "1.2"]


def test_what_is_wrong_with_the_whole_file_cannot_be_left_out(office):
    before = contents()
    outcome = office.hand_in({"Plan": [["Nothing"]]}, "--leave-out-rejected")
    assert outcome.exit == 1
    assert "leave-out-rejected" not in outcome.failure
    assert contents() == before


def test_no_message_of_a_refusal_is_more_than_two_sentences(office):
    for sheets, _ in ROWS.values():
        for line in office.hand_in(sheets).lines:
            assert len(re.findall(r"[.!?] [A-Z]", line.partition(": ")[2])) <= 1, line
