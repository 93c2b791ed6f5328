"""What is done to uploaded workbooks in the background: they are read, and they are imported."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, OperationalError, transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from core.workbooks import WorkbookRefused, read_content
from plans.models import Plan

from .keeping import KEEPING, OPENING, PROPOSING, State, end, save, still_asked, tell_progress, waiting_for
from .previews import preview_of, what_moved
from .proposal import propose
from .services import ImportRefused, apply_import

log = logging.getLogger(__name__)
_FAILED = (
    "Something went wrong in the tracker itself, and nothing was imported. Try again; if it happens again, tell the "
    "administrator of the tracker that it was upload {}."
)


class Moved(Exception):
    """The plan is no longer as it was when the preview was made; the text says what moved."""


@task()
def read_upload(key, asked, by):
    """Read the upload of a `key` and keep what importing it would do, unless it was asked for again since `asked`."""
    upload = waiting_for(key, asked, State.WAITING)
    if upload is None:
        return
    user = User.objects.get(pk=by)
    try:
        tell_progress(upload, OPENING)
        workbook = _workbook(upload)
        tell_progress(upload, PROPOSING)
        upload.preview = preview_of(_propose(upload, workbook))
        tell_progress(upload, KEEPING)
        end(upload, State.READY, by=user)
    except WorkbookRefused as refusal:
        end(upload, State.REFUSED, refusal.message, by=user, keep_file=False)
    except Exception:
        upload.preview = None
        end(upload, State.REFUSED, _FAILED.format(upload.pk), by=user)
        raise


@task()
def import_upload(key, asked, by):
    """Import the upload of a `key` as it was shown, all of it or nothing, unless that was asked for again."""
    upload = waiting_for(key, asked, State.IMPORTING)
    if upload is None:
        return
    user = User.objects.get(pk=by)
    try:
        _apply(upload, _workbook(upload), user)
    except (Moved, ImportRefused, PermissionDenied, WorkbookRefused) as refusal:
        end(upload, State.READY, str(refusal), by=user)
    except OperationalError:
        end(upload, State.READY, "Somebody else was writing for long, so nothing was imported: try again.", by=user)
    except ValidationError as problem:
        said = " ".join(problem.messages)
        end(upload, State.READY, f"A value does not fit, so nothing was imported: {said}", by=user)
    except DatabaseError:
        log.exception("The database refused the import of upload %s", upload.pk)
        end(upload, State.READY, _FAILED.format(upload.pk), by=user)
    except Exception:
        end(upload, State.READY, _FAILED.format(upload.pk), by=user)
        raise


@transaction.atomic
def _apply(upload, workbook, user):
    """Propose anew and write, with everybody else kept out, so that what is written is what was shown."""
    upload = still_asked(upload, State.IMPORTING)
    if upload is None:
        return
    Plan.objects.held(upload.plan_id)
    proposal = _propose(upload, workbook)
    now = preview_of(proposal)
    if now != upload.preview:
        raise Moved(what_moved(upload.preview, now))
    upload.imported = apply_import(proposal=proposal, by=user)
    upload.state = State.CONFIRMED
    save(upload, user)


def _workbook(upload):
    try:
        with upload.file.open() as file:
            content = file.read()
    except FileNotFoundError:
        raise WorkbookRefused(f"{upload.file_name} is no longer kept by the tracker. Bring it in once more.") from None
    return read_content(content, name=upload.file_name)


def _propose(upload, workbook):
    return propose(
        workbook,
        upload.plan,
        upload.as_at,
        # The day on which it was brought in, so that what was shown one day can be confirmed the next.
        today=timezone.localdate(upload.uploaded_at),
        mapping=upload.mapping,
        leave_out={tuple(row) for row in upload.left_out},
        in_browser=True,
    )
