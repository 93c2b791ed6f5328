"""A lead's month: an update, a word that nothing changed, a later date, a piece of evidence."""

from datetime import date

import pytest

from plans.models import Plan, Role
from tests.factories import member


@pytest.fixture
def lead(world, somebody):
    finance = member(Plan.objects.get(slug="example"), Role.LEAD, by=world, posts=("CFO",))
    return somebody(finance, "lead")


def test_a_lead_says_what_happened(lead, tmp_path):
    lead.logs_in()
    lead.sees("My work", "What I owe")

    # An update: what happened, why it is rated so, a look at what it records, and saved.
    lead.follows("Update 4.1")
    lead.writes("The finance director sat in two of the three rounds.", into="What happened?")
    lead.chooses("Underway")
    lead.presses("Check update")
    lead.sees("There is a problem")
    lead.writes("The third round is on 6 December.", into="Why is it rated so?")
    lead.presses("Check update")
    lead.sees("Check your update of action 4.1", "The finance director sat in two of the three rounds.")
    lead.presses("Save update")
    lead.sees("My work")
    lead.looks_only_at("What I owe")
    lead.does_not_see("Update 4.1")
    lead.opens("with a recent word")
    lead.sees("The finance director sat in two of the three rounds.")

    # Nothing new about another: one press.
    lead.goes_to("/")
    lead.presses("No change for 3.3")

    # The same action needs longer.
    lead.goes_to("/plans/example/actions/3.3/")
    lead.follows("Ask for a later date")
    lead.gives_the_date(date(2030, 3, 31), to="Which date do you ask for?")
    lead.writes("The new lay member begins in spring.", into="Why is more time needed?")
    lead.presses("Ask for this date")
    lead.sees("A later date is asked for", "31 March 2030", "The new lay member begins in spring.")

    # And here is what was done so far.
    work_plan = tmp_path / "work-plan.txt"
    work_plan.write_text("What is looked at, and when.")
    lead.presses("Offer evidence")
    lead.writes("Work plan of the committee", into="What is it?")
    lead.gives_the_file(work_plan, to="File")
    lead.writes("Pages 1 to 3.", into="What does it show?")
    lead.presses("Offer this")
    lead.looks_only_at("Evidence: offered")
    lead.sees("Work plan of the committee", "work-plan.txt", "Offered by Somebody lead")
