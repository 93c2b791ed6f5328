"""What looks wrong with a risk, rule by rule."""

from dataclasses import dataclass
from datetime import date

import pytest

from actions.services import Entry, record_statements
from risks.assurance import RULES, days_unseen, findings
from risks.figures import figures_of
from risks.services import ScoreEntry, add_risk, describe_risk, review_risk, tie_action
from tests.factories import FEBRUARY, JANUARY, MARCH

ON = date(2019, 3, 14)


@dataclass
class Score:
    score: int = 20
    likelihood: int = 4
    consequence: int = 5
    band: str = "Extreme"
    reason: str | None = None
    differs: bool = False


@dataclass
class Risk:
    """A risk with which nothing is wrong."""

    open: bool = True
    level: str = "extreme"
    is_mitigated: bool = True
    owner: str = "AO"
    looked_at_on: date | None = ON
    movement: str = "unchanged"
    current: Score | None = None
    year_start: Score | None = None
    target: Score | None = None
    above_target: int | None = 4
    open_actions: tuple = ()


GROWN = {"movement": "worse", "current": Score(), "year_start": Score(12, 3, 4)}


@pytest.mark.parametrize(
    ("rule", "facts", "sentence"),
    [
        ("risk-unmitigated", {"is_mitigated": False, "current": Score()}, "Scores 20, Extreme, and nothing is said"),
        ("risk-no-owner", {"owner": ""}, "No post is named"),
        ("risk-unseen", {"looked_at_on": None}, "It was neither scored nor reviewed."),
        ("risk-unseen", {"looked_at_on": date(2018, 12, 14)}, "for 90 days: the last time was 14 December 2018."),
        ("risk-worse-unexplained", GROWN, "Scores 20, and 12 at the year’s start; no reason is given."),
        (
            "risk-does-not-multiply",
            {"current": Score(20, 4, 4, differs=True), "target": Score(9, 2, 4, differs=True)},
            "Current written as 20, and 4 × 4 is 16; target written as 9, and 2 × 4 is 8.",
        ),
        (
            "risk-at-target",
            {"above_target": 0, "current": Score(), "target": Score(), "open_actions": ("1.2",)},
            "its target is 20, and it is open; action 1.2 is not complete.",
        ),
        (
            "risk-at-target",
            {"above_target": 0, "current": Score(), "target": Score(), "open_actions": ("1.2", "1.3")},
            "actions 1.2, 1.3 are not complete.",
        ),
    ],
)
def test_each_rule_sees_what_it_is_for(rule, facts, sentence):
    [found] = findings(Risk(**facts), ON)
    assert found.rule == rule and sentence in found.sentence and found.is_wrong
    assert findings(Risk(open=False, **facts), ON) == ()


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"level": "high", "is_mitigated": False},
        {"looked_at_on": date(2018, 12, 15)},
        {"looked_at_on": date(2019, 4, 1)},
        GROWN | {"current": Score(reason="Two left.")},
        {"current": Score(), "target": Score()},
        {"above_target": 0},
        {"above_target": None, "open_actions": ("1.2",)},
    ],
)
def test_what_is_well_is_not_told(facts):
    assert findings(Risk(**facts), ON) == ()


def test_the_rules_are_called_apart_and_the_gravest_comes_first():
    assert len({rule.slug for rule in RULES}) == len(RULES)
    assert [rule.severity for rule in RULES][0] == "serious"
    assert days_unseen(None, ON) is None and days_unseen(date(2019, 4, 1), ON) == 0


def seen(plan, on):
    return {risk.name: [found.rule for found in risk.wrong] for risk in figures_of(plan, on).risks}


def test_a_new_score_counts_as_a_look_and_so_does_a_review(plan, risk, owner):
    assert seen(plan, FEBRUARY)["R1"] == ["risk-unmitigated"]
    assert seen(plan, date(2019, 4, 10))["R1"] == ["risk-unmitigated", "risk-unseen"]
    review_risk(risk=risk, seen_on=MARCH, on=MARCH, by=owner)
    told = figures_of(plan, date(2019, 4, 10)).risks[0]
    assert told.looked_at_on == MARCH and told.looks_wrong


def test_words_mitigate_and_so_does_an_action(plan, risk, owner):
    describe_risk(risk=risk, facts={"mitigation": "Weekly."}, seen=risk.statements.first().pk, on=FEBRUARY, by=owner)
    assert seen(plan, FEBRUARY)["R1"] == []
    tie_action(risk=risk, action=plan.actions.get(ref="1.2"), on=JANUARY, by=owner)
    assert seen(plan, JANUARY)["R1"] == []


def test_of_tied_actions_those_are_open_that_are_counted_and_not_complete(plan, pmo, administrator):
    for action in plan.actions.filter(ref__in=("1.2", "2.1")):
        facts = {"rating": plan.ratings.get(code="B" if action.ref == "1.2" else "A"), "evidence_status": "accepted"}
        before = action.statements.first()
        record_statements(
            plan=plan, entries=[Entry(action, facts, before=before)], effective_on=FEBRUARY, by=administrator
        )
    reached = [ScoreEntry(kind, 1, 4, 4) for kind in ("year_start", "current", "target")]
    facts = {"title": "Reached", "owner_as_written": "AO"}
    risk = add_risk(plan=plan, facts=facts, scores=reached, on=JANUARY, by=pmo)
    for action in plan.actions.all():
        tie_action(risk=risk, action=action, on=JANUARY, by=pmo)
    [before], [now] = figures_of(plan, JANUARY).risks, figures_of(plan, FEBRUARY).risks
    assert now.actions == before.actions and len(now.actions) == 3
    assert "1.2" in before.open_actions and "1.2" not in now.open_actions and "2.1" in now.open_actions
    assert seen(plan, FEBRUARY)["R1"] == ["risk-at-target"]
    plan.actions.filter(ref="2.1").update(is_private=True)
    assert "2.1" not in figures_of(plan, FEBRUARY, is_public=True).risks[0].open_actions
