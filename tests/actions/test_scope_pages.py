"""The pages on which the scope is changed, and the chain that everybody can read."""

from datetime import date

import pytest

from actions.models import Action, ScopeChange
from actions.presenters.scope import shown_changes
from plans.models import Role
from tests.factories import make_plan, member
from tests.reports.reading import part, text_of

pytestmark = pytest.mark.django_db
PAGE = "/plans/sample/actions/2.1/"
WHY = {"reason": "The trust does it now."}


@pytest.fixture
def plan(administrator):
    return make_plan(administrator)


@pytest.fixture
def pmo(client, plan, administrator):
    user = member(plan, Role.PMO, by=administrator)
    client.force_login(user)
    return user


def get(client, path):
    return text_of(client.get(path).content.decode())


def post(client, path, **typed):
    answer = client.post(path, WHY | typed, follow=True)
    return text_of(answer.content.decode()), answer.redirect_chain


def test_a_quiet_link_leads_to_the_changes_in_words(client, plan, pmo, administrator):
    assert "Change this action : reword, pause" in get(client, PAGE)
    page = get(client, PAGE + "change/")
    for words in ("Reword it", "Pause it", "Withdraw it", "Merge it into another", "Replace it"):
        assert words in page
    assert "Resume it" not in page
    assert "Change this action" not in get(client, PAGE + "?as_at=2019-02-12")
    client.force_login(member(plan, Role.READER, by=administrator))
    assert "Change this action" not in get(client, PAGE)
    assert client.get(PAGE + "change/").status_code == 403


def test_open_concerns_about_what_ends_are_named(client, plan, pmo):
    words = "1 concern about it is open and will stay so"
    for change, named in (("withdrawn", True), ("merged", True), ("paused", False)):
        assert (words in get(client, f"{PAGE}change/{change}/")) == named
    assert "about it" not in get(client, "/plans/sample/actions/1.2/change/withdrawn/")


def test_a_withdrawn_action_says_so_on_its_page_and_in_its_chain(client, plan, pmo):
    page, went = post(client, PAGE + "change/withdrawn/", meeting="")
    assert went == [(PAGE, 302)] and "2.1 is withdrawn." in page
    scope = text_of(part(client.get(PAGE).content.decode(), "scope"))
    assert scope.startswith("Changes of scope and leads Withdrawn on ")
    assert "because: The trust does it now. Decided on" in scope and "recorded by Somebody pmo" in scope
    assert "Resume it" in get(client, PAGE + "change/")
    assert client.get(PAGE + "change/paused/").status_code == 404
    assert client.get(PAGE + "change/unheard-of/").status_code == 404
    assert 'id="scope"' not in client.get(PAGE + "?as_at=2019-02-12").content.decode()
    page, _ = post(client, PAGE + "change/resumed/")
    assert "2.1 is to be done again." in page


@pytest.mark.parametrize("kind", ScopeChange.Kind)
def test_every_kind_of_change_can_be_read(kind, client, plan, pmo):
    statement = plan.actions.get(ref="2.1").statements.first()
    when = {"effective_on": statement.effective_on, "recorded_by": pmo}
    ScopeChange.objects.create(action=statement.action, kind=kind, reason="So it is.", statement=statement, **when)
    assert "on 12 February 2019, because: So it is." in get(client, PAGE)


def test_merged_the_chain_is_read_on_both_pages(client, plan, pmo):
    page, _ = post(client, PAGE + "change/merged/", into="9.9")
    assert "No action of this plan has the reference “9.9”." in page
    page, _ = post(client, PAGE + "change/merged/", into=" 2.1")
    assert "Choose another action of this plan." in page
    page, _ = post(client, PAGE + "change/merged/", into="1.2")
    assert "2.1 is merged." in page
    assert "Merged into 1.2 on" in page
    assert "Took in 2.1 on" in get(client, "/plans/sample/actions/1.2/")
    assert "It stays readable, and nothing about it changes any more." in get(client, PAGE + "change/")


