"""Every write of evidence: offered by somebody who may update the action, judged by somebody else.

The evidence status of the action follows by a statement. An offer and a verdict are no word on progress: the statement
keeps the newest words and the date that the lead gave, so that an action stays as silent as it was.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from accounts.names import name_of
from core.uploads import check_upload
from plans.permissions import Permission, require

from ..judging import WAITING, evidence_status
from ..models import Action, Evidence, EvidenceVerdict, EvidenceVersion, Origin
from ..models.evidence import kept_evidence, random_name
from ..rights import require_update
from .statements import Entry, record_statements
from .updates import statement_to_update


class EvidenceRefused(ValueError):
    """The offer or the verdict cannot be kept; nothing was written. The text says why and what to do."""


def offer_evidence(*, action, title, file=None, link="", note="", evidence=None, on, by):
    """Offer a file or a link as proof of `action`: a new piece, or a further version of the piece `evidence`.

    `file` is open for reading and has a `name`; its bytes are checked. The same file or link sent twice by the same
    person under the same title is kept once. Returns the `EvidenceVersion`.

    Raises PermissionDenied, NotToBeUpdated, EvidenceRefused and core.uploads.UploadRefused; a file whose offer fails
    does not stay in the store.
    """
    require_update(by, action.plan, [action], on)
    if evidence and evidence.action_id != action.pk:
        raise ValueError(f"{evidence} is evidence of another action.")
    statement_to_update(action, on)
    if bool(file) == bool(link):
        raise EvidenceRefused("Choose a file, or give a link to where it is kept: one of the two.")
    version = EvidenceVersion(note=note, offered_on=on, offered_by=by)
    if file:
        checked = check_upload(file, megabytes=settings.EVIDENCE_MEGABYTES)
        version.file_name, version.media_type = checked.name, checked.media_type
        version.size, version.sha256 = checked.size, checked.sha256
    else:
        version.link = _checked_link(link)
    kept_as = random_name(version, version.file_name)
    try:
        with transaction.atomic():
            return _offer(action, evidence, title, version, file and (kept_as, file), on, by)
    except BaseException:
        kept_evidence().delete(kept_as)  # nothing to do where it was not written yet
        raise


@transaction.atomic
def judge_evidence(*, version, outcome, question="", on, by):
    """Accept the latest version of a piece, or send it back with a question. Returns the `EvidenceVerdict`.

    Raises PermissionDenied, EvidenceRefused.
    """
    piece = version.evidence
    require(by, Permission.JUDGE_EVIDENCE, piece.action.plan)
    # Two people at once: the second waits, and then sees what the first has done.
    action = Action.objects.held(piece.action)
    latest = piece.versions.select_related("verdict__judged_by__person").first()
    if latest != version:
        raise EvidenceRefused(f"A newer version was offered meanwhile. Look at version {latest.number} and judge that.")
    if hasattr(latest, "verdict"):
        said = latest.verdict
        if (said.outcome, said.question, said.judged_by_id) == (outcome, question.strip(), by.pk):
            return said  # the form was sent twice
        raise EvidenceRefused(
            f"{name_of(said.judged_by)} has judged this version meanwhile: {said.get_outcome_display()}."
        )
    if version.offered_by_id == by.pk:
        raise EvidenceRefused("You offered this yourself. Somebody else has to accept it or send it back.")
    if outcome == EvidenceVerdict.Outcome.SENT_BACK and not question.strip():
        raise EvidenceRefused("Write what is missing or unclear, so that it can be put right.")
    verdict = EvidenceVerdict(version=version, outcome=outcome, question=question.strip(), judged_on=on, judged_by=by)
    verdict._history_user = by
    verdict.save()
    _follow(action, Origin.DECISION, _told_of(version), on, by)
    return verdict


def _offer(action, piece, title, version, file, on, by):
    action = Action.objects.held(action)
    statement_to_update(action, on)  # it may have ended meanwhile
    if piece is None and (sent := _sent_before(action, title, version)):
        return sent
    if piece is None:
        piece = Evidence(action=action, title=title)
        piece.full_clean()
        piece._history_user = by
        piece.save()
    latest = piece.versions.first()
    if latest and _same(latest, version) and not hasattr(latest, "verdict"):
        return latest
    version.evidence, version.number = piece, latest.number + 1 if latest else 1
    version._history_user = by
    if file:
        version.file = kept_evidence().save(*file)
    version.save()
    _follow(action, Origin.FORM, _told_of(version), on, by)
    return version


def _sent_before(action, title, version):
    """The same offer, where the form was sent twice."""
    for piece in action.evidence.filter(title=title):
        latest = piece.versions.first()
        if _same(latest, version) and not hasattr(latest, "verdict"):
            return latest
    return None


def _same(one, other):
    return (one.sha256, one.link, one.note, one.offered_by_id) == (
        other.sha256,
        other.link,
        other.note,
        other.offered_by_id,
    )


def _checked_link(link):
    """An address of the web as it was given. Raises EvidenceRefused."""
    link = link.strip()
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise EvidenceRefused("Give the whole address of a page, beginning with https:// and without a password.")
    return link


def _told_of(version):
    return f"evidence “{version.evidence.title}”, version {version.number}"


def _follow(action, origin, where, on, by):
    """A statement of the action's evidence status, where that is another now."""
    pieces = Evidence.objects.filter(action=action).with_versions()
    latest = [piece.versions.all()[0] for piece in pieces]
    status = evidence_status(v.verdict.outcome if hasattr(v, "verdict") else WAITING for v in latest)
    before = action.statements.first()
    if before.evidence_status != status:
        entry = Entry(action, {"evidence_status": status}, origin=origin, where=where, before=before)
        # Where a statement is dated ahead already, what was judged holds with it, and not only until then.
        record_statements(plan=action.plan, entries=[entry], effective_on=max(on, before.effective_on), by=by)
