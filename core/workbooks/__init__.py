"""Reading Excel workbooks: safely, with what a person sees in each cell. Only this package imports openpyxl.

`read(path)` gives a `Workbook` or raises `WorkbookRefused` with one sentence for the person who chose the file.
"""

from core.workbooks.coordinates import column_letter
from core.workbooks.grid import Cell, Row, Sheet, Workbook
from core.workbooks.notes import Note
from core.workbooks.reader import read
from core.workbooks.refusals import Limits, WorkbookRefused

__all__ = [
    "Cell",
    "Limits",
    "Note",
    "Row",
    "Sheet",
    "Workbook",
    "WorkbookRefused",
    "column_letter",
    "read",
]
