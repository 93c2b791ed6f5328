"""Reporting periods: their days in order, each label once, and what was issued stays."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from plans.models import Plan, Role
from plans.services import PeriodRefused, change_period, create_plan, make_period
from reports.models import Pack
from tests.factories import member

DAYS = {"opens_on": date(2019, 3, 1), "updates_due_on": date(2019, 3, 11), "as_at": date(2019, 3, 14)}


@pytest.fixture
def plan(administrator):
    return create_plan(plan=Plan(slug="p", name="The plan"), by=administrator)


def refused(service, **said):
    with pytest.raises(PeriodRefused) as refusal:
        service(**said)
    return refusal.value.field, str(refusal.value)


def test_a_period_is_made_and_put_right(plan, administrator):
    period = make_period(plan=plan, label="  Month   12 ", **DAYS, by=administrator)
    assert (period.label, period.as_at) == ("Month 12", date(2019, 3, 14))
    change_period(period=period, label="March", **DAYS | {"as_at": date(2019, 3, 31)}, by=administrator)
    period.refresh_from_db()
    assert (period.label, period.as_at) == ("March", date(2019, 3, 31))
    assert [row.history_user for row in period.history.all()] == [administrator] * 2


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"as_at": date(2019, 2, 28)}, "as_at", "The as-at date is before the period opens: enter 1 March 2019"),
        ({"updates_due_on": date(2019, 2, 28)}, "updates_due_on", "Updates cannot be due before the period opens"),
        ({"as_at": date(2091, 3, 14)}, "as_at", "This period would be longer than a year: check the year"),
        ({"label": "february"}, "label", "There is a period “february” already"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(plan, administrator, changed, field, sentence):
    make_period(plan=plan, label="February", **DAYS, by=administrator)
    said = {"label": "March"} | DAYS | changed
    found = refused(make_period, plan=plan, **said, by=administrator)
    assert found[0] == field and found[1].startswith(sentence)
    assert plan.periods.count() == 1
    period = make_period(plan=plan, label="March", **DAYS, by=administrator)
    assert refused(change_period, period=period, **said, by=administrator) == found


def test_a_period_keeps_its_own_label_and_that_of_another_plan(plan, administrator):
    other = create_plan(plan=Plan(slug="other", name="Other"), by=administrator)
    for each in (plan, other):
        period = make_period(plan=each, label="March", **DAYS, by=administrator)
        change_period(period=period, label="March", **DAYS, by=administrator)
    assert plan.periods.count() == other.periods.count() == 1


def test_a_period_of_which_a_pack_was_issued_keeps_its_as_at_date(plan, administrator):
    period = make_period(plan=plan, label="March", **DAYS, by=administrator)
    pack = Pack(plan=plan, period=period, number=1, created_by=administrator)
    pack.save()
    moved = DAYS | {"as_at": date(2019, 3, 15)}
    change_period(period=period, label="March", **moved, by=administrator)
    pack.issued_at = timezone.now()
    pack.save()
    field, sentence = refused(change_period, period=period, label="March", **DAYS, by=administrator)
    assert field == "as_at" and sentence.startswith("A pack was issued from this period as at 15 March 2019")
    change_period(period=period, label="April", **moved, by=administrator)
    period.refresh_from_db()
    assert period.label == "April"


def test_only_who_manages_the_plan_makes_periods(plan, administrator):
    lead = member(plan, Role.LEAD, by=administrator)
    with pytest.raises(PermissionDenied):
        make_period(plan=plan, label="March", **DAYS, by=lead)
    period = make_period(plan=plan, label="March", **DAYS, by=administrator)
    with pytest.raises(PermissionDenied):
        change_period(period=period, label="April", **DAYS, by=lead)
