"""A log-in ends after a while; words that were sent too late are there again afterwards."""

from datetime import timedelta

import pytest
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from accounts.kept_words import give_back, keeps_words, kept_words
from improvement_tracker import urls
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
LOG_IN = "/account/log-in/"
WORDS = "We met on Tuesday. " * 3 + "שלום 🙂"


@keeps_words
def narrative(request):
    kept = kept_words(request)
    give_back(request, forms.Form())
    return HttpResponse("nothing kept" if kept is None else repr(dict(kept.lists())))


def press(request):
    return HttpResponse("pressed")


@login_not_required
def open_to_all(request):
    return HttpResponse("open")


urlpatterns = [
    *urls.urlpatterns,
    path("narrative/", narrative),
    path("other/", narrative),
    path("press/", press),
    path("open/", open_to_all),
]


@pytest.fixture(autouse=True)
def _planted_pages():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def logged_in(client, outsider):
    client.force_login(outsider)
    return client


def pass_time(client, *, idle=0, since_log_in=0):
    session = client.session
    session["last_seen"] -= idle * 60
    session["log_in_began"] -= since_log_in * 60
    session.save()


def log_in_again(client, user, page=None):
    return client.post(
        page.redirect_chain[-1][0] if page else LOG_IN, {"login": user.email, "password": PASSWORD}, follow=True
    )


@pytest.mark.parametrize(
    ("idle", "since_log_in", "sentence"),
    [
        (32, 32, "You were logged out after 30 minutes without a request. Log in to go on where you were."),
        (0, 12 * 60 + 1, "You were logged out 12 hours after you logged in. Log in to go on where you were."),
    ],
)
def test_a_log_in_ends_and_says_why_and_one_comes_back(logged_in, outsider, idle, since_log_in, sentence):
    pass_time(logged_in, idle=idle, since_log_in=since_log_in)
    page = logged_in.get("/press/?page=2", follow=True)
    assert page.redirect_chain == [(f"{LOG_IN}?next=/press/%3Fpage%3D2", 302)]
    assert sentence in page.content.decode()
    assert log_in_again(logged_in, outsider, page).redirect_chain == [("/press/?page=2", 302)]
    assert sentence not in logged_in.get("/").content.decode()


@pytest.mark.parametrize(("idle", "since_log_in"), [(29, 29), (5, 11 * 60 + 59)])
def test_a_log_in_within_its_limits_stays(logged_in, idle, since_log_in):
    pass_time(logged_in, idle=idle, since_log_in=since_log_in)
    assert logged_in.get("/press/").content == b"pressed"


def test_each_request_starts_the_idle_time_anew_and_is_written_down_once_a_minute(logged_in, django_assert_num_queries):
    pass_time(logged_in, idle=29)
    logged_in.get("/press/")
    seen = logged_in.session["last_seen"]
    pass_time(logged_in, idle=29)
    logged_in.get("/press/")
    assert logged_in.session["last_seen"] >= seen
    with django_assert_num_queries(2):  # the session and its user
        logged_in.get("/press/")


@override_settings(SESSION_IDLE_MINUTES=5, SESSION_HOURS=1)
def test_the_limits_are_settings(logged_in):
    pass_time(logged_in, idle=7)
    assert "after 5 minutes without a request" in logged_in.get("/press/", follow=True).content.decode()


def test_a_session_that_knows_no_times_begins_to(logged_in):
    session = logged_in.session
    del session["last_seen"], session["log_in_began"]
    session.save()
    assert logged_in.get("/press/").content == b"pressed"
    assert {"last_seen", "log_in_began"} <= set(logged_in.session.keys())


def test_a_page_that_is_not_there_ends_a_log_in_too(logged_in, outsider):
    pass_time(logged_in, idle=32)
    assert outsider.email not in logged_in.get("/nowhere/").content.decode()


def test_a_page_for_everybody_stays_open_and_says_nothing(client):
    assert client.get("/open/").content == client.post("/open/").content == b"open"
    assert "Important" not in client.get(LOG_IN).content.decode()


def test_words_sent_too_late_are_there_after_log_in(logged_in, outsider):
    pass_time(logged_in, idle=32)
    page = logged_in.post("/narrative/?from=list", {"what": WORDS, "why": ["a", "b"], "password": "x"}, follow=True)
    assert "What you wrote is kept, and will be there when you have logged in." in page.content.decode()
    back = log_in_again(logged_in, outsider, page)
    assert back.redirect_chain == [("/narrative/?from=list", 302)]
    assert back.content.decode() == repr({"what": [WORDS], "why": ["a", "b"]})
    banner = logged_in.get("/").content.decode()
    assert "What you wrote before you were logged out is here again. It is not saved yet" in banner
    assert "file" not in banner


