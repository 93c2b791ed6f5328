"""What "since last report" compares with."""

from datetime import date, timedelta

import pytest

from plans.models import Period, Plan
from plans.services import create_plan, save_reference
from reports.document import document_of
from reports.querysets import report_before, report_dates
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan

DAY = timedelta(days=1)


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=4, dates=(JANUARY, FEBRUARY, MARCH))


def add_period(plan, as_at, by):
    period = Period(plan=plan, label=f"To {as_at}", opens_on=as_at, updates_due_on=as_at, as_at=as_at)
    save_reference(record=period, by=by)


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (date(2019, 4, 20), MARCH),
        (MARCH + DAY, MARCH),
        (MARCH, FEBRUARY),
        (FEBRUARY, JANUARY),
        (JANUARY + DAY, JANUARY),
        (JANUARY, None),
        (date.min, None),
    ],
)
def test_the_last_report_is_the_latest_before_the_day_looked_at(plan, on, before):
    assert report_before(report_dates(plan), on) == before


def test_the_dates_of_periods_are_those_of_reports_too_once_something_is_known(plan, administrator):
    for as_at in (JANUARY - DAY, FEBRUARY + DAY, MARCH, date(2030, 1, 1)):
        add_period(plan, as_at, administrator)
    assert report_dates(plan, MARCH) == [MARCH, FEBRUARY + DAY, FEBRUARY, JANUARY]
    assert report_before(report_dates(plan), MARCH) == FEBRUARY + DAY
    assert report_dates(plan)[0] == date(2030, 1, 1)


def test_a_plan_of_which_nothing_is_known_was_never_reported(administrator):
    plan = create_plan(plan=Plan(slug="empty", name="Empty"), by=administrator)
    add_period(plan, MARCH, administrator)
    assert report_dates(plan, MARCH) == []


def test_a_pack_compares_with_the_last_report(plan):
    document = document_of(plan, MARCH)
    assert (document.before.as_at, document.comparison.before, document.comparison.after) == (FEBRUARY, FEBRUARY, MARCH)
    assert [change.action.key for change in document.comparison.actions.words] == [1, 2, 3, 4]
    assert document.comparison is document.comparison


def test_the_first_pack_has_nothing_to_compare_with(plan):
    document = document_of(plan, JANUARY)
    assert (document.before, document.comparison) == (None, None)


def test_a_public_pack_compares_without_what_is_private(plan, administrator):
    record = plan.actions.get(key=2)
    record.is_private = True
    record._history_user = administrator
    record.save()
    document = document_of(plan, MARCH, is_public=True)
    assert [action.key for action in document.before.actions.actions] == [1, 3, 4]
    assert [change.action.key for change in document.comparison.actions.words] == [1, 3, 4]
