"""What an import changes, in the words of a reader."""

import pytest

from actions.models import FACTS, Action
from imports.draft import short_title
from imports.presenters.preview import is_asked_for, shown
from imports.presenters.words import Difference, differences, field_name, kind_words
from imports.rows import rows_of

from .bringing import text_of
from .workbooks import actions, row

RATINGS = {"R": "No progress", "G": "In place"}
LONG = "It was begun by the whole team in the first week of the year." * 5


def told(fields, kind="action"):
    return list(differences(kind, fields, RATINGS))


def said(fields, kind="action"):
    """The differences as a reader sees them."""
    return [f"{each.name}: {each.before} becomes {each.after}" for each in told(fields, kind)]


CHANGES = {
    "a date, as the office wrote it": (
        {"due_on": ["2018-05-31", "2018-09-30"], "due_as_written": ["May 2018", "30/09/2018"]},
        ["Due: May 2018 becomes 30 September 2018"],
    ),
    "a date in words": (
        {"due_on": ["2018-05-31", "2018-09-30"], "due_as_written": ["31/05/18", "Sept 2018"]},
        ["Due: 31 May 2018 becomes Sept 2018 (30 September 2018)"],
    ),
    "the same words": (
        {"due_on": ["2018-05-31", "2018-09-30"], "due_as_written": ["", "30 September 2018"]},
        ["Due: 31 May 2018 becomes 30 September 2018"],
    ),
    "a date that cannot be read": (
        {"due_on": ["2018-05-31", None], "due_as_written": ["", "someday"]},
        ["Due: 31 May 2018 becomes someday"],
    ),
    "only how it is written": ({"due_as_written": ["May", "May 18"]}, ["Due, as written: May becomes May 18"]),
    "a rating": ({"rating": ["R", "G"], "rating_as_written": ["R", "G"]}, ["Rating: No progress becomes In place"]),
    "a rating taken away": ({"rating": ["R", None]}, ["Rating: No progress becomes Unrated"]),
    "a rating that is not in the key": (
        {"rating": ["R", None], "rating_as_written": ["R", "Purple"]},
        ["Rating: No progress becomes Purple"],
    ),
    "scope": ({"in_scope": [True, False]}, ["Scope: in scope becomes out of scope"]),
    "evidence": ({"evidence_status": ["required", "offered"]}, ["Evidence: Required becomes Offered"]),
    "words": ({"to_complete": ["Write.", ""]}, ["Left to do: Write. becomes nothing"]),
    "newest words": (
        {"newest_words": ["", "x"], "said_on": [None, "2019-01-02"]},
        ["Updated: not set becomes 2 January 2019"],
    ),
    "a lead": ({"sro_as_written": ["AO", "CFO"]}, ["SRO: AO becomes CFO"]),
    "a yes": ({"complete": [True, False]}, ["Complete: yes becomes no"]),
    "an unknown code": ({"rating": ["R", "Z"]}, ["Rating: No progress becomes Z"]),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_change_is_told_as_a_reader_says_it(case):
    fields, words = CHANGES[case]
    assert said(fields) == words


def test_something_new_tells_what_it_has_and_nothing_of_what_it_has_not():
    fields = {"title": [None, "Do it"], "progress": [None, ""], "in_scope": [None, True], "rating": [None, "G"]}
    fields |= {"is_heading": [None, False], "evidence_status": [None, "not_stated"], "due_on": [None, None]}
    assert told(fields) == [Difference("Rating", "", "In place")]
    assert told({"title": [None, "Accountable Officer"]}, "post") == [Difference("Title", "", "Accountable Officer")]
    assert told({"is_heading": [None, True]}) == [Difference("Heading", "", "stands only above other actions")]


def test_a_title_that_is_too_long_to_call_an_action_by_is_told_whole():
    title = "Write down who decides what, and when, for every committee of the organisation, in one table."
    assert short_title(title).endswith("…") and len(short_title(title)) <= 81
    assert told({"rating": [None, "G"], "title": [None, title]}) == [
        Difference("Title", "", title),
        Difference("Rating", "", "In place"),
    ]
    [longest] = told({"title": [None, LONG]})
    assert longest.after.endswith("…") and longest.whole == LONG
    assert told({"title": [None, "Two\nlines"]}) == []


def test_the_title_of_a_new_action_can_be_read_whole(desk):
    words = " ".join(f"word{number}" for number in range(30))
    desk.bring(actions(row("1.1", words), row("", f"Another {words}")))
    page = desk.look()
    assert f"Action 1.1 {short_title(words)} Plan, row 2" in page and f"Title: {words}" in page
    assert f"Action {short_title(f'Another {words}')} Plan, row 3" in page and f"Title: Another {words}" in page
    desk.bring(actions(row("1.1", f"{words} {words}")))
    assert f"The whole text {words} {words}" in desk.look()


def test_a_problem_says_where_it_is_unless_it_stands_beneath_that_row():
    problems = [
        ("question", "Plan", None, "row 9", "x", "of a row, said of the sheet"),
        ("note", "Plan", None, None, "x", "of the sheet"),
        ("question", "Plan", 9, "row 9", "x", "of this row"),
        ("question", "Plan", 9, "row 12", "x", "of another row"),
        ("question", "Plan", 9, "C9", "x", "of a cell"),
    ]
    shown_rows = [shown(each, preview()) for each in rows_of(preview([], problems))]
    assert [[(p["where"], p["message"]) for p in each.problems] for each in shown_rows] == [
        [("row 9", "of a row, said of the sheet"), ("", "of the sheet")],
        [("", "of this row"), ("row 12", "of another row"), ("C9", "of a cell")],
    ]


def test_a_question_about_a_lead_says_in_which_row_it_stands(desk):
    page = text_of(desk.bring(actions(row("1.1", sro="ZZ"))))
    assert "Question, row 2: “ZZ” is in no table of posts" in page


def test_other_kinds_are_told_in_their_own_words():
    assert said({"R": [3, 4]}, "stated_total") == ["No progress: 3 becomes 4"]
    assert said({"word": ["Red", "Crimson"], "stage": ["underway", "complete"]}, "rating") == [
        "Called: Red becomes Crimson",
        "Stage: Underway becomes Complete",
    ]
    assert said({"is_open": [True, False], "deadline": [None, "2019-01-02"]}, "concern") == [
        "State: open becomes closed",
        "Deadline: not set becomes 2 January 2019",
    ]
    assert said({"financial_year": [None, 2018], "version": ["1", "2"]}, "plan") == [
        "Financial year: nothing becomes 2018/19",
        "Version: 1 becomes 2",
    ]
    assert said({"financial_year": [1999, 2099]}, "plan") == ["Financial year: 1999/00 becomes 2099/00"]
    assert kind_words("sea_defence") == ("Sea defence", "Sea defence")


def test_a_text_that_grew_tells_what_was_added_and_keeps_the_whole():
    [grown] = told({"progress": [LONG, f"{LONG} Then it was done."]})
    assert grown.adds and grown.after == "Then it was done." and grown.whole == f"{LONG} Then it was done."
    assert grown.before.endswith("…") and not grown.is_short
    [rewritten] = told({"progress": [LONG, "Something else."]})
    assert not rewritten.adds and (rewritten.after, rewritten.whole) == ("Something else.", "")
    [new] = told({"progress": [None, LONG]})
    assert new.after.endswith("…") and new.whole == LONG
    assert Difference("Red", "", "3").is_short


def test_every_fact_of_an_action_has_a_name_that_a_reader_knows():
    names = {name: field_name("action", name, RATINGS) for name in FACTS}
    assert {name for name, words in names.items() if "_" in words or words.endswith(" on")} == set()
    assert Action._meta.get_field("title")


def preview(changes=(), problems=()):
    return {
        "sheets": [{"name": "Plan", "kind": "action"}, {"name": "Notes", "kind": None}],
        "changes": [
            dict(zip(("kind", "sheet", "row", "ref", "outcome"), each, strict=True), fields={}) for each in changes
        ],
        "problems": [
            dict(zip(("severity", "sheet", "row", "cell", "value", "message"), each, strict=True)) for each in problems
        ],
        "ratings": RATINGS,
        "titles": {"1.1": "Do it"},
    }


def test_a_row_has_one_outcome_whatever_stands_in_it():
    of_a_row = [("recommendation", "Plan", 2, "R1", "new"), ("action", "Plan", 2, "1.1", "unchanged")]
    [row] = rows_of(preview(of_a_row))
    assert (row.kind, row.outcome, row.place) == ("action", "new", "Plan")
    of_a_row[1] = ("action", "Plan", 2, "1.1", "changed")
    [row] = rows_of(preview(of_a_row))
    assert row.outcome == "changed" and row.can_be_left_out
    words = shown(row, preview())
    assert (words.place, words.name, words.title, words.words) == ("Plan, row 2", "Action 1.1", "Do it", "Changed")
    assert words.value == "2:Plan"


def test_what_is_missing_comes_last_with_its_question_and_what_concerns_the_file_first():
    rows = rows_of(
        preview(
            [
                ("action", None, None, "1.9", "missing"),
                ("action", "Plan", 3, "1.2", "new"),
                ("plan", "Notes", None, "p", "new"),
            ],
            [
                ("question", None, None, None, "1.9", "it is missing"),
                ("note", None, None, None, None, "of the file"),
                ("error", "Plan", 3, "B3", "x", "wrong"),
                ("question", "Plan", None, "B1", "x", "of the sheet"),
            ],
        )
    )
    words = [shown(row, preview()) for row in rows]
    assert [(each.place, each.name, [p["message"] for p in each.problems]) for each in words] == [
        ("The whole workbook", "", ["of the file"]),
        ("Plan", "", ["of the sheet"]),
        ("Plan, row 3", "Action 1.2", ["wrong"]),
        ("Notes", "The plan itself", []),
        ("In the plan, not in this workbook", "Action 1.9", ["it is missing"]),
    ]
    assert [each.value for each in words] == ["", "", "3:Plan", "", ""]
    asked = {show: [is_asked_for(row, show) for row in rows] for show in ("", "problems", "everything", "missing")}
    assert asked == {
        "": [False, True, True, True, True],
        "problems": [False, True, True, False, True],
        "everything": [True] * 5,
        "missing": [False, False, False, False, True],
    }
    assert [is_asked_for(row, "everything", sheet="In no sheet") for row in rows] == [True, False, False, False, True]
    assert [is_asked_for(row, "everything", kind="plan") for row in rows] == [False, False, False, True, False]
