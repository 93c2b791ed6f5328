"""How a table in somebody's workbook is recognised: by the words of its header row, wherever that row stands."""

import re
from dataclasses import dataclass
from functools import cache

_LONGEST_HEADER = 80


@dataclass(frozen=True, slots=True)
class Column:
    """A column a sheet may have. `headers` are its ordinary names, normalised; one that ends in * is a beginning.

    `unheaded` names the field that a column without a header holds when it follows this one directly.
    """

    name: str
    headers: tuple[str, ...]
    title: str = ""
    unheaded: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A kind of table: recognised when all `required` columns and `at_least` columns in all are there.

    `ends_at_gap` says that an empty row ends it; a table without it goes on to the next header.
    """

    kind: str
    columns: tuple[Column, ...]
    required: tuple[str, ...]
    at_least: int
    ends_at_gap: bool = False

    def column(self, name):
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, slots=True)
class Header:
    """A header row that was recognised: {column index: field}, and the headers that were not read, {index: text}.

    `doubtful` are those of them that claim a field which an earlier column has: {index: field}.
    """

    table: Table
    columns: dict[int, str]
    unread: dict[int, str]
    doubtful: dict[int, str]


def normalised(text):
    """The words of a header, lower case, without punctuation: "By when (end of)" is "by when end of"."""
    text = str(text).casefold()
    return re.sub(r"[^a-z0-9%#]+", " ", text).strip() or text.strip()


@cache
def _names(table):
    """({header or name of a field: field}, [(beginning of a header, field)]) of a table."""
    names, beginnings = {}, []
    for column in table.columns:
        names.setdefault(normalised(column.name), column.name)
        for header in column.headers:
            if header.endswith("*"):
                beginnings.append((header[:-1], column.name))
            else:
                names.setdefault(header, column.name)
    return names, beginnings


def field_of(table, words, given=None):
    """The field that a normalised header names in `table`, or None.

    `given` {normalised header: field, "" for none} is what a person said, and counts before the ordinary names.
    """
    if given and words in given and given[words] in ("", *(column.name for column in table.columns)):
        return given[words] or None
    names, beginnings = _names(table)
    return names.get(words) or next((field for start, field in beginnings if words.startswith(start)), None)


def match_header(texts, tables, given=None):
    """The best `Header` for a row of texts {column index: text} among `tables`, or None when no table fits.

    `given` as for `field_of`. Where two columns claim one field the first has it, and the second is doubtful.
    """
    best = None
    words = {index: normalised(text) for index, text in texts.items() if len(text) <= _LONGEST_HEADER}
    if len(words) < min(table.at_least for table in tables):
        return None
    for table in tables:
        # Most rows are no header: a look at how many of their texts name a column spares reading them as one.
        if sum(field_of(table, each, given) is not None for each in words.values()) < table.at_least:
            continue
        found = _read_as(table, texts, words, given)
        fits = len(found.columns) >= table.at_least and set(table.required) <= set(found.columns.values())
        if fits and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _read_as(table, texts, words, given):
    columns, unread, doubtful = {}, {}, {}
    for index, text in sorted(texts.items()):
        field = field_of(table, words[index], given) if index in words else None
        if field is None or field in columns.values():
            unread[index] = text
        else:
            columns[index] = field
        if field and index in unread:
            doubtful[index] = field
    return Header(table, columns, unread, doubtful)
