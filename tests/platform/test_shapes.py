import re

import pytest
from django.conf import settings
from django.template import engines

from core.shapes import LEVELS, LOOKS, SIGNS, look, shape
from plans.models import Stage
from risks.models import Band


def contrast(one, other):
    """WCAG's contrast of two #rrggbb colours, 1 to 21."""

    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_every_stage_of_a_key_has_a_look_and_so_has_no_rating():
    assert set(LOOKS) == {*Stage.values, "unrated"}
    assert look(None) == look("") == look("unrated")


def test_every_level_of_risk_has_a_look():
    assert set(LEVELS) == set(Band.Level.values)


@pytest.mark.parametrize("looks", [LOOKS, LEVELS, SIGNS])
def test_no_two_that_stand_together_share_a_shape(looks):
    assert len({one.drawing for one in looks.values()}) == len(looks)


@pytest.mark.parametrize("stage", [*LOOKS, *LEVELS, *SIGNS])
def test_a_tag_can_be_read_and_stands_out_from_the_page(stage):
    tag = look(stage)
    assert contrast(tag.text, tag.background) >= 4.5
    assert contrast(tag.border, "#ffffff") >= 3


@pytest.mark.parametrize("stage", [*LOOKS, *LEVELS, *SIGNS])
def test_the_style_sheet_has_the_same_colours(stage):
    css = (settings.BASE_DIR / "static" / "rating.css").read_text()
    rule = re.search(rf"\.{look(stage).css_class} \{{([^}}]*)\}}", css).group(1)
    declared = dict(part.strip().split(": ") for part in rule.strip().strip(";").split(";"))
    tag = look(stage)
    assert declared == {"background": tag.background, "color": tag.text, "border-color": tag.border}


def test_a_tag_says_its_word_and_its_shape_is_an_ornament():
    macro = engines["jinja2"].env.get_template("rating_tag.jinja").module.rating_tag
    tag = macro("underway", "On <track>")
    assert "On &lt;track&gt;" in tag
    assert 'class="app-rating app-rating--underway"' in tag
    assert 'aria-hidden="true"' in tag
    assert "Unrated" in macro("")


def test_a_shape_that_stands_alone_says_what_it_means():
    assert "<title>Late &amp; open</title>" in shape("delayed", title="Late & open")
    assert 'role="img"' in shape("delayed", title="Late & open")
    assert "<title>" not in shape("delayed")
