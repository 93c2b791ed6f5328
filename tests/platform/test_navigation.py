from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import resolve

from improvement_tracker import navigation
from plans.addresses import PlanAddresses
from plans.models import Role
from plans.permissions import Permission, Rights
from tests.factories import make_plan, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(administrator):
    return member(make_plan(administrator, actions=1), Role.READER, by=administrator)


def asked(rf, path="/", user=None, as_at=None, permissions=()):
    request = rf.get(path)
    request.user = user
    request.resolver_match = resolve(path)
    if slug := request.resolver_match.kwargs.get("slug"):
        request.plan, request.links = SimpleNamespace(slug=slug), PlanAddresses(slug, as_at)
        request.rights = Rights(frozenset(permissions))
    return navigation.navigation(request)


def current(rf, path, user):
    return [link["text"] for link in asked(rf, path, user)["navigation"] if link["current"]]


def test_the_pages_of_a_plan_share_a_menu_whose_current_section_is_marked(rf, reader):
    menu = asked(rf, "/plans/example/", reader)["navigation"]
    assert menu[0] == {"text": "My work", "href": "/", "current": False, "count": 0}
    assert menu[1] == {"text": "Overview", "href": "/plans/example/", "current": True}
    assert current(rf, "/plans/example/actions/", reader) == current(rf, "/plans/example/actions/1.3.1/", reader)
    assert current(rf, "/plans/example/actions/", reader) == ["Actions"]


def test_the_menu_keeps_the_date_looked_at(rf, reader):
    menu = asked(rf, "/plans/example/", reader, as_at=date(2019, 3, 14))["navigation"]
    assert {link["href"].partition("?")[2] for link in menu[1:]} == {"as_at=2019-03-14"}


def test_a_link_of_the_menu_may_be_for_those_only_who_may_do_what_it_leads_to(rf, reader):
    path = "/plans/example/imports/new/"
    assert "Import" not in [link["text"] for link in asked(rf, path, reader)["navigation"]]
    menu = asked(rf, path, reader, permissions=[Permission.IMPORT_WORKBOOK])["navigation"]
    assert menu[-1] == {"text": "Import", "href": "/plans/example/imports/", "current": True}


def test_a_page_outside_a_plan_leads_to_ones_own_work(rf, reader):
    assert current(rf, "/", reader) == ["My work"]
    assert len(asked(rf, "/", reader)["navigation"]) == 1


ABOUT = ["Accessibility statement", "Privacy", "Cookies"]


def footer(rf, user):
    return [link["text"] for link in asked(rf, user=user)["footer_links"]]


def test_a_page_that_was_not_found_has_no_menu_and_keeps_its_footer(rf):
    request = rf.get("/nowhere/")
    request.resolver_match = None
    shown = navigation.navigation(request)
    assert shown["navigation"] == []
    assert [link["text"] for link in shown["footer_links"]] == ABOUT


def test_the_footer_offers_help_after_log_in_and_the_administration_to_whom_it_is_open(rf, reader, administrator):
    assert footer(rf, None) == footer(rf, AnonymousUser()) == ABOUT
    assert footer(rf, reader) == ["Help", "Glossary", *ABOUT]
    assert footer(rf, administrator) == ["Help", "Glossary", *ABOUT, "Administration"]
