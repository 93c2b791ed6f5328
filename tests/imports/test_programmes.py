"""Programmes with their deliverables and projects, from a workbook."""

from datetime import date
from decimal import Decimal

import pytest

from imports.models import Import
from imports.undoing import undo_import
from milestones.models import Programme, ProgrammeStatement
from milestones.services import change_programme, close_programme
from plans.models import Organisation, PlanOrganisation, Post
from plans.services import save_reference
from tests.factories import freeze

from .workbooks import contents

ON = date(2019, 2, 20)
HEADER = ["Ref", "Programme", "Section", "Objective", "Sponsor", "Executive lead", "Clinical lead"]
HEADER += ["Organisations", "Outcomes and benefits", "Key risks", "Investment £'000", "Savings £'000", "Status"]
CARE = ["CCH", "Care closer to home", "Community", "Nobody waits in a bed.", "AO", "Accountable Officer"]
CARE += ["Some doctor", "Ours", "Shorter stays", "Too few nurses", 450, "£1.2m", "On track"]
DIGITAL = [
    None,
    "Digital",
    "Enabling",
    "One record.",
    None,
    "AO/CFO",
    None,
    None,
    None,
    None,
    "lots",
    None,
    "amber-ish",
]
HANDED = [["Programme", "Quarter", "Deliverable"]]
HANDED += [["Care closer to home", "Q1 2019/20", "Teams in each town"], ["CCH", "Apr-Jun 2019", "A number to call"]]
HANDED += [["Digital", "soon", "One record"]]
PROJECTS = [["Programme", "Project", "First quarter", "Last quarter"]]
PROJECTS += [["CCH", "Teams", "Q4 2018/19", "2019/20 Q3"], ["CCH", "Backwards", "Q2 19-20", "Q1 19-20"]]


def sheets(*rows, handed=HANDED, projects=PROJECTS, header=HEADER):
    found = {"Programmes": [["Programmes of the plan"], header, *rows]} if rows else {}
    return found | {"Deliverables": handed, "Projects": projects}


@pytest.fixture
def posts(plan, administrator):
    known = (("AO", "Accountable Officer"), ("CFO", "Chief Finance Officer"))
    return [save_reference(record=Post(plan=plan, abbreviation=a, title=t), by=administrator) for a, t in known]


@pytest.fixture
def brought(office, plan, posts):
    return office.hand_in(sheets(CARE, DIGITAL), on=ON)


def questions(outcome):
    return "\n".join(outcome.said("Question", ""))


def told(name="Care closer to home", on=ON):
    plan = Programme.objects.first().plan
    return ProgrammeStatement.objects.as_at(plan, on).get(name=name)


def test_programmes_are_read_with_their_deliverables_and_projects(brought, plan, posts):
    assert brought.changes("programme") == {"CCH": "new", "Digital": "new"}
    assert brought.changes("deliverable") == dict.fromkeys(
        ["Teams in each town", "A number to call", "One record"], "new"
    )
    assert brought.changes("project") == {"Teams": "new", "Backwards": "new"}
    care = told()
    assert (care.programme.ref, care.section, care.objective) == ("CCH", "Community", "Nobody waits in a bed.")
    assert (care.investment, care.savings, care.status) == (450, 1200, "on_track")
    assert (care.investment_as_written, care.savings_as_written, care.status_as_written) == ("450", "£1.2m", "On track")
    ao, cfo = (post.pk for post in posts)
    assert [(lead["role"], lead["post"]) for lead in care.leads] == [("sponsor", ao), ("executive", ao)]
    assert care.clinical_as_written == "Some doctor"
    assert care.organisations == [plan.organisations.get().pk] and care.organisations_as_written == "Ours"
    assert care.deliverables == [
        {"quarter": "2019-06-30", "as_written": "Q1 2019/20", "text": "Teams in each town"},
        {"quarter": "2019-06-30", "as_written": "Apr-Jun 2019", "text": "A number to call"},
    ]
    assert [(each["name"], each["first"], each["last"]) for each in care.projects] == [
        ("Teams", "2019-03-31", "2019-12-31"),
        ("Backwards", "2019-09-30", "2019-06-30"),
    ]
    digital = told("Digital")
    assert [lead["post"] for lead in digital.leads] == [ao, cfo]
    assert digital.deliverables == [{"quarter": None, "as_written": "soon", "text": "One record"}]
    assert (digital.investment, digital.investment_as_written, digital.status) == (None, "lots", "")


