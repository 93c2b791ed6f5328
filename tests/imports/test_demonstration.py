"""The demonstration's texts, decisions and packs; that it is loaded once, and where, is in test_options.py."""

from base64 import b64decode
from datetime import date
from io import BytesIO

import pytest
from django.core.management import call_command
from PIL import Image

from accounts.models import User
from actions.models import Action, DateRequest
from finance.figures import figures_of as money_of
from measures.figures import figures_of as measures_of
from milestones.figures import figures_of as milestones_of
from milestones.models import MilestoneAction, MilestoneChange, MilestoneException, MilestoneRisk
from milestones.programme_figures import figures_of as programmes_of
from milestones.services import may_update as may_update_milestone
from plans.models import Plan
from reports.figures import figures_of as plan_figures_of
from reports.models import Pack
from reports.narratives import narratives_at
from risks.figures import figures_of
from risks.services import may_update

MARCH = date(2019, 3, 14)


@pytest.fixture
def demonstration(db, monkeypatch, django_capture_on_commit_callbacks):
    """The plan of the demonstration, its packs made at once; printing is for the tests of the PDF."""
    monkeypatch.setattr("reports.making.render", lambda html, seconds: b"%PDF-1.7 " + html.encode()[:80])
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo", verbosity=0)
    return Plan.objects.get(slug="demonstration")


def test_two_months_were_issued_and_the_third_waits_to_be_signed(demonstration):
    packs = list(demonstration.packs.order_by("number"))
    assert [(pack.state, pack.period.as_at.month) for pack in packs] == [
        (Pack.State.ISSUED, 1),
        (Pack.State.ISSUED, 2),
        (Pack.State.DRAFT, 3),
    ]
    assert [sign_off.signed_on for sign_off in packs[2].sign_offs.all()] == [None, None]
    assert all(sign_off.signed_on for pack in packs[:2] for sign_off in pack.sign_offs.all())
    assert {pack.issued_by.email for pack in packs[:2]} == {"pmo@demonstration.example"}
    assert {pack.created_by.email for pack in packs} == {"pmo@demonstration.example"}
    html = packs[2].html.open().read().decode()
    assert "Two of the budget holders start in April" in html and "How we got here" in html
    assert "Talks in confidence" in html and "#00857c" in html


def test_its_texts_are_carried_forward_and_revised(demonstration):
    titles = [each.title for each in narratives_at(demonstration, date(2019, 1, 10))]
    assert titles == ["How we got here", "What the plan is for", "Who decides what"]
    january, march = (narratives_at(demonstration, day)[0].text for day in (date(2019, 1, 10), MARCH))
    assert march.startswith(january) and len(march) > len(january)
    [picture] = narratives_at(demonstration, MARCH)[2].pictures
    assert picture.description.startswith("Five boxes")
    [picture] = narratives_at(demonstration, MARCH, with_bytes=True)[2].pictures
    drawn = Image.open(BytesIO(b64decode(picture.address.partition(",")[2])))
    # The words in the boxes are ink too: without them five frames and five lines are left.
    assert sum(drawn.convert("L").histogram()[:100]) > 40_000
    assert [each.is_private for each in narratives_at(demonstration, MARCH)] == [False, False, False, True]


def test_one_later_date_was_agreed_and_one_waits(demonstration):
    agreed, waiting = (Action.objects.get(ref=ref) for ref in ("2.4", "2.9"))
    assert agreed.due_on == date(2019, 5, 31)
    assert [request.action for request in DateRequest.objects.open()] == [waiting]


