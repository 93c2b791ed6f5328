"""From the grid of a workbook to blocks: which rows belong to which kind of table, and which column holds what."""

import re
from dataclasses import dataclass, field

from core.tables import Header, match_header, normalised
from core.workbooks import Row, Sheet, Workbook
from plans.spreadsheet import OVERSIGHT, USUAL_KEY, read_area, stage_of

from .registers import LISTINGS, TABLES

_REFERENCE = re.compile(r"(?=\D*\d)\S{1,20}")
_USUAL_RATINGS = {name.casefold() for code, (word, *_) in USUAL_KEY.items() for name in (code, word)}
_STATUSES = {"closed", "open", "live", "not started"}
# The fields in whose columns, or in a column without a header, a heading may stand between the rows of a table.
_BESIDE_HEADINGS = (None, "recommendation", "source", "area", "ref")


@dataclass(slots=True)
class Block:
    """Rows of one kind. `columns` are {field: column index} and empty for a listing, whose rows are plain lines.

    Each row comes with the banner that stands above it: the text of an area, or "Close" over closed concerns. `heading`
    is the line right above the header row: such a banner, or the title of the sheet.
    """

    kind: str
    sheet: Sheet
    header_row: int
    columns: dict[str, int] = field(default_factory=dict)
    header: Header | None = None
    heading: str = ""
    rows: list[tuple[Row, str]] = field(default_factory=list)
    unheaded: dict[int, str] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    @property
    def ends_at_gap(self):
        return self.header is None or self.header.table.ends_at_gap

    def header_text(self, index):
        """The words of the header of a column, on one line; those of the row above where the header has two."""
        rows = (self.header_row, self.header_row - 1) if self.header.table.two_rows else (self.header_row,)
        cells = (self.sheet.cell(row, index) for row in rows)
        return next((words for cell in cells if cell and (words := " ".join(cell.text.split()))), "")

    def column_of(self, name):
        """The index of the column that holds a field, with or without a header, or None."""
        return self.columns.get(name) or next((i for i, field in self.unheaded.items() if field == name), None)


@dataclass(slots=True)
class Layout:
    """What was recognised in a workbook: the blocks in order, and by sheet the rows that belong to none."""

    blocks: list[Block] = field(default_factory=list)
    unread: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, kind):
        return [block for block in self.blocks if block.kind == kind]

    def rows_of(self, kind):
        return [row for block in self.of(kind) for row, _ in block.rows]


def recognise(workbook: Workbook, mapping=None) -> Layout:
    """The layout of a workbook. `mapping` is {sheet: {normalised header: field or ""}} as a person gave it."""
    layout = Layout()
    for sheet in workbook.sheets:
        reading = _SheetReading(sheet, (mapping or {}).get(sheet.name, {}))
        layout.blocks += reading.blocks
        layout.unread[sheet.name] = reading.unread
    for block in layout.of("action"):
        _rate_by_status(block, (mapping or {}).get(block.sheet.name, {}))
    return layout


