"""Odd rows: merged, hidden, blank, without a reference or an action, with very long or unusual text."""

from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from .workbooks import HEADER, KEY, actions, plant, row

WITH_RECOMMENDATION = ["Recommendation", *HEADER]


def merged(*ranges):
    def change(workbook):
        for each in ranges:
            workbook["Plan"].merge_cells(each)

    return change


def test_a_start_date_has_a_column_of_its_own_or_stands_with_the_due_date(office):
    header = [*HEADER, "Start date"]
    office.hand_in(actions([*row("1.1"), "1/2/2019"], row("1.2", due="Jan 18 to March 18"), header=header))
    found = {ref: (a.starts_on, a.due_on) for ref, a in office.actions().items()}
    assert found == {
        "1.1": (date(2019, 2, 1), date(2019, 3, 31)),
        "1.2": (date(2018, 1, 1), date(2018, 3, 31)),
    }


def test_one_cell_merged_over_rows_counts_for_each_of_them(office):
    rows = [["Appoint them.", *row("1.1")], [None, *row("1.2", due=None)], [None, *row("1.3", due=None)]]
    outcome = office.hand_in(actions(*rows, header=WITH_RECOMMENDATION), change=merged("A2:A4", "E2:E3"))
    found = {ref: (a.recommendation, a.due_on) for ref, a in office.actions().items()}
    march = date(2019, 3, 31)
    assert found == {"1.1": ("Appoint them.", march), "1.2": ("Appoint them.", march), "1.3": ("Appoint them.", None)}
    assert outcome.said(
        "Note", "Plan E2: one merged cell stands beside several rows; its value was taken for each of them."
    )


def test_one_cell_merged_over_columns_counts_for_the_first(office):
    cells = row("1.1", title="Do it all together")
    cells[2:4] = [None, None]
    office.hand_in(actions(cells), change=merged("B2:D2"))
    action = office.actions()["1.1"]
    assert (action.title, action.sro_as_written, action.due_as_written) == ("Do it all together", None, None)


def test_a_banner_merged_over_the_table_is_one_line(office):
    office.hand_in(actions(row("1.1"), ["2) Finance"], row("2.1")), change=merged("A3:G3"))
    assert {ref: a.area_number for ref, a in office.actions().items()} == {"1.1": None, "2.1": 2}


def test_a_row_with_only_a_recommendation_is_one_without_an_action_yet(office):
    rows = [
        ["Appoint a director.", *row("1.1")],
        ["The CCG should write down who decides what (PwC 7)", None, None],
        ["Publish the plan.", None, None],
    ]
    office.hand_in(actions(*rows, header=WITH_RECOMMENDATION))
    found = {r.text: (r.source, r.actions) for r in office.figures().actions.recommendations}
    assert found == {
        "Appoint a director.": (None, ("1.1",)),
        "The CCG should write down who decides what (PwC 7)": ("PwC 7", ()),
        "Publish the plan.": (None, ()),
    }


def test_a_row_with_neither_action_nor_recommendation_is_left_out_and_asked_about(office):
    outcome = office.hand_in(actions(row("1.1"), [None, None, "AO", "Mar 2019"]))
    assert outcome.said(
        "Question", "Plan row 3: this row has no action in it and was left out; write the action beside"
    )
    assert list(office.actions()) == ["1.1"]


def test_a_line_between_the_rows_under_which_nothing_stands_is_noted(office):
    outcome = office.hand_in(actions(row("1.1"), ["Still to be agreed"], ["2) Finance"], row("2.1")))
    assert outcome.said("Note", "Plan rows 3: these lines belong to no table")


def test_a_remark_alone_below_a_row_is_asked_about(office):
    outcome = office.hand_in(actions(row("1.1"), [None, None, None, None, "and so on"], row("1.2")))
    assert outcome.said("Question", "Plan row 3: this row has no action in it")
    assert outcome.exit == 0


def test_blank_rows_inside_a_table_end_nothing(office):
    office.hand_in(actions(row("1.1"), [], [], row("1.2")))
    assert list(office.actions()) == ["1.1", "1.2"]


def test_hidden_rows_are_read_like_the_others(office):
    def hide(workbook):
        workbook["Plan"].row_dimensions[2].hidden = True

    office.hand_in(actions(row("1.1"), row("1.2")), change=hide)
    assert list(office.actions()) == ["1.1", "1.2"]


def test_references_are_texts_or_numbers(office):
    office.hand_in(actions(row(5.1), row("5.10"), row("5.1.1"), row(7), row("A-1")))
    assert {ref: action.parent for ref, action in office.actions().items()} == {
        "5.1": None, "5.10": None, "5.1.1": "5.1", "7": None, "A-1": None,
    }  # fmt: skip


def test_a_row_that_only_has_rows_below_it_is_a_heading(office):
    heading = ["1.4", "Do these", None, None, None, None, None]
    outcome = office.hand_in(actions(heading, row("1.4.1"), row("1.4.2"), ["1.5", *heading[1:]]))
    found = office.actions()
    assert [found[ref].is_heading for ref in ("1.4", "1.4.1", "1.5")] == [True, False, False]
    assert office.figures().actions.total.actions == 3
    assert len(outcome.said("Question", "no rating is given")) == 1


