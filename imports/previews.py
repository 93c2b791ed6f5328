"""What a person in the browser is shown of a proposal before anything is written, as plain values that can be kept."""

import hashlib
import json

from core.workbooks import column_letter
from plans.presenters.key import Key

from .draft import short_title
from .telling import as_json

_FIRST_LINES, _FIRST_CELLS, _LONGEST = 25, 40, 80


def preview_of(proposal):
    """The form of `telling.as_json`, and beside it what a page needs to say it in words.

    Each problem has its "row", "errors" is how many of them are errors; "ratings" are {code: how the plan's key calls
    it}, "titles" {reference: title} of the actions; "tables" are the header rows that were understood, and "lines" the
    first lines of each sheet without one, from which a person can choose.
    """
    draft = proposal.draft
    told = as_json(proposal, committed=False)
    for problem, record in zip(draft.problems, told["problems"], strict=True):
        record["row"] = problem.row
    told["errors"] = len(draft.errors)
    key = Key(draft.ratings)
    told["ratings"] = {rating.code: key.entry(rating.code).label for rating in draft.ratings}
    told["titles"] = {ref: short_title(title) for part in proposal.parts for ref, title in part.titles()}
    tables = [block for block in proposal.layout.blocks if block.header]
    told["tables"] = [_table(block) for block in tables]
    without = [s for s in proposal.workbook.sheets if not any(block.sheet is s for block in tables)]
    told["lines"] = {sheet.name: list(_first_lines(sheet)) for sheet in without}
    return json.loads(json.dumps(told))


def digest_of(preview):
    """What tells one preview from another: a digest of all of it."""
    text = json.dumps(preview, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _table(block):
    """A header row; the field of a column is "" where it was not read."""
    indexes = sorted([*block.header.columns, *block.header.unread])
    columns = [
        {
            "letter": column_letter(index),
            "header": block.header_text(index),
            "field": block.header.columns.get(index, ""),
            "doubtful": block.header.doubtful.get(index, ""),
        }
        for index in indexes
    ]
    return {"sheet": block.sheet.name, "kind": block.kind, "header_row": block.header_row, "columns": columns}


def _first_lines(sheet):
    """Lines that a header row may be among: those of more than one short text."""
    found = 0
    for row in sheet.rows():
        cells = {column: " ".join(cell.text.split()) for column, cell in list(row.cells.items())[:_FIRST_CELLS]}
        texts = {column_letter(column): text for column, text in cells.items() if text and len(text) <= _LONGEST}
        if len(texts) > 1:
            yield {"row": row.number, "texts": texts}
            found += 1
        if found == _FIRST_LINES:
            return


def what_moved(shown, now):
    """A sentence that names what is no longer as a person was shown it."""
    before, after = ({_place(c): c for c in preview["changes"]} for preview in (shown, now))
    moved = [place for place in {**before, **after} if before.get(place) != after.get(place)]
    names = list(dict.fromkeys(ref for *_, ref in moved if ref))
    about = f" ({', '.join(names[:3])}{' and more' if len(names) > 3 else ''})" if names else ""
    return f"The plan has changed since this was shown{about}, so nothing was imported. Have the workbook read again."


def _place(change):
    return change["kind"], change["sheet"] or "", change["row"] or 0, change["ref"] or ""
