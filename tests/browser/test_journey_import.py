"""The programme office brings a workbook in, looks through it, confirms it, and takes it back."""

from datetime import date

import pytest
from django.conf import settings

from plans.models import Plan, Role
from tests.factories import member

WORKBOOK = settings.BASE_DIR / "fixtures" / "improvement-plan-2019-02.xlsx"


@pytest.fixture
def pmo(world, somebody):
    return somebody(member(Plan.objects.get(slug="example"), Role.PMO, by=world), "import")


def test_the_programme_office_brings_a_workbook_in_and_takes_it_back(pmo):
    pmo.logs_in()
    pmo.follows("Estuary Vale CCG Improvement Delivery Plan")
    pmo.follows("Import")
    pmo.presses("Bring a workbook in")
    pmo.gives_the_file(WORKBOOK, to="Workbook")
    pmo.gives_the_date(date(2019, 2, 12), to="The date that it speaks of")
    pmo.presses("Read the workbook")
    pmo.sees("What the workbook would change", "improvement-plan-2019-02.xlsx", "as at 12 February 2019")
    pmo.follows("Rows with problems (")
    pmo.sees("Row by row")
    pmo.presses("Go on to confirm")
    pmo.sees("Import this workbook?", "All of it is written, or nothing.")
    pmo.presses("Import it")
    pmo.sees("Imported as at 12 February 2019")

    pmo.follows("See the plan as at 12 February 2019")
    pmo.sees("You are looking at the plan as at 12 February 2019")
    pmo.follows("Back to today")
    pmo.follows("Import")
    pmo.follows("improvement-plan-2019-02.xlsx")
    pmo.follows("Undo this import")
    pmo.sees("This is done whole or not at all.")
    pmo.presses("Undo this import")
    pmo.sees("The import of improvement-plan-2019-02.xlsx was undone.")
