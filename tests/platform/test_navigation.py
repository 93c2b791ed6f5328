from types import SimpleNamespace

import pytest
from django.urls import ResolverMatch

from improvement_tracker import navigation
from improvement_tracker.navigation import Link


def asked(rf, user=None, namespaces=(), **arguments):
    request = rf.get("/")
    request.user = user
    request.resolver_match = ResolverMatch(lambda: None, (), arguments, namespaces=list(namespaces))
    return navigation.navigation(request)


@pytest.fixture
def one_link(monkeypatch):
    monkeypatch.setattr(navigation, "PLAN_LINKS", [Link("People", "admin:app_list", section="people")])


def test_the_pages_of_a_plan_share_a_menu_whose_current_section_is_marked(rf, one_link):
    menu = asked(rf, namespaces=["people"], plan="accounts")["navigation"]
    assert menu == [{"text": "People", "href": "/admin/accounts/", "current": True}]
    assert not asked(rf, namespaces=["actions"], plan="accounts")["navigation"][0]["current"]


def test_a_page_outside_a_plan_has_no_menu(rf, one_link):
    assert asked(rf)["navigation"] == []


def test_a_page_that_was_not_found_has_no_menu(rf, one_link):
    request = rf.get("/nowhere/")
    request.resolver_match = None
    assert navigation.navigation(request) == {"navigation": [], "footer_links": []}


@pytest.mark.parametrize(("is_staff", "texts"), [(True, ["Administration"]), (False, [])])
def test_the_administration_is_shown_to_whom_it_is_open(rf, is_staff, texts):
    links = asked(rf, user=SimpleNamespace(is_staff=is_staff))["footer_links"]
    assert [link["text"] for link in links] == texts


def test_every_link_leads_somewhere(rf):
    """The menu itself, as it is: each name is the name of a URL."""
    assert all(link["href"] for link in asked(rf, plan="any")["navigation"])
