from xml.etree import ElementTree

from core.charts import Bar, Column, Segment, bars, stacked_bars
from core.charts.bars import WIDE

from .drawn import ends, outside, read, said

SVG = "{http://www.w3.org/2000/svg}"


def test_bars_are_as_long_as_what_they_count_from_the_same_zero():
    picture = read(bars("Slips by lead", [Bar("CFO", 340, "340 days"), Bar("AO", 85, "85 days")]))
    (start, end), (other_start, other_end) = ends(picture, fill="#4c6272")
    assert start == other_start
    assert round((end - start) / (other_end - start), 2) == 4
    assert picture[0].text == "Slips by lead: CFO: 340 days; AO: 85 days"
    assert {"CFO", "340 days", "0", "100"} <= said(picture)


def test_a_row_of_parts_says_their_sum_and_the_key_names_each_once_in_its_order():
    full = (Segment("complete", 3, "complete"), Segment("underway", 0, "underway"), Segment("unrated", 2, None))
    other = (Segment("complete", 0, "complete"), Segment("underway", 4, "underway"), Segment("unrated", 0, None))
    picture = read(stacked_bars("By area", [Column("1 Leadership", full), Column("2", other), Column("3", ())]))
    assert picture[0].text == "By area: 1 Leadership: 3 complete, 2 unrated; 2: 4 underway; 3: nothing to count"
    assert {"5", "4", "0", "3", "2"} <= said(picture)
    words = [text.text for text in picture.findall(f"{SVG}text")]
    assert words[-3:] == ["complete", "underway", "unrated"]


def test_long_labels_and_words_stay_within_the_picture():
    name = "A name of an area that goes on and on, as those of real plans do, to the end of its line and further"
    rows = [Bar(name, 10, "said at length " * 20), Bar("W" * 90, 0, "")]
    for svg in (bars("Long", rows), stacked_bars("Long", [Column(name, (Segment("so", 9_999, "delayed"),))])):
        assert outside(read(svg)) == []


def test_without_rows_the_picture_says_so():
    for svg in (bars("None", []), stacked_bars("None", [])):
        assert said(read(svg)) == {"Nothing to show yet"}
        assert read(svg)[0].text == "None: nothing to show yet"


def test_labels_are_escaped():
    svg = bars("<b>", [Bar("<script>", 1, '"&')])
    assert "<script>" not in svg
    assert ElementTree.fromstring(svg).get("width") == str(WIDE)
