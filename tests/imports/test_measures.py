"""Measures and their values, from a workbook."""

from datetime import date
from decimal import Decimal

import pytest

from imports.models import Import
from imports.undoing import undo_import
from measures.figures import figures_of
from measures.models import Measure, MeasureStatement, MeasureValue
from measures.services import ValueEntry, describe_measure, enter_values
from milestones.models import Programme
from plans.models import Post
from plans.services import save_reference

from .workbooks import Cell, contents

ON = date(2019, 2, 20)
HEADER = ["Ref", "Measure", "Definition", "Unit", "Direction", "Frequency", "Shown as", "Target", "Source", "Owner"]
CALLS = ["M1", "Calls answered in time", "Within 30 seconds", "%", "Higher", "Monthly", "XmR", "85%", "Phone log", "AO"]
COSTS = ["", "Cost of a call", "", "£", "Lower is better", "", "Plan against actual", "", "", ""]
VALUES = ["Measure", "Date", "Value", "Note"]


def sheets(*rows, values=()):
    told = {"Measures": [["What we count"], HEADER, *rows]} if rows else {}
    return told | ({"Values": [VALUES, *values]} if values else {})


@pytest.fixture
def plan(plan, administrator):
    plan.financial_year = 2018
    plan._history_user = administrator
    plan.save()
    save_reference(record=Post(plan=plan, abbreviation="AO", title="Accountable Officer"), by=administrator)
    return plan


@pytest.fixture
def brought(office, plan):
    dec = Cell(date(2018, 12, 1), number_format="mmm-yy")
    percent = Cell(0.835, number_format="0%")
    values = (
        ["M1", dec, percent, "Snow"],
        ["Calls answered in time", "31/01/2019", "81%"],
        ["Cost of a call", "January 2019", 4.5],
    )
    office.hand_in(sheets(CALLS, COSTS, values=values), on=ON)
    return plan


def told(ref="M1"):
    return MeasureStatement.objects.as_at(Measure.objects.first().plan, ON).get(measure__ref=ref)


def test_a_list_of_measures_and_their_values_are_read(brought):
    calls, costs = told(), told("")
    assert (calls.name, calls.description, calls.unit) == ("Calls answered in time", "Within 30 seconds", "%")
    assert (calls.better, calls.every, calls.chart, calls.target) == ("higher", "month", "xmr", 85)
    assert (calls.source, calls.owners, calls.owner_as_written) == ("Phone log", [Post.objects.get().pk], "AO")
    assert (costs.better, costs.every, costs.chart, costs.target) == ("lower", "month", "plan", None)
    found = figures_of(brought, ON).measures
    assert [(each.on, each.value, each.note) for each in found[0].values] == [
        (date(2018, 12, 31), Decimal("83.5"), "Snow"),
        (date(2019, 1, 31), 81, None),
    ]
    assert [each.value for each in found[1].values] == [Decimal("4.5")]


def test_the_same_workbook_twice_writes_nothing_and_an_import_can_be_undone(office, plan, administrator):
    given = sheets(CALLS, COSTS, values=(["M1", "31/12/2018", 83], ["M1", "31/01/2019", ""]))
    assert office.hand_in(given, on=ON).changes("measure") == {"M1": "new", "Cost of a call": "new"}
    before = contents()
    again = office.hand_in(given, on=ON)
    assert again.changes("measure") == {"M1": "unchanged", "Cost of a call": "unchanged"}
    assert again.changes("measure_value") == {"M1, December 2018": "unchanged", "M1, January 2019": "unchanged"}
    after = contents()
    assert {table for table in after if after[table] != before[table]} <= {"imports_import", "imports_historicalimport"}
    for record in Import.objects.all():
        undo_import(record=record, by=administrator)
    assert not Measure.objects.exists() and not MeasureValue.objects.exists()


def test_what_changed_is_told(office, brought):
    changed = [*CALLS[:3], "calls", *CALLS[4:7], "85 / 86 / 87 / 88 by quarter", *CALLS[8:]]
    found = office.hand_in(sheets(changed, values=(["M1", "31/01/2019", "82"], ["M1", "31/12/2018", ""])), on=ON)
    assert found.changes("measure") == {"M1": "changed", "X2": "missing"}
    fields = found.fields("measure", "M1")
    assert fields["unit"] == ["%", "calls"] and fields["target"] == [85, None]
    assert fields["trajectory"][1].startswith("2018-06-30: 85; 2018-09-30: 86")
    assert found.fields("measure_value", "M1, January 2019") == {"value": [81, 82]}
    assert found.fields("measure_value", "M1, December 2018") == {"value": [83.5, None]}
    assert found.said("Question", "the measure X2 is in the plan but not in this workbook")
    again = office.hand_in(sheets(changed), on=ON)
    assert again.changes("measure")["M1"] == "unchanged"


