from datetime import date

import pytest

from actions.duedates import slippage, slipped
from reports.presenters.words import cut, days_late, marked


def days(*numbers):
    return slippage([date(2019, 1, number) for number in numbers])


@pytest.mark.parametrize(
    ("slips", "words"),
    [
        (days(), ""),
        (days(5), ""),
        (days(5, 3), ""),
        (days(5, 6), "slipped once, 1 day"),
        (days(5, 6, 6, 9), "slipped twice, 4 days"),
        (days(1, 2, 3, 4), "slipped 3 times, 3 days"),
        (days(5, 9, 5), "slipped once, and back again"),
    ],
)
def test_slips_in_words(slips, words):
    assert slipped(slips.slips, slips.days) == words


def test_how_late():
    assert days_late(date(2019, 3, 13), date(2019, 3, 14)) == "1 day late"


def test_a_long_text_is_cut_between_words_onto_one_line():
    assert cut("It was\n begun - and then\nnot", 15) == "It was begun…"
    assert cut("It was\nbegun", 20) == "It was begun"
    assert cut(None, 20) == ""


def new(text, newest):
    pieces, left = marked(text, newest)
    assert "".join(piece.text for piece in pieces) == (text or "")
    return [piece.text for piece in pieces if piece.is_new], left


def test_the_newest_words_are_found_whatever_their_white_space():
    assert new("Begun.\nNow it\n  goes on.", "Now it goes on.") == (["Now it\n  goes on."], "")


def test_newest_words_in_several_places_are_each_marked():
    assert new("One two three. Old. Four five six.", "One two three. Four five six.") == (
        ["One two three.", "Four five six."],
        "",
    )


def test_newest_words_that_stand_in_another_column_are_given_back():
    assert new("All of it is old.", "Put back to green") == ([], "Put back to green")
    assert new("One two three. Old.", "One two three. Evidence wanted") == (["One two three."], "Evidence wanted")


def test_a_single_new_word_is_marked_where_it_is_all_there_is():
    assert new("Begun. Done.", "Done.") == (["Done."], "")


def test_nothing_new_and_nothing_said():
    assert new("All of it is old.", "") == ([], "")
    assert new(None, None) == ([], "")


def test_overlapping_finds_do_not_repeat_a_word():
    assert new("a b c d", "a b c b c d") == (["a b c", " d"], "")
    assert new("a b c d", "a b c d b c d") == (["a b c d"], "")
