from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import resolve

from improvement_tracker import navigation
from reports.addresses import PlanAddresses


def asked(rf, path="/", user=None, as_at=None):
    request = rf.get(path)
    request.user = user
    request.resolver_match = resolve(path)
    if slug := request.resolver_match.kwargs.get("slug"):
        request.plan, request.links = SimpleNamespace(slug=slug), PlanAddresses(slug, as_at)
    return navigation.navigation(request)


def current(rf, path):
    return [link["text"] for link in asked(rf, path)["navigation"] if link["current"]]


def test_the_pages_of_a_plan_share_a_menu_whose_current_section_is_marked(rf):
    menu = asked(rf, "/plans/example/")["navigation"]
    assert menu[0] == {"text": "Overview", "href": "/plans/example/", "current": True}
    assert current(rf, "/plans/example/actions/") == current(rf, "/plans/example/actions/1.3.1/") == ["Actions"]


def test_the_menu_keeps_the_date_looked_at(rf):
    menu = asked(rf, "/plans/example/", as_at=date(2019, 3, 14))["navigation"]
    assert {link["href"].partition("?")[2] for link in menu} == {"as_at=2019-03-14"}


def test_a_page_outside_a_plan_has_no_menu(rf):
    assert asked(rf)["navigation"] == []


def test_a_page_that_was_not_found_has_no_menu(rf):
    request = rf.get("/nowhere/")
    request.resolver_match = None
    assert navigation.navigation(request) == {"navigation": [], "footer_links": []}


@pytest.mark.parametrize(("is_staff", "texts"), [(True, ["Administration"]), (False, [])])
def test_the_administration_is_shown_to_whom_it_is_open(rf, is_staff, texts):
    links = asked(rf, user=SimpleNamespace(is_staff=is_staff))["footer_links"]
    assert [link["text"] for link in links] == texts
