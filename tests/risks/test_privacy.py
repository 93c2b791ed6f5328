"""A risk is made private by whoever keeps the packs, and left out of what the public is told."""

import pytest
from django.core.exceptions import PermissionDenied

from risks.figures import figures_of
from risks.services import mark_risk_private
from tests.factories import JANUARY
from tests.reports.reading import text_of

PAGE = "/plans/sample/risks/1/"


def get(client, path=PAGE):
    return text_of(client.get(path).content.decode())


def test_a_risk_is_made_private_and_public_again(client, plan, risk, pmo):
    client.force_login(pmo)
    assert "Private or not : whether public packs leave it out" in get(client)
    assert "This risk is not marked as private" in get(client, PAGE + "private/")
    for _ in range(2):
        said = client.post(PAGE + "private/", {"private": "yes"}, follow=True).content.decode()
        assert "R1 is private now: public packs leave it out." in text_of(said) and ">Private</strong>" in said
    assert risk.history.count() == 2
    assert [len(figures_of(plan, JANUARY, is_public=each).risks) for each in (False, True)] == [1, 0]
    assert "Take the mark away" in get(client, PAGE + "private/")
    said = text_of(client.post(PAGE + "private/", {"private": "no"}, follow=True).content.decode())
    assert "R1 is no longer marked as private." in said
    assert len(figures_of(plan, JANUARY, is_public=True).risks) == 1


def test_an_owner_reads_that_it_is_private_and_cannot_change_it(client, risk, owner, administrator):
    mark_risk_private(risk=risk, is_private=True, by=administrator)
    client.force_login(owner)
    assert "Private or not" not in get(client)
    assert client.get(PAGE).content.decode().count(">Private</strong>") == 1
    assert client.get(PAGE + "private/").status_code == 403
    with pytest.raises(PermissionDenied):
        mark_risk_private(risk=risk, is_private=False, by=owner)
