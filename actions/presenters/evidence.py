"""Evidence as pages show it: each piece with its versions, newest first, and what was said of them."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from accounts.names import name_of

from ..models import EvidenceStatus, EvidenceVerdict

_OUTCOMES = {
    EvidenceVerdict.Outcome.ACCEPTED.value: "Accepted",
    EvidenceVerdict.Outcome.SENT_BACK.value: "Sent back",
}
WAITING = "Waiting to be judged"


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """`name` is the file's, or the host that a link leads to. `question` and `judged_by` are "" while it waits."""

    key: int
    number: int
    name: str
    link: str
    size: str
    sha256: str
    note: str
    offered_by: str
    offered_on: date
    is_waiting: bool
    state: str
    question: str
    judged_by: str
    judged_on: date | None
    offered_by_key: int


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece of evidence with at least one version; `latest` is the one that counts."""

    key: int
    title: str
    latest: ShownVersion
    earlier: tuple[ShownVersion, ...]


@dataclass(frozen=True, slots=True)
class EvidenceSection:
    """Evidence on the page of an action. `is_said` where a workbook says that there is some and none is kept."""

    status: str
    written: str | None
    detail: str | None
    pieces: tuple[ShownPiece, ...]
    is_said: bool
    may_offer: bool
    may_judge: bool
    action_url: str


def evidence_section(action, pieces, on, *, may_offer, may_judge):
    """`EvidenceSection` of an `ActionFigure` and its evidence, read with its versions."""
    shown = tuple(shown_pieces(pieces, on))
    return EvidenceSection(
        status=EvidenceStatus(action.evidence_status).label,
        written=action.evidence_as_written,
        detail=action.evidence_detail,
        pieces=shown,
        is_said=action.evidence_status == EvidenceStatus.OFFERED and not shown,
        may_offer=may_offer,
        may_judge=may_judge,
        action_url=action.url,
    )


def shown_pieces(pieces, on):
    """`ShownPiece`s of evidence read with its versions, as it stood on the day `on`."""
    for piece in pieces:
        versions = [shown_version(each, on) for each in piece.versions.all() if each.offered_on <= on]
        if versions:
            yield ShownPiece(piece.pk, piece.title, versions[0], tuple(versions[1:]))


def shown_version(version, on):
    verdict = getattr(version, "verdict", None)
    if verdict and verdict.judged_on > on:
        verdict = None
    return ShownVersion(
        key=version.pk,
        number=version.number,
        name=version.file_name or urlsplit(version.link).hostname,
        link=version.link,
        size=size_in_words(version.size) if version.size is not None else "",
        sha256=version.sha256,
        note=version.note,
        offered_by=name_of(version.offered_by),
        offered_on=version.offered_on,
        is_waiting=verdict is None,
        state=_OUTCOMES[verdict.outcome] if verdict else WAITING,
        question=verdict.question if verdict else "",
        judged_by=name_of(verdict.judged_by) if verdict else "",
        judged_on=verdict and verdict.judged_on,
        offered_by_key=version.offered_by_id,
    )


def size_in_words(size):
    """1.2 MB, 340 KB, 12 bytes, as file managers count: in thousands."""
    if size < 1000:
        return f"{size} bytes"
    if size < 999_500:
        return f"{size / 1000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"
