"""A workbook as the rest of the product sees it: sheets, rows and cells, made only when they are asked for."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from core.workbooks.coordinates import column_letter
from core.workbooks.notes import Note, notes_of
from core.workbooks.shown import shown
from core.workbooks.strings import RichText
from core.workbooks.styles import Style, StyleLookup, red_runs

# What is kept of a cell: its value as read, openpyxl's one-letter kind of it, and the number of its style.
Raw = tuple[object, str, int]
FORMULA_WITHOUT_VALUE = "f"


class Cell:
    """One cell, or one place of a merged range (then `merged_from` names the cell whose value it shows)."""

    __slots__ = ("row", "column", "merged_from", "_raw", "_style")

    def __init__(
        self,
        row: int,
        column: int,
        raw: Raw,
        style: Style,
        merged_from: str | None = None,
    ):
        self.row = row
        self.column = column
        self.merged_from = merged_from
        self._raw = raw
        self._style = style

    def __repr__(self) -> str:
        return f"<Cell {self.coordinate} {self.text!r}>"

    @property
    def coordinate(self) -> str:
        return f"{column_letter(self.column)}{self.row}"

    @property
    def value(self) -> str | int | float | bool | date | datetime | time | None:
        """The value; a date without a time of day is a `date`, a duration a number of days, an error None."""
        value, kind, _ = self._raw
        if kind == "e":
            return None
        if isinstance(value, RichText):
            return str(value)
        if isinstance(value, datetime) and value.time() == time():
            return value.date()
        if isinstance(value, timedelta):
            return value / timedelta(days=1)
        return value

    @property
    def text(self) -> str:
        """What a person sees, by the number format; text keeps its line breaks and spaces."""
        value = self._raw[0]
        return str(value) if isinstance(value, RichText) else shown(value, self._style.number_format)

    @property
    def is_date(self) -> bool:
        return isinstance(self._raw[0], date)

    @property
    def is_month(self) -> bool:
        """A real date that is shown as a month and a year, without a day: it means the month."""
        return self.is_date and self._style.shows_month_only

    @property
    def has_year(self) -> bool:
        """False for a real date whose format leaves the year out (dd-mmm): the year inside is Excel's guess."""
        return not self.is_date or self._style.shows_year

    @property
    def red_runs(self) -> list[str]:
        """The pieces of the text that are written in red; all of it when the cell's own font is red."""
        return red_runs(self._raw[0], self.text, self._style)

    @property
    def fill(self) -> str | None:
        """The background as "RRGGBB"; None without one, and for white, which nobody sees."""
        return self._style.fill

    @property
    def is_formula_without_value(self) -> bool:
        """A formula that was never calculated, so that nobody knows its value."""
        return self._raw[1] == FORMULA_WITHOUT_VALUE

    @property
    def error(self) -> str | None:
        """The error that Excel shows, such as "#REF!"."""
        return str(self._raw[0]) if self._raw[1] == "e" else None


class Row:
    """One row with something in it."""

    __slots__ = ("number", "_sheet")

    def __init__(self, sheet: "Sheet", number: int):
        self.number = number
        self._sheet = sheet

    @property
    def cells(self) -> dict[int, Cell]:
        """The row's own cells that hold or colour something, by column number (A is 1), in order."""
        columns = sorted(self._sheet.raw_rows[self.number])
        return {column: self._sheet.cell(self.number, column) for column in columns}

    def get(self, column: int) -> Cell | None:
        """The cell in a column; in a merged range the one that shows its value; None where nothing is."""
        return self._sheet.cell(self.number, column)


@dataclass
class Sheet:
    """One sheet. `raw_rows` maps row numbers to column numbers to what was read."""

    name: str
    hidden: bool
    raw_rows: dict[int, dict[int, Raw]]
    style_of: StyleLookup
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """The rows that hold something more than colour, from the top."""
        for number in sorted(self.raw_rows):
            if any(raw[0] is not None or raw[1] == FORMULA_WITHOUT_VALUE for raw in self.raw_rows[number].values()):
                yield Row(self, number)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place, as `Row.get`."""
        corner = self._corner(row, column)
        if corner is not None and corner != (row, column):
            raw = self.raw_rows.get(corner[0], {}).get(corner[1])
            merged_from = f"{column_letter(corner[1])}{corner[0]}"
        else:
            raw, merged_from = self.raw_rows.get(row, {}).get(column), None
        return None if raw is None else Cell(row, column, raw, self.style_of(raw[2]), merged_from)

    def _corner(self, row: int, column: int) -> tuple[int, int] | None:
        ranges = self._merged_by_column.get(column)
        if ranges is None:
            return None
        position = bisect_left(ranges, (row + 1,)) - 1
        if position < 0 or row > ranges[position][2]:
            return None
        return ranges[position][:2]

    @cached_property
    def _merged_by_column(self) -> dict[int, list[tuple[int, int, int]]]:
        last_column = max((max(cells) for cells in self.raw_rows.values() if cells), default=0)
        by_column: dict[int, list[tuple[int, int, int]]] = {}
        for first_row, first_column, last_row, range_end in self.merged:
            for column in range(first_column, min(range_end, last_column) + 1):
                by_column.setdefault(column, []).append((first_row, first_column, last_row))
        for ranges in by_column.values():
            ranges.sort()
        return by_column


@dataclass
class Workbook:
    """A whole workbook. `name` is the file's name, `sha256` the digest of its bytes in hexadecimal."""

    name: str
    sha256: str
    date_1904: bool
    sheets: list[Sheet]

    @cached_property
    def notes(self) -> list[Note]:
        """What a person may have overlooked: hidden rows, columns and sheets, comments, texts cut short."""
        return [note for sheet in self.sheets for note in notes_of(sheet)]
