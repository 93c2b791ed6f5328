"""What a person may have overlooked in a workbook, said once each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.workbooks.coordinates import column_letter
from core.workbooks.strings import RichText

if TYPE_CHECKING:
    from core.workbooks.grid import Sheet

EXCEL_TEXT_LIMIT = 32_767


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is worth saying about a file; `cell` is None when it concerns a whole sheet."""

    sheet: str
    cell: str | None
    value: str | None
    message: str


def notes_of(sheet: "Sheet") -> Iterator[Note]:
    """The notes of one sheet: hidden sheet, rows, columns; comments; texts that may have lost their end."""
    if sheet.hidden:
        yield Note(
            sheet.name,
            None,
            None,
            "This sheet is hidden in the file. It was read all the same.",
        )
    rows = [number for number in sheet.hidden_rows if number in sheet.raw_rows]
    if rows:
        yield Note(
            sheet.name,
            None,
            None,
            f"{_listed('Row', rows)} hidden in the file and read all the same.",
        )
    columns = _filled_columns(sheet)
    if columns:
        letters = [column_letter(column) for column in columns]
        yield Note(
            sheet.name,
            None,
            None,
            f"{_listed('Column', letters)} hidden in the file and read all the same.",
        )
    for coordinate, text in sheet.comments:
        yield Note(
            sheet.name,
            coordinate,
            text,
            "This cell has a comment. A comment is not imported.",
        )
    yield from _long_texts(sheet)


def _filled_columns(sheet: "Sheet") -> list[int]:
    if not sheet.hidden_columns:
        return []
    used = {column for cells in sheet.raw_rows.values() for column in cells}
    return sorted(column for column in used if any(first <= column <= last for first, last in sheet.hidden_columns))


def _listed(word: str, items: list) -> str:
    if len(items) == 1:
        return f"{word} {items[0]} is"
    shown = [str(item) for item in items[:50]]
    if len(items) > 50:
        return f"{word}s {', '.join(shown)} and {len(items) - 50} more are"
    return f"{word}s {', '.join(shown[:-1])} and {shown[-1]} are"


def _long_texts(sheet: "Sheet") -> Iterator[Note]:
    for row, cells in sheet.raw_rows.items():
        for column, raw in cells.items():
            value = raw[0]
            if not isinstance(value, (str, RichText)):
                continue
            text = str(value)
            if len(text) >= EXCEL_TEXT_LIMIT:
                yield Note(
                    sheet.name,
                    f"{column_letter(column)}{row}",
                    f"{text[:60]}…",
                    "This text is 32,767 characters or longer, the most that Excel keeps in a cell: "
                    "check that its end is not missing.",
                )
