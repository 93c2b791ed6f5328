"""The sheet of milestones: which milestone each row is, and how it stands."""

from datetime import date

import pytest
from django.db import connection

from actions.models import Standing
from core.workbooks import read
from imports.models import Import
from imports.proposal import propose
from imports.undoing import UndoRefused, undo_import
from milestones.models import Milestone, MilestoneChange, MilestoneException, MilestoneStatement
from milestones.services import describe_milestone, update_milestone, withdraw_milestone
from plans.models import Committee
from tests.factories import freeze

from .milestones import APRIL, DECEMBER, FIRST, HEAD, MAY, milestone, milestones, sheets
from .test_undo import everything
from .workbooks import ON, plant

SECOND = "Open the clinic"
SAID = date(2019, 3, 20)


def hand_in(office, *rows, on=ON, **options):
    return office.hand_in(sheets(*rows, **options), on=on)


def say(office, by, ref="1", **facts):
    found = Milestone.objects.get(ref=ref)
    return update_milestone(milestone=found, facts=facts, seen=found.statements.first().pk, on=SAID, by=by)


def test_every_cell_of_a_milestone_arrives(office):
    row = milestone(critical="!", status="On-Track - a draft is read", owner="Bea Boss", sign_off="March GB")
    told = hand_in(office, row)
    assert told.exit == 0 and told.changes("milestone") == {"1": "new"}
    found = milestones(office)["1"]
    assert (found.title, found.is_critical, found.team, found.department) == (FIRST, True, "CFO", "Finance")
    assert (found.starts_on, found.start_as_written) == (date(2018, 4, 1), "01-Apr-18")
    assert (found.due_on, found.due_as_written, found.original_on) == (date(2019, 3, 29), "29-Mar-19", None)
    assert (found.status, found.status_as_written) == ("on_track", "On-Track - a draft is read")
    assert (found.note, found.month_due_as_written, found.quarter_due_as_written) == ("a draft is read", "March", "Q4")
    assert (found.delivery_as_written, found.chief_as_written) == ("Bea Boss", "AO")
    ao = office.plan.posts.get(abbreviation="AO")
    assert found.owners == [{"role": "chief", "post": ao.pk, "person": None}]
    assert (str(found.sign_off_committee), found.sign_off_on) == ("GB", date(2019, 3, 31))
    assert found.where == "plan.xlsx, Milestones, row 4"
    assert told.said("Question", "“GB” is no committee of the plan, so it was added")
    assert told.said("Question", "no post or person that the plan knows is called so")[0].startswith(
        "Question: Milestones H4: "
    )
    assert told.said("Note", "this meeting is written without a year; the one nearest to the due date was taken")


def test_the_same_workbook_again_changes_nothing(office):
    rows = milestone(sign_off="GB", owner="CN"), milestone(2, SECOND, owner="Bea Boss")
    hand_in(office, *rows)
    told = hand_in(office, *rows, on=APRIL)
    assert told.changes("milestone") == {"1": "unchanged", "2": "unchanged"}
    assert [each.statements.count() for each in Milestone.objects.all()] == [1, 1]
    assert Committee.objects.count() == 1 and not told.said("Question", "so it was added")


def test_an_original_date_and_the_one_that_was_approved_since(office):
    told = hand_in(office, milestone(due="31-Jan-19 rev 29-Mar-19"))
    found = milestones(office)["1"]
    assert (found.original_on, found.due_on) == (date(2019, 1, 31), date(2019, 3, 29))
    assert told.said("Note", "this was read as 29 March 2019, approved in the place of 31 January 2019")
    hand_in(office, milestone(due="30-Apr-19", month="April", quarter="Q1"), on=APRIL)
    found = milestones(office, APRIL)["1"]
    assert (found.original_on, found.due_on) == (date(2019, 1, 31), date(2019, 4, 30))


