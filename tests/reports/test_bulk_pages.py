import html
import re

import pytest
from django.utils import timezone

from actions.models import ScopeChange, Statement
from actions.services import Entry, record_statements
from plans.models import Post, Role
from plans.services import save_reference
from tests.factories import JANUARY, make_plan, member

from .reading import text_of

LIST, LEADS, SCOPE = "/plans/sample/actions/", "/plans/sample/bulk/leads/", "/plans/sample/bulk/scope/"


@pytest.fixture
def plan(administrator):
    plan = make_plan(administrator, actions=12)
    save_reference(record=Post(plan=plan, abbreviation="CFO", title="Chief Finance Officer"), by=administrator)
    return plan


@pytest.fixture
def office(client, plan, administrator):
    client.force_login(member(plan, Role.PMO, by=administrator))
    return client


def post_of(plan, abbreviation):
    return plan.posts.get(abbreviation=abbreviation).pk


def keys(plan, *refs):
    return "&".join(f"action={plan.actions.get(ref=ref).key}" for ref in refs)


def shown(response):
    assert response.status_code == 200
    return response.content.decode()


def sections(page):
    """{heading: the names of the actions under it} of a confirm page."""
    found = re.findall(r'<section class="app-panel".*?<h2[^>]*>(.*?)</h2>(.*?)</section>', page, re.DOTALL)
    return {text_of(head): re.findall(r"<li><b>(.*?)</b>", body) for head, body in found}


def hidden(page):
    """What the form of a confirm page sends."""
    form = page[page.rindex('<form method="post"') :]
    inputs = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', form)
    return {name: html.unescape(value) for name, value in inputs if name != "csrfmiddlewaretoken"}


def test_who_may_change_several_finds_boxes_in_the_list_and_nobody_else(office, plan, administrator):
    page = shown(office.get(LIST + "?area=2&sort=due"))
    assert len(re.findall('<input class="app-choose" type="checkbox" name="action"', page)) == 6
    assert "All 6 actions that the filter finds" in page
    assert '<input type="hidden" name="area" value="2">' in page
    assert "app-choose" not in shown(office.get(LIST + "?as_at=2019-02-12"))
    office.force_login(member(plan, Role.LEAD, by=administrator, posts=["AO"]))
    assert "app-choose" not in shown(office.get(LIST))


def test_actions_are_chosen_seen_and_given_to_others(office, plan):
    address = f"{LEADS}?{keys(plan, '2.1', '1.2')}&area=2&sort=due"
    page = shown(office.get(address))
    assert "2 actions chosen" in page and "<b>2.1</b> Do thing 1 &lt;b&gt;well" in page
    typed = {"sro_0": post_of(plan, "CFO"), "sro_1": post_of(plan, "AO"), "reason": "Agreed <b>then</b>."}
    page = shown(office.post(address, typed))
    assert sections(page) == {"SRO: AO becomes CFO/AO (2 actions)": ["2.1", "1.2"]}
    assert "Agreed &lt;b&gt;then&lt;/b&gt;." in page
    assert Statement.objects.count() == 24
    form = hidden(page)
    response = office.post(address, form | {"step": "confirm"}, follow=True)
    assert response.redirect_chain == [(f"{LIST}?area=2&sort=due", 302)]
    assert "2 actions given to SRO CFO/AO." in shown(response)
    assert {plan.actions.get(ref=ref).sro_as_written for ref in ("2.1", "1.2")} == {"CFO/AO"}
    assert plan.actions.get(ref="2.3").sro_as_written == "AO"
    # Sent once more, as by a second press, it is the same change.
    assert "2 actions given to" in shown(office.post(address, form | {"step": "confirm"}, follow=True))
    assert Statement.objects.count() == 26
    action = shown(office.get(plan.actions.get(ref="2.1").get_absolute_url()))
    assert "SRO : AO → became CFO/AO Agreed <b>then</b>." in text_of(action)


