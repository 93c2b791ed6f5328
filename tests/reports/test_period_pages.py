"""The pages of reporting periods."""

import pytest

from plans.models import Plan
from plans.services import create_plan
from tests.reports.reading import text_of

pytestmark = pytest.mark.django_db


def days(**days):
    return {
        f"{name}_{part}": number
        for name, day in days.items()
        for part, number in zip(("day", "month", "year"), day, strict=True)
    }


def words(response):
    return text_of(response.content.decode())


SENT = {"label": "March"} | days(opens_on=(1, 3, 2019), updates_due_on=(11, 3, 2019), as_at=(14, 3, 2019))


def test_a_period_is_made_listed_and_put_right(reader, administrator):
    plan = create_plan(plan=Plan(slug="p", name="The plan"), by=administrator)
    assert "No period was made yet" in words(reader.get("/plans/p/periods/"))
    page = reader.post("/plans/p/periods/new/", SENT, follow=True)
    assert "The period “March” was made." in page.content.decode()
    assert "March 1 March 2019 11 March 2019 14 March 2019 None" in words(page)
    address = f"/plans/p/periods/{plan.periods.get().pk}/"
    assert 'value="March"' in reader.get(address).content.decode()
    page = reader.post(address, SENT | days(as_at=(28, 2, 2019)))
    assert "The as-at date is before the period opens" in words(page)
    page = reader.post(address, SENT | {"label": "Month 12"}, follow=True)
    assert "The period “Month 12” was saved." in page.content.decode()
    page = reader.post("/plans/p/periods/new/", SENT | {"label": "month 12"})
    assert "There is a period “month 12” already" in words(page)
    assert "Reporting periods" in words(reader.get("/plans/p/reports/"))
