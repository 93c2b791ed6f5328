import re

import pytest

from actions.models import Action, Recommendation
from actions.services import Entry, record_statements, write_recommendations
from plans.models import Area, Plan, Rating, Role
from plans.services import create_plan, save_reference
from reports.figures import figures_of
from tests.factories import FEBRUARY, JANUARY, make_plan, member

from .reading import part, text_of

PAGE = "/plans/sample/recommendations/"


@pytest.fixture
def plan(administrator):
    """Five recommendations: done, begun and left alone in area 1, done but for what ended in 2, a heading's in none."""
    by = administrator
    plan = create_plan(plan=Plan(slug="sample", name="Sample"), by=by)
    blue, red = (
        save_reference(record=Rating(plan=plan, code=c, word=w, stage=s), by=by)
        for c, w, s in (("B", "Blue", "complete"), ("R", "Red", "not_started"))
    )
    one, two = (save_reference(record=Area(plan=plan, number=n, title=f"Area {n}"), by=by) for n in (1, 2))
    new = [
        Recommendation(area=None, text="Be headed.", position=0),
        Recommendation(area=two, text="End it.", source="Review 4", position=1),
        Recommendation(area=one, text="Do it <b>all</b>.", source="Review 1", position=2),
        Recommendation(area=one, text="Begin.", source="Review 2", position=3),
        Recommendation(area=one, text="Do this too.", position=4),
    ]
    write_recommendations(plan=plan, new=new, reworded=[], by=by)
    headed, ended, done, begun, _ = new
    rows = [
        ("1.1", done, {"rating": blue}),
        ("1.2", done, {"is_heading": True}),
        ("1.3", begun, {"rating": blue}),
        ("", begun, {"rating": red, "due_on": JANUARY, "in_scope": False, "sro_as_written": "AO"}),
        ("2.1", ended, {"rating": blue, "standing": "paused"}),
        ("2.2", ended, {"rating": red, "standing": "withdrawn"}),
        ("3", headed, {"is_heading": True}),
    ]
    entries = [
        Entry(Action(ref=ref, position=place), {"title": f"Do {ref}", **facts}, recommendations=[recommendation])
        for place, (ref, recommendation, facts) in enumerate(rows)
    ]
    record_statements(plan=plan, entries=entries, effective_on=FEBRUARY, by=by)
    return plan


def shown(client, query=""):
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def recommendations(page):
    """[(text, state, the names of its actions)] in the order of the page."""
    found = re.findall(r"<article.*?</article>", page, re.DOTALL)
    return [
        (
            text_of(re.search(r"<h3.*?</h3>", article, re.DOTALL)[0]),
            text_of(re.search(r'<strong class="app-state.*?</strong>', article, re.DOTALL)[0]),
            re.findall(r"<a [^>]*><b>(.*?)</b>", article),
        )
        for article in found
    ]


ALL = [
    ("Do it <b>all</b>.", "All actions complete", ["1.1", "1.2"]),
    ("Begin.", "Open", ["1.3", "No reference"]),
    ("Do this too.", "No action yet", []),
    ("End it.", "All actions complete", ["2.1"]),
    ("Be headed.", "Open", ["3"]),
]


def test_each_stands_in_its_area_with_the_actions_that_meet_it(reader, plan):
    page = shown(reader)
    assert recommendations(page) == ALL
    assert re.findall(r'<h2 class="nhsuk-heading-m app-group"[^>]*>(.*?)</h2>', page) == [
        "1 Area 1",
        "2 Area 2",
        "No area",
    ]
    first = text_of(part(page, "area-1"))
    assert "Review 1" in first and "Source not stated" in first
    late = f"{(figures_of(plan, FEBRUARY).as_at - JANUARY).days} days late"
    assert f"Due 10 January 2019, {late} · Out of scope · SRO AO" in text_of(shown(reader, "?as_at=2019-02-12"))
    assert "Paused" in text_of(part(page, "area-2"))
    assert "A heading: it stands above other actions" in first


