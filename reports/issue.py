"""What the cover and the version control of a pack say of it, in plain values: a draft, or a pack that is issued."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SignOff:
    """A post that has to sign: `holder` is who held it then, "" where nobody did; `signed_on` None: not signed yet."""

    post: str
    holder: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a pack that was issued: `because` is why it was issued again, "" of the first. `digest` is the
    SHA-256 of its PDF."""

    version: str
    issued_on: date
    issued_by: str
    because: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One version of a pack. `earlier` are those that it replaces, oldest first; `changes` what differs from the last
    of them, a sentence each. `digest` is the SHA-256 of its figures. What is not known is ""."""

    number: int
    version: str
    period: str
    meeting: str
    purpose: str
    author: str
    sponsor: str
    sign_offs: tuple[SignOff, ...] = ()
    earlier: tuple[Version, ...] = ()
    changed_because: str = ""
    changes: tuple[str, ...] = ()
    is_issued: bool = False
    issued_on: date | None = None
    issued_by: str = ""
    digest: str = ""
