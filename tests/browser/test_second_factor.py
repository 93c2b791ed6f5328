"""An administrator who must have a second factor: sets it up, logs in with it, loses the phone, gets a new one."""

import re

import pytest
from django.core.cache import cache
from django.test import override_settings
from playwright.sync_api import expect

from accounts.services import create_log_in, password_link
from tests.authenticator import code
from tests.factories import PASSWORD

from .checks import take_screenshots, violations, wider_than_the_window

NEW_PASSWORD = "seven wet umbrellas"


@pytest.fixture(autouse=True)
def _required(transactional_db):
    with override_settings(SECOND_FACTOR="required"):
        yield


def look(page, name):
    """The page is in order: read by axe, at two widths, and quiet."""
    assert violations(page) == []
    take_screenshots(page, name)
    page.set_viewport_size({"width": 320, "height": 640})
    assert not wider_than_the_window(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.complaints == []


def log_in(page, email, password=PASSWORD):
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()


def enter(page, digits, button):
    page.get_by_label("Code", exact=True).fill(digits)
    page.get_by_role("button", name=button, exact=True).click()


def key_on(page):
    return page.locator(".app-secret").inner_text()


def recovery_codes_on(page):
    return re.findall(r"\b\d{8}\b", page.locator(".app-codes").inner_text())


def test_from_set_up_to_a_new_phone(page, administrator):
    page.goto("/admin/accounts/user/")
    log_in(page, administrator.email)
    assert page.get_by_role("heading", name="Set up an authenticator app").is_visible()
    assert page.get_by_text("You need this before you go on.").is_visible()
    look(page, "authenticator app needed")
    page.goto("/")
    assert page.get_by_role("heading", name="Set up an authenticator app").is_visible()
    page.goto("/admin/accounts/user/")

    enter(page, "000000", "Set up")
    page.get_by_text("There is a problem").wait_for()
    expect(page).to_have_title(re.compile("^Error: Set up an authenticator app"))
    look(page, "authenticator app refused")
    key = key_on(page)
    enter(page, code(key), "Set up")
    codes = recovery_codes_on(page)
    assert len(codes) == 10
    look(page, "recovery codes")
    page.get_by_role("button", name="I have kept them: go on").click()
    page.wait_for_url("**/admin/accounts/user/", wait_until="networkidle")

    # The next day, with the phone.
    page.goto("/account/")
    look(page, "your account with authenticator app")
    page.get_by_role("button", name="Log out").click()
    log_in(page, administrator.email)
    look(page, "enter your code")
    cache.clear()
    enter(page, code(key), "Log in")
    assert page.url.endswith("/")

    # The phone is lost: a recovery code, then a new phone.
    page.get_by_role("button", name="Log out").click()
    log_in(page, administrator.email)
    enter(page, "000000", "Log in")
    look(page, "code refused")
    enter(page, codes[3], "Log in")
    page.get_by_role("link", name=administrator.email).click()
    assert page.get_by_text("9 not used").is_visible()
    page.get_by_role("link", name="Take away your authenticator app").click()
    look(page, "take authenticator app away")
    page.get_by_role("button", name="Take away").click()
    assert page.get_by_text("You need this before you go on.").is_visible()
    enter(page, code(key_on(page)), "Set up")
    assert not set(recovery_codes_on(page)) & set(codes)
    page.get_by_role("link", name="Make new ones").click()
    look(page, "make new recovery codes")


def test_an_older_log_in_is_confirmed_first(page, log_in, administrator):
    log_in(administrator)
    page.goto("/account/authenticator-app/")
    assert page.get_by_role("heading", name="Confirm that it is you").is_visible()
    look(page, "confirm with password")
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    enter(page, code(key_on(page)), "Set up")
    page.goto("/account/confirm/code/")
    look(page, "confirm with code")


def test_a_newcomer_chooses_a_password_by_the_link(page, administrator):
    newcomer = create_log_in(email="new@example.org", first_name="Nat", last_name="New", by=administrator)
    page.goto(password_link(user=newcomer, by=administrator))
    page.get_by_label("New password", exact=True).fill("improvement2026")
    page.get_by_label("New password again").fill("improvement2026")
    page.get_by_role("button", name="Save password").click()
    look(page, "choose a password refused")
    page.get_by_label("New password", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("New password again").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Save password").click()
    assert page.get_by_text("Your new password is saved.").is_visible()
    log_in(page, newcomer.email, NEW_PASSWORD)
    assert page.get_by_role("link", name="Nat New").is_visible()
    page.goto("/account/password/")
    look(page, "change password")
