"""Every URL as everybody: nobody sees or does what is not theirs."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from improvement_tracker import urls
from tests.browser.pages import FOR_EVERYBODY, PUBLIC, build_world, routes

pytestmark = pytest.mark.django_db
LOG_IN = "/account/log-in/"
# Answers in which nothing is shown and nothing was done.
REFUSED = {403, 404, 405}


@login_not_required
def open_to_all(request):
    return HttpResponse("Everything about the plan")


def open_to_whoever_is_logged_in(request):
    return HttpResponse("Everything about the plan")


urlpatterns = [
    *urls.urlpatterns,
    path("planted/open/", open_to_all, name="planted_open"),
    path("planted/logged-in/", open_to_whoever_is_logged_in, name="planted_logged_in"),
]
handler403, handler404 = urls.handler403, urls.handler404


def visits(user=None, allowed=frozenset()):
    """(method and path, response) of each route that `user`, or nobody, has no business with."""
    for route in routes():
        if route.name in allowed:
            continue
        for method in ("get", "post"):
            client = Client(raise_request_exception=False)
            if user:
                client.force_login(user)
            yield f"{method} {route.path}", getattr(client, method)(route.path, follow=True)


def sent_to_log_in(response):
    return bool(response.redirect_chain) and response.redirect_chain[-1][0].startswith(LOG_IN)


def open_to_nobody_in_particular():
    """What somebody who is not logged in gets to see."""
    return [
        visit
        for visit, response in visits(allowed=PUBLIC)
        if response.status_code not in REFUSED and not sent_to_log_in(response)
    ]


def open_to(user):
    """What somebody without a role gets to see."""
    return [
        visit for visit, response in visits(user, allowed=PUBLIC | FOR_EVERYBODY) if response.status_code not in REFUSED
    ]


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def test_without_log_in_nothing_is_readable():
    assert open_to_nobody_in_particular() == []


def test_without_a_role_nothing_is_readable(outsider):
    assert open_to(outsider) == []


def test_an_administrator_gets_an_answer_everywhere(administrator):
    answers = dict(visits(administrator))
    assert {visit: answer.status_code for visit, answer in answers.items() if answer.status_code >= 500} == {}
    ours = [route.path for route in routes() if not route.is_admin]
    refused = {path: answers[f"get {path}"].status_code for path in ours}
    assert {path: status for path, status in refused.items() if status not in (200, 405)} == {}


def test_everything_that_is_open_is_a_page_that_exists():
    assert (PUBLIC | FOR_EVERYBODY) - {route.name for route in routes()} == set()


@override_settings(ROOT_URLCONF=__name__)
def test_the_walk_finds_a_planted_hole(outsider):
    assert open_to_nobody_in_particular() == ["get /planted/open/", "post /planted/open/"]
    found = open_to(outsider)
    assert {"get /planted/open/", "get /planted/logged-in/", "post /planted/logged-in/"} <= set(found)


def test_a_url_without_an_example_is_not_passed_over():
    with pytest.raises(KeyError, match="Give an example of unheard_of of /planted/<unheard_of>/"):
        routes([path("planted/<unheard_of>/", open_to_all)])
