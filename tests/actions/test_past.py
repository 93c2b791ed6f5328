"""What the figures say of an action's past, and which actions they count."""

from datetime import date

import pytest

from actions.assurance import silent_days
from actions.figures import figures_of
from actions.models import Standing, Statement
from actions.past import Past, past, past_of, said_anew
from actions.services import Entry, record_statements
from reports.querysets import counts_of_plans
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan

APRIL = date(2019, 4, 30)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(JANUARY, None, None)], Past(0, 0, JANUARY)),
        ([(JANUARY, APRIL, 1), (FEBRUARY, APRIL, 1), (MARCH, APRIL, 2)], Past(0, 0, MARCH)),
        ([(JANUARY, FEBRUARY, 1), (FEBRUARY, MARCH, 2), (MARCH, APRIL, 2)], Past(2, 77, FEBRUARY)),
        ([(JANUARY, APRIL, 2), (FEBRUARY, MARCH, 1), (MARCH, APRIL, 2)], Past(1, 0, MARCH)),
        ([(JANUARY, APRIL, 2), (FEBRUARY, None, 2)], Past(0, 0, JANUARY)),
    ],
)
def test_a_past_is_told_from_statements_in_their_order(told, expected):
    assert past(told) == expected


@pytest.mark.parametrize(("said_on", "days"), [(None, None), (JANUARY, 63), (MARCH, 0), (date(2019, 4, 1), 0)], ids=str)
def test_silence_is_counted_from_the_last_dated_word(said_on, days):
    assert silent_days(said_on, MARCH) == days


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=10)


def say(plan, on, by, ref, **facts):
    action = plan.actions.get(ref=ref)
    entry = Entry(action, facts, before=Statement.objects.get(pk=action.statements.latest("effective_on", "pk").pk))
    record_statements(plan=plan, entries=[entry], effective_on=on, by=by)


def figure(plan, on, ref):
    return next(action for action in figures_of(plan, on).actions if action.ref == ref)


def in_report(plan, by, **facts):
    """What a workbook says of the action 1.2 in April."""
    say(plan, APRIL, by, "1.2", **facts)


@pytest.mark.parametrize(
    ("facts", "last_word_on"),
    [
        ({}, FEBRUARY),  # the words of February are other ones than those of January
        ({"title": "Do it", "due_on": MARCH}, FEBRUARY),
        ({"progress": "It was begun.\nIt goes on. And on."}, APRIL),
        ({"progress": "\tIt  was begun.\r\n\nIt goes\xa0on.\n"}, FEBRUARY),
        ({"progress": "\tIt  was begun.\r\n\nIt goes\xa0on. \n", "rating": None}, APRIL),
        ({"rating": None}, APRIL),
        ({"said_on": MARCH}, MARCH),
        ({"said_on": MARCH, "progress": "On."}, APRIL),
        ({"said_on": date(2019, 5, 5), "progress": "On."}, date(2019, 5, 5)),
    ],
)
def test_the_last_word_is_the_leads_own_or_a_later_one_that_shows_in_words_or_rating(
    plan, administrator, facts, last_word_on
):
    in_report(plan, administrator, **facts)
    found = figure(plan, APRIL, "1.2")
    assert found.last_word_on == last_word_on
    assert found.silent_days == max(0, (APRIL - last_word_on).days)
    assert figure(plan, FEBRUARY, "1.2").last_word_on == FEBRUARY


def test_what_is_imported_first_is_no_new_word_however_often_that_is_done(plan, administrator):
    once = make_plan(administrator, slug="once", actions=4, dates=(JANUARY,))
    assert figure(plan, JANUARY, "1.2").last_word_on == date(2019, 1, 2)
    for on in (JANUARY, FEBRUARY):
        say(once, on, administrator, "1.2", progress="As the workbook should have had it.")
        assert figure(once, on, "1.2").last_word_on == date(2019, 1, 2)


def test_one_action_alone_has_the_last_word_that_all_of_them_have(plan, administrator):
    for number, facts in enumerate(({"progress": "On."}, {"rating": None}, {"progress": "On."}, {}), 1):
        say(plan, date(2019, 4, number), administrator, "1.2", **facts)
    say(plan, APRIL, administrator, "1.4", said_on=APRIL)
    say(plan, date(2019, 4, 5), administrator, "1.2", progress="On.\n\n ")
    say(plan, APRIL, administrator, "1.4", progress="It  was begun.")
    say(plan, APRIL, administrator, "2.1", progress="Begun. Again.")
    say(plan, APRIL, administrator, "2.1", progress="Begun.")
    for on in (JANUARY, FEBRUARY, MARCH, date(2019, 4, 2), APRIL):
        every = {each.action_id: each.said_anew_on for each in Statement.objects.as_at(plan, on).said_anew(on)}
        for action in plan.actions.all():
            told = list(action.statements.filter(effective_on__lte=on).order_by("-effective_on", "-pk"))
            assert said_anew(told) == every[action.pk], (action, on)


