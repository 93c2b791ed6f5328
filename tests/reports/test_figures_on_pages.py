"""The pages show the figures of `figures_of`, and each figure leads to a list of as many."""

import re
from datetime import date
from functools import partial

import pytest

from core.environment import render
from plans.addresses import PlanAddresses
from plans.models import Plan, StatedTotal
from plans.presenters.key import Key
from plans.services import create_plan, state_totals
from reports.document import document_of, html_of
from reports.figures import StatedTotalFigure, figures_of
from reports.presenters.stated_totals import stated_totals
from tests.factories import FEBRUARY, JANUARY, make_plan

from .packs import KEY, make_document
from .reading import figures_on, part, rows_behind, text_of

MARCH = date(2019, 3, 14)


def numbers(cells):
    return [int(re.match(r"\d+", text_of(cell))[0]) for cell in re.findall(r"<td.*?</td>", cells, re.DOTALL)[:-1]]


def counted(counts, codes):
    return [counts.actions, *(counts.ratings[code] for code in codes), counts.unrated, counts.late]


def test_the_dashboard_shows_the_figures_of_the_plan(reader, demonstration):
    figures = figures_of(demonstration, MARCH)
    page = reader.get("/plans/demo/?as_at=2019-03-14").content.decode()
    lines = re.findall(r'<tr class="nhsuk-table__row">.*?</tr>', part(page, "by-area"), re.DOTALL)
    expected = [*(area.counts for area in figures.actions.areas), figures.actions.total]
    assert [numbers(line) for line in lines] == [counted(counts, "BGAR") for counts in expected]
    total = figures.actions.total
    sentence = text_of(re.search(r'<p class="app-position">.*?</p>', page, re.DOTALL)[0])
    assert sentence == (
        f"{total.actions} actions : {total.ratings['B']} complete , {total.ratings['G']} in place , "
        f"{total.ratings['A']} underway , {total.ratings['R']} with no progress , {total.unrated} unrated ; "
        f"{total.late} late , 5 silent , 36 look wrong ."
    )


def test_every_figure_of_the_demonstration_leads_to_as_many_rows(reader, demonstration):
    found = figures_on(reader.get("/plans/demo/?as_at=2019-03-14").content.decode())
    assert len(found) > 60
    assert all("as_at=2019-03-14" in url for _, _, url in found)
    behind = {url: rows_behind(reader, url) for url in {url for _, _, url in found}}
    assert [(words, behind[url]) for number, words, url in found if behind[url] != (number, number)] == []


def test_every_figure_leads_to_as_many_rows_today_and_on_the_first_page(reader, administrator):
    make_plan(administrator, actions=60)
    for address in ("/plans/sample/", "/plans/sample/looks-wrong/", "/"):
        found = figures_on(reader.get(address).content.decode())
        assert len(found) > 4
        for number, words, url in found:
            assert rows_behind(reader, url) == (number, number), words


def test_the_first_page_shows_the_same_figures_as_the_plan_itself(reader, administrator):
    plan = make_plan(administrator, actions=23)
    empty = create_plan(plan=Plan(slug="empty", name="An empty plan"), by=administrator)
    page = reader.get("/").content.decode()
    assert "Example Partners" in page
    of_plan = figures_on(reader.get(plan.get_absolute_url()).content.decode())
    shown = figures_on(page)
    assert len(shown) > 7 and shown[:7] == of_plan[:7]
    counts = {url: number for number, _, url in of_plan}
    assert all(counts.get(url, number) == number for number, _, url in shown)
    assert empty.name in page
    assert "It has no actions yet" in page