def test_its_risks_move_from_month_to_month_and_one_is_closed(demonstration):
    months = [figures_of(demonstration, day) for day in (date(2019, 1, 10), date(2019, 2, 12), MARCH)]
    assert [len(month.open) for month in months] == [13, 13, 13]
    assert len(months[2].categories) == 4
    scores = [{risk.name: risk.current.score for risk in month.risks} for month in months]
    assert [month["S4"] for month in scores] == [12, 9, 6] and [month["F2"] for month in scores] == [12, 15, 15]
    march = {risk.name: risk for risk in months[2].risks}
    assert {risk.movement for risk in march.values()} == {"better", "worse", "unchanged"}
    assert not march["G3"].open and "Q4" not in scores[1]
    assert [name for name, risk in march.items() if risk.current.differs] == ["S3"]
    assert all(risk.owners for risk in march.values())
    assert march["F1"].actions == ("2.4", "2.5") and march["S3"].reviewed_on == MARCH
    assert (march["Q2"].target.score, march["Q2"].target.reason[:9]) == (8, "The trust")


def test_a_risk_owner_may_update_the_risks_of_the_post(demonstration):
    owner, on = User.objects.get(email="risk-owner@demonstration.example"), MARCH
    risks = {risk.ref: risk for risk in demonstration.risks.all()}
    assert [may_update(owner, risks[ref].statements.first().owners, demonstration, on) for ref in ("S3", "F1")] == [
        True,
        False,
    ]


def test_its_milestones_move_and_exceptions_about_them_are_decided(demonstration):
    days = date(2019, 1, 10), date(2019, 2, 12), MARCH
    months = [{each.ref: each for each in milestones_of(demonstration, day).milestones} for day in days]
    assert [len(month) for month in months] == [20, 20, 21]
    march = months[2]
    assert [month["8"].due_on for month in months] == [date(2018, 10, 31), date(2019, 2, 28), date(2019, 2, 28)]
    assert (march["8"].slips, march["5"].due_on, march["5"].slips) == (1, date(2019, 5, 31), 1)
    assert (march["17"].standing, march["12"].forecast_on) == ("withdrawn", date(2019, 6, 28))
    assert all(each.delivery and each.chief and each.department for each in march.values())
    assert sum(each.is_critical for each in march.values()) == 7
    told = MilestoneException.objects.filter(plan=demonstration).order_by("effective_on", "position")
    decided = {each.milestone.ref: each.decision and each.decision.kind for each in told}
    assert decided == {
        "8": "date_agreed",
        "12": "date_refused",
        "5": "date_agreed",
        "15": None,
        "3": None,
        "17": None,
    }
    changes = MilestoneChange.objects.filter(milestone__plan=demonstration)
    assert {(each.milestone.ref, each.kind) for each in changes} == {("21", "added"), ("17", "withdrawn")}
    ties = [tie.filter(milestone__plan=demonstration) for tie in (MilestoneAction.objects, MilestoneRisk.objects)]
    assert all(len(tie) >= 6 for tie in ties)


def test_a_milestone_owner_may_update_the_milestones_of_the_post(demonstration):
    owner = User.objects.get(email="milestone-owner@demonstration.example")
    milestones = {each.ref: each.statements.first().owners for each in demonstration.milestones.all()}
    may = [ref for ref, owners in milestones.items() if may_update_milestone(owner, owners, demonstration, MARCH)]
    assert set(may) == {"10", "11", "12", "13", "14", "15", "16", "17", "19"}


def test_its_money_moves_from_month_to_month(demonstration):
    months = [money_of(demonstration, day) for day in (date(2019, 1, 10), date(2019, 2, 12), MARCH)]
    names = [[position.name for position in month.positions] for month in months]
    assert names == [["Month 9, December 2018"], ["Month 10, January 2019"], ["Month 11, February 2019"]]
    balances = [month.positions[0].balance for month in months]
    assert [(each.ytd_variance, each.forecast_variance) for each in balances] == [
        (-336, -260),
        (-529, -260),
        (-345, -141),
    ]
    off = {
        line.name: [each.by for each in line.differences] for line in months[2].positions[0].lines if line.differences
    }
    assert off == {"Total Programme Expenditure": [1]}
    net = [month.exposures[0].total("net").amounts.assessed for month in months]
    assert net == [-433, -212, -110]
    found = [finding.rule for line in months[2].exposures[0].lines for finding in line.findings]
    assert found == ["no_lead", "not_a_probability"]


