"""What people keep in the browser meets the next workbook: recognised, never silently undone, asked about."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from accounts.services import command_line_user
from actions.models import Concern
from actions.services import (
    close_concern,
    judge_evidence,
    offer_evidence,
    raise_concern,
    record_remedy,
    reopen_concern,
    review_concern,
    tie_concern,
)
from tests.factories import member

from .test_concerns import APRIL, FIRST, TENTH, concern, sheets
from .workbooks import HEADER, KEY, row

MARCH, BETWEEN, MAY = date(2019, 3, 14), date(2019, 3, 25), date(2019, 5, 14)
CLOSED = "this concern was closed in the plan and the workbook does not know it; it was left closed"


@pytest.fixture
def keep(office):
    """keep(service, concern, …): what a person says in the browser between two workbooks."""

    def said(service, found, **told):
        if service is not review_concern:
            told["seen"] = found.statements.first().pk
        return service(concern=found, **told, on=BETWEEN, by=command_line_user())

    return said


def only(office, on=MAY):
    [figure] = office.figures(on).actions.concerns
    return figure


def raised(office, **told):
    told = {"why": "No plan", "required": "A plan.", "raised_on": BETWEEN} | told
    action = office.plan.actions.get(ref="1.10")
    return raise_concern(action=action, **told, on=BETWEEN, by=command_line_user())


def test_a_closed_concern_stays_closed_month_after_month_and_is_asked_about(office, keep):
    office.hand_in(sheets(concern()))
    keep(close_concern, office.plan.concerns.get(), reason="It is done.")
    for month in (APRIL, MAY):
        outcome = office.hand_in(sheets(concern()), on=month)
        assert outcome.said("Question", CLOSED)
        assert (only(office).open, only(office).closed_because) == (False, "It is done.")
    office.hand_in(sheets(concern(status="Closed")), on=date(2019, 6, 14))
    assert only(office, date(2019, 6, 14)).closed_because == "It is done."


def test_the_same_month_again_reopens_and_doubles_nothing(office, keep):
    office.hand_in(sheets(concern()))
    keep(close_concern, office.plan.concerns.get(), reason="It is done.")
    before = office.plan.concerns.get().statements.count()
    assert office.hand_in(sheets(concern())).changes("concern") == {"1.1": "unchanged"}
    assert office.plan.concerns.get().statements.count() == before
    assert not only(office).open


def test_a_reopened_concern_stays_open_and_is_asked_about(office, keep):
    office.hand_in(sheets(concern(status="Closed")))
    keep(reopen_concern, office.plan.concerns.get(), reason="It came back.")
    outcome = office.hand_in(sheets(concern(status="Closed")), on=APRIL)
    assert outcome.said("Question", "this concern was reopened in the plan and the workbook does not know it")
    assert only(office).open and only(office).comments == "Reopened: It came back."


def test_a_workbook_with_news_is_heard_and_the_rest_stays(office, keep):
    office.hand_in(sheets(concern(taken="Asked.")))
    keep(record_remedy, office.plan.concerns.get(), taken="Answered.")
    office.hand_in(sheets(concern(taken="Asked.", why="Very late")), on=APRIL)
    assert (only(office).concern, only(office).taken) == ("Very late", "Answered.\n\nAsked.")
    office.hand_in(sheets(concern(taken="Asked.", why="Very late")), on=MAY)
    assert (only(office).concern, only(office).taken) == ("Very late", "Answered.\n\nAsked.")
    office.hand_in(sheets(concern(taken="Asked twice.", why="Very late")), on=MAY)
    assert only(office).taken == "Asked twice."


def test_a_concern_raised_in_the_browser_is_recognised_when_the_workbook_lists_it(office):
    office.hand_in(sheets(concern()))
    found = raised(office)
    for month in (APRIL, MAY):
        listed = concern("1.10", TENTH, raised="25 March 2019", why="No plan", required="")
        outcome = office.hand_in(sheets(concern(), listed), on=month)
        assert outcome.changes("concern") == {"1.1": "unchanged", "1.10": "changed" if month == APRIL else "unchanged"}
    assert office.plan.concerns.count() == 2
    assert found.statements.first().required == "A plan."


def test_a_concern_of_another_day_or_a_second_one_is_new(office):
    office.hand_in(sheets(concern()))
    raised(office)
    listed = [concern("1.10", TENTH, raised=day) for day in ("25 March 2019", "", "1 April 2019")]
    office.hand_in(sheets(concern(), *listed), on=APRIL)
    assert office.plan.concerns.count() == 4


def test_a_concern_that_is_only_in_the_browser_is_said_to_be_missing(office):
    office.hand_in(sheets(concern()))
    raised(office)
    outcome = office.hand_in(sheets(concern()), on=APRIL)
    assert outcome.changes("concern") == {"1.1": "unchanged", "1.10": "missing"}


def test_a_review_kept_in_the_browser_is_not_taken_twice(office, keep):
    office.hand_in(sheets(concern(comments="seen - 01/10/18")))
    keep(review_concern, office.plan.concerns.get(), seen_on=date(2019, 3, 20))
    office.hand_in(sheets(concern(comments="seen - 01/10/18 seen - 20/03/19")), on=APRIL)
    assert only(office).reviews == ("seen - 01/10/18", "seen 20/03/2019")


def test_the_action_that_somebody_tied_a_concern_to_stays(office):
    office.hand_in(sheets(concern("9.9", "Something else entirely")))
    found = office.plan.concerns.get()
    tie_concern(concern=found, action=office.plan.actions.get(ref="2.1"), by=command_line_user())
    outcome = office.hand_in(sheets(concern("9.9", "Something else entirely")), on=APRIL)
    assert (only(office).matched_to, only(office).match) == ("2.1", Concern.Match.EXACT)
    assert not outcome.said("Question", "no action has this reference")


def test_a_workbook_does_not_take_back_what_was_offered_and_judged_here(office):
    head = [*HEADER, "Evidence"]
    plan = {"Key": KEY, "Plan": [head, [*row("1.1", FIRST), "Minutes"]]}
    office.hand_in(plan)
    action, by = office.plan.actions.get(), command_line_user()
    proof = ContentFile(b"Agreed.", name="m.txt")
    version = offer_evidence(action=action, title="Minutes", file=proof, on=BETWEEN, by=by)
    judge_evidence(version=version, outcome="accepted", on=BETWEEN, by=member(office.plan, "pmo", by=by))
    assert office.hand_in(plan, on=APRIL).changes("action") == {"1.1": "unchanged"}
    assert office.actions(APRIL)["1.1"].evidence_status == "accepted"
    assert office.hand_in(plan).changes("action") == {"1.1": "unchanged"}
    assert office.actions(MARCH)["1.1"].evidence_status == "required"
