"""Rows that a person leaves out of an import: they are read by nothing, and said to be left out."""

from .draft import Change, title_key
from .part import text_of


def take_out(layout, rows):
    """Take `rows`, {(sheet, row number)}, out of the tables of a layout; gives [(block, row)] of those found there."""
    taken = []
    for block in layout.blocks:
        taken += [(block, row) for row, _ in block.rows if (block.sheet.name, row.number) in rows]
        block.rows = [(row, banner) for row, banner in block.rows if (block.sheet.name, row.number) not in rows]
    return taken


def tell_left_out(taken, draft):
    """Say of each row that it is left out, and keep what it was about, which is not missing from the workbook."""
    for block, row in taken:
        ref, title = (text_of(row, block.columns.get(name)) for name in ("ref", "title"))
        name = ref or title[:60] or " ".join(cell.text for cell in row.cells.values())[:60].strip()
        if ref or title:
            draft.left_out.add((block.kind, ref or title_key(title)))
        draft.changes.append(Change(block.kind, block.sheet.name, row.number, name, "left_out"))
        message = "this row was left out, as somebody chose; nothing of it is imported."
        draft.say("note", block.sheet.name, f"row {row.number}", name, message, row.number)
