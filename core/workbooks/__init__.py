"""Reading Excel workbooks: safely, with what a person sees in each cell. Only this package imports openpyxl.

`read(path)` and `read_content(bytes)` give a `Workbook` or raise `WorkbookRefused` with one sentence for the person who
chose the file; `refuse_what_is_no_workbook` does only the latter, and quickly.
"""

from core.workbooks.coordinates import column_letter
from core.workbooks.grid import Cell, Row, Sheet, Workbook
from core.workbooks.notes import Note
from core.workbooks.reader import read, read_content, refuse_what_is_no_workbook
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
    "read_content",
    "refuse_what_is_no_workbook",
]
