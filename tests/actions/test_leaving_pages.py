"""A person's page, and the one on which a leaver is replaced."""

import re
from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Person, User
from plans.models import Oversight, Post, Role
from plans.services import deputise, give_role, hold_post, save_reference
from tests.factories import make_plan, member

from .people_at_work import day, name_as_lead, sent, words

pytestmark = pytest.mark.django_db
FEB, LAST = date(2019, 2, 12), date(2030, 3, 31)


@pytest.fixture
def plan(administrator):
    plan = make_plan(administrator, actions=3)
    save_reference(
        record=Post(plan=plan, abbreviation="CFO", title="Chief Finance Officer", position=1), by=administrator
    )
    return plan


@pytest.fixture
def pmo(client, plan, administrator):
    client.force_login(member(plan, Role.PMO, by=administrator))
    return client


@pytest.fixture
def ann(plan, administrator):
    ann = Person.objects.create(name="Ann Able", initials="AA", to_confirm=True)
    hold_post(post=plan.posts.get(abbreviation="AO"), person=ann, on=FEB, by=administrator)
    deputise(post=plan.posts.get(abbreviation="CFO"), person=ann, on=FEB, by=administrator)
    return ann


@pytest.fixture
def ben(plan, administrator):
    ben = Person.objects.create(name="Ben Best")
    deputise(post=plan.posts.get(abbreviation="AO"), person=ben, on=FEB, by=administrator)
    return ben


def log_in(plan, administrator, person=None, role=Role.LEAD, email="ann@plan.example"):
    user = User.objects.create_user(email, person=person)
    give_role(plan=plan, user=user, role=role, by=administrator)
    return user


def at(person, tail=""):
    return f"/plans/sample/people/{person.pk}/{tail}"


def test_a_person_is_named_confirmed_and_given_a_log_in(pmo, plan, ann, administrator):
    user = log_in(plan, administrator)
    page = words(pmo, at(ann))
    assert "A workbook names Ann Able , but its table of posts" in page
    assert "AO from 12 February 2019 Days of AO CFO , deputy from 12 February 2019" in page
    assert "Ann Abel is saved." in sent(pmo, at(ann), name="Ann Abel", initials="AA", user=user.pk)
    ann.refresh_from_db()
    assert (ann.name, ann.to_confirm, ann.user) == ("Ann Abel", False, user)
    assert "ann@plan.example" in words(pmo, at(ann))
    sent(pmo, at(ann), name="Ann Abel", initials="", user=user.pk)
    assert User.objects.get(person=ann) == user
    sent(pmo, at(ann), name="Ann Abel", initials="", user="")
    assert not User.objects.filter(person=ann).exists()


def test_a_person_without_a_name_is_refused_in_a_sentence(pmo, ann):
    page = sent(pmo, at(ann), name="", initials="")
    assert "There is a problem Enter a name or initials" in page
    assert "Ann Able" in page


def test_a_log_in_of_another_plan_too_is_not_the_offices_to_link(pmo, plan, ann, administrator):
    user = log_in(plan, administrator)
    give_role(plan=make_plan(administrator, slug="other", actions=1), user=user, role=Role.LEAD, by=administrator)
    page = sent(pmo, at(ann), name="Ann", initials="", user=user.pk)
    assert "Choose a log-in of the list, or ask an administrator of the tracker to link this one" in page
    ann.refresh_from_db()
    assert ann.name == "Ann Able"


def test_a_person_whose_log_in_was_taken_meanwhile_keeps_what_was_typed(
    pmo, plan, ann, ben, administrator, monkeypatch
):
    from django.core.exceptions import ValidationError

    from actions.views import leavers

    def taken(**kwargs):
        raise ValidationError({"person": "Ann Able has a log-in already"})

    monkeypatch.setattr(leavers, "put_right_person", taken)
    assert "Ann Able has a log-in already" in sent(pmo, at(ann), name="Ann", initials="")


def test_a_leaver_is_replaced_after_a_look_at_what_will_happen(client, plan, ann, ben, administrator):
    user = log_in(plan, administrator, ann)
    client.force_login(administrator)
    page = words(client, at(ann, "leaving/"))
    assert "AO Accountable Officer CFO deputy Chief Finance Officer" in page and "lead" in page
    form = day("last_day", LAST) | {"person": ben.pk, "roles_end": "yes"}
    checked = client.post(at(ann, "leaving/"), form).content.decode()
    assert "AO: Ben Best holds it from 1 April 2030; Ann Able holds it until 31 March 2030." in checked
    assert "(lead) are taken away now" in checked
    assert ann.holdings.filter(held_to=None).count() == 2
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', checked))
    assert "Ann Able is replaced." in sent(client, at(ann, "leaving/"), **hidden)
    assert ann.holdings.filter(held_to=LAST).count() == 2 and not user.memberships.exists()
    assert "Something changed since this was shown" in sent(client, at(ann, "leaving/"), **hidden)