def test_a_row_without_a_reference_stands_under_its_neighbour(office):
    rows = [row("1.3"), row("1.3.1"), row(None, "See to the rest"), row(None, "And to the last"), row("1.4")]
    outcome = office.hand_in(actions(*rows))
    assert office.actions()["See to the rest"].parent == "1.3"
    assert office.actions()["And to the last"].parent == "1.3"
    assert list(office.actions()) == ["1.3", "1.3.1", "See to the rest", "And to the last", "1.4"]
    question = (
        "Plan row 4, row 5: this row has no reference; it was taken as an action of its own under 1.3. Give it its"
    )
    assert outcome.said("Question", question)


def test_a_first_row_without_a_reference_stands_alone(office):
    outcome = office.hand_in(actions(row(None, "See to it"), row(None, "And to that"), row("1.1")))
    assert [action.parent for action in office.actions().values()] == [None, None, None]
    assert outcome.said(
        "Question", "it was taken as an action of its own. Give it its reference if it should have one."
    )


def test_a_table_without_references_is_told_once_and_its_rows_stand_alone(office):
    header = ["Action", "SRO", "RAG"]
    sheets = {"Key": KEY, "Plan": [header, ["Do it", "AO", "G"], ["Do that", "AO", "R"], ["Do it", "AO", "B"]]}
    outcome = office.hand_in(sheets)
    assert [a.parent for a in office.figures().actions.actions] == [None, None, None]
    assert not outcome.said("Question", "has no reference")
    assert outcome.said(
        "Note", "Plan row 1: this table has no column of references, so its actions are known by their words"
    )
    again = office.hand_in(sheets)
    assert [c["outcome"] for c in again.told["changes"] if c["kind"] == "action"] == ["unchanged"] * 3
    assert office.plan.actions.count() == 3


LONG = ("every word of it counts. " * 1311)[:32_766] + "!"
TEXTS = {
    "the longest that Excel keeps": LONG,
    "pictures": "Done 🎉 by the team 👩🏽‍⚕️",
    "right to left": "הושלם במלואו – تم الانتهاء",
    "many lines": "10/03 Begun.\n\n12/03 Done.\n\tAgreed.",
    "markup": "<b>bold</b> & {{ braces }} %s",
}


@pytest.mark.parametrize("case", TEXTS)
def test_text_of_every_kind_arrives_as_it_is(case, office):
    text = TEXTS[case]
    outcome = office.hand_in(actions(row("1.1", title=text[:2000], progress=text)))
    action = office.actions()["1.1"]
    assert (action.progress, action.title) == (text, text[:2000].strip())
    assert office.hand_in(actions(row("1.1", title=text[:2000], progress=text))).changes("action") == {
        "1.1": "unchanged"
    }
    assert bool(outcome.said("Note", "This text is 32,767 characters or longer")) == (len(text) == 32_767)


@pytest.mark.parametrize("column", range(len(WITH_RECOMMENDATION)))
def test_a_text_without_end_in_any_column_is_taken_or_refused_in_a_sentence(column, office):
    cells = ["Appoint a director.", *row("1.1")]
    cells[column] = LONG
    outcome = office.hand_in(actions(cells, header=WITH_RECOMMENDATION))
    assert outcome.exit == (column == 1)


@pytest.mark.parametrize("kind", ["Key", "Posts", "Roles", "Summary", "Concerns", "Areas"])
def test_a_text_without_end_in_any_table_is_taken(kind, office):
    long = LONG
    tables = {
        "Key": [*KEY, ["P", long], [long, "Completed"]],
        "Posts": [
            ["Abbreviation", "Title", "Person"],
            ["AO", long, long],
            [long, "x", "y"],
            ["CO", "x", f"({'y' * 30})"],
        ],
        "Roles": [["Role", "Who", "Task"], [long, long, long], [long, "x", "y"], [None, "x", "y"]],
        "Summary": [["Area", "Red", "Amber", "Green"], [long, 1, 2, 3]],
        "Concerns": [["Action no", "Action", "Deadline", "Concern", "First raised"], [long, long, long, long, long]],
        "Areas": [["Improvement areas"], ["1) " + long]],
    }
    sheets = actions(row("1.1")) | {kind: tables[kind]}
    assert office.hand_in(sheets).exit == 0
    again = office.hand_in(sheets)
    assert {change["outcome"] for change in again.told["changes"]} <= {"unchanged", "rejected"}


def test_dates_that_count_from_1904_are_the_days_that_people_see(office):
    path = plant(office.folder, actions(row("1.1", due=date(2019, 3, 14), updated=date(2019, 3, 1))))
    workbook = openpyxl.load_workbook(path)
    workbook.epoch = CALENDAR_MAC_1904
    workbook.save(path)
    office.run(path)
    action = office.actions()["1.1"]
    assert (action.due_on, action.updated_on) == (date(2019, 3, 14), date(2019, 3, 1))
