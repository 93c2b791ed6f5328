"""openpyxl's reader, kept to what the product uses: values with rich text, styles, merges, comments, what is hidden.

Charts, pictures, pivot tables, filters, validations, links and print settings are passed over: they cost time, and an
odd one among them makes openpyxl give up on a workbook whose cells are sound.
"""

from datetime import time

from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader, apply_stylesheet
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import COL_TAG, FORMULA_TAG, INLINE_STRING, MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import COMMENTS_NS, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse

from core.workbooks.checked_package import CheckedPackage
from core.workbooks.colours import Palette
from core.workbooks.coordinates import range_bounds
from core.workbooks.grid import FORMULA_WITHOUT_VALUE, Raw, Sheet
from core.workbooks.strings import read_string, read_strings, unescaped
from core.workbooks.styles import Style, StyleLookup, style_lookup

_TRUE = ("1", "true")


class PackageReader(ExcelReader):
    """Reads a package that was opened and checked, instead of a path."""

    def __init__(self, package: CheckedPackage):
        self.archive = package
        self.valid_files = package.namelist()
        self.read_only = self.keep_vba = self.keep_links = False
        self.data_only = self.rich_text = True
        self.shared_strings = []

    def read_outline(self) -> None:
        """Reads everything but texts and sheets."""
        self.read_manifest()
        self.read_workbook()
        self.read_theme()
        apply_stylesheet(self.archive, self.wb)
        self.palette = Palette(self.wb.loaded_theme, self.wb._colors)
        self.style_of = style_lookup(self.wb, self.palette)

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as stream:
                self.shared_strings = read_strings(stream, self.palette)

    @property
    def date_1904(self) -> bool:
        return self.wb.epoch == CALENDAR_MAC_1904

    def worksheet_parts(self) -> list[tuple[str, bool, str]]:
        """Name, whether hidden, and part of each worksheet, in order; chart sheets have no cells."""
        return [
            (entry.name, entry.state != "visible", relation.target)
            for entry, relation in self.parser.find_sheets()
            if relation.target in self.valid_files and relation.Type.endswith("/worksheet")
        ]

    def read_sheet(self, name: str, hidden: bool, part: str) -> Sheet:
        """The cells of one sheet that hold or colour something."""
        with self.archive.open(part) as stream:
            parser = _SheetParser(stream, self)
            raw_rows = _raw_rows(parser, self.style_of)
        return Sheet(
            name=name,
            hidden=hidden,
            raw_rows=raw_rows,
            style_of=self.style_of,
            merged=parser.merged,
            hidden_rows=parser.hidden_rows,
            hidden_columns=parser.hidden_columns,
            comments=self._comments(part),
        )

    def _comments(self, part: str) -> list[tuple[str, str]]:
        relations = get_rels_path(part)
        if relations not in self.valid_files:
            return []
        found = []
        for relation in get_dependents(self.archive, relations).find(COMMENTS_NS):
            if relation.target in self.valid_files:
                found += _comments_in(fromstring(self.archive.read(relation.target)))
        return found


def _comments_in(root) -> list[tuple[str, str]]:
    """Cell and words of each comment."""
    authors = [author.text or "" for author in root.iter(f"{{{SHEET_MAIN_NS}}}author")]
    found = []
    for comment in root.iter(f"{{{SHEET_MAIN_NS}}}comment"):
        text = "".join(unescaped(piece.text) for piece in comment.iter(f"{{{SHEET_MAIN_NS}}}t"))
        position = int(comment.get("authorId", -1))
        author = authors[position] if 0 <= position < len(authors) else ""
        found.append((comment.get("ref", ""), _comment_words(text, author)))
    return found


def _comment_words(text: str, author: str) -> str:
    """A comment without its author's name in front, and without Excel's notice about threaded comments."""
    if text.startswith("[Threaded comment]") and "Comment:" in text:
        text = text.partition("Comment:")[2]
    return text.removeprefix(f"{author}:").strip()


class _SheetParser(WorkSheetParser):
    def __init__(self, stream, reader: PackageReader):
        super().__init__(
            stream,
            reader.shared_strings,
            data_only=True,
            epoch=reader.wb.epoch,
            date_formats=reader.wb._date_formats,
            timedelta_formats=reader.wb._timedelta_formats,
            rich_text=True,
        )
        self.palette = reader.palette
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []

    def parse(self):
        """Yields (row number, cells as dicts); notes merges and what is hidden on the way."""
        for _, element in iterparse(self.source):
            tag = element.tag
            if tag == ROW_TAG:
                yield self.parse_row(element)
                if element.get("hidden") in _TRUE:
                    self.hidden_rows.append(self.row_counter)
                element.clear()
            elif tag == COL_TAG and element.get("hidden") in _TRUE:
                self.hidden_columns.append((int(element.get("min")), int(element.get("max"))))
            elif tag == MERGE_TAG:
                self.merged += [range_bounds(child.get("ref")) for child in element]

    def parse_cell(self, element) -> dict:
        kind = element.get("t")
        if kind == "inlineStr":
            element.set("t", "str")
            cell = super().parse_cell(element)
            inline = element.find(INLINE_STRING)
            cell["value"] = None if inline is None else read_string(inline, self.palette)
            return cell
        cell = super().parse_cell(element)
        if kind == "str":
            cell["value"] = unescaped(cell["value"])
        elif cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = FORMULA_WITHOUT_VALUE
        return cell


def _raw_rows(parser: _SheetParser, style_of: StyleLookup) -> dict[int, dict[int, Raw]]:
    rows: dict[int, dict[int, Raw]] = {}
    styles: dict[int, Style] = {}
    for number, cells in parser.parse():
        kept: dict[int, Raw] = {}
        for cell in cells:
            value, kind, style_id = cell["value"], cell["data_type"], cell["style_id"]
            if style_id not in styles:
                styles[style_id] = style_of(style_id)
            if value is None or value == "":
                value = None
                kind = kind if kind == FORMULA_WITHOUT_VALUE else "n"
                if kind == "n" and styles[style_id].fill is None:
                    continue
            elif kind == "d" and value == time() and styles[style_id].shows_date:
                # A zero in a date format: Excel shows "00/01/1900", a day that never was.
                value, kind = 0, "n"
            kept[cell["column"]] = (value, kind, style_id)
        if kept:
            rows.setdefault(number, {}).update(kept)
    return rows
