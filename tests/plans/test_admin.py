"""Reference data is edited through the service; what has rules, and what is append-only, is only read."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from accounts.models import Person
from actions.models import ActionObjective, DateRequest, Evidence, EvidenceVerdict, EvidenceVersion, ScopeChange
from core.history import create_all
from cycle.services import write_highlight
from finance.models import ExposureLine
from finance.months import months_of
from finance.movements import Head
from finance.services import (
    ActivityEntry,
    LineEntry,
    PlanLineEntry,
    add_scheme,
    decide_gateway,
    keep_activity,
    keep_exposure,
    keep_financial_plan,
    keep_gateways,
    keep_position,
    keep_profile,
    set_target,
)
from finance.variance import Amounts
from imports.models import Import, SheetLayout, Upload
from measures.models import Measure, MeasureAction, MeasureObjective, MeasureStatement, MeasureValue
from milestones.models import (
    Milestone,
    MilestoneAction,
    MilestoneChange,
    MilestoneException,
    MilestoneObjective,
    MilestoneRisk,
    MilestoneStatement,
    Programme,
    ProgrammeRisk,
    ProgrammeStatement,
)
from plans import services
from plans.models import (
    Area,
    Committee,
    Decision,
    Meeting,
    Membership,
    Objective,
    Oversight,
    Period,
    Plan,
    Status,
    SubHeading,
)
from risks.services import ScoreEntry, add_risk, keep_category, review_risk, tie_action
from tests.factories import make_plan
from tests.queries import queries_of

REFERENCE = {"organisation", "plan", "area", "subheading", "oversight", "rating", "status", "post", "holding"}
REFERENCE |= {"projectrole", "committee", "meeting", "band", "category", "objective", "gateway"}
READ_ONLY = {
    "period",
    "decision",
    "statedtotal",
    "recommendation",
    "action",
    "actionrecommendation",
    "assignment",
    "statement",
}
READ_ONLY |= {"duedatechange", "concern", "concernstatement", "concernreview", "import", "sheetlayout"}
POINTS = {"next_30_days": "Sign it"}
READ_ONLY |= {"risk", "riskstatement", "riskscore", "riskreview", "riskaction"}
READ_ONLY |= {"financialplan", "financialplanline", "financialplanamount", "activity", "activityline"}
READ_ONLY |= {"position", "positionline", "exposure", "exposureline"}
READ_ONLY |= {"highlightreport", "highlightstatement"}
READ_ONLY |= {"scheme", "schemestatement", "gatewaydecision", "schemeprofile", "profilemonth", "savingstarget"}
READ_ONLY |= {"programme", "programmestatement", "programmerisk", "milestone", "milestonestatement", "milestonechange"}
READ_ONLY |= {"milestoneexception", "milestoneaction", "milestonerisk", "milestoneobjective", "actionobjective"}
READ_ONLY |= {"measure", "measurestatement", "measurevalue", "measureaction", "measureobjective"}
READ_ONLY |= {"membership", "daterequest", "scopechange", "evidence", "evidenceversion", "evidenceverdict", "upload"}


def models():
    apps_of_plans = (
        apps.get_app_config(name)
        for name in ("plans", "actions", "risks", "finance", "milestones", "measures", "cycle", "imports")
    )
    found = (model for app in apps_of_plans for model in app.get_models() if hasattr(model, "history"))
    return {model._meta.model_name: model for model in found}


def address(model, *end):
    return "/".join(["/admin", model._meta.app_label, model._meta.model_name, *map(str, end), ""])


@pytest.fixture
def plan(administrator):
    """A plan with at least one row of every model that is read here."""
    plan = make_plan(administrator, actions=3)
    decision = Decision(plan=plan, kind="pack_received", decided_on=date(2019, 3, 1), recorded_by=administrator)
    create_all(Decision, [decision], by=administrator)
    imported = Import(plan=plan, file_name="plan.xlsx", as_at=date(2019, 1, 10), recorded_by=administrator)
    create_all(Import, [imported], by=administrator)
    create_all(SheetLayout, [SheetLayout(plan=plan, sheet="Plan", kind="action")], by=administrator)
    first = date(2019, 1, 1)
    period = Period(plan=plan, label="January", opens_on=first, updates_due_on=first, as_at=first)
    create_all(Period, [period], by=administrator)
    at_work(plan, administrator)
    at_risk(plan, administrator)
    with_money(plan, administrator)
    at_delivery(plan, administrator)
    write_highlight(plan=plan, month=date(2019, 1, 31), facts=POINTS, on=date(2019, 3, 1), by=administrator)
    return plan


def at_work(plan, by):
    """A row of each model of what people do with a plan."""
    day, action = date(2019, 3, 1), plan.actions.first()
    statement = action.statements.first()
    evidence = Evidence(action=action, title="Minutes")
    version = EvidenceVersion(evidence=evidence, number=1, link="https://example.org/", offered_on=day, offered_by=by)
    change = ScopeChange(
        action=action, kind="paused", reason="Later", effective_on=day, statement=statement, recorded_by=by
    )
    rows = [
        Membership(plan=plan, user=by, role="reader"),
        DateRequest(action=action, due_on=day, reason="More time", requested_on=day, requested_by=by),
        change,
        evidence,
        version,
        EvidenceVerdict(version=version, outcome="accepted", judged_on=day, judged_by=by),
        Upload(plan=plan, file="x.xlsx", file_name="plan.xlsx", sha256="0" * 64, uploaded_by=by),
    ]
    for row in rows:
        create_all(type(row), [row], by=by)


def at_risk(plan, by):
    """A row of each model of risks."""
    day = date(2019, 3, 1)
    given = {"facts": {"title": "The savings are not made"}, "scores": [ScoreEntry("current", 4, 5, 20)]}
    risk = add_risk(plan=plan, **given, category=keep_category(plan=plan, name="Money", by=by), on=day, by=by)
    review_risk(risk=risk, seen_on=day, on=day, by=by)
    tie_action(risk=risk, action=plan.actions.first(), on=day, by=by)


def at_delivery(plan, by):
    """A row of each model of milestones, programmes and measures. Of a plan with an action and a risk."""
    day = date(2019, 3, 1)
    told = {"effective_on": day, "origin": "form", "recorded_by": by}
    action, risk = plan.actions.first(), plan.risks.first()
    objective = plan.objectives.first() or services.save_reference(record=Objective(plan=plan, title="Balance"), by=by)
    programme, milestone, measure = (model(plan=plan, key=1) for model in (Programme, Milestone, Measure))
    said = MilestoneStatement(milestone=milestone, title="The strategy is agreed", **told)
    rows = [
        *(programme, milestone, measure, said),
        ProgrammeStatement(programme=programme, name="Urgent care", **told),
        MilestoneChange(
            milestone=milestone, kind="added", reason="New", effective_on=day, statement=said, recorded_by=by
        ),
        MilestoneException(plan=plan, milestone=milestone, rationale="Late", **told),
        MeasureStatement(measure=measure, name="Seen in four hours", **told),
        MeasureValue(measure=measure, on=day, value=5, **told),
        ProgrammeRisk(programme=programme, risk=risk, since=day),
        MilestoneAction(milestone=milestone, action=action, since=day),
        MilestoneRisk(milestone=milestone, risk=risk, since=day),
        MilestoneObjective(milestone=milestone, objective=objective, since=day),
        MeasureAction(measure=measure, action=action, since=day),
        MeasureObjective(measure=measure, objective=objective, since=day),
        ActionObjective(action=action, objective=objective, since=day),
    ]
    for row in rows:
        create_all(type(row), [row], by=by)


def with_money(plan, by):
    """A row of each model of money."""
    lines = [LineEntry("Acute services", "expenditure", amounts=Amounts(1, 2, 3, 4))]
    given = {"organisation": plan.organisations.get(), "month": date(2019, 1, 31), "lines": lines}
    keep_position(plan=plan, **given, on=date(2019, 2, 12), by=by)
    given["lines"] = [ExposureLine(kind="risk", name="Flood", gross=-5)]
    keep_exposure(plan=plan, **given, on=date(2019, 2, 12), by=by)
    told = {"on": date(2019, 2, 12), "by": by}
    stage, after = keep_gateways(plan=plan, by=by)[:2]
    scheme = add_scheme(plan=plan, facts={"name": "Buy together", "gateway_id": stage.pk}, **told)
    keep_profile(scheme=scheme, financial_year=2018, months=[(m, 1, None) for m in months_of(2018)], seen=None, **told)
    decision = {"outcome": "passed", "goes_to": after, "reason": "Agreed.", "decided_on": told["on"]}
    decide_gateway(scheme=scheme, **decision, seen=scheme.statements.get().pk, **told)
    set_target(plan=plan, organisation=given["organisation"], financial_year=2018, target=5, **told)
    about = {"plan": plan, "organisation": plan.organisations.get(), "year": 2018, "on": date(2019, 2, 12), "by": by}
    hospitals = PlanLineEntry("Hospitals", "expenditure", [Decimal(5)])
    keep_financial_plan(topic="allocations", heads=[Head("2018/19", "year")], lines=[hospitals], **about)
    keep_activity(topic="plan", lines=[ActivityEntry("E.M.7")], **about)


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def values_of(plan):
    """What is typed to add one row of each kind of reference data."""
    area = plan.areas.first()
    person = Person.objects.create(name="Somebody")
    committee = Committee.objects.create(plan=plan, name="Finance Committee")
    return {
        "organisation": {"name": "Another"},
        "plan": {"name": "Another plan", "slug": "another", **no_rows("planorganisation_set")},
        "area": {"plan": plan.pk, "number": 7, "title": "Seventh"},
        "subheading": {"area": area.pk, "title": "Beneath", "position": 0},
        "oversight": {"area": area.pk, "member": person.pk},
        "rating": {"plan": plan.pk, "code": "P", "word": "Purple", "stage": "complete", "position": 9},
        "status": {"plan": plan.pk, "word": "Live", "position": 0},
        "post": {"plan": plan.pk, "abbreviation": "CFO", "position": 1},
        "holding": {"post": plan.posts.first().pk, "person": person.pk, "capacity": "deputy"},
        "projectrole": {"plan": plan.pk, "role": "Support", "position": 0},
        "band": {"plan": plan.pk, "word": "Severe", "level": "extreme", "lowest": 20},
        "gateway": {"plan": plan.pk, "number": 9, "name": "Benefits seen", "approval": "All agree"},
        "category": {"plan": plan.pk, "name": "Quality", "position": 0},
        "objective": {"plan": plan.pk, "ref": "O1", "title": "Live within our means", "position": 0},
        "committee": {"plan": plan.pk, "name": "Governing Body"},
        "meeting": {"committee": committee.pk, "held_on": "2019-03-28"},
    }


def no_rows(prefix):
    return {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}


def test_every_model_of_a_plan_is_in_the_administration_in_one_of_the_two_ways():
    assert set(models()) == REFERENCE | READ_ONLY | {"planorganisation"}
    assert {model for name, model in models().items() if name != "planorganisation"} <= set(admin.site._registry)


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_reference_data_is_added_and_changed_through_the_service(as_administrator, administrator, plan, name):
    model, values = models()[name], values_of(plan)[name]
    response = as_administrator.post(address(model, "add"), values)
    assert response.status_code == 302, response.content.decode()
    added = model.objects.order_by("pk").last()
    assert added.history.get().history_user == administrator
    response = as_administrator.post(address(model, added.pk, "change"), values)
    assert response.status_code == 302
    assert [row.history_user for row in added.history.all()] == [administrator] * 2


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_reference_data_is_saved_by_nothing_but_the_service(as_administrator, plan, name, monkeypatch):
    class Refused(Exception):
        pass

    def refuse(**asked):
        raise Refused

    model, values = models()[name], values_of(plan)[name]
    count = model.objects.count()
    monkeypatch.setattr(services, "save_reference", refuse)
    with pytest.raises(Refused):
        as_administrator.post(address(model, "add"), values)
    assert model.objects.count() == count


@pytest.mark.parametrize("name", sorted(REFERENCE | READ_ONLY))
def test_nothing_is_deleted(as_administrator, plan, name):
    model = models()[name]
    if not model.objects.exists():
        as_administrator.post(address(model, "add"), values_of(plan)[name])
    row, count = model.objects.first(), model.objects.count()
    assert as_administrator.post(address(model, row.pk, "delete"), {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    as_administrator.post(address(model), data)
    assert model.objects.count() == count


@pytest.mark.parametrize("name", sorted(READ_ONLY))
def test_what_has_rules_and_what_is_append_only_is_read_and_not_written(as_administrator, plan, administrator, name):
    model = models()[name]
    row = model.objects.first()
    before = model_to_dict(row)
    typed = {key: value if value is not None else "" for key, value in before.items() if key != "file"}
    assert as_administrator.get(address(model)).status_code == 200
    assert as_administrator.get(address(model, row.pk, "change")).status_code == 200
    assert as_administrator.get(address(model, "add")).status_code == 403
    assert as_administrator.post(address(model, "add"), typed).status_code == 403
    assert as_administrator.post(address(model, row.pk, "change"), typed | {"title": "Other"}).status_code == 403
    assert model_to_dict(model.objects.get(pk=row.pk)) == before


def test_the_organisations_of_a_plan_are_added_through_the_service_and_not_taken_away(
    as_administrator, administrator, plan
):
    prefix = "planorganisation_set"
    other = services.save_reference(record=plan.organisations.model(name="Other"), by=administrator)
    old = plan.planorganisation_set.get()
    values = {"name": plan.name, "slug": plan.slug, f"{prefix}-TOTAL_FORMS": 2, f"{prefix}-INITIAL_FORMS": 1}
    values |= {f"{prefix}-0-id": old.pk, f"{prefix}-0-plan": plan.pk, f"{prefix}-0-DELETE": "on"}
    values |= {f"{prefix}-0-organisation": old.organisation_id}
    values |= {f"{prefix}-1-plan": plan.pk, f"{prefix}-1-organisation": other.pk}
    assert as_administrator.post(address(Plan, plan.pk, "change"), values).status_code == 302
    assert {link.organisation.name for link in plan.planorganisation_set.all()} == {"Example Partners", "Other"}
    assert plan.planorganisation_set.last().history.get().history_user == administrator


def test_a_value_that_does_not_fit_is_said_at_its_field(as_administrator, plan):
    values = {"plan": plan.pk, "number": 1, "title": "A second area 1"}
    response = as_administrator.post(address(Area, "add"), values)
    assert "Area with this Plan and Number already exists" in response.content.decode()
    with pytest.raises(ValidationError):
        services.save_reference(record=Area(plan=plan, number=1, title="x"), by=plan.history.first().history_user)


@pytest.mark.parametrize("name", sorted(REFERENCE | READ_ONLY))
def test_an_outsider_has_no_administration(client, outsider, plan, name):
    client.force_login(outsider)
    assert client.get(address(models()[name]), follow=True).status_code == 403
    assert client.post(address(models()[name], "add"), {}, follow=True).status_code == 403


@pytest.mark.parametrize("name", sorted(REFERENCE | READ_ONLY))
def test_a_list_and_a_form_ask_as_often_whatever_there_is(as_administrator, administrator, plan, name):
    def fill(among):
        area = among.areas.first()
        person = Person.objects.create(name="Somebody")
        beneath = SubHeading.objects.create(area=area, title="Beneath")
        Oversight.objects.create(area=area, sub_heading=beneath, member=person)
        among.posts.first().holdings.create(person=person)
        committee = Committee.objects.create(plan=among, name="Finance Committee")
        meeting = Meeting.objects.create(committee=committee, held_on=date(2019, 3, 28))
        Status.objects.create(plan=among, word="Live")
        among.objectives.create(title="Live within our means")
        among.project_roles.create(role="Support")
        among.periods.create(
            label="1", opens_on=date(2019, 1, 1), updates_due_on=date(2019, 1, 1), as_at=date(2019, 1, 1)
        )
        among.decisions.create(
            meeting=meeting, kind="date_agreed", decided_on=date(2019, 1, 1), recorded_by=administrator
        )
        among.imports.create(as_at=date(2019, 1, 1), recorded_by=administrator)
        among.sheet_layouts.create(sheet="Plan")
        if not among.memberships.exists():
            at_work(among, administrator)
            at_risk(among, administrator)
            at_delivery(among, administrator)
            for month in (2, 3):
                ended = date(2018, month, 28)
                write_highlight(plan=among, month=ended, facts=POINTS, on=ended, by=administrator)

    model = models()[name]
    fill(plan)
    pk = model.objects.order_by("pk").first().pk
    paths = [address(model), address(model, pk, "change")]
    for path in paths:
        queries_of(as_administrator, path)
    before = [queries_of(as_administrator, path)[0] for path in paths]
    fill(make_plan(administrator, slug="larger", actions=12))
    assert [queries_of(as_administrator, path)[0] for path in paths] == before