def test_what_was_chosen_can_be_changed_before_it_is_confirmed(pmo, ann, ben):
    form = day("last_day", LAST) | {"person": "another", "name": "Nat New", "change": "yes"}
    response = pmo.post(at(ann, "leaving/"), form)
    page = response.content.decode()
    assert 'value="Nat New"' in page and "There is a problem" not in page
    assert not Person.objects.filter(name="Nat New").exists()


def test_each_post_can_go_to_somebody_else_and_nobody_is_said(pmo, plan, ann, ben):
    deputy = ann.holdings.get(capacity="deputy")
    form = day("last_day", LAST) | {"person": "nobody", f"holding_{deputy.pk}": ben.pk}
    page = sent(pmo, at(ann, "leaving/"), **form)
    assert "AO: Ann Able holds it until 31 March 2030; it is vacant from 1 April 2030." in page
    assert "CFO: Ben Best deputises for it from 1 April 2030" in page
    form[f"holding_{deputy.pk}"] = "nobody"
    assert "nobody deputises in their place" in sent(pmo, at(ann, "leaving/"), **form)


def test_the_actions_that_name_somebody_can_go_to_another_than_the_posts(pmo, plan, ann, ben, administrator):
    name_as_lead(plan, "1.2", ann, administrator, post=None)
    form = day("last_day", LAST) | {"person": "nobody"}
    page = sent(pmo, at(ann, "leaving/"), **form)
    assert "Ann Able is taken off 1 action from today: 1.2. Without a lead then: 1.2 (operational lead)." in page
    page = sent(pmo, at(ann, "leaving/"), **form, named=ben.pk)
    assert "Ben Best leads 1 action in place of Ann Able from today: 1.2." in page


def test_the_office_is_told_who_takes_roles_away(pmo, plan, ann, administrator):
    log_in(plan, administrator, ann)
    page = words(pmo, at(ann, "leaving/"))
    assert "Roles are taken away by an administrator of the tracker: tell them." in page
    assert "Take them away now" not in page
    log_in(plan, administrator, None, Role.ADMINISTRATOR, "chief@plan.example")
    assert "Roles are taken away by chief@plan.example: tell them." in words(pmo, at(ann, "leaving/"))
    page = sent(pmo, at(ann, "leaving/"), **day("last_day", LAST), person="nobody", roles_end="yes")
    assert "stay as they are" in page and "Roles are taken away by chief@plan.example" in page


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"person": ""}, "Choose who takes over, or “Nobody yet”"),
        ({"person": "nobody", "name": "Nat"}, "Choose “Somebody else” above, or empty this name"),
        ({"person": "another"}, "Enter the name of the person"),
        ({"person": "another", "name": "ann able"}, "ann able is who leaves; name somebody else"),
        ({"person": "nobody", "last_day_year": ""}, "The last day must include a year"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(pmo, ann, ben, form, sentence):
    page = sent(pmo, at(ann, "leaving/"), **(day("last_day", LAST) | form))
    assert "There is a problem" in page and sentence in page


def test_somebody_with_one_post_and_with_none(pmo, plan, ben):
    assert "Somebody else for one of them?" not in words(pmo, at(ben, "leaving/"))
    page = sent(pmo, at(ben, "leaving/"), **day("last_day", timezone.localdate()), person="nobody")
    assert "AO: Ben Best deputises for it until" in page
    area = plan.areas.first()
    member_of_board = Person.objects.create(name="Gov Member")
    save_reference_oversight = Oversight.objects.create(area=area, member=member_of_board)
    page = words(pmo, at(member_of_board, "leaving/"))
    assert f"Areas they watch over {save_reference_oversight.area}" in page and "No post of this plan." in page
    page = sent(pmo, at(member_of_board, "leaving/"), **day("last_day", LAST), person="nobody")
    assert "Nothing: Gov Member holds no post after that day" in page


def test_actions_that_name_somebody_are_listed_and_many_are_folded(pmo, plan, ann, administrator):
    from actions.models import Assignment

    named = Person.objects.create(name="Cy Named")
    Assignment.objects.create(action=plan.actions.first(), role="ops_lead", person=named)
    assert "Actions that name them 2.1 Do thing 1" in words(pmo, at(named))
    big = make_plan(administrator, slug="big", actions=7)
    for action in big.actions.all():
        Assignment.objects.create(action=action, role="ops_lead", person=named)
    pmo.force_login(administrator)
    assert "Actions that name them 7 actions" in words(pmo, f"/plans/big/people/{named.pk}/")


def test_people_of_another_plan_are_not_found(pmo, administrator):
    stranger = Person.objects.create(name="Stranger")
    other = make_plan(administrator, slug="other", actions=1)
    hold_post(post=other.posts.get(), person=stranger, on=None, by=administrator)
    for tail in ("", "leaving/"):
        assert pmo.get(at(stranger, tail)).status_code == 404