def test_all_that_the_filter_finds_are_changed_and_what_is_so_already_is_left_alone(office, plan):
    address = f"{SCOPE}?every=yes&area=2"
    page = shown(office.post(address, {"in_scope": "no", "reason": "Somebody else does it."}))
    # Actions 1, 3, 5, 7, 9, 11 stand in area 2; 7 is out of scope.
    assert sections(page) == {
        "In scope, will be out of scope (5 actions)": ["2.1", "2.3", "2.5", "2.9", "2.11"],
        "Like this already, left alone (1 action)": ["2.7"],
    }
    done = office.post(address, hidden(page) | {"step": "confirm"}, follow=True)
    assert "5 actions put out of scope." in shown(done)
    assert not plan.actions.filter(area__number=2, in_scope=True).exists()
    page = shown(office.get(plan.actions.get(ref="2.1").get_absolute_url()))
    assert "Somebody else does it. Decided on" in text_of(page)
    page = shown(office.post(SCOPE + "?" + keys(plan, "2.1"), {"in_scope": "yes", "reason": "Taken back."}))
    assert list(sections(page)) == ["Out of scope, will be in scope (1 action)"]
    assert "1 action put in scope." in shown(
        office.post(SCOPE + "?" + keys(plan, "2.1"), hidden(page) | {"step": "confirm"}, follow=True)
    )


def test_somebody_elses_change_is_shown_before_it_is_confirmed_again(office, plan, administrator):
    address = f"{LEADS}?{keys(plan, '2.1', '1.2')}"
    form = hidden(shown(office.post(address, {"sro_0": post_of(plan, "CFO"), "reason": "Agreed."})))
    action = plan.actions.get(ref="1.2")
    entry = Entry(action, {"sro_as_written": "COO"}, before=action.statements.first())
    record_statements(plan=plan, entries=[entry], effective_on=timezone.localdate(), by=administrator)
    page = shown(office.post(address, form | {"step": "confirm"}))
    assert "Somebody changed this meanwhile: 1.2. Nothing was saved." in page
    assert "<title>Error: Confirm" in page.replace("\n", "").replace("  ", "")
    assert sections(page) == {
        "SRO: AO becomes CFO (1 action)": ["2.1"],
        "SRO: COO becomes CFO (1 action)": ["1.2"],
    }
    assert not ScopeChange.objects.exists()
    office.post(address, hidden(page) | {"step": "confirm"})
    assert ScopeChange.objects.count() == 2


def test_what_was_typed_can_be_changed_before_it_is_confirmed(office, plan):
    address = f"{LEADS}?{keys(plan, '2.1')}"
    cfo = post_of(plan, "CFO")
    page = shown(office.post(address, {"ops_lead_0": cfo, "reason": "Agreed."}))
    assert list(sections(page)) == ["Operational lead: nobody becomes CFO (1 action)"]
    page = shown(office.post(address, hidden(page) | {"step": "again"}))
    assert f'<option value="{cfo}" selected>' in page and ">Agreed.</textarea>" in page
    assert "There is a problem" not in page


@pytest.mark.parametrize(
    ("address", "typed", "problems"),
    [
        (LEADS, {}, ["Choose a post, as SRO or as operational lead", "Enter why the actions get other leads"]),
        (LEADS, {"sro_0": "AO", "sro_1": "AO", "reason": "x"}, ["AO is chosen twice: choose each post once"]),
        (LEADS, {"ops_lead_1": "AO", "reason": "x"}, ["Choose the first post, then the others"]),
        (LEADS, {"sro_0": "0", "reason": "x"}, ["Choose a post from the list"]),
        (LEADS, {"sro_0": "AO", "reason": "943 476 5919"}, ["looks like an NHS number"]),
        (SCOPE, {}, ["Choose whether the actions are in scope or out of it", "Enter why the scope changes"]),
        (SCOPE, {"in_scope": "maybe", "reason": "x"}, ["Choose whether the actions are in scope or out of it"]),
    ],
)
def test_what_is_wrong_with_the_form_is_said_with_its_remedy(office, plan, address, typed, problems):
    typed = {name: post_of(plan, value) if value == "AO" else value for name, value in typed.items()}
    page = shown(office.post(f"{address}?{keys(plan, '2.1')}", typed))
    summary = text_of(re.search(r"nhsuk-error-summary__list.*?</ul>", page, re.DOTALL)[0].partition(">")[2])
    assert all(problem in summary for problem in problems), summary
    assert summary.count(". ") <= len(problems)
    assert Statement.objects.count() == 24


