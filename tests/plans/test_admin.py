"""Reference data is edited through the service; what has rules, and what is append-only, is only read."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from core.history import create_all
from imports.models import Import, SheetLayout
from plans import services
from plans.models import Area, Committee, Decision, Meeting, Oversight, Plan, Status, SubHeading
from tests.factories import make_plan

REFERENCE = {"organisation", "plan", "area", "subheading", "oversight", "rating", "status", "post", "holding"}
REFERENCE |= {"projectrole", "committee", "meeting", "period"}
READ_ONLY = {"decision", "statedtotal", "recommendation", "action", "actionrecommendation", "assignment", "statement"}
READ_ONLY |= {"duedatechange", "concern", "concernstatement", "concernreview", "import", "sheetlayout"}


def models():
    apps_of_plans = (apps.get_app_config(name) for name in ("plans", "actions", "imports"))
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
    return plan


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
        "committee": {"plan": plan.pk, "name": "Governing Body"},
        "meeting": {"committee": committee.pk, "held_on": "2019-03-28"},
        "period": {
            "plan": plan.pk,
            "label": "Month 12",
            "opens_on": "2019-03-01",
            "updates_due_on": "2019-03-22",
            "as_at": "2019-03-31",
        },
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
    typed = {key: value if value is not None else "" for key, value in before.items()}
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


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


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
        among.project_roles.create(role="Support")
        among.periods.create(
            label="1", opens_on=date(2019, 1, 1), updates_due_on=date(2019, 1, 1), as_at=date(2019, 1, 1)
        )
        among.decisions.create(
            meeting=meeting, kind="date_agreed", decided_on=date(2019, 1, 1), recorded_by=administrator
        )
        among.imports.create(as_at=date(2019, 1, 1), recorded_by=administrator)
        among.sheet_layouts.create(sheet="Plan")

    model = models()[name]
    fill(plan)
    pk = model.objects.order_by("pk").first().pk
    paths = [address(model), address(model, pk, "change")]
    for path in paths:
        queries(as_administrator, path)
    before = [queries(as_administrator, path) for path in paths]
    fill(make_plan(administrator, slug="larger", actions=12))
    assert [queries(as_administrator, path) for path in paths] == before
