"""Rows of this app's sheets, read cell by cell: what was written, what it means, and what a person should look at."""

from dataclasses import replace
from datetime import date
from string import digits

from core.dates import DateReading, read_day, read_deadline, read_due, read_seen_log
from core.problems import Problem, Severity
from core.workbooks import column_letter

from .leads import read_leads
from .models import Concern, ConcernReview, ConcernStatement, LeadRole, Recommendation, Statement
from .spreadsheet import ActionRow, ConcernRow
from .words import evidence_status, puts_out_of_scope, source_of

TEXTS = ("outcome_measure", "success_measure", "progress", "evidence_detail", "to_complete")
FACT_FIELDS = (*TEXTS, "sro", "ops_lead", "due", "said_on", "rating", "evidence", "status")


class RowReader:
    """The cells of one row by field. Everything that cannot be understood becomes a problem, with its place."""

    def __init__(self, sheet, row, column_of, problems, merges_told):
        self.sheet, self.row, self.column_of = sheet, row, column_of
        self.problems, self.merges_told = problems, merges_told
        self.told = set()

    def cell(self, field):
        """The cell of a field. Of a cell merged over several columns only the first counts: the others are empty."""
        index = self.column_of(field)
        cell = self.row.get(index) if index else None
        beside = cell and cell.merged_from and cell.merged_from.rstrip(digits) != column_letter(index)
        return None if beside else cell

    def own(self, field):
        """The text of a cell that belongs to this row alone: a merged group does not repeat it."""
        cell = self.cell(field)
        return "" if cell is None or cell.merged_from else self.text(field)

    def text(self, field):
        cell = self.cell(field)
        if cell is None:
            return ""
        if cell.is_formula_without_value:
            message = (
                "the formula in this cell was never calculated, so it was read as empty; open the workbook in Excel, "
                "save it and import it again, or type the value."
            )
            self._ask_once(cell, "", message)
            return ""
        if cell.error:
            message = f"Excel shows the error {cell.error} here, so it was read as empty; put the value right."
            self._ask_once(cell, cell.error, message)
            return ""
        return cell.text.strip()

    def fitting(self, field, text, model, name):
        """A text, cut to what the tracker keeps of it in the field `name` of `model`."""
        limit = model._meta.get_field(name).max_length
        if len(text) > limit:
            message = f"this text has {len(text)} characters and was cut to {limit}, the most kept here; shorten it."
            self._ask_once(self.cell(field), text[:80], message)
        return text[:limit]

    def spread(self, field):
        """The text of a cell, said once where one merged cell stands for several rows."""
        cell, text = self.cell(field), self.text(field)
        if text and cell.merged_from and cell.merged_from not in self.merges_told:
            self.merges_told.add(cell.merged_from)
            self.say(
                Severity.NOTE,
                cell.merged_from,
                text,
                "one merged cell stands beside several rows; its value was taken for each of them.",
            )
        return text

    def say(self, severity, cell, value, message):
        place = cell if isinstance(cell, str) else cell.coordinate
        self.problems.append(Problem(severity, self.sheet, place, value, message, self.row.number))

    def ask(self, cell, value, message):
        self.say(Severity.QUESTION, cell, value, message)

    def _ask_once(self, cell, value, message):
        if cell.coordinate not in self.told:
            self.told.add(cell.coordinate)
            self.ask(cell, value, message)

    def date(self, field, read):
        """A date reading of a cell, its doubt already asked; None for an empty cell."""
        cell = self.cell(field)
        if cell is None or not self.spread(field):
            return None
        reading = read(cell)
        if reading.question:
            self.ask(cell, cell.text, reading.question)
        return reading


def read_action(reader, banner, rate, financial_year=None, above=None):
    """The `ActionRow` of one row. `rate(reader)` gives the Rating, or None, by the plan's own key.

    `above` is the `ActionRow` over it in the table: a letter without its number belongs to the number there.
    """
    facts = {name: reader.spread(name) for name in TEXTS}
    facts |= {f"{name}_as_written": _fact(reader, name) for name in ("sro", "ops_lead", "due", "rating", "scope")}
    facts |= _dates(reader, financial_year)
    facts["rating"] = rate(reader)
    facts["evidence_as_written"] = reader.spread("evidence")
    facts["evidence_status"] = evidence_status(facts["evidence_as_written"], facts["to_complete"])
    facts["in_scope"] = not any(puts_out_of_scope(facts[name]) for name in ("scope_as_written", "to_complete"))
    facts["title"] = reader.own("title").lstrip("-–• ").strip()
    facts["newest_words"] = _red(reader)
    recommendation, cell = reader.text("recommendation"), reader.cell("recommendation")
    letter = reader.own("letter").strip("(). ")
    number = _number(reader, above) if letter else ""
    if letter and not recommendation and above and above.number == number:
        recommendation, cell = above.recommendation, reader.cell("letter")
    return ActionRow(
        sheet=reader.sheet,
        row=reader.row.number,
        ref=f"{number}{letter}" if number else _reference(reader),
        ref_is_number=not letter and _is_number(reader.cell("ref")),
        number=number,
        facts=facts,
        area=reader.spread("area") or banner,
        recommendation=recommendation,
        recommendation_cell=(cell.merged_from or cell.coordinate) if recommendation else "",
        source=reader.fitting("source", reader.spread("source"), Recommendation, "source") or source_of(recommendation),
        has_facts=any(reader.text(name) for name in FACT_FIELDS),
        leads={
            LeadRole.SRO: read_leads(facts["sro_as_written"]),
            LeadRole.OPS_LEAD: read_leads(facts["ops_lead_as_written"]),
        },
    )


