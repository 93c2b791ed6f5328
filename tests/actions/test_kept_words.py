"""What somebody wrote when their log-in ended is in the form again, on every form of a plan; nothing was recorded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.kept_words import IS_BACK, NO_FILES
from actions.models import Concern, DateRequest, EvidenceVersion, Statement
from actions.services import ask_later_date, decide_date, judge_evidence, offer_evidence, withdraw_action
from tests.factories import MARCH, PASSWORD, make_plan, member

from .test_update_page import fields

pytestmark = pytest.mark.django_db
ACTION = "/plans/sample/actions/2.1/"
DAY = {"due_on_day": "30", "due_on_month": "6", "due_on_year": "2040"}
WHY = {"reason": "The trust is slow.\nשלום <b>🙂</b>"}
MEETING = {"committee": "Finance Committee", "held_on_day": "1", "held_on_month": "3", "held_on_year": "2019"}
RAISED = {"raised_on_day": "2", "raised_on_month": "3", "raised_on_year": "2019"}


@pytest.fixture
def plan(administrator):
    return make_plan(administrator)


@pytest.fixture
def office(plan, administrator):
    return member(plan, "pmo", by=administrator)


@pytest.fixture
def concern(plan):
    return plan.concerns.get(match="likely").pk


@pytest.fixture
def asked(plan, administrator):
    asked = {"due_on": MARCH.replace(year=2040), "reason": "Time.", "on": MARCH, "by": administrator}
    return ask_later_date(action=plan.actions.get(ref="2.1"), **asked)


@pytest.fixture
def version(plan, administrator):
    given = {"title": "Minutes", "link": "https://example.org/minutes", "on": MARCH, "by": administrator}
    return offer_evidence(action=plan.actions.get(ref="2.1"), **given)


def sent_too_late(user, address, data):
    """(the page after log-in, the client): `data` was sent to `address` when the log-in of `user` was over."""
    client = Client()
    client.force_login(user)
    client.get(address)
    session = client.session
    session["last_seen"] -= 60 * 60
    session.save()
    gone = client.post(address, data, follow=True)
    assert "What you wrote is kept" in gone.content.decode()
    back = client.post(gone.redirect_chain[-1][0], {"login": user.email, "password": PASSWORD}, follow=True)
    assert back.redirect_chain[-1] == (address, 302)
    return back.content.decode(), client


def recorded():
    return [model.objects.count() for model in (Statement, DateRequest, EvidenceVersion, Concern)]


@pytest.mark.parametrize(
    ("tail", "data"),
    [
        ("later-date/", DAY | WHY),
        ("due-date/", DAY | WHY | MEETING),
        ("evidence/", {"title": "Minutes", "link": "not an address", "note": "Item 4.\nAll of it."}),
        ("concern/", {"why": "No plan", "required": "A plan.", "another": "Audit Committee"} | RAISED),
        ("change/reworded/", {"title": "Do it well", "outcome_measure": "", "success_measure": "Done"} | WHY | MEETING),
        ("change/withdrawn/", WHY | MEETING),
        ("change/replaced/", {"how": "new", "new_ref": "9.9", "new_title": "Do this instead"} | WHY),
    ],
)
def test_no_form_about_an_action_loses_a_word(office, tail, data):
    before = recorded()
    page, client = sent_too_late(office, ACTION + tail, data)
    shown = fields(page)
    assert {name: shown[name] for name in data} == data
    assert IS_BACK in page and "There is a problem" not in page
    # It is there until it is sent, and looking at it records nothing.
    assert fields(client.get(ACTION + tail).content.decode()) == shown
    assert recorded() == before


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("review", {"said": "Still no date.", "seen_on_day": "3", "seen_on_month": "", "seen_on_year": "2019"}),
        ("remedy", {"taken": "Answered."}),
        ("deadline", {"deadline_day": "1", "deadline_month": "5", "deadline_year": "2040"} | WHY),
        ("close", WHY),
    ],
)
def test_no_form_about_a_concern_loses_a_word(office, concern, what, data):
    page, _ = sent_too_late(office, f"/plans/sample/concerns/{concern}/{what}/", data)
    assert {name: fields(page)[name] for name in data} == data and IS_BACK in page


def test_a_decision_half_made_is_there_again(office, asked, version):
    for address, data in (
        (f"/plans/sample/dates/{asked.pk}/", {"outcome": "another"} | DAY | WHY),
        (f"/plans/sample/evidence/{version.pk}/", {"outcome": "sent_back", "question": "Which item?"}),
    ):
        page, _ = sent_too_late(office, address, data)
        assert {name: fields(page)[name] for name in data} == data and IS_BACK in page
    asked.refresh_from_db()
    assert asked.decision is None and not hasattr(version, "verdict")


def test_a_new_action_and_a_change_of_many_are_there_again(office, plan):
    new = {"ref": "9.1", "title": "Do this too", "outcome_measure": "x", "success_measure": "y"} | DAY | WHY
    page, _ = sent_too_late(office, "/plans/sample/add-action/", new)
    assert {name: fields(page)[name] for name in new} == new
    before = recorded()
    many = f"/plans/sample/bulk/scope/?action={plan.actions.get(ref='2.1').key}"
    data = {"in_scope": "no"} | WHY
    page, client = sent_too_late(office, many, data)
    assert {name: fields(page)[name] for name in data} == data
    # So they are where the last step of it came too late.
    confirm = client.post(many, data).content.decode()
    assert 'data-keep="sent"' in confirm
    page, _ = sent_too_late(office, many, data | {"step": "confirm", "seen": "1:1", "submission": "x"})
    assert {name: fields(page)[name] for name in data} == data
    assert recorded() == before


def test_a_choice_out_of_a_list_is_made_again(office, plan):
    area, post = plan.areas.last(), plan.posts.get(abbreviation="AO")
    chosen = {"area": area.pk, "sro": post.pk, "meeting": "another"} | WHY
    page, _ = sent_too_late(office, "/plans/sample/add-action/", chosen)
    for value in chosen:
        assert value == "reason" or f'value="{chosen[value]}" selected' in page, value


def test_a_file_is_not_kept_and_that_is_said_beside_it_and_above(office):
    file = SimpleUploadedFile("minutes.txt", b"minutes")
    page, _ = sent_too_late(office, f"{ACTION}evidence/", {"title": "Minutes", "note": "Item 4.", "file": file})
    assert fields(page)["note"] == "Item 4."
    assert f"{IS_BACK} {NO_FILES}" in page
    assert page.count(NO_FILES) == 2
    without, _ = sent_too_late(office, f"{ACTION}evidence/", {"title": "Minutes", "note": "Item 4."})
    assert NO_FILES not in without


def test_words_that_nothing_can_be_done_with_any_more_are_shown_to_be_copied(
    office, plan, administrator, asked, version
):
    action = plan.actions.get(ref="2.1")
    decide = f"/plans/sample/dates/{asked.pk}/"
    judge = f"/plans/sample/evidence/{version.pk}/"
    gone = [
        (f"{ACTION}later-date/", DAY | WHY),
        (f"{ACTION}due-date/", DAY | WHY),
        (decide, {"outcome": "agree"} | WHY),
    ]
    gone += [
        (judge, {"outcome": "sent_back", "question": WHY["reason"]}),
        (f"{ACTION}update/", {"words": WHY["reason"]}),
    ]
    day, somebody = timezone.localdate(), member(plan, "pmo", by=administrator, email="second@example.org")
    decide_date(request=asked, agreed=False, reason="No.", seen=action.due_on, on=day, by=somebody)
    judge_evidence(version=version, outcome="accepted", question="", on=day, by=somebody)
    withdraw_action(action=action, reason="Done elsewhere.", meeting=None, on=day, by=administrator)
    for address, data in gone:
        page, _ = sent_too_late(office, address, data)
        assert "Copy it from here if you need it" in page and "The trust is slow." in page, address
