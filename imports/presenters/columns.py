"""The columns of a workbook: how its header rows were understood, and which rows could be one."""

from dataclasses import dataclass
from urllib.parse import urlencode

from ..registers import TABLES
from .words import kind_words


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A header row of a `kind` of table; `columns` are (letter, header, field or "")."""

    sheet: str
    row: int
    kind: str
    title: str
    columns: tuple


@dataclass(frozen=True, slots=True)
class UnderstoodTable:
    """Tables of one layout and how their columns were understood: (letter, header, title of the field or "")."""

    sheet: str
    rows: tuple[int, ...]
    title: str
    columns: tuple
    url: str


# The kinds of table that read columns of any name too.
_TAKE_OTHERS = {table.kind for table in TABLES if table.takes_others}
# What a sheet may hold that a header row names: {kind: title}.
TABLE_KINDS = {table.kind: kind_words(table.kind)[1] for table in TABLES}


def tables_of(preview, address):
    """The `UnderstoodTable`s of a preview: header rows of one sheet that say the same stand together."""
    alike = {}
    for table in preview["tables"]:
        said = tuple((column["header"], column["field"]) for column in table["columns"])
        alike.setdefault((table["sheet"], table["kind"], said), []).append(table)
    for (sheet, kind, _), tables in alike.items():
        titles, rows = _titles(kind), tuple(table["header_row"] for table in tables)
        other = "Read under its own heading" if kind in _TAKE_OTHERS else ""
        columns = tuple((c["letter"], c["header"], titles.get(c["field"], other)) for c in tables[0]["columns"])
        query = urlencode({"sheet": sheet, "row": rows[0]})
        yield UnderstoodTable(sheet, rows, kind_words(kind)[1], columns, f"{address}?{query}")


def sheets_without_table(preview, address):
    """[(sheet, address)] of the sheets in which a person can point at the header row."""
    return [(name, f"{address}?{urlencode({'sheet': name})}") for name, lines in preview["lines"].items() if lines]


def likely_header(preview, sheet):
    """The row among the first lines of a sheet that has the most texts, or None."""
    return max(header_rows(preview, sheet), key=lambda line: len(line["texts"]), default={"row": None})["row"]


def header_rows(preview, sheet):
    """The lines of a sheet without a table that could be a header row: {"row": number, "texts": {letter: text}}."""
    return preview["lines"].get(sheet, [])


def header_to_map(preview, sheet, row, kind):
    """The `HeaderRow` that an address names: one that was understood, or a line of a sheet and a kind; else None."""
    for table in preview["tables"]:
        if (table["sheet"], str(table["header_row"])) == (sheet, row):
            columns = tuple((c["letter"], c["header"], c["field"]) for c in table["columns"])
            return HeaderRow(sheet, table["header_row"], table["kind"], kind_words(table["kind"])[1], columns)
    line = next((line for line in preview["lines"].get(sheet, ()) if str(line["row"]) == row), None)
    if line is None or kind not in TABLE_KINDS:
        return None
    columns = tuple((letter, text, "") for letter, text in line["texts"].items())
    return HeaderRow(sheet, line["row"], kind, TABLE_KINDS[kind], columns)


def _titles(kind):
    return {column.name: column.title for table in TABLES if table.kind == kind for column in table.columns}
