"""Whether a layout is known, certain or in need of a person: headers seen before, headers mapped by hand, doubts."""

from core.tables import normalised
from core.workbooks import column_letter

from .models import SheetLayout


def remembered_mapping(plan):
    """{sheet: {normalised header: field or ""}} that people gave for earlier workbooks of this plan."""
    mapping = {}
    for layout in plan.sheet_layouts.all() if plan.pk else ():
        for header, field in layout.columns.items():
            mapping.setdefault(layout.sheet, {})[normalised(header)] = field
    return mapping


def check_layout(layout, draft, mapping):
    """Say an error where the tables cannot be told, a note where a header row is new and was understood."""
    if not layout.of("action"):
        draft.say(
            "error",
            "",
            "",
            "",
            "no table of actions was found in this workbook: it needs a header row with at least Action "
            "and two more columns, such as No., Due, RAG or Progress; add one, or say with a mapping which column "
            "is which.",
        )
    for block in layout.blocks:
        if block.header:
            _check_block(block, draft, mapping)


def _check_block(block, draft, mapping):
    sheet = block.sheet.name
    for field in block.header.doubtful:
        draft.say(
            "error",
            sheet,
            f"row {block.header_row}",
            field,
            f"two columns of this header row could be the "
            f"{block.header.table.column(field).title}; say with a mapping which one is.",
        )
    for index, text in block.header.unknown.items():
        if index in block.used and normalised(text) not in mapping.get(sheet, {}):
            draft.say(
                "question",
                sheet,
                f"{column_letter(index)}{block.header_row}",
                text,
                f"the column “{text}” was not read, as the "
                "tracker knows no such column; say with a mapping what it holds if it matters.",
            )
    for index, field in block.unheaded.items():
        what = f"was read as {field.replace('_2', '').replace('_', ' ')}" if field else "was not read"
        draft.say(
            "note",
            sheet,
            f"{column_letter(index)}{block.header_row}",
            "",
            f"this column has no header; it {what}. Give it a header to have it otherwise.",
        )
    if columns_of(block) not in [known.columns for known in known_layouts(draft.plan) if known.sheet == sheet]:
        read = ", ".join(
            f"{header} as {field.replace('_', ' ')}" for header, field in columns_of(block).items() if field
        )
        draft.say("note", sheet, f"row {block.header_row}", "", f"a header row not seen before was understood: {read}.")


def known_layouts(plan):
    return plan.sheet_layouts.all() if plan.pk else SheetLayout.objects.none()


def columns_of(block):
    """{header as written: field or ""} of a header row."""
    row = {index: block.sheet.cell(block.header_row, index) for index in [*block.header.columns, *block.header.unknown]}
    return {cell.text.strip(): block.header.columns.get(index, "") for index, cell in sorted(row.items())}


def new_layouts(layout, plan):
    """The `SheetLayout` rows to keep after an import."""
    known = [(each.sheet, each.kind, each.columns) for each in known_layouts(plan)]
    found = []
    for block in layout.blocks:
        key = (block.sheet.name, block.kind, columns_of(block)) if block.header else None
        if key and key not in known:
            known.append(key)
            found.append(SheetLayout(plan=plan, sheet=key[0][:100], kind=key[1], columns=key[2]))
    return found