def _number(reader, above):
    """The number that belongs to a letter: beside it, in a merged cell too, else as in the row above, or ""."""
    number = reader.text("ref").rstrip(". ")
    if number or above is None or not above.number:
        return number
    message = (
        f"no number stands beside this letter, so it was taken to belong to {above.number}, as the row above does; "
        "write the number."
    )
    reader.ask(reader.cell("letter"), reader.text("letter"), message)
    return above.number


def _reference(reader):
    cell, ref = reader.cell("ref"), reader.own("ref")
    if ref and cell.is_date:
        message = f"this reference is a date in Excel, so “{ref}” was taken; make the cell text and write it again."
        reader.ask(cell, ref, message)
    return ref


def _is_number(cell):
    return cell is not None and isinstance(cell.value, int | float)


def _fact(reader, name):
    """What is written in a column that keeps the words beside what they mean."""
    return reader.fitting(name, reader.spread(name), Statement, f"{name}_as_written")


def _shown(cell):
    """The value to read a date from: what a person sees where a real date is shown without its year."""
    return cell.value if cell.has_year else cell.text


def _dates(reader, financial_year):
    def read(cell):
        shown = _shown(cell)
        reading = read_due(shown, is_month=cell.is_month, financial_year=financial_year)
        if financial_year and reading.due_on and isinstance(shown, str) and read_due(shown).due_on != reading.due_on:
            message = (
                "this date is written without a year; it was read in the plan's financial year, "
                f"{financial_year}/{(financial_year + 1) % 100:02}."
            )
            reader.say(Severity.NOTE, cell.coordinate, cell.text, message)
        return reading

    due, start = reader.date("due", read), reader.date("starts_on", read)
    said = [reader.date(field, lambda cell: read_day(_shown(cell))) for field in ("said_on", "said_on_2")]
    return {
        "starts_on": (start and start.due_on) or (due and due.starts_on),
        "due_on": due and due.due_on,
        "said_on": max((reading.due_on for reading in said if reading and reading.due_on), default=None),
    }


def _red(reader):
    """The words in red, the office's mark for what is new, from all columns in their order."""
    fields = sorted(TEXTS, key=lambda name: reader.column_of(name) or 0)
    runs = [run for field in fields if (cell := reader.cell(field)) for run in cell.red_runs]
    return " ".join(" ".join(run.split()) for run in runs if run.strip())


def read_concern(reader, banner):
    """The `ConcernRow` of one row. A day that is written without a year is kept as written and asked about."""
    deadline = reader.date("deadline", lambda cell: read_deadline(_shown(cell), is_month=cell.is_month)[0])
    original = reader.date(
        "deadline", lambda cell: read_deadline(_shown(cell), is_month=cell.is_month)[1] or DateReading()
    )
    raised = reader.date("raised", lambda cell: _with_year(read_day(_shown(cell))))
    facts = {
        "why": reader.text("why"),
        "rating_as_written": reader.fitting("rating", reader.text("rating"), ConcernStatement, "rating_as_written"),
        "deadline_as_written": reader.fitting(
            "deadline", reader.text("deadline"), ConcernStatement, "deadline_as_written"
        ),
        "deadline": deadline and deadline.due_on,
        "original_deadline": original and original.due_on,
        "required": reader.text("required"),
        "taken": reader.text("taken"),
        "comments": reader.text("comments"),
        "is_open": _is_open(reader, banner),
    }
    return ConcernRow(
        sheet=reader.sheet,
        row=reader.row.number,
        ref=reader.fitting("ref", reader.own("ref"), Concern, "ref_as_written"),
        ref_is_number=_is_number(reader.cell("ref")),
        title=reader.own("title"),
        raised_as_written=reader.fitting("raised", reader.text("raised"), Concern, "raised_as_written"),
        raised_on=raised and raised.due_on,
        facts=facts,
        reviews=_reviews(reader),
    )


def _is_open(reader, banner):
    """Whether a concern is open, as its cell says, else the line above it; any other word is asked about."""
    said = reader.text("is_open").lower()
    if said and not said.startswith(("open", "close")):
        message = f"“{said[:60]}” is neither open nor closed, so the concern was taken as open; write one of the two."
        reader.ask(reader.cell("is_open"), said, message)
    return not (said or banner).strip().lower().startswith("close")


def _with_year(reading):
    """A day that lacks only its year is asked about in the words that fit a whole column of them."""
    if reading.question and "gives no year" in reading.question:
        question = "this day is written without a year, so it was kept as written; write the year beside it."
        return replace(reading, question=question)
    return reading


def _reviews(reader):
    """The dated looks at a concern, from the remedial action and the comments; those without a year stay undated."""
    reviews = []
    for name in ("taken", "comments"):
        entries = read_seen_log(reader.text(name))
        if undated := [entry.as_written for entry in entries if entry.year is None]:
            reader.ask(
                reader.cell(name),
                "; ".join(undated),
                "these days are written without a year, so the reviews were kept as written and without a date; "
                "write the "
                "year beside them to have them dated.",
            )
        reviews += entries
    return [
        ConcernReview(
            as_written=entry.as_written[:200],
            seen_on=date(entry.year, entry.month, entry.day) if entry.year else None,
            position=place,
        )
        for place, entry in enumerate(reviews)
    ]
