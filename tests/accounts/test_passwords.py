"""Choosing a password by a link, and changing it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services import create_log_in, password_link
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "seven wet umbrellas"
CHANGE = "/account/password/"


@pytest.fixture
def newcomer(administrator):
    return create_log_in(email="New@Example.org", first_name="Nat", last_name="New", by=administrator)


def choose(client, link, password=NEW, again=None):
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": again or password}, follow=True)


def log_in(client, user, password):
    client.post("/account/log-in/", {"login": user.email, "password": password})
    return "_auth_user_id" in client.session


def test_a_newcomer_chooses_a_password_by_the_link_and_logs_in_with_it(client, newcomer, administrator):
    page = choose(client, password_link(user=newcomer, by=administrator))
    assert page.redirect_chain[-1][0] == "/account/log-in/"
    assert "Your new password is saved." in page.content.decode()
    assert log_in(client, newcomer, NEW)


def test_the_key_does_not_stay_in_the_address(client, newcomer, administrator):
    link = password_link(user=newcomer, by=administrator)
    assert client.get(link).url == link.rsplit("-", 2)[0] + "-set-password/"


def test_a_link_works_once(client, newcomer, administrator):
    link = password_link(user=newcomer, by=administrator)
    choose(client, link)
    assert "This link does not work any more" in Client().get(link, follow=True).content.decode()


def test_a_link_ends_with_the_next_log_in_and_after_three_days(client, administrator, outsider, monkeypatch):
    link = password_link(user=outsider, by=administrator)
    outsider.last_login = timezone.now()
    outsider.save()
    assert "does not work" in client.get(link, follow=True).content.decode()
    link = password_link(user=outsider, by=administrator)
    later = timezone.now().replace(tzinfo=None) + timedelta(days=3, seconds=5)
    monkeypatch.setattr("django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda self: later)
    assert "does not work" in client.get(link, follow=True).content.decode()


@pytest.mark.parametrize("who", ["1", "zzzzzzzzzzzzz", "9" * 40, "qq"])
def test_a_wrong_link_says_the_same_whether_or_not_there_is_such_a_log_in(client, administrator, who):
    page = client.get(f"/account/choose-password/{who}-abc-def/", follow=True)
    assert page.status_code == 200
    assert "This link does not work any more" in page.content.decode()


def test_links_cannot_be_guessed_by_the_thousand(client):
    post = "/account/choose-password/1-abc/"
    assert 429 in {client.post(post).status_code for _ in range(21)}


def test_two_different_passwords_are_refused_in_our_words(client, newcomer, administrator):
    page = choose(client, password_link(user=newcomer, by=administrator), NEW, "seven dry umbrellas").content.decode()
    assert page.count("The two passwords differ. Type the same one twice") == 2
    page = choose(client, password_link(user=newcomer, by=administrator), "short").content.decode()
    assert "12 characters" in page


def test_a_password_is_changed_by_whoever_has_it_and_that_is_written_down(client, outsider):
    log_in(client, outsider, PASSWORD)
    page = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, follow=True)
    assert "Your new password is saved." in page.content.decode()
    assert "_auth_user_id" in client.session
    assert log_in(Client(), outsider, NEW)
    changed = outsider.history.filter(history_change_reason="Password changed").get()
    assert changed.history_user == outsider


def test_the_old_password_is_asked_for_and_each_empty_field_says_so(client, outsider):
    client.force_login(outsider)
    wrong = client.post(CHANGE, {"oldpassword": "x", "password1": NEW, "password2": NEW}).content.decode()
    assert wrong.count("This is not the password that you log in with now") == 2
    empty = client.post(CHANGE).content.decode()
    assert "Enter the password that you log in with now" in empty
    assert "Enter a new password" in empty
    assert "Enter the new password a second time" in empty


def test_a_log_in_without_password_is_told_how_to_get_one(client, newcomer):
    client.force_login(newcomer)
    page = client.get(CHANGE)
    assert page.status_code == 403
    assert "Ask an administrator for a link to choose one." in page.content.decode()


def test_the_administration_changes_a_password_through_the_service(client, administrator, outsider):
    client.force_login(administrator)
    fields = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    client.post(f"/admin/accounts/user/{outsider.pk}/password/", fields)
    assert User.objects.get(pk=outsider.pk).check_password(NEW)
    assert outsider.history.first().history_user == administrator


def test_a_password_is_changed_on_one_page_alone(client, administrator):
    client.force_login(administrator)
    assert client.get("/admin/password_change/").url == CHANGE
