"""The documents of a pack: figures, HTML and PDF, made at once and of the same plan."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from plans.models import Plan

from .document import document_of, html_of
from .keeping import PackRefused, tell_progress
from .models import Pack
from .pdf import render
from .revisions import changes_between, pack_facts
from .versions import draft_of, earlier_versions, final_of
from .withheld import withheld_of

# A plan of 5,000 actions takes 3 minutes.
SECONDS = 420
# How far the making has come when each of its steps begins, in per cent.
COUNTING, PRINTING, KEEPING = 5, 30, 90
MOVED = (
    "The plan has moved since this draft was made, so that what was signed is not what would be issued. Make the draft "
    "again, look at it, and have it signed again."
)


@dataclass(frozen=True, slots=True)
class Made:
    """What a pack keeps. `made_at` is the moment as at which it tells of the plan, `figures` are plain values, `html`
    and `pdf` bytes, `changes` sentences."""

    made_at: datetime
    figures: dict
    changes: list
    html: bytes
    pdf: bytes


def make(pack, is_final=False):
    """`Made` of a pack as it stands now. Raises NothingToShow, FontsMissing, PdfFailed.

    The final documents are made from the very values of which it was found that they are those of the draft. Raises
    PackRefused where the draft would not be the same any more.
    """
    tell_progress(pack, COUNTING)
    document, figures = _read(pack)
    html = html_of(document)
    if is_final:
        if digest_of(html.encode()) != pack.html_sha256:
            raise PackRefused(MOVED)
        html = html_of(replace(document, issue=final_of(document.issue, pack)))
    tell_progress(pack, PRINTING)
    pdf = render(html, seconds=SECONDS)
    tell_progress(pack, KEEPING)
    return Made(pack.made_at, figures, pack.changes, html.encode(), pdf)


def digest_of(content):
    return sha256(content).hexdigest()


def figures_digest(figures):
    """The SHA-256 of stored figures, which does not hang on the order in which a database gives them back."""
    return digest_of(json.dumps(figures, sort_keys=True).encode())


@transaction.atomic
def _read(pack):
    """The `Document` of a draft and its figures, all read while nobody else writes to the plan."""
    Plan.objects.held(pack.plan_id)
    pack.made_at = timezone.now()
    is_public = pack.audience == Pack.Audience.PUBLIC
    document = document_of(pack.plan, pack.period.as_at, is_public=is_public)
    figures = json.loads(json.dumps(document.figures.as_json(), cls=DjangoJSONEncoder))
    figures |= {"pack": pack_facts(pack, document)}
    pack.changes = _changes(pack, figures)
    return replace(document, issue=draft_of(pack, figures_digest(figures))), figures


def _changes(pack, figures):
    """What differs from the version that this one replaces, a sentence each."""
    last = earlier_versions(pack).last()
    if last is None:
        return []
    is_public = pack.audience == Pack.Audience.PUBLIC
    return changes_between(last.figures, figures, withheld_of(pack.plan) if is_public else None)
