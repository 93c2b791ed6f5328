"""A pack on its way to the board: prepared, signed, issued, read; and what is issued stays, whatever happens after."""

from datetime import date, timedelta

import pytest

from actions.models import Action, Origin
from actions.services import Entry, record_statements
from plans.models import Plan, Role
from tests.factories import member

TODAY = date.today()
MINUTES = 3 * 60_000  # four documents of a hundred actions are made, in a process of their own


@pytest.fixture
def plan(world):
    return Plan.objects.get(slug="example")


@pytest.fixture
def office(plan, world, somebody):
    return patient(somebody(member(plan, Role.PMO, by=world), "pack office"))


@pytest.fixture
def finance(plan, world, somebody):
    """Who holds the post that signs."""
    return patient(somebody(member(plan, Role.LEAD, by=world, posts=("CFO",)), "pack signer"))


@pytest.fixture
def reader(plan, world, somebody):
    return patient(somebody(member(plan, Role.READER, by=world), "pack reader"))


def patient(person):
    person.page.set_default_timeout(MINUTES)
    return person


def downloads(person, link):
    """The name and the bytes of the file that a link gives."""
    with person.page.expect_download() as download:
        person._named(link, "link").click()
    with open(download.value.path(), "rb") as file:
        return download.value.suggested_filename, file.read()


def a_day_later_an_action_changes(plan, by):
    action = Action.objects.get(plan=plan, ref="4.1")
    facts = {"progress": "An executive sat in the last round.", "rating": plan.ratings.get(code="B")}
    entry = Entry(action, facts, origin=Origin.CORRECTION, before=action.statements.first())
    record_statements(plan=plan, entries=[entry], effective_on=TODAY, by=by)


def test_a_pack_goes_to_the_board_and_stays_as_it_was(office, finance, reader, plan, world):
    # The programme office makes a period, and prepares a pack of it.
    office.logs_in()
    office.follows("Estuary Vale CCG Improvement Delivery Plan")
    office.follows("Reports")
    office.follows("Reporting periods")
    office.presses("Make a period")
    office.writes("This month", into="What is it called?")
    office.gives_the_date(TODAY - timedelta(days=20), to="When does it open?")
    office.gives_the_date(TODAY, to="By when are updates due?")
    office.gives_the_date(TODAY + timedelta(days=1), to="As at which day are its figures?")
    office.presses("Make this period")
    office.follows("Prepare a pack of This month")
    office.chooses("For assurance")
    office.picks("Another meeting, named below", of="Meeting")
    office.opens("Name another meeting")
    office.writes("Governing Body", into="Committee")
    office.gives_the_date(TODAY + timedelta(days=14), to="Day of the meeting")
    office.picks("Chief Finance Officer (CFO)", of="Author")
    office.chooses("Chief Finance Officer (CFO)")
    office.presses("Make the draft")
    office.sees("Draft of Pack 2, v1.0", "1 signature is missing")

    # Nobody but those who sign it sees the draft; its signer does, and signs.
    reader.logs_in()
    reader.goes_to("/plans/example/reports/")
    reader.does_not_see("Pack 2")
    finance.logs_in()
    finance.goes_to("/plans/example/reports/")
    finance.follows("Pack 2, v1.0")
    finance.presses("Sign this draft for Chief Finance Officer")
    finance.sees("You have signed Pack 2, v1.0 for CFO.", "All have signed.")

    # It is issued.
    office.goes_to("/plans/example/reports/packs/2/draft/")
    office.presses("Issue Pack 2, v1.0")
    office.sees("never change", "CFO: Somebody lead")
    office.presses("Issue it")
    office.sees("Pack 2, v1.0", "Issued on")

    # A reader opens it and takes it home.
    reader.goes_to("/plans/example/reports/")
    reader.follows("Pack 2, v1.0")
    reader.can_change_nothing()
    reader.looks_only_at("Read it")
    name, pdf = downloads(reader, "Download the PDF of Pack 2, v1.0")
    assert name == "example-pack-2-v1.0.pdf" and pdf.startswith(b"%PDF-1.7")
    twin = reader.page.request.get("/plans/example/reports/packs/2/0/html/").text()
    assert all(words in twin for words in ("Final", "Governing Body", "Somebody lead"))

    # An action changes: what was issued is byte for byte as it was.
    a_day_later_an_action_changes(plan, world)
    reader.goes_to("/plans/example/reports/packs/2/")
    reader.looks_only_at("Read it")
    assert downloads(reader, "Download the PDF of Pack 2, v1.0") == (name, pdf)

    # Issued again, the new version says what changed, and the old one that it was replaced.
    office.presses("Issue it again")
    office.writes("The last round was reported wrongly.", into="Why is it issued again?")
    office.presses("Make the draft")
    office.sees("Draft of Pack 2, v1.1", "What changed in v1.1", "4.1: Complete, was No progress.")
    finance.goes_to("/plans/example/reports/packs/2/draft/")
    finance.presses("Sign this draft for Chief Finance Officer")
    office.goes_to("/plans/example/reports/packs/2/draft/")
    office.presses("Issue Pack 2, v1.1")
    office.presses("Issue it")
    reader.goes_to("/plans/example/reports/packs/2/")
    reader.sees("Pack 2, v1.1", "Replaced by v1.1", "4.1: Complete, was No progress.")
    reader.looks_only_at("v1.0")
    assert downloads(reader, "Download the PDF of Pack 2, v1.0") == (name, pdf)
