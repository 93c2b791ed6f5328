"""The register of milestones in the browser's words: what stands there, who may do what, and what comes of a form."""

import re
from html import unescape

import pytest

REGISTER = "/plans/sample/milestones/"
PAGE = REGISTER + "1/"


def words(client, path, status=200):
    response = client.get(path, follow=True)
    assert response.status_code == status
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def as_owner(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def as_pmo(client, pmo):
    client.force_login(pmo)
    return client


def test_the_register_tells_what_is_to_be_done_by_whom_and_by_when(as_owner, critical):
    page = words(as_owner, REGISTER)
    assert "7 A single number to call ! Critical path" in page
    assert "28 February 2019" in page and "On track" in page and "Add a milestone" not in page


def test_a_page_of_a_milestone_tells_all_of_it(as_owner, critical):
    page = words(as_owner, PAGE + "?as_at=2019-02-12")
    assert "7 A single number to call On track" in page and "The first record of this milestone." in page
    assert "Update this milestone" not in page
    assert "Update this milestone" in words(as_owner, PAGE)
    assert words(as_owner, PAGE + "?as_at=2018-01-01", 404)
