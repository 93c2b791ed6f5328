"""Later dates asked for, agreed, refused and set, and what keeps two people from deciding past each other."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from actions.duedates import no_date_to_move
from actions.models import Action, DateRequest, DueDateChange, Origin, Standing, Statement
from actions.services import DateImpossible, Entry, ask_later_date, decide_date, record_statements, set_due_date
from plans.models import Decision, Role
from plans.services import MeetingRefused, NamedMeeting
from reports.figures import figures_of
from tests.factories import MARCH, make_plan, member

pytestmark = pytest.mark.django_db
DUE, JUNE, JULY = date(2019, 1, 2), date(2019, 6, 30), date(2019, 7, 31)


@pytest.fixture
def plan(administrator):
    return make_plan(administrator)


@pytest.fixture
def lead(plan, administrator):
    return member(plan, Role.LEAD, by=administrator, posts=["AO"])


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="2.1")


def ask(action, by, due_on=JUNE, reason="The trust is slow.", on=MARCH):
    return ask_later_date(action=action, due_on=due_on, reason=reason, on=on, by=by)


def decide(request, by, agreed=True, reason="Agreed as asked.", seen=DUE, on=MARCH, **more):
    return decide_date(request=request, agreed=agreed, reason=reason, seen=seen, on=on, by=by, **more)


def put(action, by, due_on=JUNE, reason="The board asked.", seen=DUE, on=MARCH, **more):
    return set_due_date(action=action, due_on=due_on, reason=reason, seen=seen, on=on, by=by, **more)


def say(action, by, on=MARCH, **facts):
    entry = Entry(action, facts, origin=Origin.FORM, before=action.statements.first())
    return record_statements(plan=action.plan, entries=[entry], effective_on=on, by=by)[0]


def test_a_lead_asks_and_the_date_stays_until_it_is_decided(action, lead):
    request = ask(action, lead)
    assert list(DateRequest.objects.open()) == [request]
    assert (request.requested_on, request.requested_by, request.history.get().history_user) == (MARCH, lead, lead)
    action.refresh_from_db()
    assert action.due_on == DUE


def test_who_may_not_update_may_not_ask(plan, action, administrator, outsider):
    other = member(plan, Role.LEAD, by=administrator)
    for user in (other, outsider):
        with pytest.raises(PermissionDenied):
            ask(action, user)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"due_on": DUE}, "Ask for a date after 2 January 2019"),
        ({"due_on": date(2019, 3, 13)}, "13 March 2019 has passed"),
        ({"reason": " \n"}, "Say why"),
    ],
)
def test_what_cannot_be_asked(action, lead, asked, sentence):
    with pytest.raises(DateImpossible, match=sentence):
        ask(action, lead, **asked)
    assert not DateRequest.objects.exists()


def test_one_request_waits_at_a_time(action, lead, pmo):
    ask(action, lead)
    with pytest.raises(DateImpossible, match="30 June 2019 is already asked for"):
        ask(action, lead, due_on=JULY)
    with pytest.raises(DateImpossible, match="decide on that request"):
        put(action, pmo)
    decide(DateRequest.objects.get(), pmo, agreed=False, reason="Too late.")
    assert ask(action, lead, due_on=JULY).decision is None


def test_an_action_without_a_date_may_ask_for_its_first_one(action, lead, pmo):
    say(action, lead, due_on=None)
    decide(ask(action, lead), pmo, seen=None)
    action.refresh_from_db()
    assert action.due_on == JUNE
    assert DueDateChange.objects.latest("pk").decision.kind == Decision.Kind.DATE_AGREED


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"is_heading": True}, "heading"),
        ({"standing": Standing.WITHDRAWN}, "no longer to be done"),
        ({"standing": Standing.MERGED}, "no longer to be done"),
        ({"standing": Standing.REPLACED}, "no longer to be done"),
        ({"stage": "complete"}, "is complete"),
        ({"standing": Standing.PAUSED}, ""),
        ({}, ""),
    ],
)
def test_which_actions_have_a_date_to_move(state, sentence):
    why_not = no_date_to_move(**{"is_heading": False, "stage": "underway", "standing": Standing.LIVE} | state)
    assert sentence in why_not and bool(sentence) == bool(why_not)


def test_a_complete_action_needs_no_later_date(plan, lead, pmo):
    action = plan.actions.get(rating__code="B", ref="2.3")
    with pytest.raises(DateImpossible, match="is complete"):
        ask(action, lead)
    with pytest.raises(DateImpossible, match="is complete"):
        put(action, pmo, seen=action.due_on)


def test_agreed_the_date_moves_with_a_statement_its_reason_and_the_decision(plan, action, lead, pmo):
    decision = decide(ask(action, lead), pmo, meeting=NamedMeeting("Finance Committee", MARCH))
    action.refresh_from_db()
    said = action.statements.first()
    assert (action.due_on, action.due_as_written, said.due_on) == (JUNE, "30 June 2019", JUNE)
    assert (said.origin, said.effective_on, said.recorded_by, said.progress) == (
        Origin.DECISION,
        MARCH,
        pmo,
        said.get_previous_by_recorded_at().progress,
    )
    change = said.due_date_change
    assert (change.reason, change.requested_by, change.decision) == ("The trust is slow.", lead.person, decision)
    assert (decision.kind, decision.text, decision.decided_on) == ("date_agreed", "Agreed as asked.", MARCH)
    assert str(decision.meeting) == "Finance Committee, 14/03/2019"
    request = DateRequest.objects.get()
    assert (request.decision, request.history.first().history_user) == (decision, pmo)


def test_another_date_may_be_agreed_but_only_a_later_one(action, lead, pmo):
    request = ask(action, lead)
    with pytest.raises(DateImpossible, match="after 2 January 2019"):
        decide(request, pmo, due_on=DUE)
    decide(request, pmo, due_on=date(2019, 5, 31))
    shown = DateRequest.objects.as_shown().get()
    assert (shown.due_then, shown.due_on, shown.agreed_on) == (DUE, JUNE, date(2019, 5, 31))


def test_refused_the_date_stays_and_both_can_read_why(action, lead, pmo):
    decision = decide(ask(action, lead), pmo, agreed=False, reason="It is needed by March.")
    action.refresh_from_db()
    assert (action.due_on, decision.kind, decision.text) == (DUE, "date_refused", "It is needed by March.")
    assert Statement.objects.filter(origin=Origin.DECISION).count() == 0


def test_nobody_decides_their_own_request_and_no_lead_decides_any(action, lead, pmo):
    request = ask(action, pmo)
    for user, words in ((pmo, "asked for this date yourself"), (lead, "Agree a later date")):
        with pytest.raises(PermissionDenied, match=words):
            decide(request, user)
    assert not Decision.objects.exists()


def test_a_decision_is_the_last_word_and_has_a_reason(action, lead, pmo, administrator):
    request = ask(action, lead)
    with pytest.raises(DateImpossible, match="Say why"):
        decide(request, pmo, reason=" ")
    decide(request, pmo, agreed=False)
    with pytest.raises(DateImpossible, match="decided already, on 14 March 2019"):
        decide(request, administrator)
    assert Decision.objects.count() == 1


def test_what_was_seen_must_still_hold(action, lead, pmo):
    request = ask(action, lead)
    say(action, lead, due_on=date(2019, 5, 31))
    with pytest.raises(DateImpossible, match="is now 31 May 2019: it changed while"):
        decide(request, pmo)
    decide(request, pmo, seen=date(2019, 5, 31))
    say(action, lead, due_on=None)
    with pytest.raises(DateImpossible, match="was taken away"):
        put(action, pmo, seen=JUNE)


def test_a_meeting_still_to_come_decides_nothing(action, lead, pmo):
    request = ask(action, lead)
    with pytest.raises(MeetingRefused):
        decide(request, pmo, meeting=NamedMeeting("Finance Committee", JUNE))
    assert not Decision.objects.exists()
    assert DateRequest.objects.open().count() == 1


def test_the_programme_office_sets_a_date_earlier_ones_too(action, lead, pmo):
    decision = put(action, pmo, due_on=date(2018, 12, 24))
    action.refresh_from_db()
    change = action.statements.first().due_date_change
    assert (action.due_on, change.decision, change.requested_by, change.reason) == (
        date(2018, 12, 24),
        decision,
        None,
        "The board asked.",
    )
    with pytest.raises(DateImpossible, match="is the due date already"):
        put(action, pmo, due_on=date(2018, 12, 24), seen=date(2018, 12, 24))
    with pytest.raises(DateImpossible, match="Say why"):
        put(action, pmo, reason="", seen=date(2018, 12, 24))
    with pytest.raises(PermissionDenied):
        put(action, lead)


def test_a_form_sent_twice_asks_and_decides_once(action, lead, pmo, administrator):
    request = ask(action, lead)
    assert ask(action, lead) == request
    decision = decide(request, pmo)
    assert decide(request, pmo) == decision
    others = [{"reason": "Another reason."}, {"agreed": False}, {"due_on": JULY}]
    for by, more in ((administrator, {}), *((pmo, other) for other in others)):
        with pytest.raises(DateImpossible, match="decided already"):
            decide(request, by, **more)

    moved = put(action, pmo, due_on=JULY, seen=JUNE)
    assert put(action, pmo, due_on=JULY, seen=JUNE) == moved
    for by, more in ((administrator, {}), (pmo, {"reason": "Another reason."}), (pmo, {"due_on": DUE})):
        with pytest.raises(DateImpossible, match="changed while you had this page open"):
            put(action, by, **{"due_on": JULY, "seen": JUNE} | more)
    say(action, lead, progress="It was begun.")
    with pytest.raises(DateImpossible, match="changed while you had this page open"):
        put(action, pmo, due_on=JULY, seen=JUNE)


def test_a_decision_holds_although_a_statement_is_dated_ahead(action, lead, pmo):
    say(action, lead, on=JUNE, progress="As at the end of June.")
    put(action, pmo, due_on=JULY)
    action.refresh_from_db()
    newest = action.statements.first()
    assert (action.due_on, newest.effective_on, newest.progress) == (JULY, JUNE, "As at the end of June.")


def test_figures_of_an_earlier_date_do_not_move(plan, action, pmo):
    before = figures_of(plan, date(2019, 3, 13)).as_json()
    put(action, pmo)
    assert figures_of(plan, date(2019, 3, 13)).as_json() == before
    assert figures_of(plan, MARCH).actions.total.late == figures_of(plan, date(2019, 3, 13)).actions.total.late - 1


def test_requests_as_at_a_date(plan, action, lead, pmo):
    request = ask(action, lead, on=date(2019, 3, 1))
    decide(request, pmo, agreed=False, on=MARCH)
    asked = DateRequest.objects.of_plan(plan)
    found = [
        (asked.open_at(day).count(), asked.decided_by(day).count())
        for day in (date(2019, 2, 28), date(2019, 3, 13), MARCH)
    ]
    assert found == [(0, 0), (1, 0), (0, 1)]
    assert asked.asked_by(lead).count() == 1 and not asked.asked_by(pmo).exists()
    assert Action.objects.get(pk=action.pk).due_on == DUE
