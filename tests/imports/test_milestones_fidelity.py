"""The real workbook of milestones, all three tabs, field by field.

Run with -rA, or -v, to see the list of the fields.
"""

import json
from collections import Counter
from datetime import date

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from accounts.services import command_line_user
from core.problems import Severity
from core.workbooks import read
from imports.proposal import propose
from imports.services import apply_import
from milestones.models import MilestoneException, MilestoneStatement
from plans.models import Plan
from reports.figures import figures_of
from tests.shared import MILESTONES_TRUTH, MILESTONES_WORKBOOK, needs_shared

from .test_fidelity import iso, squeezed

pytestmark = [needs_shared, pytest.mark.django_db]
ON = date(2020, 1, 31)
REPORTS = {"Exception Report Jan 2020": "exceptions_jan_2020", "Exceptions Q2": "exceptions_q2"}

# {field of the truth: what the tracker says, from a MilestoneStatement}.
FIELDS = {
    "no": lambda m: int(m.milestone.ref),
    "critical_path": lambda m: m.is_critical,
    "team": lambda m: m.team,
    "milestone": lambda m: m.title,
    "start_raw": lambda m: m.start_as_written,
    "start_iso": lambda m: iso(m.starts_on),
    "due_raw": lambda m: m.due_as_written,
    "due_iso": lambda m: iso(m.due_on),
    "original_due_iso": lambda m: iso(m.original_on),
    "status_raw": lambda m: m.status_as_written,
    "status": lambda m: m.status,
    "delivery_owner": lambda m: m.delivery_as_written,
    "department": lambda m: m.department,
    "cot_owner": lambda m: m.chief_as_written,
    "committee_sign_off": lambda m: m.sign_off_as_written,
    "m_due_raw": lambda m: m.month_due_as_written,
    "q_due_raw": lambda m: m.quarter_due_as_written,
}
# What `plan_figures` says, by the names that programs rely on.
TOLD = {
    "no": lambda told: int(told["ref"]),
    "critical_path": lambda told: told["is_critical"],
    "team": lambda told: told["team"],
    "milestone": lambda told: told["title"],
    "start_raw": lambda told: told["start_as_written"],
    "start_iso": lambda told: told["starts_on"],
    "due_raw": lambda told: told["due_as_written"],
    "due_iso": lambda told: told["due_on"],
    "status_raw": lambda told: told["status_as_written"],
    "status": lambda told: told["status"],
    "delivery_owner": lambda told: told["delivery_as_written"],
    "department": lambda told: told["department"],
    "cot_owner": lambda told: told["chief_as_written"],
    "committee_sign_off": lambda told: told["sign_off_as_written"],
    "m_due_raw": lambda told: told["month_due_as_written"],
    "q_due_raw": lambda told: told["quarter_due_as_written"],
}
# The same from a MilestoneException.
EXCEPTION_FIELDS = {
    "milestone_raw": lambda e: e.milestone_as_written,
    "team": lambda e: e.team,
    "milestone": lambda e: e.title,
    "date_due_raw": lambda e: e.due_as_written,
    "date_due_iso": lambda e: iso(e.due_on),
    "rationale": lambda e: e.rationale,
    "proposed_revised_raw": lambda e: e.asked_as_written,
    "proposed_revised_iso": lambda e: iso(e.asked_on),
}


class _Imported:
    def __init__(self):
        self.plan = Plan(slug="real", name="real")
        self.proposal = propose(read(MILESTONES_WORKBOOK), self.plan, ON, today=date(2026, 1, 1))
        apply_import(proposal=self.proposal, organisation="Example", by=command_line_user())
        self.statements = {_row(each): each for each in MilestoneStatement.objects.as_at(self.plan, ON)}
        told = json.dumps(figures_of(self.plan, ON).as_json(), cls=DjangoJSONEncoder)
        self.told_to_programs = json.loads(told)["milestones"]
        self.exceptions_told = json.loads(told)["exceptions"]
        self.exceptions = {}
        for each in MilestoneException.objects.filter(plan=self.plan).order_by("pk"):
            self.exceptions.setdefault((each.report, _row(each)), []).append(each)

    def told(self, *severities):
        """{(sheet, row): the sentences of problems} of these severities."""
        found = {}
        for problem in self.proposal.draft.problems:
            digits = "".join(filter(str.isdigit, problem.cell.split(":")[0]))
            if problem.severity in severities and digits:
                found.setdefault((problem.sheet, int(digits)), []).append(problem.message)
        return found


def _row(told):
    return int(told.where.rpartition(" ")[2])


