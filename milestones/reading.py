"""Rows of milestones, read cell by cell: what was written, what it means, and what a person should look at."""

from functools import partial

from core.problems import Severity

from .dates import due_doubts, read_due_dates, read_plain, read_sign_off
from .models import Milestone, MilestoneStatement, Role
from .spreadsheet import MilestoneRow
from .statuses import read_status

# {column: the fact that keeps its words}
_WRITTEN = {
    "team": "team",
    "department": "department",
    "delivery": "delivery_as_written",
    "chief": "chief_as_written",
    "starts_on": "start_as_written",
    "due": "due_as_written",
    "month_due": "month_due_as_written",
    "quarter_due": "quarter_due_as_written",
    "status": "status_as_written",
    "sign_off": "sign_off_as_written",
    "progress": "progress",
}
_OWNERS = {"delivery": Role.DELIVERY, "chief": Role.CHIEF}
_IS, _IS_NOT = {"!", "y", "yes", "x", "cp", "true", "1", "✓", "critical"}, {"", "n", "no", "-", "false", "0"}


def read_milestone(reader, financial_year):
    """The `MilestoneRow` of one row; its facts are those for which the sheet has a column."""
    facts = {fact: _words(reader, column, fact) for column, fact in _WRITTEN.items() if reader.column_of(column)}
    facts["title"] = " ".join(reader.own("title").split())
    if reader.column_of("is_critical"):
        facts["is_critical"] = _is_critical(reader)
    facts |= _dates(reader, financial_year)
    if "status_as_written" in facts:
        facts["status"], facts["note"] = _status(reader, facts["status_as_written"])
    sign_off = ""
    if "sign_off_as_written" in facts:
        sign_off, facts["sign_off_on"] = _sign_off(reader, facts, financial_year)
    return MilestoneRow(
        sheet=reader.sheet,
        row=reader.row.number,
        ref=reader.fitting("ref", " ".join(reader.own("ref").split()), Milestone, "ref"),
        facts=facts,
        owners={role: facts[_WRITTEN[column]] for column, role in _OWNERS.items() if _WRITTEN[column] in facts},
        sign_off=sign_off,
        cells={name: cell.coordinate for name in (*_WRITTEN, "ref", "title") if (cell := reader.cell(name))},
    )


def ask_all(reader, name, doubts):
    """Ask each of the `doubts` at the cell of a column."""
    cell = reader.cell(name)
    for doubt in doubts:
        reader.ask(cell, " ".join(cell.text.split())[:80], doubt)


def note(reader, name, message):
    if message:
        cell = reader.cell(name)
        reader.say(Severity.NOTE, cell, " ".join(cell.text.split())[:80], message)


def shown(cell):
    """The value to read a date from: what a person sees where a real date is shown without its year."""
    return cell.value if cell.has_year else cell.text


def _words(reader, column, fact):
    text = reader.spread(column)
    return reader.fitting(column, text, MilestoneStatement, fact) if _limit(fact) else text


def _limit(fact):
    return MilestoneStatement._meta.get_field(fact).max_length


def _is_critical(reader):
    text = reader.spread("is_critical").casefold()
    if text not in _IS | _IS_NOT:
        message = "this does not say whether it is on the critical path, so it was taken as not; write “!” or nothing."
        ask_all(reader, "is_critical", [message])
    return text in _IS


def _dates(reader, financial_year):
    """The dates of a row, each where there is a column for it, and what contradicts what asked about."""
    facts = {}
    for column, fact in (("starts_on", "starts_on"), ("forecast", "forecast_on"), ("original", "original_on")):
        if reader.column_of(column):
            facts[fact] = _day(reader, column, financial_year)
    due = _due(reader, financial_year)
    facts["due_on"] = due.due_on
    if due.original_on:
        facts["original_on"] = due.original_on
    elif not facts.get("original_on"):
        facts.pop("original_on", None)  # a workbook that gives none takes none away
    month, quarter = reader.cell("month_due"), reader.spread("quarter_due")
    said = month.value if month and month.is_date else reader.spread("month_due")
    place = "month_due" if month and month.text.strip() else "quarter_due" if quarter else "due"
    for doubt in due_doubts(facts["due_on"], said, quarter, facts.get("starts_on")):
        ask_all(reader, "quarter_due" if "quarter" in doubt[:20] else place, [doubt])
    return facts


def _day(reader, column, financial_year):
    def read(cell):
        return read_plain(shown(cell), is_month=cell.is_month, financial_year=financial_year)

    found = reader.date(column, read)
    return found and found.due_on


def _due(reader, financial_year):
    cell, text = reader.cell("due"), reader.spread("due")
    read = partial(read_due_dates, financial_year=financial_year)
    if not text:
        return read("")
    due = read(shown(cell), is_month=cell.is_month)
    ask_all(reader, "due", due.doubts)
    note(reader, "due", due.note)
    return due


def _status(reader, text):
    status, beside, is_meant = read_status(text)
    if text and not status:
        message = (
            "the tracker knows no such status, so it was kept as written; begin it with Complete, On track, Ongoing, "
            "Delayed or Not started."
        )
        ask_all(reader, "status", [message])
    if is_meant:
        note(reader, "status", "these words for a later date were read as delayed, and kept as its note.")
    return status, beside


def _sign_off(reader, facts, financial_year):
    """(the words for the committee, the day of its meeting or None)."""
    found = read_sign_off(facts["sign_off_as_written"], facts["due_on"], financial_year)
    if found.doubt:
        ask_all(reader, "sign_off", [found.doubt])
    note(reader, "sign_off", found.note)
    return found.committee, found.on
