"""Every page there is, in a browser: accessible, quiet, within its policy, and no wider than a small phone."""

import pytest
from django.contrib import admin

from plans.admin import ReadOnlyAdmin

from .checks import take_screenshots, violations, wider_than_the_window
from .pages import PUBLIC, Route, pages, routes

# What is only read in the administration has no page to add it.
NOT_ADDED = {
    f"admin:{model._meta.app_label}_{model._meta.model_name}_add"
    for model, options in admin.site._registry.items()
    if isinstance(options, ReadOnlyAdmin)
}
# What the administration shows; its pages are Django's, so only our policy and our settings are at stake.
ADMIN_PAGES = [
    route
    for route in routes()
    if route.is_admin and route.name.endswith(("index", "changelist", "_add")) and route.name not in NOT_ADDED
]


# A world takes longer to build than a page to look at, so the pages share a few of them.
SHARES = 4


def faults(page, route):
    """What is wrong with a page, at the width of a desk and of a small phone."""
    page.complaints.clear()
    page.set_viewport_size({"width": 1280, "height": 900})
    status = page.goto(route.path).status
    found = [f"it answers {status}"] if status != 200 else []
    found += violations(page)
    take_screenshots(page, str(route))
    page.set_viewport_size({"width": 320, "height": 640})
    found += [f"at 320 pixels: {violation}" for violation in violations(page)]
    if wider_than_the_window(page):
        found.append("at 320 pixels it has to be scrolled sideways")
    return found + page.complaints


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page(page, log_in, world, share):
    found = {}
    for route in pages()[share::SHARES]:
        page.context.clear_cookies()
        if route.name not in PUBLIC - {"account_logout"}:
            log_in(world)
        found[str(route)] = faults(page, route)
    assert {route: said for route, said in found.items() if said} == {}


@pytest.mark.parametrize("share", range(2))
def test_every_page_of_the_administration_works_within_the_policy(page, log_in, world, share):
    log_in(world)
    found = {}
    for route in ADMIN_PAGES[share::2]:
        page.complaints.clear()
        status = page.goto(route.path).status
        found[str(route)] = page.complaints[:] if status == 200 else [f"it answers {status}", *page.complaints]
    assert {route: said for route, said in found.items() if said} == {}


def test_a_page_that_is_not_there(page, log_in, world):
    log_in(world)
    assert page.goto("/nowhere/").status == 404
    assert violations(page) == []
    take_screenshots(page, "not found")


def test_the_checks_find_planted_faults(page, log_in, world):
    log_in(world)
    page.goto("/account/log-out/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=/nowhere.png>')")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=color:red>x</p>')")
    page.evaluate("document.querySelector('main').style.width = '3000px'")
    page.wait_for_timeout(300)
    assert any(line.startswith("image-alt") for line in violations(page))
    assert any("Content Security Policy" in line for line in page.complaints)
    assert wider_than_the_window(page)


def test_a_faulty_page_is_named_with_what_is_wrong(page, world):
    complaints = faults(page, Route("home", "/nowhere/"))
    assert complaints[0] == "it answers 404"
