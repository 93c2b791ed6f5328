"""A workbook's zip of which no part is handed out before it was looked through."""

import zipfile

from core.workbooks.scanning import Budget, scan_part, scan_sheet


class CheckedPackage:
    """Stands in for the ZipFile that openpyxl reads from."""

    def __init__(self, package: zipfile.ZipFile, budget: Budget):
        self.filename = budget.file_name
        self._package = package
        self._budget = budget
        self._checked: set[str] = set()

    def namelist(self) -> list[str]:
        return self._package.namelist()

    def check_sheet(self, part: str, sheet: str) -> None:
        """Looks through a sheet, whose name a refusal can then give."""
        scan_sheet(self._package, part, sheet, self._budget)
        self._checked.add(part)

    def read(self, part: str) -> bytes:
        self._check(part)
        return self._package.read(part)

    def open(self, part: str):
        self._check(part)
        return self._package.open(part)

    def _check(self, part: str) -> None:
        if part not in self._checked:
            scan_part(self._package, part, self._budget)
            self._checked.add(part)
