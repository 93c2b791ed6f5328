import re

import pytest

from tests.factories import make_plan

PAGES = ["", "actions/", "actions/2.1/", "actions/key/12/", "concerns/"]


@pytest.fixture
def plan(administrator):
    return make_plan(administrator)


@pytest.mark.parametrize("address", PAGES)
def test_a_bar_across_the_page_says_the_date_and_leads_back_to_today(reader, plan, address):
    page = reader.get(f"/plans/sample/{address}?as_at=2019-01-20&area=1").content.decode()
    bar = re.search(r'<section class="app-as-at".*?</section>', page, re.DOTALL)[0]
    assert "<strong>as at 20 January 2019</strong>" in bar
    assert f'href="/plans/sample/{address}?area=1"' in bar
    assert "app-as-at" not in reader.get(f"/plans/sample/{address}").content.decode()


def test_a_day_to_come_is_said_to_be_one(reader, plan):
    assert "a day to come" in reader.get("/plans/sample/?as_at=2999-01-20").content.decode()
    assert "a day to come" not in reader.get("/plans/sample/?as_at=2019-01-20").content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_every_link_within_the_plan_keeps_the_date(reader, plan, address):
    page = reader.get(f"/plans/sample/{address}?as_at=2019-02-12").content.decode()
    without_bar = re.sub(r'<section class="app-as-at".*?</section>', "", page, flags=re.DOTALL)
    links = re.findall(r'href="(/plans/[^"]*)"', without_bar)
    assert len(links) > 3
    assert [link for link in links if "as_at=" not in link] == []


@pytest.mark.parametrize("date", ["soon", "2019-13-01", "2019-02-30", "10/01/2019", "\x00", "9" * 400])
@pytest.mark.parametrize("address", PAGES)
def test_what_is_not_a_date_is_said(reader, plan, address, date):
    response = reader.get(f"/plans/sample/{address}", {"as_at": date})
    assert response.status_code == 404
    assert "is not a date. Write the date to look at as year-month-day" in response.content.decode()


def test_the_dashboard_lists_the_dates_of_the_reports(reader, plan):
    page = reader.get("/plans/sample/?as_at=2019-01-10").content.decode()
    assert '<a href="/plans/sample/?as_at=2019-02-12">12 February 2019</a>' in page
    assert "<strong>10 January 2019, shown now</strong>" in page


def test_before_the_first_report_nothing_is_known(reader, plan):
    page = reader.get("/plans/sample/?as_at=2018-12-31").content.decode()
    assert "Nothing is known of this plan as at 31 December 2018" in page
    assert '<a href="/plans/sample/?as_at=2019-01-10">10 January 2019</a>' in page
    page = reader.get("/plans/sample/actions/?as_at=2018-12-31").content.decode()
    assert "Nothing is known of the actions of this plan as at 31 December 2018" in page


def test_a_day_in_a_year_that_cannot_be_counted_on_from_is_refused(reader, administrator):
    make_plan(administrator, actions=1)
    page = reader.get("/plans/sample/?as_at=9999-12-31")
    assert page.status_code == 404 and "is not a date" in page.content.decode()
