"""Rows of measures and of their values, read cell by cell: what was written, what it means, what nobody understands."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from actions.reading import RowReader
from core.dates import read_due

from .models import Measure, MeasureStatement, MeasureValue
from .targets import NotAValue, kept, read_target, read_value

TEXTS = ("unit", "source", "activity_code")
_BETTER = {"higher": "higher", "high": "higher", "up": "higher", "increase": "higher", "↑": "higher", "more": "higher"}
_BETTER |= {"lower": "lower", "low": "lower", "down": "lower", "decrease": "lower", "↓": "lower", "less": "lower"}
_EVERY = {"week": "week", "weekly": "week", "month": "month", "monthly": "month", "quarter": "quarter"}
_EVERY |= {"quarterly": "quarter", "year": "year", "yearly": "year", "annual": "year", "annually": "year"}
_CHART = {"xmr": "xmr", "spc": "xmr", "plan": "plan"}
_CHOICES = {
    "better": (_BETTER, "write higher or lower"),
    "every": (_EVERY, "write week, month, quarter or year"),
    "chart": (_CHART, "write XmR, or plan against actual"),
}
# Nobody counted anything before, or will after.
_DAYS = (date(1948, 7, 5), date(2200, 1, 1))


@dataclass(slots=True)
class MeasureRow:
    """One row of measures: `facts` by the names of the model, of those for which there is a column."""

    sheet: str
    row: int
    ref: str
    name: str
    facts: dict = field(default_factory=dict)
    owner: str = ""
    owner_cell: str = ""
    programme: str = ""


@dataclass(slots=True)
class ValueRow:
    """One row of values; `on` is None where no date was understood, `is_read` False where the number was not."""

    sheet: str
    row: int
    measure: str
    on: date | None
    value: Decimal | None
    as_written: str
    note: str
    is_read: bool


def read_measure(reader: RowReader, financial_year):
    """The `MeasureRow` of one row; `financial_year` is that of the plan, None where it has none."""
    row = MeasureRow(
        sheet=reader.sheet,
        row=reader.row.number,
        ref=reader.fitting("ref", reader.own("ref"), Measure, "ref"),
        name=" ".join(reader.fitting("name", reader.own("name"), MeasureStatement, "name").split()),
        programme=reader.spread("programme"),
    )
    for name in TEXTS:
        if reader.column_of(name):
            row.facts[name] = reader.fitting(name, reader.spread(name), MeasureStatement, name)
    if reader.column_of("description"):
        row.facts["description"] = reader.spread("description")
    row.facts |= {name: found for name in _CHOICES if (found := _chosen(reader, name)) is not None}
    if reader.column_of("target"):
        row.facts |= _aims(reader, financial_year)
    if reader.column_of("owner"):
        row.owner = reader.fitting("owner", reader.spread("owner"), MeasureStatement, "owner_as_written")
        row.facts["owner_as_written"] = row.owner
        cell = reader.cell("owner")
        row.owner_cell = cell.coordinate if cell else ""
    return row


def _chosen(reader, name):
    """What one of several words means; None where nothing is written, or nothing that is understood."""
    text = reader.spread(name)
    words = text.casefold().split()
    if not words:
        return None
    known, remedy = _CHOICES[name]
    found = known.get(words[0])
    if found is None:
        reader.ask(reader.cell(name), text, f"“{text[:80]}” was not understood and left out; {remedy}.")
    return found


def _aims(reader, financial_year):
    """The facts of a target; what is not understood is kept as written, and aims at nothing."""
    text = reader.spread("target")
    found = read_target(text, financial_year)
    if found.doubt:
        message = f"“{text[:80]}” {found.doubt}. It was kept as written, and no value is held against it."
        reader.ask(reader.cell("target"), text, message)
    return {"target_as_written": text, "target": found.value, "trajectory": kept(found.trajectory)}


def read_measure_value(reader: RowReader, financial_year):
    """The `ValueRow` of one row."""
    on, text = _day(reader, financial_year), reader.text("value")
    value, is_read = None, True
    try:
        value = read_value(_number(reader.cell("value"), text))
    except NotAValue as error:
        is_read = False
        reader.ask(reader.cell("value"), text, f"“{text[:80]}” {error}; this row was left out.")
    if value is None and text.strip(" -–—"):
        reader.ask(
            reader.cell("value"),
            text,
            f"“{text[:80]}” is no value, so none was taken; write the number if there is one.",
        )
    return ValueRow(
        sheet=reader.sheet,
        row=reader.row.number,
        measure=" ".join(reader.spread("measure").split()),
        on=on,
        value=value,
        as_written=reader.fitting("value", text, MeasureValue, "as_written"),
        note=reader.text("note"),
        is_read=is_read,
    )


def _number(cell, text):
    """A number of a cell as exact as the workbook has it, in per cent where it is shown so; else its text."""
    number = cell.value if cell else None
    if isinstance(number, int | float) and not isinstance(number, bool):
        exact = Decimal(str(number))
        return f"{exact * 100 if text.endswith('%') else exact:f}"
    return text


def _day(reader, financial_year):
    """The day of a value, a month or a quarter meaning its last day; None where it was not understood."""

    def read(cell):
        shown = cell.value if isinstance(cell.value, date) else cell.text
        return read_due(shown, is_month=cell.is_month, financial_year=financial_year)

    reading = reader.date("on", read)
    day = reading.due_on if reading else None
    if day and not _DAYS[0] <= day <= _DAYS[1]:
        reader.ask(reader.cell("on"), reading.as_written or "", f"{day.year} cannot be meant; put the year right.")
        return None
    return day
