"""What a workbook would change, as rows that a person can look through: counted, filtered, each with its place."""

from collections import Counter
from dataclasses import dataclass

from ..rows import SEVERITIES
from .words import OUTCOMES, differences, kind_words

# What the list can be narrowed to, beside one outcome.
WHAT_MATTERS, PROBLEMS, EVERYTHING = "", "problems", "everything"
SHOWS = {WHAT_MATTERS: "Changes and problems", PROBLEMS: "Rows with problems", EVERYTHING: "Everything"} | {
    outcome: words[0].upper() + words[1:] for outcome, words in OUTCOMES.items()
}


def is_asked_for(row, show, sheet="", kind=""):
    """Whether a `Row` is among those that the list is narrowed to."""
    if (sheet and row.place != sheet) or (kind and row.kind != kind):
        return False
    asks = row.worst in ("error", "question")
    if show == WHAT_MATTERS:
        return asks or row.outcome not in ("", "unchanged")
    return asks if show == PROBLEMS else show in (EVERYTHING, row.outcome)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of the summary and what the list has to be asked for to show just these rows."""

    outcome: str
    number: int
    query: dict


def counts_by(rows, name, outcomes):
    """[(value, [Count of each of `outcomes`])] over the values that the attribute `name` of the rows has."""
    found = Counter((getattr(row, name), row.outcome) for row in rows if row.outcome)
    query = "sheet" if name == "place" else name
    values = dict.fromkeys(getattr(row, name) for row in rows if row.outcome)
    return [
        (value, [Count(outcome, found[value, outcome], {query: value, "show": outcome}) for outcome in outcomes])
        for value in values
    ]


def problems_by_severity(preview):
    """{severity: how many}."""
    found = Counter(problem["severity"] for problem in preview["problems"])
    return {severity: found[severity] for severity in SEVERITIES}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A `Row` in words. `value` is what a form sends to leave it out, "" where it cannot be.

    `problems` have a "where": their cell, "" where it is the row itself.
    """

    place: str
    name: str
    title: str
    outcome: str
    words: str
    changes: tuple
    problems: tuple
    value: str
    is_left_out: bool


def shown(row, preview):
    """The `ShownRow` of a `Row`."""
    ratings = preview["ratings"]
    changes = [
        (_name(change) if index else "", tuple(differences(change["kind"], change["fields"], ratings)))
        for index, change in enumerate(row.changes)
        if change["fields"]
    ]
    return ShownRow(
        place=_place(row),
        name=_name(row.changes[0]) if row.changes else "",
        title=_title(row, preview["titles"]),
        outcome=row.outcome,
        words=SHOWS[row.outcome] if row.outcome else "",
        changes=tuple((name, fields) for name, fields in changes if fields),
        problems=tuple(problem | {"where": _where(problem, row)} for problem in row.problems),
        value=f"{row.row}:{row.sheet}" if row.can_be_left_out else "",
        is_left_out=row.outcome == "left_out",
    )


def _title(row, titles):
    """The title of the action that a row is; none where its reference may be another's."""
    if row.kind != "action" or row.outcome in ("left_out", "rejected"):
        return ""
    return titles.get(row.changes[0]["ref"], "")


def _name(change):
    if change["kind"] == "plan":
        return "The plan itself"
    return f"{kind_words(change['kind'])[0]} {change['ref'] or ''}".strip()


def _place(row):
    if row.outcome == "missing":
        return "In the plan, not in this workbook"
    where = f"row {row.row}" if row.row else ""
    return ", ".join(filter(None, (row.sheet, where))) or "The whole workbook"


def _where(problem, row):
    """The place of a problem that stands beneath a row; "" where the row itself says it."""
    place = problem["cell"] or ""
    return "" if row.row and place == f"row {row.row}" else place


def read_value(value):
    """(sheet, row number) of a value that a form sent, or None for what is none."""
    number, _, sheet = value.partition(":")
    return (sheet, int(number)) if number.isascii() and number.isdigit() and len(number) < 8 and sheet else None
