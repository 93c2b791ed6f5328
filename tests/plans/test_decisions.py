"""What is decided and at which meeting: the record, and the part of a form that asks for it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from plans.forms import MeetingChoice
from plans.models import Committee, Decision, Meeting, Plan, Role
from plans.services import MeetingRefused, NamedMeeting, create_plan, keep_meeting, record_decision
from tests.factories import member

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2019, 3, 14), date(2019, 4, 11)
NAMED = {"held_on_day": "14", "held_on_month": "3", "held_on_year": "2019"}


@pytest.fixture
def plan(administrator):
    return create_plan(plan=Plan(slug="p", name="P"), by=administrator)


@pytest.fixture
def meeting(plan, administrator):
    return keep_meeting(plan=plan, committee="Finance Committee", held_on=MARCH, by=administrator)


def test_a_meeting_named_twice_is_kept_once_whatever_its_letters(plan, meeting, administrator):
    again = keep_meeting(plan=plan, committee=" finance  committee", held_on=MARCH, by=administrator)
    later = keep_meeting(plan=plan, committee="Finance Committee", held_on=APRIL, by=administrator)
    assert (again, later.committee) == (meeting, meeting.committee)
    assert (Committee.objects.count(), Meeting.objects.count()) == (1, 2)
    assert later.history.get().history_user == administrator


def test_a_decision_is_dated_by_its_meeting_else_by_the_day(plan, meeting, administrator):
    at_it = record_decision(plan=plan, kind="date_agreed", text="Agreed.", meeting=meeting, on=APRIL, by=administrator)
    named = NamedMeeting("Governing Body", APRIL)
    at_another = record_decision(plan=plan, kind="concern_seen", text="", meeting=named, on=APRIL, by=administrator)
    alone = record_decision(plan=plan, kind="pack_received", text="", on=APRIL, by=administrator)
    assert [each.decided_on for each in (at_it, at_another, alone)] == [MARCH, APRIL, APRIL]
    assert (str(at_another.meeting), alone.meeting) == ("Governing Body, 11/04/2019", None)
    assert at_it.history.get().history_user == administrator


def test_no_decision_comes_from_a_meeting_to_come_or_of_another_plan(plan, meeting, administrator):
    with pytest.raises(MeetingRefused, match="on 14 March 2019 is still to come"):
        record_decision(plan=plan, kind="date_agreed", text="", meeting=meeting, on=date(2019, 3, 13), by=administrator)
    other = create_plan(plan=Plan(slug="q", name="Q"), by=administrator)
    with pytest.raises(MeetingRefused, match="another plan"):
        record_decision(plan=other, kind="date_agreed", text="", meeting=meeting, on=APRIL, by=administrator)
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("kind", ["date_agreed", "date_refused", "concern_seen", "scope_changed", "pack_received"])
def test_who_may_take_a_decision(kind, plan, administrator):
    pmo, lead = (member(plan, role, by=administrator) for role in (Role.PMO, Role.LEAD))
    assert record_decision(plan=plan, kind=kind, text="", on=APRIL, by=pmo).recorded_by == pmo
    with pytest.raises(PermissionDenied):
        record_decision(plan=plan, kind=kind, text="", on=APRIL, by=lead)


def filled(plan, **typed):
    form = MeetingChoice(typed, plan=plan, on=APRIL)
    form.full_clean()
    return form


def test_only_meetings_of_the_plan_that_were_held_can_be_chosen(plan, meeting, administrator):
    keep_meeting(plan=plan, committee="Finance Committee", held_on=date(2019, 5, 1), by=administrator)
    other = create_plan(plan=Plan(slug="q", name="Q"), by=administrator)
    keep_meeting(plan=other, committee="Board", held_on=MARCH, by=administrator)
    form = filled(plan)
    assert [label for _, label in form.fields["meeting"].choices] == [
        "Not at a meeting",
        "Finance Committee, 14 March 2019",
        "Another meeting, named below",
    ]
    assert form.fields["committee"].help_text == "Known so far: Finance Committee"
    assert filled(other, meeting=str(meeting.pk)).errors == {"meeting": ["Choose a meeting from the list"]}


def test_the_meeting_chosen_is_a_known_one_a_named_one_or_none(plan, meeting):
    assert filled(plan, meeting=str(meeting.pk)).cleaned_data["meeting"] == meeting
    assert filled(plan, meeting="").cleaned_data["meeting"] is None
    named = NamedMeeting("Board", MARCH)
    assert filled(plan, meeting="another", committee="Board", **NAMED).cleaned_data["meeting"] == named
    assert filled(plan, meeting="", committee="Board", **NAMED).cleaned_data["meeting"] == named


def test_each_mistake_has_a_sentence_at_its_field(plan, meeting):
    assert filled(plan, meeting="another").errors == {
        "committee": ["Enter the committee that met, such as Governing Body"],
        "held_on": ["Enter the day of the meeting, such as 30 9 2026"],
    }
    late = filled(plan, meeting="another", committee="Board", **(NAMED | {"held_on_month": "5"}))
    assert late.errors == {"held_on": ["Enter a day that has come: 14 May 2019 is after 11 April 2019"]}
    both = filled(plan, meeting=str(meeting.pk), committee="Board")
    assert both.errors == {"meeting": ["Choose “Another meeting”, or empty the committee and the day below"]}
    long = filled(plan, meeting="another", committee="B" * 201, **NAMED)
    assert long.errors == {"committee": ["The name of a committee has 200 characters at most; shorten it"]}
