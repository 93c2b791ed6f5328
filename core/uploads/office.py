"""Whether a file of Word, Excel or PowerPoint is one: a sound zip of bearable size, of that kind, without programs."""

import io
import zipfile

from core.workbooks.container import CHUNK, DAMAGE, MEGABYTE, check_directory
from core.workbooks.refusals import Limits, WorkbookRefused

from .refusals import UploadRefused

_LIMITS = Limits(unpacked_megabytes=200, parts=5_000)
_SAVE_AS = "Open it in Office and save it again"
_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF")
# How Windows wraps a file of any kind, a program too, into an old Office container.
_WRAPPED = "\x01Ole10Native".encode("utf-16-le")
_END_OF_DIRECTORY = 22  # bytes, where the zip has no comment


def package_of(media_type):
    """The check of a kind of Office file whose main part has this media type. It raises UploadRefused."""
    main_type = f"{media_type}.main+xml".encode()

    def check(content, name):
        try:
            _check(content, name, main_type)
        except WorkbookRefused as refused:
            raise UploadRefused(refused.message) from refused
        except DAMAGE as error:
            raise UploadRefused(f"{name} is damaged or was cut short. Copy or save it again.") from error

    return check


def _check(content, name, main_type):
    if content.startswith(_OLE):
        raise UploadRefused(f"{name} is in an old format or has a password. {_SAVE_AS}, without a password.")
    if not content.startswith(b"PK\x03\x04"):
        raise UploadRefused(f"{name} is not an Office file, whatever its name says. {_SAVE_AS}.")
    package = zipfile.ZipFile(io.BytesIO(content))
    entries = package.infolist()
    check_directory(entries, name, _LIMITS, _SAVE_AS)
    # A zip is read from its end: before its first part, and behind its directory, another file could stand.
    if min(entry.header_offset for entry in entries) or content[-_END_OF_DIRECTORY:][:4] != b"PK\x05\x06":
        raise UploadRefused(f"{name} is two files in one. {_SAVE_AS}.")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or _TYPES not in names:
        raise UploadRefused(
            f"{name} is a zip file, not an Office file. Take the files out of it and add each by itself."
        )
    with package.open(_TYPES) as stream:
        types = stream.read(MEGABYTE).lower()
    if b"macroenabled" in types or b"vbaproject" in types or any("vbaproject" in part.lower() for part in names):
        raise UploadRefused(f"{name} holds macros, which are not accepted. {_SAVE_AS} in a format without macros.")
    if main_type.lower() not in types:
        raise UploadRefused(f"{name} is another kind of Office file than its name says. {_SAVE_AS}.")
    for entry in entries:
        _check_part(package, entry, name)


def _check_part(package, entry, name):
    """Read a part to its end, by which its size and check sum are proved, and look how it begins."""
    with package.open(entry) as stream:
        start = stream.read(CHUNK)
        rest = stream.read() if start.startswith(_OLE) else b""
        while stream.read(CHUNK):
            pass
    if start.startswith(_PROGRAMS) or _WRAPPED in start + rest:
        raise UploadRefused(
            f"{name} holds another file or a program inside it. Take that out, save it, and add the file by itself."
        )
