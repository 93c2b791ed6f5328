"""Whether the bytes of a picture are one from beginning to end. The picture itself is never drawn here."""

import struct
import zlib

from .refusals import UploadRefused

# Larger ones take more memory than a reader's machine has, whatever the size of the file.
MEGAPIXELS = 100
_PNG = b"\x89PNG\r\n\x1a\n"
# The JPEG markers that begin a frame and give its height and width; C4, C8 and CC mean something else.
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SAVE_AGAIN = "Open the picture and save it again"


def check_png(content, name):
    """Every chunk whole, the first and the last what they must be, nothing behind. Raises UploadRefused."""
    if not content.startswith(_PNG):
        raise UploadRefused(f"{name} is not a PNG picture, whatever its name says. {_SAVE_AGAIN} as PNG.")
    kind, place = b"", len(_PNG)
    while kind != b"IEND":
        length, kind = _unpacked(">I4s", content, place, name)
        body = content[place + 4 : place + 8 + length]
        (checksum,) = _unpacked(">I", content, place + 8 + length, name)
        if zlib.crc32(body) != checksum or (place == len(_PNG)) != (kind == b"IHDR"):
            raise _damaged(name)
        if kind == b"IHDR":
            _check_size(*_unpacked(">II", body, 4, name), name)
        place += 12 + length
    _check_end(content[place:], name)


def check_jpeg(content, name):
    """Every segment whole, up to the marker that ends it; behind may stand further JPEGs, as telephones put them.

    Raises UploadRefused.
    """
    if not content.startswith(b"\xff\xd8\xff"):
        raise UploadRefused(f"{name} is not a JPEG picture, whatever its name says. {_SAVE_AGAIN} as JPEG.")
    place = 0
    while content.startswith(b"\xff\xd8\xff", place):
        place = _end_of_jpeg(content, place + 2, name)
    _check_end(content[place:], name)


def _end_of_jpeg(content, place, name):
    """Where the picture ends whose segments begin at `place`."""
    has_frame = False
    while True:
        mark, kind = _unpacked(">BB", content, place, name)
        if mark != 0xFF:
            raise _damaged(name)
        if kind == 0xFF:  # padding before a marker
            place += 1
            continue
        if kind == 0xD9:
            if not has_frame:
                raise _damaged(name)
            return place + 2
        (length,) = _unpacked(">H", content, place + 2, name)
        if kind in _FRAMES:
            height, width = _unpacked(">HH", content, place + 5, name)
            _check_size(width, height, name)
            has_frame = True
        place += 2 + length
        if kind == 0xDA:
            place = _end_of_scan(content, place, name)


def _end_of_scan(content, place, name):
    """The next marker behind the picture's own bytes, in which FF is followed by 00 or by a restart mark."""
    while (place := content.find(b"\xff", place)) >= 0:
        _, kind = _unpacked(">BB", content, place, name)
        if kind != 0 and not 0xD0 <= kind <= 0xD7:
            return place
        place += 2
    raise _damaged(name)


def _unpacked(layout, content, place, name):
    try:
        return struct.unpack_from(layout, content, place)
    except struct.error:
        raise _damaged(name) from None


def _check_size(width, height, name):
    if not width or not height:
        raise _damaged(name)
    if width * height > MEGAPIXELS * 1_000_000:
        raise UploadRefused(
            f"{name} is {width:,} by {height:,} points large, more than {MEGAPIXELS} million. "
            "Make it smaller and save it."
        )


def _check_end(rest, name):
    if rest.strip(b"\0 \t\r\n"):
        raise UploadRefused(f"{name} has something else behind the end of the picture. {_SAVE_AGAIN}.")


def _damaged(name):
    return UploadRefused(f"{name} is damaged or was cut short. Copy the picture or save it again.")