@pytest.mark.parametrize(
    ("cells", "place", "words"),
    [
        ({"due": "29-Feb-19", "month": "February"}, "F4", "29-Feb-19 is not a date in the calendar"),
        ({"month": "May"}, "L4", "the month due, May, is not that of the due date, 29 March 2019"),
        ({"quarter": "Q2"}, "M4", "the quarter due, Q2, is not that of the due date, 29 March 2019, which is in Q4"),
        ({"start": "01-Apr-20"}, "L4", "it is due on 29 March 2019, before it starts on 1 April 2020"),
        ({"status": "Nearly complete"}, "G4", "the tracker knows no such status"),
        ({"critical": "perhaps"}, "B4", "this does not say whether it is on the critical path"),
        ({"sign_off": "GB and PCCC"}, "K4", "this names more than one meeting"),
    ],
)
def test_what_is_odd_is_kept_as_written_and_asked_about(office, cells, place, words):
    told = hand_in(office, milestone(**cells))
    [line] = told.said("Question", words)
    assert line.startswith(f"Question: Milestones {place}: ")
    found = milestones(office)["1"]
    written = {"due": "due", "month": "month_due", "quarter": "quarter_due", "start": "start", "status": "status"}
    for name, text in cells.items():
        if name in written:
            assert getattr(found, f"{written[name]}_as_written") == text
    assert found.due_on == (None if "due" in cells else date(2019, 3, 29))
    assert found.status == ("" if "status" in cells else "on_track") and not found.is_critical
    assert found.sign_off_committee is None


def test_a_number_that_is_missing_is_asked_about(office):
    told = hand_in(office, milestone(), milestone(3, SECOND))
    assert told.said("Question", "no milestone has the number 2, though the numbers run from 1 to 3")
    assert not hand_in(office, milestone(1), milestone(2, "Third"), milestone(3, SECOND), on=APRIL).said(
        "Question", "no milestone has the number"
    )
    assert not hand_in(office, milestone(1), milestone(3, SECOND), on=MAY).said(
        "Question", "no milestone has the number"
    )


def test_a_missing_milestone_is_told_and_stays(office):
    hand_in(office, milestone(), milestone(2, SECOND))
    told = hand_in(office, milestone(), on=APRIL)
    assert told.said("Question", "the milestone 2 is in the plan but not in this workbook")
    assert told.changes("milestone") == {"1": "unchanged", "2": "missing"} and len(milestones(office, APRIL)) == 2


def test_a_later_workbook_moves_a_date_and_the_past_stays(office):
    hand_in(office, milestone())
    told = hand_in(office, milestone(due="30-Apr-19", month="April", quarter="Q1", status="Delayed"), on=APRIL)
    assert told.fields("milestone", "1")["due_on"] == ["2019-03-29", "2019-04-30"]
    assert [milestones(office, on)["1"].due_on for on in (ON, APRIL)] == [date(2019, 3, 29), date(2019, 4, 30)]


def test_an_older_workbook_fills_the_past(office):
    hand_in(office, milestone(status="Complete"))
    told = hand_in(office, milestone(status="Not started"), on=DECEMBER)
    assert told.changes("milestone") == {"1": "changed"}
    assert [milestones(office, on)["1"].status for on in (DECEMBER, ON)] == ["not_started", "complete"]
    assert Milestone.objects.count() == 1


def test_what_was_said_in_the_tracker_since_is_not_taken_back(office, administrator):
    hand_in(office, milestone())
    say(office, administrator, status="complete", note="Signed on Monday.")
    told = hand_in(office, milestone(), on=APRIL)
    assert told.said("Question", "the workbook has the status “on track”, but “complete” was said in the tracker by")
    assert (milestones(office, APRIL)["1"].status, milestones(office, APRIL)["1"].note) == (
        "complete",
        "Signed on Monday.",
    )
    told = hand_in(office, milestone(status="Delayed"), on=MAY)
    assert told.said("Question", "the workbook's was taken")
    assert milestones(office, MAY)["1"].status == "delayed"


