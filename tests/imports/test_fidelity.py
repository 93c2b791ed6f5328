"""The real workbook, field by field and row by row: every cell of it that has a place in the tracker arrives as it was.

Run with -rA, or -v, to see the list of the fields.
"""

import json
import re
from datetime import date

import pytest
from django.db import transaction

from accounts.services import command_line_user
from actions.models import Concern
from core.problems import Severity
from core.workbooks import read
from imports.proposal import propose
from imports.services import apply_import
from plans.models import Plan, Rating
from reports.figures import figures_of
from tests.shared import TRUTH, WORKBOOK, needs_shared

pytestmark = needs_shared
ON = date(2019, 3, 14)


def squeezed(text):
    return re.sub(r"\s+", " ", str(text or "")).strip()


def iso(day):
    return day.isoformat() if day else None


def posts(written):
    """The posts of a lead cell by their rule: without the brackets, split at the stroke, spaces of no account."""
    names = re.sub(r"\([^)]*\)", "", written or "").split("/")
    return sorted(re.sub(r"\s+", "", name).casefold() for name in names if name.strip())


def keys(abbreviations):
    return sorted(re.sub(r"\s+", "", abbreviation).casefold() for abbreviation in abbreviations)


def red(truth):
    runs = [run for value in truth["red_text"].values() for run in (value if isinstance(value, list) else [value])]
    return squeezed(" ".join(runs))


# {field of the truth: (what is true, what the tracker says)}, each from (a truth row, its ActionFigure).
ACTION_FIELDS = {
    "ref": (lambda t: t["ref"], lambda a: a.ref),
    "parent_ref": (lambda t: t["parent_ref"], lambda a: a.parent),
    "is_parent_heading": (lambda t: t["is_parent_heading"], lambda a: a.is_heading),
    "area": (lambda t: t["area"], lambda a: a.area_number),
    "recommendation_start": (
        lambda t: squeezed(t["recommendation_start"]),
        lambda a, t: squeezed(a.recommendation)[: len(squeezed(t["recommendation_start"]))],
    ),
    "source": (lambda t: t["source"], lambda a: a.source),
    "action": (lambda t: squeezed(t["action"]).lstrip("-– "), lambda a: squeezed(a.title)),
    "sro_raw": (lambda t: squeezed(t["sro_raw"]), lambda a: squeezed(a.sro_as_written)),
    "sro_raw, as posts": (lambda t: posts(t["sro_raw"]), lambda a: keys(a.sro)),
    "ops_lead_raw": (lambda t: squeezed(t["ops_lead_raw"]), lambda a: squeezed(a.ops_lead_as_written)),
    "ops_lead_raw, as posts": (lambda t: posts(t["ops_lead_raw"]), lambda a: keys(a.ops_lead)),
    "due_raw": (lambda t: squeezed(t["due_raw"]), lambda a: squeezed(a.due_as_written)),
    "due_latest_iso": (lambda t: t["due_latest_iso"], lambda a: iso(a.due_on)),
    "outcome_measure": (lambda t: squeezed(t["outcome_measure"]), lambda a: squeezed(a.outcome_measure)),
    "success_measure": (lambda t: squeezed(t["success_measure"]), lambda a: squeezed(a.success_measure)),
    "progress": (lambda t: squeezed(t["progress"]), lambda a: squeezed(a.progress)),
    "red_text": (red, lambda a: squeezed(a.newest_words)),
    "updated_iso": (lambda t: t["updated_iso"], lambda a: iso(a.updated_on)),
    "rag": (lambda t: t["rag"], lambda a: a.rating),
    "evidence_status": (lambda t: squeezed(t["evidence_status"]), lambda a: squeezed(a.evidence_as_written)),
    "evidence_detail": (lambda t: squeezed(t["evidence_detail"]), lambda a: squeezed(a.evidence_detail)),
    "actions_to_complete": (lambda t: squeezed(t["actions_to_complete"]), lambda a: squeezed(a.to_complete)),
    "part_of_ip": (lambda t: t["part_of_ip"], lambda a: a.in_scope),
}

CONCERN_FIELDS = {
    "ref_raw": (lambda t: t["ref_raw"], lambda c: c.ref),
    "ref_true": (lambda t: t["ref_true"], lambda c: c.matched_to),
    "action": (lambda t: squeezed(t["action"]), lambda c: squeezed(c.title)),
    "deadline_raw": (lambda t: t["deadline_raw"], lambda c: c.deadline_as_written),
    "deadline_iso": (lambda t: t["deadline_iso"], lambda c: iso(c.deadline)),
    "original_deadline_iso": (lambda t: t["original_deadline_iso"], lambda c: iso(c.original_deadline)),
    "concern": (lambda t: squeezed(t["concern"]), lambda c: squeezed(c.concern)),
    "first_raised_raw": (lambda t: t["first_raised_raw"], lambda c: c.raised_as_written),
    "remedial_required": (lambda t: squeezed(t["remedial_required"]), lambda c: squeezed(c.required)),
    "remedial_taken": (lambda t: squeezed(t["remedial_taken"]), lambda c: squeezed(c.taken)),
    "comments": (lambda t: squeezed(t["comments"]), lambda c: squeezed(c.comments)),
    "open_closed": (lambda t: t["open_closed"], lambda c: "Open" if c.open else "Closed"),
    "rag_in_ip_performance": (lambda t: t["rag_in_ip_performance"], lambda c: c.rating),
}


@pytest.fixture(scope="module")
def truth():
    return json.loads(TRUTH.read_text())