def test_slips_are_those_of_the_statements_up_to_the_date(plan, administrator):
    assert figure(plan, JANUARY, "2.1").slips == 0
    assert (figure(plan, FEBRUARY, "2.1").slips, figure(plan, FEBRUARY, "2.1").days_slipped) == (1, 31)
    say(plan, MARCH, administrator, "2.1", due_on=APRIL)
    assert (figure(plan, MARCH, "2.1").slips, figure(plan, MARCH, "2.1").days_slipped) == (2, 149)
    assert figure(plan, FEBRUARY, "2.1").slips == 1


def test_a_date_that_went_and_came_back_slipped_too_in_whatever_order_the_reports_came(plan, administrator):
    say(plan, APRIL, administrator, "2.1", due_on=MARCH)
    say(plan, MARCH, administrator, "2.1", due_on=FEBRUARY)
    assert figure(plan, APRIL, "2.1").slips == 3


def test_an_actions_own_page_tells_the_same_past(plan):
    told = list(plan.actions.get(ref="2.1").statements.order_by("-effective_on", "-pk"))
    assert past_of(told) == Past(1, 31, JANUARY)


def test_in_place_is_counted_from_the_first_day_of_the_run_that_lasts(plan, administrator):
    assert figure(plan, MARCH, "1.2").stage == "in_place"
    assert figure(plan, MARCH, "1.2").rated_since == JANUARY
    assert figure(plan, MARCH, "2.1").rated_since is None
    blue, green = plan.ratings.get(code="B"), plan.ratings.get(code="G")
    say(plan, MARCH, administrator, "1.2", rating=blue)
    say(plan, APRIL, administrator, "1.2", rating=green)
    assert figure(plan, MARCH, "1.2").rated_since is None
    assert figure(plan, APRIL, "1.2").rated_since == APRIL
    assert figure(plan, FEBRUARY, "1.2").rated_since == JANUARY


@pytest.mark.parametrize("standing", [Standing.WITHDRAWN, Standing.MERGED, Standing.REPLACED])
def test_what_is_no_longer_done_is_shown_and_not_counted(plan, administrator, standing):
    before = figures_of(plan, MARCH)
    assert figure(plan, MARCH, "2.1").late
    say(plan, MARCH, administrator, "2.1", standing=standing)
    after = figures_of(plan, MARCH)
    assert figure(plan, MARCH, "2.1").standing == standing
    assert not figure(plan, MARCH, "2.1").late
    assert (after.total.actions, after.total.late) == (before.total.actions - 1, before.total.late - 1)
    assert after.areas[1].counts.actions == before.areas[1].counts.actions - 1
    assert "2.1" in before.recommendations[0].actions
    assert "2.1" not in after.recommendations[0].actions
    assert figures_of(plan, FEBRUARY).total == before.total


def test_what_is_paused_is_counted_and_not_late(plan, administrator):
    before = figures_of(plan, MARCH).total
    say(plan, MARCH, administrator, "2.1", standing=Standing.PAUSED)
    after = figures_of(plan, MARCH).total
    assert (after.actions, after.late) == (before.actions, before.late - 1)


def test_the_counts_of_many_plans_are_those_of_their_figures(plan, administrator):
    """One way counts in the database for the first page, the other from the figures; they never differ."""
    for ref, standing in zip(["2.1", "1.2", "2.3", "1.4"], list(Standing)[1:], strict=True):
        say(plan, MARCH, administrator, ref, standing=standing)
    say(plan, MARCH, administrator, "2.5", is_heading=True)
    for on in (JANUARY, FEBRUARY, MARCH):
        total = figures_of(plan, on).total
        counted = {count.rating: count.actions for count in counts_of_plans([plan], on)[plan.pk]}
        assert counted == {k: n for k, n in {**total.ratings, None: total.unrated}.items() if n}
        assert sum(count.late for count in counts_of_plans([plan], on)[plan.pk]) == total.late
