import pytest

from actions.words import evidence_status, new_words, puts_out_of_scope, same_words, source_of


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
