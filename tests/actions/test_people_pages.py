"""The page of a plan's people, and those on which its posts and their holders are put right."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Person
from plans.models import Holding, Plan, Post, Role
from plans.permissions import ROLES, Permission
from plans.services import create_plan, deputise, give_role, hold_post, save_reference
from tests.factories import make_plan, member
from tests.reports.reading import text_of

from .people_at_work import day, sent, words

pytestmark = pytest.mark.django_db
PEOPLE, POSTS = "/plans/sample/people/", "/plans/sample/people/posts/"
JAN, MAR, DEC = date(2019, 1, 10), date(2019, 3, 14), date(2019, 12, 31)


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.fixture
def post(plan):
    return plan.posts.get()


@pytest.fixture
def pmo(client, plan, administrator):
    user = member(plan, Role.PMO, by=administrator)
    client.force_login(user)
    return client


@pytest.fixture
def people(plan, post, administrator):
    """Three persons of the plan: the first holds the post from January, the others are known."""
    people = [Person.objects.create(name=name) for name in ("Ann Able", "Ben Best", "Cat Cole")]
    hold_post(post=post, person=people[0], on=JAN, by=administrator)
    for person in people[1:]:
        deputise(post=post, person=person, on=JAN, until=JAN, by=administrator)
    return people


def test_it_says_who_holds_and_who_deputises_and_folds_the_rest(pmo, post, people, administrator):
    hold_post(post=post, person=people[1], on=MAR, by=administrator)
    now = words(pmo, PEOPLE)
    assert "AO Accountable Officer Ben Best from 14 March 2019" in now
    assert "3 earlier Ann Able from 10 January 2019 to 13 March 2019" in now
    then = words(pmo, f"{PEOPLE}?as_at=2019-01-10")
    assert "Ann Able from 10 January 2019 to 13 March 2019" in then.partition("1 to come")[0]
    assert "Ben Best , deputy from 10 January 2019 to 10 January 2019" in then.partition("1 to come")[0]
    assert "New holder" in now and "New holder" not in then


def test_it_says_what_is_vacant_and_what_waits_to_be_confirmed(pmo, plan, administrator):
    hold_post(
        post=plan.posts.get(), person=Person.objects.create(initials="CH", to_confirm=True), on=None, by=administrator
    )
    save_reference(record=Post(plan=plan, abbreviation="COO", to_confirm=True), by=administrator)
    page = words(pmo, PEOPLE)
    assert "COO , a post Confirm COO" in page and "CH , a person Confirm CH" in page
    assert "COO (to be confirmed) Vacant Fill" in page


def test_it_says_who_may_log_in_as_what_and_when_they_last_did(pmo, plan, post, people, administrator, outsider):
    lead = member(plan, Role.LEAD, by=administrator, posts=())
    lead.person, lead.last_login, lead.is_active = people[0], timezone.now(), False
    lead.save()
    give_role(plan=plan, user=outsider, role=Role.READER, by=administrator)
    give_role(plan=plan, user=outsider, role=Role.RISK_OWNER, by=administrator)
    page = words(pmo, PEOPLE).partition("Log-ins (3)")[2]
    assert "Switched off: cannot log in lead Ann Able AO" in page
    assert "outsider@example.org reader, risk owner Not linked to a person Never yet" in page
    assert "programme office (PMO) Somebody pmo Holds no post" in page
    hold_post(post=post, person=people[1], on=MAR, by=administrator)
    assert "Ann Able Holds no post any longer" in words(pmo, PEOPLE)


def test_an_empty_plan_says_what_is_next_and_gets_its_first_post(client, administrator):
    empty = create_plan(plan=Plan(slug="empty", name="Empty"), by=administrator)
    client.force_login(administrator)
    page = words(client, "/plans/empty/people/")
    assert "The plan has no posts yet." in page and "Nobody has a role in the plan yet" in page
    assert "To confirm" not in page
    sent(client, "/plans/empty/people/posts/new/", abbreviation="COO")
    assert empty.posts.get().position == 0


def test_a_post_is_added_named_and_confirmed(pmo, plan):
    assert "The post COO is added." in sent(pmo, f"{POSTS}new/", abbreviation=" COO ", title="Chief Operating Officer")
    post = plan.posts.last()
    assert (post.abbreviation, post.title, post.position, post.to_confirm) == (
        "COO",
        "Chief Operating Officer",
        1,
        False,
    )
    post.to_confirm = True
    post.save()
    assert "A workbook names COO , but its table" in words(pmo, f"{POSTS}{post.pk}/")
    assert "The post CO is saved." in sent(pmo, f"{POSTS}{post.pk}/", abbreviation="CO", title="")
    post.refresh_from_db()
    assert (post.abbreviation, post.title, post.to_confirm) == ("CO", "", False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter the abbreviation of the post, such as CFO"),
        ("a o", "There is a post AO already; use another abbreviation"),
        ("x" * 61, "An abbreviation has 60 characters at most; shorten it"),
    ],
)
def test_a_post_that_cannot_be_is_said_and_kept_as_typed(pmo, plan, typed, sentence):
    response = pmo.post(f"{POSTS}new/", {"abbreviation": typed, "title": "Kept"})
    page = response.content.decode()
    assert sentence in text_of(page) and 'value="Kept"' in page and "<title>Error: " in page
    assert plan.posts.count() == 1


def test_somebody_holds_a_post_from_a_day(pmo, post, people):
    page = sent(pmo, f"{POSTS}{post.pk}/holder/", person=people[1].pk, **day("on", MAR))
    assert "Ben Best holds AO from 14 March 2019." in page
    page = sent(pmo, f"{POSTS}{post.pk}/holder/", person=people[2].pk, **day("on", None))
    assert "Cat Cole holds AO until 9 January 2019." in page


def test_somebody_new_is_written_down_by_name_and_somebody_known_is_found(pmo, post, people):
    address = f"{POSTS}{post.pk}/deputy/"
    page = sent(pmo, address, person="another", name="Dan Dare", **day("on", MAR), **day("until", DEC))
    assert "Dan Dare deputises for AO from 14 March 2019 to 31 December 2019." in page
    sent(pmo, address, person="another", name="ANN ABLE", **day("on", MAR), **day("until", None))
    assert Person.objects.filter(name__iexact="ann able").count() == 1
    assert post.holdings.filter(capacity="deputy", held_to=None).get().person == people[0]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"person": ""}, "Choose a person, or “Somebody else”"),
        ({"person": "another"}, "Enter the name of the person"),
        ({"person": "another", "name": "x" * 201}, "A name has 200 characters at most; shorten it"),
        ({"person": "first", "name": "Dan"}, "Choose “Somebody else” above, or empty this name"),
        ({"person": "first"} | day("on", DEC) | day("until", MAR), "The last day, 14 March 2019, is before the first"),
        ({"person": "second"} | day("on", JAN) | day("until", MAR), "Ben Best deputises for AO from 10 January 2019"),
        ({"person": "first", "on_day": "3"}, "The first day must include a month and a year"),
    ],
)
def test_a_deputy_that_cannot_be_is_said_in_a_sentence(pmo, post, people, form, sentence):
    named = {"first": people[0].pk, "second": people[1].pk}
    before = Holding.objects.count(), Person.objects.count()
    page = sent(pmo, f"{POSTS}{post.pk}/deputy/", **(form | {"person": named.get(form["person"], form["person"])}))
    assert "There is a problem" in page and sentence in page
    assert (Holding.objects.count(), Person.objects.count()) == before


def test_the_days_are_put_right_or_taken_out(pmo, post, people):
    holding = post.holdings.get(capacity="holder")
    address = f"{PEOPLE}holdings/{holding.pk}/"
    assert "Now: Ann Able holds AO from 10 January 2019." in words(pmo, address)
    page = sent(pmo, address, **day("held_from", None), **day("held_to", DEC))
    assert "Ann Able holds AO until 31 December 2019." in page
    page = sent(pmo, address, **day("held_from", DEC), **day("held_to", MAR))
    assert "is before the first, 31 December 2019" in page and "Now: Ann Able holds AO until" in page
    assert "Taken out: Ann Able holds AO until 31 December 2019." in sent(pmo, address, never="on")
    assert not Holding.objects.filter(pk=holding.pk).exists()


def test_what_is_another_plans_is_not_found(pmo, administrator):
    other = make_plan(administrator, slug="other", actions=1)
    holding = hold_post(post=other.posts.get(), person=Person.objects.create(name="X"), on=None, by=administrator)
    for tail in (f"posts/{other.posts.get().pk}/", f"posts/{other.posts.get().pk}/holder/", f"holdings/{holding.pk}/"):
        assert pmo.get(f"{PEOPLE}{tail}").status_code == 404


def test_who_may_not_manage_the_plan_is_told_whom_to_ask(client, plan, administrator):
    client.force_login(member(plan, Role.LEAD, by=administrator))
    response = client.get(PEOPLE)
    assert response.status_code == 403
    assert "Ask an administrator of the plan" in response.content.decode()


def test_every_member_reads_what_each_role_may_do(client, plan, administrator):
    client.force_login(member(plan, Role.READER, by=administrator))
    page = words(client, "/plans/sample/roles/")
    for role, rights in ROLES.items():
        assert f"{role.label[0].upper()}{role.label[1:]} {rights.sentence}" in page
    assert f"{Permission.DECIDE_DATE.value} yes yes no no no no no" in page
    assert f"{Permission.MANAGE_ROLES.value} yes no no no no no no" in page


@pytest.mark.parametrize("count", [1, 12, 300])
def test_the_queries_are_the_same_however_many_there_are(
    client, plan, post, administrator, count, django_assert_max_num_queries
):
    for n in range(count):
        person = Person.objects.create(name=f"Person {n}", to_confirm=True)
        own = post if n == 0 else Post.objects.create(plan=plan, abbreviation=f"P{n}")
        Holding.objects.create(post=own, person=person)
        user = type(administrator).objects.create(email=f"{n}@example.net", person=person)
        user.memberships.create(plan=plan, role=Role.READER)
    client.force_login(administrator)
    client.get(PEOPLE)
    with django_assert_max_num_queries(14):
        client.get(PEOPLE)
