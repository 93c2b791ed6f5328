"""The reports of exceptions: which milestones each row is about, and what it says became of them."""

from datetime import date

import pytest
from django.db import connection

from actions.models import Standing
from imports.models import Import
from imports.undoing import undo_import
from milestones.models import Milestone, MilestoneChange, MilestoneException
from milestones.services import decide_exception

from .milestones import APRIL, DECEMBER, FIRST, MAY, exception, exceptions, milestone, milestones, sheets
from .test_undo import everything
from .workbooks import ON

SECOND = "Open the clinic"
ASKED = date(2019, 5, 31)


def hand_in(office, *told, rows=None, on=ON):
    """Hand in a report, with the milestones 1 and 2 unless other `rows` of milestones are given."""
    rows = [milestone(), milestone(2, SECOND)] if rows is None else rows
    return office.hand_in(sheets(*rows, exceptions=told), on=on)


def changes(office):
    """[(kind, number, number of the one that goes on)] of all changes, the oldest first."""
    told = MilestoneChange.objects.filter(milestone__plan=office.plan).order_by("pk")
    return [(each.kind, each.milestone.ref, each.into and each.into.ref) for each in told]


def test_every_cell_of_an_exception_arrives(office):
    told = hand_in(office, exception(due="Initial date 29-Mar-19"))
    assert told.exit == 0 and told.changes("exception") == {"1": "new"}
    [found] = exceptions(office)
    assert (found.milestone.ref, found.milestone_as_written, found.report) == ("1", "1", "Exceptions")
    assert (found.team, found.title, found.rationale) == ("CFO", FIRST, "A supplier left.")
    assert (found.due_on, found.due_as_written) == (date(2019, 3, 29), "Initial date 29-Mar-19")
    assert (found.asked_on, found.asked_as_written) == (ASKED, "31-May-19")
    assert (found.effective_on, found.where, found.origin) == (ON, "plan.xlsx, Exceptions, row 4", "import")
    assert not told.said("Question", "Exceptions")


def test_the_same_report_again_changes_nothing(office):
    rows = exception(), exception("1 & 2", "Both"), exception("-", "Nobody's")
    assert hand_in(office, *rows).exit == 0
    told = hand_in(office, *rows, on=APRIL)
    assert set(told.changes("exception").values()) == {"unchanged"} and len(exceptions(office)) == 4


def test_what_a_later_report_says_otherwise_is_told_and_the_past_stays(office):
    hand_in(office, exception())
    told = hand_in(office, exception(asked="30-Jun-19"), exception(2, SECOND), on=APRIL)
    assert told.changes("exception") == {"1": "changed", "2": "new"}
    assert told.fields("exception", "1") == {
        "asked_on": ["2019-05-31", "2019-06-30"],
        "asked_as_written": ["31-May-19", "30-Jun-19"],
    }
    assert [(each.effective_on, each.asked_on) for each in exceptions(office)] == [
        (ON, ASKED),
        (APRIL, date(2019, 6, 30)),
        (APRIL, ASKED),
    ]


def test_an_older_workbook_fills_the_past(office):
    hand_in(office, exception(), on=APRIL)
    hand_in(office, exception(why="The first reason."), on=DECEMBER)
    assert {each.effective_on for each in exceptions(office)} == {DECEMBER, APRIL}