def test_what_is_not_understood_is_asked_about_and_never_guessed(office, plan):
    odd = ["M1", "Calls", "", "%", "sideways", "now and then", "pie", "as agreed", "", "ZZ"]
    rows = (odd, ["M1", "Calls again", "", "", "Higher"], ["", None, "Nothing", "%", "Higher"])
    values = (
        ["M9", "31/01/2019", 5],
        ["", "31/01/2019", 5],
        ["M1", "31/01/2019", "about 5"],
        ["M1", "soon", 5],
        ["M1", "31/01/1901", 5],
        ["M1", "12/12/2018", 7],
        ["M1", "31/12/2018", 8],
        ["M1", "31/05/2019", 8],
        ["M1", "30/11/2018", "999,999,999,999"],
        ["M1", "31/10/2018", True],
    )
    found = office.hand_in(sheets(*rows, values=values), on=ON)
    for sentence in (
        "“sideways” was not understood",
        "“now and then” was not understood",
        "“pie” was not understood",
        "“as agreed” is no number",
        "“ZZ” is no post of the plan",
        "M1 stands on two rows",
        "this row names no measure and was left out",
        "“M9” is no measure of the plan",
        "this row names no measure, so",
        "“about 5” is no number",
        "1901 cannot be meant",
        "this row has no date and value",
        "two rows give a value of this period",
        "this period begins after the date of the workbook",
    ):
        assert found.said("Question", sentence), sentence
    assert found.said("Note", "12/12/2018 is within December 2018")
    calls = told()
    assert (calls.better, calls.target, calls.target_as_written, calls.owners) == ("", None, "as agreed", [])
    assert {each.on: each.value for each in MeasureValue.objects.all()}[date(2018, 12, 31)] == 7


def test_what_was_said_in_the_tracker_since_stays(office, brought, administrator):
    measure = Measure.objects.get(ref="M1")
    describe_measure(measure=measure, facts={"unit": "calls"}, seen=told().pk, on=ON, by=administrator)
    seen = MeasureValue.objects.newest(brought).pk
    entries = [ValueEntry(measure, date(2019, 1, 31), Decimal(90))]
    enter_values(plan=brought, entries=entries, seen=seen, on=ON, by=administrator)
    found = office.hand_in(sheets(CALLS, COSTS, values=(["M1", "31/01/2019", "81%"],)), on=ON)
    assert found.said("Question", "the workbook is behind the tracker in unit")
    assert found.said("Question", "M1, January 2019 was entered as 90 in the tracker since")
    assert found.changes("measure")["M1"] == "unchanged"
    assert told().unit == "calls" and figures_of(brought, ON).measures[0].latest.value == 90


def test_a_measure_is_given_its_reference_and_programme(office, brought):
    programme = Programme.objects.create(plan=brought, key=1, ref="P1")
    header = [*HEADER, "Programme"]
    rows = (
        [*CALLS, "P9"],
        ["M2", *COSTS[1:], "P1"],
        ["M3", "Visits", "", "", "Higher", "", "", "", "", "Accountable Officer", "P1"],
    )
    found = office.hand_in({"Measures": [header, *rows]}, on=ON)
    assert found.said("Question", "“P9” is the reference of no programme")
    assert found.fields("measure", "M2") == {"ref": [None, "M2"], "programme": [None, "Programme P1"]}
    placed = {each.ref: each.programme for each in brought.measures.all()}
    assert placed == {"M1": None, "M2": programme, "M3": programme}
    assert told("M3").owners == told("M1").owners


def test_values_alone_are_read_and_a_closed_measure_is_not_missed(office, brought, administrator):
    costs = Measure.objects.get(ref="")
    describe_measure(measure=costs, facts={"is_open": False}, seen=told("").pk, on=ON, by=administrator)
    found = office.hand_in(sheets(CALLS, values=(["M1", "30/11/2018", "80"],)), on=ON)
    assert found.changes("measure") == {"M1": "unchanged"} and found.changes("measure_value")
    alone = office.hand_in(sheets(values=(["M1", "31/10/2018", "79"],)), on=ON)
    assert alone.changes("measure_value") == {"M1, October 2018": "new"} and not alone.changes("measure")


def test_a_word_in_the_place_of_a_value_is_asked_about(office, brought):
    found = office.hand_in(sheets(values=(["M1", "31/10/2018", "n/a"],)), on=ON)
    assert found.said("Question", "“n/a” is no value, so none was taken")
