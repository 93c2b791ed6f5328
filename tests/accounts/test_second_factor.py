"""A code from an authenticator app: set up, asked for, replaced, and required of those who can do most."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from accounts.kept_words import keeps_words, kept_words
from improvement_tracker import urls
from plans.models import Role
from plans.permissions import needs_second_factor
from tests.authenticator import code
from tests.factories import PASSWORD, make_plan, member

pytestmark = pytest.mark.django_db
LOG_IN, CODE, SET_UP = "/account/log-in/", "/account/log-in/code/", "/account/authenticator-app/"
CODES, NEW_CODES, TAKE_AWAY = "/account/recovery-codes/", "/account/recovery-codes/new/", f"{SET_UP}take-away/"
required = override_settings(SECOND_FACTOR="required")


def log_in(client, user, follow=True):
    return client.post(LOG_IN, {"login": user.email, "password": PASSWORD}, follow=follow)


def set_up(client):
    """Set up an app in a session that has just logged in; returns its key."""
    key = re.search(r'app-secret">([A-Z2-7 ]+)<', client.get(SET_UP).content.decode()).group(1)
    page = client.post(SET_UP, {"code": code(key)}, follow=True)
    assert page.redirect_chain[-1][0] == CODES, page.content.decode()
    cache.clear()
    return key


def codes_on(page):
    return re.findall(r"<code>(\d{8})</code>", page.content.decode())


def is_in(client):
    return "_auth_user_id" in client.session


def test_an_app_is_set_up_and_then_asked_for(client, outsider):
    log_in(client, outsider)
    key = set_up(client)
    fresh = Client()
    page = log_in(fresh, outsider)
    assert page.redirect_chain == [(CODE, 302)]
    assert not is_in(fresh)
    assert fresh.get("/").url == f"{LOG_IN}?next=/"
    assert fresh.post(CODE, {"code": code(key)}).url == "/"
    assert is_in(fresh)


def test_from_the_recovery_codes_the_way_leads_on(client, outsider):
    log_in(client, outsider)
    key = re.search(r'app-secret">([A-Z2-7 ]+)<', client.get(SET_UP).content.decode()).group(1)
    page = client.post(SET_UP, {"code": code(key)}, follow=True).content.decode()
    assert re.search(r'<a[^>]*href="/account/"[^>]*>\s*I have kept them: go on', page)
    later = client.get(CODES).content.decode()
    assert "I have kept them" not in later and re.search(r"Your account\s*</a>", later)


def test_the_picture_needs_no_hole_in_the_policy(client, outsider):
    log_in(client, outsider)
    page = client.get(SET_UP)
    # The order of the rules differs from one process to the next.
    assert "img-src 'self'" in page["Content-Security-Policy"].split("; ")
    assert re.search(r'class="app-qr" role="img" aria-label="[^"]+"><svg [^<]+<path', page.content.decode())
    assert "style=" not in page.content.decode()


def test_a_wrong_code_is_refused_in_our_words_and_an_empty_one_too(client, outsider):
    log_in(client, outsider)
    assert client.post(SET_UP, {"code": "000000"}).content.decode().count("The code is not right") == 2
    assert "Enter the code that your authenticator app shows" in client.post(SET_UP, {"code": ""}).content.decode()
    assert not Authenticator.objects.exists()


def test_a_code_may_be_half_a_minute_old_and_is_good_once(client, outsider):
    log_in(client, outsider)
    key = set_up(client)
    earlier = code(key, -1)
    first, second = Client(), Client()
    log_in(first, outsider)
    assert first.post(CODE, {"code": f" {earlier[:3]} {earlier[3:]}"}).status_code == 302
    cache.delete(f"allauth.mfa.totp.used?user={outsider.pk}&code={earlier}")  # allauth forgets it after one period
    log_in(second, outsider)
    assert "was used before" in second.post(CODE, {"code": f"{earlier[:3]}_{earlier[3:]}"}).content.decode()
    assert not is_in(second)


def test_codes_cannot_be_guessed_by_the_thousand(client, outsider):
    log_in(client, outsider)
    key = set_up(client)
    fresh = Client()
    log_in(fresh, outsider)
    for _ in range(5):
        fresh.post(CODE, {"code": "000000"})
    assert "There were too many attempts" in fresh.post(CODE, {"code": code(key)}).content.decode()
    assert not is_in(fresh)


def test_a_recovery_code_logs_in_once(client, outsider):
    log_in(client, outsider)
    set_up(client)
    [one, *others] = codes_on(client.get(CODES))
    assert len(others) == 9
    for attempt, let_in in ((Client(), True), (Client(), False)):
        log_in(attempt, outsider)
        attempt.post(CODE, {"code": one})
        assert is_in(attempt) == let_in
    assert codes_on(client.get(CODES)) == others
    assert "9 not used" in client.get("/account/").content.decode()


def test_new_recovery_codes_end_the_old_ones(client, outsider):
    log_in(client, outsider)
    set_up(client)
    old = codes_on(client.get(CODES))
    assert "the 10 codes that you have not used will not work" in client.get(NEW_CODES).content.decode()
    new = codes_on(client.post(NEW_CODES, follow=True))
    assert len(new) == 10
    assert not set(new) & set(old)


def test_the_app_is_taken_away_with_its_codes(client, outsider):
    log_in(client, outsider)
    set_up(client)
    assert "recovery codes end too" in client.get(TAKE_AWAY).content.decode()
    page = client.post(TAKE_AWAY, follow=True)
    assert page.redirect_chain == [("/account/", 302)]
    assert "Not set up" in page.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_one_does_with_it_stands_in_the_history(client, outsider):
    log_in(client, outsider)
    key = set_up(client)
    one, *_ = codes_on(client.get(CODES))
    for digits in (one, code(key)):
        fresh = Client()
        log_in(fresh, outsider)
        fresh.post(CODE, {"code": digits})
    client.post(NEW_CODES)
    client.post(TAKE_AWAY)
    rows = [
        (row.history_change_reason, row.history_user) for row in outsider.history.all() if row.history_change_reason
    ]
    assert rows[::-1] == [
        (what, outsider)
        for what in (
            "Authenticator app set up",
            "Recovery codes set up",
            "A recovery code was used",
            "Recovery codes made anew",
            "Authenticator app taken away",
            "Recovery codes taken away",
        )
    ]


@pytest.mark.parametrize("page", [CODES, NEW_CODES, TAKE_AWAY])
def test_who_has_no_app_is_led_to_where_they_can_set_one_up(client, outsider, page):
    client.force_login(outsider)
    for method in (client.get, client.post):
        assert method(page).url == "/account/"


def test_an_older_log_in_is_confirmed_first_with_the_password_or_a_code(client, outsider):
    client.force_login(outsider)
    page = client.get(SET_UP, follow=True)
    confirm = page.redirect_chain[-1][0]
    assert confirm == "/account/confirm/?next=%2Faccount%2Fauthenticator-app%2F"
    assert "This is not your password" in client.post(confirm, {"password": "x"}).content.decode()
    assert "Enter your password" in client.post(confirm, {"password": ""}).content.decode()
    assert client.post(confirm, {"password": PASSWORD}).url == SET_UP
    key = set_up(client)
    older = Client()
    older.force_login(outsider)
    page = older.get(TAKE_AWAY, follow=True)
    other = re.search(r'href="([^"]+)">Confirm with a code instead', page.content.decode()).group(1)
    assert "Confirm with your password instead" in older.get(other).content.decode()
    assert older.post(other, {"code": code(key, 1)}).url == TAKE_AWAY


def test_words_wait_through_both_steps(client, outsider):
    log_in(client, outsider)
    key = set_up(client)
    with override_settings(ROOT_URLCONF=__name__):
        session = client.session
        session["last_seen"] -= 32 * 60
        session.save()
        page = client.post("/narrative/", {"what": "We met."}, follow=True)
        client.post(page.redirect_chain[-1][0], {"login": outsider.email, "password": PASSWORD})
        assert client.post(CODE, {"code": code(key)}, follow=True).content == b"We met."


def test_your_account_says_what_there_is(client, outsider):
    client.force_login(outsider)
    page = client.get("/account/").content.decode()
    assert "outsider@example.org" in page
    assert "Ends after 30 minutes without a request, and at" in page
    assert 'href="/account/"' in page.partition("</header>")[0]


@keeps_words
def narrative(request):
    return HttpResponse((kept_words(request) or {}).get("what", "empty"))


@login_not_required
def open_to_all(request):
    return HttpResponse("open")


urlpatterns = [*urls.urlpatterns, path("narrative/", narrative), path("open/", open_to_all)]


@required
@pytest.mark.parametrize("page", ["/", "/admin/", "/admin/accounts/user/", "/account/"])
def test_an_administrator_sets_it_up_before_anything_else_is_shown(client, administrator, page):
    log_in(client, administrator)
    shown = client.get(page, follow=True)
    assert shown.redirect_chain == [(SET_UP, 302)]
    assert "You need this before you go on." in shown.content.decode()
    set_up(client)
    assert client.get(page).status_code == 200


@required
def test_one_goes_on_where_one_was_going(client, administrator):
    log_in(client, administrator)
    client.get("/admin/accounts/user/?q=sam")
    key = re.search(r'app-secret">([A-Z2-7 ]+)<', client.get(SET_UP).content.decode()).group(1)
    page = client.post(SET_UP, {"code": code(key)}, follow=True).content.decode()
    assert 'href="/admin/accounts/user/?q=sam"' in page
    assert "I have kept them: go on" not in client.get(CODES).content.decode()


@required
@override_settings(ROOT_URLCONF=__name__)
def test_what_was_being_written_when_the_role_was_given_is_kept(client, administrator):
    log_in(client, administrator)
    assert client.post("/narrative/", {"what": "We met."}).url == SET_UP
    assert client.session["after_second_factor"] == "/narrative/"
    set_up(client)
    assert client.get("/narrative/").content == b"We met."
    assert client.get("/open/").content == b"open"


@required
def test_one_may_log_out_or_confirm_instead(client, administrator):
    client.force_login(administrator)
    assert client.get(SET_UP).url.startswith("/account/confirm/")
    assert client.get("/account/confirm/").status_code == 200
    client.post("/admin/accounts/user/add/", {"email": "x@example.org"})
    assert client.session["after_second_factor"] == "/"
    assert client.post("/account/log-out/").url == LOG_IN


@required
def test_nobody_else_is_made_to(client, outsider):
    log_in(client, outsider)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("role", Role)
def test_it_is_needed_by_administrators_and_the_pmo(administrator, role):
    user = member(make_plan(administrator, actions=1), role, by=administrator, email="somebody@example.org")
    assert needs_second_factor(user) == (role in (Role.ADMINISTRATOR, Role.PMO))


def test_it_is_only_offered_where_the_setting_says_so(client, administrator):
    log_in(client, administrator)
    assert client.get("/admin/").status_code == 200


def test_the_administration_helps_who_has_lost_password_or_phone(client, administrator, outsider):
    log_in(client, outsider)
    set_up(client)
    client.force_login(administrator)
    chosen = {"_selected_action": [outsider.pk]}
    page = client.post("/admin/accounts/user/", chosen | {"action": "take_second_factor"}, follow=True)
    assert "logs in without a second factor now" in page.content.decode()
    assert not Authenticator.objects.exists()
    page = client.post("/admin/accounts/user/", chosen | {"action": "make_password_link"}, follow=True).content.decode()
    link = re.search(r"http://testserver(/account/choose-password/\S+?/)<", page).group(1)
    assert "Choose a password" in Client().get(link, follow=True).content.decode()


def test_the_keys_are_nobodys_to_read(client, administrator):
    client.force_login(administrator)
    assert client.get("/admin/mfa/authenticator/").status_code == 404
