"""Programmes in the browser's words: the list, a plan on a page, and what comes of a form."""

import re
from datetime import date
from html import unescape

import pytest

from milestones.models import Milestone, ProgrammeStatement
from milestones.services import (
    MilestoneEntry,
    ProgrammeEntry,
    add_programme,
    change_programme,
    record_milestones,
    record_programmes,
    tie_risk,
)
from plans.models import Organisation, PlanOrganisation
from risks.services import ScoreEntry, add_risk, keep_bands
from tests.factories import FEBRUARY, JANUARY, freeze
from tests.queries import queries_of

LIST = "/plans/sample/programmes/"
PAGE = LIST + "1/"


def words(client, path, status=200):
    response = client.get(path, follow=True)
    assert response.status_code == status
    return text(response)


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def fields_of(client, path):
    """What a browser would send of the form at `path` as it stands."""
    page = client.get(path).content.decode()
    form = page[page.index('<form method="post" novalidate') :]
    sent = inputs_of(form)
    sent |= {n: unescape(v) for n, v in re.findall(r'<textarea[^>]*?name="([\w-]+)"[^>]*>([^<]*)</textarea>', form)}
    for name, options in re.findall(r'<select[^>]*?name="([\w-]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"\s+selected', options)
        sent[name] = chosen.group(1) if chosen else ""
    sent.pop("csrfmiddlewaretoken")
    sent.pop("more", None)
    return sent


def inputs_of(form):
    """{name: value} of its inputs that a browser would send."""
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'{each}="([^"]*)"', tag) for each in ("name", "value"))
        if 'type="checkbox"' not in tag or "checked" in tag:
            sent[name.group(1)] = unescape(value.group(1)) if value else ""
    return sent


@pytest.fixture
def as_pmo(client, pmo):
    client.force_login(pmo)
    return client


