"""The register of milestones in the browser's words: what stands there, who may do what, and what comes of a form."""

import re
from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from milestones.models import Milestone, MilestoneChange
from milestones.services import describe_milestone, tie_milestone, update_milestone
from plans.models import Committee, Objective, Role
from plans.services import save_reference
from risks.services import add_risk
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan, member
from tests.queries import queries_of

from .late import keep_milestone, seen

REGISTER = "/plans/sample/milestones/"
PAGE = REGISTER + "1/"
SAID = {"progress": "It waits for the builder.", "status": "delayed", "note": ""}


def words(client, path, status=200):
    response = client.get(path, follow=True)
    assert response.status_code == status
    return text_of(response)


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def send(client, path, **given):
    response = client.post(path, given, follow=True)
    assert response.status_code == 200
    return text_of(response)


@pytest.fixture
def as_owner(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def as_pmo(client, pmo):
    client.force_login(pmo)
    return client


def test_the_register_tells_what_is_to_be_done_by_whom_and_by_when(as_owner, critical):
    page = words(as_owner, REGISTER + "?as_at=2019-03-14")
    assert "1 milestone: 1 on track; 1 late, 1 of them on the critical path." in page
    assert "7 A single number to call ! Critical path AO Flow 28 February 2019 14 days late On track Nothing" in page
    assert "Add a milestone" not in page
    assert "No milestone is known as at 9 January 2019" in words(as_owner, REGISTER + "?as_at=2019-01-09")


def test_an_empty_register_says_what_to_do_next(as_owner, plan, pmo, client):
    assert "No milestone is in the register yet." in words(as_owner, REGISTER)
    client.force_login(pmo)
    assert "Add the first one" in words(client, REGISTER)


def test_what_ended_stands_apart(as_pmo, plan, pmo):
    keep_milestone(plan, pmo, "1")
    keep_milestone(plan, pmo, "2", standing="merged", title="Open ward 2")
    page = words(as_pmo, REGISTER)
    assert "1 milestone . 1 more was removed, merged or replaced: show it too" in page and "Open ward 2" not in page
    page = words(as_pmo, REGISTER + "?state=all")
    assert "No longer milestones" in page and "Open ward 2 Merged into another" in page and "2 milestones of 1" in page
    assert "Update this milestone" not in words(as_pmo, REGISTER + "2/")
    Milestone.objects.filter(ref="1").delete()
    assert "Every milestone was removed, merged or replaced." in words(as_pmo, REGISTER)


def test_filters_are_chips_and_an_order_that_is_none_is_said(as_pmo, critical):
    page = words(as_pmo, REGISTER + "?status=delayed&sort=due")
    assert "Take away the filter Status: Delayed" in page and "No milestone is like that" in page
    assert "is not an order of the milestones" in words(as_pmo, REGISTER + "?sort=colour", 404)


def test_a_long_register_has_pages(as_pmo, plan, pmo):
    for number in range(52):
        keep_milestone(plan, pmo, str(number + 1))
    assert "Open ward 51" not in (page := words(as_pmo, REGISTER)) and "Open ward 50" in page
    assert "Open ward 52" in words(as_pmo, REGISTER + "?page=2")
    asked = {queries_of(as_pmo, REGISTER)[0], queries_of(as_pmo, REGISTER + "?page=2")[0]}
    Milestone.objects.filter(key__gt=1).delete()
    assert {queries_of(as_pmo, REGISTER)[0]} == asked


def test_the_page_of_a_milestone_tells_all_of_it(as_owner, critical, plan, pmo, owner, administrator):
    risk = add_risk(plan=plan, facts={"title": "Nobody calls"}, on=JANUARY, by=pmo)
    objective = save_reference(record=Objective(plan=plan, title="Care near home"), by=administrator)
    page = words(as_owner, PAGE + "?as_at=2019-01-10")
    assert "No action, risk or objective is tied to it." in page and "The first record of this milestone." in page
    for record in (plan.actions.get(ref="1.2"), risk, objective):
        tie_milestone(milestone=critical, to=record, on=FEBRUARY, by=pmo)
    facts = {"progress": "It waits.", "status": "delayed", "forecast_on": MARCH, "note": "See page 4"}
    update_milestone(milestone=critical, facts=facts, seen=seen(critical), on=FEBRUARY, by=owner)
    page = words(as_owner, PAGE + "?as_at=2019-02-12")
    assert "7 A single number to call Delayed ! Critical path Expected to be late" in page
    assert "Expected to be done 14 March 2019" in page and "Due, as written 28-Feb-19" in page
    assert "Belongs to the action 1.2" in page and "Mitigates the risk R1 Nobody calls" in page
    assert "Serves the objective Care near home" in page and "Note See page 4" in page
    assert "As at 12 February 2019 It waits. Status : on track → became delayed" in page
    assert "Update this milestone" not in page and "Private or not" not in page
    assert words(as_owner, PAGE + "?as_at=2018-01-01", 404) and words(as_owner, REGISTER + "99/", 404)


def test_an_owner_updates_in_one_form(as_owner, critical):
    page = words(as_owner, PAGE + "update/")
    assert "The approved due date is 28 February 2019." in page and "Nothing was said yet." in page
    wrong = send(as_owner, PAGE + "update/", seen=seen(critical), progress="", status="")
    assert "There is a problem" in wrong and "press the button “No change” instead" in wrong
    page = send(as_owner, PAGE + "update/", seen=seen(critical), **SAID)
    assert "Your update of 7 was saved." in page and "It waits for the builder." in page
    assert "No change since" not in page  # it was said today


def test_no_change_takes_one_press(as_owner, critical):
    page = send(as_owner, PAGE + "no-change/", seen=seen(critical))
    assert "No change to 7 was saved." in page and "No change." in page
    assert critical.statements.count() == 2
    send(as_owner, PAGE + "update/", seen=critical.statements.last().pk, step="no-change", status="on_track")
    assert critical.statements.count() == 2


def test_what_was_typed_is_not_lost_by_no_change(as_owner, critical):
    pressed = {"seen": seen(critical), "step": "no-change", "status": "on_track"}
    page = send(as_owner, PAGE + "update/", **pressed, progress="It waits.")
    assert "You wrote what happened: save that" in page and "It waits." in page
    page = send(as_owner, PAGE + "update/", **pressed | {"status": "delayed"})
    assert "You changed this: say what happened and save it" in page
    assert critical.statements.count() == 1
    assert "No change to 7 was saved." in send(as_owner, PAGE + "update/", **pressed)


def test_who_comes_from_my_work_goes_back_to_it(as_owner, critical):
    sent = {"seen": seen(critical), "next": "/"}
    assert as_owner.post(PAGE + "no-change/", sent).url == "/"
    assert "next" in as_owner.get(PAGE + "update/?next=/").content.decode()
    elsewhere = sent | {"next": "https://example.org/"} | SAID | {"seen": seen(critical)}
    assert as_owner.post(PAGE + "update/", elsewhere).url == PAGE


def test_of_two_who_save_the_second_reads_the_first(as_owner, critical, pmo):
    first, today = seen(critical), timezone.localdate()
    facts = {"progress": "The first.", "status": "ongoing"}
    update_milestone(milestone=critical, facts=facts, seen=first, on=today, by=pmo)
    page = send(as_owner, PAGE + "update/", seen=first, progress="The second.", status="on_track", note="Mine.")
    assert "Somebody changed this milestone meanwhile" in page
    assert "now as they left it: How does it stand now?" in page and "The second." in page
    page = send(as_owner, PAGE + "no-change/", seen=first)
    assert "so “no change” was not saved" in page
    page = send(as_owner, PAGE + "update/", seen=first, step="no-change", status="on_track")
    assert "so “no change” was not saved" in page
    unseen = send(as_owner, PAGE + "update/", seen="", **SAID)
    assert "You both changed these" in unseen
    assert critical.statements.count() == 2


def test_what_ended_takes_no_update(as_owner, plan, pmo):
    keep_milestone(plan, pmo, standing="withdrawn")
    page = send(as_owner, PAGE + "no-change/", seen=1)
    assert "nothing more can be said of it" in page
    assert "nothing more can be said of it" in send(as_owner, PAGE + "update/", seen=1, **SAID)


def test_who_may_not_is_told_so(client, critical, plan, administrator, owner):
    reader = member(plan, Role.READER, by=administrator, email="reader@example.org")
    client.force_login(reader)
    assert "Update this milestone" not in words(client, PAGE)
    for tail in ("update/", "describe/", "ties/", "private/"):
        words(client, PAGE + tail, 403)
    words(client, REGISTER + "add/", 403)
    client.force_login(owner)
    for tail in ("describe/", "ties/", "private/"):
        words(client, PAGE + tail, 403)
    assert client.get(PAGE + "no-change/").status_code == 405
    later = keep_milestone(plan, administrator, "99", on=date(2199, 1, 1))
    words(client, f"{REGISTER}{later.key}/update/", 404)


def test_the_office_describes_a_milestone(as_pmo, critical, plan, post, programme, administrator):
    committee = save_reference(record=Committee(plan=plan, name="Governing Body"), by=administrator)
    assert "CCH Care closer to home" in words(as_pmo, PAGE + "describe/")
    given = {"is_critical": "on", "department": "Flow", "delivery": [post.pk], "chief": [post.pk]}
    given |= {"programme": programme.pk, "sign_off_committee": committee.pk, "team": "MD"}
    page = send(as_pmo, PAGE + "describe/", seen=seen(critical), **given)
    assert "What you said of 7 is saved." in page and "Chief officer owner Accountable Officer" in page
    told = critical.statements.first()
    assert (told.delivery_as_written, told.chief_as_written) == ("AO", "Accountable Officer")
    assert [owner["role"] for owner in told.owners] == ["delivery", "chief"]
    assert told.sign_off_committee == committee and "Care closer to home" in page
    wrong = send(as_pmo, PAGE + "describe/", seen=told.pk, **given | {"team": "x" * 61})
    assert "This is too long; shorten it" in wrong
    unseen = send(as_pmo, PAGE + "describe/", seen="", **given | {"team": "GP", "delivery": []})
    assert "Somebody changed this milestone meanwhile" in unseen


def test_what_was_written_goes_with_the_fact_that_changes(as_pmo, plan, pmo, post):
    owners = [{"role": "delivery", "post": post.pk, "person": None}, {"role": "chief", "post": None, "person": 7}]
    facts = {"owners": owners, "delivery_as_written": "AO (CG)", "chief_as_written": "Somebody"}
    facts |= {"start_as_written": "in spring", "sign_off_as_written": "June GB", "team": "MD"}
    milestone = keep_milestone(plan, pmo, "1", **facts)
    kept = {"seen": seen(milestone), "delivery": [post.pk]}
    send(as_pmo, PAGE + "describe/", **kept, starts_on_day="1", starts_on_month="4", starts_on_year="2019")
    told = milestone.statements.first()
    assert (told.starts_on, told.start_as_written, told.sign_off_as_written) == (date(2019, 4, 1), "", "June GB")
    assert told.owners == owners and (told.delivery_as_written, told.chief_as_written) == ("AO (CG)", "Somebody")
    assert "Written “in spring”" not in words(as_pmo, PAGE)


def test_the_office_adds_a_milestone(as_pmo, plan, post):
    given = {"title": "Open ward 9", "ref": "9", "reason": "The board asked.", "delivery": [post.pk]}
    given |= {"due_on_day": "30", "due_on_month": "9", "due_on_year": "2030"}
    wrong = send(as_pmo, REGISTER + "add/")
    assert "Enter what is to be done by the due date" in wrong and "Say why it is added" in wrong
    page = send(as_pmo, REGISTER + "add/", **given)
    assert "Milestone 9 is in the register." in page and "30 September 2030" in page
    assert MilestoneChange.objects.get().reason == "The board asked."
    assert "a number is never used twice" in send(as_pmo, REGISTER + "add/", **given | {"reason": "Again."})


def test_ties_are_made_and_taken_off(as_pmo, critical, plan, pmo, administrator):
    assert "Objective that it serves" not in words(as_pmo, PAGE + "ties/")
    risk = add_risk(plan=plan, facts={"title": "Nobody calls"}, on=JANUARY, by=pmo)
    objective = save_reference(record=Objective(plan=plan, title="Care near home"), by=administrator)
    page = words(as_pmo, PAGE + "ties/")
    assert "Risk R1 Nobody calls" in page and "Nothing yet." in page
    assert "Enter the reference of an action" in send(as_pmo, PAGE + "ties/")
    assert "No action of this plan is called" in send(as_pmo, PAGE + "ties/", action="77")
    page = send(as_pmo, PAGE + "ties/", action="1.2", risk=risk.pk, objective=objective.pk)
    assert "What you named is tied to 7." in page and "Serves the objective Care near home" in page
    action = plan.actions.get(ref="1.2")
    for kind, record in (("action", action), ("risk", risk), ("objective", objective)):
        assert "is no longer tied to 7." in send(as_pmo, PAGE + "ties/", untie=f"{kind}-{record.pk}")
    assert "Nothing yet." in words(as_pmo, PAGE + "ties/")
    for nothing in ("post-1", "risk-", "risk-x"):
        assert as_pmo.post(PAGE + "ties/", {"untie": nothing}).status_code == 404


def test_what_ended_is_tied_to_nothing_more(as_pmo, plan, pmo):
    keep_milestone(plan, pmo, standing="withdrawn")
    assert "nothing more can be said of it" in send(as_pmo, PAGE + "ties/", action="1.2")
    untied = {"untie": f"action-{plan.actions.get(ref='1.2').pk}"}
    assert "nothing more can be said of it" in send(as_pmo, PAGE + "ties/", **untied)


def test_a_milestone_is_marked_private_and_the_mark_taken_away(as_pmo, critical):
    assert "This milestone is not marked as private." in words(as_pmo, PAGE + "private/")
    assert "Milestone 7 is private now" in send(as_pmo, PAGE + "private/", private="yes")
    assert "no longer marked as private" in send(as_pmo, PAGE + "private/", private="no")


def test_actions_and_risks_name_the_milestones_that_are_tied_to_them(as_owner, critical, plan, pmo):
    risk = add_risk(plan=plan, facts={"title": "Nobody calls"}, on=JANUARY, by=pmo)
    addresses = ("/plans/sample/actions/1.2/", risk.get_absolute_url())
    assert all("Milestones tied to it" not in words(as_owner, address) for address in addresses)
    for record in (plan.actions.get(ref="1.2"), risk):
        tie_milestone(milestone=critical, to=record, on=FEBRUARY, by=pmo)
    for address in addresses:
        page = words(as_owner, address + "?as_at=2019-02-12")
        assert "Milestones tied to it 7 A single number to call ! Critical path On track, due 28 February 2019" in page
        assert "Milestones tied to it" not in words(as_owner, address + "?as_at=2019-01-10")


def test_a_page_asks_as_often_whatever_was_said(as_pmo, administrator, plan, pmo):
    milestone = keep_milestone(plan, pmo)
    make_plan(administrator, slug="other", actions=1, dates=(JANUARY,))
    before = queries_of(as_pmo, PAGE)[0]
    for day in range(1, 9):
        facts = {"progress": f"Day {day}."}
        update_milestone(milestone=milestone, facts=facts, seen=seen(milestone), on=date(2019, 3, day), by=pmo)
    assert queries_of(as_pmo, PAGE)[0] == before


def test_the_programme_that_somebody_else_chose_meanwhile_stays_where_it_was_left_alone(
    as_pmo, critical, programme, pmo
):
    shown = {"seen": seen(critical), "programme": "", "shown_programme": ""}
    describe_milestone(milestone=critical, facts={}, programme=programme, seen=seen(critical), on=MARCH, by=pmo)
    send(as_pmo, PAGE + "describe/", team="GP", **shown)
    assert Milestone.objects.get(pk=critical.pk).programme == programme
    again = {"seen": seen(critical), "programme": "", "shown_programme": str(programme.pk)}
    send(as_pmo, PAGE + "describe/", team="GP", **again)
    assert Milestone.objects.get(pk=critical.pk).programme is None