@pytest.mark.parametrize(
    ("cells", "place", "words"),
    [
        ({"ref": 26}, "A4", "no milestone has the number 26, so the exception was kept without one"),
        ({"ref": "-"}, "A4", "this exception names no milestone"),
        ({"ref": "the first"}, "A4", "this is no number of a milestone"),
        ({"team": "MD"}, "B4", "the team is MD here and CFO at the milestone 1"),
        ({"due": "29-Mar-20"}, "D4", "on 29 March 2019 at the milestone 1, only the years differ; put one"),
        (
            {"due": "28-Feb-19"},
            "D4",
            "it was due on 28 February 2019 here and on 29 March 2019 at the milestone 1; put",
        ),
        ({"title": "Something else entirely"}, "C4", f"these are not the words of the milestone 1, “{FIRST}”"),
        ({"asked": "31-May-20"}, "F4", "31 May 2020 is more than a year after the due date, 29 March 2019"),
        ({"asked": "31-Jan-19"}, "F4", "31 January 2019 is before the due date, 29 March 2019"),
        ({"asked": "Signed on 3.4.2019"}, "F4", "this is more than a date, so it was kept as written"),
        ({"asked": "TBC"}, "F4", "No date has been agreed yet"),
        ({"asked": "29-Feb-19"}, "F4", "29-Feb-19 is not a date in the calendar"),
        ({"due": "Mar-19", "why": "29-A supplier left."}, "D4", "begins with “29-”: a date seems to be torn"),
        (
            {"why": "To be signed on 24 May 2019."},
            "F4",
            "the reason names 24 May 2019, the date asked for is 31 May 2019",
        ),
    ],
)
def test_what_is_odd_is_kept_as_written_and_asked_about(office, cells, place, words):
    told = hand_in(office, exception(**cells))
    [line] = told.said("Question", words)
    assert line.startswith(f"Question: Exceptions {place}: ")
    [found] = exceptions(office)
    assert found.milestone_as_written == str(cells.get("ref", 1))
    assert (found.milestone is None) == ("ref" in cells)
    assert found.due_as_written == cells.get("due", "29-Mar-19")
    assert found.asked_as_written == cells.get("asked", "31-May-19")
    if "asked" in cells and cells["asked"][:2] != "31":
        assert found.asked_on is None


def test_a_date_asked_for_of_a_milestone_without_one_is_not_compared(office):
    told = hand_in(office, exception(due=None), rows=[milestone(due="TBC", month=None, quarter=None)])
    assert told.said("Question", "No date has been agreed yet") and len(told.said("Question", "Exceptions")) == 0
    assert exceptions(office)[0].due_on is None


def test_a_report_that_asks_for_no_date(office):
    told = hand_in(office, exception(asked=None, due=None))
    [found] = exceptions(office)
    assert (found.asked_on, found.asked_as_written) == (None, "") and not told.said("Question", "Exceptions")


def test_one_row_about_two_milestones_is_an_exception_of_each(office):
    told = hand_in(office, exception("1 & 2", "Sign the contracts and open the clinic"))
    assert [(each.milestone.ref, each.milestone_as_written) for each in exceptions(office)] == [
        ("1", "1 & 2"),
        ("2", "1 & 2"),
    ]
    assert told.said("Note", "one row for 1 and 2: the exception was kept for each of them")


def test_an_exception_finds_the_milestone_that_came_later(office):
    hand_in(office, exception(3, "Buy the beds"))
    told = hand_in(
        office,
        exception(3, "Buy the beds"),
        rows=[milestone(), milestone(2, SECOND), milestone(3, "Buy the beds")],
        on=APRIL,
    )
    assert told.fields("exception", "3") == {"milestone": [None, "3"]}
    assert [each.milestone and each.milestone.ref for each in exceptions(office)] == [None, "3"]


def test_an_exception_of_a_complete_milestone_is_remarked_upon(office):
    told = hand_in(office, exception(), rows=[milestone(status="Complete")])
    assert told.said("Note", "the milestone 1 is complete; its exception was kept")


def test_a_report_alone_is_about_the_milestones_of_the_plan(office):
    hand_in(office)
    told = hand_in(office, exception(), exception(2, SECOND, team="MD"), rows=(), on=APRIL)
    assert [each.milestone.ref for each in exceptions(office)] == ["1", "2"]
    assert told.said("Question", "the team is MD here and CFO at the milestone 2")
    assert not told.changes("milestone")


