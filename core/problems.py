"""What is said to the person who hands in a file: one sentence each, with the place, the value and the remedy."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """ERROR: this row or file cannot be imported. QUESTION: kept as written, to be looked at. NOTE: worth saying."""

    ERROR = "error"
    QUESTION = "question"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about a place: `cell` may be empty (the whole sheet), `sheet` too (the whole file)."""

    severity: Severity
    sheet: str
    cell: str
    value: str
    message: str
    row: int | None = None
