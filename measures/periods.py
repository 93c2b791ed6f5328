"""The periods for which a measure is counted, known by their last day, and which of them wait for a value.

Values in, values out. `every` is "week", "month", "quarter" or "year"; weeks end on Sunday, years on 31 March.
"""

from datetime import date, timedelta

from core.dates.calendar import MONTHS, financial_year_of, in_words, last_day, quarter_span
from finance.months import last_day_of

# Nobody is asked for more than this many periods that went by without a value.
MOST = 24
_DAY = timedelta(days=1)


def span(every, day):
    """(first, last) day of the period in which `day` is."""
    if every == "week":
        first = day - timedelta(days=day.weekday())
        return first, min(date.max - 6 * _DAY, first) + 6 * _DAY
    if every == "month":
        return day.replace(day=1), last_day_of(day)
    year = financial_year_of(day)
    if every == "quarter":
        return quarter_span(year, (day.month - 4) % 12 // 3 + 1)
    return date(year, 4, 1), last_day(year + 1, 3) if year < date.max.year else date.max


def end_of(every, day):
    """The last day of the period in which `day` is."""
    return span(every, day)[1]


def before(every, end):
    """The last day of the period before that which ends on `end`."""
    return span(every, end)[0] - _DAY


def latest_ended(every, on):
    """The last day of the latest period that had ended by `on`."""
    first, last = span(every, on)
    return last if last <= on else first - _DAY


def waiting(every, first, on, counted):
    """The periods since the day `first` that had ended by `on` and have no value, the latest first, MOST at most.

    `counted` are the days that have one.
    """
    known, found = {end_of(every, day) for day in counted}, []
    end = latest_ended(every, on)
    for _ in range(MOST):
        if end < first:
            break
        if end not in known:
            found.append(end)
        end = before(every, end)
    return found


def ends_between(every, first, last):
    """The last days of the periods that end from the day `first` to the day `last`, in order."""
    found, end = [], end_of(every, last)
    if end > last:
        end = before(every, end)
    while end >= first:
        found.append(end)
        end = before(every, end)
    return found[::-1]


def named(every, end):
    """What a period is called: "March 2019", "Quarter 4 of 2018/19", "2018/19", "week to 31 March 2019"."""
    year = financial_year_of(end)
    years = f"{year}/{(year + 1) % 100:02}"
    if every == "week":
        return f"week to {in_words(end)}"
    if every == "month":
        return f"{MONTHS[end.month - 1]} {end.year}"
    return f"Quarter {(end.month - 4) % 12 // 3 + 1} of {years}" if every == "quarter" else years
