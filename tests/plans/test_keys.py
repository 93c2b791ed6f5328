from dataclasses import dataclass

import pytest

from plans.keys import read_rating
from plans.spreadsheet import letter_of_fill, read_area, stage_of


@dataclass
class Entry:
    code: str
    word: str
    meaning: str
    colour: str


RED = Entry("R", "Red", "No progress", "FF0000")
AMBER = Entry("A", "Amber", "Actions underway", "FFC000")
GREEN = Entry("G", "Green", "All actions in place", "00B050")
BLUE = Entry("B", "Blue", "Completed*", "0070C0")
ON_TRACK = Entry("On-Track", "On-Track", "On track", "")
KEY = [RED, AMBER, GREEN, BLUE, ON_TRACK]


@pytest.mark.parametrize(
    ("text", "fill", "rating"),
    [
        ("R", None, RED),
        ("red", None, RED),
        ("Actions underway", None, AMBER),
        ("completed", None, BLUE),
        ("on track", None, ON_TRACK),
        ("", "FFC000", AMBER),
        ("", "F5B900", AMBER),
        ("", "EEEEEE", None),
        ("", None, None),
        ("G", "00B050", GREEN),
    ],
)
def test_a_rating_is_read_by_the_key(text, fill, rating):
    assert read_rating(text, fill, KEY) == (rating, "")


def test_a_rating_outside_the_key_is_unrated_and_asked():
    rating, question = read_rating("Purple", "7030A0", KEY)
    assert rating is None
    assert "“Purple”" in question and "R (Red)" in question


def test_a_word_against_its_fill_is_asked():
    rating, question = read_rating("G", "FF0000", KEY)
    assert rating is GREEN
    assert "Green" in question and "Red" in question


@pytest.mark.parametrize(
    ("fill", "letter"),
    [
        ("FF0000", "R"), ("C00000", "R"), ("FFC000", "A"), ("FFFF00", "A"), ("00B050", "G"), ("92D050", "G"),
        ("0070C0", "B"), ("4472C4", "B"), ("FFFFFF", None), ("D9D9D9", None), (None, None),
    ],
)  # fmt: skip
def test_a_fill_is_one_of_four_colours_or_none(fill, letter):
    assert letter_of_fill(fill) == letter


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("1 Leadership, Structure and OD", (1, "Leadership, Structure and OD")),
        ("2) Finance", (2, "Finance")),
        ("3. Governance", (3, "Governance")),
        ("Area 4 – Commissioning", (4, "Commissioning")),
        ("Improvement area 5: Joint working", (5, "Joint working")),
        ("Leadership", (None, "Leadership")),
        ("", (None, "")),
        ("12", (12, "")),
        ("Area 6", (6, "")),
        ("10 January 2019", (None, "10 January 2019")),
        ("12.5% growth", (None, "12.5% growth")),
    ],
)
def test_an_area_is_read_with_its_number(text, area):
    assert read_area(text) == area


@pytest.mark.parametrize(
    ("meaning", "stage"),
    [
        ("No progress against action", "not_started"),
        ("Not started", "not_started"),
        ("Actions underway", "underway"),
        ("On-Track", "underway"),
        ("All actions in place", "in_place"),
        ("Completed*", "complete"),
        ("Delayed", "delayed"),
        ("Reset Date (more time given)", "date_reset"),
        ("Purple", None),
    ],
)
def test_the_meaning_of_a_rating_says_its_stage(meaning, stage):
    assert stage_of(meaning) == stage
