"""What the narrative sections of a plan say as at a date, in plain values."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, Q, Subquery

from accounts.names import name_of
from core.uploads import FileLost

from .models import NarrativePicture, NarrativeText


@dataclass(frozen=True, slots=True)
class PictureFigure:
    """A picture below a text. `address` holds its bytes, as a data: URI; `width` and `height` are in pixels."""

    key: int
    description: str
    caption: str
    width: int
    height: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class NarrativeFigure:
    """A narrative section as at a date; `is_private` as it is today. `said_on` is the day its text holds from."""

    key: int
    title: str
    text: str
    is_private: bool
    said_on: date
    pictures: tuple[PictureFigure, ...]

    @property
    def name(self):
        """What it is called in the order of a pack, and within one."""
        return f"narrative-{self.key}"


def narratives_at(plan, on, is_public=False, with_bytes=False):
    """`NarrativeFigure`s of `plan` as at `on`, the oldest first; for the public without the private ones.

    Raises FileLost where a picture is no longer in the store, if they come `with_bytes`.
    """
    held = NarrativeText.objects.filter(narrative=OuterRef("pk"), effective_on__lte=on)
    narratives = plan.narratives.annotate(held=Subquery(held.values("pk")[:1])).exclude(held=None)
    if is_public:
        narratives = narratives.filter(is_private=False)
    shown = pictures_at(NarrativePicture.objects.all(), on)
    narratives = list(narratives.prefetch_related(Prefetch("pictures", shown, to_attr="shown")))
    texts = NarrativeText.objects.in_bulk([each.held for each in narratives])
    return tuple(_figure(each, texts[each.held], with_bytes) for each in narratives)


def pictures_at(pictures, on):
    """Those of `pictures` that are shown as at `on`."""
    return pictures.filter(Q(removed_on=None) | Q(removed_on__gt=on), added_on__lte=on)


def _figure(narrative, text, with_bytes):
    pictures = tuple(
        PictureFigure(
            picture.pk,
            picture.description,
            picture.caption,
            picture.width,
            picture.height,
            _address(picture) if with_bytes else "",
        )
        for picture in narrative.shown
    )
    return NarrativeFigure(narrative.pk, text.title, text.text, narrative.is_private, text.effective_on, pictures)


def _address(picture):
    try:
        with picture.file.open("rb") as content:
            return f"data:{picture.media_type};base64,{b64encode(content.read()).decode()}"
    except FileNotFoundError:
        raise FileLost(
            f"The picture “{picture.file_name}” is no longer in the store. Tell the administrator of the tracker."
        ) from None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version of a text: what it said, from which day on, who wrote it and when."""

    title: str
    text: str
    holds_from: date
    by: str
    at: object


def written_last(narrative):
    """The text of a section that was written last, whichever day it holds from; None where there is none."""
    return narrative.texts.order_by("-pk").first()


def versions_of(narrative):
    """`Earlier`s of a narrative section, the latest first."""
    for told in narrative.texts.select_related("recorded_by__person"):
        yield Earlier(told.title, told.text, told.effective_on, name_of(told.recorded_by), told.recorded_at)
