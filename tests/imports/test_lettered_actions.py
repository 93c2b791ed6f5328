"""A plan of requirements with lettered actions, a Governing Body owner, ratings in words, and who watches over what."""

from datetime import date

import pytest

from imports.models import Import
from imports.undoing import undo_import
from plans.models import Oversight, SubHeading

from .workbooks import KEY, Cell

HEADER = ["Ref", "Requirement", None, "Action", "Due Date", "GB Owner", "RAG", "Status"]
WATCH = "Oversight by members of the board"
MAY = Cell(date(2018, 5, 24), number_format="dd-mmm")
FEBRUARY = Cell(date(2018, 2, 28), number_format="dd-mmm")


def line(number, requirement, letter, title, due=MAY, owner="AO", rag="Complete", status="Closed"):
    return [number, requirement, letter, title, due, owner, rag, status]


LEADING = [
    ["Leading"],
    HEADER,
    line(1, "Somebody has to lead.", "a", "Appoint a chair"),
    line(2, "The board has to learn.", "a", "Train the board", rag="On-Track", status="Open"),
    line(None, None, "b", "Ask the board what it needs", FEBRUARY, rag="Delayed", status="Live"),
    [WATCH, None, None, "A Member & B Member"],
]
SPENDING = [
    ["Spending"],
    HEADER,
    line(3, "The books have to balance.", "a", "Draw up a budget", rag="Not Started", status="Not Started"),
    line(None, None, "b", "Close the gap", "31.03.2019", rag="Reset Date", status="Open"),
    [WATCH, None, None, "Budget – C Member, B Member & D Member\nGap – A Member"],
]


def sheet(*sections):
    """The plan's tab: a title, and its sections with a row between them."""
    rows = [["Our improvement plan 2018/19"], []]
    for section in sections:
        rows += [*section, []]
    return {"Plan": rows}


PLAN = sheet(LEADING, SPENDING)


def merged(workbook):
    """The numbers and requirements stand once, in a cell merged over the rows of their letters."""
    for cells in ("A6:A7", "B6:B7", "A12:A13", "B12:B13"):
        workbook["Plan"].merge_cells(cells)
    workbook["Plan"].merge_cells("A8:C8")
    workbook["Plan"].merge_cells("D8:H8")


def oversight(office):
    return [(each.area_number, each.sub_heading, each.members) for each in office.figures().plan.oversight]


@pytest.mark.parametrize("change", [merged, None])
def test_a_letter_and_its_number_are_the_reference(change, office):
    outcome = office.hand_in(PLAN, change=change)
    assert outcome.exit == 0
    found = office.actions()
    assert list(found) == ["1a", "2a", "2b", "3a", "3b"]
    assert found["2b"].recommendation == found["2a"].recommendation == "The board has to learn."
    assert {a.parent for a in found.values()} == {None}
    assert bool(outcome.said("Question", "no number stands beside this letter, so it was taken to belong to 2")) == (
        change is None
    )
    assert outcome.said("Note", "this column has no header; it was read as Letter")


def test_the_same_workbook_again_changes_nothing(office):
    office.hand_in(PLAN, change=merged)
    again = office.hand_in(PLAN, change=merged)
    assert {change["outcome"] for change in again.told["changes"]} == {"unchanged"}


def test_areas_ratings_and_statuses_are_read_in_words(office):
    office.hand_in(PLAN, change=merged)
    found = office.actions()
    assert [(a.number, a.title) for a in office.figures().actions.areas] == [(1, "Leading"), (2, "Spending")]
    assert [a.area_number for a in found.values()] == [1, 1, 1, 2, 2]
    assert [a.rating for a in found.values()] == ["Complete", "On-Track", "Delayed", "Not Started", "Reset Date"]
    assert [a.status for a in found.values()] == ["Closed", "Open", "Live", "Not Started", "Open"]
    assert [a.sro for a in found.values()] == [("AO",)] * 5
    meanings = {each.word: each.meaning for each in office.figures().plan.statuses}
    assert meanings["Live"] == "Done, but it recurs and is watched"


def test_the_key_of_words_is_taken_whole_and_asked_about(office):
    outcome = office.hand_in(sheet(LEADING))
    ratings = office.figures().plan.ratings
    assert [(r.word, r.stage) for r in ratings] == [
        ("Complete", "complete"),
        ("On-Track", "underway"),
        ("Delayed", "delayed"),
        ("Not started", "not_started"),
        ("Reset Date", "date_reset"),
    ]
    assert outcome.said(
        "Question", "explains no RAG key, so this one was taken (Complete: Everything is done; On-Track:"
    )


