"""The pages on which concerns are kept: what they say, what they refuse, what they show afterwards."""

import pytest
from django.utils import timezone

from actions.models import Concern
from tests.factories import make_plan, member
from tests.reports.reading import text_of

pytestmark = pytest.mark.django_db


def day(name, day="20", month="3", year="2019"):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.fixture
def pmo(client, plan, administrator):
    client.force_login(member(plan, "pmo", by=administrator))
    return client


@pytest.fixture
def concern(plan):
    return plan.concerns.get(match="likely")


def send(client, concern, what, **typed):
    typed = {"seen": concern.statements.first().pk} | typed
    return client.post(f"/plans/sample/concerns/{concern.pk}/{what}/", typed, follow=True)


def words(response):
    return text_of(response.content.decode())


def test_raising_a_concern_from_the_page_of_an_action(pmo, plan):
    assert "Raise a concern" in words(pmo.get("/plans/sample/actions/1.2/"))
    typed = {"why": "No plan", "required": "A plan.", "committee": "another", "another": "Finance Committee"}
    response = pmo.post("/plans/sample/actions/1.2/concern/", typed | day("raised_on"), follow=True)
    concern = Concern.objects.get(committee__name="Finance Committee")
    assert response.redirect_chain[-1][0] == f"/plans/sample/concerns/{concern.pk}/"
    shown = words(response)
    assert "The concern about 1.2 is raised" in shown
    assert "Raised 20 March 2019 To the Finance Committee" in shown
    assert "The first record of this concern" in shown


def test_what_was_recorded_last_is_of_a_person(pmo, concern):
    send(pmo, concern, "remedy", taken="The plan was written.")
    assert "As recorded by Somebody pmo on" in words(pmo.get(f"/plans/sample/concerns/{concern.pk}/review/"))


def test_a_form_of_raising_says_what_is_missing(pmo, plan):
    shown = words(pmo.post("/plans/sample/actions/1.2/concern/", {"committee": "another"}))
    for sentence in ("Enter why it is a concern", "Enter the day it was raised", "Enter the name of the committee"):
        assert sentence in shown
    known = plan.committees.create(name="Board")
    typed = {"why": "x", "required": "x", "committee": known.pk, "another": "Other"} | day("raised_on")
    assert "Choose “Another”, or empty the name below" in words(pmo.post("/plans/sample/actions/1.2/concern/", typed))
    typed |= {"another": ""} | day("raised_on", year="2999")
    assert "is still to come" in words(pmo.post("/plans/sample/actions/1.2/concern/", typed))


def test_a_concern_from_review_to_close(pmo, concern):
    shown = words(send(pmo, concern, "review", **day("seen_on"), said="Still no date."))
    assert "seen - 02/10 seen 20/03/2019" in shown and "20/03/2019 - Still no date." in shown
    assert "The remedial action is recorded" in words(send(pmo, concern, "remedy", taken="Answered."))
    moved = words(send(pmo, concern, "deadline", **day("deadline", month="4"), reason="The board meets then."))
    assert "20 April 2019" in moved and "Deadline moved: The board meets then." in moved
    assert ", added: Deadline moved: The board meets then." in moved
    closed = words(send(pmo, concern, "close", reason="It is done."))
    assert "Why it was closed It is done." in closed and "Reopen it" in closed and "Record a review" not in closed
    assert "The concern is open again" in words(send(pmo, concern, "reopen", reason="It came back."))


@pytest.mark.parametrize(
    ("what", "typed", "sentence"),
    [
        ("review", {}, "Choose the meeting or enter the day"),
        ("review", day("seen_on", year="2999"), "is still to come"),
        ("remedy", {}, "Enter which remedial action was taken"),
        ("deadline", day("deadline", day="31", month="2"), "Enter why the deadline moves"),
        ("close", {}, "Enter why it is no longer a concern"),
        ("reopen", {"reason": "x"}, "there is nothing to reopen"),
        ("action", {"action": "9.9"}, "No action of this plan is called “9.9”"),
        ("close", {"reason": "x", "seen": "y"}, "Somebody changed this concern meanwhile"),
    ],
)
def test_what_a_form_refuses(what, typed, sentence, pmo, concern):
    shown = words(send(pmo, concern, what, **typed))
    assert "There is a problem" in shown and sentence in shown


def test_what_the_first_wrote_is_shown_to_the_second_who_keeps_their_words(pmo, concern):
    seen = concern.statements.first().pk
    send(pmo, concern, "remedy", taken="Asked the lead.")
    response = send(pmo, concern, "remedy", taken="Rang the lead.", seen=seen)
    shown = response.content.decode()
    assert "Somebody changed this concern meanwhile" in shown
    assert "Asked the lead." in shown and "Rang the lead.</textarea>" in shown
    assert f'value="{concern.statements.first().pk}"' in shown


@pytest.mark.parametrize("typed", ["1.2", "key 2", "KEY 2"])
def test_tying_a_concern_to_an_action(typed, pmo, concern):
    assert "Say which action is meant" in words(pmo.get(f"/plans/sample/concerns/{concern.pk}/"))
    shown = words(send(pmo, concern, "action", action=typed))
    assert "Action 1.2" in shown and "Say which action is meant" not in shown


def test_whoever_reads_sees_no_buttons(client, plan, concern, administrator):
    client.force_login(member(plan, "reader", by=administrator))
    shown = words(client.get(f"/plans/sample/concerns/{concern.pk}/"))
    assert "Record a review" not in shown and "Why Overdue" in shown
    assert client.get(f"/plans/sample/concerns/{concern.pk}/?as_at=2018-01-01").status_code == 404
    assert client.get(f"/plans/sample/concerns/{concern.pk}/close/").status_code == 403
    assert "Raise a concern" not in words(client.get("/plans/sample/actions/1.2/"))


def test_a_concern_not_known_today_is_not_found(pmo, concern):
    statement = concern.statements.get()
    statement.effective_on = timezone.localdate().replace(year=2999)
    statement.save()
    assert pmo.get(f"/plans/sample/concerns/{concern.pk}/close/").status_code == 404


def test_queries_do_not_grow_with_what_was_recorded(pmo, concern, django_assert_max_num_queries):
    counts = []
    for _ in range(3):
        with django_assert_max_num_queries(60) as queries:
            pmo.get(f"/plans/sample/concerns/{concern.pk}/")
        counts.append(len(queries))
        for number in range(4):
            send(pmo, concern, "remedy", taken=f"Step {concern.statements.count()}.{number}")
            send(pmo, concern, "review", **day("seen_on", day=str(1 + len(counts) * 4 + number)))
    assert counts[0] == counts[1] == counts[2]
