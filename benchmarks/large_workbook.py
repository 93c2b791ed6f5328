"""A workbook of many actions: the demonstration's plan below itself again and again, under references of its own."""

import sys
from copy import copy

import openpyxl
from openpyxl.cell.rich_text import CellRichText

SHEET = "IP Performance"


def make(source, target, times):
    """Write to `target` the workbook `source` with its plan repeated, `times` in all. Takes a minute for 200 times."""
    workbook = openpyxl.load_workbook(source, rich_text=True)
    sheet = workbook[SHEET]
    height = sheet.max_row
    merged = [range_.bounds for range_ in sheet.merged_cells.ranges]
    rows = [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    for turn in range(1, times):
        columns = {}
        for row in rows:
            columns = {str(cell.value): cell.column for cell in row if str(cell.value) in ("No.", "Action")} or columns
            for cell in row:
                below = sheet.cell(cell.row + turn * height, cell.column, _renamed(cell, columns, turn))
                below._style = copy(cell._style)
        for left, top, right, bottom in merged:
            shift = turn * height
            sheet.merge_cells(start_row=top + shift, end_row=bottom + shift, start_column=left, end_column=right)
    workbook.save(target)


def _renamed(cell, columns, turn):
    """References and titles of their own for each turn; everything else as it is."""
    value = cell.value
    if str(value) in columns or cell.column not in columns.values():
        return value
    if cell.column == columns["No."]:
        return f"{value}.{1000 + turn}"  # 1.3.1 is a reference already
    return CellRichText([*value, f" ({turn})"]) if isinstance(value, CellRichText) else f"{value} ({turn})"


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2], int(sys.argv[3]))
