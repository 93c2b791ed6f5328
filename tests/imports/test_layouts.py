"""Header rows are recognised wherever they stand, in any words and order that are usual; a doubt goes to a person."""

import json
from datetime import date

import pytest
from django.conf import settings

from .workbooks import HEADER, KEY, actions, contents, row

USUAL = {
    "title": "Do it",
    "ops_lead_as_written": "AO",
    "due_on": date(2019, 3, 31),
    "progress": "Begun.",
    "rating": "G",
}

# {layout: (header, row)}, each of which says USUAL.
HEADERS = {
    "the office's own": (
        ["No.", "Action", "Ops lead", "By when (end of)", "Progress Update", "RAG"],
        ["1.1", "Do it", "AO", "Mar 2019", "Begun.", "G"],
    ),
    "other words": (
        ["Ref", "Action description", "Owner", "Target date", "Latest update", "RAG rating"],
        ["1.1", "Do it", "AO", "March 2019", "Begun.", "Green"],
    ),
    "questions": (
        ["#", "What", "Who", "When", "Comments", "RAG status"],
        ["1.1", "Do it", "AO", "31/03/19", "Begun.", "green"],
    ),
    "any order": (
        ["RAG", "Commentary", "By when?", "Responsible", "Task", "Action No"],
        ["G", "Begun.", "end of March 2019", "AO", "Do it", "1.1"],
    ),
    "shouted, with stars and line breaks": (
        ["NO.", "ACTION*", "LEAD\nOFFICER", "DUE\nDATE", "PROGRESS:", "R.A.G."],
        ["1.1", "Do it", "AO", "Mar-19", "Begun.", "G"],
    ),
}


@pytest.mark.parametrize("case", [case for case in HEADERS if case != "shouted, with stars and line breaks"])
def test_a_header_is_recognised_by_its_words(case, office):
    header, cells = HEADERS[case]
    assert office.hand_in(actions(cells, header=header)).exit == 0
    [action] = office.actions().values()
    assert {name: getattr(action, name) for name in USUAL} == USUAL


def test_a_header_is_recognised_in_capitals_and_over_lines(office):
    header, cells = HEADERS["shouted, with stars and line breaks"]
    outcome = office.hand_in(actions(cells, header=header))
    [action] = office.actions().values()
    assert (action.title, action.progress, action.due_on) == ("Do it", "Begun.", date(2019, 3, 31))
    assert outcome.said("Note", "“LEAD OFFICER” as Ops lead; “DUE DATE” as By when (end of)")


def test_a_header_may_stand_anywhere(office):
    above = [["The plan"], [], ["Version", "2"], ["", "", "draft, for discussion"], [], []]
    shifted = [[None, None, *cells] for cells in (HEADER, row("1.1"), row("1.2"))]
    outcome = office.hand_in({"Key": KEY, "Plan": [*above, *shifted]})
    assert list(office.actions()) == ["1.1", "1.2"]
    assert next(s for s in outcome.told["sheets"] if s["name"] == "Plan")["header_rows"] == [7]


def test_sections_may_have_headers_of_their_own(office):
    sections = [
        ["1) Leadership"], HEADER, row("1.1"), row("1.2"),
        ["2) Finance"], ["RAG", "Ref", "Action", "Comments"], ["R", "2.1", "Balance the books", "Not yet."],
    ]  # fmt: skip
    office.hand_in({"Key": KEY, "Plan": sections})
    found = {ref: (a.area_number, a.rating, a.progress) for ref, a in office.actions().items()}
    assert found == {"1.1": (1, "G", "Begun."), "1.2": (1, "G", "Begun."), "2.1": (2, "R", "Not yet.")}


def test_one_header_may_stand_above_areas_between_banners(office):
    rows = [["1) Leadership"], row("1.1"), [], row("1.2"), ["2) Finance"], [], row("2.1"), ["3) Empty area"]]
    outcome = office.hand_in(actions(*rows))
    assert {ref: a.area_number for ref, a in office.actions().items()} == {"1.1": 1, "1.2": 1, "2.1": 2}
    assert [(a.number, a.title) for a in office.figures().actions.areas] == [(1, "Leadership"), (2, "Finance")]
    assert outcome.said("Note", "Plan rows 9: these lines belong to no table")


def test_the_simple_plan_of_the_demonstration(office):
    outcome = office.run(settings.BASE_DIR / "fixtures" / "simple-plan.xlsx")
    assert outcome.exit == 0
    total = office.figures().actions.total
    assert (total.actions, total.unrated) == (8, 0)
    assert sum(total.ratings.values()) == 8


def test_a_layout_seen_before_causes_no_note(office):
    header = [*HEADER, "Mood"]
    first = office.hand_in(actions([*row("1.1"), "good", "a remark"], header=header))
    assert first.said("Question", "Plan H1: the tracker knows no column “Mood”, so it was not read; say with --mapping")
    assert first.said("Note", "Plan I1: this column has no header; it was not read.")
    assert first.said("Note", "Plan row 1: this header row, not seen before, was understood")
    second = office.hand_in(actions([*row("1.1"), "bad", "a remark"], header=header), on=date(2019, 4, 14))
    assert not [line for line in second.lines if "Mood" in line or "header" in line]
    assert second.told["sheets"][2]["ignored_columns"] == ["Mood"]


def test_an_empty_column_that_nobody_knows_is_no_question(office):
    assert not office.hand_in(actions(row(), header=[*HEADER, "Mood"])).said("Question", "Mood")