def test_a_word_beside_the_known_ones_joins_the_key_where_it_says_its_stage(office):
    rows = [*LEADING[:-1], line(4, "More.", "a", "Look again", rag="Behind plan")]
    office.hand_in(sheet(rows))
    assert [(r.word, r.stage) for r in office.figures().plan.ratings][-1] == ("Behind plan", "delayed")


@pytest.mark.parametrize("word", ["Open", "The chair has decided to pause it"])
def test_a_rating_that_is_not_in_the_key_is_kept_and_asked_about(word, office):
    outcome = office.hand_in(sheet([*LEADING[:-1], line(4, "More.", "a", "Look again", rag=word, status=None)]))
    action = office.actions()["4a"]
    assert (action.rating, action.rating_as_written, action.status) == (None, word, None)
    assert outcome.said("Question", f"“{word}” is not in the RAG key (Complete, On-Track, Delayed, Not started, Reset")


def test_a_day_without_a_year_takes_the_plans_financial_year_and_that_is_said(office):
    outcome = office.hand_in(PLAN, change=merged)
    found = office.actions()
    assert [found[ref].due_on for ref in ("1a", "2b", "3b")] == [
        date(2018, 5, 24),
        date(2019, 2, 28),
        date(2019, 3, 31),
    ]
    assert found["1a"].due_as_written == "24-May"
    assert outcome.said(
        "Note",
        "Plan E5, E6, E7, E12: this date is written without a year; it was read in the plan's financial year, 2018/19.",
    )


def without_year(*rows):
    return {"Plan": [["Our improvement plan"], [], *rows]}


def test_without_a_financial_year_that_of_the_as_at_date_is_taken_and_asked_about(office):
    outcome = office.hand_in(without_year(*LEADING), on=date(2019, 2, 26))
    assert office.plan.financial_year == 2018
    assert office.actions()["1a"].due_on == date(2018, 5, 24)
    question = "Plan E5: dates such as this one have no year and the workbook names no financial year, so that of the"
    assert outcome.said("Question", question)
    assert not office.hand_in(without_year(*LEADING), on=date(2019, 2, 26)).said("Question", "no financial year")


def test_without_an_as_at_date_either_no_year_is_guessed(office):
    outcome = office.hand_in(without_year(*LEADING), on=None)
    assert outcome.exit == 0
    assert office.plan.financial_year is None
    assert {a.due_on for a in office.actions(date.max).values()} == {None}
    assert outcome.said("Question", "24-May gives no year. Kept as written: 24-May")


def test_no_year_is_asked_for_where_every_date_has_one(office):
    rows = [LEADING[1], line(1, "Lead.", "a", "Appoint a chair", "24/05/2018")]
    outcome = office.hand_in(without_year(*rows))
    assert office.plan.financial_year is None and not outcome.said("Question", "no financial year")


def test_everybody_is_nobody_in_particular(office):
    outcome = office.hand_in(sheet([HEADER, line(1, "Lead.", "a", "Appoint a chair", owner="All")]))
    action = office.actions()["1a"]
    assert (action.sro_as_written, action.sro) == ("All", ())
    assert outcome.said("Question", "“All” names nobody in particular, so it was kept as written and no post was given")


def test_a_heading_that_is_called_governance_names_an_area(office):
    office.hand_in(sheet([["Governance"], *LEADING[1:]], SPENDING))
    assert [a.title for a in office.figures().actions.areas] == ["Governance", "Spending"]
    assert office.plan.governance_text == ""


def test_a_column_without_a_header_that_holds_no_letters_is_no_letter(office):
    rows = [HEADER, line("1.1", "Lead.", "with the board", "Appoint a chair")]
    outcome = office.hand_in(sheet(rows))
    assert list(office.actions()) == ["1.1"]
    assert outcome.said("Note", "this column has no header; it was not read.")


def test_a_letter_that_no_number_goes_with_is_no_reference(office):
    outcome = office.hand_in(
        sheet([HEADER, line(None, "Lead.", "a", "Appoint a chair"), line(2, "More.", "a", "Go on")])
    )
    assert list(office.actions()) == ["Appoint a chair", "2a"]
    assert outcome.said("Question", "this row has no reference")


