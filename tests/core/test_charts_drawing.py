from xml.etree import ElementTree

import pytest

from core.charts.drawing import Drawing, axis, fitted, in_two_lines, width_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("most", "expected"),
    [(0, (1, 1)), (1, (1, 1)), (6, (1, 6)), (7, (2, 8)), (103, (20, 120)), (130, (50, 150)), (2000, (500, 2000))],
)
def test_an_axis_reaches_the_most_in_at_most_six_steps_that_people_count_in(most, expected):
    assert axis(most) == expected


@pytest.mark.parametrize(
    ("words", "room", "expected"),
    [
        ("Short", 100, "Short"),
        ("Hold monthly meetings with budget holders", 120, "Hold monthly…"),
        ("Incomprehensibilities", 60, "Incompr…"),
        ("A incomprehensibilities", 60, "A incomp…"),
        ("Anything", 1, "…"),
        ("two\nlines\x00", 100, "two lines"),
    ],
)
def test_a_text_is_cut_to_its_room_and_says_so(words, room, expected):
    cut = fitted(words, 11, room)
    assert cut == expected
    assert width_of(cut, 11) <= room or cut == "…"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("March", ("March", "")),
        ("14 Sept 2019 AD", ("14 Sept 2019", "AD")),
        ("Incomprehensibilities", ("Incompreh…", "")),
    ],
)
def test_a_label_breaks_in_two_lines(words, expected):
    assert in_two_lines(words, 12, 75) == expected


def test_a_key_breaks_into_lines_and_says_how_high_it_is():
    drawing = Drawing("Key")
    entries = [("complete", "complete"), ("in_place", "in place"), (None, "unrated")]
    assert drawing.key(entries, 10, 180) == 40
    picture = ElementTree.fromstring(drawing.svg("a key", 150, 50))
    assert [text.get("y") for text in picture.findall(f"{SVG}text")] == ["21.5", "21.5", "41.5"]
    assert Drawing("No key").key([], 10, 150) == 0


def test_letters_that_the_font_has_not_are_taken_for_wide():
    assert width_of("é", 10) == 7
    assert width_of("医", 10) == 10
