"""Rows of a register of risks, read cell by cell: what was written, what it means, and what a person should look at."""

from actions.reading import RowReader

from .models import Category, Risk, RiskScore
from .scoring import read_score
from .spreadsheet import TEXTS, RiskRow

KINDS = tuple(RiskScore.Kind.values)


def read_category(reader):
    """The name that stands alone on a row, as offices write a category above its risks; "" for any other row.

    One that is not spread over the columns is asked about: it may be a risk that lacks everything else.
    """
    written = [cell for cell in reader.row.cells.values() if cell.text.strip()]
    cell = reader.row.get(reader.column_of("title"))
    if cell is None or [each.coordinate for each in written] != [cell.coordinate]:
        return ""
    text = " ".join(cell.text.split())
    beside = reader.row.get(cell.column + 1)
    if not (beside and beside.merged_from == cell.coordinate):
        message = (
            "nothing stands beside this, so it was taken as the category of the risks below; write its score if it is "
            "a risk."
        )
        reader.ask(cell, text[:80], message)
    limit = Category._meta.get_field("name").max_length
    return text[:limit]


def read_risk(reader: RowReader, category):
    """The `RiskRow` of one row; `category` is the name above it, which its own cell overrules.

    Its facts are those for which the register has a column.
    """
    facts = {name: reader.spread(name) for name in TEXTS if reader.column_of(name)}
    owner = reader.spread("owner")
    facts |= {"title": reader.own("title")} | ({"owner_as_written": owner} if reader.column_of("owner") else {})
    if reader.column_of("objectives"):
        facts["objectives_as_written"] = reader.spread("objectives")
    return RiskRow(
        sheet=reader.sheet,
        row=reader.row.number,
        ref=reader.fitting("ref", reader.own("ref"), Risk, "ref"),
        category=reader.fitting("category", reader.spread("category"), Category, "name") or category,
        facts=facts,
        owner=owner,
        owner_cell=_place(reader, "owner"),
        objectives_cell=_place(reader, "objectives"),
        scores={kind: found for kind in KINDS if (found := _score(reader, kind))},
    )


def _place(reader, name):
    cell = reader.cell(name)
    return cell.coordinate if cell else ""


def _score(reader, kind):
    """(`ReadScore`, its text), asked about where it does not fit; None for an empty cell."""
    text = reader.fitting(kind, reader.spread(kind), RiskScore, "as_written")
    found = read_score(text)
    if found is None:
        return None
    if found.doubt:
        reader.ask(
            reader.cell(kind), text, f"“{text}” {found.doubt}; it was kept as written, put it right if it is wrong."
        )
    return found, text
