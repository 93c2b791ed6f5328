"""The people of a plan: who puts them right, and whose log-in is whose."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Person, User
from actions.models import Assignment
from actions.querysets import people_of, plans_naming
from actions.rights import may_put_right
from actions.services import link_log_in, save_person
from plans.models import Oversight, Role
from plans.services import give_role, hold_post
from tests.factories import make_plan, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


@pytest.fixture
def holder(plan, administrator):
    person = Person.objects.create(initials="CH", to_confirm=True)
    hold_post(post=plan.posts.get(), person=person, on=None, by=administrator)
    return person


def test_the_people_of_a_plan_are_those_it_names_in_any_way(plan, pmo, holder, administrator):
    leads, oversees = Person.objects.create(name="Leads"), Person.objects.create(name="Oversees")
    Assignment.objects.create(action=plan.actions.first(), role="ops_lead", person=leads)
    Oversight.objects.create(area=plan.areas.first(), member=oversees)
    other = make_plan(administrator, slug="other", actions=1)
    stranger = Person.objects.create(name="Stranger")
    hold_post(post=other.posts.get(), person=stranger, on=None, by=administrator)
    assert set(people_of(plan)) == {holder, leads, oversees, pmo.person}
    assert set(people_of(other)) == {stranger}


def test_the_programme_office_writes_down_and_confirms_people_of_its_plan(plan, pmo, holder):
    save_person(plan=plan, person=holder, name="Carol Hill", to_confirm=False, by=pmo)
    new = save_person(plan=plan, person=Person(), name="Nat New", by=pmo)
    assert Person.objects.get(pk=holder.pk).name == "Carol Hill"
    assert [row.history_user for row in new.history.all()] == [pmo]
    with pytest.raises(ValidationError, match="Enter a name or initials"):
        save_person(plan=plan, person=holder, name="", initials="", by=pmo)


def test_nobody_writes_about_people_of_another_plan_or_without_managing_this_one(plan, pmo, holder, administrator):
    stranger = Person.objects.create(name="Stranger")
    with pytest.raises(PermissionDenied, match="This person has no part in the plan"):
        save_person(plan=plan, person=stranger, name="Changed", by=pmo)
    with pytest.raises(PermissionDenied, match="Ask an administrator"):
        save_person(plan=plan, person=holder, name="Changed", by=member(plan, Role.LEAD, by=administrator))


def reader(plan, administrator, email="reader@plan.example"):
    user = User.objects.create_user(email)
    give_role(plan=plan, user=user, role=Role.READER, by=administrator)
    return user


def test_a_log_in_becomes_a_persons_and_is_taken_off_again(plan, pmo, holder, administrator):
    user = reader(plan, administrator)
    link_log_in(plan=plan, person=holder, user=user, by=pmo)
    assert User.objects.get(pk=user.pk).person == holder
    holder.refresh_from_db()
    link_log_in(plan=plan, person=holder, user=None, by=pmo)
    assert User.objects.get(pk=user.pk).person is None
    assert [row.history_change_reason for row in user.history.all()[:2]] == ["Belongs to nobody", "Belongs to CH"]
    holder = Person.objects.get(pk=holder.pk)
    link_log_in(plan=plan, person=holder, user=None, by=pmo)
    assert user.history.count() == 3  # made, linked, taken off


def test_a_person_has_one_log_in(plan, pmo, holder, administrator):
    link_log_in(plan=plan, person=holder, user=reader(plan, administrator), by=pmo)
    with pytest.raises(ValidationError, match="CH has a log-in already"):
        link_log_in(
            plan=plan,
            person=Person.objects.get(pk=holder.pk),
            user=reader(plan, administrator, "second@plan.example"),
            by=pmo,
        )


def test_a_log_in_of_elsewhere_is_not_linked(plan, pmo, holder, administrator, outsider):
    with pytest.raises(PermissionDenied, match="This log-in has no role in the plan. Give it one first"):
        link_log_in(plan=plan, person=holder, user=outsider, by=pmo)
    other = make_plan(administrator, slug="other", actions=1)
    user = reader(plan, administrator)
    give_role(plan=other, user=user, role=Role.LEAD, by=administrator)
    with pytest.raises(PermissionDenied, match="This log-in opens more than you look after"):
        link_log_in(plan=plan, person=holder, user=user, by=pmo)
    give_role(plan=plan, user=administrator, role=Role.READER, by=administrator)
    with pytest.raises(PermissionDenied, match="This log-in opens more than you look after"):
        link_log_in(plan=plan, person=holder, user=administrator, by=pmo)
    assert not User.objects.filter(person=holder).exists()


def test_nobody_gains_the_posts_that_a_person_holds_in_another_plan(plan, pmo, holder, administrator):
    other = make_plan(administrator, slug="other", actions=1)
    hold_post(post=other.posts.get(), person=holder, on=None, by=administrator)
    user = reader(plan, administrator)
    with pytest.raises(PermissionDenied, match="CH has a part in more than you look after. Ask an administrator of"):
        link_log_in(plan=plan, person=holder, user=user, by=pmo)
    link_log_in(plan=plan, person=holder, user=user, by=administrator)
    assert User.objects.get(pk=user.pk).person == holder


def in_a_post(plan, person, administrator):
    hold_post(post=plan.posts.get(), person=person, on=None, by=administrator)


def in_an_action(plan, person, administrator):
    Assignment.objects.create(action=plan.actions.first(), role="ops_lead", person=person)


def over_an_area(plan, person, administrator):
    Oversight.objects.create(area=plan.areas.first(), member=person)


def by_a_role(plan, person, administrator):
    User.objects.create_user("theirs@plan.example", person=person)
    give_role(plan=plan, user=person.user, role=Role.READER, by=administrator)


@pytest.mark.parametrize("tie", [in_a_post, in_an_action, over_an_area, by_a_role])
def test_nobody_renames_who_has_a_part_in_a_plan_that_they_do_not_manage(plan, pmo, holder, administrator, tie):
    other = make_plan(administrator, slug="other", actions=1)
    tie(other, holder, administrator)
    assert set(plans_naming(holder)) == {plan, other}
    holder.name = "Mallory"
    with pytest.raises(PermissionDenied, match="CH has a part in more than you look after"):
        save_person(plan=plan, person=holder, by=pmo)
    assert not may_put_right(holder, pmo)
    assert Person.objects.get(pk=holder.pk).name == ""
    give_role(plan=other, user=pmo, role=Role.PMO, by=administrator)
    assert save_person(plan=plan, person=holder, by=pmo).name == "Mallory"


def test_nobody_renames_an_administrator_of_the_tracker_but_another_one(plan, pmo, administrator):
    for flag in ("is_staff", "is_superuser"):
        person = member(plan, Role.READER, by=administrator, email=f"{flag}@example.org").person
        User.objects.filter(person=person).update(**{flag: True})
        with pytest.raises(PermissionDenied, match="has a part in more than you look after"):
            save_person(plan=plan, person=person, name="Mallory", by=pmo)
        assert save_person(plan=plan, person=person, name="Ann", by=administrator).name == "Ann"


def test_the_page_of_a_person_out_of_reach_says_why_and_has_no_fields(client, plan, pmo, holder, administrator):
    over_an_area(make_plan(administrator, slug="other", actions=1), holder, administrator)
    client.force_login(pmo)
    address = f"/plans/sample/people/{holder.pk}/"
    page = client.get(address).content.decode()
    assert "CH has a part in more than you look after. Ask an administrator of the tracker" in page
    assert 'name="initials"' not in page and "Confirm and save" not in page and "Back to People" in page
    refused = client.post(address, {"name": "Mallory", "initials": "M"})
    assert refused.status_code == 403 and "CH has a part in more than" in refused.content.decode()
    assert Person.objects.get(pk=holder.pk).name == ""


def test_only_log_ins_within_reach_are_offered_to_be_linked(client, plan, pmo, holder, administrator):
    own = reader(plan, administrator)
    shared = reader(plan, administrator, "shared@plan.example")
    give_role(plan=make_plan(administrator, slug="other", actions=1), user=shared, role=Role.LEAD, by=administrator)
    for user, offered in ((pmo, {own.email}), (administrator, {own.email, shared.email})):
        client.force_login(user)
        page = client.get(f"/plans/sample/people/{holder.pk}/").content.decode()
        assert {each.email for each in (own, shared) if f">{each.email}</option>" in page} == offered
