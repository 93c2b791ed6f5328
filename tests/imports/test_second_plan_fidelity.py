"""The real workbook of the other office, field by field: its plan of lettered actions under requirements.

Run with -rA, or -v, to see the list of the fields.
"""

import json
from datetime import date

import openpyxl
import pytest
from django.db import transaction

from accounts.services import command_line_user
from core.problems import Severity
from core.workbooks import read
from imports.proposal import propose
from imports.services import apply_import
from plans.models import Plan
from plans.spreadsheet import plain_word, read_oversight
from reports.figures import figures_of
from tests.shared import SECOND_TRUTH, SECOND_WORKBOOK, needs_shared

from .test_fidelity import iso, keys, posts, squeezed

pytestmark = needs_shared
ON = date(2019, 2, 26)
SHEET = "Improvement Plan"


def code(word):
    return word and plain_word(word).replace(" ", "_")


# {field of the truth: (what is true, what the tracker says)}, each from (a truth row, its ActionFigure).
FIELDS = {
    "ref": (lambda t: t["ref"], lambda a: a.ref),
    "requirement_start": (
        lambda t: squeezed(t["requirement_start"]),
        lambda a, t: squeezed(a.recommendation)[: len(squeezed(t["requirement_start"]))],
    ),
    "action": (lambda t: squeezed(t["action"]), lambda a: squeezed(a.title)),
    "due_raw": (lambda t: squeezed(t["due_raw"]), lambda a: squeezed(a.due_as_written)),
    "due_iso": (lambda t: t["due_iso"], lambda a: iso(a.due_on)),
    "gb_owner": (lambda t: t["gb_owner"], lambda a: a.sro_as_written),
    "gb_owner, as posts": (lambda t: [] if t["gb_owner"] == "All" else posts(t["gb_owner"]), lambda a: keys(a.sro)),
    "rag_raw": (lambda t: t["rag_raw"], lambda a: a.rating_as_written),
    "rag": (lambda t: t["rag"], lambda a: code(a.rating)),
    "status_raw": (lambda t: t["status_raw"], lambda a: a.status),
    "status": (lambda t: t["status"], lambda a: code(a.status)),
}


def only_the_plan(folder):
    """The workbook with no other tab than the plan."""
    workbook = openpyxl.load_workbook(SECOND_WORKBOOK)
    for name in set(workbook.sheetnames) - {SHEET}:
        del workbook[name]
    path = folder / "plan-alone.xlsx"
    workbook.save(path)
    return path


class _Imported:
    def __init__(self, path):
        self.path, self.plan = path, Plan(slug="real", name="real")
        self.proposal = propose(read(path), self.plan, ON, today=date(2026, 1, 1))
        apply_import(proposal=self.proposal, organisation="Example", by=command_line_user())
        self.figures = figures_of(self.plan, ON)
        problems = self.proposal.draft.problems
        self.questions = {(p.sheet, p.cell) for p in problems if p.severity == Severity.QUESTION}

    def rows(self, truth):
        by_row = {int(each.where.rpartition(" ")[2]): each for each in self.figures.actions.actions}
        assert sorted(by_row) == sorted(t["sheet_row"] for t in truth["plan_actions"])
        return [(t, by_row[t["sheet_row"]]) for t in truth["plan_actions"]]


@pytest.fixture(scope="module")
def truth():
    return json.loads(SECOND_TRUTH.read_text())


@pytest.fixture(scope="module", params=["with its other tabs", "alone"])
def imported(request, tmp_path_factory, django_db_setup, django_db_blocker):
    """The real plan, imported once for all these tests and taken back at their end."""
    alone = request.param == "alone"
    path = only_the_plan(tmp_path_factory.mktemp("alone")) if alone else SECOND_WORKBOOK
    with django_db_blocker.unblock(), transaction.atomic():
        yield _Imported(path)
        transaction.set_rollback(True)


@pytest.mark.parametrize("field", FIELDS)
def test_every_action_has_the_truth_in(field, truth, imported):
    true, said = FIELDS[field]
    facts = [
        (t["sheet_row"], true(t), said(a, t) if said.__code__.co_argcount == 2 else said(a))
        for t, a in imported.rows(truth)
    ]
    assert len(facts) == 68
    assert not [fact for fact in facts if (fact[1] or None) != (fact[2] or None)]


