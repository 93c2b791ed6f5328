import re
from xml.etree import ElementTree

import pytest

from core.charts import HEIGHT, WIDTH, Segment, stacked_bar
from core.shapes import LOOKS, look

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*segments, name="1 Leadership"):
    return ElementTree.fromstring(stacked_bar(name, segments))


def parts(bar):
    """(from, to, fill) of each coloured part: those drawn over the whole height."""
    whole = re.compile(rf"M([\d.]+) 0H([\d.]+)V{HEIGHT}H")
    found = [(whole.match(path.get("d")), path.get("fill")) for path in bar.findall(f"{SVG}path")]
    return [(float(match[1]), float(match[2]), fill) for match, fill in found if match]


def numbers(bar):
    return [text.text for text in bar.findall(f"{SVG}text")]


def test_the_parts_fill_the_bar_from_zero_in_proportion():
    bar = parts(drawn(Segment("complete", 3, "complete"), Segment("in place", 1, "in_place")))
    assert [(start, end) for start, end, _ in bar] == [(0, WIDTH * 0.75), (WIDTH * 0.75, WIDTH)]
    assert [fill for _, _, fill in bar] == [look("complete").fill, look("in_place").fill]


def test_the_title_says_every_number_even_where_it_does_not_fit():
    bar = drawn(Segment("complete", 2000, "complete"), Segment("unrated", 1, None), Segment("late", 0, "delayed"))
    assert bar[0].text == "1 Leadership: 2000 complete, 1 unrated"
    assert numbers(bar) == ["2000"]


def test_a_shape_stands_beside_its_number_where_there_is_room():
    bar = drawn(Segment("complete", 30, "complete"), Segment("in place", 2, "in_place"))
    assert numbers(bar) == ["30", "2"]
    assert len(bar.findall(f"{SVG}svg")) == 1


@pytest.mark.parametrize("stage", [stage for stage in LOOKS if LOOKS[stage].pattern not in ("solid", "none")])
def test_a_pattern_tells_a_part_apart_in_grey(stage):
    bar = drawn(Segment("so", 4, stage), Segment("complete", 4, "complete"))
    (pattern,) = bar.findall(f"{SVG}pattern")
    assert parts(bar)[0][2] == f"url(#{pattern.get('id')})"
    assert pattern.get("id") == f"{LOOKS[stage].pattern}-1-leadership"


def test_with_nothing_to_count_the_bar_is_an_empty_outline():
    bar = drawn(Segment("complete", 0, "complete"))
    assert parts(bar) == []
    assert bar[0].text == "1 Leadership: nothing to count"


def test_names_are_escaped_and_nothing_is_a_style():
    svg = stacked_bar("<b>&", [Segment('"x"', 1, "underway")])
    assert "<b>" not in svg
    assert "style" not in svg
    assert ElementTree.fromstring(svg)[0].text == '<b>&: 1 "x"'
