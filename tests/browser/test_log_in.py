from playwright.sync_api import expect

from tests.factories import PASSWORD

from .checks import take_screenshots, violations


def test_logging_in_and_out(page, world):
    page.goto("/account/log-in/")
    page.get_by_label("Email address").fill(world.email)
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_title("Error: Log in – Improvement Tracker")
    assert violations(page) == []
    take_screenshots(page, "log in refused")

    # The summary leads to the field, which has kept what was typed.
    page.get_by_role("link", name="The email address or the password is not right").click()
    assert page.evaluate("document.activeElement.id") == "id_login"
    assert page.get_by_label("Email address").input_value() == world.email

    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    page.get_by_role("button", name="Log out").click()
    expect(page).to_have_title("Log in – Improvement Tracker")
    assert page.complaints == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page, world):
    page.goto("/account/log-in/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
