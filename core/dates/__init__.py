"""Dates in words, as NHS offices write them: read, kept as written, and said in plain English. No Django here."""

from core.dates.calendar import financial_year_of, in_words, last_day, quarter_end
from core.dates.readings import DateReading, read_day, read_deadline, read_due
from core.dates.seen_log import SeenEntry, read_seen_log

__all__ = [
    "DateReading",
    "SeenEntry",
    "financial_year_of",
    "in_words",
    "last_day",
    "quarter_end",
    "read_day",
    "read_deadline",
    "read_due",
    "read_seen_log",
]
