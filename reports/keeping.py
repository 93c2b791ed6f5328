"""The row of a pack and the files it keeps: who may write it now, and what becomes of the files.

A row names its files before they are written, so that whatever ends in the middle leaves none that no row knows.
"""

import logging
from functools import partial
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from plans.models import Plan
from plans.permissions import Permission, require

from .models import Pack
from .models.packs import PackRefused, refuse_issued

log = logging.getLogger(__name__)
State = Pack.State
# While these last, the background has the pack; and the background alone.
BEING_MADE = (State.WAITING, State.MAKING)
UNDER_WAY = (*BEING_MADE, State.ISSUING)
STORE = Pack._meta.get_field("pdf").storage


def locked(pack, by):
    """The pack as it is now, for one writer at a time. Raises PackRefused where it is issued or was dropped."""
    require(by, Permission.KEEP_PACKS, pack.plan)
    return held(pack)


def held(pack):
    """The same for whoever was let in otherwise."""
    Plan.objects.held(pack.plan_id)
    now = Pack.objects.select_related("plan", "period").filter(pk=pack.pk).first()
    if now is None:
        raise PackRefused("This draft was dropped meanwhile.")
    refuse_issued(now.state)
    return now


def save(pack, by, fields=None):
    """Write the row; one that was issued never again. Raises PackRefused."""
    pack._history_user = by
    pack.save(update_fields=fields)


def waiting_for(key, asked, state):
    """The pack of a `key`, or None where it is not in `state` or something else was asked of it since `asked`."""
    pack = Pack.objects.select_related("plan", "period").filter(pk=key, state=state).first()
    return pack if pack and pack.asked_at.isoformat() == asked else None


def still_asked(pack, *states):
    """The row of `pack`, with its plan held, or None where it is in none of `states` or other things were asked."""
    Plan.objects.held(pack.plan_id)
    now = Pack.objects.filter(pk=pack.pk).first()
    return now if now and now.asked_at == pack.asked_at and now.state in states else None


@transaction.atomic
def tell_progress(pack, per_cent):
    """Say how far the making has come. That is no event, so the audit trail has no row of it."""
    pack.progress = per_cent
    if pack.state == State.WAITING:
        pack.state = State.MAKING
    if still_asked(pack, *UNDER_WAY):
        pack.skip_history_when_saving = True
        pack.save(update_fields=["state", "progress"])
        del pack.skip_history_when_saving


def name_files(pack):
    """Give the pack new names for the files of its draft; the files of the old names go once the row is written."""
    forget_files(pack)
    pack.html, pack.pdf = uuid4().hex, uuid4().hex
    pack.html_sha256 = pack.pdf_sha256 = ""
    pack.figures, pack.changes, pack.made_at = None, [], None


def forget_files(pack):
    """Delete what the background wrote, or was to write, once the row that says so is written."""
    forget_later(*filter(None, names_to_write(pack)))


def forget_later(*names):
    """Delete files once the row that no longer has them is written."""
    transaction.on_commit(partial(_forget, *names))


def forget_unkept(pack, names):
    """Delete the files that were made for a pack in vain, unless its row has them as documents after all."""
    html, _ = names
    if not Pack.objects.filter(pk=pack.pk, html=html).exclude(html_sha256="").exists():
        _forget(*names)


def _forget(*names):
    """What cannot be deleted stays behind, which takes nothing from the pack: that is for the log alone."""
    for name in names:
        try:
            STORE.delete(name)  # nothing to do where it was not written
        except Exception:
            log.exception("The file %s of a pack could not be deleted, and belongs to none any more", name)


def names_to_write(pack):
    """What the files being made now are called: (HTML, PDF).

    The final documents stand beside those of the draft until they take their place, under names that no other attempt
    to issue has.
    """
    ending = f"-{pack.asked_at.timestamp():.6f}" if pack.state == State.ISSUING else ""
    return tuple(file.name and file.name + ending for file in (pack.html, pack.pdf))


def write(name, content):
    """Keep bytes under exactly this name. Raises OSError."""
    STORE.delete(name)
    STORE.save(name, ContentFile(content))
