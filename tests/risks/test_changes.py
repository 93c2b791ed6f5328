"""What changed of risks, as the pack and the page of two days tell it."""

from dataclasses import replace

import pytest

from reports.presenters.comparison import BY_SLUG, shown_change
from risks.comparison import RiskChange
from risks.pack import findings
from risks.pack.changes import parts
from tests.reports.packs import action, make_document, register, risk, score


def shown(before, after):
    made = make_document(risks=register(*after), risks_before=register(*before), before=[action(1)])
    return {part.title: [row.cells for row in part.rows] for part in parts(made)}


@pytest.mark.parametrize(
    ("was", "now", "made_of"),
    [
        (score(4, 5), score(5, 4), "5 × 4; was 4 × 5"),
        (
            score(4, 5),
            replace(score(4, 5), likelihood=None, consequence=None),
            "likelihood and consequence not known; was 4 × 5",
        ),
        (None, score(4, 5, reason="First looked at."), "4 × 5; was not scored"),
    ],
)
def test_a_risk_that_scores_otherwise_is_told_with_what_it_is_made_of(was, now, made_of):
    [cells] = shown([risk(1, current=was)], [risk(1, current=now)])["Risks scored otherwise"]
    assert cells[2] == made_of and cells[3] == (now.reason or "No reason is given")


def test_owners_words_and_risks_that_are_gone_are_told():
    told = shown([risk(1), risk(2)], [risk(1, owners=("CFO",), mitigation="A board meets.")])
    assert told["Other owners of risks"] == [("AO", "CFO")]
    [[pieces]] = told["New words on risks"]
    assert pieces[0][0] == "same" and ("new", "board") in pieces
    assert [cells[1] for cells in told["Risks gone"]] == ["No longer in the register"]


def test_the_page_says_of_a_risk_that_is_gone_where_it_is_not():
    class Links:
        keep = staticmethod(lambda url: f"{url}?as_at=then")

    class Between:
        links = links_then = Links

    found = shown_change(RiskChange(risk(2), None), BY_SLUG["risks-gone"], Between, None)
    assert (found.note, found.url) == ("Not in the register at the later day", "/plans/sample/risks/2/?as_at=then")


def test_a_register_of_closed_risks_alone_says_so():
    assert findings.position(register(risk(1, open=False))) == "No risk is open."