def test_an_owner_that_was_put_right_in_the_tracker_stays(office, administrator):
    hand_in(office, milestone())
    found = Milestone.objects.get()
    facts = {"chief_as_written": "Nobody", "owners": [], "is_critical": True}
    about = {"programme": None, "seen": found.statements.first().pk, "on": SAID, "by": administrator}
    describe_milestone(milestone=found, facts=facts, **about)
    told = hand_in(office, milestone(status="Complete"), on=APRIL)
    assert told.said("Question", "the workbook has the chief officer owner “AO”, but “Nobody” was said in the tracker")
    assert told.said("Question", "the critical path “off the critical path”, but “on the critical path” was said")
    now = milestones(office, APRIL)["1"]
    assert (now.owners, now.is_critical, now.status) == ([], True, "complete")


def test_what_was_removed_in_the_tracker_stays_removed(office, administrator):
    hand_in(office, milestone(), milestone(2, SECOND))
    found = Milestone.objects.get(ref="1")
    withdraw_milestone(
        milestone=found, reason="Not needed.", seen=found.statements.first().pk, on=SAID, by=administrator
    )
    told = hand_in(office, milestone(status="Complete"), milestone(2, SECOND), on=APRIL)
    assert told.said("Question", "the milestone 1 was removed in the plan and stays so")
    assert milestones(office, APRIL)["1"].standing == Standing.WITHDRAWN
    assert told.changes("milestone") == {"1": "unchanged", "2": "unchanged"}
    assert "1" not in hand_in(office, milestone(2, SECOND), on=MAY).changes("milestone")


def test_a_milestone_on_two_rows_keeps_the_workbook_out(office):
    told = hand_in(office, milestone(), milestone())
    assert told.exit == 1 and told.said("Error", "the milestone 1 stands on another row too (Milestones row 4)")
    assert not Milestone.objects.exists()


def test_a_row_without_a_milestone_is_said_and_left_out(office):
    told = hand_in(office, milestone(), milestone(2, None))
    assert told.said("Question", "this row names no milestone and was left out") and len(milestones(office)) == 1


def test_milestones_without_numbers_are_known_by_their_words_and_may_be_numbered_later(office):
    hand_in(office, milestone(None), milestone(None, SECOND))
    assert list(milestones(office)) == [FIRST, SECOND]
    told = hand_in(office, milestone(7), milestone(None, SECOND), on=APRIL)
    assert told.changes("milestone") == {"7": "changed", SECOND: "unchanged"}
    assert told.fields("milestone", "7") == {"ref": [None, "7"]}
    assert Milestone.objects.count() == 2 and Milestone.objects.get(ref="7").statements.count() == 1


def test_a_column_that_a_workbook_lacks_says_nothing(office):
    hand_in(office, milestone(critical="!", sign_off="GB"))
    short = ["No.", "Milestone", "Due Date", "Status"]
    told = hand_in(office, ["1", FIRST, "29-Mar-19", "Complete"], head=short, on=APRIL)
    assert told.fields("milestone", "1") == {
        "status": ["on_track", "complete"],
        "status_as_written": ["On-Track", "Complete"],
    }
    now = milestones(office, APRIL)["1"]
    assert now.is_critical and now.team == "CFO" and str(now.sign_off_committee) == "GB" and len(now.owners) == 1


def test_a_table_with_little_more_than_words_and_dates(office):
    told = hand_in(office, [FIRST, None, "CFO", "AO"], head=["Milestone", "Due date", "Team", "Owner"])
    found = milestones(office)[FIRST]
    assert told.exit == 0 and (found.due_on, found.status, found.team) == (None, "", "CFO")


def test_words_for_a_later_date_are_read_as_delayed(office):
    told = hand_in(office, milestone(status="Revised date asked for"))
    found = milestones(office)["1"]
    assert (found.status, found.note, found.status_as_written) == ("delayed", *["Revised date asked for"] * 2)
    assert told.said("Note", "these words for a later date were read as delayed")


def test_columns_for_an_original_date_a_forecast_and_progress(office):
    head = [*HEAD, "Original date", "Forecast date", "Progress"]
    hand_in(office, [*milestone(), "31-Jan-19", "30-Apr-19", "Two are signed."], head=head)
    found = milestones(office)["1"]
    assert (found.original_on, found.forecast_on) == (date(2019, 1, 31), date(2019, 4, 30))
    assert found.progress == "Two are signed."


