"""The pages on which a later date is asked for, decided, set and listed."""

from datetime import date

import pytest

from actions.models import DateRequest
from actions.services import ask_later_date, decide_date
from plans.models import Decision, Role
from tests.factories import MARCH, make_plan, member
from tests.queries import queries_of
from tests.reports.reading import text_of

pytestmark = pytest.mark.django_db
PAGE = "/plans/sample/actions/2.1/"
DATES = "/plans/sample/dates/"
WHY = "The trust is slow."


def day(name, value):
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


NEW = date(2040, 6, 30)
ASKED = day("due_on", NEW) | {"reason": WHY}
SEEN = {"seen": "2019-01-02"}


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
def waiting(plan, lead):
    action = plan.actions.get(ref="2.1")
    return ask_later_date(action=action, due_on=NEW, reason=WHY, on=MARCH, by=lead)


def post(client, user, path, data):
    client.force_login(user)
    return client.post(path, data, follow=True)


def get(client, user, path):
    client.force_login(user)
    return text_of(client.get(path).content.decode())


def test_a_lead_asks_sees_that_it_waits_and_is_told_who_decides(client, plan, lead):
    answer = post(client, lead, PAGE + "later-date/", ASKED)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "You asked for 30 June 2040. The programme office will decide." in text_of(answer.content.decode())
    page = get(client, lead, PAGE + "later-date/")
    assert "A later date is already asked for." in page and WHY in page
    assert "Ask for this date" not in page


def test_what_is_wrong_with_a_request_is_said_and_what_was_typed_stays(client, plan, lead):
    answer = post(client, lead, PAGE + "later-date/", day("due_on", date(2018, 1, 1)) | {"reason": WHY})
    page = text_of(answer.content.decode())
    assert "Error: Ask for a later date" in page
    assert page.count("Ask for a date after 2 January 2019, which is the due date now.") == 2
    assert WHY in page
    empty = text_of(post(client, lead, PAGE + "later-date/", {}).content.decode())
    assert "Enter the date you ask for, such as 30 9 2026" in empty and "Enter why more time is needed" in empty


@pytest.mark.parametrize("tail", ["later-date/", "due-date/"])
def test_where_there_is_no_date_to_move_the_page_says_so(client, plan, administrator, tail):
    page = get(client, administrator, f"/plans/sample/actions/2.3/{tail}")
    assert "This action is complete, so it needs no later date." in page


def test_another_lead_and_a_reader_may_not_ask_and_no_lead_may_decide_or_set(
    client, plan, waiting, lead, administrator
):
    for role in (Role.RISK_OWNER, Role.READER):
        client.force_login(member(plan, role, by=administrator))
        assert client.get(PAGE + "later-date/").status_code == 403
    client.force_login(lead)
    for path in (f"{DATES}{waiting.pk}/", PAGE + "due-date/"):
        assert (client.get(path).status_code, client.post(path, ASKED).status_code) == (403, 403)


def test_the_programme_office_agrees_and_both_sides_see_it(client, plan, waiting, lead, pmo):
    page = get(client, pmo, f"{DATES}{waiting.pk}/")
    assert "Agree 30 June 2040" in page and WHY in page
    meeting = {"meeting": "another", "committee": "Finance Committee"} | day("held_on", MARCH)
    answer = post(client, pmo, f"{DATES}{waiting.pk}/", SEEN | {"outcome": "agree", "reason": "Yes."} | meeting)
    assert answer.redirect_chain == [(DATES, 302)]
    assert "30 June 2040 is agreed for 2.1." in text_of(answer.content.decode())
    plan.actions.get(ref="2.1", due_on=NEW)
    listed = get(client, lead, DATES)
    assert "Decided: 1" in listed
    assert "Agreed on 14 March 2019 at Finance Committee, recorded by Somebody pmo Yes." in listed
    assert "Agreed" in get(client, pmo, f"{DATES}{waiting.pk}/")


