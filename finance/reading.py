"""Rows of a finance report, read cell by cell: what was written, what it means, and what a person should look at."""

from actions.reading import RowReader
from core.money import NotAnAmount, read_amount, read_percent

from .models import PositionLine
from .services.positions import STATED
from .spreadsheet import MoneyRow
from .variance import AMOUNTS, Amounts, Kind, kind_of


def read_line(reader: RowReader, group):
    """The `MoneyRow` of one row of a position; `group` is the heading that it stands under."""
    name = reader.fitting("line", " ".join(reader.own("line").split()), PositionLine, "name")
    amounts = Amounts(**{column: amount(reader, column) for column in AMOUNTS})
    stated = {column: value for column in STATED if (value := _stated(reader, column)) is not None}
    kind = kind_of(name)
    under = kind in (Kind.EXPENDITURE, Kind.GROUP_TOTAL)
    return MoneyRow(
        sheet=reader.sheet,
        row=reader.row.number,
        name=name,
        group=group[: PositionLine._meta.get_field("group").max_length] if under else "",
        kind=str(kind),
        amounts=amounts,
        stated=stated,
        commentary=reader.spread("commentary"),
    )


def _stated(reader, column):
    column = column.removeprefix("stated_")
    if column.endswith("percent"):
        percent = amount(reader, column, read_percent)
        is_turned = reader.column_of(column.replace("percent", "adverse")) is not None
        return -percent if percent and is_turned else percent
    turned = amount(reader, column.replace("variance", "adverse"))
    return amount(reader, column) if turned is None else -turned


def amount(reader, column, read=read_amount):
    """The Decimal of a cell, None for an empty one; what is none is asked about and left empty.

    A percentage is what a person sees: 0.033 in the format 0.0% is 3.3.
    """
    cell, text = reader.cell(column), reader.text(column)
    if not text:
        return None
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    try:
        return read(cell.value if is_number and "%" not in text else text)
    except NotAnAmount as error:
        reader.ask(cell, text[:80], f"“{text[:80]}” {error}; it was left empty.")
        return None
