"""Of which month and of which organisation a table of money tells, by the lines that stand about it."""

from core.dates.calendar import financial_year_of, last_day
from finance.months import ended_by, name_of_month, no_months, read_months

from .plan_part import FINANCIAL_YEAR


def month_told(draft, layout, block):
    """The last day of the month that the sheet of a block names; asked about where it names none.

    A number alone counts back from the as-at date; where nobody gave one, from the end of the plan's financial year.
    """
    on, year = draft.as_at, draft.plan.financial_year
    if year and not draft.is_dated:
        on = min(on, last_day(year + 1, 3))
    named = list(dict.fromkeys(read_months(_lines_about(layout, block), on)))
    if len(named) > 1:
        message = (
            f"this sheet names {name_of_month(named[0])} and {name_of_month(named[1])}; the first was taken, put the "
            "other right."
        )
        draft.ask(block.sheet.name, "", name_of_month(named[0]), message)
    if named:
        return named[0]
    month, wrong = ended_by(on), no_months(_lines_about(layout, block))
    why = f"Month {wrong[0]} is no month of a financial year" if wrong else "nothing on this sheet names its month"
    message = (
        f"{why}, so {name_of_month(month)} was taken, the last one over by the as-at date; write it above the table, "
        "such as Month 10."
    )
    draft.ask(block.sheet.name, "", "", message)
    return month


def year_told(draft, layout, block):
    """The calendar year in which the financial year of a sheet begins: as a line on it says, else that of its month."""
    for text in _lines_about(layout, block):
        if len(text) < 120 and (found := FINANCIAL_YEAR.search(text)):
            return int(found.group(1))
    month = next(read_months(_lines_about(layout, block), draft.as_at), ended_by(draft.as_at))
    return financial_year_of(month)


def organisation_told(draft, layout, block):
    """The organisation of the plan that a sheet names, or its only one; None for a plan that has, or is, none yet."""
    own = list(draft.plan.organisations.all()) if draft.plan.pk else []
    if len(own) < 2:
        return own[0] if own else None
    lines = " ".join(_lines_about(layout, block)).casefold()
    named = [each for each in own if each.name.casefold() in lines]
    if len(named) != 1:
        message = f"the sheet does not say whose money this is, so it was taken as that of {own[0]}; write it above."
        draft.ask(block.sheet.name, "", "", message)
    return named[0] if len(named) == 1 else own[0]


def _lines_about(layout, block):
    """What stands outside the tables of the sheet, and its name."""
    cells = (cell for row in layout.unread[block.sheet.name] for cell in row.cells.values())
    return [text for cell in cells if (text := cell.text.strip())] + [block.sheet.name]
