"""What the programme office does: it decides, asks, looks for what is wrong, gives work to others, keeps concerns."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from actions.models import Action
from actions.services import ask_later_date, offer_evidence
from plans.models import Plan, Role
from tests.factories import member

LAST_WEEK = date.today() - timedelta(days=7)


@pytest.fixture
def plan(world):
    return Plan.objects.get(slug="example")


@pytest.fixture
def pmo(plan, world, somebody):
    return somebody(member(plan, Role.PMO, by=world), "pmo")


@pytest.fixture
def lead(plan, world, somebody):
    """A lead who has asked for a later date and offered evidence."""
    user = member(plan, Role.LEAD, by=world, posts=("CFO",))
    told = {"action": Action.objects.get(plan=plan, ref="3.3"), "on": date(2019, 1, 11), "by": user}
    ask_later_date(due_on=date(2030, 3, 31), reason="The new lay member begins in spring.", **told)
    draft = ContentFile(b"What is looked at, and when.", name="work-plan.txt")
    offer_evidence(title="Work plan of the committee", file=draft, **told)
    return somebody(user, "pmo and lead")


def test_the_programme_office_decides_and_asks_back(pmo, lead):
    # A later date is asked for: agreed, at a meeting.
    pmo.logs_in()
    pmo.looks_only_at("Waits for you to decide")
    pmo.sees("2 requests for a later date", "3 pieces of evidence to accept or send back")
    pmo.follows("requests for a later date")
    pmo.follows("Decide on 3.3")
    pmo.chooses("Agree 31 March 2030")
    pmo.writes("It cannot begin without the lay member.", into="Why?")
    pmo.picks("Another meeting, named below", of="Meeting")
    pmo.opens("Name another meeting")
    pmo.writes("Governing Body", into="Committee")
    pmo.gives_the_date(LAST_WEEK, to="Day of the meeting")
    pmo.presses("Save this decision")
    pmo.sees(" is agreed for 3.3.")

    # The evidence leaves a question open, so it goes back.
    pmo.follows("My work")
    pmo.follows("pieces of evidence")
    pmo.follows("Judge Work plan of the committee")
    pmo.chooses("Send it back with a question")
    pmo.writes("Who agreed it?", into="Your question")
    pmo.presses("Save this decision")
    pmo.sees("“Work plan of the committee” is sent back")

    # The lead finds both answers, and offers a second version.
    lead.logs_in()
    lead.looks_only_at("Came back to you")
    lead.sees("Who agreed it?", "It cannot begin without the lay member.")
    lead.follows("Evidence for 3.3")
    lead.follows("Offer a new version of Work plan of the committee")
    lead.writes("https://www.example.org/minutes/january", into="Or a link to where it is kept")
    lead.writes("Item 7 of the minutes: the committee agreed it.", into="What does it show?")
    lead.presses("Offer this")
    lead.looks_only_at("Evidence: offered")
    lead.sees("version 2", "Item 7 of the minutes")

    # That will do.
    pmo.follows("My work")
    pmo.follows("pieces of evidence")
    pmo.follows("Judge Work plan of the committee")
    pmo.sees("Item 7 of the minutes")
    pmo.chooses("Accept it")
    pmo.presses("Save this decision")
    pmo.sees("“Work plan of the committee” is accepted")


def test_the_programme_office_looks_after_the_plan(pmo):
    # What is late, what looks wrong, and who is silent.
    pmo.logs_in()
    pmo.follows("Estuary Vale CCG Improvement Delivery Plan")
    pmo.sees("Late", "Looks wrong", "Silent")
    pmo.looks_only_at("Looks wrong")
    pmo.follows("By rule")
    pmo.sees("What looks wrong", "How grave")

    # Two of the late actions of one area get another lead.
    pmo.follows("Actions")
    pmo.picks("No progress", of="Rating")
    pmo.presses("Show")
    pmo.sees("7 actions of 100")
    pmo.chooses("Choose 2.4")
    pmo.chooses("Choose 4.1")
    pmo.presses("Give to other leads")
    pmo.sees("2 actions chosen")
    pmo.looks_only_at("SRO")
    pmo.picks("AO, Accountable Officer", of="First post")
    pmo.looks_at_all_of_it()
    pmo.writes("Agreed by the executive team.", into="Why?")
    pmo.presses("See what happens")
    pmo.sees("2 actions will change", "SRO: CFO (F1) becomes AO", "Agreed by the executive team.")
    pmo.presses("Give them to these leads")
    pmo.sees("2 actions given to SRO AO.")

    # A concern: raised, seen at a meeting, closed.
    pmo.goes_to("/plans/example/actions/4.1/")
    pmo.follows("Raise a concern")
    pmo.writes("No executive sat in any round.", into="Why is it a concern?")
    pmo.gives_the_date(LAST_WEEK, to="Since when?")
    pmo.writes("Name who goes.", into="Which remedial action is required?")
    pmo.presses("Raise this concern")
    pmo.sees("The concern about 4.1 is raised.")
    pmo.follows("Record a review")
    pmo.gives_the_date(LAST_WEEK, to="Or the day on which it was seen")
    pmo.writes("The AO will go.", into="What was said?")
    pmo.presses("Save this review")
    pmo.sees("The AO will go.")
    pmo.follows("Close it")
    pmo.writes("The AO sat in the last round.", into="Why is it no longer a concern?")
    pmo.presses("Close the concern")
    pmo.sees("Closed", "The AO sat in the last round.")
