"""The RAG key and the status key: explained in the workbook, usual, or made of the words that the actions use."""

from datetime import date

import pytest

from .workbooks import HEADER, Cell, row

USUAL = {"R": "not_started", "A": "underway", "G": "in_place", "B": "complete"}
WORDS = {
    "Complete": "complete",
    "On-Track": "underway",
    "Delayed": "delayed",
    "Not started": "not_started",
    "Reset Date": "date_reset",
}


def key_of(office):
    return {rating.code: rating.stage for rating in office.figures().plan.ratings}


def plan(*ratings, header=HEADER):
    return {"Plan": [header, *(row(f"1.{n}", f"Do thing {n}", rag=rag) for n, rag in enumerate(ratings, 1))]}


# {how a key is explained: (rows of its sheet, {code: (word, stage)})}
KEYS = {
    "letters and meanings": (
        [["RAG Key:"], ["R", "No progress"], ["A", "Actions underway"], ["G", "All in place"], ["B", "Completed*"]],
        {
            "R": ("Red", "not_started"),
            "A": ("Amber", "underway"),
            "G": ("Green", "in_place"),
            "B": ("Blue", "complete"),
        },
    ),
    "fills": (
        [["RAG key"], [Cell("No progress", fill="FF0000")], [Cell("Completed", fill="0070C0")]],
        {"R": ("Red", "not_started"), "B": ("Blue", "complete")},
    ),
    "one cell a line": (
        [["RAG key"], ["Red - No progress"], ["B = Completed"]],
        {"R": ("Red", "not_started"), "B": ("Blue", "complete")},
    ),
    "a table in another order": (
        [["Meaning", "RAG"], ["No progress", "Red"], ["Completed", "Blue"]],
        {"R": ("Red", "not_started"), "B": ("Blue", "complete")},
    ),
    "a table with codes and words": (
        [["Code", "Rating", "Definition"], ["1", "Not begun", "Not started"], ["2", "Finished", "Completed"]],
        {"1": ("Not begun", "not_started"), "2": ("Finished", "complete")},
    ),
    "words": (
        [["Rating key"], *([word, f"It is {word.lower()}"] for word in WORDS)],
        {word: (word, stage) for word, stage in WORDS.items()},
    ),
}


@pytest.mark.parametrize("case", KEYS)
def test_a_key_is_read_as_the_workbook_explains_it(case, office):
    rows, wanted = KEYS[case]
    outcome = office.hand_in({"Key": rows} | plan("R"))
    assert {r.code: (r.word, r.stage) for r in office.figures().plan.ratings} == wanted
    assert not outcome.said("Question", "RAG key, so this one was taken")


