"""Cell references: letters and numbers."""

import re
from functools import cache

_LETTERS = re.compile(r"[A-Za-z]{1,3}", re.ASCII)
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?", re.ASCII)


@cache
def column_letter(column: int) -> str:
    """The letters of a column: 1 is "A", 27 is "AA"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column: "A" is 1, "AA" is 27. Raises ValueError for what is no column's name."""
    if not _LETTERS.fullmatch(letters):
        raise ValueError(f"{letters!r} is not a column")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def range_bounds(reference: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column of "A6" or "A6:B16". Raises ValueError for anything else."""
    match = _RANGE.fullmatch(reference.strip())
    if match is None:
        raise ValueError(f"{reference!r} is not a cell or a range of cells")
    first_letters, first_row, last_letters, last_row = match.groups()
    rows = sorted((int(first_row), int(last_row or first_row)))
    columns = sorted((column_number(first_letters), column_number(last_letters or first_letters)))
    return rows[0], columns[0], rows[1], columns[1]
