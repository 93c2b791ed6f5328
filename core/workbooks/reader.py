"""From a file to a `Workbook`, or to the sentence that says why not."""

import gc
import hashlib
import warnings
import zipfile
from contextlib import contextmanager
from pathlib import Path

from core.workbooks.checked_package import CheckedPackage
from core.workbooks.container import damaged, open_package
from core.workbooks.grid import Workbook
from core.workbooks.loading import PackageReader
from core.workbooks.refusals import Limits, WorkbookRefused
from core.workbooks.scanning import Budget

_USUAL = Limits()


def read(path: str | Path, *, limits: Limits = _USUAL, name: str | None = None) -> Workbook:
    """The workbook in a file. Raises WorkbookRefused with one message: what is wrong, where, what to do.

    `name` is what people call the file, where it is kept under another name than theirs.
    """
    name = name or Path(path).name
    return read_content(_content(Path(path), name, limits), limits=limits, name=name)


def read_content(content: bytes, *, limits: Limits = _USUAL, name: str) -> Workbook:
    """The workbook in the bytes of a file that people call `name`, as `read`."""
    with _quietly(), open_package(content, name, limits) as package:
        try:
            return _load(package, name, hashlib.sha256(content).hexdigest(), limits)
        except WorkbookRefused:
            raise
        except Exception as error:  # openpyxl raises almost anything over a file that it does not understand
            raise damaged(name) from error


def refuse_what_is_no_workbook(content: bytes, *, limits: Limits = _USUAL, name: str) -> None:
    """Raise WorkbookRefused where a first look at the bytes says that they cannot be read: a quick check, no more."""
    open_package(content, name, limits).close()


def _content(path: Path, name: str, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise WorkbookRefused(f"{name} is a folder, not an Excel workbook. Choose the workbook in it.")
        size = path.stat().st_size
        if size > limits.file_megabytes << 20:
            raise WorkbookRefused(
                f"{name} has {size >> 20:,} MB, more than the {limits.file_megabytes:,} MB that are read. "
                "Delete what is not needed (pictures, old sheets) and save it."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise WorkbookRefused(f"There is no file {name} at that place. Check its name and folder.") from error
    except (OSError, ValueError) as error:
        raise WorkbookRefused(f"{name} cannot be opened. Check that you may read it.") from error


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
    checked = CheckedPackage(package, Budget(limits, name))
    reader = PackageReader(checked)
    reader.read_outline()
    parts = reader.worksheet_parts()
    if not parts:
        raise WorkbookRefused(f"{name} has no sheet with cells. Choose a workbook that has one.")
    if len(parts) > limits.sheets:
        raise WorkbookRefused(
            f"{name} has {len(parts):,} sheets, more than the {limits.sheets:,} that are read. "
            "Delete the sheets that are not needed and save it."
        )
    # All are checked before the first is loaded: a refusal at the last sheet should not cost the others.
    for title, _, part in parts:
        checked.check_sheet(part, title)
    reader.read_strings()
    return Workbook(name, sha256, reader.date_1904, [reader.read_sheet(*part) for part in parts])
