import re
from xml.etree import ElementTree

import pytest

from core.charts import Column, Segment, rag_over_time, stacked_bar
from core.charts.stacked import AT_MOST, HEIGHT, WIDTH
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
    assert [fill for _, _, fill in bar] == [look("complete").fill, "url(#vertical-1-leadership)"]


def test_the_title_says_every_number_even_where_it_does_not_fit():
    bar = drawn(Segment("complete", 2000, "complete"), Segment("unrated", 1, None), Segment("late", 0, "delayed"))
    assert bar[0].text == "1 Leadership: 2,000 complete, 1 unrated"
    assert numbers(bar) == ["2,000"]


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


def months(count, *segments):
    return [
        Column(f"{month} Mar 2019", segments or (Segment("complete", month, "complete"),)) for month in range(count)
    ]


def over_time(columns, name="RAG over time"):
    return ElementTree.fromstring(rag_over_time(name, columns))


def test_columns_stand_on_zero_and_are_as_high_as_what_they_count():
    segments = (Segment("complete", 40, "complete"), Segment("unrated", 0, None), Segment("underway", 20, "underway"))
    picture = over_time([Column("10 Jan 2019", segments)])
    boxes = re.compile(r"M50 ([\d.]+)H94V([\d.]+)H")
    complete, underway = [tuple(map(float, m.groups())) for p in picture if (m := boxes.match(p.get("d", "")))]
    zero = next(float(text.get("y")) - 4 for text in picture.findall(f"{SVG}text") if text.text == "0")
    assert complete[1] == zero
    assert complete[0] == underway[1]
    assert (complete[1] - complete[0]) == pytest.approx(2 * (underway[1] - underway[0]), abs=0.02)


def test_columns_say_their_numbers_totals_dates_and_key():
    segments = (
        Segment("complete", 1100, "complete"),
        Segment("underway", 90, "underway"),
        Segment("late", 0, "delayed"),
    )
    picture = over_time([Column("10 Jan 2019", segments), Column("14 Mar 2019", ())])
    assert picture[0].text == ("RAG over time: 10 Jan 2019: 1,100 complete, 90 underway; 14 Mar 2019: nothing to count")
    said = numbers(picture)
    assert {"1,100", "90", "1,190", "10 Jan", "2019", "0", "complete", "underway"} <= set(said)
    assert "late" not in said


def test_a_column_has_no_number_where_it_does_not_fit():
    segments = (Segment("complete", 1000, "complete"), Segment("underway", 1, "underway"))
    assert "1" not in numbers(over_time([Column("March", segments)]))


def test_of_many_columns_the_last_are_drawn():
    said = over_time(months(AT_MOST + 3))[0].text
    assert said.count("Mar 2019") == AT_MOST
    assert said.startswith("RAG over time: 3 Mar 2019")


def test_without_columns_the_picture_says_so():
    picture = over_time([])
    assert picture[0].text == "RAG over time: nothing to show yet"
    assert "Nothing to show yet" in numbers(picture)


def test_columns_are_escaped_too():
    svg = rag_over_time("<i>", [Column("<script>\x0b!", (Segment("<b>&", 3, "underway"),))])
    assert "<b>" not in svg
    assert "<script>" not in svg
    assert ElementTree.fromstring(svg)[0].text == "<i>: <script> !: 3 <b>&"
