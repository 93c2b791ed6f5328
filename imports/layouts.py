"""Whether a layout is known, certain or in need of a person: headers seen before, headers mapped by hand, doubts."""

import json

from core.tables import field_of, normalised
from core.workbooks import column_letter

from .models import SheetLayout
from .registers import REGISTERS, TABLES


def remembered_mapping(plan):
    """{sheet: {normalised header: field or ""}} that people gave for earlier workbooks of this plan."""
    tables = {table.kind: table for table in TABLES}
    mapping = {}
    for layout in known_layouts(plan):
        for header, field in layout.columns.items():
            words = normalised(header)
            if field is None or (field and field != field_of(tables[layout.kind], words)):
                mapping.setdefault(layout.sheet, {})[words] = field or ""
    return mapping


def check_layout(layout, workbook, draft, mapping, given):
    """Say an error where the tables cannot be told, notes where a header row is new and was understood.

    `given` is the mapping of this import, a part of `mapping`, which holds what was given before too.
    """
    if not any(layout.of(kind) for kind in REGISTERS):
        message = (
            "no table of actions was found in this workbook: it needs a header row with at least Action and two more "
            f"columns, such as No., Due, RAG or Progress; add one, or say {_where(draft)} which column is which."
        )
        draft.say("error", "", "", "", message)
    _check_mapping(workbook, draft, given)
    known = [(each.sheet, each.kind, each.columns) for each in known_layouts(draft.plan)]
    for block in layout.blocks:
        if not block.header:
            continue
        _refuse_doubtful(block, draft)
        columns = columns_of(block, mapping)
        if (block.sheet.name, block.kind, columns) not in known:
            _tell_columns(block, draft, columns)


def _where(draft):
    """Where a person says which column is which."""
    return "under “Columns”" if draft.in_browser else "with --mapping FILE"


def _check_mapping(workbook, draft, given):
    """Ask about every name in a mapping that the workbook does not have: it may be misspelt."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for name, columns in given.items():
        if name not in sheets:
            message = f"the mapping names a sheet “{name}” that this workbook does not have; put its name right."
            draft.ask("", "", name, message)
            continue
        texts = {normalised(cell.text) for row in sheets[name].rows() for cell in row.cells.values()}
        for header in columns.keys() - texts:
            message = f"the mapping names a column “{header}” that this sheet does not have; put its name right."
            draft.ask(name, "", header, message)


def _refuse_doubtful(block, draft):
    """An error for each column that claims the field of another, with the mapping that would settle it."""
    header, sheet = block.header, block.sheet.name
    for index, field in header.doubtful.items():
        if index not in block.used:
            continue
        first = block.columns[field]
        taken, doubted = (block.header_text(each) for each in (first, index))
        title = header.table.column(field).title
        where = f"{column_letter(index)}{block.header_row}"
        if normalised(taken) == normalised(doubted):
            remedy = "give one of them another name in the workbook"
        else:
            example = json.dumps({"sheets": {sheet: {doubted: None}}}, ensure_ascii=False)
            holds = "" if draft.in_browser else f", a file that holds, to leave “{doubted}” unread, {example}"
            remedy = f"say which {_where(draft)}{holds}"
        message = (
            f"both “{taken}” ({column_letter(first)}{block.header_row}) and “{doubted}” may be the {title}; {remedy}."
        )
        draft.say("error", sheet, where, doubted, message)


def _tell_columns(block, draft, columns):
    """What was made of a header row that no earlier workbook of the plan had."""
    sheet, row, table = block.sheet.name, block.header_row, block.header.table
    titles = {column.name: column.title for column in table.columns}
    for index in block.header.unread:
        name = block.header_text(index)
        if table.takes_others or index in block.header.doubtful:
            continue
        if index in block.used and columns[name] == "":
            message = f"the tracker knows no column “{name}”, so it was not read; say {_where(draft)} what it holds."
            draft.ask(sheet, f"{column_letter(index)}{row}", name, message)
    for index, field in block.unheaded.items():
        read = "read as a second date of update" if field == "said_on_2" else f"read as {titles.get(field)}"
        message = (
            f"this column has no header; it was {read if field else 'not read'}. Give it a header to have it otherwise."
        )
        draft.say("note", sheet, f"{column_letter(index)}{row}", "", message)
    headed = {block.header_text(index): titles[field] for index, field in block.header.columns.items()}
    read = "; ".join(f"“{text}” as {title}" for text, title in headed.items() if normalised(text) != normalised(title))
    understood = f"was understood: {read}" if read else "was understood, as its columns have their usual names"
    draft.say("note", sheet, f"row {row}", "", f"this header row, not seen before, {understood}.")
    if block.kind == "action" and "ref" not in block.columns:
        message = "this table has no column of references, so its actions are known by their words from month to month."
        draft.say("note", sheet, f"row {row}", "", message)


def known_layouts(plan):
    return plan.sheet_layouts.all() if plan.pk else SheetLayout.objects.none()


def columns_of(block, mapping):
    """{header as written: field, "" when no field is known, None when a person said so} of a header row.

    A column without a header stands there by its letter, "(column L)".
    """
    left_out = {header for header, field in mapping.get(block.sheet.name, {}).items() if not field}
    columns = {}
    for index in sorted([*block.header.columns, *block.header.unread]):
        text = block.header_text(index) or f"(column {column_letter(index)})"
        if text in columns and index in block.header.columns:
            text = f"{text} ({column_letter(index)})"  # a second column of one name
        columns[text] = block.header.columns.get(index, None if normalised(text) in left_out else "")
    return columns | {f"(column {column_letter(index)})": field for index, field in sorted(block.unheaded.items())}


def new_layouts(layout, plan, mapping):
    """The `SheetLayout` rows to keep after an import."""
    known = [(each.sheet, each.kind, each.columns) for each in known_layouts(plan)]
    found = []
    for block in layout.blocks:
        key = (block.sheet.name, block.kind, columns_of(block, mapping)) if block.header else None
        if key and key not in known:
            known.append(key)
            found.append(SheetLayout(plan=plan, sheet=key[0], kind=key[1], columns=key[2]))
    return found