def test_another_date_is_agreed(client, plan, waiting, pmo):
    given = SEEN | {"outcome": "another", "reason": "Sooner."}
    page = text_of(post(client, pmo, f"{DATES}{waiting.pk}/", given).content.decode())
    assert "Enter the date you agree, such as 30 9 2026" in page
    other = day("due_on", date(2040, 5, 31))
    page = text_of(post(client, pmo, f"{DATES}{waiting.pk}/", given | {"outcome": "agree"} | other).content.decode())
    assert "Choose “Agree another date”, or empty this date" in page
    page = text_of(post(client, pmo, f"{DATES}{waiting.pk}/", given | other).content.decode())
    assert "31 May 2040 is agreed for 2.1." in page
    assert "Agreed: 31 May 2040" in get(client, pmo, DATES)


def test_a_refusal_says_why(client, waiting, lead, pmo):
    post(client, pmo, f"{DATES}{waiting.pk}/", {"outcome": "refuse", "reason": "It is needed by March."})
    page = get(client, lead, DATES)
    assert "Refused" in page and "It is needed by March." in page
    assert Decision.objects.get().kind == "date_refused"


def test_a_date_that_moved_meanwhile_is_shown_before_it_is_decided(client, waiting, pmo):
    agreed = {"outcome": "agree", "reason": "Yes."}
    answer = post(client, pmo, f"{DATES}{waiting.pk}/", agreed | {"seen": "2018-01-01"})
    page = answer.content.decode()
    assert "The due date is now 2 January 2019: it changed while you had this page open." in text_of(page)
    assert 'name="seen" value="2019-01-02"' in page
    assert DateRequest.objects.open().exists()


def test_ones_own_request_is_not_ones_own_to_decide(client, plan, pmo):
    own = ask_later_date(action=plan.actions.get(ref="2.1"), due_on=NEW, reason=WHY, on=MARCH, by=pmo)
    page = get(client, pmo, f"{DATES}{own.pk}/")
    assert "You asked for this date yourself" in page and "Save this decision" not in page
    assert client.post(f"{DATES}{own.pk}/", SEEN | {"outcome": "agree", "reason": "Yes."}).status_code == 403


def test_a_request_of_another_plan_is_not_there(client, administrator, waiting):
    make_plan(administrator, slug="other", actions=1)
    client.force_login(administrator)
    assert client.get(f"/plans/other/dates/{waiting.pk}/").status_code == 404


def test_the_programme_office_sets_a_date(client, plan, pmo):
    answer = post(client, pmo, PAGE + "due-date/", ASKED | SEEN)
    assert "The due date is 30 June 2040 now." in text_of(answer.content.decode())
    page = text_of(post(client, pmo, PAGE + "due-date/", ASKED | {"seen": "2040-06-30"}).content.decode())
    assert "30 June 2040 is the due date already." in page
    late = {"meeting": "another", "committee": "Board"} | day("held_on", date(2041, 1, 1))
    page = text_of(post(client, pmo, PAGE + "due-date/", ASKED | late).content.decode())
    assert "Enter a day that has come" in page


def test_a_date_cannot_be_set_past_a_request_that_waits(client, waiting, pmo):
    assert "A later date is asked for and waits: decide on that request" in get(client, pmo, PAGE + "due-date/")


def test_the_list_shows_what_waited_then_and_only_mine(client, waiting, lead, pmo):
    assert "Decide on 2.1" in get(client, pmo, DATES)
    assert "Decide on 2.1" not in get(client, lead, DATES)
    assert "No request waits." in get(client, pmo, DATES + "?as_at=2019-03-13")
    then = get(client, pmo, DATES + "?as_at=2019-03-14")
    assert WHY in then and "Decide on 2.1" not in then
    assert WHY in get(client, lead, DATES + "?whose=mine")
    assert WHY not in get(client, pmo, DATES + "?whose=mine")


def test_the_list_asks_as_often_for_many_requests_as_for_one(client, administrator):
    plan = make_plan(administrator, slug="many", actions=60, dates=(MARCH,))
    pmo = member(plan, Role.PMO, by=administrator)
    client.force_login(administrator)
    counts = []
    for number, action in enumerate(plan.actions.exclude(rating__code="B")):
        asked = {"action": action, "due_on": NEW, "reason": WHY, "on": MARCH, "by": administrator}
        decide_date(request=ask_later_date(**asked), agreed=False, reason="No.", seen=None, on=MARCH, by=pmo)
        ask_later_date(**asked)
        if number in (0, 11, 30):
            counts.append(queries_of(client, "/plans/many/dates/")[0])
    assert len(counts) == 3 and len(set(counts)) == 1