# {what is wrong with a line: (the line, the question)}
BAD_LINES = {
    "no letter": (
        ["Something else"],
        "has neither a letter nor a colour that can be told, so it was left out; give each",
    ),
    "a letter again": (
        ["R", "No progress at all"],
        "explains R a second time, so it was left out; give each line a letter",
    ),
    "a formula without value": (["=A1"], "has neither a letter nor a colour that can be told"),
    "no stage": (
        ["P", "Paused for now"],
        "the words do not say which stage P stands for, so “underway” was taken; put it",
    ),
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_a_line_of_a_key_that_cannot_be_told_is_asked_about(case, office):
    line, question = BAD_LINES[case]
    outcome = office.hand_in({"Key": [["RAG key"], ["R", "No progress"], line]} | plan("R"))
    assert outcome.exit == 0
    assert outcome.said("Question", question)
    assert office.figures().plan.ratings[0].meaning == "No progress"


def test_a_remark_under_a_key_is_kept_with_it(office):
    office.hand_in({"Key": [["RAG key"], ["B", "Completed*"], ["* checked again in three months"]]} | plan("B"))
    assert office.plan.rag_key_note == "* checked again in three months"
    assert key_of(office) == {"B": "complete"}


# {ratings used where no key is explained: {code: stage} that is taken}
UNEXPLAINED = {
    "letters": (["R", "G"], USUAL),
    "usual words": (["Red", "green", "AMBER", "blue"], USUAL),
    "fills alone": ([Cell(None, fill="FF0000")], USUAL),
    "nothing": ([None], USUAL),
    "words of another key": (list(WORDS), WORDS),
    "usual ones and a word besides": (["R", "Complete"], USUAL | {"Complete": "complete"}),
    "usual ones and one that nobody knows": (["R", "Purple"], USUAL),
}


@pytest.mark.parametrize("case", UNEXPLAINED)
def test_a_key_is_taken_where_none_is_explained(case, office):
    ratings, wanted = UNEXPLAINED[case]
    outcome = office.hand_in(plan(*ratings))
    assert key_of(office) == wanted
    [question] = outcome.said("Question", "the workbook explains no RAG key, so this one was taken (")
    assert question.endswith("put it right in the plan's key if the office means something else.")
    unrated = [a for a in office.actions().values() if a.rating is None]
    assert len(unrated) == (ratings[-1] in (None, "Purple"))


def test_a_key_of_words_rates_every_action(office):
    office.hand_in(plan("Complete", "on track", "Not started", "RESET DATE"))
    assert [a.rating for a in office.actions().values()] == ["Complete", "on track", "Not started", "RESET DATE"]
    office.hand_in(plan("Complete", "On-Track", "Not Started", "Reset date"), on=date(2019, 4, 14))
    assert [a.rating for a in office.actions(date(2019, 4, 14)).values()] == [
        a.rating for a in office.actions().values()
    ]


STATUS = [*HEADER, "Status"]


def test_a_status_column_makes_the_status_key(office):
    rows = [[*row(f"1.{n}", f"Do thing {n}", rag="Complete"), status] for n, status in enumerate(
        ["Closed", "Open", "Live", "Not started", "open", None], 1
    )]  # fmt: skip
    outcome = office.hand_in({"Plan": [STATUS, *rows]})
    words = ["Closed", "Open", "Live", "Not started"]
    assert [status.word for status in office.plan.statuses.all()] == words
    assert [a.status for a in office.actions().values()] == [*words, "Open", None]
    assert outcome.said(
        "Note", "Plan row 1: the plan's status key did not have “Closed”, “Open”, “Live”, “Not started”, so"
    )
    assert outcome.changes("status") == dict.fromkeys(words, "new")
    again = office.hand_in({"Plan": [STATUS, *rows]})
    assert set(again.changes("action").values()) == {"unchanged"}
    assert not again.said("Note", "status key")


def test_a_changed_status_is_a_change(office):
    office.hand_in({"Plan": [STATUS, [*row(), "Open"]]})
    outcome = office.hand_in({"Plan": [STATUS, [*row(), "Closed"]]}, on=date(2019, 4, 14))
    assert outcome.fields("action", "1.1") == {"status": ["Open", "Closed"]}
    assert office.plan.actions.get().status.word == "Closed"


def test_a_sentence_in_a_status_column_is_asked_about(office):
    text = "We met the director and agreed to look at this again after Easter"
    outcome = office.hand_in({"Plan": [STATUS, [*row(), text]]})
    assert outcome.said(
        "Question", "Plan row 2: this is no status (a status has 60 characters at most), so the action was"
    )
    assert office.actions()["1.1"].status is None


PLAIN = ["No.", "Action", "Status"]
# {words of a status column in a plan without ratings: whether they are the rating}
STATUSES = [
    (["Red", "Green"], True),
    (["Complete", "In progress", "Not started"], True),
    (["Closed", "Open"], False),
    (["Closed", "Not started"], False),
    (["Complete", "With the board"], False),
]


@pytest.mark.parametrize(("words", "is_rating"), STATUSES)
def test_a_status_column_is_the_rating_where_all_its_words_are_ratings(words, is_rating, office):
    rows = [[f"1.{n}", f"Do thing {n}", word] for n, word in enumerate(words)]
    outcome = office.hand_in({"Plan": [PLAIN, *rows]})
    action = office.actions()["1.0"]
    assert (action.rating is not None, action.status is not None) == (is_rating, not is_rating)
    assert bool(outcome.said("Note", "“Status” as RAG")) == is_rating
    again = office.hand_in({"Plan": [PLAIN, ["1.0", "Do thing 0", "Something else"]]}, on=date(2019, 4, 14))
    assert bool(again.said("Question", "“Something else” is not in the RAG key")) == is_rating


def test_a_person_may_say_that_a_status_is_a_status(office):
    path = office.folder / "mapping.json"
    path.write_text('{"sheets": {"Plan": {"Status": "status"}}}')
    office.hand_in({"Plan": [PLAIN, ["1.1", "Do it", "Complete"]]}, "--mapping", str(path))
    assert (office.actions()["1.1"].rating, office.actions()["1.1"].status) == (None, "Complete")
