"""Workbooks made for a test: whole ones by openpyxl, broken and hostile ones by hand."""

import io
import struct
import zipfile
from pathlib import Path

import openpyxl

from core.workbooks import read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def save(folder: Path, build, name: str = "plan.xlsx") -> Path:
    """A workbook whose first sheet, "Plan", was filled by `build(sheet)`."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "Plan"
    build(workbook.active)
    path = folder / name
    workbook.save(path)
    return path


def with_parts(path: Path, parts: dict[str, str | bytes | None]) -> Path:
    """The workbook with some parts of its zip replaced, added, or (None) left out."""
    with zipfile.ZipFile(path) as source:
        whole = {name: source.read(name) for name in source.namelist()} | parts
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in whole.items():
            if content is not None:
                target.writestr(name, content)
    return path


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as source:
        return source.read(name).decode()


def with_sheet(folder: Path, rows: str, after: str = "", before: str = "") -> Path:
    """A workbook whose only sheet has exactly this XML for its rows."""
    path = save(folder, lambda sheet: None)
    xml = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return with_parts(path, {SHEET: xml})


def replaced(path: Path, name: str, old: str, new: str) -> Path:
    """The workbook with some words of one part replaced."""
    whole = part(path, name)
    assert old in whole, f"{name} does not hold {old}"
    return with_parts(path, {name: whole.replace(old, new)})


def zip_of(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return memory.getvalue()


def understated(path: Path, name: str, size: int) -> Path:
    """The workbook whose zip directory gives a part a smaller unpacked size than it has."""
    content = bytearray(path.read_bytes())
    place = content.rindex(name.encode()) - 46
    assert content[place : place + 4] == b"PK\x01\x02", "not an entry of the directory"
    content[place + 24 : place + 28] = struct.pack("<I", size)
    path.write_bytes(content)
    return path


def ole(*streams: str) -> bytes:
    """The beginning of an old Office container, with the names of its streams."""
    names = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names


def cells_of(path: Path, sheet: int = 0) -> dict:
    """The cells of one sheet by their coordinates, as the product reads them."""
    return {cell.coordinate: cell for row in read(path).sheets[sheet].rows() for cell in row.cells.values()}


def first_cell(folder: Path, value, number_format: str = "General"):
    """A value, put into a workbook and read again."""

    def build(sheet):
        sheet["A1"] = value
        sheet["A1"].number_format = number_format

    return cells_of(save(folder, build))["A1"]
