"""Milestones among the registers: the headline, the pictures, the section of the pack, and what versions differ by."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from actions.assurance import Finding, Severity
from actions.services import mark_private
from measures.services import add_measure
from milestones.figures import MilestonesFigures
from milestones.programme_figures import ProgrammesFigures
from milestones.programmes import Project
from milestones.services import add_milestone, add_programme, mark_milestone_private, tie_milestone, update_milestone
from plans.addresses import PlanAddresses
from plans.models import Plan
from plans.services import create_plan
from reports.document import NothingToShow, document_of, html_of
from reports.figures import figures_of
from reports.mentions import private_mentions
from reports.presenters.delivery_pictures import delivery_pictures
from reports.presenters.milestones import milestones_headline
from reports.revisions import changes_between
from reports.safety import SAFE, Judged, Safety, of_milestone
from reports.withheld import Withheld, withheld_of
from tests.factories import FEBRUARY, JANUARY, make_plan

from .packs import BEFORE, ON, Opened, make_document, milestone, programme
from .reading import figures_on, part
from .test_revisions import kept

LINKS = PlanAddresses("sample")
WRONG = (Finding("milestone-no-owner", "Nobody owns the milestone", "Nobody.", Severity.TO_ASK),)


def document(*milestones, before=None, **facts):
    last = {} if before is None else {"before": [], "milestones_before": MilestonesFigures(tuple(before))}
    return make_document(milestones=MilestonesFigures(milestones), **last, **facts)


@pytest.fixture
def plan(administrator):
    """Three milestones: a critical one that is late, one that was completed by February, one without a date."""
    plan, by = make_plan(administrator, actions=2), administrator
    for number, facts in enumerate(
        (
            {"is_critical": True, "due_on": JANUARY, "status": "delayed", "department": "Flow"},
            {"due_on": date(2019, 5, 31), "status": "on_track"},
            {"status": ""},
        ),
        1,
    ):
        facts |= {"title": f"Agree paper {number}"}
        add_milestone(plan=plan, facts=facts, reason="Asked for.", ref=str(number), on=JANUARY, by=by)
    done = plan.milestones.get(ref="2")
    seen = done.statements.get().pk
    update_milestone(milestone=done, facts={"status": "complete"}, seen=seen, on=FEBRUARY, by=by)
    return plan


def test_every_figure_of_the_headline_leads_to_as_many_milestones(reader, plan):
    address = f"/plans/sample/?as_at={FEBRUARY}"
    found = figures_on(part(reader.get(address).content.decode(), "milestones"))
    assert [words for _, words, _ in found][:3] == ["3 milestones", "1 late", "1 on the critical path"]
    for number, words, url in found:
        if "/compare/" not in url:
            page = reader.get(url).content.decode()
            assert len(re.findall("app-risk-row", page)) == number, words


def test_the_headline_tells_what_moved_since_the_last_report():
    told = document(milestone(complete=True, status="complete"), milestone(58), before=[milestone()])
    shown = milestones_headline(told.figures, told.before, LINKS)
    assert [(figure.count, word) for word, figure in shown.moves] == [
        (1, "completed"), (0, "newly late"), (0, "of another date"), (1, "new")
    ]  # fmt: skip
    assert milestones_headline(told.figures, None, LINKS).moves is None
    assert milestones_headline(document().figures, None, LINKS) is None


def test_the_headline_counts_what_looks_wrong():
    shown = milestones_headline(document(milestone(wrong=WRONG), milestone(58)).figures, None, LINKS)
    assert shown.wrong.text == "1 looks wrong"
    assert "wrong=any" in shown.wrong.url


def pictures_of(*milestones):
    return {picture.name: picture for picture in delivery_pictures(document(*milestones).figures, LINKS)}


def test_programmes_are_drawn_over_quarters_with_or_without_milestones():
    quarter = date(2019, 6, 30)
    told = programme(projects=(Project("Teams", quarter, quarter),), status="delayed")
    made = make_document(programmes=ProgrammesFigures((told, programme(2))))
    [picture] = delivery_pictures(made.figures, LINKS)
    assert [(row.name, [cell.text for cell in row.cells]) for row in picture.table.rows] == [
        ("P1 Care closer to home", ["Q1 2019/20", "Q1 2019/20", "None", "Delayed"]),
        ("P2 Care closer to home", ["Not known", "Not known", "None", "On track"]),
    ]
    assert ElementTree.fromstring(picture.draw())[0].text.startswith("Programmes over quarters")
    assert delivery_pictures(make_document(programmes=ProgrammesFigures((programme(),))).figures, LINKS) == ()


def test_without_milestones_there_is_no_picture_of_them():
    assert pictures_of() == {}
    assert pictures_of(milestone(standing="merged")) == {}


def test_the_roadmap_has_its_dates_as_a_table():
    found = pictures_of(
        milestone(late=True, is_critical=True), milestone(58, due_on=None), milestone(59, due_on=BEFORE)
    )
    road = found["roadmap"]
    assert road.finding == "2 milestones have a date; 1 of them is late. Without a date: milestone 58."
    assert [(row.name, row.cells[2].text) for row in road.table.rows] == [
        ("59 Agree paper 59", "On track"), ("57 Agree paper 57 (critical path)", "On track, 0 days late")
    ]  # fmt: skip
    assert ElementTree.fromstring(road.draw())[0].text.startswith("Roadmap: 2 due")
    assert "roadmap-by-programme" not in found
    assert "roadmap-by-programme" in pictures_of(milestone(programme="CCH", programme_name="Care"))


def test_milestones_by_month_and_status():
    found = pictures_of(milestone(), milestone(58, status="complete", complete=True), milestone(59, due_on=BEFORE))
    picture = found["milestones-by-month"]
    assert [(row.name, [cell.count for cell in row.cells]) for row in picture.table.rows] == [
        ("February 2019", [1, 0, 0, 0, 1, 0, 0]), ("March 2019", [2, 1, 0, 0, 1, 0, 0])
    ]  # fmt: skip
    assert picture.finding == "2 milestones are still to be done, of 3."
    assert "March 2019: 1 complete, 1 on track" in ElementTree.fromstring(picture.draw())[0].text.lower().replace(
        "march", "March"
    )


def test_slips():
    found = pictures_of(milestone(slips=2, days_slipped=61), milestone(58))["milestone-slips"]
    assert found.finding == "1 milestone has slipped; 57 by the most, 61 days."
    assert [[cell.count for cell in row.cells] for row in found.table.rows] == [[2, 61]]
    assert "61 days: 2 slips" in ElementTree.fromstring(found.draw())[0].text
    assert pictures_of(milestone())["milestone-slips"].finding == "No approved date has been moved to a later day."


def test_the_pictures_are_on_their_page_and_its_numbers_lead_to_as_many(reader, plan):
    page = reader.get(f"/plans/sample/pictures/?as_at={FEBRUARY}").content.decode()
    found = figures_on(part(page, "milestones-by-month"))
    assert found
    for number, words, url in found:
        assert len(re.findall("app-risk-row", reader.get(url).content.decode())) == number, words
    assert reader.get("/plans/sample/pictures/roadmap.svg").status_code == 200
    assert reader.get("/plans/sample/pictures/milestone-slips.svg").status_code == 404


def test_the_section_of_the_pack():
    moved = milestone(
        original_on=BEFORE,
        slips=1,
        days_slipped=31,
        late=True,
        is_critical=True,
        words="The paper is written.",
        sign_off_committee="Quality Committee",
        sign_off_on=ON,
        actions=("1.1", "1.2"),
        department="Flow",
    )
    done = milestone(58, complete=True, status="complete", sign_off_as_written="QC March")
    told = Opened(html_of(document(moved, done, before=[milestone()])))
    tables = [rows for rows in told.tables if rows[0][:2] == ["No.", "Milestone"]]
    first, second = (rows[1] for rows in tables)
    assert "On the critical path The paper is written. Actions 1.1, 1.2" in first[1]
    assert first[3] == "31 March 2019 0 days late Originally 28 Feb 2019 Slipped once, 31 days"
    assert first[5] == "Quality Committee, 31 Mar 2019"
    assert second[5] == "QC March"
    assert "Since 28 February 2019 1 is newly late and 1 is new." in told.text
    assert "2 milestones: 1 complete, 1 on track; 1 late, 1 of them on the critical path." in told.text


def test_a_plan_without_milestones_has_no_such_section():
    headings = [words for _, words in Opened(html_of(document(milestone(standing="merged")))).headings]
    assert "Milestones" not in headings


@pytest.mark.parametrize(
    ("figure", "judged"),
    [
        (milestone(), SAFE),
        (milestone(standing="withdrawn"), None),
        (milestone(late=True, due_on=BEFORE), Judged(Safety.WATCH, "31 days late")),
        (
            milestone(late=True, due_on=BEFORE, is_critical=True),
            Judged(Safety.NOT_SAFE, "on the critical path, 31 days late"),
        ),
        (milestone(late=True, due_on=date(2018, 12, 31)), Judged(Safety.NOT_SAFE, "90 days late")),
        (milestone(will_be_late=True), Judged(Safety.WATCH, "expected to be late")),
        (
            milestone(status="delayed", is_critical=True, late_against_original=True),
            Judged(Safety.WATCH, "on the critical path, delayed"),
        ),
        (milestone(late_against_original=True), Judged(Safety.WATCH, "late against its original date")),
    ],
)
def test_what_a_milestone_means_for_its_objective(figure, judged):
    assert of_milestone(figure, ON) == judged


def of(*milestones):
    return kept(of_figures={"milestones": MilestonesFigures(milestones)})


def test_versions_of_a_pack_differ_by_their_milestones():
    told = changes_between(of(milestone(), milestone(58)), of(milestone(status="delayed"), milestone(59)))
    assert told == [
        "Milestone 59, “Agree paper 59” is new.",
        "Milestone 58, “Agree paper 58” is left out.",
        "Milestone 57, “Agree paper 57”: its status changed.",
    ]


def test_the_public_is_told_nothing_of_a_milestone_that_is_private_today():
    before, after = of(milestone(), milestone(58)), of(milestone())
    assert changes_between(before, after, withheld=Withheld(milestones=frozenset({58}))) == []


def test_a_private_milestone_and_its_tie_stay_out_of_public_figures(plan, administrator):
    first = plan.milestones.get(ref="1")
    tie_milestone(milestone=first, to=plan.actions.first(), on=JANUARY, by=administrator)
    mark_milestone_private(milestone=first, is_private=True, by=administrator)
    assert withheld_of(plan).milestones == {first.key}
    public = figures_of(plan, FEBRUARY, is_public=True).milestones
    assert [each.called for each in public.milestones] == ["2", "3"]


@pytest.fixture
def without_actions(administrator):
    """A plan that keeps nothing but milestones."""
    plan = create_plan(plan=Plan(slug="delivery", name="Delivery"), organisation="Partners", by=administrator)
    facts = {"title": "Agree the paper", "due_on": JANUARY, "status": "delayed"}
    add_milestone(plan=plan, facts=facts, reason="Asked for.", ref="1", on=JANUARY, by=administrator)
    return plan


def test_the_first_page_of_a_plan_that_has_only_milestones(reader, without_actions):
    page = reader.get(f"/plans/delivery/?as_at={FEBRUARY}").content.decode()
    assert "1 milestone" in part(page, "milestones")
    assert 'id="by-area"' not in page
    assert "no actions yet" not in page


def test_the_pack_of_a_plan_that_has_only_milestones(without_actions):
    told = Opened(html_of(document_of(without_actions, FEBRUARY)))
    headings = [words for _, words in told.headings]
    assert "Milestones" in headings
    assert {"Where the plan stands", "The plan by area", "Concerns", "When things are due"}.isdisjoint(headings)
    assert "1 milestone: 1 delayed; 1 late." in told.text
    with pytest.raises(NothingToShow, match="nothing to show as at 1 January 2018"):
        document_of(without_actions, date(2018, 1, 1))


def test_public_words_of_delivery_that_name_something_private_are_said(plan, administrator):
    mark_private(action=plan.actions.get(ref="2.1"), is_private=True, by=administrator)
    facts = {"title": "Agree what follows 2.1", "due_on": FEBRUARY}
    add_milestone(plan=plan, facts=facts, reason="Asked for.", ref="9", on=JANUARY, by=administrator)
    told = {"name": "Care", "deliverables": [{"quarter": None, "as_written": "", "text": "What 2.1 began"}]}
    add_programme(plan=plan, facts=told, ref="CCH", on=JANUARY, by=administrator)
    measured = {"name": "Calls answered", "description": "As 2.1 counts them"}
    add_measure(plan=plan, facts=measured, ref="M1", on=JANUARY, by=administrator)
    found = {each.where for each in private_mentions(plan, FEBRUARY)}
    assert found == {"Milestone 9", "Programme CCH", "Measure M1"}