def test_printed_totals_stand_beside_the_computed_ones_with_the_difference_in_words(reader, demonstration):
    page = reader.get("/plans/demo/?as_at=2019-03-14").content.decode()
    shown = part(page, "printed-totals")
    rows = [
        [text_of(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r'<tr class="nhsuk-table__row">.*?</tr>', shown, re.DOTALL)
    ]
    figures = figures_of(demonstration, MARCH)
    differing = [total for total in figures.stated_totals if total.difference]
    assert len(rows) == len(differing) + len(figures.stated_totals)
    assert [(int(row[2]), int(row[3].split()[0])) for row in rows[: len(differing)]] == [
        (total.stated, total.computed) for total in differing
    ]
    assert rows[0][4] == "2 actions more than printed"
    assert {row[4] for row in rows[-4:]} == {"About an earlier report that is not kept here, not compared"}
    assert "5 printed figures of 32 differ" in text_of(shown) and "All 32 printed figures" in text_of(shown)
    assert "4 are about an earlier report that is not kept here." in text_of(shown)


def test_what_is_printed_of_an_earlier_report_stands_beside_the_figures_of_that_day(reader, administrator):
    plan = make_plan(administrator)
    then, now = figures_of(plan, JANUARY).actions.total, figures_of(plan, FEBRUARY).actions.total
    kept = {"label": "Last report (10/01/19)", "said_of": JANUARY, "where": "plan.xlsx, Summary B9"}
    lost = {"label": "Last report (11/01/19)", "said_of": date(2019, 1, 11), "where": "plan.xlsx, Summary B10"}
    blue, red = plan.ratings.get(code="B"), plan.ratings.get(code="R")
    totals = [
        StatedTotal(rating=blue, count=then.ratings["B"], **kept),
        StatedTotal(rating=red, count=then.ratings["R"] + 3, **kept),
        StatedTotal(rating=blue, count=0, **lost),
        StatedTotal(rating=blue, count=now.ratings["B"], label="Total", where="plan.xlsx, Summary B3"),
    ]
    state_totals(plan=plan, as_at=FEBRUARY, totals=totals, by=administrator)
    figures = figures_of(plan, FEBRUARY)
    assert {(t.label, t.rating): t.difference for t in figures.stated_totals} == {
        ("Last report (10/01/19)", "B"): 0,
        ("Last report (10/01/19)", "R"): -3,
        ("Last report (11/01/19)", "B"): None,
        ("Total", "B"): 0,
    }
    assert [found.rule for found in figures.wrong if found.rule == "totals-differ"] == ["totals-differ"]
    page = reader.get("/plans/sample/?as_at=2019-02-12").content.decode()
    assert "1 printed figure of 4 differs" in text_of(part(page, "printed-totals"))
    assert "3 actions fewer than printed" in text_of(part(page, "printed-totals"))
    links = [url for _, _, url in figures_on(part(page, "printed-totals"))]
    assert "/plans/sample/actions/?rating=R&as_at=2019-01-10" in links
    document = document_of(plan, FEBRUARY)
    assert "2 of the 4 figures printed in the workbook agree with its rows; 1 does not; 1 is about" in html_of(document)


def test_printed_figures_that_agree_are_said_to_with_those_that_are_left(administrator):
    def said(*differences):
        line = partial(StatedTotalFigure, "Total", None, None, "B", 1)
        stated = [line(None if each is None else 1 + each, each, "plan.xlsx, B2") for each in differences]
        figures = make_document(stated=stated).figures
        shown = {"stated": stated_totals(figures, Key(KEY), PlanAddresses("sample"))}
        return text_of(render("reports/stated_totals.jinja", shown=shown).split("<table")[0].split("<details")[0])

    assert said(0, 0) == "All 2 printed figures agree with what the rows of the plan give."
    assert said(0, None) == (
        "1 of 2 printed figures agrees with what the rows of the plan give. 1 is about an earlier report that is not "
        "kept here."
    )
    assert said(None).startswith("None of the printed figures can be compared")


@pytest.mark.parametrize("actions", [1, 12])
def test_the_figures_of_a_plan_take_as_many_queries_whatever_its_size(
    administrator, django_assert_num_queries, actions
):
    make_plan(administrator, actions=actions)
    plan = Plan.objects.get()
    with django_assert_num_queries(34):
        figures_of(plan, FEBRUARY)
