from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from actions.models import Action, Assignment, Concern, ConcernReview, ConcernStatement, Recommendation, Statement
from actions.services import (
    ConcernEntry,
    Entry,
    meet_recommendation,
    place_action,
    record_concerns,
    record_statements,
    write_recommendations,
)
from plans.models import Area, Plan, Post, Rating

pytestmark = pytest.mark.django_db
JAN, FEB, MAR = date(2019, 1, 10), date(2019, 2, 12), date(2019, 3, 14)


@pytest.fixture
def plan(db):
    return Plan.objects.create(slug="p", name="P")


@pytest.fixture
def red(plan):
    return Rating.objects.create(plan=plan, code="R", word="Red", stage="not_started")


@pytest.fixture
def blue(plan):
    return Rating.objects.create(plan=plan, code="B", word="Blue", stage="complete")


def say(plan, by, on, *entries):
    return record_statements(plan=plan, entries=list(entries), effective_on=on, by=by)


def entry(action, before=None, **facts):
    return Entry(action, {"title": "Do it", **facts}, before=before)


def latest(action):
    return action.statements.first()


def test_a_new_action_has_a_key_its_facts_a_statement_and_an_audit_row(plan, red, administrator):
    said = say(plan, administrator, JAN, entry(Action(ref="1.1"), rating=red, due_on=FEB, progress="Begun."))
    action = Action.objects.get()
    assert (action.key, action.ref, action.rating, action.original_due_on, action.progress) == (
        1,
        "1.1",
        red,
        FEB,
        "Begun.",
    )
    assert said == [latest(action)]
    assert (said[0].effective_on, said[0].recorded_by, said[0].progress) == (JAN, administrator, "Begun.")
    for record in (action, said[0]):
        assert [(row.history_type, row.history_user) for row in record.history.all()] == [("+", administrator)]


def test_keys_go_on_and_children_follow_their_parents(plan, administrator):
    parent, grandparent = entry(Action(ref="1.1.1")), entry(Action(ref="1.1"))
    child = entry(Action(ref="1.1.1.1"))
    parent.parent, child.parent = grandparent, parent
    say(plan, administrator, JAN, child, parent, grandparent)
    assert Action.objects.get(ref="1.1.1.1").parent.parent.ref == "1.1"
    say(plan, administrator, FEB, entry(Action(ref="2.1")))
    assert sorted(Action.objects.values_list("key", flat=True)) == [1, 2, 3, 4]


def test_a_later_statement_moves_the_columns_and_leaves_the_first_due_date(plan, red, blue, administrator):
    say(plan, administrator, JAN, entry(Action(ref="1.1"), rating=red, due_on=FEB))
    action = Action.objects.get()
    say(plan, administrator, FEB, entry(action, latest(action), rating=blue, due_on=MAR))
    action.refresh_from_db()
    assert (action.rating, action.due_on, action.original_due_on) == (blue, MAR, FEB)
    assert latest(action).due_date_change is not None
    assert action.history.count() == 2


def test_a_statement_keeps_what_it_does_not_name(plan, red, administrator):
    say(plan, administrator, JAN, entry(Action(ref="1.1"), rating=red, outcome_measure="Fewer."))
    action = Action.objects.get()
    say(plan, administrator, FEB, entry(action, latest(action), progress="More."))
    assert (latest(action).outcome_measure, latest(action).rating) == ("Fewer.", red)


def test_an_older_statement_fills_the_past_and_finds_the_first_due_date(plan, red, blue, administrator):
    say(plan, administrator, MAR, entry(Action(ref="1.1"), rating=blue, due_on=MAR))
    action = Action.objects.get()
    say(plan, administrator, JAN, entry(action, None, rating=red, due_on=FEB))
    action.refresh_from_db()
    assert (action.rating, action.due_on, action.original_due_on) == (blue, MAR, FEB)
    states = {on: Statement.objects.as_at(plan, on).get().rating for on in (JAN, FEB, MAR)}
    assert states == {JAN: red, FEB: red, MAR: blue}


def test_two_statements_of_one_day_the_one_recorded_last_holds(plan, red, blue, administrator):
    say(plan, administrator, JAN, entry(Action(ref="1.1"), rating=red))
    action = Action.objects.get()
    say(plan, administrator, JAN, entry(action, latest(action), rating=blue))
    assert Statement.objects.as_at(plan, JAN).get().rating == blue


