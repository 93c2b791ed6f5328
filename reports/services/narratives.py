"""Every write of narrative sections: their texts, append-only, and their pictures."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from core.formatting import left_out
from core.uploads import redrawn
from plans.models import Plan
from plans.permissions import Permission, require

from ..models import Narrative, NarrativePicture, NarrativeText
from ..models.narratives import random_name
from ..narratives import written_last

STORE = NarrativePicture._meta.get_field("file").storage
MEGABYTES = 10
MOST_PICTURES = 12


class NarrativeRefused(ValueError):
    """What was written cannot be kept; nothing was. `field` is the one to put right."""

    def __init__(self, sentence, field=None):
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def write_narrative(*, plan, narrative=None, title, text, is_private=False, seen=None, on, by):
    """Write a narrative section, a new one or a further text of `narrative`, which holds from `on`. Returns it.

    A text that holds from a later day already stays: words for an earlier day put right what stood until then. `seen`
    is the key of the text written last when the page was shown. The words that hold on that day again are no further
    text; a new section with the same words, sent twice by one person, is one.

    Raises PermissionDenied, NarrativeRefused.
    """
    require(by, Permission.KEEP_PACKS, plan)
    Plan.objects.held(plan.pk)
    title, text = title.strip(), text.strip()
    if not title:
        raise NarrativeRefused("Enter a title: it stands above the section and in the contents.", "title")
    if lost := left_out(text):
        raise NarrativeRefused(
            f"The pack would not show “{' '.join(lost)[:60]}”. Where a table's row has more cells than its head, or a "
            "list has very many levels, write it in another way.",
            "text",
        )
    if narrative is None:
        if sent := _sent_before(plan, title, text, on, by):
            return sent
        narrative = _saved(Narrative(plan=plan, is_private=is_private), by)
    elif narrative.plan_id != plan.pk:
        raise ValueError(f"{narrative} belongs to another plan.")
    held = narrative.texts.filter(effective_on__lte=on).first()
    if held is None or (held.title, held.text) != (title, text):
        _refuse_unseen(narrative, seen)
        told = {"title": title, "text": text, "effective_on": on}
        _saved(NarrativeText(narrative=narrative, **told, recorded_by=by), by)
    if narrative.is_private != is_private:
        narrative.is_private = is_private
        _saved(narrative, by)
    return narrative


def add_picture(*, narrative, file, description, caption="", on, by):
    """Put a picture (PNG or JPEG) below the text of a section, last. Returns the `NarrativePicture`.

    It is drawn anew, without what its file says of place and time. The same picture sent twice is kept once. Raises
    PermissionDenied, NarrativeRefused and core.uploads.UploadRefused; what fails leaves no file behind.
    """
    require(by, Permission.KEEP_PACKS, narrative.plan)
    _need_description(description)
    made = redrawn(file, megabytes=MEGABYTES)
    kept_as = random_name(None, made.name)
    try:
        with transaction.atomic():
            return _add(narrative, made, kept_as, description, caption, on, by)
    except BaseException:
        STORE.delete(kept_as)  # nothing to do where it was not written yet
        raise


@transaction.atomic
def describe_picture(*, picture, description, caption="", by):
    """Say in other words what a picture shows. Returns it. Raises PermissionDenied, NarrativeRefused."""
    require(by, Permission.KEEP_PACKS, picture.narrative.plan)
    _need_description(description)
    if (picture.description, picture.caption) != (description.strip(), caption.strip()):
        picture.description, picture.caption = description.strip(), caption.strip()
        _saved(picture, by)
    return picture


@transaction.atomic
def remove_picture(*, picture, on, by):
    """Take a picture out from `on`; packs as at an earlier day keep it. Returns it. Raises PermissionDenied."""
    require(by, Permission.KEEP_PACKS, picture.narrative.plan)
    if picture.removed_on is None:
        picture.removed_on = on
        _saved(picture, by)
    return picture


def _add(narrative, made, kept_as, description, caption, on, by):
    Plan.objects.held(narrative.plan_id)
    digest = hashlib.sha256(made.content).hexdigest()
    there = narrative.pictures.filter(removed_on=None)
    if sent := there.filter(sha256=digest).first():
        return sent
    if there.count() >= MOST_PICTURES:
        raise NarrativeRefused(
            f"A section has {MOST_PICTURES} pictures at most: take one out, or begin another section.", "file"
        )
    picture = NarrativePicture(
        narrative=narrative,
        position=(narrative.pictures.aggregate(last=Max("position"))["last"] or 0) + 1,
        file_name=made.name,
        media_type=made.media_type,
        size=len(made.content),
        sha256=digest,
        width=made.width,
        height=made.height,
        description=description.strip(),
        caption=caption.strip(),
        added_on=on,
        recorded_by=by,
    )
    picture.file = STORE.save(kept_as, ContentFile(made.content))
    return _saved(picture, by)


def _sent_before(plan, title, text, on, by):
    """The section that the same form made when it was sent the first time, if it was."""
    same = NarrativeText.objects.filter(narrative__plan=plan, title=title, effective_on=on, recorded_by=by)
    return next((told.narrative for told in same.select_related("narrative") if told.text == text), None)


def _refuse_unseen(narrative, seen):
    last = written_last(narrative)
    if last is not None and seen is not None and last.pk != seen:
        raise NarrativeRefused(
            "Somebody changed this section meanwhile. Copy what you wrote, open the section again and write it there.",
            "text",
        )


def _need_description(description):
    if not description.strip():
        raise NarrativeRefused("Describe the picture for somebody who cannot see it.", "description")


def _saved(record, by):
    record._history_user = by
    record.save()
    return record
