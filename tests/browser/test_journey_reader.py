"""A reader looks, from a figure of the overview down to who said what on which day, and can change nothing."""

import pytest

from plans.models import Plan, Role
from tests.factories import member


@pytest.fixture
def reader(world, somebody):
    return somebody(member(Plan.objects.get(slug="example"), Role.READER, by=world), "reader")


def test_a_reader_follows_a_figure_to_the_words_behind_it(reader):
    reader.logs_in()
    reader.can_change_nothing()
    reader.follows("Estuary Vale CCG Improvement Delivery Plan")
    reader.sees("Where the plan stands", "100 actions")
    reader.can_change_nothing()

    reader.follows("7 with no progress")
    reader.sees("7 actions of 100")
    reader.can_change_nothing()
    reader.follows("4.1 See to it that an executive")
    reader.can_change_nothing()
    reader.does_not_see("Update this action", "Ask for a later date", "Offer evidence", "Raise a concern")
    reader.looks_only_at("What was said")
    reader.sees("As at 10 January 2019", "Dates for the round have been asked for.")
    reader.sees("Imported by Command line on", "improvement-plan-2019-01.xlsx, IP Performance, row 80")

    # An address out of somebody else's message.
    reader.is_refused("/plans/example/actions/4.1/update/")
    reader.sees("You may not do this", "Ask an administrator of the plan")
    reader.can_change_nothing()
