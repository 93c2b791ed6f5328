"""What differs between the risks of two versions of a pack."""

from dataclasses import replace

from actions.assurance import Finding, Severity
from reports.revisions import changes_between
from reports.withheld import Withheld

from .packs import register, risk, score
from .test_revisions import kept


def of(*risks):
    return kept(of_figures={"risks": register(*risks)})


def changed(was, now, **options):
    return changes_between(of(*was), of(*now), **options)


def test_the_same_risks_are_not_told_even_where_a_score_was_said_again():
    assert changed([risk(1)], [risk(1, current=score(4, 5, key=9))]) == []


def test_scores_are_told_with_what_they_were():
    now = risk(1, current=score(3, 5), target=None, year_start=replace(score(4, 5), score=None))
    assert changed([risk(1)], [now]) == [
        "Risk R1 scores 15, was 20.",
        "Risk R1 has the target nothing that can be read, was 10.",
        "Risk R1 scored at the year’s start nothing that can be read, was 20.",
    ]


def test_risks_that_come_go_and_close_are_told():
    told = changed([risk(1), risk(2), risk(4, open=False)], [risk(1, open=False), risk(3), risk(4)])
    assert told == [
        "Risk R3 is new: Thing 3 fails",
        "Risk R2 is left out.",
        "Risk R1 is closed.",
        "Risk R4 is open again.",
    ]


def test_other_facts_and_reasons_are_told():
    now = risk(
        1, owner_as_written="CFO", actions=("1.1",), current=score(4, 5, reason="So."), target=score(2, 5, reason="x")
    )
    assert changed([risk(1)], [now]) == [
        "Risk R1: its owner as written, the actions that mitigate it, how it scores, its target changed."
    ]


def test_bands_are_told():
    before, after = of(risk(1)), of(risk(1))
    after["risk_bands"][0]["lowest"] = 16
    assert changes_between(before, after) == ["The band “Extreme” of risks: its lowest score changed."]


def test_a_version_from_before_there_were_risks_is_compared_without_them():
    before = of()
    del before["risks"], before["risk_bands"]
    assert changes_between(before, of(risk(1))) == []


def test_what_looks_wrong_with_risks_is_counted():
    found = Finding("risk-no-owner", "Nobody", "No post is named.", Severity.TO_ASK)
    assert changed([risk(1)], [risk(1, wrong=(found,))])[0].startswith("What looks wrong: 1 found, was 0;")


def test_the_public_is_told_nothing_of_what_is_private_today():
    withheld = Withheld(risks=frozenset({1}))
    assert changed([risk(1), risk(2, actions=("9.9",))], [risk(2)], withheld=withheld) == []
    assert changed([risk(1)], [], withheld=withheld) == []
