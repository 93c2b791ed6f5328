"""The counts from report to report are those of the figures, and cost the same however many there are."""

from dataclasses import asdict
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Plan
from plans.services import create_plan
from reports.figures import figures_of
from reports.querysets import report_dates
from reports.trend import AT_MOST, trend_of
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan

MONTHS = [date(2018 + month // 12, month % 12 + 1, 15) for month in range(15)]


def trend(plan, on, is_public=False):
    return trend_of(plan, report_dates(plan, by=on), is_public)


def told(plan, day, is_public=False):
    counts = figures_of(plan, day, is_public).actions.total
    return {"on": day} | {name: getattr(counts, name) for name in ("actions", "ratings", "unrated", "late")}


def hide(plan, key, by):
    record = plan.actions.get(key=key)
    record.is_private = True
    record._history_user = by
    record.save()


def test_each_point_has_the_counts_of_the_figures(administrator):
    plan = make_plan(administrator, actions=23, dates=(JANUARY, FEBRUARY, MARCH))
    assert [asdict(point) for point in trend(plan, date(2019, 3, 20))] == [
        told(plan, day) for day in (JANUARY, FEBRUARY, MARCH)
    ]
    assert [point.on for point in trend(plan, FEBRUARY)] == [JANUARY, FEBRUARY]


def test_the_demonstration_has_headings_and_what_is_out_of_scope(demonstration):
    (point,) = trend(demonstration, MARCH)
    assert asdict(point) == told(demonstration, MARCH)
    assert point.late < sum(action.late for action in figures_of(demonstration, MARCH).actions.actions)


def test_the_public_is_not_told_of_what_is_private(administrator):
    plan = make_plan(administrator, actions=12)
    hide(plan, 3, administrator)
    (*_, point) = trend(plan, FEBRUARY, is_public=True)
    assert asdict(point) == told(plan, FEBRUARY, is_public=True)
    assert point.actions == 11


def test_of_many_reports_the_latest_are_told(administrator):
    plan = make_plan(administrator, actions=2, dates=MONTHS)
    assert [point.on for point in trend(plan, MONTHS[-1])] == MONTHS[-AT_MOST:]


def test_a_plan_of_which_nothing_is_known_has_no_points(administrator):
    assert trend(create_plan(plan=Plan(slug="empty", name="Empty"), by=administrator), MARCH) == ()


@pytest.mark.parametrize(("actions", "dates"), [(1, 1), (60, 2), (3, 15)])
def test_it_takes_as_many_queries_whatever_there_is(administrator, actions, dates):
    plan = Plan.objects.get(pk=make_plan(administrator, actions=actions, dates=MONTHS[:dates]).pk)
    with CaptureQueriesContext(connection) as queries:
        trend(plan, MONTHS[-1])
    assert len(queries) == 5
