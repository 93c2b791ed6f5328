"""The pages on which something is made private, and where that is to be seen."""

import pytest

from actions.models import Action
from actions.services import mark_private
from plans.models import Role
from tests.factories import make_plan, member
from tests.reports.reading import text_of

pytestmark = pytest.mark.django_db
PAGE = "/plans/sample/actions/2.1/"
LIST = "/plans/sample/actions/"


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
    return text_of(client.post(path, typed, follow=True).content.decode())


def test_an_action_is_made_private_and_public_again(client, plan, pmo):
    assert "Private or not : whether public packs" in get(client, PAGE)
    page = get(client, PAGE + "private/")
    assert "This action is not marked as private" in page and "Mark as private" in page
    said = post(client, PAGE + "private/", private="yes")
    assert "2.1 is private now: public packs leave it out." in said
    assert plan.actions.get(ref="2.1").is_private
    assert "Take the mark away" in get(client, PAGE + "private/")
    assert "is private now" in post(client, PAGE + "private/", private="yes")
    assert "2.1 is no longer marked as private." in post(client, PAGE + "private/", private="no")
    assert not plan.actions.get(ref="2.1").is_private


def test_everybody_who_reads_the_plan_sees_the_word(client, plan, administrator):
    mark_private(action=plan.actions.get(ref="2.1"), is_private=True, by=administrator)
    client.force_login(member(plan, Role.READER, by=administrator))
    for path, times in ((PAGE, 3), (LIST, 1), ("/plans/sample/concerns/", 2)):
        assert client.get(path).content.decode().count(">Private</strong>") == times
    assert ">Private<" not in client.get("/plans/sample/actions/1.2/").content.decode()
    assert "Private or not" not in get(client, PAGE)
    assert client.get(PAGE + "private/").status_code == client.post(PAGE + "private/").status_code == 403


def test_what_stands_under_a_private_action_says_why_it_is_private(client, plan, pmo, administrator):
    under = plan.actions.get(ref="1.2")
    under.parent = plan.actions.get(ref="2.1")
    under.save()
    mark_private(action=under.parent, is_private=True, by=administrator)
    page = get(client, "/plans/sample/actions/1.2/private/")
    assert "It is private all the same, because it stands under 2.1 , which is." in page
    assert "the actions under it" in get(client, PAGE + "private/")


def test_a_concern_is_made_private(client, plan, pmo, administrator):
    concern = plan.concerns.first()
    page = f"/plans/sample/concerns/{concern.pk}/"
    assert "Private or not" in get(client, page)
    assert "This concern is not marked as private" in get(client, page + "private/")
    assert "The concern is private now" in post(client, page + "private/", private="yes")
    assert client.get(page).content.decode().count(">Private</strong>") == 1
    assert "no longer marked" in post(client, page + "private/", private="no")
    mark_private(action=concern.action, is_private=True, by=administrator)
    assert "because it is about 2.1 , which is" in get(client, page + "private/")


def test_several_actions_at_once(client, plan, pmo):
    chosen = ",".join(str(action.key) for action in plan.actions.filter(ref__in=["1.2", "1.4"]))
    page = get(client, "/plans/sample/bulk/private/?action=2&action=4")
    assert "2 actions chosen" in page and "Leave them out: mark them as private" in page
    assert "Choose whether public packs" in post(client, "/plans/sample/bulk/private/?action=2&action=4", keys=chosen)
    said = post(client, "/plans/sample/bulk/private/?area=1", keys=chosen, is_private="yes")
    assert "2 actions marked as private; all that you chose." in said
    said = post(client, "/plans/sample/bulk/private/?every=yes", keys=chosen + ",1,nonsense", is_private="yes")
    assert "1 action marked as private; 2 others were so already." in said
    assert set(Action.objects.filter(is_private=True).values_list("key", flat=True)) == {1, 2, 4}
    said = post(client, "/plans/sample/bulk/private/", keys=chosen, is_private="no")
    assert "2 actions no longer marked as private" in said


def test_nothing_chosen_is_said(client, plan, pmo):
    assert "No action was chosen" in get(client, "/plans/sample/bulk/private/")


def test_the_list_can_be_asked_for_what_is_private(client, plan, pmo, administrator):
    assert "Private and public" not in get(client, LIST)
    mark_private(action=plan.actions.get(ref="2.1"), is_private=True, by=administrator)
    assert "Private and public" in get(client, LIST)
    assert "1 action of 12" in get(client, LIST + "?private=yes")
    assert "11 actions of 12" in get(client, LIST + "?private=no")
