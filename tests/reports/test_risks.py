"""Risks on the pages of the whole plan: its first page, what changed, what looks wrong, and the page of a risk."""

import re

import pytest

from risks.services import add_risk, describe_risk, score_risk
from tests.factories import FEBRUARY, JANUARY, make_plan
from tests.queries import queries_of

from .reading import text_of as _text_of
from .risky import keep_risks

pytestmark = pytest.mark.django_db
HERE = "/plans/sample/"
THEN = "as_at=2019-02-12"


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.fixture
def kept(plan, administrator):
    return keep_risks(plan, JANUARY, FEBRUARY, administrator)


def text_of(markup):
    """The words of some HTML, without the spaces that its elements leave before a stop."""
    return re.sub(r" ([.,;])", r"\1", _text_of(markup))


def look(reader, address):
    response = reader.get(f"{HERE}{address}", follow=True)
    assert response.status_code == 200
    return response.content.decode()


def section(html, name):
    """The HTML of the section whose heading has that id."""
    return html.split(f'id="{name}"')[1].split("</section>")[0]


def test_the_first_page_counts_risks_and_each_number_leads_to_them(reader, plan, kept):
    part = section(look(reader, f"?{THEN}"), "risks")
    words = text_of(part)
    assert "13 open risks, 11 above their target, 3 look wrong; 1 closed." in words
    assert "Extreme 6 Extreme High 4 High" in words
    assert "Since the last report: 1 worse, 1 better, 1 new, 1 closed, 1 reopened." in words
    links = re.findall(r'<a class="app-figure" href="(.*?)">(\d+)(?: (\w+))?', part.replace("&amp;", "&"))
    assert len(links) == 13
    for address, number, _ in links:
        behind = text_of(reader.get(address).content.decode())
        assert re.search(rf"\b{number} (?:risk|new risk)", behind), (address, number)


def test_a_plan_without_risks_says_nothing_of_them(reader, plan):
    assert 'id="risks"' not in look(reader, f"?{THEN}")
    page = look(reader, f"looks-wrong/?{THEN}")
    assert "Nobody owns the risk" not in page and "open risks" not in page


def test_where_the_last_report_knew_no_risk_nothing_moved_since(reader, plan, administrator):
    add_risk(plan=plan, facts={"title": "One"}, on=FEBRUARY, by=administrator)
    words = text_of(section(look(reader, f"?{THEN}"), "risks"))
    assert "1 open risk, 1 looks wrong." in words and "In no band 1" in words and "Since the last report" not in words


def test_what_changed_tells_of_risks(reader, plan, kept):
    page = look(reader, f"compare/?{THEN}")
    assert "Worse by 4. Two contracts ended." in text_of(section(page, "risks-worse"))
    assert text_of(section(page, "risks-better")).count("12 High to 8 High") == 1
    assert "The audit found none." in text_of(section(page, "risks-closed"))
    assert "It came back." in text_of(section(page, "risks-reopened"))
    assert "Owned by AO" in text_of(section(page, "risks-new"))
    assert "put in: 2.1" in text_of(section(page, "risks-words"))
    assert 'id="risks-' not in look(reader, f"compare/?{THEN}&area=1")
    assert "1 risk worse" in look(reader, "compare/?from=2019-01-10&to=2019-02-12&show=risks-worse")
    assert 'href="#risks-worse"' in page and "#risks-worse" in look(reader, f"?{THEN}")


def test_other_changes_of_a_risk(reader, plan, administrator):
    risks = [
        add_risk(plan=plan, facts={"title": title}, on=JANUARY, by=administrator) for title in ("One", "Two", "Three")
    ]
    score = {"kind": "current", "seen": None, "by": administrator}
    score_risk(risk=risks[0], likelihood=4, consequence=5, reason="At first.", on=JANUARY, **score)
    seen = risks[0].scores.get().pk
    score_risk(risk=risks[0], likelihood=5, consequence=4, reason="x", on=FEBRUARY, **(score | {"seen": seen}))
    score_risk(risk=risks[1], likelihood=5, consequence=4, reason="x", on=FEBRUARY, **score)
    target = {"kind": "target", "likelihood": 1, "consequence": 4, "reason": "x", "on": FEBRUARY}
    score_risk(risk=risks[0], **(score | target))
    told, facts = risks[0].statements.first().pk, {"owner_as_written": "AO"}
    describe_risk(risk=risks[0], facts=facts, seen=told, on=FEBRUARY, by=administrator)
    add_risk(plan=plan, facts={"title": "Old", "is_open": False}, on=FEBRUARY, by=administrator)
    page = look(reader, f"compare/?{THEN}")
    rescored = text_of(section(page, "risks-rescored"))
    assert "5 × 4; was 4 × 5. x" in rescored and "5 × 4; was Not scored. x" in rescored
    assert "Target 4 Moderate; was Not scored" in text_of(section(page, "risks-target"))
    assert "AO; was Nobody named" in text_of(section(page, "risks-owners"))
    assert "First known as closed" in text_of(section(page, "risks-new"))


def test_what_looks_wrong_lists_risks_by_rule(reader, plan, kept):
    page = look(reader, f"looks-wrong/?{THEN}")
    assert "of 13 open risks, 3 look wrong." in text_of(page)
    assert "R7 Risk number 7 comes true 3 Low No post is named as its owner." in text_of(section(page, "risk-no-owner"))
    counted = re.search(r'href="(/plans/sample/risks/\?wrong=risk-unmitigated.*?)"', page)[1].replace("&amp;", "&")
    assert "2 risks of 14" in text_of(reader.get(counted).content.decode())
    assert "Of the risks, 3 look wrong." in text_of(section(look(reader, f"?{THEN}"), "wrong"))


def test_the_page_of_a_risk_says_what_looks_wrong_with_it(reader, plan, kept):
    assert "Nobody owns the risk. No post is named" in text_of(look(reader, f"risks/{kept['R7'].key}/?{THEN}"))
    assert "What looks wrong" not in look(reader, f"risks/{kept['R6'].key}/?{THEN}")


def test_the_register_is_filtered_by_target(reader, plan, kept):
    for query, count in {"target=above": 11, "target=reached": 2, "target=none": 0, "wrong=any": 3}.items():
        words = text_of(look(reader, f"risks/?{query}&{THEN}"))
        assert (f"{count} risks of 14" if count else "No risk is like that") in words, query


def test_pages_ask_as_often_whatever_the_number_of_risks(reader, administrator):
    counts = {}
    for size in (8, 40):
        plan = make_plan(administrator, slug=f"size-{size}", actions=2)
        keep_risks(plan, JANUARY, FEBRUARY, administrator, count=size)
        for page in ("", "compare/", "looks-wrong/"):
            counts.setdefault(page, []).append(queries_of(reader, f"/plans/{plan.slug}/{page}?{THEN}")[0])
    assert all(len(set(found)) == 1 for found in counts.values()), counts
