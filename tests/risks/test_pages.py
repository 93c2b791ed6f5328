"""The register of risks in the browser's words: what stands there, who may do what, and what comes of a form."""

import re
from datetime import date
from html import unescape

import pytest

from plans.models import Post, Role
from plans.services import save_reference
from risks.models import Risk, RiskStatement
from risks.recorded import recorded
from risks.services import ScoreEntry, add_risk, close_risk, describe_risk, review_risk, tie_action
from tests.factories import JANUARY, member
from tests.queries import queries_of

REGISTER = "/plans/sample/risks/"
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


def test_the_register_shows_scores_movement_and_map(as_owner, plan, risk):
    page = words(as_owner, REGISTER)
    assert "Financial management" in page and "1 risk" in page
    assert (
        "R1 The savings are not made AO 20 Extreme 4 × 5 20 Extreme 4 × 5 → unchanged 10 High 2 × 5 10 above its target"
        in page
    )
    assert "The map as a table" in page and "20 Extreme 4 Likely 5 Catastrophic R1 None" in page
    assert "10 High 2 Unlikely 5 Catastrophic None R1" in page
    assert "Add a risk" not in page
    assert 'role="group"' in as_owner.get(REGISTER).content.decode()


def test_the_register_is_filtered_and_ordered_by_its_address(as_pmo, plan, risk, pmo):
    other = add_risk(plan=plan, facts={"title": "Staff leave"}, on=JANUARY, by=pmo)
    close_risk(
        risk=add_risk(plan=plan, facts={"title": "Gone"}, on=JANUARY, by=pmo),
        reason="x",
        seen=other.statements.first().pk + 1,
        on=JANUARY,
        by=pmo,
    )
    assert "Staff leave" in (page := words(as_pmo, REGISTER)) and "Gone" not in page and "2 risks of 3" in page
    for query, shown in {
        "state=closed": "Gone",
        "level=none": "Staff leave",
        "level=extreme": "The savings",
        "owner=AO": "The savings",
        "category=none": "Staff leave",
        "text=savings+deficit": "The savings",
        "movement=unchanged": "The savings",
    }.items():
        page = words(as_pmo, f"{REGISTER}?{query}")
        assert shown in page and "1 risk of 3" in page, query
    page = words(as_pmo, f"{REGISTER}?state=all&sort=score")
    assert page.index("The savings") < page.index("Staff leave") and "3 risks" in page
    assert "No risk is like that" in words(as_pmo, f"{REGISTER}?text=nothing+at+all")
    assert "is not an order of the risks" in words(as_pmo, f"{REGISTER}?sort=colour", 404)


def test_a_risk_shows_all_that_was_said_and_scored(as_owner, plan, risk, owner):
    tie_action(risk=risk, action=plan.actions.get(ref="1.2"), on=JANUARY, by=owner)
    review_risk(risk=risk, seen_on=date(2019, 1, 10), said="Still so.", on=date(2019, 1, 11), by=owner)
    page = words(as_owner, PAGE)
    assert "R1 The savings are not made Open" in page and "Score it" in page and "Close it" not in page
    assert "The year ends in deficit" in page and "1.2 Do thing 2" in page and "Still so." in page
    assert "Written “20 4x5 Red”" in page and "The first record of this risk." in page
    then = words(as_owner, PAGE + "?as_at=2019-01-10")
    assert "Score it" not in then and "Still so." not in then
    words(as_owner, PAGE + "?as_at=2018-01-10", 404)
    words(as_owner, REGISTER + "9/", 404)


def test_an_owner_scores_describes_and_reviews(as_owner, plan, risk, post):
    shown = as_owner.get(PAGE + "score/").content.decode()
    seen = dict(re.findall(r'name="(seen_\w+)" value="(\d+)"', shown))
    assert set(seen) == {"seen_year_start", "seen_current", "seen_target"}
    given = {"kind": "current", "likelihood": "3", "consequence": "5", "reason": "Half is signed."}
    assert "Choose the likelihood" in text(as_owner.post(PAGE + "score/", seen | given | {"likelihood": ""}))
    assert as_owner.post(PAGE + "score/", seen | given).status_code == 302
    assert "15 Extreme 3 × 5 ↓ better" in words(as_owner, PAGE)
    assert "changed this risk meanwhile" in text(as_owner.post(PAGE + "score/", seen | given | {"likelihood": "1"}))
    told = re.search(r'name="seen" value="(\d+)"', as_owner.get(PAGE + "describe/").content.decode()).group(1)
    facts = {"title": "The savings are not made", "mitigation": "A board meets weekly.", "owners": [post.pk]}
    assert as_owner.post(PAGE + "describe/", facts | {"seen": told}).status_code == 302
    page = words(as_owner, PAGE)
    assert "What is done about it : nothing → became A board meets weekly." in page
    assert as_owner.post(PAGE + "review/", {"seen_on_day": "", "said": "x"}).status_code == 200
    day = {"seen_on_0": "10", "seen_on_1": "1", "seen_on_2": "2019"}
    day |= {"seen_on_day": "10", "seen_on_month": "1", "seen_on_year": "2019"}
    assert as_owner.post(PAGE + "review/", day).status_code == 302
    assert risk.reviews.get().seen_on == date(2019, 1, 10)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_office_adds_closes_and_reopens(as_pmo, plan):
    given = {"title": "Staff leave", "category": "another", "another": "Quality", "likelihood": "4", "consequence": "3"}
    assert "Enter why it scores so" in text(as_pmo.post(REGISTER + "add/", given))
    assert as_pmo.post(REGISTER + "add/", given | {"reason": "Two left."}).status_code == 302
    risk = Risk.objects.get()
    assert risk.category.name == "Quality" and set(risk.scores.values_list("kind", "score")) == {
        ("year_start", 12),
        ("current", 12),
    }
    told = risk.statements.first().pk
    assert as_pmo.post(PAGE + "close/", {"reason": "All are here.", "seen": told}).status_code == 302
    assert "Reopen it" in (page := words(as_pmo, PAGE)) and "All are here." in page
    assert as_pmo.post(PAGE + "reopen/", {"reason": "One left.", "seen": risk.statements.first().pk}).status_code == 302
    assert "Why it was reopened One left." in words(as_pmo, PAGE)