class _Imported:
    def __init__(self):
        plan = Plan(slug="real", name="real")
        self.proposal = propose(read(WORKBOOK), plan, today=date(2026, 1, 1))
        apply_import(proposal=self.proposal, by=command_line_user())
        self.figures = figures_of(plan, ON)
        self.plan = plan
        self.ratings = list(Rating.objects.filter(plan=plan).values_list("code", "colour", "meaning"))
        self.people = {post.abbreviation: [h.person for h in post.holdings.all()] for post in plan.posts.all()}
        self.concern_rows = {
            int(concern.statements.get().where.rpartition(" ")[2]): place
            for place, concern in enumerate(Concern.objects.filter(plan=plan))
        }
        self.questions = {
            (problem.sheet, problem.cell)
            for problem in self.proposal.draft.problems
            if problem.severity == Severity.QUESTION
        }


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker):
    """The real workbook, imported once for all these tests and taken back at their end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _Imported()
        transaction.set_rollback(True)


def rows(truth, imported):
    by_row = {int(action.where.rpartition(" ")[2]): action for action in imported.figures.actions.actions}
    assert sorted(by_row) == sorted(t["sheet_row"] for t in truth["actions"])
    return [(t, by_row[t["sheet_row"]]) for t in truth["actions"]]


@pytest.mark.parametrize("field", ACTION_FIELDS)
def test_every_action_has_the_truth_in(field, truth, imported):
    true, said = ACTION_FIELDS[field]
    facts = [
        (t["sheet_row"], true(t), said(a, t) if said.__code__.co_argcount == 2 else said(a))
        for t, a in rows(truth, imported)
    ]
    assert len(facts) == 103
    wrong = [fact for fact in facts if (fact[1] or None) != (fact[2] or None)]
    assert not wrong


def test_every_area_has_its_name(truth, imported):
    names = {t["area"]: t["area_name"] for t in truth["actions"]}
    assert {a.number: f"{a.number} {a.title}" for a in imported.figures.actions.areas} == names


@pytest.mark.parametrize("field", CONCERN_FIELDS)
def test_every_concern_has_the_truth_in(field, truth, imported):
    true, said = CONCERN_FIELDS[field]
    concerns = imported.figures.actions.concerns
    assert len(concerns) == len(truth["concerns"]) == 20
    facts = [
        (t["sheet_row"], true(t), said(concerns[imported.concern_rows[t["sheet_row"]]])) for t in truth["concerns"]
    ]
    wrong = [fact for fact in facts if (fact[1] or None) != (fact[2] or None)]
    assert not wrong


def test_every_post_has_its_title_and_holder(truth, imported):
    said = {post.abbreviation: (post.title, post.holder) for post in imported.figures.plan.posts}
    for officer in truth["officers"]:
        person = re.sub(r"\s*\(.*", "", officer["person"])
        holder = None if person == "n/a" else person
        assert said[officer["abbreviation"]] == (officer["title"], holder)
        initials = re.search(r"\((.*)\)", officer["person"])
        written = [person.initials for person in imported.people[officer["abbreviation"]]]
        assert written == ([initials.group(1)] if initials else [])


def test_the_key_has_its_letters_colours_and_meanings(truth, imported):
    assert imported.ratings == [(k["letter"], k["fill"][-6:], k["meaning"]) for k in truth["rag_key"]]


def test_the_counts_are_those_of_the_rows(truth, imported):
    figures = imported.figures.actions
    named = {f"{area.number} {area.title}": area.counts for area in figures.areas} | {"Total": figures.total}
    for name, true in truth["counts_from_rows"].items():
        counts = named[name]
        assert counts.ratings == {code: true[code] for code in "RAGB"}
        assert (counts.unrated, counts.actions) == (true["no_rag"], true["action_rows"])


def test_the_printed_summary_is_kept_line_by_line(truth, imported):
    printed = {}
    for total in imported.figures.stated_totals:
        printed.setdefault(total.label, {})[total.rating] = total.stated
    codes = {"Red": "R", "Amber": "A", "Green": "G", "Blue": "B"}
    assert printed == {
        line["area"]: {codes[word]: count for word, count in line.items() if word in codes}
        for line in truth["printed_summary"]
    }


def test_every_difference_from_the_printed_summary_is_found_and_asked(truth, imported):
    said = {
        (total.area_number, total.rating): (total.stated, total.computed)
        for total in imported.figures.stated_totals
        if total.difference
    }
    number = {t["area_name"]: t["area"] for t in truth["actions"]}
    assert said == {
        (number.get(d["area"]), d["rag"][0]): (d["printed"], d["from_rows"]) for d in truth["discrepancies"]
    }
    cells = {total.where.rpartition(" ")[2] for total in imported.figures.stated_totals if total.difference}
    assert {("Improvement Plan Summary", cell) for cell in cells} <= imported.questions


def test_what_the_truth_infers_is_asked_and_not_guessed(truth, imported):
    concerns = imported.figures.actions.concerns
    for true in truth["concerns"]:
        concern = concerns[imported.concern_rows[true["sheet_row"]]]
        assert concern.raised is None
        if true["first_raised_raw"]:
            assert ("Action Concern Report", f"F{true['sheet_row']}") in imported.questions
    unrated = [a for a in imported.figures.actions.actions if a.rating is None and not a.is_heading]
    for action in unrated:
        assert ("IP Performance", action.where.rpartition(", ")[2]) in imported.questions
    assert concerns[imported.concern_rows[21]].match == "likely"
    assert ("Action Concern Report", "row 21") in imported.questions


def test_a_second_import_proposes_nothing(imported):
    again = propose(read(WORKBOOK), imported.plan, today=date(2026, 1, 1))
    assert {change.outcome for change in again.draft.changes} == {"unchanged"}
