"""A page asks the database as often for 2,000 actions as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Concern, Recommendation
from actions.services import ConcernEntry, meet_recommendation, record_concerns, write_recommendations
from plans.models import StatedTotal
from reports.document import document_of, html_of
from tests.factories import FEBRUARY, JANUARY, make_plan
from tests.queries import queries_of

SIZES = [1, 12, 2000]
PAGES = {
    "/plans/{plan}/": "overview",
    "/plans/{plan}/actions/": "actions",
    "/plans/{plan}/actions/?area=2&late=yes&as_at=2019-01-20": "late actions then",
    "/plans/{plan}/actions/?area=1&area=2&post=AO&text=thing&silent=30&scope=in&sort=-slips": "chosen and sorted",
    "/plans/{plan}/actions/?mine=yes&standing=all&sort=rating&page=2": "what one leads",
    "/plans/{plan}/looks-wrong/": "what looks wrong",
    "/plans/{plan}/recommendations/": "recommendations",
    "/plans/{plan}/recommendations/?state=open&area=1": "open recommendations",
    "/plans/{plan}/bulk/leads/?every=yes&scope=in": "all to be given to others",
    "/plans/{plan}/bulk/private/?every=yes": "all to be made private",
    "/plans/{plan}/concerns/": "concerns",
    "/plans/{plan}/reports/sections/": "what the packs hold",
    "/plans/{plan}/compare/?from=2019-01-01&to=2019-01-10": "all is new",
    "/plans/{plan}/compare/": "since the last report",
    "/plans/{plan}/compare/?from=2019-01-01&to=2019-01-10&area=1&show=new": "what is new in an area",
    "/plans/{plan}/pictures/": "pictures",
    "/plans/{plan}/timeline/": "timeline",
    "/plans/{plan}/timeline/?area=1&page=2&as_at=2019-01-20": "timeline of an area then",
}


def _grow(plan, by):
    """A recommendation and a concern of each action, of at most sixty, and a printed total of a day."""
    line = {"as_at": JANUARY, "said_of": JANUARY, "label": "Last report", "count": 1, "where": "plan.xlsx, B2"}
    total = StatedTotal(plan=plan, rating=plan.ratings.first(), **line)
    total._history_user = by
    total.save()
    actions = list(plan.actions.all()[:60])
    new = [Recommendation(area=action.area, text=f"Do {action.key}.", position=action.key) for action in actions]
    write_recommendations(plan=plan, new=new, reworded=[], by=by)
    entries = [
        ConcernEntry(Concern(action=action, match="exact", position=action.key + 9), {"why": "Late."})
        for action in actions
    ]
    record_concerns(plan=plan, entries=entries, effective_on=JANUARY, by=by)
    for action, recommendation in zip(actions, new, strict=True):
        meet_recommendation(action=action, recommendation=recommendation, by=by)


@pytest.fixture
def asked(reader, administrator):
    """{page: [queries at each size]}, each size a plan of its own."""
    found = {name: [] for name in [*PAGES.values(), "an action"]}
    for size in SIZES:
        plan = make_plan(administrator, slug=f"size-{size}", actions=size, dates=(JANUARY,))
        _grow(plan, administrator)
        addresses = PAGES | {plan.actions.first().get_absolute_url(): "an action"}
        for address, name in addresses.items():
            queries, page = queries_of(reader, address.format(plan=plan.slug))
            found[name].append(queries)
            assert page.content.count(b"app-action-row") <= 50
    return found


def test_no_page_asks_more_of_a_larger_plan(asked):
    assert {name: queries for name, queries in asked.items() if len(set(queries)) > 1} == {}
    # Two days are two sets of figures.
    assert max(max(queries) for queries in asked.values()) <= 89


@pytest.mark.parametrize("page", ["", "compare/", "pictures/"])
def test_a_page_asks_once_on_which_days_there_were_reports(reader, administrator, page):
    plan = make_plan(administrator, actions=2)
    _grow(plan, administrator)
    with CaptureQueriesContext(connection) as queries:
        assert reader.get(f"/plans/{plan.slug}/{page}?as_at={FEBRUARY}").status_code == 200
    assert _asked_for_reports(queries) == 1


def test_a_document_asks_once_on_which_days_there_were_reports(administrator):
    plan = make_plan(administrator, actions=2)
    _grow(plan, administrator)
    with CaptureQueriesContext(connection) as queries:
        html_of(document_of(plan, FEBRUARY))
    assert _asked_for_reports(queries) == 1
    assert len(queries) <= 83


def _asked_for_reports(queries):
    return sum("DISTINCT" in each["sql"] and "effective_on" in each["sql"] for each in queries.captured_queries)