def test_actions_are_tied_and_taken_off(as_owner, risk):
    assert "No action of this plan is called" in unescape(text(as_owner.post(PAGE + "actions/", {"action": "9.9"})))
    assert as_owner.post(PAGE + "actions/", {"action": "1.2"}).status_code == 302
    assert "1.2 Do thing 2" in words(as_owner, PAGE)
    key = risk.mitigated_by.get().action.key
    assert as_owner.post(PAGE + "actions/", {"untie": key}).status_code == 302
    assert "No action is tied to it." in words(as_owner, PAGE)


@pytest.mark.parametrize("page", ["describe/", "score/", "review/", "actions/", "close/", "reopen/"])
def test_a_reader_changes_nothing(client, plan, risk, administrator, page):
    client.force_login(member(plan, Role.READER, by=administrator))
    assert client.get(PAGE + page).status_code == 403 and client.post(PAGE + page, {}).status_code == 403
    assert client.get(REGISTER + "add/").status_code == 403
    assert "Score it" not in words(client, PAGE)


def test_an_outsider_sees_nothing(client, outsider, risk):
    client.force_login(outsider)
    assert client.get(REGISTER).status_code == client.get(PAGE).status_code == 404


def test_an_empty_register_says_what_is_next(as_pmo, plan):
    assert "No risk is in the register yet. Add the first one" in words(as_pmo, REGISTER)
    assert "No risk is known as at 10 January 2019" in words(as_pmo, REGISTER + "?as_at=2019-01-10")


def test_the_pages_ask_as_often_whatever_there_is(as_pmo, plan, risk, pmo):
    counts = {}
    for size in (1, 12, 60):
        while plan.risks.count() < size:
            other = add_risk(plan=plan, facts={"title": f"Risk {plan.risks.count()}"}, on=JANUARY, by=pmo)
            tie_action(risk=other, action=plan.actions.first(), on=JANUARY, by=pmo)
        for path in (REGISTER, PAGE):
            counts.setdefault(path, []).append(queries_of(as_pmo, path)[0])
    assert all(len(set(found)) == 1 for found in counts.values()), counts
    assert max(counts[REGISTER]) <= 21


def test_what_does_not_fit_is_said_beside_the_score(as_pmo, plan, pmo):
    odd = [
        ScoreEntry("year_start", None, None, None, "", "Very high"),
        ScoreEntry("current", 4, 4, 20, "Amber", "20 4x4 Amber"),
    ]
    add_risk(plan=plan, facts={"title": "Odd"}, scores=odd, on=JANUARY, by=pmo)
    page = words(as_pmo, REGISTER)
    assert "written “Very high”" in page and "Not read" in page
    assert "printed as 20; 4 × 4 is 16; called Amber, which is not the band of 20" in page
    assert "not known" in page


def test_the_map_and_the_picture_have_the_score_as_printed(as_pmo, plan, pmo):
    scores = [ScoreEntry("current", 4, 4, 20), ScoreEntry("target", None, None, 6)]
    add_risk(plan=plan, ref="CR1", facts={"title": "Odd"}, scores=scores, on=JANUARY, by=pmo)
    page = words(as_pmo, REGISTER)
    assert "CR1 (20)" in page and "with the printed score in brackets: CR1: printed as 20; 4 × 4 is 16." in page
    assert "The target is not on it, as its likelihood or consequence is not known: CR1." in page
    key = plan.risks.get().key
    assert "The picture has the score as printed. CR1: printed as 20; 4" in words(as_pmo, f"{REGISTER}{key}/")


def test_a_risk_without_a_square_stands_beside_the_map(as_pmo, plan, pmo):
    add_risk(plan=plan, facts={"title": "Alone"}, scores=[ScoreEntry("current", None, None, 16)], on=JANUARY, by=pmo)
    assert "likelihood or consequence is not known: R1." in words(as_pmo, REGISTER)