def test_assignments_follow_the_latest_leads(plan, administrator):
    ao, cfo = (Post.objects.create(plan=plan, abbreviation=name) for name in ("AO", "CFO"))
    one = [{"role": "sro", "post": ao.pk, "person": None}]
    two = [*one, {"role": "sro", "post": cfo.pk, "person": None}, {"role": "ops_lead", "post": ao.pk, "person": None}]
    say(plan, administrator, JAN, entry(Action(ref="1.1"), leads=one))
    action = Action.objects.get()
    assert [(a.role, a.position, a.post) for a in Assignment.objects.all()] == [("sro", 0, ao)]
    say(plan, administrator, FEB, entry(action, latest(action), leads=two))
    assert [(a.role, a.position, a.post) for a in Assignment.objects.all()] == [
        ("ops_lead", 0, ao),
        ("sro", 0, ao),
        ("sro", 1, cfo),
    ]
    assert latest(action).leads == two and action.statements.last().leads == one


def test_recommendations_are_met_reworded_and_met_by_more(plan, administrator):
    new = [Recommendation(text="Strengthen the board.", source="Review 1"), Recommendation(text="Pay on time.")]
    write_recommendations(plan=plan, new=new, reworded=[], by=administrator)
    first = entry(Action(ref="1.1"))
    first.recommendations = [new[0]]
    say(plan, administrator, JAN, first)
    action = Action.objects.get()
    meet_recommendation(action=action, recommendation=new[1], by=administrator)
    assert list(action.recommendations.all()) == new
    new[0].text = "Strengthen the whole board."
    write_recommendations(plan=plan, new=[], reworded=[new[0]], by=administrator)
    assert Recommendation.objects.get(source="Review 1").text == "Strengthen the whole board."
    assert new[0].history.first().history_type == "~"


def test_an_action_is_put_elsewhere(plan, administrator):
    area = Area.objects.create(plan=plan, number=2, title="Finance")
    say(plan, administrator, JAN, entry(Action(ref="1.1")))
    action = Action.objects.get()
    place_action(action=action, area=area, by=administrator)
    assert Action.objects.get().area == area and action.history.first().history_user == administrator


def test_a_concern_stands_as_it_stood_on_each_date(plan, administrator):
    concern = Concern(match="none", ref_as_written="1.1")
    review = ConcernReview(as_written="seen - 01/10")
    record_concerns(
        plan=plan, entries=[ConcernEntry(concern, {"why": "Overdue"}, [review])], effective_on=JAN, by=administrator
    )
    record_concerns(
        plan=plan,
        entries=[ConcernEntry(concern, {"why": "Done", "is_open": False})],
        effective_on=MAR,
        by=administrator,
    )
    as_at = ConcernStatement.objects.as_at
    assert (as_at(plan, FEB).get().why, as_at(plan, MAR).get().is_open) == ("Overdue", False)
    assert list(concern.reviews.values_list("effective_on", flat=True)) == [JAN]


@pytest.mark.parametrize(
    "call",
    [
        lambda plan, by: say(plan, by, JAN, entry(Action(ref="9.9"))),
        lambda plan, by: write_recommendations(plan=plan, new=[Recommendation(text="x")], reworded=[], by=by),
        lambda plan, by: place_action(action=plan.actions.get(), position=2, by=by),
        lambda plan, by: meet_recommendation(
            action=plan.actions.get(), recommendation=plan.recommendations.get(), by=by
        ),
        lambda plan, by: record_concerns(plan=plan, entries=[], effective_on=JAN, by=by),
    ],
)
def test_nobody_without_the_permission_writes(call, plan, administrator, outsider):
    say(plan, administrator, JAN, entry(Action(ref="1.1")))
    write_recommendations(plan=plan, new=[Recommendation(text="Pay on time.")], reworded=[], by=administrator)
    with pytest.raises(PermissionDenied, match="may not do this"):
        call(plan, outsider)
    assert Statement.objects.count() == 1 and Recommendation.objects.count() == 1


def test_what_may_be_seen_is_asked_of_the_plan(plan, administrator, outsider):
    say(plan, administrator, JAN, entry(Action(ref="1.1")))
    write_recommendations(plan=plan, new=[Recommendation(text="Pay on time.")], reworded=[], by=administrator)
    for model in (Action, Statement, Recommendation):
        assert model.objects.visible_to(administrator).count() == 1
        assert model.objects.visible_to(outsider).count() == 0
