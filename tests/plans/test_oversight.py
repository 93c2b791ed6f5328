"""Who watches over the areas of a plan."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from plans.models import Area, Oversight, SubHeading
from plans.services import keep_oversight
from plans.spreadsheet import read_oversight
from tests.factories import make_plan

LINES = {
    "A Member": [("", ["A Member"])],
    "A Member & B Member": [("", ["A Member", "B Member"])],
    "A Member, B Member and C Member": [("", ["A Member", "B Member", "C Member"])],
    "Planning – A Member\nSpending - B Member; C Member": [
        ("Planning", ["A Member"]),
        ("Spending", ["B Member", "C Member"]),
    ],
    "Planning: A Member": [("Planning", ["A Member"])],
    "Dr A Double-Name": [("", ["Dr A Double-Name"])],
    " \n": [],
}


@pytest.mark.parametrize("text", LINES)
def test_a_line_of_oversight_is_read(text):
    assert read_oversight(text) == LINES[text]


@pytest.fixture
def area(administrator):
    return Area.objects.filter(plan=make_plan(administrator)).first()


@pytest.fixture
def members(db):
    return [Person.objects.create(name=f"{letter} Member") for letter in "ABC"]


def watching():
    found = Oversight.objects.select_related("sub_heading", "member").order_by("pk")
    return [(str(each.sub_heading or ""), each.member.name) for each in found]


def test_members_are_kept_in_their_order_and_others_go(area, members, administrator):
    a, b, c = members
    keep_oversight(area=area, members=[c, a], by=administrator)
    keep_oversight(area=area, sub_heading="Planning", members=[b], by=administrator)
    assert watching() == [("", "C Member"), ("", "A Member"), ("Planning", "B Member")]
    keep_oversight(area=area, members=[b], by=administrator)
    keep_oversight(area=area, sub_heading="planning", members=[], by=administrator)
    assert watching() == [("", "B Member")]
    assert SubHeading.objects.count() == 1
    assert Oversight.history.filter(history_type="-").count() == 3


def test_what_is_so_already_writes_nothing(area, members, administrator):
    keep_oversight(area=area, members=members, by=administrator)
    before = Oversight.history.count()
    keep_oversight(area=area, members=members, by=administrator)
    assert Oversight.history.count() == before


def test_only_who_manages_the_plan_may(area, members, outsider):
    with pytest.raises(PermissionDenied):
        keep_oversight(area=area, members=members, by=outsider)
