"""Statements on the page of an action: what folds together, what each opens to, and a past of years."""

from datetime import date, timedelta

import pytest

from actions.models import Action, Origin
from actions.services import Entry, ask_later_date, decide_date, record_statements
from plans.models import Role
from tests.factories import JANUARY, MARCH, make_plan, member
from tests.queries import queries_of

from .reading import part, text_of
from .test_action_page import PAGE, say, statements

APRIL, MAY = date(2019, 4, 11), date(2019, 5, 9)
NEW = date(2040, 6, 30)


@pytest.fixture
def plan(administrator):
    return make_plan(administrator)


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="2.1")


def page_of(reader, path=PAGE):
    return reader.get(path).content.decode()


def test_imports_that_say_the_same_are_one_statement_with_all_their_sources(reader, plan, action, administrator):
    for on in (MARCH, APRIL):
        say(plan, administrator, action, on)
    page = page_of(reader)
    found = statements(page)
    assert len(found) == 2
    assert found[0].startswith("As at 12 February 2019, and unchanged as at 11 April 2019 Underway")
    assert "Said again twice, unchanged As at 11 April 2019" in found[0]
    assert "Imported by" in found[0].partition("As at 11 April 2019")[2]


def test_what_somebody_typed_is_never_folded_away(reader, plan, action, administrator):
    entry = Entry(action, {}, origin=Origin.FORM, before=action.statements.first(), no_change=True)
    record_statements(plan=plan, entries=[entry], effective_on=MARCH, by=administrator)
    say(plan, administrator, action, APRIL, said_on=APRIL)
    april, march, *_ = statements(page_of(reader))
    assert april.startswith("As at 11 April 2019")
    assert "No change , said by administrator@example.org." in march


def test_a_statement_opens_to_all_facts_as_they_stood(reader, plan, action, administrator):
    say(plan, administrator, action, MARCH, due_on=date(2019, 6, 30), rating_reason="The trust is slow.")
    march, february, january = statements(page_of(reader))
    assert (
        "All facts as they stood Rating Underway Title Do thing 1 <b>well</b> Standing live Due date 30 June 2019"
        in march
    )
    assert "Why it is rated so The trust is slow." in march and "Why it is rated so" not in february
    assert "Due date 2 December 2018" in january


def test_a_text_written_anew_shows_the_words_that_changed(reader, plan, action, administrator):
    say(plan, administrator, action, MARCH, progress="It was ended.", success_measure="It is done. " + "Well. " * 20)
    page = page_of(reader)
    march = statements(page)[0]
    assert "Which words changed It was taken out: begun. It goes on. put in: ended." in march
    assert "Measure of success : It is done. put in: Well. Well." in march
    assert "<del>" in page and "<ins>" in page


def test_a_heading_that_says_nothing_says_it_once(reader, plan, administrator):
    heading = Action(ref="3", position=99)
    for on in (JANUARY, MARCH, APRIL):
        before = heading.statements.first() if heading.pk else None
        entry = Entry(heading, {"title": "Above", "is_heading": True}, before=before)
        record_statements(plan=plan, entries=[entry], effective_on=on, by=administrator)
    page = page_of(reader, "/plans/sample/actions/3/")
    assert len(statements(page)) == 1
    assert "Nothing was said" not in page and "The lead gave no date" not in page


def test_the_dates_stand_together_with_every_move(reader, plan, action, administrator):
    pmo = member(plan, Role.PMO, by=administrator)
    request = ask_later_date(action=action, due_on=NEW, reason="The trust is slow.", on=MARCH, by=administrator)
    dates = text_of(part(page_of(reader, PAGE + "?as_at=2019-03-14"), "dates"))
    assert "A later date is asked for" in dates and "Decide on this request" not in dates
    assert "Decide on this request" in text_of(part(page_of(reader), "dates"))
    decide_date(request=request, agreed=True, reason="Yes.", seen=action.due_on, on=APRIL, by=pmo)
    say(plan, administrator, action, MAY, due_on=date(2040, 6, 1))
    dates = text_of(part(page_of(reader), "dates"))
    assert dates.startswith("Dates: slipped twice, 7,852 days in all Original due date 2 December 2018")
    moves = dates.partition("How the due date moved ")[2]
    assert moves.startswith(
        "30 June 2040 → became 1 June 2040 , 29 days earlier No reason was given. As at 9 May 2019."
    )
    assert "2 January 2019 → became 30 June 2040 , 7,850 days later The trust is slow. As at 11 April 2019." in moves
    assert "Decided on 11 April 2019, recorded by Somebody pmo." in moves
    assert "1 request was decided" in moves and "Set the due date" in moves


def test_a_date_taken_away_and_given_again_is_told(reader, plan, action, administrator):
    say(plan, administrator, action, MARCH, due_on=None)
    say(plan, administrator, action, APRIL, due_on=NEW)
    moves = text_of(part(page_of(reader), "dates"))
    assert "no date → became 30 June 2040" in moves and "2 January 2019 → became no date" in moves
    assert "Approved due date Not set" in text_of(part(page_of(reader, PAGE + "?as_at=2019-03-14"), "dates"))


def test_three_years_of_months_are_paged_and_cost_as_many_queries_as_one(reader, plan, action, administrator):
    reader.get(PAGE)
    counts = []
    for month in range(1, 37):
        say(plan, administrator, action, MARCH + timedelta(days=30 * month), progress=f"Month {month}.")
        if month in (1, 12, 36):
            counts.append(queries_of(reader, PAGE)[0])
            page = page_of(reader)
    assert len(set(counts)) == 1
    assert len(statements(page)) == 12 and "Month 36." in page
    oldest = page_of(reader, PAGE + "?said=4")
    assert "The first word on this action." in statements(oldest)[-1]
