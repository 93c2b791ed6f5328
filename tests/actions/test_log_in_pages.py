"""Log-ins are made, given roles and let in again by whoever manages the roles of the plan."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings

from accounts.models import Person, User
from plans.models import Role
from plans.services import give_role, hold_post
from tests.factories import make_plan, member

from .people_at_work import sent, words

pytestmark = pytest.mark.django_db
LOG_INS = "/plans/sample/people/log-ins/"


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=1)


@pytest.fixture
def chief_user(plan, administrator):
    return member(plan, Role.ADMINISTRATOR, by=administrator, email="chief@plan.example")


@pytest.fixture
def chief(client, chief_user):
    client.force_login(chief_user)
    return client


@pytest.fixture
def reader(plan, administrator):
    return member(plan, Role.READER, by=administrator)


def roles_of(user):
    return sorted(user.memberships.values_list("role", flat=True))


def test_a_newcomer_is_made_handed_a_link_and_logs_in(chief, plan, administrator):
    ann = Person.objects.create(name="Ann Able")
    hold_post(post=plan.posts.get(), person=ann, on=None, by=administrator)
    named = {"email": "Ann@Plan.example", "first_name": "Ann", "last_name": "Able", "person": ann.pk}
    page = sent(chief, f"{LOG_INS}new/", **named, roles=["lead", "reader"])
    assert "The log-in ann@plan.example is made. Make a link now, and hand it over." in page
    user = User.objects.get(email="ann@plan.example")
    assert (roles_of(user), user.person, user.has_usable_password()) == (["lead", "reader"], ann, False)
    response = chief.post(f"{LOG_INS}{user.pk}/link/")
    assert response["Cache-Control"] == "no-store"
    link = re.search(r"http://testserver(/account/choose-password/[^<\s]+)", response.content.decode())[1]
    newcomer = Client()
    address = newcomer.get(link, follow=True).request["PATH_INFO"]
    newcomer.post(address, {"password1": "seven wet umbrellas", "password2": "seven wet umbrellas"})
    newcomer.post("/account/log-in/", {"login": "ann@plan.example", "password": "seven wet umbrellas"})
    assert newcomer.get("/plans/sample/").status_code == 200
    assert "choose-password" not in chief.get(f"{LOG_INS}{user.pk}/link/").content.decode()


def test_a_log_in_of_another_plan_gets_its_roles_and_no_link(chief, outsider):
    page = sent(chief, f"{LOG_INS}new/", email="outsider@example.org", roles=["reader"])
    assert "outsider@example.org had a log-in already, and has these roles here now." in page
    assert roles_of(outsider) == ["reader"]


def test_a_log_in_of_somebody_elses_plan_is_not_added_and_its_administrator_still_lets_it_in(
    chief, plan, reader, administrator
):
    other = make_plan(administrator, slug="other", actions=1)
    elsewhere = member(other, Role.LEAD, by=administrator, email="elsewhere@other.example")
    page = sent(chief, f"{LOG_INS}new/", email=elsewhere.email, roles=["reader"], first_name="Kept")
    assert "There is a problem" in page
    assert page.count("This log-in opens more than you look after. Ask an administrator of the tracker") == 2
    assert roles_of(elsewhere) == ["lead"]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"email": "", "roles": ["reader"]}, "Enter the email address of the person"),
        ({"email": "nonsense", "roles": ["reader"]}, "Enter an email address in the correct format"),
        ({"email": "new@plan.example"}, "Choose at least one role: without one, a log-in opens nothing"),
        ({"email": "new@plan.example", "roles": ["king"]}, "Choose roles of the list; you cannot give others"),
    ],
)
def test_a_log_in_that_cannot_be_is_said_in_a_sentence(chief, plan, form, sentence):
    before = User.objects.count()
    page = sent(chief, f"{LOG_INS}new/", **form, first_name="Kept")
    assert "There is a problem" in page and sentence in page
    assert User.objects.count() == before


def test_a_person_who_got_a_log_in_meanwhile_is_said(chief, plan, administrator, monkeypatch):
    from django.core.exceptions import ValidationError

    from actions.views import log_ins

    def taken(**kwargs):
        raise ValidationError({"person": "Ann Able has a log-in already"})

    monkeypatch.setattr(log_ins, "admit", taken)
    page = sent(chief, f"{LOG_INS}new/", email="new@plan.example", roles=["reader"])
    assert "Ann Able has a log-in already" in page


def test_roles_are_given_and_taken(chief, reader):
    assert "Somebody reader" in words(chief, f"{LOG_INS}{reader.pk}/")
    page = sent(chief, f"{LOG_INS}{reader.pk}/", roles=["lead", "risk_owner"])
    assert "reader@example.org is now: Lead, Risk owner." in page
    assert roles_of(reader) == ["lead", "risk_owner"]
    assert "reader@example.org has no role here any longer." in sent(chief, f"{LOG_INS}{reader.pk}/", save="")
    assert chief.get(f"{LOG_INS}{reader.pk}/").status_code == 404


def test_the_last_administrator_is_told_why_not(chief, chief_user):
    page = sent(chief, f"{LOG_INS}{chief_user.pk}/", roles=["reader"])
    assert "There is a problem" in page and "is the last administrator of this plan" in page
    assert roles_of(chief_user) == ["administrator"]


def test_a_lost_second_factor_is_taken_away_after_a_question(chief, reader):
    assert "Not set up" in words(chief, f"{LOG_INS}{reader.pk}/")
    Authenticator.objects.create(user=reader, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert "They have lost their second factor" in words(chief, f"{LOG_INS}{reader.pk}/")
    assert "Be sure that it is really they who ask" in words(chief, f"{LOG_INS}{reader.pk}/second-factor/")
    assert Authenticator.objects.filter(user=reader).exists()
    page = sent(chief, f"{LOG_INS}{reader.pk}/second-factor/")
    assert "The second factor of reader@example.org is taken away. They can set up a new one under" in page
    assert not Authenticator.objects.filter(user=reader).exists()


@override_settings(SECOND_FACTOR="required")
def test_who_needs_a_second_factor_is_said_to_set_up_a_new_one(plan, chief_user, administrator, reader):
    client = Client()
    client.force_login(chief_user)
    pmo = member(plan, Role.PMO, by=administrator)
    for user in (chief_user, pmo, reader):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert "They set up a new one when they log in." in sent(client, f"{LOG_INS}{pmo.pk}/second-factor/")
    assert "but need not." in sent(client, f"{LOG_INS}{reader.pk}/second-factor/")


def test_a_log_in_that_opens_more_is_for_the_trackers_administrator(chief, reader, administrator):
    give_role(plan=make_plan(administrator, slug="other", actions=1), user=reader, role=Role.READER, by=administrator)
    for tail in ("", "link/", "second-factor/"):
        page = words(chief, f"{LOG_INS}{reader.pk}/{tail}")
        assert "This log-in opens more than you look after" in page
    for tail in ("link/", "second-factor/"):
        assert chief.post(f"{LOG_INS}{reader.pk}/{tail}").status_code == 403


def test_log_ins_without_a_role_here_are_not_found(chief, outsider):
    for tail in ("", "link/", "second-factor/"):
        assert chief.get(f"{LOG_INS}{outsider.pk}/{tail}").status_code == 404


def test_the_office_sees_log_ins_and_whom_to_ask(client, plan, chief_user, reader, administrator):
    client.force_login(member(plan, Role.PMO, by=administrator))
    page = client.get("/plans/sample/people/").content.decode()
    assert f"{LOG_INS}{reader.pk}/" not in page and f"{LOG_INS}new/" not in page
    assert "Log-ins and roles are given by chief@plan.example." in page
