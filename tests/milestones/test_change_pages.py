"""The pages on which milestones are reworded, removed, merged, replaced and brought back."""

import pytest

from milestones.services import merge_milestone, update_milestone, withdraw_milestone
from tests.factories import FEBRUARY, MARCH
from tests.reports.reading import text_of

from .late import keep_milestone, seen

PAGE = "/plans/sample/milestones/1/"
WHY = {"reason": "The board said so."}


@pytest.fixture
def other(plan, milestone, administrator):
    return keep_milestone(plan, administrator, ref="44")


@pytest.fixture
def as_pmo(client, pmo):
    client.force_login(pmo)
    return client


def words(response):
    return text_of(response.content.decode())


def send(client, milestone, kind, **typed):
    path = f"/plans/sample/milestones/{milestone.key}/change/{kind}/"
    return words(client.post(path, WHY | {"seen": seen(milestone)} | typed, follow=True))


def test_a_milestone_offers_the_changes_that_it_can_have(as_pmo, milestone):
    page = words(as_pmo.get(PAGE + "change/"))
    assert "Reword it" in page and "Merge it into another" in page and "Bring it back" not in page
    assert as_pmo.get(PAGE + "change/resumed/").status_code == 404
    assert as_pmo.get(PAGE + "change/unheard-of/").status_code == 404


def test_one_is_removed_and_brought_back(as_pmo, milestone):
    form = words(as_pmo.get(PAGE + "change/withdrawn/"))
    assert "Remove this milestone" in form and "its number is never used again" in form
    page = send(as_pmo, milestone, "withdrawn")
    assert "Milestone 41 is removed." in page and "41 removed on" in page
    assert "Bring it back" in words(as_pmo.get(PAGE + "change/"))
    assert "Milestone 41 is to be done again." in send(as_pmo, milestone, "resumed")


def test_two_are_merged_into_a_new_one_and_the_chain_leads_both_ways(as_pmo, milestone, other):
    page = send(as_pmo, milestone, "merged", how="new", new_ref="45", new_title="Open both wards")
    assert "Milestone 41 is merged." in page and "41 merged into 45" in page
    send(as_pmo, other, "merged", how="existing", into=" 45 ")
    page = words(as_pmo.get("/plans/sample/milestones/3/"))
    assert "41 merged into 45" in page and "44 merged into 45" in page and "45 added" in page
    assert "nothing about it changes any more" in words(as_pmo.get(PAGE + "change/"))


def test_one_without_a_number_is_called_by_its_key(as_pmo, plan, milestone, administrator):
    keep_milestone(plan, administrator, ref="")
    assert "Milestone 41 is replaced." in send(as_pmo, milestone, "replaced", how="existing", into="m2")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose what goes on"),
        ({"how": "existing"}, "Enter the number of the milestone that goes on"),
        ({"how": "existing", "into": "99"}, "No milestone of this plan is “99”"),
        ({"how": "existing", "into": "41"}, "Choose another milestone of this plan"),
        ({"how": "new"}, "Enter what is to be done by then"),
        ({"how": "new", "new_title": "No. 943 476 5919"}, "looks like an NHS number"),
        ({"how": "new", "new_ref": "44", "new_title": "Open it"}, "a number is never used twice"),
        ({"how": "existing", "into": "44", "reason": ""}, "Enter why, for everybody who reads the plan"),
    ],
)
def test_what_is_wrong_is_said(as_pmo, milestone, other, typed, sentence):
    assert sentence in send(as_pmo, milestone, "merged", **typed)
    assert milestone.statements.count() == 1


def test_a_milestone_is_reworded(as_pmo, milestone):
    assert "Open ward 41" in words(as_pmo.get(PAGE + "change/reworded/"))
    assert "No word is different" in send(as_pmo, milestone, "reworded", title="Open ward 41")
    assert "Milestone 41 is reworded." in send(as_pmo, milestone, "reworded", title="Open the ward")
    assert milestone.statements.first().title == "Open the ward"


def test_of_two_writers_the_second_is_told_and_keeps_what_they_typed(as_pmo, milestone, owner):
    at_first = seen(milestone)
    update_milestone(milestone=milestone, facts={"note": "Nearly."}, seen=at_first, on=MARCH, by=owner)
    page = send(as_pmo, milestone, "reworded", title="Open the ward", seen=at_first)
    assert "Somebody changed this milestone meanwhile" in page and "Open the ward" in page
    assert f'name="seen" value="{seen(milestone)}"' in as_pmo.post(
        PAGE + "change/reworded/", WHY | {"title": "Open the ward", "seen": at_first}
    ).content.decode().replace('type="hidden" ', "")
    assert "is reworded" in send(as_pmo, milestone, "reworded", title="Open the ward")
    assert "Somebody changed" in send(as_pmo, milestone, "withdrawn", seen="")


def test_a_form_sent_twice_is_done_once(as_pmo, milestone):
    at_first = seen(milestone)
    for _ in range(2):
        assert "is removed" in send(as_pmo, milestone, "withdrawn", seen=at_first)
    assert milestone.changes.filter(kind="withdrawn").count() == 1


def test_a_meeting_of_another_day_is_refused_at_its_field(as_pmo, milestone):
    typed = {"committee": "Board", "held_on_day": "1", "held_on_month": "1", "held_on_year": "2039"}
    assert "Enter a day that has come" in send(as_pmo, milestone, "withdrawn", **typed)
    typed |= {"held_on_year": "2019"}
    assert "at Board, recorded by" in send(as_pmo, milestone, "withdrawn", **typed)


def test_only_the_office_changes(client, milestone, other, owner, pmo):
    client.force_login(owner)
    for tail in ("change/", "change/withdrawn/"):
        assert client.get(PAGE + tail).status_code == 403
    withdraw_milestone(milestone=milestone, reason="x", seen=seen(milestone), on=FEBRUARY, by=pmo)
    done = {"reason": "x", "seen": seen(other), "on": FEBRUARY, "by": pmo}
    merge_milestone(milestone=other, into=keep_milestone(milestone.plan, pmo, ref="45"), **done)
    page = words(client.get(PAGE))
    assert "41 removed on 12 February 2019" in page and "Bring it back" not in page
    client.force_login(pmo)
    assert "Bring it back" in words(client.get(PAGE))
    assert "Bring it back" not in words(client.get("/plans/sample/milestones/2/"))
    assert "Remove, merge, replace or reword it" in words(client.get("/plans/sample/milestones/3/"))
