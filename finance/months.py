"""Months of account: numbered from April, known by their last day."""

import re
from datetime import date

from core.dates.calendar import MONTHS, last_day

MONTHS_SHORT = tuple(name[:3] for name in MONTHS)
_NUMBERED = re.compile(
    r"(?:\b(?P<before>20\d\d)/(?:20)?\d\d\W{1,3})?\b(?:month\s*|m)(?P<number>\d{1,2})\b"
    r"(?:\W{1,3}(?:of\s)?(?P<after>20\d\d)/(?:20)?\d\d\b)?",
    re.IGNORECASE,
)


def number_of(month):
    """The number of a month in its financial year: April is 1, March 12."""
    return (month.month - 4) % 12 + 1


def name_of_month(month):
    """Such as "Month 10, January 2019"."""
    return f"Month {number_of(month)}, {MONTHS[month.month - 1]} {month.year}"


def last_day_of(day):
    """The last day of the month of `day`."""
    return last_day(day.year, day.month)


def ended_by(on):
    """The last day of the latest month that had ended by `on`."""
    end = last_day_of(on)
    return end if end == on else before(end)


def before(month):
    """The last day of the month before that which ends on `month`; of the first that there is, the same."""
    if (month.year, month.month) == (1, 1):
        return month
    return last_day(month.year - (month.month == 1), (month.month - 2) % 12 + 1)


def after(month):
    """The last day of the month after that which ends on `month`; of the last that there is, the same."""
    if (month.year, month.month) == (9999, 12):
        return month
    return last_day(month.year + (month.month == 12), month.month % 12 + 1)


def months_of(first_year):
    """The last days of the twelve months of the financial year that begins in April `first_year`."""
    found = [last_day(first_year, 4)]
    while len(found) < 12:
        found.append(after(found[-1]))
    return tuple(found)


def read_months(texts, on):
    """The last day of each month that `texts` name ("Month 10", "Finance M10"), in their order.

    A report tells of no month that has not begun by `on`: it is that of the financial year which stands beside it
    ("Month 10 2017/18"), else, of the years that it may mean, the latest one.
    """
    for text in texts:
        for found in _NUMBERED.finditer(text):
            number, year = int(found["number"]), found["after"] or found["before"]
            if 1 <= number <= 12:
                month = (number + 2) % 12 + 1
                latest = last_day(on.year if date(on.year, month, 1) <= on else on.year - 1, month)
                yield min(latest, months_of(int(year))[number - 1]) if year else latest


def no_months(texts):
    """The numbers in `texts` that are called a month and are none of the twelve of a year: "Month 13"."""
    numbers = [int(found["number"]) for text in texts for found in _NUMBERED.finditer(text)]
    return [number for number in numbers if not 1 <= number <= 12]
