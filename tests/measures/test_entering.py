"""The grid in which values are entered: what it shows, keeps, refuses and joins."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from measures.models import MeasureValue
from measures.services import add_measure, close_measure
from plans.models import Role
from tests.factories import JANUARY, freeze, member
from tests.measures.test_figures import count
from tests.measures.test_services import enter, held
from tests.reports.reading import text_of

LIST = "/plans/sample/measures/"
GRID = f"{LIST}values/?until=2019-01"
OF_ONE = f"{LIST}values/?measure=1&until=2019-01"
LAST, BEFORE = date(2019, 1, 31), date(2018, 12, 31)


def fields(page):
    """{name: value} of the inputs of a grid, its hidden field too."""
    inputs = (dict(re.findall(r'(name|value)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", page))
    return {each["name"]: each.get("value", "") for each in inputs if "name" in each and "csrf" not in each["name"]}


def cell(measure, day=LAST):
    return f"value-{measure.pk}-{day:%Y%m%d}"


@pytest.fixture
def as_owner(client, owner):
    client.force_login(owner)
    return client


def test_an_owner_sees_the_months_of_their_own_measures(as_owner, plan, measure, pmo):
    add_measure(plan=plan, facts={"name": "Of nobody"}, on=JANUARY, by=pmo)
    count(measure, [70], pmo, first=(2018, 12))
    page = as_owner.get(GRID).content.decode()
    given = fields(page)
    assert [name for name in given if name != "seen"] == [
        cell(measure, day)
        for day in (date(2018, 8, 31), date(2018, 9, 30), date(2018, 10, 31), date(2018, 11, 30), BEFORE, LAST)
    ]
    assert given[cell(measure, BEFORE)] == "70" and given[cell(measure)] == ""
    assert "Calls answered in time, January 2019" in page and "Of nobody" not in page
    assert "until=2018-07" in page and "until=2019-07" in page


def test_values_are_entered_corrected_and_withdrawn(as_owner, measure):
    assert as_owner.post(GRID, fields(as_owner.get(GRID).content.decode()) | {cell(measure): "75.5%"}).url == LIST
    assert held(measure, timezone.localdate()) == {LAST: Decimal("75.5")}
    given = fields(as_owner.get(OF_ONE).content.decode())
    assert as_owner.post(OF_ONE, given | {cell(measure): "", cell(measure, BEFORE): "1,070"}).url == f"{LIST}1/"
    assert held(measure, timezone.localdate()) == {LAST: None, BEFORE: 1070}
    text = text_of(as_owner.get(f"{LIST}1/").content.decode())
    assert "75.5% → became withdrawn" in text and "Enter its values" in text and "Describe it" not in text


def test_what_is_no_number_stays_as_typed_and_nothing_is_saved(as_owner, measure):
    given = fields(as_owner.get(GRID).content.decode())
    page = as_owner.post(GRID, given | {cell(measure): "about 5", cell(measure, BEFORE): "7"}).content.decode()
    assert "Calls answered in time, January 2019: “about 5” is no number; write it as 85" in text_of(page)
    assert fields(page)[cell(measure)] == "about 5" and held(measure) == {}


def test_a_grid_that_did_not_arrive_whole_is_refused(as_owner, measure):
    given = fields(as_owner.get(GRID).content.decode()) | {cell(measure): "7"}
    del given[cell(measure, BEFORE)]
    assert "A part of this form did not arrive" in text_of(as_owner.post(GRID, given).content.decode())
    assert held(measure, timezone.localdate()) == {}


def test_two_who_enter_at_once_are_joined(as_owner, plan, measure, pmo):
    given = fields(as_owner.get(GRID).content.decode())
    enter(measure, {LAST: Decimal(75), BEFORE: Decimal(70)}, pmo, on=timezone.localdate())
    page = as_owner.post(GRID, given | {cell(measure): "74", cell(measure, date(2018, 11, 30)): "60"}).content.decode()
    text = text_of(page)
    assert "Somebody entered values meanwhile" in text
    assert "now as they left it: Calls answered in time, December 2018." in text
    assert "Calls answered in time, January 2019 75" in text
    joined = fields(page)
    assert (joined[cell(measure)], joined[cell(measure, BEFORE)]) == ("74", "70")
    assert joined["seen"] == str(MeasureValue.objects.newest(plan).pk)
    assert as_owner.post(GRID, joined).url == LIST
    assert held(measure, timezone.localdate()) == {LAST: 74, BEFORE: 70, date(2018, 11, 30): 60}


def test_a_frozen_day_is_refused_and_what_was_typed_stays(as_owner, plan, measure, administrator):
    given = fields(as_owner.get(GRID).content.decode())
    freeze(plan, timezone.localdate(), administrator)
    page = as_owner.post(GRID, given | {cell(measure): "75"}).content.decode()
    assert "was frozen as at" in text_of(page) and fields(page)[cell(measure)] == "75"


def test_who_may_enter_nothing_is_told_so(client, plan, measure, administrator):
    client.force_login(member(plan, Role.READER, by=administrator))
    assert client.get(GRID).status_code == 403
    client.force_login(member(plan, Role.LEAD, by=administrator, email="none@example.org"))
    page = client.get(GRID).content.decode()
    assert "No measure waits for your values here." in page and "Save these values" not in page
    assert client.get(OF_ONE).status_code == 404


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("week", 57),
        ("quarter", 4),
        ("year", 1),
    ],
)
def test_a_measure_has_a_cell_for_each_of_its_periods(client, plan, pmo, every, days):
    client.force_login(pmo)
    measure = add_measure(plan=plan, facts={"name": "A", "every": every}, on=JANUARY, by=pmo)
    given = [name for name in fields(client.get(OF_ONE).content.decode()) if name != "seen"]
    assert len(given) in ((52, 53) if every == "week" else (days,))
    page = client.get(GRID).content.decode()
    if every == "week":
        assert f"{LIST}values/?measure=1" in page and f"value-{measure.pk}-" not in page
    else:
        assert page.count("Not counted") == (4 if every == "quarter" else 6)


def test_closed_measures_and_months_to_come_have_no_cell(client, plan, measure, pmo):
    client.force_login(pmo)
    today = timezone.localdate()
    newest = max(name for name in fields(client.get(f"{LIST}values/").content.decode()) if name != "seen")
    assert newest[:-2].endswith(f"{today:%Y%m}")
    for odd in ("2999-12", "soon", "2019-13"):
        assert f"{today:%Y%m}" in "".join(fields(client.get(f"{LIST}values/?until={odd}").content.decode()))
    assert client.get(f"{LIST}values/?until=0001-01").status_code == 200
    for odd in ("x", "99", ""):
        assert client.get(f"{LIST}values/?measure={odd}").status_code == 404
    close_measure(measure=measure, reason="Done", seen=measure.statements.get().pk, on=today, by=pmo)
    assert client.get(OF_ONE).status_code == 404