def test_what_cannot_be_read_is_asked_and_never_guessed(brought):
    asked = questions(brought)
    for said in (
        "“lots” is no amount",
        "“soon” is no quarter; write it as Q1 2019/20. It was kept as written.",
        "the tracker knows no such status",
        "no post that the plan knows is called so",
        "this project ends before it begins",
    ):
        assert said in asked, said
    assert len(brought.said("Question", "")) == 5


def test_the_same_workbook_twice_writes_nothing_and_an_import_can_be_undone(office, brought, administrator):
    before = contents()
    again = office.hand_in(sheets(CARE, DIGITAL), on=ON)
    for kind in ("programme", "deliverable", "project"):
        assert set(again.changes(kind).values()) == {"unchanged"}
    after = contents()
    assert {table for table in after if after[table] != before[table]} <= {"imports_import", "imports_historicalimport"}
    for record in Import.objects.all():
        undo_import(record=record, by=administrator)
    assert not Programme.objects.exists() and not ProgrammeStatement.objects.exists()


def test_what_changed_is_told(office, brought):
    care = [*CARE[:10], 500, *CARE[11:]]
    handed = [HANDED[0], ["CCH", "Q2 2019/20", "Teams in each town"]]
    found = office.hand_in(sheets(care, handed=handed, projects=[PROJECTS[0]]), on=date(2019, 3, 20))
    assert found.changes("programme") == {"CCH": "changed", "Digital": "missing"}
    fields = found.fields("programme", "CCH")
    assert fields["investment"] == [450, 500] and fields["investment_as_written"] == ["450", "500"]
    assert fields["deliverables"][1] == "Q2 2019/20: Teams in each town" and "projects" not in fields
    assert found.changes("deliverable") == {"Teams in each town": "missing", "A number to call": "missing"}
    assert told(on=date(2019, 3, 20)).projects == told().projects
    assert told().investment == 450 and told(on=date(2019, 3, 20)).investment == 500


def test_a_deliverable_of_no_known_programme_is_left_out(office, brought):
    handed = [
        HANDED[0],
        ["Estates", "Q1 2019/20", "A ward"],
        [None, "Q1 2019/20", "Whose?"],
        ["CCH", "Q1 2019/20", None],
    ]
    found = office.hand_in(
        sheets(handed=handed, projects=[PROJECTS[0], ["Estates", "x", "Q1 19/20", "Q1 19/20"]]), on=ON
    )
    asked = questions(found)
    assert "“Estates” is no programme of this workbook, or of the plan by then, so this deliverable" in asked
    assert "names no programme or no deliverable" in asked
    assert set(found.changes("deliverable").values()) == set(found.changes("project").values()) == {"rejected"}
    assert ProgrammeStatement.objects.count() == 2


def test_deliverables_alone_change_a_programme_that_the_plan_knows(office, brought):
    handed = [*HANDED[:3], ["CCH", "Q4 2019/20", "A clinic"]]
    found = office.hand_in(sheets(handed=handed), on=ON)
    assert found.changes("deliverable") == {
        "Teams in each town": "unchanged", "A number to call": "unchanged", "A clinic": "new"
    }  # fmt: skip
    assert [each["text"] for each in told().deliverables][
        -1
    ] == "A clinic" and told().objective == "Nobody waits in a bed."


def test_what_was_said_in_the_tracker_since_is_not_taken_back(office, brought, administrator):
    care = told()
    facts = {"status": "delayed", "status_as_written": "", "deliverables": care.deliverables[:1]}
    change_programme(programme=care.programme, facts=facts, seen=care.pk, on=ON, by=administrator)
    found = office.hand_in(sheets(CARE, DIGITAL), on=ON)
    assert told().status == "delayed" and len(told().deliverables) == 1
    asked = questions(found)
    assert "the workbook has the status" in asked and "still has the deliverables of CCH from before" in asked
    assert found.changes("programme")["CCH"] == "unchanged"


def test_a_newer_word_of_the_workbook_is_taken_and_asked_about(office, brought, administrator):
    care = told()
    change_programme(programme=care.programme, facts={"status": "delayed"}, seen=care.pk, on=ON, by=administrator)
    found = office.hand_in(sheets([*CARE[:12], "Complete"], DIGITAL), on=ON)
    assert told().status == "complete" and "the workbook's was taken" in questions(found)


def test_a_missing_programme_is_told_in_the_preview(desk, office, plan, posts):
    office.hand_in(sheets(CARE, DIGITAL), on=ON)
    desk.bring(sheets(CARE, handed=HANDED[:3]), on=ON)
    page = desk.look()
    assert "the programme Digital is in the plan but not in this workbook" in page and "Programmes" in page


