"""The plans of somebody at a glance, on the page after the log-in."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from finance.due_months import months_due
from finance.services import LineEntry, keep_position
from finance.variance import Amounts
from plans.models import Period, Plan, Role
from plans.services import create_plan, give_role, save_reference
from reports.at_a_glance import MOST_IN_FULL, glances
from reports.figures import figures_of
from reports.querysets import last_reports, report_dates
from risks.services import ScoreEntry, add_risk, close_risk, keep_category
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan, member
from tests.imports.bringing import text_of
from tests.queries import queries_of

TODAY = date(2019, 3, 1)


@pytest.fixture
def plans(administrator):
    return [make_plan(administrator, slug=f"plan-{n}", actions=6, dates=(JANUARY,)) for n in (1, 2)]


def period(plan, by, label="Month 12", as_at=MARCH, **values):
    days = {"opens_on": as_at - timedelta(days=20), "updates_due_on": as_at - timedelta(days=5)} | values
    return save_reference(record=Period(plan=plan, label=label, as_at=as_at, **days), by=by)


def with_risk(plan, score, by, **values):
    category = keep_category(plan=plan, name="Money", by=by)
    facts = {"title": f"It may cost {score}", "owners": [plan.posts.get().pk]}
    likelihood, consequence = {20: (4, 5), 4: (2, 2)}[score]
    scores = [ScoreEntry("current", likelihood, consequence, score, "", "")]
    return add_risk(plan=plan, facts=facts, scores=scores, category=category, on=JANUARY, by=by, **values)


def cards(page):
    """{name of a plan: the words of its card}"""
    sections = re.findall(r'<section class="app-panel">(.*?)</section>', page.content.decode(), re.DOTALL)
    told = [" ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", each, flags=re.DOTALL).split()) for each in sections]
    return {each.partition(" Example Partners")[0]: each for each in told}


def test_each_of_several_plans_says_where_it_stands(reader, plans, administrator):
    with_risk(plans[0], 20, administrator)
    with_risk(plans[0], 4, administrator)
    period(plans[0], administrator, as_at=timezone.localdate() + timedelta(days=9))
    page = reader.get("/")
    told = cards(page)
    assert list(told) == ["The plan-1 plan", "The plan-2 plan"]
    figures = figures_of(plans[0], timezone.localdate())
    silent = sum(any(found.rule == "silent" for found in a.wrong) for a in figures.actions.actions)
    wrong = sum(a.looks_wrong for a in figures.actions.actions)
    total = figures.actions.total
    first = told["The plan-1 plan"]
    assert "6 actions" in first
    assert f"{total.late} late" in first and f"{silent} silent" in first and f"{wrong} look wrong" in first
    assert "2 open risks, 1 of them extreme" in first
    assert "Period Month 12: updates due" in first and "last report 10 January 2019" in first
    assert "No updates are due: no reporting period is open or to come" in told["The plan-2 plan"]
    assert "risk" not in told["The plan-2 plan"]
    assert page.content.decode().count('class="app-bar"') == 2
    assert "<title>Actions of The plan-1 plan" in page.content.decode()


def test_somebody_with_one_plan_is_told_in_brief(client, plans, administrator):
    somebody = member(plans[0], Role.READER, by=administrator)
    client.force_login(somebody)
    page = client.get("/")
    words = text_of(page)
    assert "6 actions" in words and "silent" not in words and "last report" not in words
    assert 'class="app-bar"' not in page.content.decode()
    give_role(plan=plans[1], user=somebody, role=Role.READER, by=administrator)
    assert "silent" in text_of(client.get("/"))


def test_a_plan_without_actions_says_so_beside_others(reader, plans, administrator):
    create_plan(plan=Plan(slug="empty", name="An empty plan"), by=administrator)
    assert "It has no actions yet." in text_of(reader.get("/"))


def test_no_open_risk_is_told_of_as_such(reader, plans, administrator):
    risk = with_risk(plans[0], 20, administrator)
    seen = risk.statements.get().pk
    close_risk(risk=risk, reason="It is over.", seen=seen, on=JANUARY, by=administrator)
    with_risk(plans[1], 4, administrator)
    told = cards(reader.get("/"))
    assert "0 open risks" in told["The plan-1 plan"] and "of them" not in told["The plan-1 plan"]
    assert "1 open risk, none of them extreme" in told["The plan-2 plan"]


def test_the_period_whose_updates_are_due_next_is_told(plans, administrator):
    due = period(plans[0], administrator)
    period(plans[0], administrator, "Month 13", date(2019, 4, 14))
    period(plans[0], administrator, "Month 11", FEBRUARY)
    frozen = period(plans[1], administrator)
    frozen.frozen_at = timezone.now()
    save_reference(record=frozen, by=administrator)
    found = glances(plans, TODAY)
    assert [found[plan.pk].period for plan in plans] == [due, None]
    assert glances(plans[:1], TODAY) == {}


def test_the_last_report_is_the_newest_day_as_at_which_a_plan_was_reported(plans, administrator):
    period(plans[0], administrator, "Month 11", FEBRUARY)
    period(plans[0], administrator, "Month 12", MARCH)
    period(plans[1], administrator, "Month 1", date(2018, 5, 1))
    empty = create_plan(plan=Plan(slug="empty", name="An empty plan"), by=administrator)
    for day in (TODAY, MARCH, date(2018, 12, 1)):
        told = last_reports([*plans, empty], day)
        assert told == {plan.pk: dates[0] for plan in plans if (dates := report_dates(plan, by=day))}
    assert last_reports(plans, TODAY) == {plans[0].pk: FEBRUARY, plans[1].pk: JANUARY}


def test_the_page_asks_the_same_of_each_plan_and_no_more_of_those_beyond_the_sixth(reader, administrator):
    asked = {}
    for count in range(1, MOST_IN_FULL + 3):
        make_plan(administrator, slug=f"plan-{count}", actions=count * 3, dates=(JANUARY,))
        asked[count], page = queries_of(reader, "/")
    assert page.content.decode().count('class="app-bar"') == MOST_IN_FULL
    steps = {asked[count + 1] - asked[count] for count in range(2, MOST_IN_FULL)}
    assert len(steps) == 1 and max(steps) <= 34
    assert asked[MOST_IN_FULL] == asked[MOST_IN_FULL + 1] == asked[MOST_IN_FULL + 2]
    with CaptureQueriesContext(connection) as queries:
        last_reports(Plan.objects.all(), TODAY)
    assert len(queries) == 2


def test_the_month_that_is_not_entered_yet_is_a_press_away(client, plans, administrator):
    plan, other = plans
    organisation = plan.organisations.get()
    lead = member(plan, Role.FINANCE_LEAD, by=administrator)
    give_role(plan=other, user=lead, role=Role.FINANCE_LEAD, by=administrator)
    client.force_login(lead)
    assert "Months to enter" not in text_of(client.get("/"))
    lines = [LineEntry("Hospitals", "expenditure", "", Amounts(*[Decimal(5)] * 4))]
    told = {"lines": lines, "on": FEBRUARY, "by": lead}
    keep_position(plan=plan, organisation=organisation, month=date(2019, 1, 31), **told)
    page = client.get("/")
    address = f"/plans/plan-1/money/enter/?organisation={organisation.pk}&amp;month=2019-02"
    assert f'href="{address}">Enter Month 11, February 2019</a> of Example Partners: The plan-1 plan' in (
        page.content.decode()
    )
    assert "Nothing waits for you" not in text_of(page)
    assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert (
        "Month 10, January 2019, the latest month entered: spending is on plan to date"
        in cards(page)["The plan-1 plan"]
    )
    assert [each.name for each in months_due([plan.pk, other.pk], MARCH)] == ["Month 11, February 2019"]
    assert months_due([plan.pk], FEBRUARY) == months_due([], MARCH) == []
    client.force_login(member(plan, Role.READER, by=administrator, email="reads@example.org"))
    assert "Months to enter" not in text_of(client.get("/"))
