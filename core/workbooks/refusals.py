"""Why a file cannot be read, in a sentence, and the limits within which it can."""

from dataclasses import dataclass

SAVE_AS = "Open it in Excel and save it as an Excel Workbook (.xlsx)"


class WorkbookRefused(Exception):
    """A file that is not read. `message` is one sentence: what is wrong, where, and what to do."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Limits:
    """The most a workbook may hold. Rows and columns count those with something in them."""

    file_megabytes: int = 100
    unpacked_megabytes: int = 400
    parts: int = 10_000
    sheets: int = 500
    rows: int = 50_000
    columns: int = 200
    cells: int = 2_000_000
