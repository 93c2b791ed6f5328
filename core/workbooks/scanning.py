"""A quick look through a workbook's XML before openpyxl builds objects from it.

It counts, and stops the moment a limit is passed, so that a hostile or swollen file costs neither time nor memory.
"""

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from core.workbooks.container import damaged, read_part
from core.workbooks.coordinates import column_number, range_bounds
from core.workbooks.refusals import SAVE_AS, Limits, WorkbookRefused

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/"
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = (f"{_MAIN} {tag}" for tag in ("row", "c", "v", "f", "is"))
_STRING, _MERGE, _SHEET_DATA = (f"{_MAIN} {tag}" for tag in ("si", "mergeCell", "sheetData"))
# openpyxl keeps everything between two rows (or two shared strings) in memory at once.
_MOST_ELEMENTS_TOGETHER = 200_000
_DIGITS = "0123456789"


@dataclass
class Budget:
    """What may still be counted over all the sheets of a workbook."""

    limits: Limits
    file_name: str
    cells: int = 0


@dataclass
class SheetScan:
    """What the look through one sheet found. `uncalculated` holds (row, column) of formulas without a value."""

    uncalculated: set[tuple[int, int]] = field(default_factory=set)


def scan_part(package: zipfile.ZipFile, part: str, budget: Budget) -> None:
    """Checks an XML part that is not a sheet: well formed, without entities, without a flood of elements."""
    counter = _Counter(part, budget)
    _parse(package, part, budget, counter.start)


def scan_sheet(package: zipfile.ZipFile, part: str, sheet: str, budget: Budget) -> SheetScan:
    """Counts rows, columns, cells and merged places of a sheet. Raises WorkbookRefused."""
    scanner = _SheetScanner(part, sheet, budget)
    _parse(package, part, budget, scanner.start)
    scanner.finish_cell()
    return scanner.found


def _parse(package: zipfile.ZipFile, part: str, budget: Budget, start) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_doctype(budget.file_name)
    try:
        for piece in read_part(package, part, budget.file_name):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged(budget.file_name, part) from error


def _refuse_doctype(file_name: str):
    def refuse(*_):
        raise WorkbookRefused(
            f"{file_name} declares a document type or entities in its XML, which Excel never does. {SAVE_AS}."
        )

    return refuse


class _Counter:
    """Counts the elements that are held in memory together."""

    def __init__(self, part: str, budget: Budget):
        self.part = part
        self.budget = budget
        self.together = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _STRING:
            self.together = 0
        self.count()
        if tag.startswith(_STRICT):
            raise WorkbookRefused(
                f"{self.budget.file_name} is a Strict Open XML Spreadsheet, which is not read. {SAVE_AS}."
            )

    def count(self) -> None:
        self.together += 1
        if self.together > _MOST_ELEMENTS_TOGETHER:
            raise WorkbookRefused(
                f"{self.budget.file_name} holds too many pieces of formatting in one place ({self.part}). "
                "Copy the cells into a new workbook and save that."
            )


class _SheetScanner(_Counter):
    def __init__(self, part: str, sheet: str, budget: Budget):
        super().__init__(part, budget)
        self.sheet = sheet
        self.found = SheetScan()
        self.row = self.column = self.filled_rows = 0
        self.last_filled_row = None
        self.has_formula = self.has_value = False
        self.columns: set[int] = set()
        self.number_of: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count()
        if tag == _CELL:
            self.finish_cell()
            self.start_cell(attributes.get("r"))
        elif tag == _VALUE or tag == _INLINE:
            self.has_value = True
            self.fill()
        elif tag == _FORMULA:
            self.has_formula = True
            self.fill()
        elif tag == _ROW:
            self.finish_cell()
            self.together = self.column = 0
            self.row = int(float(attributes["r"])) if "r" in attributes else self.row + 1
        elif tag == _MERGE:
            self.count_merge(attributes.get("ref", ""))
        elif tag.startswith(_STRICT):
            super().start(tag, attributes)

    def start_cell(self, reference: str | None) -> None:
        self.count_cells(1)
        if reference is None:
            self.column += 1
            return
        letters = reference.rstrip(_DIGITS)
        number = self.number_of.get(letters)
        if number is None:
            number = self.number_of[letters] = column_number(letters)
        self.column = number

    def finish_cell(self) -> None:
        if self.has_formula and not self.has_value:
            self.found.uncalculated.add((self.row, self.column))
        self.has_formula = self.has_value = False

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
        range_bounds(reference)

    def count_cells(self, number: int) -> None:
        self.budget.cells += number
        if self.budget.cells > self.budget.limits.cells:
            self.refuse(
                f"more than {self.budget.limits.cells:,} cells, empty formatted ones included",
                "cells",
            )

    def refuse(self, what: str, surplus: str) -> None:
        raise WorkbookRefused(
            f"{self.budget.file_name}: the sheet “{self.sheet}” has {what}. "
            f"Delete the {surplus} that are not needed, or divide the workbook, and save it."
        )