def test_a_category_is_chosen_or_named_and_not_both(as_pmo, plan, risk):
    given = {"title": "Two", "likelihood": "4", "consequence": "3", "reason": "x", "category": str(risk.category_id)}
    assert "or empty the name below" in text(as_pmo.post(REGISTER + "add/", given | {"another": "Other"}))
    assert "Enter the name of the category" in text(as_pmo.post(REGISTER + "add/", given | {"category": "another"}))
    assert as_pmo.post(REGISTER + "add/", given | {"ref": "A1"}).status_code == 302
    assert plan.risks.get(ref="A1").category == risk.category
    refused = text(as_pmo.post(REGISTER + "add/", given | {"ref": "A1", "title": "Three"}))
    assert "Another risk has the reference A1" in refused and "Three" in refused


def test_white_space_is_no_change(plan, risk, owner):
    told = risk.statements.first()
    describe_risk(risk=risk, facts={"impact": "The  year ends in deficit"}, seen=told.pk, on=JANUARY, by=owner)
    assert len(list(recorded(list(RiskStatement.objects.of(risk, JANUARY))))) == 1


def typed_in(client, path):
    """What the form of a page holds, as a browser would send it."""
    return typed_in_page(client.get(path))


def typed_in_page(response):
    page = response.content.decode()
    areas = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\s*(.*?)</textarea>', page, re.S)
    found = {name: unescape(value) for name, value in areas}
    found["owners"] = re.findall(r'name="owners"[^>]* value="(\d+)"[^>]* checked', page)
    return found | {"seen": re.search(r'name="seen" value="(\d+)"', page).group(1)}


def test_the_second_of_two_keeps_what_the_first_wrote(as_owner, plan, risk, pmo):
    path = PAGE + "describe/"
    mine = typed_in(as_owner, path) | {"description": "My words.", "impact": "My impact."}
    theirs = {"controls": "Their board.", "impact": "Their impact."}
    describe_risk(risk=risk, facts=theirs, seen=risk.statements.first().pk, on=JANUARY, by=pmo)
    page = as_owner.post(path, mine)
    said = " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())
    assert "Somebody changed this risk meanwhile" in said
    assert "now as they left it: Which controls are there? (optional)." in said
    assert "What would it do? (optional) Their impact." in said
    again = typed_in_page(page)
    assert (again["description"], again["controls"], again["impact"]) == ("My words.", "Their board.", "My impact.")
    assert as_owner.post(path, again).status_code == 302
    told = risk.statements.first()
    assert (told.description, told.controls, told.impact) == ("My words.", "Their board.", "My impact.")
    assert told.owners == risk.statements.last().owners
    stale = as_owner.post(path, mine | {"seen": "", "description": "Other words."}).content.decode()
    assert "My words." in stale and "You both changed these" in stale


def test_what_somebody_saved_while_a_mistake_was_put_right_is_told_too(as_owner, plan, risk, pmo):
    path, seen = PAGE + "describe/", risk.statements.first().pk
    mine = typed_in(as_owner, path)
    describe_risk(risk=risk, facts={"controls": "Their board."}, seen=seen, on=JANUARY, by=pmo)
    again = typed_in_page(as_owner.post(path, mine | {"title": ""}))
    assert again["seen"] == str(seen)
    assert "Somebody changed this risk meanwhile" in as_owner.post(path, again | {"title": "Mine"}).content.decode()


def test_a_risk_added_again_with_another_score_is_another_one(as_pmo, plan):
    sent = {"title": "The roof leaks", "likelihood": "2", "consequence": "2", "reason": "Seen once."}
    sent |= {"category": "another", "another": "Estates"}
    first = as_pmo.post(REGISTER + "add/", sent)
    assert as_pmo.post(REGISTER + "add/", sent).headers["Location"] == first.headers["Location"]
    for other in ({"likelihood": "5"}, {"reason": "Seen twice."}, {"another": "Safety"}):
        again = as_pmo.post(REGISTER + "add/", sent | other)
        assert again.status_code == 302 and again.headers["Location"] != first.headers["Location"]
    assert Risk.objects.count() == 4


def test_a_risk_that_is_refused_leaves_no_category(as_pmo, plan, risk, pmo):
    risk.ref, risk._history_user = "F1", pmo
    risk.save()
    sent = {"title": "The roof leaks", "likelihood": "2", "consequence": "2", "reason": "Seen once.", "ref": "F1"}
    page = as_pmo.post(REGISTER + "add/", sent | {"category": "another", "another": "Estates"})
    assert "a reference is never used twice" in page.content.decode()
    assert not plan.risk_categories.filter(name="Estates").exists()


def test_a_risk_has_as_many_owners_as_there_are_posts(as_pmo, plan, risk, pmo):
    posts = [
        Post(plan=plan, abbreviation=f"P{n}", title=f"Director of a very long department, number {n}")
        for n in range(20)
    ]
    keys = [save_reference(record=post, by=pmo).pk for post in posts]
    sent = typed_in(as_pmo, PAGE + "describe/") | {"owners": keys}
    assert as_pmo.post(PAGE + "describe/", sent).status_code == 302
    assert len(risk.statements.first().owner_as_written) > 300
