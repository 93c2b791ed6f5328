"""The service of an update: what is recorded, what is refused, by whom, and who comes second."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from actions.models import Origin, Standing, Statement
from actions.services import (
    Entry,
    NotToBeUpdated,
    SaidMeanwhile,
    UpdateRefused,
    record_no_change,
    record_statements,
    record_update,
)
from plans.models import Plan, Rating, Role
from plans.services import create_plan, save_reference
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan, member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
WORDS = "The board met and agreed it."
HOSTILE = [
    "x" * 40_000,
    "Well done 🎉👩🏽‍⚕️ – naïve “quotes”",
    "שלום \u202eabc\u202c مرحبا",
    "=1+1",
    "<script>alert(1)</script>",
    "One\n\n  two\ttabs",
]


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=6)


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="2.1")  # rated amber, evidence required


def rating(plan, code):
    return plan.ratings.get(code=code)


def update(action, by, words=WORDS, seen=None, submission=None, on=TODAY, **facts):
    if "rating" not in facts:
        facts.setdefault("rating_reason", "It waits.")
    return record_update(
        action=action,
        facts=facts,
        words=words,
        seen=action.statements.filter(effective_on__lte=on).first().pk if seen is None else seen,
        submission=submission or uuid4(),
        on=on,
        by=by,
    )


def no_change(action, by, seen=None, submission=None, on=TODAY):
    seen = seen or action.statements.filter(effective_on__lte=on).first().pk
    return record_no_change(action=action, seen=seen, submission=submission or uuid4(), on=on, by=by)


def say(action, by, on, **facts):
    entry = Entry(action, facts, before=action.statements.filter(effective_on__lte=on).first())
    return record_statements(plan=action.plan, entries=[entry], effective_on=on, by=by)[0]


def test_an_update_is_a_statement_with_the_newest_words_on_top(action, administrator):
    before = action.statements.first()
    green = rating(action.plan, "G")
    said = update(action, administrator, rating=green, to_complete="Tell the staff.", forecast_on=date(2026, 12, 1))
    said.refresh_from_db()
    assert said == action.statements.first()
    assert (said.effective_on, said.said_on, said.origin, said.recorded_by) == (
        TODAY,
        TODAY,
        Origin.FORM,
        administrator,
    )
    assert said.progress == f"{WORDS}\n\n{before.progress}" and said.newest_words == WORDS
    assert (said.rating, said.rating_as_written, said.rating_reason) == (green, "G", "")
    assert (said.to_complete, said.forecast_on, said.no_change) == ("Tell the staff.", date(2026, 12, 1), False)
    assert (said.title, said.due_on, said.leads) == (before.title, before.due_on, before.leads)
    action.refresh_from_db()
    assert (action.rating, action.progress, action.said_on) == (green, said.progress, TODAY)
    assert action.history.first().history_user == administrator
    assert said.history.get().history_user == administrator


def test_no_change_says_the_same_again_and_marks_nothing_as_new(action, administrator):
    before = action.statements.first()
    said = no_change(action, administrator)
    assert said.no_change and said.origin == Origin.FORM and said.said_on == said.effective_on == TODAY
    assert (said.progress, said.newest_words, said.rating) == (before.progress, "", before.rating)


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:8])
def test_every_character_is_kept(action, administrator, words):
    said = update(action, administrator, words=words, rating_reason=words, to_complete=words)
    said.refresh_from_db()
    assert (said.newest_words, said.rating_reason, said.to_complete) == (words, words, words)
    assert said.progress.startswith(words + "\n\n")


def test_the_first_words_stand_alone(action, administrator):
    say(action, administrator, MARCH, progress="", newest_words="")
    assert update(action, administrator).progress == WORDS


def test_a_reason_stays_with_its_rating_and_goes_with_it(action, administrator):
    update(action, administrator, rating_reason="It waits.")
    assert update(action, administrator, words="More.", to_complete="All.").rating_reason == "It waits."
    with pytest.raises(UpdateRefused, match="Say why it is rated Red."):
        update(action, administrator, rating=rating(action.plan, "R"))
    assert update(action, administrator, rating=rating(action.plan, "B")).rating_reason == ""
    assert update(action, administrator, rating=None).rating_as_written == ""


def test_all_that_falls_short_is_said_at_once_and_nothing_is_written(action, administrator):
    count = Statement.objects.count()
    with pytest.raises(UpdateRefused) as refused:
        update(action, administrator, words=" \n", rating_reason="", evidence_status="accepted")
    assert [name for name, _ in refused.value.problems] == ["words", "rating_reason", "evidence_status"]
    assert str(refused.value).startswith("Say what happened. If nothing did, say that there is no change. Say why")
    assert Statement.objects.count() == count


def test_a_rating_of_another_plan_is_refused(action, administrator):
    other = create_plan(plan=Plan(slug="other", name="Other"), by=administrator)
    foreign = save_reference(record=Rating(plan=other, code="G", word="Green", stage="in_place"), by=administrator)
    with pytest.raises(UpdateRefused, match="this plan's own key"):
        update(action, administrator, rating=foreign)


def test_a_lead_says_only_what_a_lead_may_say(action, administrator):
    with pytest.raises(ValueError, match="A lead does not say due_on, title"):
        update(action, administrator, title="Another", due_on=TODAY)


def test_complete_waits_for_its_evidence_where_the_plan_says_so(action, administrator, plan):
    blue = rating(plan, "B")
    plan.complete_needs_evidence = True
    save_reference(record=plan, by=administrator)
    lead = member(plan, Role.LEAD, by=administrator, posts=["AO"])
    office = member(plan, Role.PMO, by=administrator)
    action = plan.actions.get(pk=action.pk)
    with pytest.raises(UpdateRefused, match="complete only when its evidence was accepted"):
        update(action, lead, rating=blue)
    with pytest.raises(UpdateRefused, match="only the programme office says that none is"):
        update(action, lead, rating=blue, evidence_status="not_required")
    assert update(action, office, rating=blue, evidence_status="not_required").rating == blue
    say(action, administrator, TODAY, evidence_status="accepted", rating=None)
    assert update(action, lead, rating=blue).evidence_status == "accepted"


@pytest.mark.parametrize("standing", [Standing.WITHDRAWN, Standing.MERGED, Standing.REPLACED])
def test_what_is_no_longer_to_be_done_is_not_updated(action, administrator, standing):
    said = say(action, administrator, MARCH, standing=standing)
    for write in (update, no_change):
        with pytest.raises(NotToBeUpdated, match=f"This action was {standing.label}, so nobody updates it"):
            write(action, administrator)
    assert action.statements.first() == said


def test_a_paused_action_is_updated(action, administrator):
    say(action, administrator, MARCH, standing=Standing.PAUSED)
    assert update(action, administrator).standing == Standing.PAUSED


def test_a_heading_and_an_unknown_action_are_not_updated(action, administrator):
    with pytest.raises(NotToBeUpdated, match="Nothing is known of this action today yet"):
        update(action, administrator, seen=1, on=date(2018, 1, 1))
    say(action, administrator, MARCH, is_heading=True)
    with pytest.raises(NotToBeUpdated, match="This is a heading"):
        no_change(action, administrator)


def test_only_its_leads_deputies_and_the_office_update_an_action(action, administrator, plan, outsider):
    for number, (role, seats) in enumerate(
        [(Role.LEAD, {"posts": ["AO"]}), (Role.LEAD, {"deputy_for": ["AO"]}), (Role.PMO, {})]
    ):
        user = member(plan, role, by=administrator, email=f"{number}@example.org", **seats)
        assert update(action, user, words=f"Said by {number}").recorded_by == user
    readers = [member(plan, role, by=administrator) for role in (Role.LEAD, Role.READER, Role.FINANCE_LEAD)]
    for user in (*readers, outsider):
        for write in (update, no_change):
            with pytest.raises(PermissionDenied, match="may not do this|You neither lead nor deputise for action"):
                write(action, user)


def test_who_comes_second_is_told_what_the_first_said(action, administrator):
    seen = action.statements.first().pk
    first = update(action, administrator, seen=seen)
    for write in (update, no_change):
        with pytest.raises(SaidMeanwhile) as told:
            write(action, administrator, seen=seen)
        assert told.value.statement == first
    assert action.statements.first() == first
    second = update(action, administrator, words="A further word.", seen=first.pk)
    assert second.progress.startswith(f"A further word.\n\n{WORDS}\n\n")


def test_a_form_sent_twice_makes_one_statement_and_gets_one_answer(action, administrator):
    seen, form = action.statements.first().pk, uuid4()
    one = update(action, administrator, seen=seen, submission=form)
    assert update(action, administrator, seen=seen, submission=form) == one
    assert Statement.objects.filter(submission=form).get() == one
    again = uuid4()
    same = no_change(action, administrator, seen=one.pk, submission=again)
    assert no_change(action, administrator, seen=one.pk, submission=again) == same


def test_a_form_gone_back_to_and_changed_is_no_double(action, administrator):
    seen, form = action.statements.first().pk, uuid4()
    one = update(action, administrator, seen=seen, submission=form)
    for changed in ({"words": "Other words."}, {"to_complete": "Something else."}):
        with pytest.raises(SaidMeanwhile):
            update(action, administrator, seen=seen, submission=form, **changed)
    with pytest.raises(SaidMeanwhile):
        no_change(action, administrator, seen=seen, submission=form)
    further = update(action, administrator, words="Other words.", seen=one.pk, submission=form)
    assert further != one and further.submission is None


def test_a_form_of_another_action_is_no_double_either(action, administrator, plan):
    form, other = uuid4(), plan.actions.get(ref="1.2")
    update(action, administrator, submission=form)
    said = update(other, administrator, submission=form, rating=rating(plan, "G"))
    assert (said.action, said.submission) == (other, None)
    assert no_change(plan.actions.get(ref="2.3"), administrator, submission=form).action.ref == "2.3"


def test_no_form_at_all_is_a_submission_of_its_own(action, administrator):
    seen = action.statements.first().pk
    said = record_no_change(action=action, seen=seen, submission=None, on=TODAY, by=administrator)
    assert said.submission is None


def test_an_update_holds_until_the_day_of_a_statement_that_is_later(action, administrator, plan):
    month_end = date(2026, 11, 30)
    workbook = say(action, administrator, month_end, progress="As at the end of the month.", to_complete="None")
    said = update(action, administrator, rating=rating(plan, "G"))
    as_at = {on: Statement.objects.as_at(plan, on).get(action=action) for on in (TODAY, month_end)}
    assert as_at == {TODAY: said, month_end: workbook}
    action.refresh_from_db()
    assert action.progress == "As at the end of the month."
    assert update(action, administrator, words="More.", seen=said.pk).progress.startswith(f"More.\n\n{WORDS}")


def test_a_workbook_about_the_past_is_nobody_who_came_first(action, administrator):
    seen = action.statements.first().pk
    say(action, administrator, JANUARY, progress="What an older file said.")
    assert action.statements.first().pk == seen and seen == action.statements.get(effective_on=FEBRUARY).pk
    assert update(action, administrator, seen=seen).newest_words == WORDS


def test_what_a_stale_copy_of_the_action_holds_is_not_written_back(action, administrator, plan):
    stale = plan.actions.get(pk=action.pk)
    say(action, administrator, MARCH, due_on=date(2027, 1, 31), outcome_measure="Fewer falls.")
    update(stale, administrator)
    action.refresh_from_db()
    assert (action.due_on, action.outcome_measure) == (date(2027, 1, 31), "Fewer falls.")