@pytest.fixture
def as_owner(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def milestones(plan, programme, pmo):
    """Two milestones of the programme, one of them late as at February, and one that was withdrawn."""
    facts = [
        {"title": "The first team starts", "due_on": date(2019, 1, 31), "status": "on_track", "is_critical": True},
        {"title": "All teams work", "due_on": date(2019, 9, 30), "status": "not_started"},
        {"title": "No longer wanted", "due_on": date(2019, 1, 1), "standing": "withdrawn"},
    ]
    entries = [MilestoneEntry(Milestone(programme=programme, ref=str(n)), each) for n, each in enumerate(facts, 1)]
    return record_milestones(plan=plan, entries=entries, effective_on=JANUARY, by=pmo)


def test_the_list_shows_programmes_by_section_with_their_milestones(as_owner, plan, programme, milestones, pmo):
    add_programme(plan=plan, facts={"name": "Digital", "savings_as_written": "tbc"}, on=JANUARY, by=pmo)
    page = words(as_owner, LIST)
    assert "2 programmes" in page and "Add a programme" not in page
    assert page.index("Community") < page.index("No section")
    assert "CCH Care closer to home On track Executive lead: AO £450k £1,200k 2 2 late" in page
    assert "P2 Digital No status Nobody named Not set “tbc” None" in page
    assert "CCH Care closer to home Q1 2019/20 Q3 2019/20 Q1 2019/20, Q3 2019/20" in page
    then = words(as_owner, LIST + "?as_at=2019-02-12")
    assert "£1,200k 2 1 late" in then
    assert "No programme is known as at 10 January 2018" in words(as_owner, LIST + "?as_at=2018-01-10")


def test_a_plan_on_a_page_shows_all_of_it(as_owner, plan, programme, milestones, pmo):
    keep_bands(plan=plan, by=pmo)
    risk = add_risk(
        plan=plan, facts={"title": "Nobody applies"}, scores=[ScoreEntry("current", 4, 5, 20)], on=JANUARY, by=pmo
    )
    unscored = add_risk(plan=plan, facts={"title": "Rents rise"}, on=JANUARY, by=pmo)
    for each in (risk, unscored):
        tie_risk(programme=programme, risk=each, on=FEBRUARY, by=pmo)
    change_programme(
        programme=programme, facts={"status": "delayed"}, seen=programme.statements.get().pk, on=FEBRUARY, by=pmo
    )
    page = words(as_owner, PAGE)
    for shown in (
        "CCH Care closer to home Delayed Open Community",
        "Executive lead AO",
        "Organisations All of the plan",
        "Outcomes and benefits Shorter stays",
        "Community teams Q1 2019/20 Q3 2019/20",
        "Q1 2019/20 Teams in each town Q3 2019/20 One number to call",
        "2 milestones, 2 late.",
        "1 The first team starts Critical path 31 January 2019 Late On track",
        "Too few nurses R1 Nobody applies 20 Extreme R2 Rents rise Not scored",
        "Status : On track → became Delayed",
        "The first record of this programme.",
    ):
        assert shown in page.replace("on track", "On track").replace("delayed", "Delayed"), shown
    assert "Change it" in page and "Close it" not in page
    then = words(as_owner, PAGE + "?as_at=2019-01-10")
    assert "On track Open" in then and "Change it" not in then and "Nobody applies" not in then
    words(as_owner, PAGE + "?as_at=2018-01-10", 404)
    words(as_owner, LIST + "9/", 404)


def test_what_is_not_known_is_said(as_pmo, plan, pmo):
    project = {"name": "Wards", "first": "2019-12-31", "last": "2019-06-30"}
    project |= {"first_as_written": "Q3 2019/20", "last_as_written": "Q1 2019/20"}
    facts = {"name": "Digital", "status_as_written": "amber-ish", "organisations_as_written": "The trusts"}
    facts["projects"] = [project, project | {"name": "Labs", "last": None, "last_as_written": "soon"}]
    facts["deliverables"] = [{"quarter": None, "as_written": "when built", "text": "A ward"}]
    record = [ProgrammeEntry(plan.programmes.model(), facts)]
    record_programmes(plan=plan, entries=record, effective_on=JANUARY, by=pmo)
    page = words(as_pmo, PAGE)
    assert "“amber-ish”" in page and "Organisations The trusts" in page and "Sponsor Nobody named" in page
    assert "Wards Q3 2019/20 Q1 2019/20 before it begins" in page and "Labs Q3 2019/20 “soon”" in page
    assert "Quarter not known A ward written “when built”" in page and "No milestone belongs to it" in page
    assert "Not known" in words(as_pmo, LIST) or "Q1 2019/20" in words(as_pmo, LIST)


def test_the_office_adds_a_programme_with_rows(as_pmo, plan, post, pmo):
    sent = fields_of(as_pmo, LIST + "add/")
    assert sent["rows-deliverable"] == "3"
    more = as_pmo.post(LIST + "add/", sent | {"name": "Digital", "deliverable-1-quarter": "Q5", "more": "yes"})
    page = more.content.decode()
    assert 'name="rows-deliverable" value="6"' in page and 'value="Q5"' in page and "There is a problem" not in page
    sent |= {
        "ref": "DIG",
        "name": "Digital",
        "executive_as_written": "AO",
        "investment": "1,234.5",
        "status": "ongoing",
    }
    sent |= {"deliverable-1-quarter": "Apr-Jun 2019", "deliverable-1-text": "One record"}
    sent |= {"project-1-name": "Records", "project-1-first": "Q1 19/20", "project-1-last": "Q4 2018/19"}
    for wrong, said in (
        ({"name": ""}, "Enter what the programme is called"),
        ({"investment": "lots"}, "is no amount"),
        ({"deliverable-1-quarter": "Q1"}, "Deliverable 1, quarter: “Q1” names no financial year; write it as"),
        ({"deliverable-1-text": ""}, "Deliverable 1 has a quarter and no words"),
        ({}, "Project 1 ends before it begins"),
    ):
        assert said in text(as_pmo.post(LIST + "add/", sent | wrong)), wrong
    sent["project-1-last"] = "Q2 19/20"
    assert as_pmo.post(LIST + "add/", sent).status_code == 302
    told = ProgrammeStatement.objects.get()
    assert (told.programme.called, told.investment, told.status) == ("DIG", 1234.5, "ongoing")
    assert told.leads == [{"role": "executive", "post": post.pk, "person": None}]
    assert told.deliverables == [{"quarter": "2019-06-30", "as_written": "Apr-Jun 2019", "text": "One record"}]
    assert told.projects[0]["last"] == "2019-09-30"
    taken = text(as_pmo.post(LIST + "add/", sent | {"name": "Another"}))
    assert "Another programme has the reference DIG" in taken


def test_what_is_left_as_it_stands_stays_as_it_was_written(as_owner, plan, programme, pmo):
    facts = {"savings": None, "savings_as_written": "tbc", "status": "", "status_as_written": "amber-ish"}
    facts["deliverables"] = [{"quarter": None, "as_written": "when built", "text": "A ward"}]
    facts |= {"executive_as_written": "The AO and others"}
    told = change_programme(programme=programme, facts=facts, seen=programme.statements.get().pk, on=JANUARY, by=pmo)
    sent = fields_of(as_owner, PAGE + "change/")
    assert as_owner.post(PAGE + "change/", sent).status_code == 302
    assert programme.statements.first() == told
    assert as_owner.post(PAGE + "change/", sent | {"progress": "It began."}).status_code == 302
    now = programme.statements.first()
    for name in (*facts, "leads", "projects"):
        assert getattr(now, name) == getattr(told, name), name
    assert "is no quarter" in text(as_owner.post(PAGE + "change/", sent | {"deliverable-1-quarter": "later"}))
    sent |= {"seen": now.pk, "deliverable-1-text": "", "deliverable-1-quarter": "", "status": "delayed"}
    assert as_owner.post(PAGE + "change/", sent).status_code == 302
    now = programme.statements.first()
    assert (now.deliverables, now.status, now.status_as_written) == ([], "delayed", "")


def test_two_at_one_form_lose_nothing(as_owner, programme, pmo):
    shown = fields_of(as_owner, PAGE + "change/")
    first = change_programme(
        programme=programme,
        facts={"progress": "Two teams work.", "benefits": "Fewer beds", "projects": [], "deliverables": []},
        seen=programme.statements.get().pk,
        on=FEBRUARY,
        by=pmo,
    )
    mine = {"progress": "One team works.", "deliverable-1-text": "Teams in all towns"}
    assert shown["benefits"] == "Shorter stays"
    page = as_owner.post(PAGE + "change/", shown | mine)
    said = text(page)
    assert "Somebody changed this programme meanwhile" in said and "now as they left it" in said
    assert "Outcomes and benefits" in said and "Two teams work." in said and "Deliverables nothing" in said
    assert programme.statements.first() == first
    again = inputs_of(page.content.decode())
    assert again["seen"] == str(first.pk) and again["project-1-name"] == ""
    both = shown | again | mine | {"benefits": "Fewer beds"}
    both.pop("more", None)
    assert as_owner.post(PAGE + "change/", both).status_code == 302
    now = programme.statements.first()
    assert (now.progress, now.benefits, now.projects) == ("One team works.", "Fewer beds", [])
    assert [each["text"] for each in now.deliverables] == ["Teams in all towns", "One number to call"]


def test_rows_that_nobody_else_changed_stay_as_they_are_typed(as_owner, programme, pmo):
    shown = fields_of(as_owner, PAGE + "change/")
    seen = programme.statements.get().pk
    first = change_programme(programme=programme, facts={"benefits": "Fewer beds"}, seen=seen, on=FEBRUARY, by=pmo)
    page = as_owner.post(PAGE + "change/", shown | {"deliverable-1-text": "Teams in all towns"}).content.decode()
    sent = shown | inputs_of(page) | {"deliverable-1-text": "Teams in all towns", "benefits": "Fewer beds"}
    assert sent["seen"] == str(first.pk) and "Teams in all towns" in page
    sent.pop("more", None)
    assert as_owner.post(PAGE + "change/", sent).status_code == 302
    now = programme.statements.first()
    assert (now.benefits, now.deliverables[0]["text"], len(now.projects)) == ("Fewer beds", "Teams in all towns", 1)


def test_a_programme_of_some_of_several_organisations(as_pmo, plan, programme, pmo):
    other = Organisation.objects.create(name="Second Trust")
    PlanOrganisation.objects.create(plan=plan, organisation=other)
    sent = fields_of(as_pmo, PAGE + "change/")
    assert "organisations" not in sent
    assert as_pmo.post(PAGE + "change/", sent).status_code == 302
    assert programme.statements.count() == 1
    assert as_pmo.post(PAGE + "change/", sent | {"organisations": [str(other.pk)]}).status_code == 302
    assert programme.statements.first().organisations == [other.pk]
    assert "Organisations Second Trust" in words(as_pmo, PAGE)


def test_a_programme_is_closed_reopened_tied_and_marked(as_pmo, plan, programme, pmo):
    risk = add_risk(plan=plan, facts={"title": "Nobody applies"}, on=JANUARY, by=pmo)
    seen = {"seen": str(programme.statements.get().pk)}
    assert "Enter why it ends" in text(as_pmo.post(PAGE + "close/", seen | {"reason": ""}))
    assert "Choose the risk" in text(as_pmo.post(PAGE + "risks/", {"risk": ""}))
    assert "R1 is tied to CCH" in text(as_pmo.post(PAGE + "risks/", {"risk": str(risk.pk)}, follow=True))
    assert "no longer tied" in text(as_pmo.post(PAGE + "risks/", {"untie": str(risk.key)}, follow=True))
    stale = text(as_pmo.post(PAGE + "close/", {"seen": "999999", "reason": "All is done."}))
    assert "changed this programme meanwhile" in stale
    closed = as_pmo.post(PAGE + "close/", seen | {"reason": "All is done."}, follow=True)
    assert "The programme is closed." in text(closed) and "Why it was closed All is done." in text(closed)
    assert "0 programmes , and 1 closed" in words(as_pmo, LIST)
    sent = fields_of(as_pmo, PAGE + "change/")
    assert "reopen it first" in text(as_pmo.post(PAGE + "change/", sent | {"progress": "More."}))
    seen = {"seen": str(programme.statements.first().pk)}
    assert as_pmo.post(PAGE + "reopen/", seen | {"reason": "There is more."}).status_code == 302
    marked = as_pmo.post(PAGE + "private/", {"private": "yes"}, follow=True)
    assert "CCH is private now" in text(marked) and "This programme is marked as private" in words(
        as_pmo, PAGE + "private/"
    )


def test_nothing_is_changed_in_a_frozen_period(as_pmo, plan, programme, administrator, pmo):
    risk = add_risk(plan=plan, facts={"title": "Nobody applies"}, on=JANUARY, by=pmo)
    tie_risk(programme=programme, risk=risk, on=JANUARY, by=pmo)
    unscored = add_risk(plan=plan, facts={"title": "Rents rise"}, on=JANUARY, by=pmo)
    freeze(plan, date(2999, 12, 31), administrator)
    told = {"seen": str(programme.statements.get().pk), "reason": "Done."}
    assert "was frozen" in text(as_pmo.post(PAGE + "close/", told))
    for sent in ({"risk": str(unscored.pk)}, {"untie": str(risk.key)}):
        assert "was frozen" in text(as_pmo.post(PAGE + "risks/", sent, follow=True))
    assert programme.risks_run.get().until is None and programme.statements.get().is_open


def test_a_risk_of_a_later_day_is_not_shown_yet(as_pmo, plan, programme, pmo):
    risk = add_risk(plan=plan, facts={"title": "Nobody applies"}, on=FEBRUARY, by=pmo)
    tie_risk(programme=programme, risk=risk, on=JANUARY, by=pmo)
    assert "Nobody applies" in words(as_pmo, PAGE) and "Nobody" not in words(
        as_pmo, PAGE + "?as_at=2019-01-10"
    ).replace("Nobody named", "")


def test_nobody_else_gets_to_the_forms(as_owner, plan, programme, pmo):
    add_programme(plan=plan, facts={"name": "Of nobody"}, on=JANUARY, by=pmo)
    for path in ("add/", "1/close/", "1/reopen/", "1/private/", "2/change/", "2/risks/"):
        assert as_owner.get(LIST + path).status_code == 403, path
    assert as_owner.get(PAGE + "change/").status_code == as_owner.get(PAGE + "risks/").status_code == 200
    record_programmes(
        plan=plan,
        entries=[ProgrammeEntry(plan.programmes.model(), {"name": "To come"})],
        effective_on=date(2999, 1, 1),
        by=pmo,
    )
    assert as_owner.get(LIST + "3/change/").status_code == 404


def test_pages_ask_as_much_for_many_programmes_as_for_one(as_owner, plan, programme, milestones, pmo):
    risk = add_risk(plan=plan, facts={"title": "Nobody applies"}, on=JANUARY, by=pmo)
    tie_risk(programme=programme, risk=risk, on=JANUARY, by=pmo)
    before = [queries_of(as_owner, path)[0] for path in (LIST, PAGE)]
    facts = ProgrammeStatement.objects.get()
    told = {"name": "More", "deliverables": facts.deliverables, "projects": facts.projects}
    entries = [ProgrammeEntry(plan.programmes.model(), told) for _ in range(9)]
    for entry in record_programmes(plan=plan, entries=entries, effective_on=JANUARY, by=pmo):
        tie_risk(programme=entry.programme, risk=risk, on=JANUARY, by=pmo)
        told = [MilestoneEntry(Milestone(programme=entry.programme), {"title": "Another"})]
        record_milestones(plan=plan, entries=told, effective_on=JANUARY, by=pmo)
    assert [queries_of(as_owner, path)[0] for path in (LIST, PAGE)] == before
