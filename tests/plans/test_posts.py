"""Who holds a post and who deputises, from when to when, whatever the order in which it is told."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from plans.models import Holding, Plan, Post
from plans.services import (
    HoldingRefused,
    create_plan,
    date_holding,
    days_in_words,
    deputise,
    drop_holding,
    end_holding,
    hold_post,
    save_reference,
)

pytestmark = pytest.mark.django_db
JAN, FEB, MAR, APR = date(2019, 1, 10), date(2019, 2, 12), date(2019, 3, 14), date(2019, 4, 18)


@pytest.fixture
def post(administrator):
    plan = create_plan(plan=Plan(slug="p", name="P"), by=administrator)
    return save_reference(record=Post(plan=plan, abbreviation="AO"), by=administrator)


@pytest.fixture
def people(db):
    return [Person.objects.create(initials=initials) for initials in ("A1", "B2", "C3")]


@pytest.fixture
def hold(post, administrator):
    return lambda person, on: hold_post(post=post, person=person, on=on, by=administrator)


@pytest.fixture
def deputy(post, administrator):
    return lambda person, on, until=None: deputise(post=post, person=person, on=on, until=until, by=administrator)


def held(post, on):
    person = Holding.objects.holders(post.plan, on).get(post.pk)
    return person and person.initials


def told(post, capacity="holder"):
    """[(initials, from, to)] of a post, as it would be read out."""
    rows = post.holdings.filter(capacity=capacity).select_related("person")
    return [(row.person.initials, row.held_from, row.held_to) for row in rows]


def test_a_post_passes_from_one_holder_to_the_next(post, people, hold, administrator):
    first, second, third = people
    hold(first, None)
    hold(second, FEB)
    assert (held(post, JAN), held(post, FEB), held(post, MAR)) == ("A1", "B2", "B2")
    hold(third, FEB)
    assert held(post, FEB) == "C3" and post.holdings.count() == 2
    end_holding(post=post, on=MAR, by=administrator)
    assert (held(post, FEB), held(post, MAR)) == ("C3", None)
    assert all(row.history_user == administrator for row in Holding.history.all())


def test_what_is_told_late_does_not_push_out_who_came_after(post, people, hold):
    first, second, third = people
    hold(first, JAN)
    hold(second, MAR)
    hold(third, FEB)
    before = [("A1", JAN, date(2019, 2, 11)), ("C3", FEB, date(2019, 3, 13)), ("B2", MAR, None)]
    assert told(post) == before


def test_who_held_it_since_an_unknown_day_is_told_after_who_followed(post, people, hold):
    hold(people[0], FEB)
    hold(people[1], None)
    assert told(post) == [("B2", None, date(2019, 2, 11)), ("A1", FEB, None)]
    hold(people[2], None)
    assert told(post) == [("C3", None, date(2019, 2, 11)), ("A1", FEB, None)]


def test_a_successor_who_comes_before_a_known_last_day_shortens_it(post, people, hold, administrator):
    leaving = hold(people[0], JAN)
    date_holding(holding=leaving, held_from=JAN, held_to=APR, by=administrator)
    hold(people[1], MAR)
    assert told(post) == [("A1", JAN, date(2019, 3, 13)), ("B2", MAR, None)]


def test_a_gap_stays_a_gap(post, people, hold, administrator):
    date_holding(holding=hold(people[0], JAN), held_from=JAN, held_to=FEB, by=administrator)
    hold(people[1], APR)
    assert held(post, MAR) is None


def test_a_post_that_begins_and_ends_on_one_day_was_a_mistake(post, people, hold, administrator):
    hold(people[0], JAN)
    hold(people[1], MAR)
    end_holding(post=post, on=MAR, by=administrator)
    assert told(post) == [("A1", JAN, date(2019, 3, 13))]


def test_ending_a_holder_leaves_who_is_to_come_and_who_has_gone(post, people, hold, administrator):
    hold(people[0], JAN)
    hold(people[1], FEB)
    hold(people[2], APR)
    end_holding(post=post, on=MAR, by=administrator)
    expected = [("A1", JAN, date(2019, 2, 11)), ("B2", FEB, date(2019, 3, 13)), ("C3", APR, None)]
    assert told(post) == expected


def test_a_deputy_does_not_hold_the_post(post, people, deputy):
    deputy(people[0], None)
    assert held(post, JAN) is None
    assert [h.person for h in Holding.objects.as_at(post.plan, JAN)] == [people[0]]


def test_several_deputise_at_once_but_each_of_them_once(post, people, deputy):
    deputy(people[0], JAN, MAR)
    deputy(people[1], FEB)
    deputy(people[0], APR)
    with pytest.raises(HoldingRefused, match="A1 deputises for AO from 10 January 2019 to 14 March 2019. Choose days"):
        deputy(people[0], MAR, MAR)
    assert len(told(post, "deputy")) == 3


def test_whoever_becomes_the_holder_does_not_deputise_any_longer(post, people, hold, deputy):
    deputy(people[0], JAN)
    deputy(people[1], JAN)
    hold(people[0], MAR)
    assert told(post, "deputy") == [("A1", JAN, date(2019, 3, 13)), ("B2", JAN, None)]
    deputy(people[2], APR)
    hold(people[2], APR)
    assert [name for name, *_ in told(post, "deputy")] == ["A1", "B2"]


def test_the_days_of_a_holding_are_put_right(post, people, hold, administrator):
    first, second = hold(people[0], JAN), hold(people[1], MAR)
    first.refresh_from_db()
    date_holding(holding=first, held_from=None, held_to=FEB, by=administrator)
    date_holding(holding=second, held_from=date(2019, 2, 13), held_to=None, by=administrator)
    assert told(post) == [("A1", None, FEB), ("B2", date(2019, 2, 13), None)]


@pytest.mark.parametrize(
    ("begins", "ends", "sentence"),
    [
        (MAR, FEB, "The last day, 12 February 2019, is before the first, 14 March 2019"),
        (FEB, None, "A1 holds AO from 10 January 2019 to 13 March 2019"),
        (None, date(2019, 1, 9), None),
        (date(2019, 3, 13), MAR, "A1 holds AO from 10 January 2019 to 13 March 2019"),
        (MAR, MAR, None),
    ],
)
def test_a_post_has_one_holder_at_a_time(post, people, hold, administrator, begins, ends, sentence):
    hold(people[0], JAN)
    second = hold(people[1], MAR)
    if sentence:
        with pytest.raises(HoldingRefused, match=sentence):
            date_holding(holding=second, held_from=begins, held_to=ends, by=administrator)
    else:
        date_holding(holding=second, held_from=begins, held_to=ends, by=administrator)
        assert sorted(told(post), key=str)[-1][0] in ("A1", "B2") and post.holdings.count() == 2


def test_a_deputy_cannot_end_before_the_first_day(post, people, deputy):
    with pytest.raises(HoldingRefused, match="Put one of them right"):
        deputy(people[0], MAR, JAN)
    assert not post.holdings.exists()


def test_what_never_was_is_taken_out_and_stays_in_the_audit_trail(post, people, deputy, administrator):
    drop_holding(holding=deputy(people[0], JAN), by=administrator)
    assert not post.holdings.exists()
    assert [(row.history_type, row.history_user) for row in Holding.history.all()][0] == ("-", administrator)


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (None, None, "since an unknown day"),
        (JAN, None, "from 10 January 2019"),
        (None, MAR, "until 14 March 2019"),
        (JAN, MAR, "from 10 January 2019 to 14 March 2019"),
    ],
)
def test_days_in_words(begins, ends, words):
    assert days_in_words(Holding(held_from=begins, held_to=ends)) == words


def test_only_who_manages_the_plan_says_who_holds_a_post(post, people, hold, outsider):
    holding = hold(people[0], JAN)
    calls = [
        lambda: hold_post(post=post, person=people[0], on=None, by=outsider),
        lambda: end_holding(post=post, on=JAN, by=outsider),
        lambda: deputise(post=post, person=people[0], on=None, by=outsider),
        lambda: date_holding(holding=holding, held_from=None, held_to=None, by=outsider),
        lambda: drop_holding(holding=holding, by=outsider),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied, match="Ask an administrator"):
            call()
    assert told(post) == [("A1", JAN, None)]
