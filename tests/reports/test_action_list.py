import re

import pytest

from actions.models import Action
from actions.services import Entry, record_statements
from plans.models import Plan, Rating
from plans.services import create_plan, save_reference
from tests.factories import FEBRUARY, JANUARY, make_plan

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
        ("?area=&rating=", lambda a: True),
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
        "2.1 Do thing 1 <b>well</b> Underway 2 January 2019 41 days late slipped once, 31 days "
        "SRO AO 2 January 2019 It goes on."
    )


def test_a_chip_takes_its_own_filter_away_and_keeps_the_rest_and_the_date(reader, plan):
    page = shown(reader, "?area=2&rating=R&as_at=2019-02-12")
    chips = dict(re.findall(r'class="app-chip" href="([^"]*)">.*?</span>(.*?) <span', page))
    assert chips == {
        f"{LIST}?rating=R&amp;as_at=2019-02-12": "2 Area number 2",
        f"{LIST}?area=2&amp;as_at=2019-02-12": "No progress",
    }
    assert re.findall(r'<option value="([^"]+)" selected>', page) == ["2", "R"]


@pytest.mark.parametrize(
    "query", ["?area=9", "?area=x", "?rating=Z", "?late=maybe", "?scope=%00", "?area=%F0%9F%98%80"]
)
def test_an_unheard_of_filter_gives_an_empty_list_that_says_so(reader, plan, query):
    page = shown(reader, query)
    assert names(page) == []
    assert "There is no such filter in this plan" in page


def test_filters_that_fit_nothing_say_what_to_do(reader, plan):
    page = shown(reader, "?rating=B&late=yes")
    assert "Take a filter away to see more" in page


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


def test_a_plan_without_actions_says_how_to_bring_them_in(reader, administrator):
    create_plan(plan=Plan(slug="sample", name="Empty"), by=administrator)
    assert "import_workbook FILE --plan sample --commit" in shown(reader)
    assert "import_workbook FILE --plan sample --commit" in reader.get("/plans/sample/").content.decode()