def test_its_savings_are_found_by_march_and_its_plans_add_up(demonstration):
    savings = [money_of(demonstration, day).savings for day in (date(2019, 1, 10), date(2019, 2, 12), MARCH)]
    assert [each.targets[0].gap for each in savings] == [1200, 700, 0]
    assert [len(each.schemes) for each in savings] == [9, 10, 11] and len(savings[2].categories) == 4
    once = sum(scheme.value for scheme in savings[2].counted if not scheme.recurrent)
    assert once * 3 == savings[2].targets[0].target == 8400
    assert all(scheme.value == sum(month.planned for month in scheme.months) for scheme in savings[2].schemes)
    march = money_of(demonstration, MARCH)
    assert [(plan.topic, plan.differences) for plan in march.plans] == [
        ("allocations", ()),
        ("expenditure", ()),
        ("movements", ()),
    ]
    closing = {line.name: line.computed for line in march.plans[2].lines if line.kind == "expenditure"}
    assert closing == {line.name: line.forecast_plan for line in march.positions[0].lines if line.kind == "expenditure"}
    [activity] = march.activity
    assert activity.lines[0].counted_to_date and all(each.is_rounding for each in activity.findings)


def test_two_log_ins_have_a_part_in_a_second_plan_with_keys_of_its_own(demonstration):
    partner = Plan.objects.get(slug="demonstration-two")
    figures = plan_figures_of(partner, MARCH)
    assert [str(each) for each in partner.organisations.all()] == ["Demonstration partner organisation"]
    assert {(each.role, each.user.email) for each in partner.memberships.all()} == {
        (role, f"{role}@demonstration.example") for role in ("pmo", "reader")
    }
    assert [action.ref for action in figures.actions.actions][:6] == ["1a", "1b", "1c", "2a", "2b", "3a"]
    assert figures.actions.total.actions == 15 and figures.actions.total.unrated == 1
    assert [rating.word for rating in figures.plan.ratings][1:3] == ["On-Track", "Delayed"]
    assert [each.sub_heading for each in figures.plan.oversight] == ["", "Savings", "Forecast", ""]
    assert partner.actions.get(ref="1c").due_on == date(2019, 2, 28)


def test_measures_of_fourteen_months_say_different_things(demonstration):
    days = date(2019, 1, 10), date(2019, 2, 12), MARCH
    months = [{each.called: each for each in measures_of(demonstration, on).measures} for on in days]
    assert [[len(each.values) for each in month.values()] for month in months] == [[12] * 4, [13] * 4, [14] * 4]
    march = months[2]
    assert {name: each.variation for name, each in march.items()} == {
        "M1": "improvement",
        "M2": "common",
        "M3": "",
        "M4": "concern",
    }
    assert {name: each.assurance for name, each in march.items()}["M2"] == "chance" and march["M3"].chart == "plan"
    assert [found.rule for found in march["M4"].wrong] == ["measure-missed"] and march["M1"].actions == ("1.1",)
    assert all(each.owners and each.better and each.target for each in march.values())


def test_it_has_programmes_with_leads_risks_and_what_was_said_later(demonstration):
    january, march = (programmes_of(demonstration, day).programmes for day in (date(2019, 1, 10), MARCH))
    assert [each.called for each in march] == ["CCH", "MED", "ONE"]
    assert [each.status for each in january] == ["on_track", "on_track", "not_started"]
    care, _, record = march
    assert (care.status, care.lead_posts["executive"], care.savings) == ("delayed", ("CN",), 1850)
    assert [risk.name for risk in care.risks] == ["S2", "Q1"] and len(care.deliverables) == 4
    assert [each.name for each in record.milestones] == ["12", "13", "14"] and record.late == 1
    assert record.projects[1].last is None and record.deliverables[1].when == "“when the case is agreed”"
    packs = demonstration.packs.order_by("number")
    assert "Care closer to home" in packs[2].html.open().read().decode()
