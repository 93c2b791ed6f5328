from time import monotonic

import pytest

from reports.pack_words import Told, newest_first


@pytest.mark.parametrize(
    ("text", "newest", "told"),
    [
        ("It was begun. It is done now.", "It is done now.", Told("It is done now.", ("It was begun.",), "")),
        ("It is done now. It was begun.", "It is done now.", Told("It is done now.", ("It was begun.",), "")),
        ("Before. It is done now. After.", "It is done now.", Told("It is done now.", ("Before.", "After."), "")),
        ("All of it.", "All of it.", Told("All of it.", (), "")),
        ("It was begun.", None, Told("", ("It was begun.",), "")),
        (None, None, Told("", (), "")),
        ("", "New words here.", Told("", (), "New words here.")),
        # One word is enough when it is all there is; of several places the last is meant.
        ("Complete? Not yet. Complete", "Complete", Told("Complete", ("Complete? Not yet.",), "")),
        # In several places, and partly in another text.
        ("One two three. Old. Four five six.", "One two three. Four five six.", None),
        (
            "Old. One two three.",
            "It is elsewhere. One two three.",
            Told("One two three.", ("Old.",), "It is elsewhere."),
        ),
        # Two words that follow what was missed may stand here by chance.
        ("It is done.", "Not here is done.", Told("", ("It is done.",), "Not here is done.")),
        # A word is not part of another.
        ("It was reacted upon.", "acted upon", Told("", ("It was reacted upon.",), "acted upon")),
        # Words that repeat are each taken once.
        ("On it goes. On it goes.", "On it goes. On it goes.", Told("On it goes. On it goes.", (), "")),
    ],
)
def test_new_words_come_first_and_nothing_is_lost_or_twice(text, newest, told):
    found = newest_first(text, newest)
    assert told is None or found == told
    assert sorted(" ".join((found.new, *found.rest)).split()) == sorted((text or "").split())
    assert sorted(" ".join((found.new, found.elsewhere)).split()) == sorted((newest or "").split())


def test_in_several_places():
    told = newest_first("One two three. Old. Four five six.", "One two three. Four five six.")
    assert told == Told("One two three. Four five six.", ("Old.",), "")


def test_white_space_does_not_count_and_paragraphs_stay():
    told = newest_first("First.\n\nSecond\tpart. It is\n done now.", "It is  done now.")
    assert told == Told("It is done now.", ("First.\n\nSecond\tpart.",), "")


def test_a_text_of_tens_of_thousands_of_characters_takes_no_time():
    began = monotonic()
    newest_first("a b " * 10_000, "a c " * 10_000)
    newest_first("a b " * 10_000, "a b " * 10_000)
    assert monotonic() - began < 20
