"""One file, checked before it is kept: its name, its size, its kind, and whether its bytes are of that kind."""

import hashlib
from dataclasses import dataclass

from .kinds import ACCEPTED, KINDS, REMEDIES
from .names import clean_name
from .refusals import UploadRefused

MEGABYTE = 1_000_000
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What is known of a file that may be kept. `size` is in bytes, `sha256` in hexadecimal."""

    name: str
    media_type: str
    size: int
    sha256: str


def check_upload(file, *, megabytes):
    """The `CheckedFile` of a file that is open for reading and has a `name`; it is left at its beginning.

    Raises UploadRefused when it is empty, larger than `megabytes`, of a kind that is not kept, or not what its name
    says.
    """
    stem, suffix = clean_name(file.name or "")
    name = f"{stem}.{suffix}" if suffix else stem
    kind = KINDS.get(suffix)
    if kind is None:
        remedy = REMEDIES.get(suffix, f"is of a kind that is not accepted. Choose {ACCEPTED}.")
        raise UploadRefused(f"{name} {remedy}")
    content, digest = _read(file, name, megabytes)
    kind.check(content, name)
    return CheckedFile(name, kind.media_type, len(content), digest)


def _read(file, name, megabytes):
    """(the bytes, their SHA-256), reading no further than the limit, whatever size the file says it has."""
    digest, pieces, size = hashlib.sha256(), [], 0
    file.seek(0)
    while piece := file.read(_PIECE):
        size += len(piece)
        if size > megabytes * MEGABYTE:
            raise UploadRefused(too_large(name, megabytes))
        digest.update(piece)
        pieces.append(piece)
    file.seek(0)
    if not size:
        raise UploadRefused(f"{name} is empty: it holds no bytes at all. Choose another file, or copy it again.")
    return b"".join(pieces), digest.hexdigest()


def too_large(name, megabytes):
    """The sentence for a file past the limit."""
    return f"{name} is larger than {megabytes} MB. Make it smaller, split it, or give a link to where it is kept."
