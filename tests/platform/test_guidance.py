"""Help for each role, the glossary, and what everybody may read without log-in."""

import re

import pytest
from django.conf import settings

from improvement_tracker.glossary import GLOSSARY
from improvement_tracker.guidance import TOPICS
from plans.models import Role
from tests.factories import make_plan, member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["accessibility", "privacy", "cookies"])
def test_what_the_law_asks_to_say_is_read_without_log_in(client, page, settings):
    settings.SUPPORT_CONTACT, settings.ORGANISATION_NAME = "help@example.org", "Example Partners"
    response = client.get(f"/{page}/")
    assert response.status_code == 200
    assert f'href="/{page}/"' in client.get("/account/log-in/").content.decode()
    if page != "cookies":
        assert "help@example.org" in response.content.decode()
        assert "Example Partners" in response.content.decode()


def test_the_cookies_named_are_those_that_are_set(client, outsider):
    client.force_login(outsider)
    client.get("/account/log-out/")
    page = client.get("/cookies/").content.decode()
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= set(client.cookies)
    for cookie in client.cookies:
        assert f">{cookie}</th>" in page


def test_help_is_written_for_every_role_and_ones_own_stands_first(client, administrator):
    assert {role for topic in TOPICS for role in topic.roles} == set(Role)
    lead = member(make_plan(administrator), Role.LEAD, by=administrator)
    client.force_login(lead)
    page = client.get("/help/").content.decode()
    own, others = page.split("For others")
    assert "For leads" in own
    assert "For leads" not in others


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_a_page_of_help_takes_two_minutes(client, outsider, topic):
    client.force_login(outsider)
    page = client.get(f"/help/{topic.name}/").content.decode()
    words = re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0]).split()
    assert topic.title in page
    assert 60 < len(words) <= 480  # 240 words a minute


def test_help_that_there_is_not_is_not_found(client, outsider):
    client.force_login(outsider)
    assert client.get("/help/nothing/").status_code == 404


def test_the_glossary_explains_each_word_once(client, outsider):
    client.force_login(outsider)
    page = client.get("/help/glossary/").content.decode()
    assert len({entry.term for entry in GLOSSARY}) == len(GLOSSARY) > 25
    assert all(entry.term in page for entry in GLOSSARY)
