"""The page that says what changed between two days."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from actions.comparison import Change, ConcernChange
from actions.models import ConcernStatement
from plans.addresses import PlanAddresses
from plans.models import Period
from plans.presenters.key import Key
from plans.services import save_reference
from reports.presenters.comparison import BY_SLUG, shown_change
from reports.presenters.kinds_of_change import Between
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan

from .packs import KEY, action, concern
from .reading import figures_on, part, rows_behind, text_of

BOTH = "/plans/sample/compare/?from=2019-01-10&to=2019-02-12"
BETWEEN = Between(JANUARY, FEBRUARY, PlanAddresses("sample", FEBRUARY), PlanAddresses("sample", JANUARY))


@pytest.fixture
def plan(administrator):
    return make_plan(administrator)


def told(kind, before, after):
    """The note of one change of that kind."""
    return shown_change(Change(before, after), BY_SLUG[kind], BETWEEN, Key(KEY)).note


def due(day, **facts):
    return action(due_on=day, **facts)


@pytest.mark.parametrize(
    ("kind", "before", "after", "note"),
    [
        ("completed", action(), action(), ""),
        ("completed", None, action(), "New"),
        ("completed", due(date(2019, 1, 1), late=True), due(date(2019, 1, 1)), "Was 9 days late"),
        ("new", None, due(MARCH), "Due 14 March 2019"),
        ("new", action(standing="merged"), action(), "Taken up again; it was merged into another"),
        ("gone", action(), action(standing="withdrawn"), "Withdrawn"),
        ("gone", action(), None, "Not known as at 12 February 2019"),
        ("newly-late", due(JANUARY), due(JANUARY), "Due 10 January 2019, 33 days late"),
        ("newly-late", None, due(JANUARY), "New, due 10 January 2019, 33 days late"),
        ("no-longer-late", due(JANUARY), due(JANUARY, standing="paused"), "Paused"),
        ("no-longer-late", due(JANUARY), due(JANUARY, in_scope=False), "Out of the plan's scope now"),
        ("no-longer-late", due(JANUARY), due(MARCH), "Due 14 March 2019; was 10 January 2019, 63 days later"),
        ("dates", due(MARCH), due(FEBRUARY), "Due 12 February 2019; was 14 March 2019, 30 days earlier"),
        ("dates", due(MARCH), due(None, due_as_written="soon"), "Due “soon”, no date; was 14 March 2019"),
        ("leads", action(sro=("AO",)), action(sro_as_written="CFO"), "SRO CFO; was SRO AO"),
        ("leads", action(sro=("AO",)), action(), "nobody; was SRO AO"),
        ("words", action(), action(last_word_on=FEBRUARY), "Last word 12 February 2019"),
        ("words", action(), action(), ""),
        ("not-updated", action(), action(last_word_on=JANUARY), "Last word 10 January 2019"),
        ("not-updated", action(), action(), "No word of its lead has a date"),
    ],
)
def test_each_line_says_what_happened(kind, before, after, note):
    assert told(kind, before, after) == note


def test_a_rating_that_moved_is_shown_with_what_it_was():
    change = Change(action(rating="R", stage="not_started"), action(rating="G", stage="in_place"))
    shown = shown_change(change, BY_SLUG["ratings"], BETWEEN, Key(KEY))
    assert (shown.was.label, shown.rating.label, shown.direction) == ("No progress", "In place", "forward")
    shown = shown_change(change, BY_SLUG["dates"], BETWEEN, Key(KEY))
    assert (shown.was, shown.direction) == (None, "")


def test_what_is_known_no_longer_leads_to_the_earlier_day():
    shown = shown_change(Change(action(ref=None), None), BY_SLUG["gone"], BETWEEN, Key(KEY))
    assert shown.url.endswith("?as_at=2019-01-10")
    assert shown.name == "No reference"


@pytest.mark.parametrize(
    ("before", "after", "note", "day"),
    [
        (None, concern(key=7, concern="It is late.", matched_to="1.1"), "It is late.", "2019-02-12"),
        (concern(key=7), concern(key=7, open=False, closed_because="It is done."), "It is done.", "2019-02-12"),
        (concern(key=7, concern="Why."), None, "Why.", "2019-01-10"),
    ],
)
def test_a_concern_leads_to_its_own_page(before, after, note, day):
    shown = shown_change(ConcernChange(before, after), BY_SLUG["concerns-raised"], BETWEEN, Key(KEY))
    assert (shown.note, shown.url) == (note, f"/plans/sample/concerns/7/?as_at={day}")


def test_the_page_tells_what_changed_in_sections_with_counts(reader, plan):
    page = reader.get(BOTH).content.decode()
    assert "From 10 January 2019 to 12 February 2019" in page
    words = part(page, "words")
    assert text_of(words).startswith("Other words (12)")
    assert words.count("<li>") == 10
    assert '<ins><span class="nhsuk-u-visually-hidden">put in: </span>It goes on.</ins>' in words
    assert "All 12 with other words , of which the first 10 stand here." in text_of(words)
    assert "31 days later" in part(page, "dates")
    assert 'href="#words"' in page
    assert '<a href="/plans/sample/actions/2.1/?as_at=2019-02-12">' in words


def test_the_counts_of_both_days_stand_side_by_side_and_lead_to_what_they_count(reader, plan):
    page = reader.get(BOTH).content.decode()
    found = figures_on(page)
    assert len(found) > 8
    for number, words, url in found:
        assert rows_behind(reader, url) == (number, number), words
    assert {"as_at=2019-01-10", "as_at=2019-02-12"} == {re.search("as_at=[-0-9]+", url)[0] for _, _, url in found}


def test_all_changes_of_one_kind_stand_on_pages_of_their_own(reader, administrator):
    make_plan(administrator, slug="large", actions=60)
    first = reader.get("/plans/large/compare/?from=2019-01-10&to=2019-02-12&show=words").content.decode()
    assert "60 with other words" in text_of(first)
    assert part_count(first) == 50
    second = reader.get("/plans/large/compare/?from=2019-01-10&to=2019-02-12&show=words&page=2").content.decode()
    assert part_count(second) == 10


def part_count(page):
    return page.count('<div class="app-item-head">')


def test_one_area_can_be_asked_for(reader, plan):
    page = reader.get(f"{BOTH}&area=1").content.decode()
    assert text_of(part(page, "words")).startswith("Other words (6)")
    assert text_of(part(page, "counts")).endswith("All actions, as at 12 February 2019 the same")
    assert {number for number, words, _ in figures_on(page) if words.startswith("6 All actions")} == {6}


@pytest.mark.parametrize("asked", ["area=9", "show=everything"])
def test_what_there_is_not_is_said(reader, plan, asked):
    response = reader.get(f"{BOTH}&{asked}")
    assert response.status_code == 404
    assert "Ask for one of" in response.content.decode()


def test_without_days_the_last_report_is_compared_with_today(reader, plan):
    page = reader.get("/plans/sample/compare/").content.decode()
    assert f"From 12 February 2019 to {timezone.localdate().day} " in page
    assert ", today" in page
    assert "app-as-at" not in page


def test_as_at_a_report_the_one_before_is_compared(reader, plan):
    page = reader.get("/plans/sample/compare/?as_at=2019-02-12").content.decode()
    assert "From 10 January 2019 to 12 February 2019" in page


def test_before_the_first_report_there_is_nothing_to_compare_with(reader, plan):
    page = reader.get("/plans/sample/compare/?as_at=2019-01-10").content.decode()
    assert "There is no report before 10 January 2019 to compare with" in page


def test_a_day_of_which_nothing_is_known_makes_all_new(reader, plan):
    page = reader.get("/plans/sample/compare/?from=2018-01-01&to=2019-01-10").content.decode()
    assert "Nothing is known of this plan as at 1 January 2018, so all of it counts as new" in page
    assert text_of(part(page, "new")).startswith("New actions (12)")


def test_where_nothing_changed_that_is_said(reader, plan):
    page = reader.get("/plans/sample/compare/?from=2019-02-12&to=2019-02-13").content.decode()
    assert "Nothing changed" in page


def test_the_address_is_kept_short_and_the_earlier_day_first(reader, plan):
    response = reader.get("/plans/sample/compare/?from=2019-02-12&other_from=&to=&other_to=10/1/2019&area=1&show=words")
    assert response.status_code == 302
    assert response["Location"] == "/plans/sample/compare/?from=2019-01-10&to=2019-02-12&area=1&show=words"


def test_what_is_no_date_is_said_beside_what_was_typed(reader, plan):
    page = reader.get("/plans/sample/compare/?from=2019-01-10&other_from=soon&other_to=").content.decode()
    assert "“soon” is not a date. Enter a day such as 14/3/2019" in page
    assert '<a href="#other-from">' in page
    assert 'value="soon" aria-describedby="problem-from"' in page
    assert "<title>Error: What changed" in page


def test_concerns_are_those_of_the_area(reader, plan, administrator):
    record = plan.concerns.get(match="likely")
    statement = ConcernStatement(concern=record, effective_on=FEBRUARY, is_open=False, recorded_by=administrator)
    statement._history_user = administrator
    statement.save()
    page = reader.get(f"{BOTH}&area=2").content.decode()
    assert text_of(part(page, "concerns-closed")).startswith("Concerns closed (1)")
    assert 'id="concerns-closed"' not in reader.get(f"{BOTH}&area=1").content.decode()


def test_periods_are_named_among_the_days(reader, plan, administrator):
    day = FEBRUARY + timedelta(days=5)
    save_reference(
        record=Period(plan=plan, label="Month 11", opens_on=JANUARY, updates_due_on=day, as_at=day), by=administrator
    )
    page = reader.get("/plans/sample/compare/").content.decode()
    assert "17 February 2019, Month 11</option>" in page
    assert "From 17 February 2019" in page
