"""Rows of programmes, deliverables and projects, read cell by cell: what was written, and what it means."""

import re
from datetime import date, datetime

from core.money import NotAnAmount, read_amount

from .models import Programme, ProgrammeStatement
from .programme_sheets import PieceRow, ProgrammeRow
from .programmes import LEADS, Deliverable, Project
from .quarters import NotAQuarter, quarter_of, read_quarter
from .services.programmes import MOST
from .statuses import read_status

_TEXTS = ("section", "objective", "description", "benefits", "key_risks", "progress")
# {column: the fact that keeps its words}
_WRITTEN = {name: name for name in _TEXTS} | {role: field for role, (field, _) in LEADS.items()}
_WRITTEN |= {name: f"{name}_as_written" for name in ("organisations", "status", "investment", "savings")}
_SCALED = re.compile(r"(.*\d)\s*(k|thousand|m|mn|million)\.?", re.IGNORECASE)


def read_programme(reader):
    """The `ProgrammeRow` of one row; its facts are those for which the sheet has a column."""
    facts = {fact: _words(reader, column, fact) for column, fact in _WRITTEN.items() if reader.column_of(column)}
    facts["name"] = reader.fitting("name", " ".join(reader.own("name").split()), ProgrammeStatement, "name")
    for name in ("investment", "savings"):
        if reader.column_of(name):
            facts[name] = _amount(reader, name)
    if "status_as_written" in facts:
        facts["status"] = _status(reader, facts["status_as_written"])
    return ProgrammeRow(
        sheet=reader.sheet,
        row=reader.row.number,
        ref=reader.fitting("ref", " ".join(reader.own("ref").split()), Programme, "ref"),
        facts=facts,
        cells={name: cell.coordinate for name in _WRITTEN if (cell := reader.cell(name))},
    )


def read_deliverable(reader):
    """The `PieceRow` of a deliverable; an unread quarter is kept as written and asked about."""
    quarter, written = _quarter(reader, "quarter")
    piece = Deliverable(reader.own("text"), quarter, written)
    return PieceRow(reader.sheet, reader.row.number, " ".join(reader.spread("programme").split()), piece)


def read_project(reader):
    """The `PieceRow` of a project; unread quarters, and an end before the beginning, are kept and asked about."""
    (first, from_text), (last, to_text) = _quarter(reader, "first"), _quarter(reader, "last")
    piece = Project(" ".join(reader.own("name").split()), first, last, from_text, to_text)
    if piece.ends_before_it_begins:
        message = "this project ends before it begins; it was kept as written, put one of its quarters right."
        reader.ask(reader.cell("last"), to_text, message)
    return PieceRow(reader.sheet, reader.row.number, " ".join(reader.spread("programme").split()), piece)


def _words(reader, column, fact):
    text = reader.spread(column)
    limit = ProgrammeStatement._meta.get_field(fact).max_length
    return reader.fitting(column, " ".join(text.split()), ProgrammeStatement, fact) if limit else text


def _amount(reader, name):
    """The Decimal of a cell in £'000, "£450k" and "£1.2m" too; None, once asked, for what is none."""
    cell, text = reader.cell(name), reader.text(name)
    if not text:
        return None
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    scaled = None if is_number else _SCALED.fullmatch(text)
    try:
        found = read_amount(cell.value if is_number else scaled[1] if scaled else text)
        if scaled and scaled[2].casefold().startswith("m"):
            found *= 1000
        if abs(found or 0) >= MOST:
            raise NotAnAmount("is more than the tracker keeps; write it in £'000")
    except NotAnAmount as error:
        reader.ask(cell, text[:80], f"“{text[:80]}” {error}. It was kept as written and counts as nothing.")
        return None
    return found


def _status(reader, text):
    status, _, is_meant = read_status(text)
    if text and (not status or is_meant):
        message = (
            "the tracker knows no such status, so it was kept as written; begin it with Complete, On track, Ongoing, "
            "Delayed or Not started."
        )
        reader.ask(reader.cell("status"), text[:80], message)
        return ""
    return status


def _quarter(reader, name):
    """(the quarter or None, its words); words that name none are asked about."""
    cell, text = reader.cell(name), " ".join(reader.spread(name).split())
    if not text:
        return None, ""
    if cell.is_date and cell.has_year:
        day = cell.value
        return quarter_of(day.date() if isinstance(day, datetime) else date.fromisoformat(str(day))), text
    try:
        return read_quarter(text), text
    except NotAQuarter as error:
        reader.ask(cell, text[:80], f"“{text[:80]}” {error}. It was kept as written.")
        return None, text
