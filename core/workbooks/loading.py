"""openpyxl's reader, kept to what the product uses: values with rich text, styles, merges, comments, what is hidden.

Charts, pictures, pivot tables, filters, validations, links and print settings are passed over: they cost time, and an
odd one among them makes openpyxl give up on a workbook whose cells are sound.
"""

import zipfile
from dataclasses import dataclass, field
from datetime import time

from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import (
    RelationshipList,
    get_dependents,
    get_rels_path,
)
from openpyxl.reader.excel import ExcelReader, apply_stylesheet
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import COL_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import COMMENTS_NS
from openpyxl.xml.functions import fromstring, iterparse

from core.workbooks.coordinates import column_number, range_bounds
from core.workbooks.grid import FORMULA_WITHOUT_VALUE, Raw, Sheet
from core.workbooks.styles import StyleLookup, style_lookup


class PackageReader(ExcelReader):
    """Reads an opened zip instead of a path."""

    def __init__(self, package: zipfile.ZipFile):
        self.archive = package
        self.valid_files = package.namelist()
        self.read_only = self.keep_vba = self.keep_links = False
        self.data_only = self.rich_text = True
        self.shared_strings = []

    def read_outline(self) -> None:
        """Reads everything but the sheets."""
        self.read_manifest()
        self.read_workbook()
        self.read_theme()
        apply_stylesheet(self.archive, self.wb)

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

    def style_lookup(self) -> StyleLookup:
        return style_lookup(self.wb)

    def read_sheet(
        self,
        name: str,
        hidden: bool,
        part: str,
        style_of: StyleLookup,
        uncalculated: set,
    ) -> Sheet:
        """The cells of one sheet that hold or colour something."""
        with self.archive.open(part) as stream:
            parser = _SheetParser(stream, self.shared_strings, self.wb)
            raw_rows = _raw_rows(parser, style_of, uncalculated)
        return Sheet(
            name=name,
            hidden=hidden,
            raw_rows=raw_rows,
            style_of=style_of,
            merged=parser.merged,
            hidden_rows=parser.hidden_rows,
            hidden_columns=parser.hidden_columns,
            comments=self._comments(part),
        )

    def _comments(self, part: str) -> list[tuple[str, str]]:
        rels_path = get_rels_path(part)
        relations = get_dependents(self.archive, rels_path) if rels_path in self.valid_files else RelationshipList()
        found = []
        for relation in relations.find(COMMENTS_NS):
            records = CommentSheet.from_tree(fromstring(self.archive.read(relation.target)))
            found += [(record.ref, comment_words(record.content, author)) for record, author in _authored(records)]
        return found


def _authored(records: CommentSheet):
    authors = records.authors.author
    for record in records.commentList:
        yield record, authors[record.authorId] if record.authorId < len(authors) else ""


def comment_words(text: str, author: str) -> str:
    """A comment without its author's name in front, and without Excel's notice about threaded comments."""
    if text.startswith("[Threaded comment]") and "Comment:" in text:
        text = text.partition("Comment:")[2]
    if author and text.startswith(f"{author}:"):
        text = text[len(author) + 1 :]
    return text.strip()


class _SheetParser(WorkSheetParser):
    def __init__(self, stream, shared_strings, workbook):
        super().__init__(
            stream,
            shared_strings,
            data_only=True,
            epoch=workbook.epoch,
            date_formats=workbook._date_formats,
            timedelta_formats=workbook._timedelta_formats,
            rich_text=True,
        )
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []

    def parse(self):
        """Yields (row number, cells as dicts); notes merges and what is hidden on the way."""
        for _, element in iterparse(self.source):
            tag = element.tag
            if tag == ROW_TAG:
                yield self.parse_row(element)
                if element.get("hidden") in ("1", "true"):
                    self.hidden_rows.append(self.row_counter)
                element.clear()
            elif tag == COL_TAG and element.get("hidden") in ("1", "true"):
                self.hidden_columns.append((int(element.get("min")), int(element.get("max"))))
            elif tag == MERGE_TAG:
                self.merged += [range_bounds(child.get("ref")) for child in element]


def _raw_rows(parser: _SheetParser, style_of: StyleLookup, uncalculated: set) -> dict[int, dict[int, Raw]]:
    rows: dict[int, dict[int, Raw]] = {}
    coloured: dict[int, bool] = {}
    for number, cells in parser.parse():
        kept: dict[int, Raw] = {}
        for cell in cells:
            value, kind, style = cell["value"], cell["data_type"], cell["style_id"]
            if value is None or value == "":
                value, kind = None, "n"
                if (number, cell["column"]) in uncalculated:
                    kind = FORMULA_WITHOUT_VALUE
                else:
                    if style not in coloured:
                        coloured[style] = style_of(style).fill is not None
                    if not coloured[style]:
                        continue
            elif kind == "d" and value == time():
                # A zero in a date format: Excel shows "00/01/1900", a day that never was.
                value, kind = 0, "n"
            kept[cell["column"]] = (value, kind, style)
        if kept:
            rows.setdefault(number, {}).update(kept)
    return rows
