"""The sections on risks in a pack: the map and its table, the register, what changed and what looks wrong."""

from dataclasses import replace

import pytest

from reports.document import document_of, html_of
from risks.pack.register import register
from risks.services import ScoreEntry, add_risk, close_risk, review_risk
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan

from .packs import Opened
from .risky import keep_risks

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.fixture
def kept(plan, administrator):
    return keep_risks(plan, JANUARY, FEBRUARY, administrator)


def opened(plan, on):
    return Opened(html_of(document_of(plan, on)))


def titles(opened):
    return [title for _, title in opened.headings]


def rows(opened, name):
    """The body of the table beneath the heading "name: n"."""
    ids = [attributes.get("aria-labelledby") for tag, attributes in opened.elements if tag == "table"]
    names = {attributes["id"]: title for (_, attributes), title in zip(_headings(opened), titles(opened), strict=True)
             if "id" in attributes}  # fmt: skip
    return next(table[1:] for heads, table in zip(ids, opened.tables, strict=True)
                if names.get(heads, "").partition(":")[0] == name)  # fmt: skip


def _headings(opened):
    return [each for each in opened.elements if each[0] in ("h1", "h2", "h3", "h4", "h5", "h6")]


def test_a_plan_without_risks_has_no_section_on_them(plan):
    found = opened(plan, FEBRUARY)
    assert not [title for title in titles(found) if "isk" in title] and "risk" not in found.text.lower()


def test_the_map_says_how_many_are_in_each_band_and_where(plan, kept):
    found = opened(plan, FEBRUARY)
    assert (
        "13 risks are open: 6 extreme, 4 high, 2 moderate and 1 low. 11 are above their target. Since 10 January 2019 "
        "1 scores worse, 1 scores better, 1 is new, 1 was closed and 1 was reopened."
    ) in found.text
    assert rows(found, "Open risks by band")[0] == ["Extreme 15 to 25", "6", "6", "0"]
    assert rows(found, "The map as a table")[:2] == [
        ["20 Extreme", "4 Likely", "5 Catastrophic", "R1, R14, R8", "None"],
        ["20 Extreme", "5 Almost certain", "4 Major", "R2", "None"],
    ]
    assert ["3 Low", "1 Rare", "3 Moderate", "R7", "R7, R13, R6"] in rows(found, "The map as a table")


def test_the_register_tells_each_risk_with_what_moved(plan, kept):
    found = opened(plan, FEBRUARY)
    assert "Of 13 open risks 1 was reviewed since 10 January 2019." in found.text
    first, *_, new = rows(found, "Quality management")
    assert first == [
        "R1",
        "Risk number 1 comes true Cause number 1 is not removed in time, as those who could are needed elsewhere. "
        "Impact Patients wait longer for service 1.",
        "AO",
        "20 Extreme 4 × 5",
        "20 Extreme 4 × 5",
        "Last report Unchanged Year start Unchanged",
        "10 High 2 × 5 10 above it",
        "Nothing written",
        "12 February 2019",
    ]
    assert new[1].startswith("New since last report Risk number 14") and new[5] == "Year start Unchanged"
    by_ref = {row[0]: row for title in ("Financial management", "Workforce") for row in rows(found, title)}
    assert by_ref["R2"][5] == "Last report Worse, was 16 Year start Worse, was 16"
    assert by_ref["R5"][1].startswith("Reopened since last report") and by_ref["R6"][7].endswith("Action 2.1")
    assert by_ref["R3"][5] == "Last report Better, was 12 Year start Better, was 12"
    assert [row[0] for row in rows(found, "Closed since the last report")] == ["R4"]
    assert "R4" not in by_ref


