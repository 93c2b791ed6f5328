"""A lead says what happened to an action: on a desktop, on a phone, by the keyboard alone, and without JavaScript.

Each test reads as what somebody does and what they see. At every step the page is checked for accessibility, at 1280,
375 and 320 pixels.
"""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from plans.models import Plan, Role
from tests.factories import member

from .checks import take_screenshots, violations, wider_than_the_window

ACTION = "/plans/example/actions/2.9/"
UPDATE = f"{ACTION}update/"
WORDS = "The team met on 12 November.\nThe plan is agreed – שלום 🙂"


@pytest.fixture
def plan(world):
    return Plan.objects.get(slug="example")


@pytest.fixture
def lead(plan, world):
    """The holder of every post that leads action 2.9."""
    action = plan.actions.get(ref="2.9")
    posts = [each.post.abbreviation for each in action.assignments.all() if each.post]
    return member(plan, Role.LEAD, by=world, posts=posts)


@pytest.fixture
def plain_page(chromium, live_server, lead):
    """A phone whose browser runs no scripts, with the lead logged in."""
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 375, "height": 700}
    )
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(lead), "url": live_server.url}])
    yield context.new_page()
    context.close()


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_good(page, name):
    """The page is accessible and fits, on a desktop and on the smallest phone."""
    take_screenshots(page, name)
    for width in (1280, 375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == []
        assert not wider_than_the_window(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def heading(page):
    return page.get_by_role("heading", level=1).inner_text()


def newest_words(page):
    return page.locator(".app-statement .app-words").first.inner_text()


def somebody_else_says(plan, by, words):
    """Another person updates the action through the same pages."""
    client = Client()
    client.force_login(by)
    action = plan.actions.get(ref="2.9")
    known = {"seen": action.statements.first().pk, "rating": "G", "evidence_status": action.evidence_status}
    client.post(UPDATE, known | {"words": words, "to_complete": action.to_complete, "step": "save"})


def test_typed_checked_saved(page, log_in, lead):
    log_in(lead)
    page.goto(ACTION)
    page.get_by_role("button", name="Update this action").click()
    assert heading(page) == "Update action 2.9"
    is_good(page, "update")

    # What is missing is said at once, beside each field.
    page.get_by_role("button", name="Check update").click()
    expect(page).to_have_title(re.compile("^Error: Update action 2.9"))
    page.get_by_role("link", name="Say what happened.").click()
    assert page.evaluate("document.activeElement.id") == "id_words"
    is_good(page, "update refused")

    page.get_by_label("What happened?").fill(WORDS)
    page.get_by_label("In place").check()
    page.get_by_label("What is left to do?").fill("Tell the staff.")
    page.get_by_role("button", name="Check update").click()
    assert heading(page) == "Check your update of action 2.9"
    assert page.get_by_text("Tell the staff.").is_visible()
    is_good(page, "update checked")

    # Going back to change something keeps all that was typed, by the page's own button as by the browser's.
    page.get_by_role("button", name="Change what happened").click()
    assert page.get_by_label("What happened?").input_value() == WORDS
    assert page.get_by_label("In place").is_checked()
    page.get_by_role("button", name="Check update").click()
    # The browser has nowhere to go back from while the next page is still on its way.
    expect(page.get_by_role("heading", name="Check your update of action 2.9")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Update action 2.9")).to_be_visible()
    assert page.get_by_label("What happened?").input_value() == WORDS
    page.get_by_role("button", name="Check update").click()

    page.get_by_role("button", name="Save update").click()
    assert page.get_by_text("Your update of action 2.9 was saved.").is_visible()
    assert "The team met on 12 November." in newest_words(page)
    is_good(page, "update saved")

    # What is saved is not offered again.
    page.goto(UPDATE)
    assert page.get_by_label("What happened?").input_value() == ""
    assert not page.get_by_text("Not saved yet").is_visible()
    assert page.complaints == []


def test_nothing_has_changed(page, log_in, lead):
    log_in(lead)
    page.goto(ACTION)
    page.get_by_role("button", name="No change").click()
    assert page.get_by_text("No change to action 2.9 was saved.").is_visible()
    assert page.locator(".app-statement").first.get_by_text("No change").is_visible()
    is_good(page, "no change saved")


def test_by_the_keyboard_alone_in_few_presses(page, log_in, lead):
    log_in(lead)
    page.goto(UPDATE)
    presses = 0

    def press(key):
        nonlocal presses
        presses += 1
        page.keyboard.press(key)

    def tab_to(name):
        for _ in range(25):
            press("Tab")
            focused = page.evaluate("document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText")
            if (focused or "").strip().startswith(name):
                return
        raise AssertionError(f"The keyboard does not reach {name}")

    tab_to("Skip to main content")
    press("Enter")
    tab_to("What happened?")
    page.keyboard.type("The plan is agreed.")
    press("Tab")  # to the rating that stands, underway
    press("ArrowUp")  # to the one above it, in place
    tab_to("Check update")
    press("Enter")
    page.get_by_role("button", name="Save update").wait_for()
    tab_to("Save update")
    press("Enter")
    page.get_by_text("Your update of action 2.9 was saved.").wait_for()
    assert "The plan is agreed." in newest_words(page)
    assert page.locator(".app-statement").first.get_by_text("In place").first.is_visible()
    # Beside the words themselves: less than half a minute at a press a second.
    assert presses <= 25, presses


def test_without_javascript_on_a_phone(plain_page, lead):
    page = plain_page
    page.goto(UPDATE)
    page.get_by_role("button", name="Check update").click()
    assert page.get_by_role("link", name="Say what happened.").is_visible()
    page.get_by_label("What happened?").fill(WORDS)
    page.get_by_label("In place").check()
    page.get_by_role("button", name="Check update").click()
    page.get_by_role("button", name="Change rating").click()
    assert page.get_by_label("What happened?").input_value() == WORDS
    page.get_by_role("button", name="Check update").click()
    page.get_by_role("button", name="Save update").click()
    assert page.get_by_text("Your update of action 2.9 was saved.").is_visible()
    assert "The team met on 12 November." in newest_words(page)


@pytest.mark.parametrize("choice", ["Save mine as a further update", "Drop mine"])
def test_somebody_else_was_quicker(page, log_in, lead, plan, world, choice):
    log_in(lead)
    page.goto(UPDATE)
    page.get_by_label("What happened?").fill(WORDS)
    page.get_by_label("Why is it rated so?").fill("The audit is late.")
    page.get_by_label("What is left to do?").fill("Tell the staff.")
    page.get_by_role("button", name="Check update").click()
    somebody_else_says(plan, world, "The first wrote this.")

    page.get_by_role("button", name="Save update").click()
    assert heading(page) == "Somebody updated action 2.9 meanwhile"
    assert page.get_by_text("The first wrote this.").first.is_visible()
    assert page.get_by_text("Tell the staff.").is_visible()
    is_good(page, "somebody else was quicker")

    page.get_by_role("button", name=choice).click()
    assert heading(page).startswith("Action 2.9")
    said = newest_words(page)
    assert "The first wrote this." in said
    assert ("The team met on 12 November." in said) == (choice != "Drop mine")


def test_words_of_which_the_log_in_ended_are_there_again(page, log_in, lead):
    log_in(lead)
    page.goto(UPDATE)
    page.get_by_label("What happened?").fill(WORDS)
    page.context.clear_cookies()
    page.get_by_role("button", name="Check update").click()
    log_in(lead)
    page.goto(UPDATE)
    assert page.get_by_text("What you wrote here before is in the form again.").is_visible()
    assert page.get_by_label("What happened?").input_value() == WORDS