def test_replaced_by_an_action_known_or_new(client, plan, pmo):
    asked = [
        ({}, "Choose what takes its place"),
        ({"how": "existing"}, "Enter the reference of the action that takes its place"),
        ({"how": "existing", "into": "9.9"}, "No action of this plan has the reference “9.9”."),
        ({"how": "new", "new_ref": "2.77"}, "Enter what is to be done instead"),
        ({"how": "new", "new_ref": "1.2", "new_title": "Do it better"}, "1.2 is another action already"),
    ]
    for typed, words in asked:
        page, went = post(client, PAGE + "change/replaced/", **typed)
        assert words in page and went == []
    post(client, PAGE + "change/replaced/", how="new", new_ref="2.77", new_title="Do it better")
    page = get(client, "/plans/sample/actions/2.77/")
    assert "Takes the place of 2.1 on" in page and "Added on" in page
    assert "Replaced by 2.77 on" in get(client, PAGE)
    post(client, "/plans/sample/actions/2.77/change/replaced/", how="existing", into="1.2")
    assert "Takes the place of 2.77 on" in get(client, "/plans/sample/actions/1.2/")


def test_reworded_with_the_words_as_they_are_to_begin_with(client, plan, pmo):
    assert "Do thing 1 <b>well</b>" in get(client, PAGE + "change/reworded/").partition("Reword this action")[2]
    same = {"title": "Do thing 1 <b>well</b>", "success_measure": "It is done."}
    assert "No word is different" in post(client, PAGE + "change/reworded/", **same)[0]
    page, _ = post(client, PAGE + "change/reworded/", **same | {"title": "Do it all"})
    assert "2.1 is reworded." in page and "Do it all" in page


def test_paused_and_what_is_wrong_is_said(client, plan, pmo):
    page, _ = post(client, PAGE + "change/paused/", reason="")
    assert "Enter why, for everybody who reads the plan" in page
    page, _ = post(client, PAGE + "change/paused/")
    assert "2.1 is paused." in page
    assert "Paused" in get(client, PAGE)


def test_those_under_it_are_asked_about(client, plan, pmo):
    post(client, "/plans/sample/add-action/", ref="2.1.1", title="Child")
    page, _ = post(client, PAGE + "change/withdrawn/")
    assert "Choose whether the actions under it are withdrawn too or stay" in page and "2.1.1 Child" in page
    post(client, PAGE + "change/withdrawn/", with_children="too")
    assert plan.actions.get(ref="2.1.1").standing == "withdrawn"


def test_an_action_is_added_from_the_list(client, plan, pmo, administrator):
    assert "Add an action" in get(client, "/plans/sample/actions/")
    assert "Add an action" not in get(client, "/plans/sample/actions/?as_at=2019-02-12")
    page, _ = post(client, "/plans/sample/add-action/", ref="1.2", title="Again")
    assert "Error: Add an action" in page and "1.2 is another action already" in page
    post_, recommendation = plan.posts.get(), plan.recommendations.first()
    given = {"sro": post_.pk, "recommendation": recommendation.pk, "area": plan.areas.get(number=1).pk}
    given |= {"due_on_day": "30", "due_on_month": "6", "due_on_year": "2040"}
    page, went = post(client, "/plans/sample/add-action/", ref="1.99", title="Do more", **given)
    assert went == [("/plans/sample/actions/1.99/", 302)] and "1.99 is added." in page
    new = plan.actions.get(ref="1.99")
    assert (new.due_on, new.sro_as_written, list(new.recommendations.all())) == (
        date(2040, 6, 30),
        "AO",
        [recommendation],
    )
    page, went = post(client, "/plans/sample/add-action/", ref="", title="Nameless")
    assert "The action is added." in page and "/key/" in went[0][0]
    client.force_login(member(plan, Role.READER, by=administrator))
    assert "Add an action" not in get(client, "/plans/sample/actions/")


def test_a_meeting_still_to_come_is_refused_at_its_field(client, plan, pmo):
    late = {"meeting": "another", "committee": "Board"}
    late |= {"held_on_day": "1", "held_on_month": "1", "held_on_year": "2990"}
    page, _ = post(client, PAGE + "change/withdrawn/", **late)
    assert "Enter a day that has come" in page
    assert not ScopeChange.objects.exists()


@pytest.mark.parametrize("kind", ScopeChange.Kind)
def test_every_kind_of_change_is_told(kind):
    action = Action(pk=1, ref="1.1")
    change = ScopeChange(action=action, kind=kind, reason="So agreed.", effective_on=date(2019, 3, 14))
    [shown] = shown_changes(action, [change])
    assert shown.what and shown.because == "So agreed."