def test_rows_without_a_name_twins_and_closed_programmes_are_asked_about(office, brought, administrator):
    care = told()
    close_programme(programme=care.programme, reason="Done.", seen=care.pk, on=ON, by=administrator)
    found = office.hand_in(sheets(CARE, [None, None, *CARE[2:]], DIGITAL), on=ON)
    asked = questions(found)
    assert "is closed in the plan and stays so" in asked and "names no programme" in asked
    assert not told().is_open
    twin = office.hand_in(sheets(CARE, CARE), on=ON, commit=False)
    assert "stands on another row too" in "\n".join(twin.said("Error", ""))


def test_a_reference_that_comes_later_is_given(office, brought):
    office.hand_in(sheets(CARE, ["DIG", *DIGITAL[1:]]), on=date(2019, 3, 20))
    assert told("Digital").programme.ref == "DIG"
    older = office.hand_in(sheets(["X", "Digital", *DIGITAL[2:]]), on=date(2018, 3, 20))
    assert older.changes("programme") != {} and Programme.objects.filter(ref="DIG").exists()


def test_amounts_of_other_sizes_and_dates_in_cells(office, plan):
    row = ["Digital", "One record.", "£450k", "200,000,000,000", "Organ Y"]
    header = ["Programme", "Objective", "Cost", "Savings", "Organisation"]
    handed = [HANDED[0], ["Digital", date(2019, 5, 1), "One record"], ["Digital", None, "A clinic"]]
    found = office.hand_in(sheets(row, header=header, handed=handed, projects=[PROJECTS[0]]), on=ON)
    told_so = told("Digital")
    assert (told_so.investment, told_so.savings, told_so.savings_as_written) == (Decimal(450), None, "200,000,000,000")
    assert [each["quarter"] for each in told_so.deliverables] == ["2019-06-30", None]
    asked = questions(found)
    assert "more than the tracker keeps" in asked and "an organisation that the plan does not have" in asked


def test_columns_that_are_not_there_leave_what_was_said(office, brought):
    header = ["Programme", "Objective", "Status", "Progress"]
    row = ["Digital", "One record.", "later", "It began."]
    found = office.hand_in(sheets(row, header=header, handed=[], projects=[]), on=date(2019, 3, 20))
    assert found.changes("programme") == {"Digital": "changed", "CCH": "missing"}
    now = told("Digital", on=date(2019, 3, 20))
    assert (now.progress, now.status, now.executive_as_written, now.investment_as_written) == (
        "It began.", "", "AO/CFO", "lots"
    )  # fmt: skip
    assert len(now.leads) == 2


def test_a_programme_on_two_rows_can_be_left_out_once(office, brought):
    found = office.hand_in(sheets(CARE, CARE), "--leave-out-rejected", on=date(2019, 3, 20))
    assert "stands on another row too" in questions(found) and found.exit == 0


def test_a_programme_of_one_of_several_organisations(office, plan):
    other = Organisation.objects.create(name="Second Trust")
    PlanOrganisation.objects.create(plan=plan, organisation=other)
    care = [*CARE[:7], "Second Trust", *CARE[8:]]
    office.hand_in(sheets(care), on=ON)
    assert told().organisations == [other.pk]


def test_a_post_that_became_vacant_still_leads(office, brought):
    vacant = {"Posts": [["Abbreviation", "Title", "Person"], ["AO", "Accountable Officer", "Vacant"]]}
    held = {"Posts": [["Abbreviation", "Title", "Person"], ["AO", "Accountable Officer", "Ann Example (AE)"]]}
    office.hand_in(sheets(CARE, DIGITAL) | held, on=date(2019, 3, 1))
    care = [*CARE[:5], "AE", *CARE[6:]]
    office.hand_in(sheets(care, DIGITAL) | held, on=date(2019, 3, 10))
    assert [lead["role"] for lead in told(on=date(2019, 3, 10)).leads] == ["sponsor", "executive"]
    found = office.hand_in(sheets(CARE, DIGITAL) | vacant, on=date(2019, 3, 20))
    assert found.changes("programme")["CCH"] == "changed"
    assert [lead["role"] for lead in told(on=date(2019, 3, 20)).leads] == ["sponsor", "executive"]


def test_nothing_is_brought_into_a_frozen_period(office, plan, administrator):
    freeze(plan, ON, administrator)
    found = office.hand_in(sheets(CARE), on=ON, commit=False)
    assert "was frozen" in "\n".join(found.said("Error", ""))


def test_an_older_workbook_fills_the_past(office, brought):
    older = date(2018, 9, 20)
    office.hand_in(sheets([*CARE[:12], "Not started"]), on=older)
    assert (told(on=older).status, told().status) == ("not_started", "on_track")
