"""Each rule of what looks wrong, with offenders and with what comes near and is none."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from actions.assurance import (
    ACTION_RULES,
    LEFT_ALONE,
    NO_EVIDENCE,
    NO_PROGRESS,
    RULES,
    TOTALS_DIFFER,
    Around,
    Severity,
    findings,
    plan_findings,
)
from actions.figures import ActionFigure
from core.dates.calendar import months_after

ON = date(2019, 3, 14)
MAY, OCTOBER = date(2018, 5, 31), date(2018, 10, 31)
WORDS = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue"}
STAGES = {"R": "not_started", "A": "underway", "G": "in_place", "B": "complete", None: None}
SOUND = ActionFigure(
    **dict.fromkeys(ActionFigure.__dataclass_fields__)
    | {
        "key": 7,
        "ref": "1.7",
        "is_heading": False,
        "title": "Do it",
        "due_on": date(2019, 5, 31),
        "original_due_on": date(2019, 5, 31),
        "progress": "It goes on.",
        "updated_on": date(2019, 3, 1),
        "silent_days": 13,
        "rating": "A",
        "stage": "underway",
        "evidence_status": "required",
        "in_scope": True,
        "standing": "live",
        "slips": 0,
        "late": False,
        "has_lead": True,
        "wrong": (),
    }
)


def found(under=(), **facts):
    """{rule: sentence} of the findings about a sound action with other facts."""
    facts = {"stage": STAGES.get(facts.get("rating", "A"))} | facts
    return {each.rule: each.sentence for each in findings(replace(SOUND, **facts), Around(ON, WORDS, tuple(under)))}


def test_nothing_looks_wrong_with_what_is_in_order():
    assert found() == {}
    assert found(rating="B", evidence_status="accepted") == {}
    assert found(rating="B", evidence_status="not_required") == {}


OFFENDERS = [
    (
        "complete-without-evidence",
        {"rating": "B", "evidence_status": "sent_back"},
        "Rated Blue, but its evidence was sent back.",
    ),
    (
        "complete-without-evidence",
        {"rating": "B"},
        "Rated Blue, but the evidence that it requires was not offered.",
    ),
    (
        "complete-without-evidence",
        {"rating": "B", "evidence_status": "not_stated"},
        "Rated Blue, but nothing is said of its evidence.",
    ),
    (
        "evidence-not-accepted",
        {"rating": "B", "evidence_status": "offered"},
        "Rated Blue; its evidence was offered, and nobody has accepted it.",
    ),
    (
        "complete-in-rating-alone",
        {"rating": "B", "evidence_status": "accepted", "progress": "It is not complete."},
        "Rated Blue, but its words say “It is not complete”.",
    ),
    (
        "complete-in-rating-alone",
        {"rating": "B", "evidence_status": "accepted", "to_complete": "Not finished before May"},
        "Rated Blue, but what is left to do says “Not finished before May”.",
    ),
    (
        "on-track-but-late",
        {"late": True, "due_on": date(2019, 3, 13)},
        "Rated Amber, but it was due 13 March 2019 (1 day ago).",
    ),
    (
        "on-track-but-late",
        {"rating": "G", "late": True, "due_on": MAY},
        "Rated Green, but it was due 31 May 2018 (287 days ago).",
    ),
    ("complete-in-words-alone", {"progress": "Completed"}, "Rated Amber, but its words say “Completed”."),
    (
        "complete-in-words-alone",
        {"rating": None, "to_complete": "Action complete"},
        "Not rated, but what is left to do says “Action complete”.",
    ),
    (
        "complete-in-words-alone",
        {"rating": "Z", "stage": "delayed", "newest_words": "Completed", "progress": "Not yet complete. Completed"},
        "Rated Z, but its words say “Completed”.",
    ),
    (
        "long-in-place",
        {"rating": "G", "rated_since": date(2018, 9, 14)},
        "Rated Green since 14 September 2018, and not completed since.",
    ),
    (
        "silent",
        {"silent_days": 60, "last_word_on": date(2019, 1, 13)},
        "No word for 60 days: the last is of 13 January 2019.",
    ),
    ("silent", {"silent_days": None, "updated_on": None}, "No word of its lead has a date."),
    ("silent", {"silent_days": None, "updated_on": None, "progress": None}, "Nothing was ever said of its progress."),
    (
        "date-moved",
        {"slips": 2, "original_due_on": MAY},
        "Its date moved twice: first due 31 May 2018, now 31 May 2019.",
    ),
    (
        "date-moved",
        {"slips": 3, "original_due_on": None, "due_on": None, "due_as_written": "Ongoing"},
        "Its date moved 3 times: now without a date.",
    ),
    ("no-date", {"due_on": None}, "It has no due date."),
    ("no-date", {"due_on": None, "due_as_written": "Ongoing"}, "“Ongoing” is not a date."),
    ("no-lead", {"has_lead": False}, "Neither an SRO nor an operational lead is named."),
]


@pytest.mark.parametrize(("rule", "facts", "sentence"), OFFENDERS)
def test_each_rule_finds_its_offender_and_says_what_it_saw(rule, facts, sentence):
    assert found(**facts)[rule] == sentence


NEAR_MISSES = [
    {"late": True, "due_on": MAY, "rating": "R"},
    {"late": True, "due_on": MAY, "rating": None},
    {"rating": "G", "rated_since": date(2018, 9, 15)},
    {"rating": "G", "rated_since": None},
    {"silent_days": 59},
    {"slips": 1},
    {"to_complete": "Complete the form and provide evidence"},
    {"rating": "B", "evidence_status": "accepted", "due_on": None, "has_lead": False},
    {"rating": "B", "evidence_status": "accepted", "silent_days": 400, "slips": 3},
    {"rating": "B", "evidence_status": "accepted", "progress": "Outstanding results. Completed"},
    {"standing": "paused", "silent_days": 400, "due_on": None},
    {"standing": "withdrawn", "progress": "Completed"},
    {"in_scope": False, "silent_days": 400},
    {"is_heading": True, "has_lead": False, "progress": None, "silent_days": None},
]


@pytest.mark.parametrize("facts", NEAR_MISSES, ids=str)
def test_what_comes_near_is_not_found(facts):
    assert found(**facts) == {}


def test_what_is_complete_above_something_open_is_found():
    child = replace(SOUND, ref="1.7.1")
    others = [replace(child, ref=None, key=9), replace(child, stage="complete"), replace(child, standing="withdrawn")]
    done = {"rating": "B", "evidence_status": "accepted"}
    assert found([child], **done) == {"complete-above-open": "Rated Blue, but under it 1.7.1 is not."}
    several = found([child, *others, replace(child, in_scope=False)], **done)
    assert several == {"complete-above-open": "Rated Blue, but under it 1.7.1, no reference (9) are not."}
    assert found(others[1:], **done) == {}
    assert found([child]) == {}


def recommendation(*actions, source=None):
    return SimpleNamespace(text="Do what was\nadvised.", source=source, actions=actions)


def total(difference):
    line = {"label": "Total", "rating": "B", "stated": 77, "where": "plan.xlsx, Summary B2"}
    return SimpleNamespace(**line, computed=None if difference is None else 77 + difference, difference=difference)


def test_a_plan_is_asked_about_recommendations_left_alone_and_totals_that_differ():
    recommendations = [recommendation("1.1"), recommendation(), recommendation(source="Review 2")]
    said = plan_findings([], recommendations, [total(0), total(None), total(1000), total(-1)], WORDS)
    assert [(each.rule, each.severity, each.sentence) for each in said] == [
        ("left-alone", "serious", "No action meets “Do what was advised.”."),
        ("left-alone", "serious", "No action meets “Do what was advised.” (Review 2)."),
        ("totals-differ", "to ask", "Total, Blue: 77 printed, 1,077 counted (plan.xlsx, Summary B2)."),
        ("totals-differ", "to ask", "Total, Blue: 77 printed, 76 counted (plan.xlsx, Summary B2)."),
    ]
    assert plan_findings([SOUND], [recommendation("1.1")], [], WORDS) == ()


def test_a_plan_that_says_nothing_of_evidence_or_progress_is_asked_once():
    silent = {
        "evidence_status": "not_stated",
        "progress": None,
        "updated_on": None,
        "silent_days": None,
        "is_private": False,
    }
    done, begun = replace(SOUND, rating="B", stage="complete", **silent), replace(SOUND, **silent)
    around = Around(ON, WORDS, tells_evidence=False, tells_progress=False)
    assert findings(done, around) == findings(begun, around) == ()
    said = {each.rule: each.sentence for each in plan_findings([done, begun, begun], [], [], WORDS)}
    assert said == {
        "plan-without-evidence": "1 action is rated complete, and nothing is said of the evidence for any action of "
        "this plan.",
        "plan-without-words": "2 actions are not complete, and nothing is said of the progress of any action of "
        "this plan.",
    }
    assert plan_findings([done], [], [], WORDS)[0].rule == "plan-without-evidence"
    for told in ({"evidence_status": "required"}, {"evidence_detail": "Minutes"}):
        assert not plan_findings([done, replace(done, **told)], [], [], WORDS)
    for told in ({"progress": "Begun."}, {"updated_on": ON}):
        assert not plan_findings([begun, replace(begun, **told)], [], [], WORDS)
    assert set(found(rating="B", evidence_status="not_stated")) == {"complete-without-evidence"}


def test_the_table_of_rules_is_whole_and_has_the_gravest_first():
    assert (*ACTION_RULES, LEFT_ALONE, NO_EVIDENCE, NO_PROGRESS, TOTALS_DIFFER) == RULES
    assert len({rule.slug for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    grades = [list(Severity).index(rule.severity) for rule in ACTION_RULES]
    assert grades == sorted(grades)
    assert {rule for rule, _, _ in OFFENDERS} == {rule.slug for rule in ACTION_RULES} - {"complete-above-open"}
    assert all(rule.sentence.endswith(".") for rule in RULES)


def test_a_note_alone_is_not_called_wrong():
    around = Around(ON, WORDS)
    noted = replace(SOUND, rating="B", stage="complete", evidence_status="offered")
    noted = replace(noted, wrong=findings(noted, around))
    graver = replace(SOUND, silent_days=90)
    graver = replace(graver, wrong=findings(graver, around))
    assert [SOUND.looks_wrong, noted.looks_wrong, graver.looks_wrong] == [False, False, True]
    assert len(noted.wrong) == 1


def test_months_are_counted_by_the_calendar():
    assert months_after(date(2018, 8, 31), 6) == date(2019, 2, 28)
    assert months_after(date(2018, 12, 1), 1) == date(2019, 1, 1)
    assert months_after(date(2018, 6, 30), 6) == date(2018, 12, 30)
