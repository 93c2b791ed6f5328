import pytest

from actions.judging import WAITING, evidence_status


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ([], None),
        ([WAITING], "offered"),
        (["accepted"], "accepted"),
        (["sent_back"], "sent_back"),
        (["accepted", "accepted"], "accepted"),
        (["accepted", WAITING], "offered"),
        (["accepted", "sent_back"], "sent_back"),
        ([WAITING, "sent_back", "accepted"], "sent_back"),
    ],
)
def test_pieces_amount_to_a_status(outcomes, status):
    assert evidence_status(outcomes) == status
