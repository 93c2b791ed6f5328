"""The milestones that somebody answers for, and how My work tells them."""

import re
from datetime import timedelta
from html import unescape

from django.utils import timezone

from milestones.owned import owned_milestones
from milestones.services import update_milestone
from plans.models import Holding, Role
from plans.services import make_period, save_reference
from reports.my_work import my_work
from tests.factories import FEBRUARY, JANUARY, make_plan, member
from tests.queries import queries_of

from .late import keep_milestone, seen

TODAY = timezone.localdate()


def home(client, user):
    client.force_login(user)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", client.get("/").content.decode())).split())


def called(user, plan, on=FEBRUARY):
    return "".join(each.statement.milestone.called for each in owned_milestones(user.person_id, [plan.pk], on))


def test_those_of_ones_posts_that_are_still_to_be_done(plan, owner, pmo):
    keep_milestone(plan, pmo, "1", due_on=None)
    keep_milestone(plan, pmo, "2")
    keep_milestone(plan, pmo, "3", status="complete")
    keep_milestone(plan, pmo, "4", standing="merged")
    keep_milestone(plan, pmo, "5", owners=[])
    keep_milestone(plan, pmo, "6", due_on=JANUARY)
    assert called(owner, plan) == "621" and called(pmo, plan) == ""
    assert owned_milestones(owner.person_id, [], FEBRUARY) == []


def test_a_deputy_and_who_is_named_answer_for_it_too(plan, pmo, administrator):
    deputy = member(plan, Role.MILESTONE_OWNER, by=administrator, deputy_for=["AO"], email="deputy@example.org")
    named = member(plan, Role.MILESTONE_OWNER, by=administrator, email="named@example.org")
    keep_milestone(plan, pmo, "1")
    keep_milestone(plan, pmo, "2", owners=[{"role": "chief", "post": None, "person": named.person_id}])
    assert called(deputy, plan) == "1" and called(named, plan) == "2"


def test_when_it_was_last_told_and_whether_it_is_late(plan, owner, pmo):
    milestone = keep_milestone(plan, pmo)
    [owned] = owned_milestones(owner.person_id, [plan.pk], FEBRUARY)
    assert owned.updated_on is None and owned.is_late(FEBRUARY) and not owned.is_late(JANUARY)
    assert owned.is_due_soon(JANUARY)
    update_milestone(milestone=milestone, facts={}, seen=seen(milestone), on=FEBRUARY, by=owner)
    [owned] = owned_milestones(owner.person_id, [plan.pk], FEBRUARY)
    assert owned.updated_on == FEBRUARY
    assert owned_milestones(owner.person_id, [plan.pk], JANUARY)[0].updated_on is None


def test_my_work_lists_them_with_what_is_owed(client, plan, owner, pmo):
    late = keep_milestone(plan, pmo, "1", title="Open a ward")
    keep_milestone(plan, pmo, "2", due_on=TODAY + timedelta(days=9), status="on_track")
    keep_milestone(plan, pmo, "3", due_on=TODAY + timedelta(days=300))
    page = home(client, owner)
    assert "Milestones I answer for 3 milestones still to be done, 3 of them without a word this period." in page
    assert "1 Open a ward No status 31 January 2019" in page and "Nothing said yet Not updated this period" in page
    assert "Due soon" in page and page.count("Due soon") == 1
    assert "Nothing waits for you now" not in page
    client.post(f"/plans/sample/milestones/{late.key}/no-change/", {"seen": seen(late), "next": "/"})
    page = home(client, owner)
    assert "2 of them without a word this period" in page and page.count("No change for milestone") == 2


def test_while_a_period_is_open_a_word_is_owed_since_it_opened(plan, owner, pmo, administrator):
    milestone = keep_milestone(plan, pmo)
    update_milestone(milestone=milestone, facts={}, seen=seen(milestone), on=FEBRUARY, by=owner)
    [owed] = my_work(owner, FEBRUARY + timedelta(days=2)).milestones
    assert not owed.is_owed
    opens = FEBRUARY + timedelta(days=1)
    days = {"opens_on": opens, "updates_due_on": opens + timedelta(days=7), "as_at": opens + timedelta(days=9)}
    make_period(plan=plan, label="Month 11", **days, by=administrator)
    [owed] = my_work(owner, FEBRUARY + timedelta(days=2)).milestones
    assert owed.is_owed and owed.since == opens


def test_two_plans_are_told_apart_and_a_reader_owns_nothing(client, plan, owner, pmo, administrator):
    keep_milestone(plan, pmo, "1")
    reader = member(plan, Role.READER, by=administrator, posts=["AO"], email="reader@example.org")
    assert my_work(reader, FEBRUARY).milestones == ()
    assert my_work(administrator, FEBRUARY).milestones == ()
    assert "The sample plan No status" not in home(client, owner)
    other = make_plan(administrator, slug="other", actions=1, dates=(JANUARY,))
    save_reference(record=Holding(post=other.posts.get(), person=owner.person), by=administrator)
    other.memberships.create(user=owner, role=Role.MILESTONE_OWNER)
    keep_milestone(other, administrator, "8")
    page = home(client, owner)
    assert "8 Open ward 8 The other plan" in page and "1 Open ward 1 The sample plan" in page


def test_the_page_asks_as_often_whatever_the_number(client, plan, owner, pmo):
    keep_milestone(plan, pmo, "0")
    client.force_login(owner)
    before = queries_of(client, "/")[0]
    for number in range(1, 20):
        keep_milestone(plan, pmo, str(number))
    assert queries_of(client, "/")[0] == before
