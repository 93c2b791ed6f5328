"""Every write of an uploaded workbook but the import itself: keyword-only, one transaction, permission checked."""

import hashlib
from functools import partial

from django.db import transaction
from django.utils import timezone

from plans.permissions import Permission, require

from .keeping import State, forget_file, save
from .models import Upload, random_name
from .previews import digest_of
from .tasks import import_upload, read_upload

# What is still to come to an end: looked at, given up or tried again.
OPEN = (State.WAITING, State.READING, State.READY, State.REFUSED, State.IMPORTING)


class UploadRefused(Exception):
    """What was asked of an upload cannot be done; nothing was. The text says why and what to do."""


def bring_in(*, plan, file, file_name, as_at=None, by):
    """Keep an uploaded workbook and have it read in the background. Returns the `Upload`.

    `file` is a Django file; its size and kind have been checked. Without `as_at` the workbook's own date counts. A file
    whose row cannot be written does not stay in the store.
    """
    require(by, Permission.IMPORT_WORKBOOK, plan)
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    upload = Upload(plan=plan, file_name=file_name[-255:], sha256=digest.hexdigest(), as_at=as_at, uploaded_by=by)
    kept_as, store = random_name(upload, file_name), upload.file.storage
    try:
        with transaction.atomic():
            upload.file = store.save(kept_as, file)
            save(upload, by)
    except BaseException:
        store.delete(kept_as)  # nothing to do where it was not written yet
        raise
    # Once the row stands: what fails from here on leaves an upload that can be read again, with its file.
    _enqueue(read_upload, upload, by)
    return upload


@transaction.atomic
def read_again(*, upload, by):
    """Have a workbook read once more, whatever came of it before. Raises UploadRefused where it is no longer kept."""
    upload = locked(upload, by)
    _ask(upload, State.WAITING, by)
    return upload


@transaction.atomic
def leave_rows_out(*, upload, shown, chosen, by):
    """Of the rows that a person was `shown`, leave out those `chosen` and no others, and have the workbook read again.

    Both are sets of (sheet, row number). Rows that were not shown stay as they are. Returns whether anything changed.
    """
    upload = locked(upload, by)
    before = {tuple(row) for row in upload.left_out}
    after = (before - shown) | (chosen & shown)
    if after == before:
        return False
    upload.left_out = [list(row) for row in sorted(after)]
    _ask(upload, State.WAITING, by)
    return True


@transaction.atomic
def say_columns(*, upload, sheet, columns, by):
    """Say what the columns of a sheet hold, {normalised header: field or ""}, and have the workbook read again."""
    upload = locked(upload, by)
    upload.mapping = {**upload.mapping, sheet: upload.mapping.get(sheet, {}) | columns}
    _ask(upload, State.WAITING, by)
    return upload


@transaction.atomic
def confirm(*, upload, seen, by):
    """Have an upload imported in the background, as it was shown in the preview of which `seen` is the digest.

    Asking twice imports once. Raises UploadRefused where something else was shown since, or there are errors.
    """
    upload = locked(upload, by)
    if upload.state == State.IMPORTING:
        return upload
    if upload.state == State.READY and upload.refusal:
        raise UploadRefused("This was not imported when it was confirmed before: read it again, then confirm.")
    if upload.state != State.READY or digest_of(upload.preview) != seen:
        raise UploadRefused("This is not what was shown when it was confirmed: look at it again, then confirm.")
    if any(problem["severity"] == "error" for problem in upload.preview["problems"]):
        raise UploadRefused("There are errors: mend them in the workbook, or leave their rows out.")
    _ask(upload, State.IMPORTING, by)
    return upload


@transaction.atomic
def import_again(*, upload, by):
    """Have an import that did not come to its end tried again; it was all or nothing, so the plan is as it was."""
    upload = locked(upload, by)
    if upload.state == State.IMPORTING:
        _ask(upload, State.IMPORTING, by)
    return upload


@transaction.atomic
def drop(*, upload, by):
    """Give an upload up: nothing of it is imported, and its file is deleted."""
    upload = locked(upload, by, with_file=False)
    upload.state, upload.preview = State.DROPPED, None
    if upload.file:
        forget_file(upload)
    save(upload, by)


def locked(upload, by, with_file=True):
    """The upload as it is now, for one writer at a time. Raises UploadRefused where it came to its end."""
    require(by, Permission.IMPORT_WORKBOOK, upload.plan)
    upload = Upload.objects.select_for_update(of=("self",)).select_related("plan").get(pk=upload.pk)
    if upload.state == State.CONFIRMED:
        raise UploadRefused("This workbook was imported already; see the list of imports.")
    if upload.state == State.DROPPED or (with_file and not upload.file):
        raise UploadRefused("This workbook is no longer kept; bring it in once more.")
    return upload


def _ask(upload, state, by):
    """Put an upload in line for the background, and what was asked of it earlier out of it."""
    upload.state, upload.progress, upload.refusal, upload.asked_at = state, 0, "", timezone.now()
    save(upload, by)
    _enqueue(import_upload if state == State.IMPORTING else read_upload, upload, by)


def _enqueue(task, upload, by):
    transaction.on_commit(partial(task.enqueue, upload.pk, upload.asked_at.isoformat(), by.pk))
