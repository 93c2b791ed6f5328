"""What changed of risks between two dates."""

from risks.comparison import compare
from risks.figures import figures_of
from risks.services import ScoreEntry, add_risk, describe_risk, keep_category, score_risk
from tests.factories import FEBRUARY, JANUARY, MARCH
from tests.reports.risky import keep_risks

NAMES = "new closed reopened gone worse better rescored target owners words".split()


def told(before, after):
    found = compare(before, after)
    return {name: [change.risk.name for change in found.told(name)] for name in NAMES if found.told(name)}


def test_each_change_is_told_in_its_list(plan, administrator):
    keep_risks(plan, JANUARY, FEBRUARY, administrator)
    before, after = (figures_of(plan, on) for on in (JANUARY, FEBRUARY))
    assert told(before, after) == {
        "new": ["R14"],
        "closed": ["R4"],
        "reopened": ["R5"],
        "worse": ["R2"],
        "better": ["R3"],
        "words": ["R6"],
    }
    assert told(after, after) == {}
    found = compare(before, after)
    assert [change.points("current") for change in (*found.worse, *found.better)] == [4, -4]
    assert found.new[0].points("current") is None
    assert found.words[0].words == [("Actions", [("new", "2.1")])]
    assert told(after, before)["gone"] == ["R14"] and told(after, before)["closed"] == ["R5"]


def test_owners_targets_and_scores_that_are_neither_worse_nor_better(plan, risk, owner, administrator):
    bare = add_risk(plan=plan, facts={"title": "Bare"}, on=JANUARY, by=administrator)
    before = figures_of(plan, JANUARY)
    score = {"reason": "Looked at again.", "on": FEBRUARY}
    kinds = {each.kind: each.pk for each in risk.scores.all()}
    score_risk(risk=risk, kind="current", likelihood=5, consequence=4, seen=kinds["current"], **score, by=owner)
    score_risk(risk=risk, kind="target", likelihood=1, consequence=5, seen=kinds["target"], **score, by=owner)
    score_risk(risk=bare, kind="current", likelihood=1, consequence=4, seen=None, **score, by=administrator)
    facts = {"owner_as_written": "AO and CFO", "title": "The savings are not made in time"}
    describe_risk(risk=risk, facts=facts, seen=risk.statements.first().pk, on=FEBRUARY, by=owner)
    assert told(before, figures_of(plan, FEBRUARY)) == {
        "rescored": ["R1", "R2"],
        "target": ["R1"],
        "owners": ["R1"],
        "words": ["R1"],
    }
    assert not told(figures_of(plan, FEBRUARY), figures_of(plan, MARCH))


def test_a_risk_first_known_as_closed_is_new_and_not_closed(plan, administrator):
    keep_category(plan=plan, name="One", by=administrator)
    before = figures_of(plan, JANUARY)
    facts, scores = {"title": "Past", "is_open": False}, [ScoreEntry("current", 1, 1, 1)]
    add_risk(plan=plan, facts=facts, scores=scores, on=FEBRUARY, by=administrator)
    assert told(before, figures_of(plan, FEBRUARY)) == {"new": ["R1"]}
