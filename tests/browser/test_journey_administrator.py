"""An administrator lets somebody in, helps after a lost phone, replaces a leaver on one page, reads who wrote what."""

import pytest

from plans.models import Plan, Role
from tests.authenticator import code
from tests.factories import member

NEW_PASSWORD = "seven wet umbrellas"


@pytest.fixture
def plan(world):
    return Plan.objects.get(slug="example")


@pytest.fixture
def keeper(world, somebody):
    return somebody(world, "administrator")


def test_an_administrator_lets_somebody_in_and_replaces_a_leaver(keeper, plan, world, somebody):
    # Somebody new gets a log-in, a role, and a link to choose a password.
    keeper.logs_in()
    keeper.follows("Estuary Vale CCG Improvement Delivery Plan")
    keeper.follows("People")
    keeper.follows("What each role may do")
    keeper.sees("Says what happened to the actions of the posts they hold")
    keeper.follows("People")
    keeper.follows("Add a log-in")
    keeper.presses("Add the log-in")
    keeper.sees("There is a problem", "Enter the email address of the person", "Choose at least one role")
    keeper.writes("new@example.org", into="Email address")
    keeper.writes("Nat", into="First name")
    keeper.writes("New", into="Last name")
    keeper.chooses("Lead")
    keeper.presses("Add the log-in")
    keeper.sees("The log-in new@example.org is made.")
    keeper.presses("Make the link")
    keeper.sees("It works once, for three days")
    link = keeper.reads(".app-link-to-hand-over")

    # Who has the link chooses the password, gets in, and sets up an authenticator app.
    lead = somebody(world, "administrator and lead")
    lead.goes_to(link)
    lead.writes(NEW_PASSWORD, into="New password again")
    lead.writes(NEW_PASSWORD, into="New password")
    lead.presses("Save password")
    lead.logs_in("new@example.org", NEW_PASSWORD)
    lead.follows("Nat New")
    lead.follows("Set up an authenticator app")
    lead.writes(code(lead.reads(".app-secret")), into="Code")
    lead.presses("Set up")
    lead.sees("recovery codes")

    # The phone is lost.
    keeper.follows("Back to People")
    keeper.follows("Nat New")
    keeper.follows("They have lost their second factor")
    keeper.presses("Take it away")
    keeper.sees("The second factor of Nat New is taken away.")

    # Who holds a post leaves: one page says who takes over what, one shows what will happen.
    member(plan, Role.LEAD, by=world, posts=("CFO",))
    keeper.goes_to("/plans/example/people/")
    keeper.looks_only_at("CFO Chief Finance Officer")
    keeper.follows("Somebody lead")
    keeper.follows("They are leaving: who takes over?")
    keeper.picks("Somebody else, named below", of="Who takes over?")
    keeper.writes("Sam Successor", into="Name of somebody else")
    keeper.chooses("Take them away now")
    keeper.presses("See what will happen")
    keeper.sees("Sam Successor", "CFO")
    keeper.presses("Confirm")
    keeper.sees("Somebody lead is replaced.")
    keeper.looks_only_at("CFO Chief Finance Officer")
    keeper.opens("1 to come")
    keeper.sees("Sam Successor from")

    # Of any action it can be read who wrote what, and when.
    keeper.goes_to("/plans/example/actions/4.1/")
    keeper.follows("audit")
    keeper.sees("Command line")
