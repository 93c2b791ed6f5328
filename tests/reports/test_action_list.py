import re

import pytest

from actions.models import Action
from actions.services import Entry, record_statements
from plans.models import Plan, Rating, Role
from plans.services import create_plan, save_reference
from tests.factories import FEBRUARY, JANUARY, make_plan, member

from .reading import part, rows_behind, text_of

LIST = "/plans/sample/actions/"


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=12)


def shown(client, query=""):
    return client.get(LIST + query).content.decode()


def names(page):
    rows = re.findall(r'app-action-row">(.*?)</th>', page, re.DOTALL)
    return [text_of(row).split(" Do ")[0] for row in rows]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("?area=1", lambda a: a.area.number == 1),
        ("?rating=B", lambda a: a.rating and a.rating.code == "B"),
        ("?rating=unrated", lambda a: a.rating is None),
        ("?scope=out", lambda a: not a.in_scope),
        ("?scope=in&area=2", lambda a: a.in_scope and a.area.number == 2),
        ("?late=no&rating=B", lambda a: a.rating and a.rating.code == "B"),
    ],
)
def test_a_filter_in_the_address_leaves_what_it_says(reader, plan, query, wanted):
    expected = [action.ref or "No reference" for action in plan.actions.all() if wanted(action)]
    assert names(shown(reader, query)) == expected
    assert len(expected) > 0


def test_a_row_says_what_a_board_asks_first(reader, plan):
    page = shown(reader, "?as_at=2019-02-12")
    row = text_of(re.search(r'app-action-row">.*?</tr>', page, re.DOTALL)[0].partition(">")[2])
    assert row == (
        "2.1 Do thing 1 <b>well</b> Underway Looks wrong: On track but late 2 January 2019 41 days late "
        "slipped once, 31 days SRO AO 12 February 2019 It goes on."
    )


@pytest.mark.parametrize("tail", ["actions/", "recommendations/"])
def test_an_address_is_without_what_the_form_sent_empty(tail, reader, plan):
    answer = reader.get(f"/plans/sample/{tail}?text=&area=2&late=&as_at=2019-03-14")
    assert (answer.status_code, answer["Location"]) == (302, f"/plans/sample/{tail}?area=2&as_at=2019-03-14")
    assert reader.get(answer["Location"]).status_code == 200


def test_a_chip_takes_its_own_filter_away_and_keeps_the_rest_and_the_date(reader, plan):
    page = shown(reader, "?area=2&rating=R&as_at=2019-02-12")
    chips = dict(re.findall(r'class="app-chip" href="([^"]*)">.*?</span>(.*?) <span', page))
    assert chips == {
        f"{LIST}?rating=R&amp;as_at=2019-02-12": "2 Area number 2",
        f"{LIST}?area=2&amp;as_at=2019-02-12": "No progress",
    }
    assert re.findall(r'<option value="([^"]+)" selected>', page) == ["2", "R"]


@pytest.mark.parametrize(
    "query",
    ["?area=9", "?area=x", "?rating=Z", "?late=maybe", "?scope=%00", "?area=%F0%9F%98%80", "?silent=soon"]
    + ["?post=NOBODY", "?post=AO&role=chair", "?standing=gone", "?status=Open", "?evidence=x", "?mine=yes"]
    + ["?wrong=colour", "?wrong=left-alone"],
)
def test_an_unheard_of_filter_gives_an_empty_list_that_says_so(reader, plan, query):
    page = shown(reader, query)
    assert names(page) == []
    assert "There is no such filter in this plan" in page


def test_filters_that_fit_nothing_say_what_to_do(reader, plan):
    page = shown(reader, "?rating=B&late=yes")
    assert "Take a filter away to see more" in page


def test_words_that_stand_nowhere_say_what_to_do(reader, plan):
    page = shown(reader, "?text=%3Cscript%3E+nowhere")
    assert "With “&lt;script&gt; nowhere”" in page
    assert "Take a filter away to see more" in page


