from io import BytesIO

import pytest
from PIL import Image, ImageFont

from core.charts import Column, Segment, rag_over_time, stacked_bar
from core.charts import png as module
from core.charts.drawing import width_of
from core.charts.png import FONTS, FontsMissing, TooLarge, png
from core.shapes import look

PICTURE = stacked_bar("1 Leadership", [Segment("complete", 3, "complete"), Segment("in place", 1, "in_place")])


def opened(content):
    return Image.open(BytesIO(content)).convert("RGB")


def has(image, colour):
    wanted = tuple(bytes.fromhex(colour[1:]))
    return any(found == wanted for _, found in image.getcolors(image.width * image.height))


def test_a_png_is_twice_as_large_on_white_in_the_colours_of_the_picture():
    image = opened(png(rag_over_time("RAG", [Column("March", (Segment("complete", 3, "complete"),))])))
    assert image.size[0] == 640
    assert image.getpixel((0, 0)) == (255, 255, 255)
    assert has(image, look("complete").fill)


@pytest.mark.parametrize(("words", "others"), [("11", "22"), ("Ž", "Ř")])
def test_its_words_are_drawn_in_our_fonts(words, others):
    def beneath(label):
        image = opened(png(rag_over_time("RAG", [Column(label, ())])))
        return image.crop((90, 495, 260, 525)).tobytes()

    assert len({beneath(""), beneath(words), beneath(others)}) == 3


def test_a_long_picture_is_drawn_smaller_and_too_long_a_one_not_at_all():
    assert opened(png(PICTURE, megapixels=0.0158)).size == (479, 33)
    with pytest.raises(TooLarge, match="too long for a PNG"):
        png(PICTURE, megapixels=0.007)


def test_without_fonts_it_says_what_to_run(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "FONTS", tmp_path)
    with pytest.raises(FontsMissing, match="run script/run once"):
        png(PICTURE)


@pytest.mark.parametrize(
    "words",
    ["Hold monthly meetings with budget holders", "AO/CFO: 31 December 2018, 340 days late", "“WAVE”, mm; @iIl"],
)
def test_no_text_is_wider_than_it_is_taken_for(words):
    font = ImageFont.truetype(FONTS / "latin-600.ttf", 100)
    assert 1 <= width_of(words, 100) / font.getlength(words) < 1.15
