"""What is kept as written and imported, with a question that a person should look at; and what is only worth a note."""

from datetime import date, timedelta

import pytest
from openpyxl.comments import Comment

from core.workbooks import read
from imports.proposal import propose
from plans.models import Plan

from .workbooks import HEADER, KEY, ON, Cell, actions, plant, row

UNKNOWN = "a post to be confirmed was added, put it into the table or correct it."

# {what stands in the row: (the row, the question, {fact: value} of the action)}
QUESTIONS = {
    "a day that is not in the calendar": (
        row(due="31/02/2019"),
        "Plan D2: 31/02/2019 is not a date in the calendar. Kept as written: 31/02/2019",
        {"due_on": None, "due_as_written": "31/02/2019"},
    ),
    "a day of update that is not in the calendar": (
        row(updated="31/02/2019"),
        "Plan F2: 31/02/2019 is not a date in the calendar. Kept as written: 31/02/2019",
        {"updated_on": None},
    ),
    "a rating that is not in the key": (
        row(rag="Purple"),
        "Plan G2: “Purple” is not in the RAG key",
        {"rating": None, "rating_as_written": "Purple"},
    ),
    "no rating": (
        row(rag=None),
        "Plan row 2: no rating is given, so the action is unrated; give it one of the key.",
        {"rating": None},
    ),
    "a formula that was never calculated": (
        row(progress="=CONCATENATE(A1,B1)"),
        "Plan E2: the formula in this cell was never calculated, so it was read as empty; open the workbook in Excel, "
        "save it and import it again, or type the value.",
        {"progress": None},
    ),
    "an error that Excel shows": (
        row(progress="#REF!"),
        "Plan E2: Excel shows the error #REF! here, so it was read as empty; put the value right.",
        {"progress": None},
    ),
    "a post that nobody knows": (
        row(sro="Head of Nowhere"),
        f"Plan row 2: “Head of Nowhere” is in no table of posts; {UNKNOWN}",
        {"sro": ("Head of Nowhere",), "sro_as_written": "Head of Nowhere"},
    ),
    "a post written by its title": (
        row(sro="Accountable Officer"),
        f"Plan row 2: “Accountable Officer” is in no table of posts (but it is the title of AO); {UNKNOWN}",
        {"sro": ("Accountable Officer",)},
    ),
    "initials that nobody knows": (
        row(sro="AO (XY)"),
        "Plan row 2: “XY” are initials that no table of posts explains; a person to be confirmed was added",
        {"sro": ("AO",), "sro_as_written": "AO (XY)"},
    ),
    "a person that nobody knows": (
        row(sro="Jane Sample"),
        "Plan row 2: “Jane Sample” is a person that the plan does not know; a person to be confirmed was added",
        {"sro": (), "sro_as_written": "Jane Sample"},
    ),
    "a sentence in place of a lead": (
        row(sro="All directors together with everybody whom they may wish to name"),
        "is too long for a post or for initials, so it was not taken as one; write the post and the initials.",
        {"sro": (), "sro_as_written": "All directors together with everybody whom they may wish to name"},
    ),
    "a row later than the file": (
        row(updated="20/03/19"),
        "Plan row 2: this row was updated on 20/03/2019, after the as-at date 14/03/2019; it was taken as it stands, "
        "check the date or import with a later as-at date.",
        {"updated_on": date(2019, 3, 20)},
    ),
    "a letter and a fill that disagree": (
        row(rag=Cell("G", fill="FF0000")),
        "Plan G2: the cell says Green but is filled like Red; the word was taken, put one of them right.",
        {"rating": "G"},
    ),
    "a reference that Excel made a date": (
        row(ref=Cell(date(2019, 10, 1), number_format="d-mmm")),
        "Plan A2: this reference is a date in Excel, so “1-Oct” was taken; make the cell text and write it again.",
        {"ref": "1-Oct"},
    ),
    "a due date longer than is kept": (
        row(due="as soon as possible " * 20),
        "Plan D2: this text has 399 characters and was cut to 300, the most kept here; shorten it.",
        {"due_as_written": ("as soon as possible " * 15).strip()[:300] + " "},
    ),
}


@pytest.mark.parametrize("case", QUESTIONS)
def test_a_doubt_is_kept_as_written_and_asked_once(case, office):
    cells, question, facts = QUESTIONS[case]
    outcome = office.hand_in(actions(cells))
    assert outcome.exit == 0, outcome.failure
    assert len(outcome.said("Question", question)) == 1, outcome.lines
    asked = [problem for problem in outcome.told["problems"] if question.split(": ", 1)[-1] in problem["message"]]
    assert len(asked) == 1
    [action] = office.actions().values()
    assert {name: getattr(action, name) for name in facts} == facts


def test_a_person_nobody_knows_is_to_be_confirmed(office):
    office.hand_in(actions(row(sro="AO (XY)/Jane Sample/Head of Nowhere")))
    people = {str(a.person): a.person.to_confirm for a in office.plan.actions.get().assignments.exclude(person=None)}
    assert people == {"Jane Sample": True, "XY": True}
    assert {post.abbreviation: post.to_confirm for post in office.figures().plan.posts} == {
        "AO": False,
        "Head of Nowhere": True,
    }


