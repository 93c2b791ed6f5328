import re

import pytest

from actions.services import ConcernEntry, record_concerns
from plans.models import Plan
from plans.services import create_plan
from reports.presenters.concerns import recorded
from tests.factories import FEBRUARY, JANUARY, make_plan

from .reading import text_of


@pytest.fixture
def plan(administrator):
    return make_plan(administrator)


def concerns(page):
    return [text_of(one) for one in re.findall(r'<article class="app-concern">(.*?)</article>', page, re.DOTALL)]


def test_open_concerns_stand_first_and_say_what_was_written(reader, plan):
    first, second = concerns(reader.get("/plans/sample/concerns/").content.decode())
    assert first == (
        "Open 2.1 Do thing 1 Action 2.1 Underway Likely: confirm Why Overdue Raised, as written Not said "
        "Deadline “30/11/18”, no date Remedy required Say when. Remedy taken Asked. Comments None 1 review seen - 02/10"
    )
    assert second.startswith("Closed 2.1 Do thing 1 Action 2.1 Underway Why")


@pytest.mark.parametrize(("state", "word"), [("open", "Open"), ("closed", "Closed")])
def test_one_state_alone(reader, plan, state, word):
    page = reader.get(f"/plans/sample/concerns/?state={state}").content.decode()
    (only,) = concerns(page)
    assert only.startswith(word)
    assert "1 concern of 2" in text_of(page)


def test_a_state_that_there_is_not(reader, plan):
    response = reader.get("/plans/sample/concerns/?state=lost")
    assert response.status_code == 404
    assert "“lost” is not a state of a concern" in response.content.decode()


def test_the_original_deadline_and_every_review_of_the_real_log_are_shown(reader, demonstration):
    found = concerns(reader.get("/plans/demo/concerns/?as_at=2019-03-14").content.decode())
    assert len(found) == 20
    assert "Deadline 30 November 2018 Originally 1 September 2018" in found[0]
    assert found[0].endswith("5 reviews seen - 03/09 seen - 02/10 seen - 15/11 seen - 12/02 seen - 14/03")


def test_an_action_not_yet_known_is_named_without_a_link(reader, plan, administrator):
    concern = plan.concerns.first()
    concern.action.statements.all().delete()
    page = reader.get("/plans/sample/concerns/").content.decode()
    assert "Action 2.1, not known at this date" in concerns(page)[0]
    concern.action = None
    concern.match = "none"
    concern.save()
    assert (
        "No action of the plan was found for it" in concerns(reader.get("/plans/sample/concerns/").content.decode())[1]
    )


def test_empty_states_say_what_to_do(reader, plan, administrator):
    before = reader.get("/plans/sample/concerns/?as_at=2018-01-01").content.decode()
    assert "No concern is known as at 1 January 2018" in before
    create_plan(plan=Plan(slug="bare", name="Bare"), by=administrator)
    assert "Concerns come in with the workbook" in reader.get("/plans/bare/concerns/").content.decode()
    for statement in plan.concerns.last().statements.all():
        statement.is_open = False
        statement.save()
    page = text_of(reader.get("/plans/sample/concerns/?state=open").content.decode())
    assert "No concern is open. See all 2 concerns" in page
    dashboard = text_of(reader.get(f"/plans/sample/?as_at={JANUARY}").content.decode())
    assert "No concern is open. 2 closed" in dashboard


def test_what_was_recorded_again_without_a_change_is_left_out(plan, administrator):
    concern = plan.concerns.filter(statements__is_open=True).first()
    first = concern.statements.get()
    told = {"why": first.why, "taken": first.taken, "required": first.required, "is_open": True}
    told |= {"deadline_as_written": first.deadline_as_written}
    for facts in (told, told | {"taken": "Written to the trust."}):
        record_concerns(plan=plan, entries=[ConcernEntry(concern, facts)], effective_on=FEBRUARY, by=administrator)
    said = list(recorded(list(concern.statements.select_related("recorded_by__person"))))
    assert [each.changes and [name for name, *_ in each.changes] for each in said] == [["Remedy taken"], None]