def test_letters_may_have_a_header_and_brackets(office):
    header = [*HEADER[:2], "Letter", *HEADER[3:]]
    office.hand_in(
        sheet([header, line("1.", "Lead.", "(a)", "Appoint a chair"), line("1.", "Lead.", "b)", "Train it")])
    )
    assert list(office.actions()) == ["1a", "1b"]


def test_members_watch_over_an_area_or_a_part_of_it(office):
    outcome = office.hand_in(PLAN, change=merged)
    assert oversight(office) == [
        (1, "", ("A Member", "B Member")),
        (2, "Budget", ("C Member", "B Member", "D Member")),
        (2, "Gap", ("A Member",)),
    ]
    assert outcome.changes("oversight") == dict.fromkeys(["1 Leading", "2 Spending, Budget", "2 Spending, Gap"], "new")
    assert Oversight.objects.values("member").distinct().count() == 4
    assert not outcome.said("Question", "Member")


def test_whoever_is_no_longer_named_watches_no_more(office):
    office.hand_in(PLAN)
    fewer = [*SPENDING[:-1], [WATCH, None, None, "budget – C MEMBER"]]
    later = date(2019, 4, 14)
    outcome = office.hand_in(sheet(LEADING, fewer), on=later)
    assert outcome.fields("oversight", "2 Spending, Budget") == {
        "members": ["C Member, B Member, D Member", "C Member"]
    }
    assert outcome.fields("oversight", "2 Spending, Gap") == {"members": ["A Member", None]}
    assert oversight(office) == [(1, "", ("A Member", "B Member")), (2, "Budget", ("C Member",))]
    assert SubHeading.objects.count() == 2


def test_an_older_workbook_leaves_who_watches_as_it_is(office):
    office.hand_in(PLAN)
    older = sheet([*LEADING[:-1], [WATCH, None, None, "Z Member"]], SPENDING)
    outcome = office.hand_in(older, on=date(2019, 1, 14))
    assert outcome.said(
        "Question", "this older workbook names Z Member for the oversight of 1 Leading, the plan has A Me"
    )
    assert oversight(office)[0] == (1, "", ("A Member", "B Member"))


def test_nobody_may_be_named(office):
    rows = [*LEADING[:-1], ["Board oversight: TBC"]]
    outcome = office.hand_in(sheet(rows, SPENDING))
    assert oversight(office)[0][0] == 2
    assert outcome.changes("oversight")["1 Leading"] == "unchanged"


def test_a_line_of_oversight_under_no_area_is_asked_about(office):
    outcome = office.hand_in(sheet([LEADING[1], *LEADING[2:]]))
    assert outcome.said(
        "Question", "Plan row 7: this line stands under no area, so it was left out; name the area above"
    )
    assert outcome.changes("oversight") == {None: "rejected"}
    assert outcome.exit == 0 and oversight(office) == []


def test_an_action_about_oversight_is_an_action(office):
    header = ["Area", "No.", "Action", "RAG"]
    rows = [["1 Oversight of plans", "1.1", "Watch", "G"], ["1 Oversight of plans", None, "Watch more", None]]
    office.hand_in({"Key": KEY, "Plan": [header, *rows]})
    assert list(office.actions()) == ["1.1", "Watch more"]


def test_oversight_can_be_undone_with_its_import(office, administrator):
    office.hand_in(PLAN, change=merged)
    undo_import(record=Import.objects.get(), by=administrator)
    assert (Oversight.objects.count(), SubHeading.objects.count(), office.plan.actions.count()) == (0, 0, 0)


def test_the_plan_is_called_by_the_sheet_that_holds_it(office):
    sheets = {"Money": [["Position of month 10"], ["Line", "Plan"]]} | PLAN
    office.hand_in(sheets)
    assert office.plan.name == "Our improvement plan 2018/19"


def test_tabs_that_nobody_knows_are_said_to_be_passed_over(office):
    outcome = office.hand_in(PLAN | {"Sums": [["Line", "Plan"], ["Rent", 3]]})
    assert outcome.exit == 0
    assert outcome.said("Note", "Sums: this sheet holds no table that the tracker knows")


def test_the_sheet_says_only_of_its_title_that_it_belongs_to_no_table(office):
    assert office.hand_in(PLAN).said("Note", "Plan rows 1: these lines belong to no table")
