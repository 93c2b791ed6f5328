"""A picture drawn anew: what stood in its file beside the picture (place, time, camera, an earlier state) is gone."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from .checking import check_upload
from .refusals import UploadRefused

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
SUFFIXES = (".png", ".jpg", ".jpeg")
# Points that are held in memory while it is drawn, and those of the longer side that are kept: more than paper shows.
MEGAPIXELS = 40
LONGEST_SIDE = 2400


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be kept. `width` and `height` are in pixels."""

    name: str
    media_type: str
    content: bytes
    width: int
    height: int


def redrawn(file, *, megabytes):
    """The `Picture` in a file that is open for reading and has a `name`: upright, and at most LONGEST_SIDE long.

    Raises UploadRefused for what is no PNG or JPEG, too large, or cannot be drawn.
    """
    name = (file.name or "").rpartition("/")[2]
    if not name.lower().endswith(SUFFIXES):
        raise UploadRefused(f"{name} is no PNG or JPEG picture: choose one, or save it as one.")
    checked = check_upload(file, megabytes=megabytes)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Pillow, about oddities that drawing it anew removes
            drawn = _drawn(file, checked)
    except (OSError, ValueError, SyntaxError):  # as Pillow tells of a picture that it cannot read
        raise UploadRefused(f"{checked.name} cannot be drawn: open the picture and save it again.") from None
    written = io.BytesIO()
    drawn.save(written, FORMATS[checked.media_type], optimize=True, quality=90)
    return Picture(checked.name, checked.media_type, written.getvalue(), *drawn.size)


def _drawn(file, checked):
    image = Image.open(file, formats=[FORMATS[checked.media_type]])
    if image.width * image.height > MEGAPIXELS * 1_000_000:
        raise UploadRefused(
            f"{checked.name} is {image.width:,} by {image.height:,} points large, more than {MEGAPIXELS} million. "
            "Make it smaller and save it."
        )
    image = ImageOps.exif_transpose(image)
    has_alpha = "A" in image.mode or "transparency" in image.info
    image = image.convert("RGBA" if has_alpha else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image.info = {}
    return image
