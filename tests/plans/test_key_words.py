from types import SimpleNamespace

from plans.presenters.key import NO_RATING, Key


def key_of(*rows):
    return Key([SimpleNamespace(code=c, word=w, meaning="", stage=s) for c, w, s in rows])


def test_a_rating_called_only_by_its_colour_shows_as_what_it_stands_for():
    key = key_of(("R", "Red", "not_started"), ("B", "Blue", "complete"))
    assert [(e.label, e.phrase, e.word) for e in key.entries] == [
        ("Complete", "complete", "Blue"),
        ("No progress", "with no progress", "Red"),
        ("Unrated", "unrated", ""),
    ]


def test_a_rating_with_words_of_its_own_keeps_them():
    key = key_of(("1", "Complete", "complete"), ("2", "On-Track", "underway"), ("3", "Reset Date", "date_reset"))
    assert [(e.label, e.phrase, e.word) for e in key.rated] == [
        ("Complete", "complete", ""),
        ("On-Track", "on-track", ""),
        ("Reset Date", "reset date", ""),
    ]


def test_two_ratings_that_stand_for_the_same_are_told_apart():
    key = key_of(("B", "Blue", "complete"), ("P", "Purple", "complete"))
    assert [entry.label for entry in key.rated] == ["Complete (Blue)", "Complete (Purple)"]
    assert [entry.phrase for entry in key.rated] == ["complete (Blue)", "complete (Purple)"]


def test_what_is_not_in_the_key_is_unrated():
    key = key_of(("B", "Blue", "complete"))
    assert key.entry("B").stage == "complete"
    assert key.entry(None) is key.entry("X") is NO_RATING
