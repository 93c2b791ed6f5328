"""The NHS year: 1 April to 31 March, in quarters and halves; the last day of a month; a date in words."""

import calendar
import re
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_YEAR = re.compile(r"(\d{4})[/-](\d{2}|\d{4})", re.ASCII)


def last_day(year: int, month: int) -> date:
    """The last day of a month. Raises ValueError for a month that does not exist."""
    if not 1 <= month <= 12:
        raise ValueError(f"{month} is not a month")
    return date(year, month, calendar.monthrange(year, month)[1])


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = last_day(year, month + 1)
    return last.replace(day=min(day.day, last.day))


def quarter_end(financial_year: str | int, quarter: int) -> date:
    """The last day of a quarter of the NHS year: ("2017/18", 4) is 31 March 2018. Raises ValueError."""
    return quarter_span(_first_year(financial_year), quarter)[1]


def quarter_span(first_year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter of the NHS year that starts in `first_year`. Raises ValueError."""
    if not 1 <= quarter <= 4:
        raise ValueError(f"{quarter} is not a quarter")
    year = first_year + 1 if quarter == 4 else first_year
    first_month = quarter * 3 + 1 if quarter < 4 else 1
    return date(year, first_month, 1), last_day(year, first_month + 2)


def half_span(first_year: int, half: int) -> tuple[date, date]:
    """First and last day of the first (1) or second (2) half of the NHS year that starts in `first_year`."""
    return quarter_span(first_year, half * 2 - 1)[0], quarter_span(first_year, half * 2)[1]


def financial_year_of(day: date) -> int:
    """The calendar year in which the NHS year of a day began: 2018 for 31 March 2019."""
    return day.year if day.month >= 4 else day.year - 1


def in_words(day: date) -> str:
    """A date as the service writes it: "21 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_short(day: date) -> str:
    """ "21 Nov 2026", where there is no room for the whole month."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def follows(first_year: int, second: str) -> bool:
    """Whether "18", or "2018", is the year after `first_year`: "2017/18" is a financial year, "2017/25" is not."""
    return (first_year + 1) % 10 ** len(second) == int(second)


def _first_year(financial_year: str | int) -> int:
    if isinstance(financial_year, int):
        return financial_year
    match = _YEAR.fullmatch(financial_year.strip())
    if match is None or not follows(int(match[1]), match[2]):
        raise ValueError(f"{financial_year!r} is not a financial year such as 2017/18")
    return int(match[1])