def test_every_action_stands_in_its_section(truth, imported):
    titles = {area.number: area.title for area in imported.figures.actions.areas}
    assert [titles[a.area_number] for _, a in imported.rows(truth)] == [t["section"] for t in truth["plan_actions"]]
    assert list(titles) == [1, 2, 3, 4, 5, 6]


def test_one_requirement_stands_for_each_number(truth, imported):
    numbers = {}
    for t in truth["plan_actions"]:
        numbers.setdefault(t["ref_number"], []).append(t["ref"])
    met = [list(each.actions) for each in imported.figures.actions.recommendations]
    assert sorted(map(sorted, met)) == sorted(map(sorted, numbers.values()))


def test_every_member_watches_over_their_section(truth, imported):
    titles = {area.number: area.title for area in imported.figures.actions.areas}
    said = {}
    for each in imported.figures.plan.oversight:
        line = f"{each.sub_heading} – " if each.sub_heading else ""
        said.setdefault(titles[each.area_number], []).append((line, list(each.members)))
    true = {
        each["section"]: [
            (f"{beneath} – " if beneath else "", names)
            for line in each["members"]
            for beneath, names in read_oversight(line)
        ]
        for each in truth["oversight"]
    }
    assert said == true
    # Nothing but what joins them is left of the lines when each name and sub-heading is taken out.
    left = {each["section"]: "".join(each["members"]) for each in truth["oversight"]}
    for section, lines in said.items():
        for line, names in lines:
            for words in (line, *names):
                assert words in left[section]
                left[section] = left[section].replace(words, "", 1)
    assert {text.replace(",", "").replace("&", "").strip() for text in left.values()} == {""}


def test_the_counts_are_those_of_the_rows(truth, imported):
    total, true = imported.figures.actions.total, truth["plan_counts"]
    known = {code(word) for word in ("Complete", "Reset Date", "Not Started", "On-Track", "Delayed")}
    rag = {code(word): count for word, count in true["rag"].items()}
    assert {code(word): count for word, count in total.ratings.items()} == {word: rag[word] for word in known}
    assert total.unrated == sum(count for word, count in rag.items() if word not in known)
    assert total.actions == true["rows"]
    statuses = [a.status for a in imported.figures.actions.actions]
    assert {str(word): statuses.count(word) for word in set(statuses)} == true["status"]


def test_its_keys_are_the_five_words_and_the_four(imported):
    assert {(code(r.code), r.stage) for r in imported.figures.plan.ratings} == {
        ("complete", "complete"),
        ("on_track", "underway"),
        ("delayed", "delayed"),
        ("not_started", "not_started"),
        ("reset_date", "date_reset"),
    }
    assert {code(each.word) for each in imported.figures.plan.statuses} == {"closed", "open", "live", "not_started"}
    assert ("", "") in imported.questions


def test_a_rating_that_is_not_in_the_key_is_asked_about(truth, imported):
    odd = [t["sheet_row"] for t in truth["plan_actions"] if t["rag"] is None]
    assert {(SHEET, f"G{row}") for row in odd if row != 64} | {(SHEET, "row 64")} <= imported.questions
    assert not imported.proposal.draft.errors


def test_every_date_without_a_year_is_said_to_be_of_the_plans_year(truth, imported):
    lent = {
        problem.cell
        for problem in imported.proposal.draft.problems
        if "read in the plan's financial year, 2018/19" in problem.message
    }
    true = {f"E{t['sheet_row']}" for t in truth["plan_actions"] if t["due_iso"] and "20" not in t["due_raw"][-8:]}
    true -= {f"E{t['sheet_row']}" for t in truth["plan_actions"] if "2018" in t["due_raw"]}
    assert {cell for cell in true if cell not in lent} == set()


def test_a_second_import_proposes_nothing(imported):
    again = propose(read(imported.path), imported.plan, ON, today=date(2026, 1, 1))
    assert {change.outcome for change in again.draft.changes} == {"unchanged"}


def test_the_other_tabs_are_said_to_be_passed_over(truth, imported):
    notes = {p.sheet for p in imported.proposal.draft.problems if "holds no table that the tracker knows" in p.message}
    assert SHEET not in notes
    understood = {block.sheet.name for block in imported.proposal.layout.blocks}
    assert notes | understood == {sheet.name for sheet in imported.proposal.workbook.sheets}
