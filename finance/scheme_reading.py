"""Rows of a list of savings schemes, read cell by cell: what was written, and what a person should look at."""

from .models import Scheme, SchemeStatement
from .reading import amount
from .savings import read_confidence, read_recurrent
from .scheme_sheet import MONTHS, SchemeRow

_TEXTS = ("name", "category", "lead", "status")


def read_scheme(reader):
    """The `SchemeRow` of one row. A word that is no confidence, or does not say whether it recurs, is asked about."""
    facts = {name: amount(reader, name) for name in ("gross", "net")}
    if (facts["gross"] or 0) < 0:
        message = "a gross value is what a scheme saves and stands above zero; it was kept as written, check it."
        reader.ask(reader.cell("gross"), reader.text("gross"), message)
    for name in _TEXTS:
        facts[name] = reader.fitting(name, " ".join(reader.spread(name).split()), SchemeStatement, name)
    facts["is_recurrent"] = _understood(reader, "recurrent", read_recurrent, "R or NR", None)
    facts["confidence"] = _understood(reader, "confidence", read_confidence, "green, amber or red", "")
    facts["commentary"] = reader.spread("commentary")
    months = [tuple(amount(reader, f"{month}_{what}") for what in ("plan", "actual")) for month in MONTHS]
    ref = reader.fitting("ref", reader.own("ref"), Scheme, "ref")
    return SchemeRow(reader.sheet, reader.row.number, ref, " ".join(reader.spread("stage").split()), facts, months)


def _understood(reader, name, read, instead, nothing):
    """What `read` makes of the words of a cell; `nothing`, once asked, for words that it does not know."""
    text = reader.spread(name)
    found = read(text) if text else nothing
    if text and found == nothing:
        reader.ask(reader.cell(name), text[:80], f"“{text[:80]}” was not understood and left empty; write {instead}.")
    return found
