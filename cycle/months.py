"""Which month a label means, and which reporting period is about it. Values in, values out.

A month is known by its last day. "M3" and "Month 3" count from April, as the NHS year does: June.
"""

import re
from datetime import date

from core.dates import financial_year_of, last_day, read_due
from core.dates.calendar import MONTHS, follows

_NUMBERED = re.compile(r"\W*(?:month|mth|m)\W{0,3}0?(1[0-2]|[1-9])(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)[/-](\d\d)\b")


def month_of(label, financial_year=None, by=None):
    """The last day of the month that `label` names, or None: "M3", "Month 10, V3.14", "June 2018", or a real date.

    A number counts in the year that stands in the label, else in `financial_year` (2018 for April 2018 to March 2019),
    else it is the last such month that had begun by the day `by`.
    """
    if isinstance(label, date):
        return last_day(label.year, label.month)
    if numbered := _NUMBERED.match(label):
        return _numbered(int(numbered.group(1)), _year_in(label) or financial_year, by)
    read = read_due(label, financial_year=financial_year)
    return last_day(read.due_on.year, read.due_on.month) if read.due_on and not read.question else None


def _year_in(label):
    found = _YEAR.search(label)
    return int(found.group(1)) if found and follows(int(found.group(1)), found.group(2)) else None


def _numbered(number, financial_year, by):
    if financial_year:
        return _end(financial_year, number)
    if by is None:
        return None
    end = _end(financial_year_of(by), number)
    return end if end.replace(day=1) <= by else _end(financial_year_of(by) - 1, number)


def _end(financial_year, number):
    return last_day(financial_year + (number > 9), (number + 2) % 12 + 1)


def number_of(month):
    """The number of a month in the NHS year: 3 for June."""
    return (month.month - 4) % 12 + 1


def month_in_words(month):
    """ "June 2018"."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def period_about(label, month, periods):
    """The one of `periods` (each with its label and as-at date) of that label, or about that month; None for none."""
    same = label.casefold()
    if found := next((period for period in periods if period.label.casefold() == same), None):
        return found
    return month and next((each for each in periods if month_of(each.label, by=each.as_at) == month), None)


def holds_from(month, period, on):
    """From which day on the report of a `month` holds that becomes known on the day `on`.

    It tells of its month, so it holds from the as-at date of the `period` about that month, or without one from the end
    of the month: then a page that looks back to that month shows it, however much later it was brought in. A report
    that is there before its month ends holds from `on`, and so does one whose month is not known.
    """
    return min(on, period.as_at if period else month or on)
