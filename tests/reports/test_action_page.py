import re
from datetime import date

import pytest

from accounts.models import Person
from actions.models import DueDateChange, EvidenceStatus, Origin
from actions.services import Entry, record_statements
from core.history import create_all
from plans.models import Committee, Decision, Meeting
from plans.services import hold_post, save_reference
from risks.services import add_risk, close_risk, tie_action, untie_action
from tests.factories import FEBRUARY, JANUARY, make_plan

from .reading import part, text_of

MARCH = date(2019, 3, 14)
PAGE = "/plans/sample/actions/2.1/"


@pytest.fixture
def plan(administrator):
    return make_plan(administrator)


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="2.1")


def say(plan, by, action, on, origin=Origin.IMPORT, reason="", **facts):
    """Record a statement that says `facts`, and otherwise what was said before."""
    before = action.statements.first()
    entry = Entry(
        action, facts, origin=origin, reason=reason, where="Form" if origin == Origin.FORM else "", before=before
    )
    return record_statements(plan=plan, entries=[entry], effective_on=on, by=by)[0]


def facts_of(page):
    pairs = re.findall(
        r"<dt>(.*?)</dt>\s*<dd.*?>(.*?)</dd>", re.search(r"<aside.*?</aside>", page, re.DOTALL)[0], re.DOTALL
    )
    return {name: text_of(value) for name, value in pairs}


def statements(page):
    found = re.findall(r'<li class="app-statement">(.*?<p class="app-quiet app-source">.*?</p>)', page, re.DOTALL)
    return [text_of(one) for one in found]


def test_the_facts_stand_at_the_side(reader, plan, administrator):
    holder = Person.objects.create(name="Somebody")
    hold_post(post=plan.posts.get(), person=holder, on=JANUARY, by=administrator)
    facts = facts_of(reader.get(PAGE + "?as_at=2019-02-12").content.decode())
    assert facts == {
        "Rating": "Underway Amber in the plan's key Actions underway",
        "Due": "2 January 2019 Written “soon” Originally 2 December 2018 Slipped once, 31 days",
        "SRO": "AO AO: Accountable Officer, held by Somebody",
        "Operational lead": "Not set",
        "Evidence": "Required",
        "Scope": "In scope of the plan",
        "Measure of success": "It is done.",
    }


def test_statements_stand_newest_first_with_what_changed_and_where_they_come_from(reader, plan):
    page = reader.get(PAGE).content.decode()
    newest, first = statements(page)
    assert newest.startswith(
        "As at 12 February 2019 Underway The lead's date: 2 January 2019 "
        "Due date : 2 December 2018 → became 2 January 2019 It was begun. New It goes on."
    )
    assert "Imported by administrator@example.org on" in newest
    assert newest.endswith("from plan.xlsx, Plan, row 1")
    assert "The first word on this action." in first
    assert "→" not in first


def test_what_is_said_is_escaped_and_keeps_its_lines(reader, plan, administrator, action):
    say(plan, administrator, action, MARCH, title="<script>x</script>", progress="One\n<b>two</b>", said_on=None)
    page = reader.get(PAGE).content.decode()
    assert "<script>x" not in page
    assert "One\n&lt;b&gt;two&lt;/b&gt;" in page
    assert "The lead gave no date" in statements(page)[0]
    assert "Title : Do thing 1 <b>well</b> → became <script>x</script>" in statements(page)[0]


def test_words_that_did_not_change_are_folded_away_and_nothing_in_them_is_new(reader, plan, administrator, action):
    say(plan, administrator, action, MARCH, origin=Origin.FORM, said_on=MARCH)
    say(plan, administrator, action, date(2019, 4, 1), origin=Origin.FORM)
    page = reader.get(PAGE).content.decode()
    latest, march, february, _ = statements(page)
    assert "The same words as before." in latest
    assert "New" not in latest + march
    assert "New It goes on." in february
    assert page.count('<span class="nhsuk-details__summary-text">The same words as before</span>') == 1
    assert "Typed in by administrator@example.org" in latest
    assert latest.endswith("from Form")


def test_what_grew_is_new_even_where_nothing_marked_it(reader, plan, administrator, action):
    say(plan, administrator, action, MARCH, progress="It was begun.\nIt goes on. It ended well.", newest_words="")
    assert "New It ended well." in statements(reader.get(PAGE).content.decode())[0]


def test_new_words_in_another_column_are_not_lost(reader, plan, administrator, action):
    say(plan, administrator, action, MARCH, progress="Other words.", newest_words="Send the last minutes")
    assert "New Send the last minutes (in another column)" in statements(reader.get(PAGE).content.decode())[0]


def test_a_moved_date_says_why_and_who_decided(reader, plan, administrator, action):
    committee = save_reference(record=Committee(plan=plan, name="Finance Committee"), by=administrator)
    meeting = save_reference(record=Meeting(committee=committee, held_on=MARCH), by=administrator)
    decision = Decision(plan=plan, meeting=meeting, kind="date_agreed", decided_on=MARCH, recorded_by=administrator)
    create_all(Decision, [decision], by=administrator)
    asked = Person.objects.create(name="Somebody")
    moved = say(plan, administrator, action, MARCH, due_on=date(2019, 6, 30), reason="The trust is slow.")
    change = DueDateChange.objects.get(statement=moved)
    change.requested_by, change.decision = asked, decision
    change.save()
    page = reader.get(PAGE).content.decode()
    assert (
        "2 January 2019 → became 30 June 2019 The trust is slow. Asked for by Somebody. "
        "Decided on 14 March 2019 at Finance Committee, recorded by administrator@example.org."
    ) in statements(page)[0]
    assert facts_of(page)["Due"].endswith("Originally 2 December 2018 Slipped twice, 210 days")
    decision.meeting = None
    decision.save()
    assert "Decided on 14 March 2019, recorded by administrator@example.org." in reader.get(PAGE).content.decode()