def test_several_values_of_a_filter_are_chips_and_ticked_each_by_itself(reader, plan):
    page = shown(reader, "?rating=R&rating=B&area=1")
    expected = [a.ref for a in plan.actions.all() if a.area.number == 1 and a.rating and a.rating.code in "RB"]
    assert names(page) == expected
    assert re.findall(r'class="app-chip" href="([^"]*)"', page) == [
        f"{LIST}?rating=R&amp;rating=B",
        f"{LIST}?area=1&amp;rating=B",
        f"{LIST}?area=1&amp;rating=R",
    ]
    assert re.findall(r'<input type="checkbox" name="(\w+)" value="(\w+)" checked>', page) == [
        ("rating", "R"),
        ("rating", "B"),
    ]


def test_a_number_of_days_typed_in_the_address_is_a_choice_of_the_form(reader, plan):
    page = shown(reader, "?silent=45&as_at=2019-02-11")
    assert '<option value="45" selected>No word for 45 days or more</option>' in page
    # The factory's leads said their last word on 2 January 2019, 40 days before.
    assert names(page) == []
    asked = [a for a in plan.actions.all() if a.in_scope and not (a.rating and a.rating.code == "B")]
    assert names(shown(reader, "?silent=40&as_at=2019-02-11")) == [a.ref or "No reference" for a in asked]


def test_the_form_offers_what_the_plan_has(reader, plan):
    page = shown(reader)
    assert re.findall(r'<select class="nhsuk-select" id="filter-(\w+)"', page) == [
        *("area", "rating", "late", "slipped", "silent", "post", "role", "evidence", "wrong", "scope")
    ]
    assert '<option value="AO">AO, Accountable Officer</option>' in page
    assert set(re.findall(r'<label class="nhsuk-label" for="filter-(\w+)"', page)) >= {"text", "area", "role"}


def test_a_lead_may_ask_for_their_own_actions(client, plan, administrator):
    client.force_login(member(plan, Role.LEAD, by=administrator, posts=["AO"]))
    assert len(names(shown(client, "?mine=yes"))) == 12
    page = shown(client, "?mine=no")
    assert names(page) == [] and "Led by others" in page


def test_somebody_who_leads_nothing_has_none_of_their_own(client, plan, administrator):
    client.force_login(member(plan, Role.LEAD, by=administrator))
    page = shown(client, "?mine=yes")
    assert names(page) == [] and "No action is all of this at once" in page


def test_another_order_is_one_table_that_says_so_and_keeps_filters_and_date(reader, plan):
    page = shown(reader, "?sort=-due&scope=in&as_at=2019-02-12")
    # Action n is due n days after the first; 7 is out of scope.
    assert names(page) == "No reference,2.11,1.10,2.9,1.8,1.6,2.5,1.4,2.3,1.2,2.1".split(",")
    assert page.count("<table") == 1
    assert "By due date, latest first" in page
    assert re.findall(r'aria-sort="(\w+)">([\w ]+)', page) == [("descending", "Due")]
    assert f'<a href="{LIST}?scope=in&amp;sort=due&amp;as_at=2019-02-12">turn round' in page
    assert f'<a href="{LIST}?scope=in&amp;sort=slips&amp;as_at=2019-02-12">' in page
    assert f'<a href="{LIST}?scope=in&amp;as_at=2019-02-12"><span' in page
    assert '<input type="hidden" name="sort" value="-due">' in page
    assert "2 Area number 2" in part(page, "area-1")


def test_an_order_keeps_to_itself_over_the_pages(reader, administrator):
    make_plan(administrator, actions=60, dates=(JANUARY,))
    every = [name for page in (1, 2) for name in names(shown(reader, f"?sort=-ref&page={page}"))]
    assert every[:2] == ["2.59", "2.57"] and every[-2:] == ["1.2", "No reference"]
    assert f'href="{LIST}?sort=-ref&amp;page=2"' in shown(reader, "?sort=-ref")


def test_an_order_that_there_is_not_is_not_found_and_says_which_there_are(reader, plan):
    response = reader.get(LIST + "?sort=%3Cb%3E")
    assert response.status_code == 404
    assert "“&lt;b&gt;” is not an order of this list. Ask for one of sort=plan, sort=ref" in response.content.decode()


