"""The file around a workbook: which kind it is, and whether its zip directory is honest and of bearable size."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from core.workbooks.refusals import SAVE_AS, Limits, WorkbookRefused

CHUNK = 1 << 16
MEGABYTE = 1 << 20
# Real sheets of repeated words are packed to a hundredth of their size; only large ones are looked at for more.
_SUSPICIOUS_SIZE = 100 * MEGABYTE
_SUSPICIOUS_RATIO = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
# Everything that a damaged or hostile zip makes the standard library raise.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)


def open_package(content: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    """The workbook's zip, checked by its directory. Raises WorkbookRefused."""
    if not content:
        raise WorkbookRefused(f"{name} is empty: it holds no bytes at all. Export or copy it again.")
    if not content.startswith(b"PK"):
        raise WorkbookRefused(_not_a_zip(content, name))
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        entries = package.infolist()
    except DAMAGE as error:
        raise damaged(name) from error
    check_directory(entries, name, limits)
    _check_kind(package, name)
    return package


def damaged(name: str, where: str = "") -> WorkbookRefused:
    """The refusal of a file that is cut short or broken."""
    place = f" ({where})" if where else ""
    return WorkbookRefused(
        f"{name} is damaged or was cut short{place}. "
        "Copy it again, or open it in Excel, let Excel repair it and save it."
    )


def _not_a_zip(content: bytes, name: str) -> str:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(_OLE):
        return _ole(content, name)
    if start.startswith(b"%PDF"):
        return f"{name} is a PDF, not an Excel workbook. Ask for the workbook that it was made from."
    if start[:5].lower() in (b"<html", b"<!doc") or b"<html" in start.lower() or b"<table" in start.lower():
        return f"{name} is a web page (HTML), not an Excel workbook. {SAVE_AS}."
    if start.startswith(b"{\\rtf"):
        return f"{name} is a Word document (RTF), not an Excel workbook. Choose the workbook."
    if start.startswith((b"<?xml", b"<")):
        return f"{name} is an XML file, not an Excel workbook. {SAVE_AS}."
    picture = start.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"))
    if picture:
        return f"{name} is a picture, not an Excel workbook. Choose the workbook."
    if _is_text(content[:4096]):
        kind = "a CSV or text file" if b"," in start or b"\t" in start or b";" in start else "a text file"
        return f"{name} is {kind}, not an Excel workbook. {SAVE_AS}."
    return f"{name} is not an Excel workbook, and its kind is not known. Choose a file that ends in .xlsx."


def _is_text(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in start)


def _ole(content: bytes, name: str) -> str:
    """Old Office files and encrypted new ones share one container; the streams' names in it are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return (
            f"{name} is protected by a password, so it cannot be read. "
            "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it."
        )
    if "WordDocument".encode("utf-16-le") in content:
        return f"{name} is an old Word document (.doc), not an Excel workbook. Choose the workbook."
    if "PowerPoint Document".encode("utf-16-le") in content:
        return f"{name} is an old PowerPoint file (.ppt), not an Excel workbook. Choose the workbook."
    return f"{name} is an old Excel file (.xls). {SAVE_AS}."


def check_directory(entries: list[zipfile.ZipInfo], name: str, limits: Limits, save_as: str = SAVE_AS) -> None:
    """Refuse the zip of an Office file that is locked, packed oddly or would unpack too far. Raises WorkbookRefused."""
    if not entries:
        raise damaged(name)
    if len(entries) > limits.parts:
        raise WorkbookRefused(
            f"{name} holds {len(entries):,} parts, more than the {limits.parts:,} that it may have. {save_as}."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookRefused(f"{name} is a zip file protected by a password. Remove the password and save it.")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise WorkbookRefused(f"{name} is packed in a way that Office does not use. {save_as}.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_megabytes * MEGABYTE:
        raise WorkbookRefused(
            f"{name} would unpack to {unpacked // MEGABYTE:,} MB, more than the {limits.unpacked_megabytes:,} MB "
            "that are read. Delete what is not needed (pictures, empty formatted rows, old sheets) and save it."
        )
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > _SUSPICIOUS_SIZE and unpacked > packed * _SUSPICIOUS_RATIO:
        raise WorkbookRefused(
            f"{name} would unpack to {unpacked // MEGABYTE:,} MB, {unpacked // max(packed, 1):,} times its size, "
            "as files made to do harm do. Copy what is needed into a new file and save that."
        )


def _check_kind(package: zipfile.ZipFile, name: str) -> None:
    names = {entry.lower() for entry in package.namelist()}
    if "[content_types].xml" not in names:
        raise WorkbookRefused(_other_zip(names, name))
    types = b"".join(read_part(package, "[Content_Types].xml", name)).lower()
    if b"ms-excel.sheet.binary" in types:
        raise WorkbookRefused(f"{name} is a binary Excel workbook (.xlsb). {SAVE_AS}.")
    if b"macroenabled" in types or any(entry.endswith("vbaproject.bin") for entry in names):
        raise WorkbookRefused(f"{name} holds macros, which are not accepted. {SAVE_AS}, which leaves them out.")
    if _WORKBOOK not in types:
        for mark, kind in (
            (b"wordprocessingml", "a Word document"),
            (b"presentationml", "a PowerPoint presentation"),
        ):
            if mark in types:
                raise WorkbookRefused(f"{name} is {kind}, not an Excel workbook. Choose the workbook.")
        raise WorkbookRefused(f"{name} is not an Excel workbook. Choose a file that ends in .xlsx.")


def _other_zip(names: set[str], name: str) -> str:
    if "content.xml" in names:
        return f"{name} is an OpenDocument file (.ods or .odt), not an Excel workbook. {SAVE_AS}."
    if "index/document.iwa" in names or any(entry.endswith(".iwa") for entry in names):
        return f"{name} is a Numbers file, not an Excel workbook. Export it as Excel (.xlsx)."
    return f"{name} is a zip file, not an Excel workbook. Take the workbook out of it and choose that."


def read_part(package: zipfile.ZipFile, part: str, name: str) -> Iterator[bytes]:
    """The bytes of one part, piece by piece; never more than the zip's directory says. Raises WorkbookRefused."""
    try:
        with package.open(part) as stream:
            while piece := stream.read(CHUNK):
                yield piece
    except DAMAGE as error:
        raise damaged(name, part) from error
