from datetime import date
from types import SimpleNamespace

import pytest

from actions.updating import evidence_choices, missing, needs_a_reason, with_newest
from actions.words import new_words

TODAY, YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 21), date(2026, 11, 23)


def rating(stage, colour="", word="Amber"):
    return SimpleNamespace(stage=stage, colour=colour, word=word)


BLUE, GREEN, AMBER = rating("complete", word="Blue"), rating("in_place", word="Green"), rating("underway")


def facts(**values):
    usual = {"rating": GREEN, "rating_reason": "", "evidence_status": "required", "forecast_on": None}
    return SimpleNamespace(**usual | values)


def fall_short(before=None, after=None, words="It goes on.", complete_needs_evidence=False, may_waive=True):
    found = missing(
        words=words,
        before=before or facts(),
        after=after or facts(),
        complete_needs_evidence=complete_needs_evidence,
        may_waive=may_waive,
        on=TODAY,
    )
    return dict(found)


@pytest.mark.parametrize(
    ("given", "needed"),
    [
        (None, False),
        (rating("not_started", "FF0000"), True),
        (rating("not_started"), True),
        (rating("delayed", "00B050"), True),
        (rating("underway", "FFC000"), True),
        (rating("underway", "#FFC000"), True),
        (rating("underway", "#00B050"), False),
        (rating("underway", "00B050"), False),
        (rating("underway", None), True),
        (rating("underway", "green"), True),
        (rating("in_place", "00B050"), False),
        (rating("complete"), False),
        (rating("date_reset"), False),
    ],
)
def test_red_amber_and_delayed_are_explained_and_on_track_in_green_is_not(given, needed):
    assert needs_a_reason(given) is needed


@pytest.mark.parametrize("progress", ["", "Begun.", "Begun.\nGoes on.", "It goes on."])
def test_newest_words_stand_on_top_and_are_found_there_again(progress):
    whole = with_newest("It goes on.", progress)
    assert whole.startswith("It goes on.") and whole.endswith(progress)
    assert new_words(progress, whole) == ("It goes on." if progress else "", False)


@pytest.mark.parametrize(
    ("stands", "may_waive", "choices"),
    [
        ("not_stated", True, ("not_stated", "required", "not_required")),
        ("required", True, ("required", "not_required")),
        ("not_required", True, ("not_required", "required")),
        ("not_stated", False, ("not_stated", "required")),
        ("required", False, ("required",)),
        ("not_required", False, ("not_required", "required")),
        ("offered", True, ("offered",)),
        ("accepted", True, ("accepted",)),
        ("sent_back", True, ("sent_back",)),
    ],
)
def test_what_may_be_said_of_evidence(stands, may_waive, choices):
    assert evidence_choices(stands, may_waive) == choices


def test_an_update_that_says_what_happened_is_enough():
    assert fall_short() == {}
    assert fall_short(after=facts(rating=None)) == {}


def test_words_are_needed_and_a_reason_where_the_rating_asks_for_one():
    assert fall_short(words="") == {"words": "Say what happened. If nothing did, say that there is no change"}
    assert fall_short(after=facts(rating=AMBER)) == {"rating_reason": "Say why it is rated Amber"}
    assert fall_short(after=facts(rating=AMBER, rating_reason="Waiting.")) == {}


@pytest.mark.parametrize(
    ("before", "after", "strict", "refused"),
    [
        ("required", "required", True, True),
        ("offered", "offered", True, True),
        ("accepted", "accepted", True, False),
        ("not_required", "not_required", True, False),
        ("required", "required", False, False),
    ],
)
def test_complete_may_need_evidence(before, after, strict, refused):
    found = fall_short(
        facts(evidence_status=before), facts(rating=BLUE, evidence_status=after), complete_needs_evidence=strict
    )
    assert ("rating" in found) is refused


def test_what_was_complete_before_evidence_was_asked_for_can_still_be_told_of():
    assert fall_short(facts(rating=BLUE), facts(rating=BLUE), complete_needs_evidence=True) == {}


def test_evidence_that_was_offered_is_left_to_itself_and_none_required_to_the_office():
    offered = fall_short(facts(evidence_status="offered"), facts(evidence_status="not_required"))
    assert offered == {
        "evidence_status": "Evidence was offered already, so only the evidence itself changes how it stands. "
        "Leave it as it is"
    }
    waived = fall_short(facts(), facts(evidence_status="not_required"), may_waive=False)
    assert waived == {
        "evidence_status": "Say whether evidence is required. In this plan only the programme office says that none is"
    }
    assert fall_short(facts(), facts(evidence_status="accepted")).keys() == {"evidence_status"}


@pytest.mark.parametrize(
    ("before", "after", "given", "refused"),
    [
        (None, YESTERDAY, GREEN, True),
        (None, TODAY, GREEN, False),
        (None, TOMORROW, GREEN, False),
        (YESTERDAY, YESTERDAY, GREEN, False),
        (TOMORROW, None, GREEN, False),
        (None, YESTERDAY, BLUE, False),
    ],
)
def test_nobody_newly_expects_an_action_to_be_done_in_the_past(before, after, given, refused):
    found = fall_short(facts(forecast_on=before), facts(forecast_on=after, rating=given))
    assert ("forecast_on" in found) is refused
