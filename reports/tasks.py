"""What is done to packs in the background: a draft is made, and a pack is issued. All of it, or nothing."""

import logging

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, OperationalError, transaction
from django_tasks import task

from accounts.models import User
from plans.permissions import Permission, require

from .document import NothingToShow
from .keeping import (
    PackRefused,
    State,
    forget_later,
    forget_unkept,
    names_to_write,
    save,
    still_asked,
    waiting_for,
    write,
)
from .making import digest_of, make
from .pdf import PdfFailed
from .style import FontsMissing

log = logging.getLogger(__name__)
BUSY = "Somebody else was writing for long, so nothing was kept: try again."
_NOT_KEPT = "The documents could not be written to the tracker's store of files. Tell the administrator of the tracker."
_FAILED = (
    "Something went wrong in the tracker itself, and nothing was kept. Try again; if it happens again, tell the "
    "administrator of the tracker that it was pack {}, {}, of the plan “{}”."
)


@task()
def make_draft(key, asked, by):
    """Make the documents of a draft and keep them, unless that was asked for again since `asked`."""
    pack = waiting_for(key, asked, State.WAITING)
    if pack:
        _carry_out(pack, User.objects.get(pk=by), _drafted, on_failure=State.FAILED)


@task()
def issue(key, asked, by):
    """Make the final documents of a pack that all have signed, and issue it with them; or it is a draft as before."""
    pack = waiting_for(key, asked, State.ISSUING)
    if pack:
        _carry_out(pack, User.objects.get(pk=by), _issued, on_failure=State.DRAFT)


def _carry_out(pack, user, finish, on_failure):
    """Make the documents, write them and `finish` the row with them. Of what fails no file stays."""
    is_final, names, is_kept = pack.state == State.ISSUING, names_to_write(pack), False
    try:
        require(user, Permission.KEEP_PACKS, pack.plan)
        made = make(pack, is_final)
        for name, content in zip(names, (made.html, made.pdf), strict=True):
            write(name, content)
        is_kept = finish(pack, made, names, user)
    except (NothingToShow, FontsMissing, PdfFailed, PackRefused, PermissionDenied) as refusal:
        _fail(pack, str(refusal), on_failure, user)
    except OperationalError:
        _fail(pack, BUSY, on_failure, user)
    except OSError:
        log.exception("The documents of pack %s could not be kept", pack.pk)
        _fail(pack, _NOT_KEPT, on_failure, user)
    except DatabaseError:
        log.exception("The database refused pack %s", pack.pk)
        _fail(pack, _told(pack), on_failure, user)
    except Exception:
        _fail(pack, _told(pack), on_failure, user)
        raise
    finally:
        if not is_kept:
            forget_unkept(pack, names)


def _told(pack):
    return _FAILED.format(pack.number, pack.version, pack.plan.name)


@transaction.atomic
def _drafted(pack, made, names, user):
    """Whether the draft was kept: not where something else was asked meanwhile."""
    now = still_asked(pack, State.MAKING)
    if now is None:
        return False
    _fill(now, made, State.DRAFT)
    save(now, user)
    return True


@transaction.atomic
def _issued(pack, made, names, user):
    """Whether the pack was issued; its final documents then take the place of the draft's."""
    now = still_asked(pack, State.ISSUING)
    if now is None:
        return False
    forget_later(now.html.name, now.pdf.name)  # of the draft
    _fill(now, made, State.ISSUED)
    now.html, now.pdf = names
    now.issued_at = now.asked_at
    save(now, user)
    return True


def _fill(pack, made, state):
    pack.state, pack.progress, pack.failure = state, 100, ""
    pack.figures, pack.changes, pack.made_at = made.figures, made.changes, made.made_at
    pack.html_sha256, pack.pdf_sha256 = digest_of(made.html), digest_of(made.pdf)


@transaction.atomic
def _fail(pack, sentence, state, user):
    """Say why nothing came of it, unless something else was asked of the pack meanwhile."""
    now = still_asked(pack, State.WAITING, State.MAKING, State.ISSUING)
    if now:
        now.state, now.progress, now.failure = state, 0, sentence
        save(now, user)