def test_a_first_date_needs_no_reason(reader, plan, administrator, action):
    say(plan, administrator, action, MARCH, due_on=None)
    say(plan, administrator, action, date(2019, 4, 1), due_on=date(2019, 6, 30))
    assert "Due date : not set → became 30 June 2019 The same words" in statements(reader.get(PAGE).content.decode())[0]


def test_all_that_a_plan_may_say_of_an_action_is_shown(reader, plan, administrator, action):
    status = save_reference(record=plan.statuses.model(plan=plan, word="Live"), by=administrator)
    say(
        plan,
        administrator,
        action,
        MARCH,
        rating=None,
        rating_as_written="Open",
        status=status,
        in_scope=False,
        due_on=None,
        due_as_written="Ongoing",
        starts_on=JANUARY,
        forecast_on=MARCH,
        evidence_status=EvidenceStatus.OFFERED,
        evidence_as_written="Minutes",
        evidence_detail="Two sets",
        leads=[],
        sro_as_written="",
        progress="",
        newest_words="",
    )
    page = reader.get(PAGE).content.decode()
    facts = facts_of(page)
    assert facts["Rating"] == "Unrated The workbook says “Open”, which is not in the key"
    assert facts["Status"] == "Live"
    assert facts["Due"] == "“Ongoing”, no date Originally 2 December 2018 Slipped once, 31 days"
    assert (facts["Starts"], facts["Forecast"]) == ("10 January 2019", "14 March 2019")
    assert facts["Evidence"] == "Offered As written: Minutes Required: Two sets"
    assert facts["Scope"] == "Out of scope of the plan"
    newest = statements(page)[0]
    assert "Rating : Underway → became Unrated" in newest
    assert "Scope : in scope → became out of scope" in newest
    assert "Due date : 2 January 2019 → became not set" in newest
    assert "Status : nothing → became Live" in newest
    assert "Nothing was said about progress." in newest


def test_its_recommendation_and_its_concerns_are_shown(reader, plan):
    page = reader.get(PAGE).content.decode()
    assert "Recommendation (Review 1)" in text_of(page)
    concerns = text_of(part(page, "concerns"))
    assert concerns.count("Remedy required") == 2
    assert "Likely: confirm" in concerns
    other = reader.get("/plans/sample/actions/1.2/").content.decode()
    assert facts_of(other)["Concerns"] == "None was raised about it"


def test_an_action_without_reference_has_a_page_of_its_own(reader, plan):
    key = plan.actions.get(ref="").key
    page = reader.get(f"/plans/sample/actions/key/{key}/").content.decode()
    assert f"Action without a reference, key {key}" in text_of(page)


def test_a_heading_shows_what_stands_under_it(reader, demonstration):
    page = reader.get("/plans/demo/actions/1.10/?as_at=2019-03-14").content.decode()
    assert "A heading of the plan" in page
    under = text_of(part(page, "under"))
    assert under.count("Due") == 3
    assert "1.10.1" in under


@pytest.mark.parametrize("address", ["9.9/", "key/99/", "key/99999999999999999999/", "%00/", "2.1%00/"])
def test_an_action_that_is_not_there(reader, plan, address):
    assert reader.get(f"/plans/sample/actions/{address}").status_code == 404


def test_a_reference_that_would_lead_elsewhere_has_its_address_by_key(reader, plan, administrator):
    for place, ref in enumerate(["..", "1/2", "a\nb", "7 (a)?#%"], 100):
        new = plan.actions.model(ref=ref, position=place)
        record_statements(plan=plan, entries=[Entry(new, {"title": ref})], effective_on=JANUARY, by=administrator)
        url = new.get_absolute_url()
        assert ("/key/" in url) == (ref != "7 (a)?#%")
        assert reader.get(url).status_code == 200


def test_a_date_before_the_first_word_shows_that_nothing_is_known(reader, plan):
    response = reader.get(PAGE + "?as_at=2019-01-09")
    page = text_of(response.content.decode())
    assert response.status_code == 200
    assert "Not known as at 9 January 2019: the first word on it is as at 10 January 2019." in page


def test_as_at_shows_the_statement_that_held_then(reader, plan):
    page = reader.get(PAGE + f"?as_at={FEBRUARY.replace(day=11)}").content.decode()
    assert len(statements(page)) == 1
    assert facts_of(page)["Due"] == "2 December 2018 Written “soon”"


def test_an_action_names_the_risks_that_it_mitigates(reader, plan, action, administrator):
    assert "Risks that it mitigates" not in reader.get(PAGE).content.decode()
    over, open_ = (
        add_risk(plan=plan, facts={"title": title}, ref=ref, scores=[], on=JANUARY, by=administrator)
        for ref, title in (("F1", "The money runs out"), ("F2", "Nobody is left"))
    )
    for risk in (over, open_):
        tie_action(risk=risk, action=action, on=FEBRUARY, by=administrator)
    close_risk(risk=over, reason="It came.", seen=over.statements.first().pk, on=MARCH, by=administrator)
    untie_action(risk=open_, action=action, on=MARCH, by=administrator)

    def named(day):
        return text_of(part(reader.get(f"{PAGE}?as_at={day}").content.decode(), "mitigates"))

    assert "F1 The money runs out F2 Nobody is left" in named(FEBRUARY)
    assert "F1 The money runs out Closed" in named(MARCH) and "F2" not in named(MARCH)
    assert 'id="mitigates"' not in reader.get(f"{PAGE}?as_at={JANUARY}").content.decode()
