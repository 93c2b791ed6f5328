import re

import pytest
from django.urls import reverse

from accounts.adapter import AccountAdapter
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
LOG_IN = "/account/log-in/"


def attempt(client, email, password):
    return client.post(LOG_IN, {"login": email, "password": password})


def test_an_administrator_logs_in_with_email_and_password(client, administrator):
    response = attempt(client, administrator.email.upper(), PASSWORD)
    assert (response.status_code, response.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(administrator.pk)


def test_after_log_in_one_is_where_one_was_going(client, administrator):
    page = client.get("/admin/accounts/person/", follow=True)
    assert page.redirect_chain[-1][0] == f"{LOG_IN}?next=/admin/accounts/person/"
    assert 'name="next" value="/admin/accounts/person/"' in page.content.decode()


def test_an_address_elsewhere_is_not_followed(client, administrator):
    response = client.post(
        LOG_IN + "?next=https://elsewhere.example/", {"login": administrator.email, "password": PASSWORD}
    )
    assert response.url == "/"


def test_a_refusal_is_the_same_for_a_wrong_password_and_for_nobody(client, administrator):
    wrong = attempt(client, administrator.email, "not the password").content.decode()
    nobody = attempt(client, "nobody@example.org", "not the password").content.decode()
    sentence = "The email address or the password is not right. Check both and try again"
    # Once in the summary, once at the field.
    assert wrong.count(sentence) == nobody.count(sentence) == 2
    assert "<title>Error: Log in – Improvement Tracker</title>" in wrong


def test_an_empty_form_says_what_to_enter(client):
    page = re.sub(r"\s*\n\s*", "", attempt(client, "", "").content.decode())
    assert "There is a problem" in page
    assert '<a href="#id_login">Enter your email address</a>' in page
    assert '<a href="#id_password">Enter your password</a>' in page


def test_the_sixth_wrong_password_is_not_even_looked_at(client, administrator):
    for _ in range(5):
        attempt(client, administrator.email, "not the password")
    page = attempt(client, administrator.email, PASSWORD).content.decode()
    assert "There were too many attempts to log in. Wait 5 minutes" in page
    assert "_auth_user_id" not in client.session


def test_many_attempts_from_one_place_are_stopped(client):
    statuses = {attempt(client, f"nobody-{n}@example.org", "x").status_code for n in range(31)}
    assert 429 in statuses


def test_an_inactive_log_in_opens_nothing(client, administrator):
    administrator.is_active = False
    administrator.save()
    response = attempt(client, administrator.email, PASSWORD)
    assert response.url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session
    assert "ask the administrator" in client.get(response.url).content.decode()


def test_logging_out_asks_first_and_ends_the_session(client, administrator):
    client.force_login(administrator)
    assert "You are logged in as" in client.get("/account/log-out/").content.decode()
    assert client.post("/account/log-out/").url == LOG_IN
    assert "_auth_user_id" not in client.session


def test_there_is_no_sign_up(client, rf):
    assert not AccountAdapter().is_open_for_signup(rf.get("/"))
    assert client.get("/account/signup/").status_code == 404
