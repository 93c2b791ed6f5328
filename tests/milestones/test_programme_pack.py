"""The section of the pack on programmes: what a board reads, and what the public does not."""

import re
from html import unescape

from milestones.models import Milestone
from milestones.pack.programmes import finding
from milestones.programme_figures import figures_of
from milestones.services import (
    MilestoneEntry,
    add_programme,
    close_programme,
    mark_milestone_private,
    mark_programme_private,
    record_milestones,
    tie_risk,
)
from reports.document import document_of, html_of
from risks.services import add_risk, mark_risk_private
from tests.factories import FEBRUARY, JANUARY


def words(plan, on=FEBRUARY, is_public=False):
    html = html_of(document_of(plan, on, is_public=is_public))
    found = re.search(r'<section class="pack-section pack-programmes".*?</section>', html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found.group())).split()) if found else ""


def test_a_plan_without_an_open_programme_has_no_section(plan, pmo):
    assert words(plan) == ""
    programme = add_programme(plan=plan, facts={"name": "Digital"}, on=JANUARY, by=pmo)
    assert words(plan).startswith("Programmes 1 programme: 1 no status.")
    close_programme(programme=programme, reason="Done.", seen=programme.statements.get().pk, on=FEBRUARY, by=pmo)
    assert words(plan) == ""


def test_each_programme_is_a_plan_on_a_page(plan, programme, pmo):
    late = {"title": "The first team starts", "due_on": JANUARY, "status": "on_track", "is_critical": True}
    record_milestones(
        plan=plan, entries=[MilestoneEntry(Milestone(programme=programme, ref="1"), late)], effective_on=JANUARY, by=pmo
    )
    tie_risk(programme=programme, risk=add_risk(plan=plan, facts={"title": "Nobody applies"}, on=JANUARY, by=pmo),
             on=JANUARY, by=pmo)  # fmt: skip
    told = words(plan)
    for shown in (
        "Programmes 1 programme: 1 on track. £450k to be invested, £1,200k to be saved. 1 of 1 milestone is late.",
        "CCH Care closer to home On track Executive lead AO Q1 2019/20 Q3 2019/20 £450k £1,200k 1, 1 late",
        "Fewer people wait in a bed that they do not need.",
        "Too few nurses R1 Nobody applies",
        "Q1 2019/20 Teams in each town Q3 2019/20 One number to call",
        "Community teams Q1 2019/20 Q3 2019/20",
        "Projects of CCH Care closer to home: Community teams: Q1 2019/20 to Q3 2019/20; as at 12 February 2019",
        "1 The first team starts (critical path) 10 January 2019, late On track",
    ):
        assert shown in told, shown


def test_the_public_sees_nothing_private(plan, programme, pmo):
    risk = add_risk(plan=plan, facts={"title": "Nobody applies"}, on=JANUARY, by=pmo)
    tie_risk(programme=programme, risk=risk, on=JANUARY, by=pmo)
    milestone = Milestone(programme=programme, ref="1")
    entries = [MilestoneEntry(milestone, {"title": "The first team starts"})]
    record_milestones(plan=plan, entries=entries, effective_on=JANUARY, by=pmo)
    assert "Nobody applies" in words(plan, is_public=True) and "first team" in words(plan, is_public=True)
    mark_risk_private(risk=risk, is_private=True, by=pmo)
    mark_milestone_private(milestone=milestone, is_private=True, by=pmo)
    told = words(plan, is_public=True)
    assert "Care closer" in told and "Nobody applies" not in told and "first team" not in told
    assert "Nobody applies" in words(plan)
    mark_programme_private(programme=programme, is_private=True, by=pmo)
    assert words(plan, is_public=True) == "" and figures_of(plan, FEBRUARY, is_public=True).as_json() == {
        "programmes": []
    }


def test_the_finding_counts_what_is_known(plan, programme, pmo):
    add_programme(plan=plan, facts={"name": "Digital", "status": "delayed"}, on=JANUARY, by=pmo)
    assert finding(figures_of(plan, JANUARY)) == (
        "2 programmes: 1 on track, 1 delayed. £450k to be invested, £1,200k to be saved."
    )