def test_words_stay_until_the_form_is_sent(logged_in, outsider):
    pass_time(logged_in, idle=32)
    page = logged_in.post("/narrative/", {"what": WORDS}, follow=True)
    log_in_again(logged_in, outsider, page)
    assert "שלום" in logged_in.get("/narrative/").content.decode()
    assert logged_in.get("/other/").content == b"nothing kept"
    logged_in.post("/other/", {"what": "else"})
    assert "שלום" in logged_in.get("/narrative/").content.decode()
    logged_in.post("/narrative/", {"what": WORDS})
    assert logged_in.get("/narrative/").content == b"nothing kept"


def test_words_are_not_given_to_somebody_else(logged_in, administrator):
    pass_time(logged_in, idle=32)
    page = logged_in.post("/narrative/", {"what": WORDS}, follow=True)
    assert log_in_again(logged_in, administrator, page).content == b"nothing kept"
    assert "kept_words" not in logged_in.session


def test_words_sent_after_logging_out_elsewhere_are_their_writers_alone(logged_in, outsider, administrator):
    for user, answer in ((outsider, "שלום"), (administrator, "nothing kept")):
        logged_in.force_login(outsider)
        logged_in.post("/account/log-out/")
        page = logged_in.post("/narrative/", {"what": WORDS}, follow=True)
        assert "You are not logged in any more. What you wrote is kept" in page.content.decode()
        assert answer in log_in_again(logged_in, user, page).content.decode()


def test_words_of_somebody_who_never_logged_in_are_not_kept(client):
    page = client.post("/narrative/", {"what": WORDS}, follow=True)
    assert "What you wrote could not be kept: go back in your browser to copy it." in page.content.decode()
    assert "kept_words" not in client.session


def test_words_that_are_never_fetched_do_not_stay_for_ever(logged_in, administrator):
    pass_time(logged_in, idle=32)
    logged_in.post("/narrative/", {"what": WORDS})
    kept = Session.objects.get(pk=logged_in.session.session_key)
    assert kept.expire_date - timezone.now() <= timedelta(days=7)
    kept.expire_date = timezone.now()
    kept.save()
    Client().force_login(administrator)
    assert not Session.objects.filter(pk=kept.pk).exists()


def test_a_file_is_not_kept_and_that_is_said(logged_in, outsider):
    pass_time(logged_in, idle=32)
    file = SimpleUploadedFile("minutes.txt", b"minutes")
    page = logged_in.post("/narrative/", {"what": "See the file.", "file": file}, follow=True)
    back = log_in_again(logged_in, outsider, page)
    assert back.content.decode() == repr({"what": ["See the file."]})
    assert "Choose the file again: files are not kept." in logged_in.get("/").content.decode()


@pytest.mark.parametrize(("length", "kept"), [(200_000, True), (200_001, False)])
def test_there_is_a_limit_to_what_is_kept(logged_in, length, kept):
    pass_time(logged_in, idle=32)
    page = logged_in.post("/narrative/", {"what": "🙂" * length}, follow=True).content.decode()
    assert ("What you wrote is kept" in page) == kept
    assert ("What you wrote could not be kept" in page) != kept
    assert ("kept_words" in logged_in.session) == kept


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/other/?page=2", "/other/?page=2"),
        ("http://testserver/other/", "/other/"),
        ("https://elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_what_was_only_pressed_is_not_done_and_one_comes_back_to_the_page_before(logged_in, outsider, referer, back):
    pass_time(logged_in, idle=32)
    page = logged_in.post("/press/", headers={"Referer": referer}, follow=True)
    assert "Nothing was saved: do it once more. Log in to go on where you were." in page.content.decode()
    assert log_in_again(logged_in, outsider, page).redirect_chain == [(back, 302)]


def test_nothing_is_kept_that_comes_from_elsewhere(outsider):
    client = Client(enforce_csrf_checks=True)
    client.force_login(outsider)
    pass_time(client, idle=32)
    assert client.post("/narrative/", {"what": "Planted."}).status_code == 403
    assert "kept_words" not in client.session


def test_a_page_is_nobody_elses_copy_and_asked_for_again_unless_it_says_otherwise(logged_in, client):
    assert logged_in.get("/account/")["Cache-Control"] == "private, no-cache"
    logged_in.logout()
    assert "Cache-Control" not in logged_in.get("/privacy/")