def test_without_a_chosen_action_the_page_leads_back_to_the_list(office, plan):
    for query in ("", "?action=999", "?action=x", "?every=yes&area=9"):
        page = shown(office.get(LEADS + query))
        assert "No action was chosen" in page and "<textarea" not in page
    page = shown(office.post(f"{SCOPE}?area=9&every=yes", {"in_scope": "no", "reason": "x"}))
    assert "Nothing would change" in page and 'value="confirm"' not in page


def test_what_is_so_already_cannot_be_confirmed(office, plan):
    address = f"{SCOPE}?{keys(plan, '2.1')}"
    page = shown(office.post(address, {"in_scope": "yes", "reason": "x"}))
    assert "Nothing would change" in page and 'value="confirm"' not in page
    page = shown(office.post(address, hidden(page) | {"step": "confirm"}))
    assert "There is a problem" in page and "Choose others" in page


def test_what_is_known_of_a_later_day_is_said(office, plan, administrator):
    action = plan.actions.get(ref="2.1")
    entry = Entry(action, {"title": "Later"}, before=action.statements.first())
    record_statements(
        plan=plan, entries=[entry], effective_on=timezone.localdate().replace(year=2099), by=administrator
    )
    page = shown(office.post(f"{SCOPE}?{keys(plan, '2.1', '1.2')}", {"in_scope": "no", "reason": "x"}))
    assert sections(page)["Only until a later word"] == ["2.1"]


def test_an_officer_without_a_name_for_the_same_post_becomes_the_post_alone(office, plan, administrator):
    action = plan.actions.get(ref="2.1")
    leads = [{"role": "sro", "post": post_of(plan, "CFO"), "person": None}, *action.leads]
    entry = Entry(action, {"leads": leads, "sro_as_written": ""}, before=action.statements.first())
    record_statements(plan=plan, entries=[entry], effective_on=JANUARY.replace(month=3), by=administrator)
    typed = {"sro_0": post_of(plan, "CFO"), "sro_1": post_of(plan, "AO"), "reason": "x"}
    page = shown(office.post(f"{LEADS}?{keys(plan, '2.1')}", typed))
    assert list(sections(page)) == ["The same posts, whoever holds them (1 action)"]


@pytest.mark.parametrize(
    "broken", [{"seen": "x"}, {"seen": ""}, {"seen": "1:2:3"}, {"seen": f"{10**25}:1"}, {"submission": "x"}]
)
def test_a_form_that_did_not_arrive_whole_changes_nothing(office, plan, broken):
    address = f"{SCOPE}?{keys(plan, '2.1')}"
    form = hidden(shown(office.post(address, {"in_scope": "no", "reason": "x"})))
    response = office.post(address, form | {"step": "confirm"} | broken)
    assert response.status_code == 404
    assert "This form did not arrive whole" in response.content.decode()
    assert Statement.objects.count() == 24


@pytest.mark.parametrize("address", [LEADS, SCOPE])
@pytest.mark.parametrize("role", [Role.LEAD, Role.READER])
def test_nobody_else_comes_here(client, plan, administrator, address, role):
    client.force_login(member(plan, role, by=administrator, posts=["AO"]))
    assert client.get(address).status_code == client.post(address).status_code == 403