def test_the_report_of_the_later_day_is_told_last(office):
    sheets_of = sheets(milestone(), exceptions=[exception(why="The later reason.")], report="Exceptions March 2019")
    earlier = sheets(exceptions=[exception(why="The earlier reason.")], report="Exceptions Q2")
    office.hand_in(sheets_of | {"Exceptions Q2": earlier["Exceptions Q2"]})
    assert [each.rationale for each in exceptions(office)] == ["The earlier reason.", "The later reason."]


def test_a_row_that_stands_twice_keeps_the_workbook_out(office):
    told = hand_in(office, exception(), exception())
    assert told.exit == 1 and told.said("Error", "the exception about 1 stands on another row of this sheet too")


def test_a_row_without_milestone_and_words_is_said_and_left_out(office):
    told = hand_in(office, exception(None, None))
    assert told.said("Question", "this row names no milestone and was left out") and not exceptions(office)


def test_a_recovery_plan_may_have_a_column_of_its_own(office):
    head = ["Milestone Number", "Milestone", "Rationale for Delay", "Recovery plan", "Proposed Revised Date"]
    office.hand_in(sheets(milestone()) | {"Exceptions": [head, [1, FIRST, "Late.", "Another helps.", "31-May-19"]]})
    [found] = exceptions(office)
    assert (found.rationale, found.recovery) == ("Late.", "Another helps.")


def test_a_milestone_that_is_said_to_be_added_and_has_a_row_is_added_for_that_reason(office):
    hand_in(office)
    why = exception(1, why="The first is done.", asked="n/a - new Milestone 3 added")
    rows = milestone(status="Complete"), milestone(2, SECOND), milestone(3, "Sign the rest")
    told = hand_in(office, why, rows=rows, on=APRIL)
    assert changes(office) == [("added", "3", None)]
    change = MilestoneChange.objects.get()
    assert change.reason == "The first is done.\nn/a - new Milestone 3 added" and change.effective_on == APRIL
    assert change.statement == Milestone.objects.get(ref="3").statements.get() and change.decision is None
    assert told.exit == 0
    hand_in(office, why, rows=rows, on=MAY)
    assert len(changes(office)) == 1 and Milestone.objects.get(ref="3").statements.count() == 1


def test_a_milestone_that_was_known_before_it_is_said_to_be_added(office):
    rows = milestone(), milestone(2, SECOND)
    hand_in(office, rows=rows)
    hand_in(office, exception(1, asked="New milestone 2 added"), exception(2, why="New milestone 2 added"), on=APRIL)
    assert changes(office) == [("added", "2", None)] and milestones(office, APRIL)["2"].title == SECOND


def test_a_milestone_that_is_said_to_be_added_and_has_no_row_is_asked_about(office):
    told = hand_in(office, exception(1, asked="n/a - new Milestone 57 added. Date for completion 31-Mar-2020"))
    assert told.said("Question", "the milestone 57 is said to be added, but no row tells what it is")
    assert not changes(office) and exceptions(office)[0].asked_on is None


@pytest.mark.parametrize(
    ("why", "kind", "into"),
    [
        ("Removed as no longer needed.", Standing.WITHDRAWN, None),
        ("Merged into milestone 1.", Standing.MERGED, "1"),
        ("This was replaced by 1 in March.", Standing.REPLACED, "1"),
    ],
)
def test_a_milestone_that_is_gone_from_the_list_has_become_what_the_report_says(office, why, kind, into):
    hand_in(office)
    told = hand_in(office, exception(2, SECOND, why=why), rows=[milestone()], on=APRIL)
    assert changes(office) == [(kind.value, "2", into)]
    assert milestones(office, APRIL)["2"].standing == kind and milestones(office)["2"].standing == "live"
    assert not told.said("Question", "is in the plan but not in this workbook")
    fields = [each["fields"] for each in told.told["changes"] if (each["kind"], each["ref"]) == ("milestone", "2")]
    assert fields == [{"standing": ["live", kind.value]}]
    told = hand_in(office, exception(2, SECOND, why=why), rows=[milestone()], on=MAY)
    assert len(changes(office)) == 1 and set(told.changes("exception").values()) == {"unchanged"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (exception(2, SECOND, why="Removed as no longer needed."), "but its row still stands among the milestones"),
        (exception("-", SECOND, why="Removed as no longer needed."), "but not clearly of which one"),
        (exception("1 & 2", why="It is proposed to combine these."), "or only as a proposal"),
        (exception(1, why="1 and 2 merged."), "but not clearly of which one"),
    ],
)
def test_a_change_that_is_not_clear_is_asked_about_and_made_by_nobody(office, row, words):
    told = hand_in(office, row)
    assert told.said("Question", words) and not changes(office)
    assert {each.standing for each in milestones(office).values()} == {"live"} and exceptions(office)


