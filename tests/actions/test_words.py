from time import monotonic

import pytest

from actions.words import (
    Told,
    changed_words,
    evidence_status,
    new_words,
    newest_first,
    puts_out_of_scope,
    same_words,
    source_of,
)


@pytest.mark.parametrize(
    ("before", "after", "added", "rewritten"),
    [
        ("Plan agreed.", "Plan agreed. Signed in May.", "Signed in May.", False),
        ("Plan agreed.", "May: signed. Plan agreed.", "May: signed.", False),
        ("Plan agreed.", "Plan agreed.", "", False),
        ("Plan  agreed.\n", "Plan agreed.", "", False),
        ("", "Plan agreed.", "", False),
        ("Plan agreed.", "Plan not agreed.", "", True),
        ("Plan agreed.", "", "", True),
    ],
)
def test_what_is_new_in_a_text(before, after, added, rewritten):
    assert new_words(before, after) == (added, rewritten)


def test_white_space_is_no_difference():
    assert same_words("a  b\nc", "a b c ")
    assert not same_words("a b", "a c")


@pytest.mark.parametrize(
    ("written", "to_complete", "status"),
    [
        ("No evidence required", "Evidence in folder", "not_required"),
        ("no further evidence needed", "", "not_required"),
        ("evidence in folder", "", "offered"),
        ("Evidence folder", "", "offered"),
        ("copy of the minutes", "Evidence in folder", "offered"),
        ("copy of the minutes", "None", "required"),
        ("awaiting evidence", "", "required"),
        ("", "", "not_stated"),
        ("", "Evidence required", "not_stated"),
    ],
)
def test_an_import_says_no_more_of_evidence_than_offered(written, to_complete, status):
    assert evidence_status(written, to_complete) == status


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("not part of IP", True),
        ("Outside scope of IP. Complete the works.", True),
        ("Out of scope", True),
        ("In scope", False),
        ("Part of the plan", False),
        ("", False),
    ],
)
def test_the_words_that_put_an_action_out_of_scope(text, out):
    assert puts_out_of_scope(text) is out


@pytest.mark.parametrize(
    ("recommendation", "source"),
    [
        ("Strengthen the board. (Review 1)", "Review 1"),
        ("Strengthen the board (Review 14 a).", "Review 14a"),
        ("Rate each scheme. Review 14b).", "Review 14b"),
        ("Deliver the standards (NHSE).", "NHSE"),
        ("Strengthen the board.", ""),
        ("Strengthen the board (as agreed by all of the members present).", ""),
        ("Strengthen the board (see below)", ""),
        ("4. Commissioning and Contracting", ""),
        ("", ""),
    ],
)
def test_the_source_stands_at_the_end_of_a_recommendation(recommendation, source):
    assert source_of(recommendation) == source


LONG = "one two three four five six seven eight nine ten"
CHANGED = [
    ("", "Begun.", [("new", "Begun.")]),
    ("Begun.", "", [("gone", "Begun.")]),
    ("Begun.", "Begun.\n ", [("same", "Begun.")]),
    (
        "It was begun here.",
        "It is begun there.",
        ["same It", "gone was", "new is", "same begun", "gone here.", "new there."],
    ),
    (
        f"{LONG} old {LONG}",
        f"{LONG} new {LONG}",
        ["same … " + LONG[8:], "gone old", "new new", "same " + LONG[:-9] + " …"],
    ),
    (
        f"a {LONG} {LONG} b",
        f"c {LONG} {LONG} d",
        ["gone a", "new c", f"same {LONG[:-9]} … {LONG[8:]}", "gone b", "new d"],
    ),
]


@pytest.mark.parametrize(("before", "after", "steps"), CHANGED)
def test_the_words_that_changed(before, after, steps):
    steps = [tuple(step.split(" ", 1)) if isinstance(step, str) else step for step in steps]
    assert changed_words(before, after) == steps


def test_two_long_texts_that_have_nothing_in_common_are_told_whole():
    before, after = " ".join(["old"] * 1000), " ".join(["new"] * 1000)
    assert changed_words(before, after) == [("gone", before), ("new", after)]


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
