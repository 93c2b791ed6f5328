"""Highlight reports in the browser's words: what stands there, who may write, and what comes of a form."""

import re
from datetime import date
from html import unescape

import pytest

from cycle.models import HighlightReport
from cycle.services import write_highlight
from plans.models import Role
from tests.factories import JANUARY, member
from tests.queries import queries_of

from .conftest import TOLD

LIST = "/plans/sample/highlights/"
PAGE, WRITE = LIST + "1/", LIST + "write/"


def words(client, path, status=200):
    response = client.get(path, follow=True)
    assert response.status_code == status
    return text(response)


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def as_pmo(client, pmo):
    client.force_login(pmo)
    return client


@pytest.fixture
def as_reader(client, plan, administrator):
    client.force_login(member(plan, Role.READER, by=administrator))
    return client


@pytest.fixture
def november(plan, december, administrator):
    facts = {"financial_delivery": "Behind plan", "relook_step_up": "The savings", "next_30_days": "Find more"}
    return write_highlight(plan=plan, month=date(2018, 11, 30), facts=facts, on=JANUARY, by=administrator)


def test_reports_stand_newest_first_and_each_has_its_points(as_reader, november):
    page = words(as_reader, LIST)
    assert page.index("M9, December 2018") < page.index("M8, November 2018")
    assert "On track for all items and 1 more point On plan Sign the contract and 1 more point 31 December 2018" in page
    assert "Nothing written Behind plan Find more 30 November 2018" in page and "Write a highlight report" not in page
    page = words(as_reader, PAGE)
    assert "On track for all items Agreement on one team" in page and "Before: M8, November 2018" in page
    assert "Dates changed Nothing written." in page and "The first record of this report." in page
    assert "Change it" not in page and "After:" not in page
    html = as_reader.get(PAGE).content.decode()
    assert "<li>Agreement on one team</li>" in html and "<ol>\n<li>The regulator waits</li>" in html
    assert "After: M9, December 2018" in words(as_reader, LIST + "2/")


def test_a_past_day_has_what_was_known_then(as_pmo, november):
    then = words(as_pmo, LIST + "?as_at=2018-12-01")
    assert "M8, November 2018" in then and "M9" not in then and "Write a highlight report" not in then
    assert "No highlight report is known as at 1 November 2018" in words(as_pmo, LIST + "?as_at=2018-11-01")
    assert "After:" not in words(as_pmo, LIST + "2/?as_at=2018-12-01")
    words(as_pmo, PAGE + "?as_at=2018-12-01", 404)
    words(as_pmo, LIST + "9/", 404)


def test_nothing_is_written_yet(as_pmo, plan):
    assert "No highlight report is written yet. Write the first one" in words(as_pmo, LIST)
    assert "There is none: this is the first." in words(as_pmo, WRITE)


def test_a_report_is_written_beside_what_the_last_one_promised(as_pmo, december):
    page = words(as_pmo, WRITE)
    assert "M9, December 2018 Next 30 days Sign the contract Move the staff" in page
    months = re.findall(r'<option value="(\d{4}-\d\d-\d\d)"', as_pmo.get(WRITE).content.decode())
    assert "2018-12-31" not in months and len(months) == 13
    given = {
        "month": months[0],
        "last_30_days": "Signed",
        "holds_on_day": "",
        "holds_on_month": "",
        "holds_on_year": "",
    }
    assert "Write at least one point" in text(as_pmo.post(WRITE, given | {"last_30_days": ""}))
    assert "is not one of the available" in text(as_pmo.post(WRITE, given | {"month": "2018-12-31"}))
    response = as_pmo.post(WRITE, given, follow=True)
    assert "is written." in text(response) and "Signed" in text(response)
    assert "is written." in text(as_pmo.post(WRITE, given, follow=True))  # sent twice
    assert HighlightReport.objects.count() == 2


def test_a_report_is_changed_and_both_are_kept(as_pmo, november):
    page = as_pmo.get(PAGE + "change/").content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page).group(1)
    assert "M8, November 2018" in page and "Find more" in page and "The savings" in page
    day = {"holds_on_day": "10", "holds_on_month": "1", "holds_on_year": "2019"}
    assert "Enter the day" in text(as_pmo.post(PAGE + "change/", TOLD | {"seen": seen}))
    given = TOLD | day | {"seen": seen, "last_30_days": "The board was not chosen"}
    to_come = given | {"holds_on_year": "2999"}
    assert "10 January 2999 is still to come" in text(as_pmo.post(PAGE + "change/", to_come))
    assert "NHS number" in text(as_pmo.post(PAGE + "change/", given | {"last_30_days": "943 476 5919"}))
    for unseen in ({"seen": "abc"}, {"seen": ""}):
        assert "changed this report meanwhile" in text(as_pmo.post(PAGE + "change/", given | unseen))
    changed = text(as_pmo.post(PAGE + "change/", given, follow=True))
    assert "Last 30 days : The board was chosen → became The board was not chosen" in changed
    assert "changed this report meanwhile" in text(as_pmo.post(PAGE + "change/", given | {"last_30_days": "Perhaps"}))
    assert "The board was chosen" in words(as_pmo, PAGE + "?as_at=2019-01-09")


def test_who_may_not_write_is_told_so(as_reader, december):
    for page in (WRITE, PAGE + "change/"):
        assert as_reader.get(page).status_code == 403 and as_reader.post(page, TOLD).status_code == 403


def test_an_outsider_sees_nothing(client, outsider, december):
    client.force_login(outsider)
    for page in (LIST, PAGE, WRITE, PAGE + "change/"):
        assert client.get(page).status_code == 404


def test_pages_ask_as_often_for_many_reports(as_pmo, plan, december, administrator):
    pages = (LIST, PAGE, WRITE, PAGE + "change/")
    before = [queries_of(as_pmo, page)[0] for page in pages]
    for month in range(1, 10):
        ended = date(2018, month, 28)
        write_highlight(plan=plan, month=ended, facts=TOLD, on=JANUARY, by=administrator)
    assert [queries_of(as_pmo, page)[0] for page in pages] == before and max(before) <= 22
