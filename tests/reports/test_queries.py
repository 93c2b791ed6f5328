"""A page asks the database as often for 2,000 actions as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import JANUARY, make_plan

SIZES = [1, 12, 2000]
PAGES = {
    "/plans/{plan}/": "overview",
    "/plans/{plan}/actions/": "actions",
    "/plans/{plan}/actions/?area=2&late=yes&as_at=2019-01-20": "late actions then",
    "/plans/{plan}/concerns/": "concerns",
}


def count(client, path):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    return len(queries), response.content.decode()


@pytest.fixture
def asked(reader, administrator):
    """{page: [queries at each size]}, each size a plan of its own."""
    reader.get("/")
    found = {name: [] for name in [*PAGES.values(), "an action", "all plans"]}
    for size in SIZES:
        plan = make_plan(administrator, slug=f"size-{size}", actions=size, dates=(JANUARY,))
        addresses = PAGES | {plan.actions.first().get_absolute_url(): "an action", "/": "all plans"}
        for address, name in addresses.items():
            queries, page = count(reader, address.format(plan=plan.slug))
            found[name].append(queries)
            assert page.count("app-action-row") <= 50
    return found


def test_no_page_asks_more_of_a_larger_plan_or_for_more_plans(asked):
    assert {name: queries for name, queries in asked.items() if len(set(queries)) > 1} == {}
    assert max(max(queries) for queries in asked.values()) <= 20