class _SheetReading:
    """Walks one sheet from the top, opening a block at each header row or heading and closing it where it ends."""

    def __init__(self, sheet, mapping):
        self.sheet, self.mapping = sheet, mapping
        self.blocks, self.unread = [], []
        self.block, self.banner, self.banner_row, self.last = None, "", 0, 0
        self.above = {}  # the texts of the last row
        self.idle = None  # a line inside a table of which it is not known yet whether anything stands under it
        for row in sheet.rows():
            cells = row.cells
            texts = {index: text for index, cell in cells.items() if (text := cell.text.strip())}
            if texts or any(cell.is_formula_without_value for cell in cells.values()):
                self._take(row, texts)
                self.last, self.above = row.number, texts
        self._pass_over_idle()
        tables = [block for block in self.blocks if block.kind == "action"]
        if len(tables) > 1:  # what stands above the only table of a sheet is its title
            self.unread = [row for row in self.unread if not any(_heads(row, block) for block in tables)]
        for block in self.blocks:
            block.unheaded = _unheaded(block)

    def _take(self, row, texts):
        gap = row.number > self.last + 1
        if gap and self.block and self.block.ends_at_gap:
            self.block = None
        if header := self._header(texts, {} if gap else self.above):
            self._open_table(row, header)
        elif listing := self._listing(texts, gap):
            self._open(Block(listing.kind, self.sheet, row.number))
        elif self.block is None:
            self._remember(row, texts)
        elif self._is_oversight(texts):
            self._pass_over_idle()
            self.blocks.append(Block("oversight", self.sheet, row.number, rows=[(row, self.banner)]))
        elif self._is_banner(texts):
            self._pass_over_idle()
            self._hang(row, texts)
            self.idle = row
        else:
            self.block.rows.append((row, self.banner))
            self.block.used.update(texts)
            self.idle = None

    def _header(self, texts, above):
        return match_header(texts, TABLES, self.mapping, above) if len(texts) > 1 else None

    def _listing(self, texts, gap):
        """A heading opens a listing only where it begins a stretch of rows, so that prose about it does not."""
        if len(texts) > 1 or not (gap or self.last == 0):
            return None
        text = next(iter(texts.values()), "")
        return next((each for each in LISTINGS if len(text) < 80 and each.heading.search(text)), None)

    def _open_table(self, row, header):
        """Open a block; a line standing alone right above the header is its banner."""
        if header.table.kind == "action":
            self._take_heading_back(row)
        if self.banner_row < row.number - 2:
            self.banner = ""
        elif self.idle:
            self.idle = None
        elif self.unread and self.unread[-1].number == self.banner_row and read_area(self.banner)[0] is not None:
            self.unread.pop()
        columns = {field: index for index, field in header.columns.items()}
        self._open(Block(header.table.kind, self.sheet, row.number, columns, header, self.banner))

    def _take_heading_back(self, row):
        """A heading right above a table of actions opened no listing: it names an area, "Governance"."""
        listing = self.block
        if listing and not listing.header and not listing.rows and listing.header_row == row.number - 1:
            self.blocks.remove(listing)
            above = next(each for each in self.sheet.rows() if each.number == listing.header_row)
            self._remember(above, {i: text for i, cell in above.cells.items() if (text := cell.text.strip())})

    def _open(self, block):
        self._pass_over_idle()
        self.block = block
        self.blocks.append(block)

    def _hang(self, row, texts):
        self.banner, self.banner_row = next(iter(texts.values())), row.number

    def _remember(self, row, texts):
        self.unread.append(row)
        if len(texts) == 1:
            self._hang(row, texts)

    def _pass_over_idle(self):
        """A line inside a table under which nothing stands heads nothing: it was not read."""
        if self.idle:
            self.unread.append(self.idle)
            self.idle = None

    def _is_oversight(self, texts):
        """Whether a row inside a table of actions says who watches over them: the words for it, and then the names."""
        if self.block.kind != "action" or not 1 <= len(texts) <= 2:
            return False
        index, text = next(iter(texts.items()))
        begins_the_row = self.block.header.columns.get(index) in (None, "ref") and index < self.block.columns["title"]
        return begins_the_row and bool(OVERSIGHT.match(text)) and (len(texts) == 2 or ":" in text)

    def _is_banner(self, texts):
        """Whether a row inside a table is one line across it: the name of the next area, or "Close"."""
        if not self.block.header or self.block.ends_at_gap or len(texts) != 1:
            return False
        [(index, text)] = texts.items()
        columns = self.block.header.columns
        field = columns.get(index)
        if field == "title" or (field == "recommendation" and is_sentence(text)):
            return False
        if field == "ref" and _REFERENCE.fullmatch(text):
            return False
        return field in _BESIDE_HEADINGS or index <= min(columns)


def _heads(row, block):
    """Whether a row is the heading right above a table."""
    texts = [cell.text.strip() for cell in row.cells.values() if cell.text.strip()]
    return texts == [block.heading] and 0 < block.header_row - row.number <= 2


def is_sentence(text):
    """Whether a line that stands alone beside the actions is a recommendation, and not the heading of an area."""
    words, is_numbered = len(text.split()), text[:1].isdigit()
    if text.endswith("."):
        return words > (4 if is_numbered else 1)
    return len(text) > 120 or (text.endswith(")") and words > 4 and not is_numbered)


def _rate_by_status(block, mapping):
    """In a table without a rating, a status column of which every word stands for a stage is the rating."""
    index = block.columns.get("status")
    if index is None or "rating" in block.columns or mapping.get(normalised(block.header_text(index))):
        return
    words = {cell.text.strip().casefold() for row, _ in block.rows if (cell := row.get(index))} - {""}
    if words - _STATUSES and all(word in _USUAL_RATINGS or (len(word) < 20 and stage_of(word)) for word in words):
        block.columns["rating"] = block.columns.pop("status")
        block.header.columns[index] = "rating"


def _unheaded(block):
    """{column index: field or ""} of the columns that hold something but have no header.

    The column after a date column holds a second date, the one after the last column a remark on scope; where the table
    gives no field for the place, or what stands there does not look like it, the text is empty.
    """
    if block.header is None:
        return {}
    found = block.used - set(block.header.columns) - set(block.header.unread)
    field_left_of = {index: block.header.columns.get(index - 1) for index in found}
    return {index: _unheaded_field(block, index, field) if field else "" for index, field in field_left_of.items()}


def _unheaded_field(block, index, beside):
    """The field that the column `index` without a header holds, right of the column of the field `beside`, or ""."""
    field = block.header.table.column(beside).unheaded
    holds = block.header.table.column(field).holds if field and field != "said_on_2" else ""
    texts = (cell.text.strip() for row, _ in block.rows if (cell := row.get(index)))
    return field if not holds or all(re.fullmatch(holds, text) for text in texts if text) else ""
