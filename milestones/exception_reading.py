"""Rows of reports of exceptions, read cell by cell: what was written, what it means, what it tells of milestones."""

import re
from dataclasses import dataclass
from functools import partial

from core.dates.mentions import find_mentions

from .dates import read_plain
from .models import MilestoneException
from .reading import ask_all, note, shown
from .spreadsheet import ExceptionRow

_NUMBER = r"\d+[A-Za-z]?"
_NUMBERS = re.compile(
    rf"(?:milestones?|nos?\.?|numbers?)?\s*({_NUMBER}(?:\s*(?:[,;&/+]|\band\b)\s*{_NUMBER})*)\.?", re.IGNORECASE
)
_NONE = re.compile(r"[-–—]*|n\.?/?a\.?|none|not applicable|new|tbc", re.IGNORECASE)
_TORN = re.compile(r"\s*(\d{1,2})\s?[-–/]\s?(?=[A-Za-z])")
_SENTENCE = r"(?:^\s*|[.;:(–-]\s*|\bmilestones?\s+)"
_HAS_BEEN = r"(?:has been\s+|have been\s+|was\s+|were\s+|is\s+)?"
_OF_MILESTONE = rf"(?:new\s+)?(?:milestone\s+)?({_NUMBER})\b"
# Changes that are done, with the number that goes on or was added; then those that somebody proposes.
_TOLD = (
    ("added", re.compile(rf"\bmilestone\s+({_NUMBER})\s+{_HAS_BEEN}added\b", re.IGNORECASE)),
    ("merged", re.compile(rf"\b(?:merged|combined)\s+(?:in)?(?:to|with)\s+{_OF_MILESTONE}", re.IGNORECASE)),
    ("replaced", re.compile(rf"\b(?:replaced|superseded)\s+(?:by|with)\s+{_OF_MILESTONE}", re.IGNORECASE)),
    ("withdrawn", re.compile(rf"{_SENTENCE}{_HAS_BEEN}(?:removed|withdrawn)\b()", re.IGNORECASE | re.MULTILINE)),
)
_UNCLEAR = re.compile(
    r"\b(?:proposed|propose|suggested|plan(?:ned)?)\s+to\s+(?:combine|merge|remove|withdraw|replace)\b"
    rf"|\bto be\s+(?:combined|merged|removed|withdrawn|replaced)\b|\b{_NUMBER}\s*(?:and|&)\s*{_NUMBER}\s+{_HAS_BEEN}"
    r"(?:merged|combined)\b(?!\s+(?:in)?(?:to|with))",
    re.IGNORECASE,
)
_WRITTEN = ("team", "due", "rationale", "recovery", "asked")
_FACT = {"due": "due_as_written", "asked": "asked_as_written"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says became of its milestones: a kind of `MilestoneChange`, or "" where it is only proposed.

    `number` is that of the milestone that was added or goes on, else "".
    """

    kind: str
    number: str = ""


def read_exception(reader, financial_year):
    """The `ExceptionRow` of one row."""
    ref = reader.fitting("ref", " ".join(reader.own("ref").split()), MilestoneException, "milestone_as_written")
    facts = {_FACT.get(name, name): _words(reader, name) for name in _WRITTEN}
    facts["title"] = " ".join(reader.own("title").split())
    read = partial(_date, financial_year=financial_year)
    due, asked = reader.date("due", read), reader.date("asked", read)
    if asked:
        note(reader, "asked", asked.note)
    facts["due_on"], facts["asked_on"] = due and due.due_on, asked and asked.due_on
    if torn := _torn(facts):
        facts["due_on"] = None
        message = (
            f"this date has no day, and the reason beside it begins with “{torn}”: a date seems to be torn between the "
            "two, so none was taken; write it whole."
        )
        ask_all(reader, "due", [message])
    return ExceptionRow(
        sheet=reader.sheet,
        row=reader.row.number,
        ref=ref,
        numbers=_numbers(reader, ref),
        facts=facts,
        told=tuple(read_told(facts)),
        cells={name: cell.coordinate for name in (*_WRITTEN, "ref", "title") if (cell := reader.cell(name))},
    )


def read_numbers(text):
    """The numbers of the milestones that a cell names, "41 & 44"; None for a text that is no list of them."""
    if _NONE.fullmatch(text.strip()):
        return ()
    found = _NUMBERS.fullmatch(text.strip())
    return tuple(dict.fromkeys(re.findall(_NUMBER, found.group(1)))) if found else None


def other_day(facts):
    """A day in the reason that is another one of the month of the date asked for, or None."""
    asked = facts["asked_on"]
    text = " ".join(filter(None, (facts["rationale"], facts["recovery"])))
    days = [mention.span[0] for mention in find_mentions(text) if mention.kind in ("day", "day_month") and mention.span]
    alike = [day for day in days if asked and (day.year, day.month) == (asked.year, asked.month)]
    return next((day for day in alike if day != asked), None) if asked not in alike else None


def read_told(facts):
    """The `Told` of an exception's facts: at most one, as one row tells what became of its milestones once."""
    text = "\n".join(filter(None, (facts[name] for name in ("asked_as_written", "rationale", "recovery"))))
    if _UNCLEAR.search(text):
        yield Told("")
        return
    for kind, pattern in _TOLD:
        if found := pattern.search(text):
            yield Told(kind, found.group(1))
            return


def report_day(texts, financial_year):
    """The last day of the latest month or quarter that the lines about a report name, or None."""
    days = []
    for mention in (mention for text in texts for mention in find_mentions(text)):
        if mention.kind in ("day", "day_month", "month", "quarter", "quarter_last"):
            placed = mention if mention.span or not financial_year else _placed(mention, financial_year)
            days += [placed.span[1]] if placed.span else []
    return max(days, default=None)


def _placed(mention, financial_year):
    return mention.in_year(financial_year + bool(mention.month and mention.month < 4))


def _words(reader, name):
    text = reader.spread(name)
    fact = _FACT.get(name, name)
    limit = MilestoneException._meta.get_field(fact).max_length
    return reader.fitting(name, text, MilestoneException, fact) if limit else text


def _date(cell, financial_year):
    return read_plain(shown(cell), is_month=cell.is_month, financial_year=financial_year)


def _numbers(reader, ref):
    numbers = read_numbers(ref)
    if numbers is None:
        message = "this is no number of a milestone, so the exception was kept without one; write the number alone."
        ask_all(reader, "ref", [message])
    return numbers or ()


def _torn(facts):
    """The beginning of a reason that belongs to the date beside it, or ""."""
    found = _TORN.match(facts["rationale"])
    mentions = find_mentions(facts["due_as_written"])
    return found.group().strip() if found and mentions and mentions[-1].kind == "month" else ""
