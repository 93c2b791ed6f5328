"""What every page has, shown on the pages that need no plan."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, override_settings
from django.urls import path

from improvement_tracker import urls

pytestmark = pytest.mark.django_db


def fail(request, what):
    raise {"400": SuspiciousOperation, "403": PermissionDenied, "500": ZeroDivisionError}[what]("Ask Sam.")


urlpatterns = [*urls.urlpatterns, path("fail/<what>/", fail)]
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


def test_a_form_that_has_expired_says_that_nothing_was_saved():
    response = Client(enforce_csrf_checks=True).post("/account/log-in/", {"login": "a@example.org", "password": "x"})
    assert response.status_code == 403
    assert "Your form has expired" in response.content.decode()


def test_anybody_who_is_not_logged_in_is_sent_to_log_in(client):
    assert client.get("/admin/accounts/user/").status_code == 302
