"""Somebody leaves: who takes over, in words and in deed."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person, User
from actions.leaving import digest, handed_on, in_sentences
from actions.models import ScopeChange
from actions.services import Entry, HandoverRefused, handover_of, record_statements, replace_leaver
from plans.models import Holding, Post, Role
from plans.services import RoleRefused, date_holding, deputise, give_role, hold_post, save_reference
from tests.factories import FEBRUARY, MARCH, make_plan, member

from .people_at_work import name_as_lead

pytestmark = pytest.mark.django_db
LAST, NEXT, LATER = date(2019, 3, 31), date(2019, 4, 1), date(2019, 6, 1)


@pytest.fixture
def plan(administrator):
    plan = make_plan(administrator, actions=3)
    save_reference(
        record=Post(plan=plan, abbreviation="CFO", title="Chief Finance Officer", position=1), by=administrator
    )
    return plan


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


@pytest.fixture
def ann(plan, administrator):
    """Holds AO since February and deputises for CFO, leads 2.1 by name beside the post and 1.2 by name alone."""
    ann = Person.objects.create(name="Ann Able", initials="AA")
    hold_post(post=plan.posts.get(abbreviation="AO"), person=ann, on=FEBRUARY, by=administrator)
    deputise(post=plan.posts.get(abbreviation="CFO"), person=ann, on=FEBRUARY, by=administrator)
    user = User.objects.create_user("ann@plan.example", person=ann)
    for role in (Role.LEAD, Role.READER):
        give_role(plan=plan, user=user, role=role, by=administrator)
    name_as_lead(plan, "2.1", ann, administrator, post=plan.posts.get(abbreviation="AO").pk)
    name_as_lead(plan, "1.2", ann, administrator, post=None)
    return Person.objects.get(pk=ann.pk)


@pytest.fixture
def ben(plan, administrator):
    ben = Person.objects.create(name="Ben Best", initials="BB")
    deputise(post=plan.posts.get(abbreviation="AO"), person=ben, on=FEBRUARY, by=administrator)
    return ben


def told(plan, person, last_day=LAST, **more):
    return in_sentences(handover_of(plan=plan, person=person, last_day=last_day, **more))


def replace(plan, person, by, on=MARCH, last_day=LAST, **more):
    seen = digest(told(plan, person, last_day, **more))
    return replace_leaver(plan=plan, person=person, last_day=last_day, seen=seen, on=on, by=by, **more)


def everything_to(plan, person, taker):
    """`takes` that give every holding to one person."""
    return {holding.pk: taker for holding in handover_of(plan=plan, person=person, last_day=LAST).holdings}


def seats(plan, abbreviation):
    rows = Holding.objects.filter(post__plan=plan, post__abbreviation=abbreviation).select_related("person")
    return {(row.person.initials or row.person.name, row.capacity, row.held_from, row.held_to) for row in rows}


def test_what_will_happen_is_said_first(plan, ann, ben):
    takes = everything_to(plan, ann, ben)
    assert told(plan, ann, takes=takes, named=ben, roles_end=True) == [
        "AO: Ben Best holds it from 1 April 2019; Ann Able holds it until 31 March 2019.",
        "CFO: Ben Best deputises for it from 1 April 2019; Ann Able deputises for it until 31 March 2019.",
        "Ben Best leads 2 actions in place of Ann Able from today: 2.1, 1.2.",
        "The roles of ann@plan.example in this plan (lead, reader) are taken away now.",
    ]
    assert told(plan, ann) == [
        "AO: Ann Able holds it until 31 March 2019; it is vacant from 1 April 2019.",
        "CFO: Ann Able deputises for it until 31 March 2019; nobody deputises in their place.",
        "Ann Able is taken off 2 actions from today: 2.1, 1.2. Without a lead then: 1.2 (operational lead).",
        "The roles of ann@plan.example in this plan (lead, reader) stay as they are.",
    ]


def test_one_person_takes_over_everything(plan, ann, ben, administrator):
    replace(plan, ann, administrator, takes=everything_to(plan, ann, ben), named=ben, roles_end=True)
    assert seats(plan, "AO") == {
        ("AA", "holder", FEBRUARY, LAST),
        ("BB", "holder", NEXT, None),
        ("BB", "deputy", FEBRUARY, LAST),
    }
    assert seats(plan, "CFO") == {("AA", "deputy", FEBRUARY, LAST), ("BB", "deputy", NEXT, None)}
    assert not ann.user.memberships.exists()
    assert set(plan.actions.filter(assignments__person=ben).values_list("ref", flat=True)) == {"2.1", "1.2"}
    first, second = plan.actions.get(ref="2.1"), plan.actions.get(ref="1.2")
    assert (first.sro_as_written, second.sro_as_written, second.ops_lead_as_written) == ("AO (BB)", "AO", "BB")
    kept = ScopeChange.objects.get(action=first)
    assert (kept.kind, kept.reason, kept.effective_on) == ("reassigned", "Ann Able leaves", MARCH)
    assert kept.statement == first.statements.first() and kept.recorded_by == administrator


def test_the_handover_holds_with_a_statement_that_is_dated_ahead(plan, ann, ben, administrator):
    action = plan.actions.get(ref="1.2")
    ahead = Entry(action, {"progress": "As at the end of June."}, before=action.statements.first())
    record_statements(plan=plan, entries=[ahead], effective_on=LATER, by=administrator)
    replace(plan, ann, administrator, named=ben)
    newest = {ref: plan.actions.get(ref=ref).statements.first() for ref in ("2.1", "1.2")}
    assert {ref: said.effective_on for ref, said in newest.items()} == {"2.1": MARCH, "1.2": LATER}
    assert newest["1.2"].progress == "As at the end of June."
    assert set(plan.actions.filter(assignments__person=ben).values_list("ref", flat=True)) == {"2.1", "1.2"}
    assert set(ScopeChange.objects.values_list("action__ref", "effective_on")) == {("2.1", MARCH), ("1.2", LATER)}


def test_posts_go_to_several_people_or_to_nobody_and_somebody_new_is_written_down(plan, ann, ben, pmo):
    holder, deputy = handover_of(plan=plan, person=ann, last_day=LAST).holdings
    new = Person(name="Nat New")
    replace(plan, ann, pmo, takes={holder.pk: new, deputy.pk: None}, named=new)
    assert seats(plan, "AO") >= {("AA", "holder", FEBRUARY, LAST), ("Nat New", "holder", NEXT, None)}
    assert seats(plan, "CFO") == {("AA", "deputy", FEBRUARY, LAST)}
    assert plan.actions.get(ref="1.2").ops_lead_as_written == "Nat New"
    assert Person.objects.filter(name="Nat New").count() == 1
    assert ann.user.memberships.count() == 2


def test_nobody_follows(plan, ann, pmo):
    replace(plan, ann, pmo)
    assert seats(plan, "AO") == {("AA", "holder", FEBRUARY, LAST)}
    first, second = plan.actions.get(ref="2.1"), plan.actions.get(ref="1.2")
    assert (first.sro_as_written, second.ops_lead_as_written) == ("AO", "")
    assert [lead["role"] for lead in second.leads] == ["sro"]
    assert not second.assignments.filter(role="ops_lead").exists()


def test_what_was_to_begin_later_passes_on_or_never_begins(plan, ben, administrator):
    cat = Person.objects.create(name="Cat Cole")
    post = plan.posts.get(abbreviation="CFO")
    hold_post(post=post, person=cat, on=LATER, by=administrator)
    deputise(post=plan.posts.get(abbreviation="AO"), person=cat, on=LATER, by=administrator)
    assert told(plan, cat) == [
        "CFO: Cat Cole never holds it; it is vacant from 1 June 2019.",
        "AO: Cat Cole never deputises for it; nobody deputises in their place.",
    ]
    takes = everything_to(plan, cat, ben)
    assert told(plan, cat, takes=takes)[0] == "CFO: Ben Best holds it from 1 June 2019; Cat Cole never holds it."
    replace(plan, cat, administrator, takes=takes)
    assert seats(plan, "CFO") == {("BB", "holder", LATER, None)}
    assert seats(plan, "AO") == {("BB", "deputy", FEBRUARY, None)}  # who deputises already is not made a deputy again


def test_what_ended_before_is_left_alone(plan, ann, administrator):
    for holding in ann.holdings.all():
        date_holding(holding=holding, held_from=FEBRUARY, held_to=MARCH, by=administrator)
    assert handover_of(plan=plan, person=ann, last_day=MARCH).holdings == []
    replace(plan, ann, administrator)
    assert seats(plan, "AO") == {("AA", "holder", FEBRUARY, MARCH)}


def test_posts_in_other_plans_stay(plan, ann, administrator):
    other = make_plan(administrator, slug="other", actions=1)
    hold_post(post=other.posts.get(), person=ann, on=None, by=administrator)
    replace(plan, ann, administrator)
    assert seats(other, "AO") == {("AA", "holder", None, None)}


def test_somebody_without_a_log_in_has_no_roles_to_lose(plan, ben, pmo):
    handover = replace(plan, ben, pmo, roles_end=True)
    assert handover.memberships == [] and len(in_sentences(handover)) == 1


def test_nothing_is_saved_when_something_changed_since(plan, ann, ben, administrator):
    seen = digest(told(plan, ann))
    give_role(plan=plan, user=ann.user, role=Role.RISK_OWNER, by=administrator)
    before = seats(plan, "AO")
    with pytest.raises(HandoverRefused, match="Something changed since this was shown. Nothing was saved"):
        replace_leaver(plan=plan, person=ann, last_day=LAST, seen=seen, on=MARCH, by=administrator)
    assert seats(plan, "AO") == before


def test_nobody_takes_over_from_themselves(plan, ann, administrator):
    with pytest.raises(HandoverRefused, match="Whoever leaves cannot take over from themselves"):
        replace(plan, ann, administrator, takes=everything_to(plan, ann, ann))


def test_the_last_administrator_cannot_be_left_without_a_role_and_nothing_else_is_done(plan, ann, ben, administrator):
    give_role(plan=plan, user=ann.user, role=Role.ADMINISTRATOR, by=administrator)
    before = seats(plan, "AO")
    with pytest.raises(RoleRefused, match="last administrator"):
        replace(plan, ann, ann.user, takes=everything_to(plan, ann, ben), roles_end=True)
    assert seats(plan, "AO") == before and ann.user.memberships.count() == 3


def test_only_who_may_does(plan, ann, ben, pmo, outsider):
    with pytest.raises(PermissionDenied, match="Manage the plan"):
        replace(plan, ann, outsider)
    with pytest.raises(PermissionDenied, match="Make log-ins and give roles"):
        replace(plan, ann, pmo, takes=everything_to(plan, ann, ben), roles_end=True)
    assert seats(plan, "AO") == {("AA", "holder", FEBRUARY, None), ("BB", "deputy", FEBRUARY, None)}


POSTS, PEOPLE = {1: "AO", 2: "CFO"}, {7: "AA", 8: "BB", 9: "Cat Cole"}


def lead(post, person, role="sro"):
    return {"role": role, "post": post, "person": person}


@pytest.mark.parametrize(
    ("leads", "successor", "after", "written"),
    [
        ([lead(1, 7)], 8, [lead(1, 8)], {"sro_as_written": "AO (BB)"}),
        ([lead(1, 7)], None, [lead(1, None)], {"sro_as_written": "AO"}),
        ([lead(None, 7)], None, [], {"sro_as_written": ""}),
        ([lead(None, 7), lead(2, 9)], None, [lead(2, 9)], {"sro_as_written": "CFO (Cat Cole)"}),
        ([lead(None, 7), lead(None, 8)], 8, [lead(None, 8)], {"sro_as_written": "BB"}),
        (
            [lead(1, None), lead(1, 7, "ops_lead")],
            9,
            [lead(1, None), lead(1, 9, "ops_lead")],
            {"ops_lead_as_written": "AO (Cat Cole)"},
        ),
    ],
)
def test_the_leads_of_an_action_read_as_an_office_would_write_them(leads, successor, after, written):
    facts = handed_on(SimpleNamespace(leads=leads), 7, successor, POSTS, PEOPLE)
    assert facts == {"leads": after} | written
