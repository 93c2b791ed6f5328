"""Pictures drawn anew: nothing of the file stays but the picture."""

import io

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from core.uploads import UploadRefused, redrawing

GPS, ORIENTATION, DESCRIPTION = 0x8825, 0x0112, 0x010E


def file_of(image, name="plan.png", **options):
    file = io.BytesIO()
    image.save(file, "JPEG" if name.endswith("jpg") else "PNG", **options)
    file.name = name
    file.seek(0)
    return file


def with_exif(orientation=1):
    exif = Image.Exif()
    exif[DESCRIPTION] = "SECRETPLACE"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[1] = "SECRETNORTH"
    return exif


@pytest.mark.parametrize("name", ["plan.png", "plan.jpg"])
def test_what_stands_beside_the_picture_is_gone(name):
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRETWORDS")
    options = {"comment": b"SECRETWORDS"} if name.endswith("jpg") else {"pnginfo": text}
    file = file_of(Image.new("RGB", (40, 20), "red"), name, exif=with_exif(), icc_profile=b"SECRETCOLOURS", **options)
    assert file.getvalue().count(b"SECRET") >= 3
    made = redrawing.redrawn(file, megabytes=1)
    assert b"SECRET" not in made.content
    again = Image.open(io.BytesIO(made.content))
    assert not again.getexif() and (made.width, made.height) == again.size == (40, 20)
    assert (made.name, again.format) == (name, {"png": "PNG", "jpg": "JPEG"}[name[-3:]])


def test_a_picture_taken_sideways_is_set_upright():
    made = redrawing.redrawn(file_of(Image.new("RGB", (40, 20)), "plan.jpg", exif=with_exif(6)), megabytes=1)
    assert (made.width, made.height) == (20, 40)


@pytest.mark.parametrize(("mode", "kept"), [("RGBA", "RGBA"), ("LA", "RGBA"), ("P", "RGB"), ("L", "RGB"), ("1", "RGB")])
def test_all_kinds_of_colour_are_drawn(mode, kept):
    made = redrawing.redrawn(file_of(Image.new(mode, (4, 4))), megabytes=1)
    assert Image.open(io.BytesIO(made.content)).mode == kept


def test_a_transparent_colour_stays_so():
    made = redrawing.redrawn(file_of(Image.new("P", (4, 4)), transparency=0), megabytes=1)
    assert Image.open(io.BytesIO(made.content)).getpixel((0, 0))[3] == 0


def test_more_than_paper_shows_is_not_kept():
    made = redrawing.redrawn(file_of(Image.new("L", (4800, 100))), megabytes=1)
    assert (made.width, made.height) == (2400, 50)


def test_what_is_refused():
    with pytest.raises(UploadRefused, match="40 million"):
        redrawing.redrawn(file_of(Image.new("1", (9000, 5000))), megabytes=1)
    words = io.BytesIO(b"words")
    words.name = "words.txt"
    with pytest.raises(UploadRefused, match="words.txt is no PNG or JPEG picture: choose one"):
        redrawing.redrawn(words, megabytes=1)


def test_a_picture_that_cannot_be_drawn(monkeypatch):
    from .test_uploads import png

    # What prints the pack makes Pillow lenient, in a process of its own, but not in that of a test which ran before.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    file = io.BytesIO(png(50, 50))
    file.name = "plan.png"
    with pytest.raises(UploadRefused, match="plan.png cannot be drawn"):
        redrawing.redrawn(file, megabytes=1)
