"""What ordinary months bring that a first import does not: rows that move, keys that change, values nobody expects."""

from datetime import date

import pytest
from django.db import IntegrityError, OperationalError

from .workbooks import KEY, actions, row

pytestmark = pytest.mark.django_db
APRIL = date(2019, 4, 11)


def test_a_heading_is_put_above_an_action_that_was_there_before(office):
    office.hand_in(actions(row("1.1.1")))
    heading = ["1.1", "What both are for", None, None, None, None, None]
    outcome = office.hand_in(actions(heading, row("1.1.1")), on=APRIL)
    assert outcome.exit == 0, outcome.failure
    known = office.actions(APRIL)
    assert known["1.1.1"].parent == "1.1" and known["1.1"].is_heading


def test_a_parent_may_stand_below_its_children(office):
    heading = ["1.1", "What both are for", None, None, None, None, None]
    office.hand_in(actions(row("1.1.1"), heading))
    known = office.actions()
    assert known["1.1.1"].parent == "1.1" and known["1.1"].is_heading
    assert office.figures().actions.total.actions == 1


def test_a_key_that_changes_its_meaning_is_asked(office):
    office.hand_in(actions(row()))
    sheets = actions(row()) | {"Key": [*KEY[:3], ["G", "Completed and signed off"], KEY[4]]}
    outcome = office.hand_in(sheets, on=APRIL)
    assert outcome.said("Question", "G meant “In place” so far and means “Completed and signed off” in this workbook")


def test_a_changed_holder_shows_in_the_count_of_its_sheet(office):
    office.hand_in(actions(row()))
    posts = [["Abbreviation", "Title", "Person"], ["AO", "Accountable Officer", "Bob Example (BE)"]]
    outcome = office.hand_in(actions(row()) | {"Posts": posts}, on=APRIL)
    assert "Posts: 1 changed" in outcome.lines


@pytest.mark.parametrize(
    ("lines", "as_at", "severity", "words"),
    [
        ([["Position as at month end"], ["As at 14 March 2019"]], "2019-03-14", None, None),
        ([["As at 31/02/2019"]], "2019-03-10", "Question", "says “As at 31/02/2019”, in which no date can be read"),
        ([], "2019-03-10", "Note", "names no as-at date, so 10 March 2019 was taken (its latest update)"),
    ],
)
def test_the_date_of_a_workbook_is_the_first_that_can_be_read(office, lines, as_at, severity, words):
    outcome = office.hand_in(actions(row(), above=[*lines, []]), on=None)
    assert outcome.told["as_at"] == as_at
    assert not severity or outcome.said(severity, words)


def test_a_workbook_without_any_date_is_asked_about(office):
    outcome = office.hand_in(actions(row(updated=None)), on=None)
    assert outcome.said("Question", "was taken (today, as no row has a date)")


def test_an_area_that_is_listed_twice_is_asked(office):
    areas = [["Improvement areas (table 1)"], ["1. Leadership"], ["1. Finance"]]
    outcome = office.hand_in(actions(row()) | {"Areas": areas})
    assert outcome.said("Question", "area 1 is listed twice; this name was taken")


CONCERNS = ["Action no", "Action", "Deadline", "Concern", "Current RAG", "First raised", "Open/closed"]


def test_a_concern_keeps_its_rating_as_written_and_an_odd_state_is_asked(office):
    line = ["1.1", "Do the first thing", None, "Overdue", "Purple", None, "maybe"]
    outcome = office.hand_in(actions(row()) | {"Concerns": [CONCERNS, line]})
    concern = office.figures().actions.concerns[0]
    assert (concern.rating_as_written, concern.open) == ("Purple", True)
    assert outcome.said("Question", "“maybe” is neither open nor closed, so the concern was taken as open")


def test_initials_that_are_too_long_do_not_cost_the_post(office):
    office.hand_in(actions(row(sro="AO (Bartholomew Featherstonehaugh the Second)")))
    assert office.actions()["1.1"].sro == ("AO",)


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (OperationalError("database is locked"), "Somebody else is writing to the database; nothing was written"),
        (IntegrityError("duplicate key"), "A value does not fit, so nothing was written: duplicate key"),
    ],
)
def test_what_the_database_refuses_is_one_sentence(office, monkeypatch, failure, words):
    def refuse(**_):
        raise failure

    monkeypatch.setattr("imports.management.commands.import_workbook.apply_import", refuse)
    assert words in office.hand_in(actions(row())).failure


def test_two_first_imports_at_once_make_one_plan(office, monkeypatch):
    def taken(**_):
        raise IntegrityError("plans_plan_slug_key")

    monkeypatch.setattr("imports.services.create_plan", taken)
    outcome = office.hand_in(actions(row()))
    assert outcome.failure.startswith("Another workbook was imported meanwhile, so nothing was written")


def test_the_next_month_may_be_handed_in_with_the_same_command(office):
    office.hand_in(actions(row()), "--organisation", "Our Trust")
    assert office.hand_in(actions(row()), "--organisation", "Our Trust", on=APRIL).exit == 0
