"""How a table in somebody's workbook is recognised: by the words of its header row, wherever that row stands."""

import re
from dataclasses import dataclass
from functools import cache

_LONGEST_HEADER = 80
_YEAR = re.compile(r"\b(?:20)?([0-9]{2}) (?:20)?([0-9]{2})\b")


@dataclass(frozen=True, slots=True)
class Column:
    """A column a sheet may have. `headers` are its ordinary names, normalised; one that ends in * is a beginning.

    "# #" in a header stands for a financial year: "# # plan" is "2018/19 Plan". `unheaded` names the field that a
    column without a header holds when it follows this one directly, `again` that of a second column of the same name.
    `holds` is what each of its texts has to look like to be taken for this one without a header; empty for anything.
    """

    name: str
    headers: tuple[str, ...]
    title: str = ""
    unheaded: str = ""
    holds: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A kind of table: recognised when all `required` columns and `at_least` columns in all are there.

    `ends_at_gap` says that an empty row ends it; a table without it goes on to the next header. `names` is the field of
    the column that stands before all others, whether or not it has a header. `two_rows` says that a column without a
    header of its own has that of the row above, `takes_others` that columns which it does not name are read too.
    """

    kind: str
    columns: tuple[Column, ...]
    required: tuple[str, ...]
    at_least: int
    ends_at_gap: bool = False
    names: str = ""
    two_rows: bool = False
    takes_others: bool = False

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
    in_any_year = _YEAR.sub(_any_year, words)
    found = names.get(words) or names.get(in_any_year)
    return found or next((field for start, field in beginnings if in_any_year.startswith(start)), None)


def _any_year(found):
    first, second = map(int, found.groups())
    return "# #" if second == (first + 1) % 100 else found.group()


def match_header(texts, tables, given=None, above=None):
    """The best `Header` for a row of texts {column index: text} among `tables`, or None when no table fits.

    `given` as for `field_of`; `above` are the texts of the row right above, for a header of two rows. Where two columns
    claim one field the first has it, and the second is doubtful.
    """
    best, own = None, texts
    if len(own) < min(table.at_least for table in tables):
        return None
    for table in tables:
        texts = (above or {}) | own if table.two_rows else own
        words = {index: normalised(text) for index, text in texts.items() if len(text) <= _LONGEST_HEADER}
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
        if field in columns.values():
            field = table.column(field).again or field
        if field is None or field in columns.values():
            unread[index] = text
        else:
            columns[index] = field
        if field and index in unread and not table.takes_others:
            doubtful[index] = field
    first = min(columns, default=1)
    if table.names and table.names not in columns.values() and first > 1:
        columns[first - 1] = table.names
        unread.pop(first - 1, None)
    return Header(table, columns, unread, doubtful)
