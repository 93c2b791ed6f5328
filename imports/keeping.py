"""The row of an upload and the file it keeps: who may write it now, and what becomes of the file."""

from functools import partial

from django.db import transaction

from .models import Upload

State = Upload.State
# How far a reading has come when each of its steps begins, in per cent.
OPENING, PROPOSING, KEEPING = 5, 40, 85


def waiting_for(key, asked, state):
    """The upload of a `key`, or None where it is not in `state` or something else was asked of it since `asked`."""
    upload = Upload.objects.select_related("plan").filter(pk=key, state=state).first()
    return upload if upload and upload.asked_at.isoformat() == asked else None


def still_asked(upload, *states):
    """The row of `upload`, locked, or None where it is in none of `states` or something else was asked of it since."""
    now = Upload.objects.select_for_update(of=("self",)).select_related("plan").filter(pk=upload.pk).first()
    return now if now and now.asked_at == upload.asked_at and now.state in states else None


@transaction.atomic
def tell_progress(upload, per_cent):
    """Say how far the reading has come. That is no event, so the audit trail has no row of it."""
    upload.state, upload.progress = State.READING, per_cent
    if still_asked(upload, State.WAITING, State.READING):
        upload.skip_history_when_saving = True
        upload.save(update_fields=["state", "progress"])
        del upload.skip_history_when_saving


@transaction.atomic
def end(upload, state, refusal="", *, by, keep_file=True):
    """Keep what came of a step in the background, unless something else was asked of the upload meanwhile."""
    if still_asked(upload, State.WAITING, State.READING, State.IMPORTING) is None:
        return
    upload.state, upload.refusal = state, refusal
    if not keep_file:
        forget_file(upload)
    save(upload, by)


def save(upload, by):
    upload._history_user = by
    upload.save()


def forget_file(upload):
    """Delete the kept file, once the row that says so is written."""
    transaction.on_commit(partial(upload.file.storage.delete, upload.file.name))
    upload.file = ""