def test_a_recommendation_that_repeats_its_area_is_asked_about(office):
    header = ["Recommendation", *HEADER]
    rows = [["Leadership", *row("1.1")], ["Appoint a director.", *row("1.2")]]
    outcome = office.hand_in(actions(*rows, header=header, above=[["1) Leadership"]]))
    assert outcome.said("Question", "Plan A3: this recommendation only repeats the name of its area; it was kept")
    assert [r.text for r in office.figures().actions.recommendations] == ["Leadership", "Appoint a director."]


def hide_and_comment(workbook):
    sheet = workbook["Plan"]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet["B2"].comment = Comment("Ask the director", "PMO")
    workbook["Notes"].sheet_state = "hidden"


NOTES = [
    "Plan: Row 3 is hidden in the file and read all the same.",
    "Plan: Column E is hidden in the file and read all the same.",
    "Plan B2: This cell has a comment. A comment is not imported.",
    "Notes: This sheet is hidden in the file. It was read all the same.",
    "Notes: this sheet holds no table that the tracker knows, so nothing but a title, a version or an as-at date was "
    "taken from it.",
    "Plan H1: this column has no header; it was not read. Give it a header to have it otherwise.",
    "Plan rows 4: these lines belong to no table, so only a title, a version or an as-at date was taken from them.",
]


@pytest.mark.parametrize("note", NOTES)
def test_what_may_be_overlooked_is_noted(note, office):
    sheets = actions([*row("1.1"), "a remark"], row("1.2"), ["Amber means late"]) | {"Notes": [["Ask them"]]}
    outcome = office.hand_in(sheets, change=hide_and_comment)
    assert outcome.exit == 0
    assert outcome.said("Note", note), outcome.lines
    assert list(office.actions()) == ["1.1", "1.2"]
    assert office.actions()["1.2"].progress == "Begun."


def test_the_words_of_a_comment_are_told(office):
    outcome = office.hand_in(actions(row()) | {"Notes": [["Ask them"]]}, change=hide_and_comment)
    assert [p["value"] for p in outcome.told["problems"] if "comment" in p["message"]] == ["Ask the director"]


TEXTS = ["=1+1", '=HYPERLINK("http://example.org")', "+44 20", "-5", "@SUM(1)", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", TEXTS)
def test_text_that_begins_like_a_formula_stays_text(text, office):
    cells = [Cell(value, is_text=True) for value in ("1.1", f"Do {text}", text, text, text, None, "G")]
    outcome = office.hand_in(actions(cells))
    assert outcome.exit == 0
    [action] = office.actions().values()
    assert (action.progress, action.due_as_written, action.sro_as_written) == (text, text, text)
    assert office.figures().as_json()["actions"][0]["progress"] == text
    assert office.plan.actions.get().statements.get().progress == text


def test_one_doubt_in_many_cells_is_one_line(office):
    rows = [row(f"1.{n}", f"Do thing {n}", rag="") for n in range(1, 12)]
    outcome = office.hand_in(actions(*rows))
    [line] = outcome.said("Question", "no rating is given")
    assert line.startswith(
        "Question: Plan row 2, row 3, row 4, row 5, row 6, row 7, row 8, row 9 and 3 more: no rating"
    )
    assert sum("no rating" in problem["message"] for problem in outcome.told["problems"]) == 11


def test_the_latest_update_dates_a_workbook_that_does_not_say(office):
    outcome = office.hand_in({"Key": KEY, "Plan": [HEADER, row("1.1"), row("1.2", updated="1/2/19")]}, on=None)
    assert outcome.told["as_at"] == "2019-03-10"
    assert outcome.said(
        "Note", "the workbook names no as-at date, so 10 March 2019 was taken (its latest update); give"
    )


def test_rows_later_than_the_printed_date_date_the_workbook(office):
    sheets = actions(row(updated="20/03/19"), above=[["As at 14 March 2019"], []])
    outcome = office.hand_in(sheets, on=None)
    assert outcome.told["as_at"] == "2019-03-20"
    assert outcome.said(
        "Question", "Plan A1: the workbook says “As at 14 March 2019” but has rows updated up to 20 March"
    )


def test_a_printed_date_that_is_still_to_come_is_asked_about(tmp_path):
    workbook = read(plant(tmp_path, actions(row(), above=[["As at 14 March 2019"], []])))
    eve = propose(workbook, Plan(slug="p"), today=ON - timedelta(days=1))
    [asked] = [problem for problem in eve.draft.problems if "the workbook says" in problem.message]
    assert (eve.draft.as_at, asked.severity, asked.sheet, asked.cell) == (ON, "question", "Plan", "A1")
    assert asked.message == (
        "the workbook says “As at 14 March 2019”, a day that is still to come: what it says holds from then on; give "
        "the as-at date to have it otherwise."
    )
    day = propose(workbook, Plan(slug="p"), today=ON)
    assert day.draft.as_at == ON
    assert not [problem for problem in day.draft.problems if "the workbook says" in problem.message]


def test_a_printed_date_dates_the_workbook(office):
    sheets = actions(row(), above=[["As at 14 March 2019"], []])
    outcome = office.hand_in(sheets, on=None)
    assert outcome.told["as_at"] == ON.isoformat()
    assert not outcome.said("Question", "the workbook says")
