"""The lines that stand outside the tables: the plan's name, version, year and as-at date, and how it is governed."""

import pytest

from .workbooks import KEY, Cell, actions, row


def of_plan(office):
    plan = office.plan
    return plan.name, plan.version, plan.financial_year


# {what the first lines are: (the lines, (name, version, financial year))}
LINES = {
    "all in one": ([["The Plan 2018/19 V3.16"]], ("The Plan 2018/19 V3.16", "3.16", 2018)),
    "one after the other": ([["The Plan"], ["Version control v2"], ["2017/18"]], ("The Plan", "2", 2017)),
    "beside other cells": ([["The Plan", "draft"], ["2018/19", "V1"]], ("The Plan", "", 2018)),
    "a sentence that mentions a version": ([["The Plan"], ["word " * 20 + "V9"]], ("The Plan", "", None)),
    "blanks": ([["  "], [Cell(None, fill="FF0000")], ["The Plan"]], ("The Plan", "", None)),
}


@pytest.mark.parametrize("case", LINES)
def test_the_plan_is_named_by_the_lines_above_its_tables(case, office):
    lines, wanted = LINES[case]
    office.hand_in({"Guide": lines} | actions(row()))
    assert of_plan(office) == wanted


def test_two_versions_are_asked_about(office):
    outcome = office.hand_in({"Guide": [["The Plan V3.16"], ["Version 3.17"]]} | actions(row()))
    words = "the workbook names more than one version: 3.16 (Guide A1), 3.17 (Guide A2); 3.17 was taken, correct the"
    assert outcome.said("Question", f"Guide A2: {words}")
    assert office.plan.version == "3.17"


def test_a_new_version_is_a_change_and_the_name_stays(office):
    office.hand_in({"Guide": [["The Plan V1"]]} | actions(row()))
    outcome = office.hand_in({"Guide": [["Another name V2"]]} | actions(row()))
    assert outcome.fields("plan", "p") == {"version": ["1", "2"]}
    assert of_plan(office) == ("The Plan V1", "2", None)


def test_how_it_is_governed_is_kept_in_the_words_of_the_office(office):
    governance = [
        ["Governance (how it is run)"],
        ["The board meets monthly.", "In public."],
        ["It decides."],
        [],
        ["Else"],
    ]
    office.hand_in({"Governance": governance, "Key": KEY} | actions(row()))
    assert office.plan.governance_text == "The board meets monthly. In public.\n\nIt decides."
