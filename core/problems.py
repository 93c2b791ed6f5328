"""What is said to the person who hands in a file: one sentence each, with the place, the value and the remedy."""

from dataclasses import dataclass, replace
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

    @property
    def is_error(self):
        return self.severity == Severity.ERROR

    def left_out(self):
        """The same problem once the person has chosen to leave its row out."""
        return replace(self, severity=Severity.QUESTION, message=f"{self.message} This row was left out.")

    def __str__(self):
        place = f"{self.sheet} {self.cell}".strip()
        return f"{self.severity.value.capitalize()}: {place + ': ' if place else ''}{self.message}"
