"""A real browser before a real server. Skipped, with a sentence, where there is no Chromium or Chrome."""

import os
import shutil

import pytest
from django.conf import settings
from django.test import Client

from .pages import build_world
from .steps import Somebody

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
# In a container, or as root, Chromium has no sandbox; and it is to look nowhere but at the server under test.
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
OPTIONS += ["--disable-sync", "--disable-quic", "--no-first-run"]
# Playwright runs an event loop in the thread of the test, which Django would otherwise refuse to share.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("there is no Chromium or Chrome on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()


def failed(page, request):
    """A picture that was still under way when somebody went on is no fault of the page."""
    if request.failure != "net::ERR_ABORTED":
        page.complaints.append(f"{request.url}: {request.failure}")


@pytest.fixture
def new_page(chromium, live_server):
    """new_page(): an empty page of a fresh browser session, whose `complaints` lists what the browser complains of."""
    contexts = []

    def open_one():
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="en-GB"
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("requestfailed", lambda request: failed(page, request))
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    """The one page of a test that needs one browser session."""
    return new_page()


@pytest.fixture
def log_in(page, live_server):
    """log_in(user): the page's session becomes that user's, without the log-in page."""

    def enter(user):
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return enter


@pytest.fixture
def world(transactional_db, administrator):
    """A plan to look at; the value is the administrator."""
    build_world()
    return administrator


@pytest.fixture
def somebody(new_page):
    """somebody(user, journey): a `Somebody`, who is not logged in yet, in a browser session of their own."""
    return lambda user, journey: Somebody(new_page(), user, journey)