def test_the_summary_tells_of_the_neglected_first_and_leads_to_as_many(reader, plan):
    page = shown(reader, "?as_at=2019-02-12")
    summary = re.search(r'<p class="app-position">(.*?)</p>', page, re.DOTALL)[1]
    assert text_of(summary) == (
        "1 recommendation has no action yet ; 2 have actions that are not complete ; "
        "2 have all their actions complete ."
    )
    for url, count in zip(re.findall(r'href="([^"]*)"', summary), (1, 2, 2), strict=True):
        assert url.endswith("as_at=2019-02-12")
        assert len(recommendations(reader.get(url.replace("&amp;", "&")).content.decode())) == count


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?state=none", [2]),
        ("?state=open", [1, 4]),
        ("?state=complete", [0, 3]),
        ("?area=1", [0, 1, 2]),
        ("?area=none", [4]),
        ("?area=1&state=complete", [0]),
    ],
)
def test_a_filter_in_the_address_leaves_what_it_says(reader, plan, query, left):
    page = shown(reader, query)
    assert recommendations(page) == [ALL[place] for place in left]
    assert ("Clear all filters" in page) == (len(left) < 5)


def test_the_summary_of_an_area_counts_that_area(reader, plan):
    page = shown(reader, "?area=2")
    assert "1 recommendation has all its actions complete" in page
    assert "/recommendations/?area=2&amp;state=complete" in page
    assert '<option value="2" selected>2 Area 2</option>' in page


@pytest.mark.parametrize("query", ["?area=9", "?area=x&state=open", "?area=2&state=none"])
def test_a_filter_that_fits_nothing_leads_back_to_all(reader, plan, query):
    page = shown(reader, query)
    assert recommendations(page) == []
    assert "See all 5 recommendations" in page


def test_a_state_that_there_is_not_is_not_found_and_says_which_there_are(reader, plan):
    response = reader.get(PAGE + "?state=lost")
    assert response.status_code == 404
    assert "“lost” is not a state of a recommendation. Ask for one of state=none," in response.content.decode()


def test_before_anything_is_known_nobody_is_said_to_have_done_nothing(reader, plan):
    page = shown(reader, "?as_at=2018-01-01")
    assert recommendations(page) == [] and "no action yet" not in page
    assert "Nothing is known of the actions of this plan as at 1 January 2018" in page


def test_a_plan_without_any_says_where_they_come_from(reader, administrator):
    create_plan(plan=Plan(slug="sample", name="Empty"), by=administrator)
    page = shown(reader)
    assert "No recommendation is known" in page and "<select" not in page


def test_further_actions_unfold_and_long_lists_have_pages(reader, administrator):
    plan = make_plan(administrator, actions=15, dates=(JANUARY,))
    page = shown(reader, "?area=1")
    assert "3 further actions" in page
    assert len(recommendations(page)[0][2]) == 15
    new = [Recommendation(text=f"Do {n}.", position=n) for n in range(60)]
    write_recommendations(plan=plan, new=new, reworded=[], by=administrator)
    assert len(recommendations(shown(reader))) == 50
    assert f'href="{PAGE}?state=none&amp;page=2"' in shown(reader, "?state=none")
    assert len(recommendations(shown(reader, "?state=none&page=2"))) == 11


def test_whoever_reads_the_plan_finds_them_in_the_menu(client, plan, administrator, outsider):
    client.force_login(member(plan, Role.READER, by=administrator))
    assert 'aria-current="true">Recommendations' in shown(client)
    client.force_login(outsider)
    assert client.get(PAGE).status_code == 404


def test_the_figures_name_the_actions_by_key_too(plan):
    figures = {figure.text: figure for figure in figures_of(plan, FEBRUARY).actions.recommendations}
    begun = figures["Begin."]
    assert begun.actions == ("1.3", None)
    assert begun.keys == tuple(plan.actions.filter(ref__in=["1.3", ""]).values_list("key", flat=True))
    assert figures["End it."].actions == ("2.1",)