def test_what_changed_and_what_looks_wrong_tell_of_risks(plan, kept):
    found = opened(plan, FEBRUARY)
    assert "1 risk worse, 1 risk better, 1 risk new, 1 risk closed, 1 risk reopened and 1 risk with other" in found.text
    assert rows(found, "Risks that score worse")[0][2:] == [
        "16 Extreme",
        "20 Extreme",
        "Worse by 4",
        "Two contracts ended.",
    ]
    assert rows(found, "Risks closed")[0][2:] == ["15 Extreme", "The audit found none."]
    assert rows(found, "New words on risks")[0][2] == "Actions: 2.1"
    assert "3 of 13 open risks look wrong." in found.text
    assert rows(found, "Nobody owns the risk")[0] == [
        "R7",
        "Risk number 7 comes true",
        "3 Low",
        "No post is named as its owner.",
        "Nobody named",
    ]


def test_a_first_report_compares_with_nothing(plan, administrator):
    plan = make_plan(administrator, slug="first", actions=1, dates=(FEBRUARY,))
    odd = [ScoreEntry("current", None, None, 16, "Amber", "16 Amber"), ScoreEntry("target", 3, 4, 10, "", "10 3x4")]
    add_risk(plan=plan, facts={"title": "Odd"}, scores=odd, on=FEBRUARY, by=administrator)
    add_risk(plan=plan, facts={"title": "Bare"}, on=FEBRUARY, by=administrator)
    found = opened(plan, FEBRUARY)
    assert "2 risks are open: 1 extreme and 1 in no band. 1 is above its target." in found.text
    assert "Not on the map, as likelihood or consequence is not known: R1 (16 Extreme), R2 (Not scored)." in found.text
    assert (
        "Last report" not in found.text and "Of 2 open risks none was reviewed so far; nobody looked at 1" in found.text
    )
    assert rows(found, "Open risks by band")[-1] == ["In no band", "1", "1"]
    [odd, bare] = rows(found, "No category")
    assert odd[4] == "16 Extreme Called Amber, which is not the band of 16"
    assert odd[6] == "10 High 3 × 4 Printed as 10; 3 × 4 is 12 6 above it" and odd[5] == "Not known"
    assert bare[2:] == [
        "Nobody named",
        *["Not scored"] * 2,
        "Not known",
        "Not scored",
        "Nothing written",
        "Not recorded",
    ]


def test_a_register_that_the_last_report_did_not_know_is_not_marked_as_new(plan, administrator):
    add_risk(plan=plan, facts={"title": "One"}, on=FEBRUARY, by=administrator)
    found = opened(plan, FEBRUARY)
    assert "New since last report" not in found.text and rows(found, "New risks")[0][2:] == [
        "Not scored",
        "Not scored",
        "Nobody named",
    ]
    assert "None has a target to be compared with." in found.text


def test_a_risk_closed_long_ago_is_only_counted_and_a_long_row_may_break(plan, kept, administrator):
    review_risk(risk=kept["R1"], seen_on=MARCH, on=MARCH, by=administrator)
    add_risk(plan=plan, facts={"title": "Long " * 400}, on=MARCH, by=administrator)
    document = document_of(plan, MARCH)
    shown = register(document)
    assert shown["earlier"] == 1 and not shown["closed"]
    assert [row.is_tall for _, found in shown["parts"] for row in found].count(True) == 1
    assert "1 risk more was closed before 12 February 2019 and stands in the register" in opened(plan, MARCH).text
    assert "no score has moved" not in opened(plan, MARCH).text


def test_where_all_are_closed_the_register_says_which_and_there_is_no_map(plan, administrator):
    risk = add_risk(plan=plan, facts={"title": "One"}, on=JANUARY, by=administrator)
    still = Opened(html_of(document_of(plan, FEBRUARY)))
    assert "Since 10 January 2019 no score has moved, and none is new, closed or reopened." in still.text
    assert "The map as a table" not in titles(still)
    close_risk(risk=risk, reason="Done.", seen=risk.statements.first().pk, on=FEBRUARY, by=administrator)
    found = opened(plan, FEBRUARY)
    assert "Risks" not in titles(found) and "No risk is open." in found.text
    assert [row[0] for row in rows(found, "Closed since the last report")] == ["R1"]
    document = document_of(plan, MARCH)
    assert register(replace(document, before=document.figures)) is None