def test_owners_as_posts_people_and_words(office):
    owners = [
        "AO (AE)",
        "Accountable Officer",
        "Ann Example",
        "CN",
        "Danny",
        "Ann Example (Bea Boss)",
        "AO/CFO",
        "Danny",
    ]
    told = hand_in(office, *(milestone(number, f"Work {number}", owner=each) for number, each in enumerate(owners)))
    posts = {each.pk: each.abbreviation for each in office.plan.posts.all()}
    found = [
        [(posts.get(own["post"]), own["person"]) for own in each.owners if own["role"] == "delivery"]
        for each in milestones(office).values()
    ]
    ann = office.plan.posts.get(abbreviation="AO").holdings.get().person_id
    assert found[:4] == [[("AO", ann)], [("AO", None)], [(None, ann)], [("CN", None)]]
    assert found[4:] == [[], [(None, ann)], [("AO", None), ("CFO", None)], []]
    assert told.said("Question", "“CN” is in no table of posts")
    [line] = told.said("Question", "no post or person that the plan knows is called so")
    assert line.startswith("Question: Milestones H8, H9: ")


def test_a_committee_is_known_by_its_first_letters(office, administrator):
    hand_in(office, milestone())
    Committee.objects.create(plan=office.plan, name="Governing Body")
    told = hand_in(office, milestone(sign_off="28 March 2019 GB meeting"), on=APRIL)
    assert not told.said("Question", "no committee of the plan")
    found = milestones(office, APRIL)["1"]
    assert (str(found.sign_off_committee), found.sign_off_on) == ("Governing Body", date(2019, 3, 28))


def test_a_heading_above_milestones_is_said(office):
    told = hand_in(office, milestone(), ["Quarter 4"], milestone(2, SECOND), milestone(3, "Third"))
    assert len(told.said("Note", "the heading “Quarter 4” stands above milestones and was not kept")) == 1


def test_a_row_that_somebody_leaves_out_is_not_called_missing(office, tmp_path):
    hand_in(office, milestone(), milestone(2, SECOND))
    workbook = read(plant(tmp_path, sheets(milestone(), milestone(2, SECOND))))
    proposal = propose(workbook, office.plan, APRIL, today=APRIL, leave_out={("Milestones", 5)})
    told = {change.ref: change.outcome for change in proposal.draft.changes if change.kind == "milestone"}
    assert told == {"1": "unchanged", "2": "left_out"}


def test_the_preview_tells_milestones_as_a_reader_says_it(desk):
    desk.bring(sheets(milestone()))
    desk.confirm()
    desk.bring(sheets(milestone(due="30-Apr-19", month="April", quarter="Q1", status="Complete")), on=APRIL)
    words = desk.look()
    assert "Status: On-Track becomes Complete" in words
    assert (
        "Due: 29-Mar-19 (29 March 2019) becomes 30-Apr-19 (30 April 2019)" in words or "Due: 29-Mar-19 becomes" in words
    )


def test_nothing_is_changed_within_a_frozen_period(office, administrator):
    hand_in(office, milestone())
    freeze(office.plan, ON, by=administrator)
    assert hand_in(office, milestone(status="Complete")).exit == 1
    assert milestones(office)["1"].status == "on_track"


def test_an_import_with_milestones_is_undone(office, administrator):
    hand_in(office, milestone())
    before = everything()
    hand_in(office, milestone(status="Complete", sign_off="GB"), milestone(2, SECOND, owner="CN"), on=APRIL)
    assert len(milestones(office, APRIL)) == 2
    undo_import(record=Import.objects.order_by("pk").last(), by=administrator)
    assert everything() == before
    undo_import(record=Import.objects.order_by("pk").first(), by=administrator)
    connection.check_constraints()
    kept = Milestone, MilestoneStatement, MilestoneException, MilestoneChange, Committee
    assert not any(model.objects.exists() for model in kept)


def test_an_import_whose_milestone_was_spoken_of_since_stays(office, administrator):
    hand_in(office, milestone())
    say(office, administrator, status="complete")
    with pytest.raises(UndoRefused):
        undo_import(record=Import.objects.get(), by=administrator)
    assert milestones(office, APRIL)["1"].status == "complete"
