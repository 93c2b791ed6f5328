"""From a file to a `Workbook`, or to the sentence that says why not."""

import gc
import hashlib
import warnings
import zipfile
from contextlib import contextmanager
from pathlib import Path

from core.workbooks.container import damaged, open_package
from core.workbooks.grid import Workbook
from core.workbooks.loading import PackageReader
from core.workbooks.refusals import Limits, WorkbookRefused
from core.workbooks.scanning import Budget, scan_part, scan_sheet

_SHARED_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def read(path: str | Path, *, limits: Limits | None = None) -> Workbook:
    """The workbook in a file. Raises WorkbookRefused with one sentence: what is wrong, where, what to do."""
    path = Path(path)
    limits = limits or Limits()
    content = _content(path, limits)
    package = open_package(content, path.name, limits)
    with package, _quietly():
        try:
            return _load(package, path.name, hashlib.sha256(content).hexdigest(), limits)
        except WorkbookRefused:
            raise
        except Exception as error:  # openpyxl raises almost anything over a file that it does not understand
            raise damaged(path.name) from error


def _content(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise WorkbookRefused(f"{path.name} is a folder, not an Excel workbook. Choose the workbook in it.")
        size = path.stat().st_size
        if size > limits.file_megabytes << 20:
            raise WorkbookRefused(
                f"{path.name} has {size >> 20:,} MB, more than the {limits.file_megabytes:,} MB that are read. "
                "Delete what is not needed (pictures, old sheets) and save it."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise WorkbookRefused(f"There is no file {path.name} at that place. Check its name and folder.") from error
    except OSError as error:
        raise WorkbookRefused(f"{path.name} cannot be opened: you may not read it, or its disk is away.") from error


@contextmanager
def _quietly():
    """Without openpyxl's warnings, and without the garbage collector's walks over the growing grid."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if collecting:
            gc.enable()


def _load(package: zipfile.ZipFile, name: str, sha256: str, limits: Limits) -> Workbook:
    budget = Budget(limits, name)
    sheet_prefix = "xl/worksheets/"
    for part in package.namelist():
        if part.endswith((".xml", ".rels")) and not part.startswith(sheet_prefix):
            scan_part(package, part, budget)
    reader = PackageReader(package)
    reader.read_outline()
    parts = reader.worksheet_parts()
    if not parts:
        raise WorkbookRefused(f"{name} has no sheet with cells. Choose a workbook that has one.")
    scans = [scan_sheet(package, part, title, budget) for title, _, part in parts]
    reader.read_strings()
    style_of = reader.style_lookup()
    sheets = [
        reader.read_sheet(title, hidden, part, style_of, scan.uncalculated)
        for (title, hidden, part), scan in zip(parts, scans, strict=True)
    ]
    return Workbook(name, sha256, reader.date_1904, sheets)