def test_a_milestone_that_goes_on_in_one_that_nobody_knows_is_asked_about(office):
    hand_in(office)
    told = hand_in(office, exception(2, SECOND, why="Merged into 9."), rows=[milestone()], on=APRIL)
    assert told.said("Question", "the milestone 2 is merged into another, 9, which no row tells") and not changes(
        office
    )
    assert told.said("Question", "the milestone 2 is in the plan but not in this workbook")


def test_of_two_that_were_merged_into_one_of_them_that_one_goes_on(office):
    hand_in(office)
    row = exception("1 & 2", "Sign the contracts and open the clinic", why="Combined into milestone 1.")
    hand_in(office, row, row[:2] + ["Again, in other words: open the clinic"] + row[3:], rows=[milestone()], on=APRIL)
    assert changes(office) == [("merged", "2", "1")]


def test_a_date_that_the_milestone_had_before_is_no_contradiction(office):
    hand_in(office, exception())
    moved = milestone(due="31-May-19", month="May", quarter="Q1")
    told = hand_in(office, exception(), rows=[moved, milestone(2, SECOND)], on=APRIL)
    assert not told.said("Question", "it was due on")


def test_a_decision_on_an_exception_is_kept_when_its_report_comes_again(office, administrator):
    hand_in(office, exception())
    [found] = exceptions(office)
    decide_exception(
        exception=found, agreed=True, reason="It cannot be helped.", seen=date(2019, 3, 29), on=APRIL, by=administrator
    )
    told = hand_in(office, exception(), on=MAY)
    assert told.said("Question", "the workbook has the due date 29 March 2019, but 31 May 2019 was decided on")
    assert milestones(office, MAY)["1"].due_on == ASKED
    assert told.changes("exception") == {"1": "unchanged"} and MilestoneException.objects.get().decision


def test_the_preview_tells_exceptions_as_a_reader_says_it(desk):
    desk.bring(sheets(milestone(), exceptions=[exception()]))
    desk.confirm()
    desk.bring(sheets(milestone(), exceptions=[exception(asked="30-Jun-19", why="Nobody bids.")]), on=APRIL)
    words = desk.look()
    assert "Why it is late: A supplier left. becomes Nobody bids." in words
    assert "Date asked for: 31-May-19 becomes 30-Jun-19 (30 June 2019)" in words


def test_an_import_with_exceptions_and_changes_is_undone(office, administrator):
    hand_in(office, exception())
    before = everything()
    row = exception(2, SECOND, why="Merged into milestone 1."), exception(asked="30-Jun-19 - milestone 3 added")
    hand_in(office, *row, rows=[milestone(), milestone(3, "Buy the beds")], on=APRIL)
    assert len(changes(office)) == 2 and len(exceptions(office)) == 3
    undo_import(record=Import.objects.order_by("pk").last(), by=administrator)
    assert everything() == before
    undo_import(record=Import.objects.order_by("pk").first(), by=administrator)
    connection.check_constraints()
    assert not any(model.objects.exists() for model in (Milestone, MilestoneException, MilestoneChange))
