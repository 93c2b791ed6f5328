"""How far a milestone has come, as offices write it."""

import pytest

from milestones.statuses import read_status


@pytest.mark.parametrize(
    ("written", "status", "note"),
    [
        ("Complete", "complete", ""),
        ("Complete (See note in the report)", "complete", "See note in the report"),
        ("Completed - another follows", "complete", "another follows"),
        ("Complete (a) and (b)", "complete", "(a) and (b)"),
        ("On -Track", "on_track", ""),
        ("On Track for the agreed date", "on_track", "for the agreed date"),
        ("Not yet started", "not_started", ""),
        ("Ongoing: a gap is left", "ongoing", "a gap is left"),
        ("In progress", "ongoing", ""),
        ("DELAYED\n- a supplier left.", "delayed", "a supplier left."),
        ("", "", ""),
        ("Not complete", "", ""),
        ("Nearly complete", "", ""),
        ("Complete by March", "", ""),
        ("Latest news", "", ""),
    ],
)
def test_a_status_stands_at_the_beginning_and_a_note_beside_it(written, status, note):
    assert read_status(written) == (status, note, False)


@pytest.mark.parametrize("written", ["Revised date asked for", "Further revised date - see the report"])
def test_words_for_a_later_date_mean_delayed_and_are_the_note(written):
    assert read_status(written) == ("delayed", written, True)


@pytest.mark.parametrize(
    "text",
    ["Complete 50%", "Completed? No", "Achieved 60% of target", "Complete once GB signs", "Done?", "Done, but late"],
)
def test_what_takes_half_of_it_back_is_left_to_a_person(text):
    assert read_status(text) == ("", "", False)