@pytest.mark.parametrize(("sort", "heads"), [("", "area-2"), ("?sort=due", "area-1")])
def test_what_ended_is_left_out_until_it_is_asked_for(reader, plan, administrator, sort, heads):
    action = plan.actions.get(ref="2.1")
    end = Entry(action, {"standing": "merged"}, before=action.statements.first())
    record_statements(plan=plan, entries=[end], effective_on=FEBRUARY, by=administrator)
    page = shown(reader, sort)
    assert "2.1" not in names(page) and heads in page
    assert "1 more was withdrawn, merged or replaced" in text_of(page)
    every = shown(reader, "?standing=all")
    assert "2.1" in names(every) and "Merged into another" in every and "more was" not in every
    assert names(shown(reader, "?standing=merged")) == ["2.1"]


def test_fifty_rows_a_page_and_the_pages_keep_the_filters_and_the_date(reader, administrator):
    make_plan(administrator, actions=120, dates=(JANUARY,))
    page = shown(reader, "?scope=in&as_at=2019-01-10&page=2")
    assert len(names(page)) == 50
    assert "page 2 of 3" in page
    assert f'href="{LIST}?scope=in&amp;page=3&amp;as_at=2019-01-10"' in page
    assert rows_behind(reader, f"{LIST}?scope=in&as_at=2019-01-10") == (103, 103)


@pytest.mark.parametrize("number", ["0", "-1", "99", "x"])
def test_a_page_that_there_is_not_is_the_nearest_one(reader, plan, number):
    assert len(names(shown(reader, f"?page={number}"))) == 12


@pytest.fixture
def headed(administrator):
    """A plan in which heading 1 stands above 1.1, and 1.1 above 1.1.1; 2 stands above nothing and in no area."""
    plan = create_plan(plan=Plan(slug="sample", name="Headed"), by=administrator)
    rating = Rating(plan=plan, code="1", word="On-Track", meaning="", stage="underway")
    save_reference(record=rating, by=administrator)
    entries = []
    for position, (ref, facts) in enumerate(
        [
            ("1", {"is_heading": True}),
            ("1.1", {"rating": rating}),
            ("1.1.1", {"rating_as_written": "Open", "due_as_written": "Immediate"}),
            ("2", {"sro_as_written": "AO", "ops_lead_as_written": "AO"}),
        ]
    ):
        above = next((entry for entry in entries if entry.action.ref == ref.rpartition(".")[0]), None)
        action = Action(ref=ref, position=position)
        entries.append(Entry(action, {"title": f"Do {ref}", **facts}, parent=above))
    record_statements(plan=plan, entries=entries, effective_on=FEBRUARY, by=administrator)
    return plan


def test_a_heading_stands_above_its_actions_and_is_not_counted(reader, headed):
    page = shown(reader)
    assert rows_behind(reader, LIST) == (3, 3)
    headings = re.findall(r'<tr class="app-heading-row">(.*?)</tr>', page, re.DOTALL)
    assert [text_of(heading) for heading in headings] == ["1 Do 1"]
    assert page.index("app-heading-row") < page.index("<b>1.1</b>") < page.index("<b>1.1.1</b>")
    assert names(page) == ["1.1", "1.1.1", "2"]


def test_an_action_in_no_area_and_a_rating_that_is_not_in_the_key_are_shown_as_they_are(reader, headed):
    page = shown(reader, "?area=none")
    assert text_of(part(page, "area-1")).startswith("No area")
    assert "Written “Open”" in page
    assert "“Immediate”, no date" in page
    assert "On-Track" in page
    assert "Nothing said yet" in page
    assert "Not set" in page


def test_a_plan_without_actions_says_how_to_bring_them_in(client, administrator):
    plan = create_plan(plan=Plan(slug="sample", name="Empty"), by=administrator)
    client.force_login(member(plan, Role.READER, by=administrator))
    assert "They come in with its workbook." in shown(client)
    assert "They come in with its workbook." in client.get("/plans/sample/").content.decode()
    client.force_login(administrator)
    assert 'href="/plans/sample/imports/new/"' in shown(client)