@pytest.fixture(scope="module")
def truth():
    return json.loads(MILESTONES_TRUTH.read_text())


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker):
    """The real workbook, imported once for all these tests and taken back at their end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _Imported()
        transaction.set_rollback(True)


@pytest.mark.parametrize("field", FIELDS)
def test_every_milestone_has_the_truth_in(field, truth, imported):
    assert sorted(imported.statements) == sorted(t["sheet_row"] for t in truth["milestones"])
    facts = [(t["no"], t[field], FIELDS[field](imported.statements[t["sheet_row"]])) for t in truth["milestones"]]
    assert len(facts) == 55
    assert not [fact for fact in facts if _plain(fact[1]) != _plain(fact[2])]


@pytest.mark.parametrize("field", TOLD)
def test_programs_are_told_the_truth_in(field, truth, imported):
    facts = [
        (true[field], TOLD[field](told))
        for true, told in zip(truth["milestones"], imported.told_to_programs, strict=True)
    ]
    assert len(facts) == len(imported.told_to_programs) == 55
    assert not [fact for fact in facts if _plain(fact[0]) != _plain(fact[1])]


def test_programs_are_told_the_first_date_as_the_original_one(truth, imported):
    true = [t["original_due_iso"] or t["due_iso"] for t in truth["milestones"]]
    assert [told["original_on"] for told in imported.told_to_programs] == true


@pytest.mark.parametrize("field", EXCEPTION_FIELDS)
@pytest.mark.parametrize("sheet", REPORTS)
def test_every_exception_has_the_truth_in(sheet, field, truth, imported):
    facts = [
        (t["sheet_row"], t[field], EXCEPTION_FIELDS[field](each))
        for t in truth[REPORTS[sheet]]
        for each in imported.exceptions[sheet, t["sheet_row"]]
    ]
    assert len(facts) == len(truth[REPORTS[sheet]]) + (sheet == "Exceptions Q2")  # one row is about two milestones
    assert not [fact for fact in facts if _plain(fact[1]) != _plain(fact[2])]


@pytest.mark.parametrize("sheet", REPORTS)
def test_programs_are_told_the_truth_of_exceptions(sheet, truth, imported):
    names = {"team": "team", "milestone_raw": "ref_as_written", "milestone": "title_as_written"}
    names |= {"date_due_raw": "due_as_written", "date_due_iso": "due_on"}
    names |= {"rationale": "rationale", "proposed_revised_raw": "asked_as_written", "proposed_revised_iso": "asked_on"}
    told = {}
    for each in imported.exceptions_told:
        told.setdefault((each["report"], int(each["where"].rpartition(" ")[2])), []).append(each)
    for true in truth[REPORTS[sheet]]:
        for each in told[sheet, true["sheet_row"]]:
            assert {field: _plain(each[name]) for field, name in names.items()} == {
                field: _plain(true[field]) for field in names
            }


def test_every_exception_is_about_its_milestones(truth, imported):
    for sheet, name in REPORTS.items():
        for t in truth[name]:
            told = imported.exceptions[sheet, t["sheet_row"]]
            true = [str(number) for number in t["milestone_numbers"] if number not in truth["missing_numbers"]]
            assert [each.milestone and each.milestone.ref for each in told] == (true or [None])
    assert sum(map(len, imported.exceptions.values())) == 23


def test_the_later_report_is_told_last(imported):
    reports = [each.report for each in MilestoneException.objects.filter(plan=imported.plan).order_by("pk")]
    assert list(dict.fromkeys(reports)) == ["Exceptions Q2", "Exception Report Jan 2020"]


def test_the_statuses_count_as_they_should(truth, imported):
    assert Counter(each.status for each in imported.statements.values()) == truth["status_counts"]


def test_every_oddity_of_the_truth_is_told_at_its_row_and_most_are_asked(truth, imported):
    questions = imported.told(Severity.QUESTION)
    said = imported.told(Severity.QUESTION, Severity.NOTE)
    rows = [t for name in ("milestones", *REPORTS.values()) for t in truth[name] if t["problems"]]
    assert len(rows) == 29
    assert not [t["problems"] for t in rows if (t["sheet"], t["sheet_row"]) not in said]
    # Of a milestone that is complete, an exception is only remarked upon.
    only_noted = [t["problems"] for t in rows if (t["sheet"], t["sheet_row"]) not in questions]
    assert only_noted == [["reported as delayed six weeks but Complete in ODKM"]]
    # A contradiction is asked about once for each of the two cells that can have it, and never where there is none.
    contradictions = ("month due", "quarter due")
    odd = {t["no"] for t in truth["milestones"] if any("Due" in each for each in t["problems"])}
    asked = {
        int(imported.statements[row].milestone.ref)
        for (sheet, row), messages in questions.items()
        if sheet == "ODKM" and any(words in message for words in contradictions for message in messages)
    }
    assert asked == odd


def test_the_missing_number_is_asked_about(truth, imported):
    gaps = [
        p.value for p in imported.proposal.draft.problems if "no milestone has the number" in p.message and not p.cell
    ]
    assert gaps == [str(number) for number in truth["missing_numbers"]]
    assert not imported.proposal.draft.errors


def test_a_second_import_proposes_nothing(imported):
    again = propose(read(MILESTONES_WORKBOOK), imported.plan, ON, today=date(2026, 1, 1))
    assert {change.outcome for change in again.draft.changes} == {"unchanged"}


def _plain(value):
    return (squeezed(value) if isinstance(value, str) else value) or None
