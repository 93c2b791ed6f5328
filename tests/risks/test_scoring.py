"""What a score says, the band it falls into, and how it moved."""

from dataclasses import dataclass

import pytest

from risks.scoring import USUAL_BANDS, Movement, band_of, distance, movement, product, read_score


@dataclass
class Band:
    word: str
    lowest: int


BANDS = [Band(word, lowest) for word, _, _, lowest in USUAL_BANDS]


@pytest.mark.parametrize(
    ("text", "score", "likelihood", "consequence", "word", "doubt"),
    [
        ("20 4x5 Red", 20, 4, 5, "Red", ""),
        ("16 4x4", 16, 4, 4, "", ""),
        ("4 x 4", 16, 4, 4, "", ""),
        ("4×3 Amber", 12, 4, 3, "Amber", ""),
        ("16 (4x4)", 16, 4, 4, "", ""),
        ("20 4x4", 20, 4, 4, "", "says 20, and 4 × 4 is 16"),
        ("16 Red", 16, None, None, "Red", "says neither likelihood nor consequence"),
        ("4 Yellow", 4, None, None, "Yellow", "says neither likelihood nor consequence"),
        ("12", 12, None, None, "", "says neither likelihood nor consequence"),
        ("40 Red", 40, None, None, "Red", "is outside 1 to 25"),
        ("30 5x6", 30, None, None, "", "has a likelihood or a consequence outside 1 to 5"),
        ("High", None, None, None, "", "is no score"),
        ("about 16 4x4", None, None, None, "", "is no score"),
    ],
)
def test_a_score_is_read_as_it_is_written(text, score, likelihood, consequence, word, doubt):
    found = read_score(text)
    assert (found.score, found.likelihood, found.consequence, found.word) == (score, likelihood, consequence, word)
    assert found.doubt.startswith(doubt) and bool(found.doubt) == bool(doubt)


def test_nothing_written_is_no_score():
    assert read_score("  ") is None


@pytest.mark.parametrize(
    ("score", "word"),
    [(25, "Extreme"), (15, "Extreme"), (14, "High"), (8, "High"), (7, "Moderate"), (4, "Moderate"), (1, "Low")],
)
def test_the_usual_bands(score, word):
    assert band_of(score, BANDS).word == word


def test_no_score_and_no_band():
    assert band_of(None, BANDS) is None and band_of(16, []) is None
    assert band_of(3, [Band("High", 8)]) is None


def test_a_higher_score_is_worse():
    assert movement(12, 16) is Movement.WORSE and movement(16, 12) is Movement.BETTER
    assert movement(16, 16) is Movement.SAME and movement(None, 16) is movement(16, None) is Movement.UNKNOWN
    assert [each.arrow for each in Movement] == ["↑", "↓", "→", ""]


def test_product_and_distance():
    assert product(4, 5) == 20 and product(None, 5) is product(4, None) is None
    assert (distance(16, 12), distance(8, 12), distance(None, 12), distance(16, None)) == (4, 0, None, None)
