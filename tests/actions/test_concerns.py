"""Concerns kept by people: raised, seen, answered, moved, closed, opened again, tied; by whom, and two at once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from actions.models import ConcernStatement, Origin
from actions.services import (
    ConcernChanged,
    ConcernRefused,
    change_deadline,
    close_concern,
    raise_concern,
    record_remedy,
    reopen_concern,
    review_concern,
    tie_concern,
    withdraw_action,
)
from actions.words import beyond_reviews
from plans.models import Committee
from plans.services import NamedMeeting, keep_meeting
from tests.factories import make_plan, member

pytestmark = pytest.mark.django_db
ON, LATER = date(2019, 3, 20), date(2019, 4, 2)


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, "pmo", by=administrator)


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="1.2")


def raised(action, by, **told):
    told = {"why": "Overdue", "required": "Say when.", "raised_on": ON, "committee": "Finance Committee"} | told
    return raise_concern(action=action, **told, on=ON, by=by)


def latest(concern):
    return concern.statements.first()


def say(service, concern, by, **told):
    on = told.pop("on", LATER)
    return service(concern=concern, **({"seen": latest(concern).pk} | told), on=on, by=by)


def test_raising_a_concern(plan, action, pmo):
    concern = raised(action, pmo, deadline=LATER)
    assert (concern.action, concern.match, concern.ref_as_written, concern.title_as_written) == (
        action,
        "exact",
        "1.2",
        action.title,
    )
    assert (concern.committee.name, concern.raised_on, concern.position) == ("Finance Committee", ON, 4)
    told = latest(concern)
    assert (told.why, told.required, told.deadline, told.is_open) == ("Overdue", "Say when.", LATER, True)
    assert (told.origin, told.effective_on, told.recorded_by) == (Origin.FORM, ON, pmo)
    for record in (concern, told, concern.committee):
        assert record.history.get().history_user == pmo


def test_a_committee_is_known_again_by_its_name(plan, action, pmo):
    first = raised(action, pmo).committee
    assert raised(action, pmo, why="Late", committee=" finance  committee ").committee == first
    assert raised(action, pmo, why="Later", committee=first).committee == first
    assert raised(action, pmo, why="Latest", committee="").committee is None
    assert Committee.objects.count() == 1


def test_a_form_sent_twice_raises_once_and_two_concerns_are_told_apart(plan, action, pmo, administrator):
    first = raised(action, pmo)
    assert raised(action, pmo) == first
    assert raised(action, administrator) != first
    second = raised(action, pmo, why="No plan")
    assert (second.repeat, plan.concerns.filter(action=action).count()) == (2, 3)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"why": " "}, "Say why"),
        ({"raised_on": LATER}, "2 April 2019 is still to come"),
        ({"deadline": date(2019, 3, 19)}, "The deadline is before 20 March 2019"),
    ],
)
def test_what_cannot_be_raised(told, words, action, pmo):
    with pytest.raises(ConcernRefused, match=words):
        raised(action, pmo, **told)


def test_a_review_on_a_day_and_at_a_meeting(plan, action, pmo):
    concern = raised(action, pmo)
    review = review_concern(concern=concern, seen_on=ON, on=LATER, by=pmo)
    assert (review.as_written, review.seen_on, review.effective_on, review.meeting) == (
        "seen 20/03/2019",
        ON,
        LATER,
        None,
    )
    assert review_concern(concern=concern, seen_on=ON, on=LATER, by=pmo) == review
    assert concern.statements.count() == 1
    named = NamedMeeting("Finance Committee", LATER)
    for _ in range(2):
        at_a_meeting = review_concern(concern=concern, meeting=named, said="Still no date.", on=LATER, by=pmo)
    assert (str(at_a_meeting.meeting), at_a_meeting.position) == ("Finance Committee, 02/04/2019", 2)
    assert latest(concern).comments == "02/04/2019 - Still no date."
    assert concern.reviews.count() == 2 and concern.statements.count() == 2
    known = keep_meeting(plan=plan, committee="Finance Committee", held_on=LATER, by=pmo)
    review_concern(concern=concern, meeting=known, said="Come back in May.", on=LATER, by=pmo)
    assert latest(concern).comments == "02/04/2019 - Come back in May.\n\n02/04/2019 - Still no date."
    assert concern.reviews.count() == 2


def test_words_that_begin_as_earlier_ones_are_kept_too(action, pmo):
    concern = raised(action, pmo)
    for said in ("Agreed to extend the deadline.\n\nIt is the last time.", "Agreed", "Agreed"):
        review_concern(concern=concern, seen_on=ON, said=said, on=LATER, by=pmo)
    assert latest(concern).comments == (
        "20/03/2019 - Agreed\n\n20/03/2019 - Agreed to extend the deadline.\n\nIt is the last time."
    )


@pytest.mark.parametrize(
    ("service", "told", "sentence"),
    [
        (record_remedy, {"taken": " "}, "Say which remedial action was taken."),
        (change_deadline, {"deadline": LATER, "reason": " "}, "Say why the deadline moves."),
        (close_concern, {"reason": " "}, "Say why it is no longer a concern."),
        (reopen_concern, {"reason": " "}, "Say why it is a concern again."),
    ],
)
def test_nothing_is_said_without_words(service, told, sentence, action, pmo):
    concern = raised(action, pmo)
    if service is reopen_concern:
        say(close_concern, concern, pmo, reason="It is done.")
    before = latest(concern)
    with pytest.raises(ConcernRefused, match=sentence):
        say(service, concern, pmo, **told)
    assert latest(concern) == before


def test_what_has_ended_is_no_concern(action, pmo):
    withdraw_action(action=action, reason="Not needed.", on=ON, by=pmo)
    action.refresh_from_db()
    with pytest.raises(ConcernRefused, match="was withdrawn: raise the concern with one that goes on"):
        raised(action, pmo)


def test_reviews_that_cannot_be(action, pmo):
    concern = raised(action, pmo)
    with pytest.raises(ConcernRefused, match="Choose the meeting"):
        review_concern(concern=concern, on=LATER, by=pmo)
    with pytest.raises(ConcernRefused, match="still to come"):
        review_concern(concern=concern, seen_on=date(2019, 4, 3), on=LATER, by=pmo)
    say(close_concern, concern, pmo, reason="Done.")
    with pytest.raises(ConcernRefused, match="Reopen it first"):
        review_concern(concern=concern, seen_on=ON, on=LATER, by=pmo)


def test_remedial_action_stands_above_what_was_said_before(action, pmo):
    concern = raised(action, pmo)
    say(record_remedy, concern, pmo, taken="Asked. ")
    say(record_remedy, concern, pmo, taken="Answered.")
    assert latest(concern).taken == "Answered.\n\nAsked."
    assert latest(concern).why == "Overdue"


def test_a_deadline_moves_and_the_first_one_is_kept(action, pmo):
    concern = raised(action, pmo)
    say(change_deadline, concern, pmo, deadline=date(2019, 4, 30), reason="The board meets then.")
    told = latest(concern)
    assert (told.deadline, told.original_deadline, told.deadline_as_written) == (date(2019, 4, 30), None, "30/04/2019")
    say(change_deadline, concern, pmo, deadline=date(2019, 5, 31), reason="Again.")
    say(change_deadline, concern, pmo, deadline=date(2019, 6, 30), reason="And again.")
    told = latest(concern)
    assert (told.deadline, told.original_deadline) == (date(2019, 6, 30), date(2019, 4, 30))
    assert told.deadline_as_written == "30/06/2019 (30/04/2019)"
    assert told.comments.startswith("Deadline moved: And again.\n\nDeadline moved: Again.")
    with pytest.raises(ConcernRefused, match="is 30 June 2019 already"):
        say(change_deadline, concern, pmo, deadline=date(2019, 6, 30), reason="Why not.")


def test_closing_and_opening_again(plan, action, pmo):
    concern = raised(action, pmo)
    say(close_concern, concern, pmo, reason=" It is done. ")
    assert (latest(concern).is_open, latest(concern).closed_because) == (False, "It is done.")
    for service, told in [
        (close_concern, {"reason": "x"}),
        (record_remedy, {"taken": "x"}),
        (change_deadline, {"deadline": LATER, "reason": "x"}),
    ]:
        with pytest.raises(ConcernRefused, match="is closed"):
            say(service, concern, pmo, **told)
    say(reopen_concern, concern, pmo, reason="It came back.")
    told = latest(concern)
    assert (told.is_open, told.closed_because, told.comments) == (True, "", "Reopened: It came back.")
    with pytest.raises(ConcernRefused, match="nothing to reopen"):
        say(reopen_concern, concern, pmo, reason="x")
    as_at = ConcernStatement.objects.as_at(plan, ON).get(concern=concern)
    assert as_at.is_open and as_at.comments == ""


def test_the_second_of_two_is_told_and_a_form_sent_twice_counts_once(action, pmo, administrator):
    concern = raised(action, pmo)
    seen = latest(concern).pk
    first = say(record_remedy, concern, pmo, taken="Asked.", seen=seen)
    assert say(record_remedy, concern, pmo, taken="Asked.", seen=seen) == first
    for by, taken in ((administrator, "Asked."), (pmo, "Something else.")):
        with pytest.raises(ConcernChanged) as changed:
            say(record_remedy, concern, by, taken=taken, seen=seen)
        assert changed.value.statement == first
    with pytest.raises(ConcernChanged):
        say(record_remedy, concern, pmo, taken="Asked.", seen=None)
    assert concern.statements.count() == 2


def test_a_concern_not_yet_known_is_not_changed(action, pmo):
    concern = raised(action, pmo)
    with pytest.raises(ConcernRefused, match="Nothing is known"):
        say(close_concern, concern, pmo, reason="x", on=date(2019, 3, 1))


def test_a_concern_is_tied_to_the_action_meant(plan, action, pmo, administrator):
    concern = plan.concerns.get(match="likely")
    tie_concern(concern=concern, action=action, by=pmo)
    concern.refresh_from_db()
    assert (concern.action, concern.match, concern.history.first().history_user) == (action, "exact", pmo)
    other = make_plan(administrator, slug="other", actions=1)
    with pytest.raises(ConcernRefused, match="another plan"):
        tie_concern(concern=concern, action=other.actions.get(), by=pmo)


def test_who_may_keep_concerns(plan, action, outsider, administrator):
    concern = plan.concerns.first()
    lead = member(plan, "lead", by=administrator, posts=["AO"])
    for somebody in (outsider, lead, member(plan, "reader", by=administrator)):
        for call in [
            lambda by: raised(action, by),
            lambda by: review_concern(concern=concern, seen_on=ON, on=LATER, by=by),
            lambda by: say(record_remedy, concern, by, taken="x"),
            lambda by: say(change_deadline, concern, by, deadline=LATER, reason="x"),
            lambda by: say(close_concern, concern, by, reason="x"),
            lambda by: say(reopen_concern, concern, by, reason="x"),
            lambda by: tie_concern(concern=concern, action=action, by=by),
        ]:
            with pytest.raises(PermissionDenied):
                call(somebody)


@pytest.mark.parametrize(
    ("text", "reviews", "rest"),
    [
        ("seen - 03/09 seen - 02/10", ("seen - 03/09", "seen - 02/10"), ""),
        ("seen - 03/09, seen - 02/10.", ("seen - 02/10", "seen - 03/09"), ""),
        ("seen - 03/09 Ask again.", ("seen - 03/09",), "seen - 03/09 Ask again."),
        ("seen 1/1 seen 1/11", ("seen 1/1", "seen 1/11"), ""),
        ("", (), ""),
        ("Ask again.", (), "Ask again."),
    ],
)
def test_words_that_are_only_reviews_are_not_said_again(text, reviews, rest):
    assert beyond_reviews(text, reviews) == rest
