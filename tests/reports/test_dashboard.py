"""What the first page of a plan says of the time since the last report."""

import re
from dataclasses import replace

import pytest

from plans.addresses import PlanAddresses
from plans.models import Period
from plans.presenters.key import Key
from plans.services import save_reference
from reports.presenters.dashboard import dashboard
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan

from .packs import KEY, action, make_document
from .reading import figures_on, part, rows_behind, text_of

LINKS = PlanAddresses("sample", MARCH)


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, dates=(JANUARY, FEBRUARY, MARCH))


def shown(before, after):
    """The `Dashboard` of some actions as at March, and others as at February."""
    then, now = make_document(*before).figures, make_document(*after).figures
    return dashboard(replace(now, as_at=MARCH), Key(KEY), LINKS, replace(then, as_at=FEBRUARY))


def complete(key):
    return action(key, rating="B", stage="complete")


def underway(key, **facts):
    return action(key, rating="A", stage="underway", **facts)


@pytest.mark.parametrize(
    ("before", "after", "sentence", "in_table"),
    [
        ([underway(1), underway(2)], [complete(1), complete(2)], "2 more complete than in the last report", "+2"),
        ([complete(1)], [underway(1)], "1 fewer complete than in the last report", "−1"),
        ([complete(1)], [complete(1)], "as many complete as in the last report", "0"),
    ],
)
def test_it_says_how_many_more_are_complete_than_in_the_last_report(before, after, sentence, in_table):
    found = shown(before, after)
    assert found.position.more_complete.text == sentence
    assert (found.areas[0].complete.text, found.total.complete.text) == (in_table, in_table)
    assert found.position.more_complete.url == "/plans/sample/compare/?as_at=2019-03-14#counts"
    expected = "/plans/sample/compare/?area=1&as_at=2019-03-14#counts" if in_table != "0" else ""
    assert found.areas[0].complete.url == expected


def test_it_counts_who_said_nothing_after_the_last_report():
    then = [underway(1, progress="Begun."), underway(2, progress="Begun."), underway(3), complete(4)]
    now = [underway(1, progress="Begun."), underway(2, progress="It goes on."), underway(3), complete(4), underway(5)]
    found = shown(then, now).position.not_updated
    assert (found.text, found.url) == (
        "2 not updated since then",
        "/plans/sample/compare/?from=2019-02-12&to=2019-03-14&show=not-updated",
    )
    assert shown([complete(1)], [complete(1)]).position.not_updated.text == "none without an update since then"


def test_every_figure_leads_to_as_many_rows(reader, plan):
    for day in ("2019-03-14", "2019-03-20"):
        found = figures_on(reader.get(f"/plans/sample/?as_at={day}").content.decode())
        for number, words, url in found:
            assert rows_behind(reader, url) == (number, number), words
    assert [words for _, words, _ in found if "not updated" in words] == ["9 not updated since then"]


def test_what_changed_leads_into_the_comparison(reader, plan):
    page = reader.get("/plans/sample/?as_at=2019-02-12").content.decode()
    since = part(page, "since")
    assert text_of(since).startswith("Since the last report, 10 January 2019")
    assert '<a href="/plans/sample/compare/?as_at=2019-02-12#words">12 with other words</a>' in since
    assert "and 9 more" in since
    assert 'id="words"' in reader.get("/plans/sample/compare/?as_at=2019-02-12").content.decode()
    assert "Since last report, 10 January 2019</a>" in page


def test_where_nothing_changed_that_is_said(reader, plan):
    assert "Nothing changed" in part(reader.get("/plans/sample/?as_at=2019-03-15").content.decode(), "since")


def test_the_first_report_has_nothing_before_it(reader, plan):
    page = reader.get("/plans/sample/?as_at=2019-01-10").content.decode()
    for words in ("since last report", "Since the last report", "Report by report", "last report"):
        assert words not in page


def test_the_counts_stand_report_by_report(reader, plan):
    trend = part(reader.get("/plans/sample/?as_at=2019-03-20").content.decode(), "trend")
    assert [text_of(head) for head in re.findall(r'<th scope="row".*?</th>', trend)] == [
        "10 January 2019",
        "12 February 2019",
        "14 March 2019",
    ]
    assert "<title>" in trend
    assert "14 Mar" in trend


def test_the_period_is_named(reader, plan, administrator):
    period = Period(plan=plan, label="Month 12", opens_on=FEBRUARY, updates_due_on=MARCH, as_at=MARCH)
    save_reference(record=period, by=administrator)
    page = reader.get("/plans/sample/?as_at=2019-03-01").content.decode()
    assert "period Month 12, updates due 14 March 2019" in page
    assert "Month 12" not in reader.get("/plans/sample/?as_at=2019-03-15").content.decode()


def test_the_comparison_is_one_press_from_the_list_of_actions(reader, plan):
    page = reader.get("/plans/sample/actions/?as_at=2019-03-14").content.decode()
    assert '<a href="/plans/sample/compare/?as_at=2019-03-14">What changed since the last report</a>' in page
