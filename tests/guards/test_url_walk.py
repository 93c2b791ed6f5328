"""Every URL as everybody: nobody sees or does what is not theirs, and everybody what is. The table is who_may.py."""

from contextlib import contextmanager
from copy import deepcopy

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from improvement_tracker import urls
from plans.pages import of_a_plan
from tests.browser.pages import ARGUMENTS, FOR_EVERYBODY, PUBLIC, build_world, routes

from .visitors import stranger, visitor
from .who_may import LOGGED_IN, MEMBERS, NOBODY, OFFICE, Who, rules_of_no_route, who_may

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ACCOUNT, LOG_INS = "/account/", ("/account/log-in/", "/admin/login/")
# Answers in which nothing is shown and nothing was done.
REFUSED = {403, 404, 405}
OF_A_PLAN = f"/plans/{ARGUMENTS['slug']}/"
# Every plan has these under the same names.
OF_EVERY_PLAN = {"reports:picture_svg", "reports:picture_png"}


def view(request, **arguments):
    return HttpResponse("Everything about the plan")


urlpatterns = [
    *urls.urlpatterns,
    path("planted/open/", login_not_required(view), name="planted_open"),
    path("planted/logged-in/", view, name="planted_logged_in"),
    path("plans/<slug:slug>/planted/hole/", view, name="planted_hole"),
    path("plans/<slug:slug>/planted/members/", of_a_plan(view), name="planted_members"),
]
handler403, handler404 = urls.handler403, urls.handler404
PLANTED = {
    "planted_open": (LOGGED_IN, NOBODY),
    "planted_logged_in": (MEMBERS, NOBODY),
    "planted_hole": (OFFICE, OFFICE),
    "planted_members": (OFFICE, OFFICE),
}


@contextmanager
def undone(client):
    """What is done inside has not been done afterwards, so that every visit finds the same world."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def session(user):
    """A client whose user has logged in; None is nobody."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def visit(client, method, address):
    """(status, address) of the last answer: redirects are followed, but for those to a log-in page."""
    with undone(client):
        response = getattr(client, method)(address)
        while 300 <= response.status_code < 400:
            address = response.headers["Location"]
            if address.startswith(LOG_INS):
                break
            response = client.get(address)
    return response.status_code, address


def complaint(route, method, who, status, address, table=None):
    """What is wrong about how `who` was answered, as a sentence; empty where nothing is."""
    see, do = who_may(route, table)
    may = who in (see if method == "get" else do)
    refused = status in REFUSED or (address.startswith(LOG_INS) and address != route.path)
    told = f"{who.value} may{'' if may else ' not'} {method.upper()} {route.path} ({route.name})"
    if status >= 500:
        return f"{told}: it breaks ({status})"
    if may and route.name not in PUBLIC | FOR_EVERYBODY and not route.is_admin:
        sent_away = address.startswith(ACCOUNT)
        return f"{told}, and is refused ({status} at {address})" if refused or sent_away else ""
    if not may and not refused:
        return f"{told}, and is answered ({status} at {address})"
    if not may and route.path.startswith(OF_A_PLAN) and who != Who.ANONYMOUS:
        right = {403, 405} if who in MEMBERS else {404, 405}
        return "" if status in right else f"{told}: refused by {status} instead of one of {sorted(right)}"
    return ""


def complaints(who, user, walked, table=None):
    client = session(user)
    return [
        sentence
        for route in walked
        for method in ("get", "post")
        if (sentence := complaint(route, method, who, *visit(client, method, route.path), table))
    ]


@pytest.fixture(autouse=True)
def world(db):
    build_world()


@pytest.mark.parametrize("who", Who, ids=lambda who: who.name.lower())
def test_everybody_sees_and_does_what_is_theirs_and_nothing_else(who, administrator):
    assert complaints(who, visitor(who, administrator), routes()) == []


def test_nothing_of_one_plan_is_found_through_another(administrator):
    client = session(stranger(administrator))
    own = [route for route in routes() if route.pattern.count("<") > 1 and route.name not in OF_EVERY_PLAN]
    within = [route.path for route in own if route.path.startswith(OF_A_PLAN)]
    assert within
    found = {
        f"{method} {address}": visit(client, method, address.replace(OF_A_PLAN, "/plans/other/"))[0]
        for address in within
        for method in ("get", "post")
    }
    assert {address: status for address, status in found.items() if status not in (404, 405)} == {}


def test_everything_that_is_open_and_everything_in_the_table_is_a_page_that_exists():
    assert (PUBLIC | FOR_EVERYBODY) - {route.name for route in routes()} == set()
    assert rules_of_no_route(routes()) == set()


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("who", "found"),
    [
        (Who.ANONYMOUS, {"get planted_open", "post planted_open"}),
        (Who.OUTSIDER, {"post planted_open", "get planted_logged_in", "get planted_hole", "post planted_hole"}),
        (Who.READER, {"post planted_logged_in", "get planted_hole", "post planted_hole", "get planted_members"}),
        (Who.PMO, {"post planted_open", "post planted_members"}),
    ],
    ids=lambda value: value.name.lower() if isinstance(value, Who) else "",
)
def test_the_walk_finds_planted_holes_and_what_is_shut_by_mistake(who, found, administrator):
    planted = [route for route in routes() if "planted" in route.name]
    client = session(visitor(who, administrator))
    complained = {
        f"{method} {route.name}"
        for route in planted
        for method in ("get", "post")
        if complaint(route, method, who, *visit(client, method, route.path), PLANTED)
    }
    assert len(planted) == len(PLANTED)
    assert found <= complained


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_the_table_does_not_know_fails_the_walk():
    with pytest.raises(KeyError, match="Say in WHO_MAY of .* who may see planted_open"):
        [who_may(route) for route in routes()]


def test_a_url_without_an_example_is_not_passed_over():
    with pytest.raises(KeyError, match="Give an example of unheard_of of /planted/<unheard_of>/"):
        routes([path("planted/<unheard_of>/", view)])
