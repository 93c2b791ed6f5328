"""What every page has, shown on the pages that need no plan."""

import logging
import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.urls import path

from improvement_tracker import urls
from plans.models import Role
from tests.factories import make_plan, member

pytestmark = pytest.mark.django_db


def fail(request, what):
    raise {"400": SuspiciousOperation, "403": PermissionDenied, "500": ZeroDivisionError}[what]("Ask Sam.")


def refuse(request):
    raise PermissionDenied


urlpatterns = [*urls.urlpatterns, path("fail/<what>/", fail), path("refuse/", refuse)]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


def test_the_policy_of_every_page_lets_nothing_in_from_elsewhere_and_nothing_inline(client):
    response = client.get("/account/log-in/")
    policy = dict(directive.split(" ", 1) for directive in response["Content-Security-Policy"].split("; "))
    nonce = policy.pop("script-src").removeprefix("'self' 'nonce-").removesuffix("'")
    assert len(nonce) >= 16
    assert response.content.decode().count(f'nonce="{nonce}"') == 2
    assert policy.pop("default-src") == policy.pop("base-uri") == policy.pop("frame-ancestors") == "'none'"
    assert set(policy.values()) == {"'self'"}


def test_a_nonce_is_used_once(client):
    assert (
        client.get("/account/log-in/")["Content-Security-Policy"]
        != client.get("/account/log-in/")["Content-Security-Policy"]
    )


def test_the_product_carries_its_name_as_text_and_no_mark_of_the_nhs(client):
    page = client.get("/account/log-in/").content.decode()
    assert "<title>Log in – Improvement Tracker</title>" in page
    assert "nhsuk-header__logo" not in page
    assert "NHS England" not in page
    assert 'lang="en-GB"' in page


@override_settings(ORGANISATION_NAME="Example & Partners")
def test_the_organisation_is_named_where_it_is_set(client):
    assert "Example &amp; Partners" in client.get("/account/log-in/").content.decode()


def test_log_out_comes_last_in_the_header_and_administration_in_the_footer(client, administrator):
    client.force_login(administrator)
    page = client.get("/nowhere/").content.decode()
    header, rest = page.split("</header>")
    assert header.rindex("Log out") > header.rindex("administrator@example.org")
    assert 'href="/admin/"' in rest


def test_somebody_without_a_role_is_shown_no_administration(client, outsider):
    client.force_login(outsider)
    assert 'href="/admin/"' not in client.get("/nowhere/").content.decode()


def reference_of(page):
    return re.search(r"Reference number: <strong>([0-9A-F]{4}-[0-9A-F]{4})</strong>", page).group(1)


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_is_one_line_of_the_log_and_a_failure_one_with_its_cause(administrator, caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)
    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    page = client.get("/fail/403/").content.decode()
    [line] = caplog.records
    assert line.getMessage().startswith(f"Reference {reference_of(page)}: 403 GET '/fail/403/'")
    assert line.getMessage().endswith("'Ask Sam.'") and line.exc_info is None
    caplog.clear()
    page = client.get("/fail/500/").content.decode()
    [line] = caplog.records
    assert reference_of(page) in line.getMessage() and line.exc_info[0] is ZeroDivisionError
    caplog.clear()
    client.get("/nowhere/")
    assert "Not Found: /nowhere/" in caplog.text


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_leads_back_and_names_whom_to_ask_only_once(client, administrator):
    plan = make_plan(administrator, actions=2)
    client.force_login(member(plan, Role.READER, by=administrator))
    for address, back in [
        ("/plans/sample/actions/2.1/update/", ("/plans/sample/actions/2.1/", "the action")),
        ("/plans/sample/actions/key/2/update/", ("/plans/sample/actions/key/2/", "the action")),
        ("/plans/sample/people/", ("/plans/sample/", "The sample plan")),
        ("/fail/403/", ("/", "My work")),
    ]:
        page = client.get(address).content.decode()
        assert '<a href="{}">Go back to {}</a>'.format(*back) in page
        assert page.count("Ask ") == 1 and "administrator of the tracker" not in page
    assert "Ask the administrator of the tracker for permission." in client.get("/refuse/").content.decode()


@pytest.mark.parametrize("answered", [0, 1, 2, 3])
def test_the_page_of_a_failure_needs_no_database(administrator, answered, caplog):
    """The database goes away after a few answers: the session, the log-in, what they may do."""
    left = iter(range(answered))

    def answer(execute, *query):
        if next(left, None) is None:
            raise OperationalError("could not connect to server")
        return execute(*query)

    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    with connection.execute_wrapper(answer):
        response = client.get("/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Sorry, something went wrong" in page and reference_of(page) in caplog.text
    assert "nhsuk-header__navigation" not in page and "Log out" not in page
    assert "could not connect to server" in caplog.text
    nonces = set(re.findall(r'nonce="([^"]+)"', page))
    assert len(nonces) == 1 and nonces.pop() in response["Content-Security-Policy"]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("what", "status", "words"),
    [
        ("400", 400, "Your request could not be read"),
        ("403", 403, "Ask Sam."),
        ("404", 404, "Page not found"),
        ("500", 500, "Sorry, something went wrong"),
    ],
)
def test_what_goes_wrong_is_said_in_words_that_help(administrator, what, status, words, caplog):
    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    response = client.get("/nowhere/" if what == "404" else f"/fail/{what}/")
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert "Improvement Tracker" in page
    assert "Traceback" not in page
    line = next(record for record in caplog.records if reference_of(page) in record.getMessage())
    assert f"GET '{response.wsgi_request.path}', asked by {administrator.pk}" in line.getMessage()


def test_a_form_that_has_expired_says_that_nothing_was_saved():
    response = Client(enforce_csrf_checks=True).post("/account/log-in/", {"login": "a@example.org", "password": "x"})
    assert response.status_code == 403
    assert "Your form has expired" in response.content.decode()


def test_anybody_who_is_not_logged_in_is_sent_to_log_in(client):
    assert client.get("/admin/accounts/user/").status_code == 302