DOUBTS = {
    "two names for progress": (
        [*HEADER, "Comments"],
        "Error: Plan H1: both “Progress Update” (E1) and “Comments” may be the Progress Update; say which with "
        '--mapping FILE, a file that holds, to leave “Comments” unread, {"sheets": {"Plan": {"Comments": null}}}.',
    ),
    "one name twice": (
        [*HEADER, "Action"],
        "Error: Plan H1: both “Action” (B1) and “Action” may be the Action; give one of them another name "
        "in the workbook.",
    ),
}


@pytest.mark.parametrize("case", DOUBTS)
def test_two_columns_for_one_field_are_for_a_person_to_tell_apart(case, office):
    header, words = DOUBTS[case]
    before = contents()
    outcome = office.hand_in(actions([*row(), "Said otherwise."], header=header))
    assert outcome.exit == 1
    assert outcome.said("Error", words.removeprefix("Error: ")) == [words]
    assert contents() == before


def test_a_doubtful_column_that_is_empty_is_no_doubt(office):
    assert office.hand_in(actions(row(), header=[*HEADER, "Comments"])).exit == 0


def mapping(office, sheets, name="mapping.json"):
    path = office.folder / name
    path.write_text(json.dumps({"sheets": sheets}), encoding="utf-8")
    return ["--mapping", str(path)]


CHOICES = [
    ({"Comments": None}, "Begun."),
    ({"Progress Update": None}, "Said otherwise."),
    ({"Comments": "scope"}, "Begun."),
]


@pytest.mark.parametrize(("columns", "progress"), CHOICES)
def test_a_mapping_settles_it_and_is_remembered(columns, progress, office):
    sheets = actions([*row(), "Said otherwise."], header=[*HEADER, "Comments"])
    assert office.hand_in(sheets, *mapping(office, {"Plan": columns})).exit == 0
    assert office.actions()["1.1"].progress == progress
    again = office.hand_in(sheets, on=date(2019, 4, 14))
    assert again.exit == 0
    assert again.changes("action") == {"1.1": "unchanged"}


def test_a_mapping_makes_a_table_of_what_nobody_would_know(office):
    sheets = {"Key": KEY, "Plan": [["الإجراء", "Wer", "Ampel"], ["Do it", "AO", "G"]]}
    assert office.hand_in(sheets).exit == 1
    options = mapping(office, {"Plan": {"الإجراء": "title", "Wer": "ops_lead", "Ampel": "rating"}})
    assert office.hand_in(sheets, *options).exit == 0
    assert office.actions()["Do it"].rating == "G"
    assert office.hand_in(sheets, on=date(2019, 4, 14)).changes("action") == {"Do it": "unchanged"}


def test_a_later_mapping_adds_to_the_one_before(office):
    sheets = actions([*row(), "x", "y"], header=[*HEADER, "Mood", "Remark"])
    office.hand_in(sheets, *mapping(office, {"Plan": {"Mood": "evidence"}}))
    office.hand_in(sheets, *mapping(office, {"Plan": {"Remark": "to_complete"}}), on=date(2019, 4, 14))
    action = office.actions(date(2019, 4, 14))["1.1"]
    assert (action.evidence_as_written, action.to_complete) == ("x", "y")


def test_a_name_in_a_mapping_that_the_workbook_does_not_have_is_asked_about(office):
    outcome = office.hand_in(actions(row()), *mapping(office, {"Plann": {"x": None}, "Plan": {"Moood": None}}))
    assert outcome.said("Question", "the mapping names a sheet “Plann” that this workbook does not have; put its name")
    assert outcome.said(
        "Question", "Plan: the mapping names a column “moood” that this sheet does not have; put its name"
    )


FORM = 'is not in the form {"sheets": {"Sheet name": {"Header": "field"}}}; write it so.'
BAD_MAPPINGS = {
    "no JSON": ("Plan: Comments", FORM),
    "another form": ('{"Plan": {}}', FORM),
    "a list": ("[]", FORM),
    "a list of columns": ('{"sheets": {"Plan": ["Comments"]}}', FORM),
    "a list of sheets": ('{"sheets": ["Plan"]}', FORM),
    "without end": ("[" * 100_000, FORM),
    "an unknown field": (
        '{"sheets": {"Plan": {"Comments": "remarks"}}}',
        "gives “Comments” the field “remarks”, which does ",
    ),
    "a number for a field": (
        '{"sheets": {"Plan": {"Comments": 5}}}',
        "the field “5”, which does not exist; use one of ",
    ),
    "a list for a field": (
        '{"sheets": {"Plan": {"Comments": ["due"]}}}',
        "or null for a column that is not to be read.",
    ),
    "bytes": (b"\xff\xfe\x00", "cannot be read; give the path of a text file that you may read."),
}


@pytest.mark.parametrize("case", BAD_MAPPINGS)
def test_a_mapping_that_cannot_be_used_is_refused_in_a_sentence(case, office):
    content, words = BAD_MAPPINGS[case]
    path = office.folder / "mapping.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = contents()
    outcome = office.hand_in(actions(row()), "--mapping", str(path))
    assert outcome.failure.startswith("The mapping mapping.json ") and words in outcome.failure
    assert contents() == before


def test_a_mapping_may_begin_with_a_byte_order_mark(office):
    path = office.folder / "mapping.json"
    path.write_bytes(b'\xef\xbb\xbf{"sheets": {"Plan": {"Progress Update": null}}}')
    office.hand_in(actions(row()), "--mapping", str(path))
    assert office.actions()["1.1"].progress is None
