"""Rows that a person leaves out: said, counted, imported by nothing, and not missing from the workbook either."""

from datetime import date

import pytest

from actions.models import Action, Concern
from core.workbooks import read
from imports.models import Upload
from imports.previews import preview_of
from imports.proposal import propose
from imports.services import apply_import
from plans.models import Plan

from .bringing import LATER, text_of
from .workbooks import ON, actions, plant, row

CONCERNS = [
    ["Action no", "Action", "Deadline", "Concern", "First raised", "Comments"],
    ["1.1", "Do the first thing", "30/11/18", "Late", "1 October 2018", ""],
    ["", "Something else", "30/11/18", "Never begun", "1 October 2018", ""],
]


def proposed(folder, sheets, plan, leave_out=(), on=ON):
    workbook = read(plant(folder, sheets))
    return propose(workbook, plan, on, today=date(2026, 1, 1), leave_out=leave_out, in_browser=True)


def outcomes(proposal, kind="action"):
    return {change.ref: change.outcome for change in proposal.draft.changes if change.kind == kind}


@pytest.fixture
def known(tmp_path, administrator):
    """The plan "p" with three actions, one without a reference, and two concerns."""
    sheets = actions(row("1.1"), row("1.2", "Do the second"), row("", "Do one more")) | {"Concerns": CONCERNS}
    proposal = proposed(tmp_path, sheets, Plan(slug="p", name="p"))
    apply_import(proposal=proposal, by=administrator)
    return Plan.objects.get()


def test_a_row_left_out_is_said_and_its_action_is_neither_missing_nor_changed(tmp_path, known, administrator):
    sheets = actions(row("1.1", rag="B"), row("1.2", "Do the second", rag="B"), row("", "Do one more", rag="B"))
    leave_out = {("Plan", 2), ("Plan", 4), ("Concerns", 2), ("Concerns", 3)}
    proposal = proposed(tmp_path, sheets | {"Concerns": CONCERNS}, known, leave_out, LATER)
    assert outcomes(proposal) == {"1.1": "left_out", "1.2": "changed", "Do one more": "left_out"}
    assert set(outcomes(proposal, "concern").values()) == {"left_out"}
    said = [p for p in proposal.draft.problems if p.message.startswith("this row was left out, as somebody chose")]
    assert [(p.severity.value, p.sheet, p.row) for p in said if p.sheet == "Plan"] == [
        ("note", "Plan", 2),
        ("note", "Plan", 4),
    ]
    apply_import(proposal=proposal, by=administrator)
    assert [action.rating.code for action in Action.objects.all()] == ["G", "B", "G"]
    assert Concern.objects.count() == 2


def test_without_leaving_it_out_a_row_that_is_gone_is_missing(tmp_path, known):
    sheets = actions(row("1.2", "Do the second"), row("1.3", "New", progress="")) | {"Concerns": CONCERNS[:2]}
    proposal = proposed(tmp_path, sheets, known, {("Plan", 3)}, LATER)
    assert outcomes(proposal) == {"1.2": "unchanged", "1.3": "left_out", "1.1": "missing", "Do one more": "missing"}
    assert set(outcomes(proposal, "concern").values()) == {"unchanged", "missing"}


def test_a_row_of_other_words_does_not_stand_for_one_that_is_missing(tmp_path, known):
    sheets = actions(row("1.2", "Do the first thing"), ["", "", "AO"], row("1.3", "Stays"))
    assert outcomes(proposed(tmp_path, sheets, known, {("Plan", 2), ("Plan", 3)}, LATER))["1.1"] == "missing"


def test_one_of_two_rows_with_one_reference_can_be_left_out(desk):
    page = text_of(desk.bring(actions(row("1.1"), row("1.1", "Do it twice"), row("1.2", "Fine"))))
    assert "Nothing can be imported while there are 2 errors." in page
    assert "Go on to confirm" not in page
    assert "Error: reference 1.1 stands on another row too (Plan row 3)" in page
    page = text_of(desk.post(f"{desk.place}leave-out/", shown=["2:Plan", "3:Plan"], leave_out=["3:Plan"]))
    assert "1 left out" in page and "Go on to confirm" in page
    assert "Action 1.1 Plan, row 3 Left out" in page
    desk.confirm()
    assert {(action.ref, action.title) for action in Action.objects.all()} == {
        ("1.1", "Do the first thing"),
        ("1.2", "Fine"),
    }
    assert "1 left out" in text_of(desk.get())


def test_a_tick_taken_away_takes_the_row_in_again_and_other_pages_keep_theirs(desk):
    desk.bring(actions(row("1.1"), row("1.2", "Second"), row("1.3", "Third")))
    desk.post(f"{desk.place}leave-out/", shown=["2:Plan", "3:Plan"], leave_out=["2:Plan", "3:Plan"])
    assert desk.upload.left_out == [["Plan", 2], ["Plan", 3]]
    desk.post(f"{desk.place}leave-out/", shown=["2:Plan", "4:Plan"], leave_out=["4:Plan"])
    assert desk.upload.left_out == [["Plan", 3], ["Plan", 4]]
    page = text_of(desk.post(f"{desk.place}leave-out/", shown=["4:Plan"], leave_out=["4:Plan"]))
    assert "No tick was changed, so nothing was read again." in page


@pytest.mark.parametrize("value", ["", "x:Plan", "2", "2:", "٣:Plan", "99999999999:Plan", "-1:Plan"])
def test_a_tick_that_no_page_has_changes_nothing(desk, value):
    desk.bring(actions(row("1.1")))
    desk.post(f"{desk.place}leave-out/", shown=[value], leave_out=[value])
    assert (desk.upload.left_out, desk.upload.state) == ([], Upload.State.READY)


def test_every_kind_of_row_can_be_left_out(tmp_path, administrator):
    sheets = actions(row("1.1")) | {"Concerns": CONCERNS}
    rows = {("Key", 2), ("Posts", 2), ("Concerns", 2), ("Plan", 2)}
    proposal = proposed(tmp_path, sheets, Plan(slug="p", name="p"), rows)
    found = {(change.kind, change.sheet) for change in proposal.draft.changes if change.outcome == "left_out"}
    assert found == {("rating", "Key"), ("post", "Posts"), ("concern", "Concerns"), ("action", "Plan")}
    assert {problem["row"] for problem in preview_of(proposal)["problems"] if "left out" in problem["message"]} == {2}
