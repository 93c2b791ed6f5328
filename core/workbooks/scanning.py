"""A quick look through a workbook's XML before openpyxl builds objects from it.

It counts, and stops the moment a limit is passed, so that a hostile or swollen file costs neither time nor memory.
"""

import zipfile
from dataclasses import dataclass
from xml.parsers import expat

from core.workbooks.container import damaged, read_part
from core.workbooks.coordinates import column_number, range_bounds
from core.workbooks.refusals import SAVE_AS, Limits, WorkbookRefused

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/"
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = (f"{_MAIN} {tag}" for tag in ("row", "c", "v", "f", "is"))
_CONTENT = (_VALUE, _INLINE, _FORMULA)
_STRING, _MERGE = (f"{_MAIN} {tag}" for tag in ("si", "mergeCell"))
# What stands between two rows, or two shared strings, is in memory at once.
_MOST_ELEMENTS_TOGETHER = 200_000
# Pieces of 64 KB without a single new element: ten times what Excel allows in a cell.
_MOST_PIECES_OF_TEXT = 6
_LAST_ROW = 1_048_576
_DIGITS = "0123456789"


@dataclass
class Budget:
    """What may still be counted over all the sheets of a workbook."""

    limits: Limits
    file_name: str
    cells: int = 0


def scan_part(package: zipfile.ZipFile, part: str, budget: Budget) -> None:
    """Checks an XML part that is not a sheet. Raises WorkbookRefused."""
    _parse(package, part, _PartScanner(part, budget))


def scan_sheet(package: zipfile.ZipFile, part: str, sheet: str, budget: Budget) -> None:
    """Counts what a sheet holds. Raises WorkbookRefused."""
    _parse(package, part, _SheetScanner(part, sheet, budget))


def _parse(package: zipfile.ZipFile, part: str, scanner: "_PartScanner") -> None:
    file_name = scanner.budget.file_name
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scanner.start
    parser.StartDoctypeDeclHandler = scanner.doctype
    try:
        for piece in read_part(package, part, file_name):
            parser.Parse(piece, False)
            scanner.end_piece()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError, ArithmeticError) as error:
        raise damaged(file_name, part) from error


class _PartScanner:
    """Counts the elements that are held in memory together, and looks for what Excel never writes."""

    def __init__(self, part: str, budget: Budget):
        self.part = part
        self.budget = budget
        self.together = self.quiet_pieces = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _STRING:
            self.together = 0
        self.count()
        if tag.startswith(_STRICT):
            raise WorkbookRefused(
                f"{self.budget.file_name} is a Strict Open XML Spreadsheet, which is not read. {SAVE_AS}."
            )

    def doctype(self, *_) -> None:
        raise WorkbookRefused(
            f"{self.budget.file_name} declares a document type or entities ({self.part}), which Excel never does. "
            f"{SAVE_AS}."
        )

    def count(self) -> None:
        self.quiet_pieces = 0
        self.together += 1
        if self.together > _MOST_ELEMENTS_TOGETHER:
            raise WorkbookRefused(
                f"{self.budget.file_name} holds too many pieces of formatting in one place ({self.part}). "
                "Copy the cells into a new workbook and save that."
            )

    def end_piece(self) -> None:
        self.quiet_pieces += 1
        if self.quiet_pieces > _MOST_PIECES_OF_TEXT:
            raise WorkbookRefused(
                f"{self.budget.file_name} holds a text many times longer than the 32,767 characters "
                f"that Excel allows ({self.part}). Shorten it and save the workbook."
            )


class _SheetScanner(_PartScanner):
    """Counts the cells of a sheet, and the rows and columns that have something in them."""

    def __init__(self, part: str, sheet: str, budget: Budget):
        super().__init__(part, budget)
        self.sheet = sheet
        self.row = self.column = self.filled_rows = self.merged_columns = 0
        self.last_filled_row = None
        self.columns: set[int] = set()
        self.number_of: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count()
        if tag == _CELL:
            self.start_cell(attributes.get("r"))
        elif tag in _CONTENT:
            self.fill()
        elif tag == _ROW:
            self.start_row(attributes.get("r"))
        elif tag == _MERGE:
            self.count_merge(attributes.get("ref", ""))

    def start_row(self, reference: str | None) -> None:
        self.together = self.column = 0
        self.row = self.row + 1 if reference is None else int(float(reference))
        if not 1 <= self.row <= _LAST_ROW:
            raise ValueError(f"there is no row {self.row}")

    def start_cell(self, reference: str | None) -> None:
        self.budget.cells += 1
        if self.budget.cells > self.budget.limits.cells:
            self.refuse(f"more than {self.budget.limits.cells:,} cells, empty formatted ones included", "cells")
        if reference is None:
            self.column += 1
            return
        letters = reference.rstrip(_DIGITS)
        number = self.number_of.get(letters)
        if number is None:
            number = self.number_of[letters] = column_number(letters)
        self.column = number

    def fill(self) -> None:
        limits = self.budget.limits
        if self.column not in self.columns:
            self.columns.add(self.column)
            if len(self.columns) > limits.columns:
                self.refuse(f"more than {limits.columns:,} columns", "columns")
        if self.row != self.last_filled_row:
            self.last_filled_row = self.row
            self.filled_rows += 1
            if self.filled_rows > limits.rows:
                self.refuse(f"more than {limits.rows:,} rows", "rows")

    def count_merge(self, reference: str) -> None:
        _, first_column, _, last_column = range_bounds(reference)
        self.merged_columns += last_column - first_column + 1
        if self.merged_columns > self.budget.limits.cells:
            self.refuse("too many merged cells", "merged cells")

    def refuse(self, what: str, surplus: str) -> None:
        raise WorkbookRefused(
            f"{self.budget.file_name}: the sheet “{self.sheet}” has {what}. "
            f"Delete the {surplus} that are not needed, or divide the workbook, and save it."
        )
