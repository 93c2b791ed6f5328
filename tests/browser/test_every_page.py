"""Every page there is, in a browser: accessible, quiet, within its policy, and no wider than a small phone."""

import pytest
from django.contrib import admin

from plans.admin import ReadOnlyAdmin

from .checks import take_screenshots, violations, wider_than_the_window
from .pages import PUBLIC, pages, routes

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


@pytest.mark.parametrize("route", pages(), ids=str)
def test_a_page(page, log_in, world, route):
    if route.name not in PUBLIC - {"account_logout"}:
        log_in(world)
    response = page.goto(route.path)
    assert response.status == 200
    assert page.complaints == []
    assert violations(page) == []
    take_screenshots(page, str(route))
    page.set_viewport_size({"width": 320, "height": 640})
    assert not wider_than_the_window(page)
    assert violations(page) == []


@pytest.mark.parametrize("route", ADMIN_PAGES, ids=str)
def test_a_page_of_the_administration_works_within_the_policy(page, log_in, world, route):
    log_in(world)
    assert page.goto(route.path).status == 200
    assert page.complaints == []


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
