"""The pages show the figures of `figures_of`, and each figure leads to a list of as many."""

import re
from datetime import date

import pytest

from plans.models import Plan
from plans.services import create_plan
from reports.figures import figures_of
from tests.factories import FEBRUARY, make_plan

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
        f"{total.late} late ."
    )


def test_every_figure_of_the_demonstration_leads_to_as_many_rows(reader, demonstration):
    found = figures_on(reader.get("/plans/demo/?as_at=2019-03-14").content.decode())
    assert len(found) > 60
    assert all("as_at=2019-03-14" in url for _, _, url in found)
    behind = {url: rows_behind(reader, url) for url in {url for _, _, url in found}}
    assert [(words, behind[url]) for number, words, url in found if behind[url] != (number, number)] == []


def test_every_figure_leads_to_as_many_rows_today_and_on_the_first_page(reader, administrator):
    make_plan(administrator, actions=60)
    for address in ("/plans/sample/", "/"):
        found = figures_on(reader.get(address).content.decode())
        assert len(found) > 5
        for number, words, url in found:
            assert rows_behind(reader, url) == (number, number), words


def test_the_first_page_shows_the_same_figures_as_the_plan_itself(reader, administrator):
    plan = make_plan(administrator, actions=23)
    empty = create_plan(plan=Plan(slug="empty", name="An empty plan"), by=administrator)
    page = reader.get("/").content.decode()
    assert "Example Partners" in page
    of_plan = figures_on(reader.get(plan.get_absolute_url()).content.decode())
    assert figures_on(page) == of_plan[: len(figures_on(page))]
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
    assert {row[4] for row in rows[-4:]} == {"About an earlier report, not compared"}
    assert "5 printed figures of 28 differ" in text_of(shown)


@pytest.mark.parametrize("actions", [1, 12])
def test_the_figures_of_a_plan_take_as_many_queries_whatever_its_size(
    administrator, django_assert_num_queries, actions
):
    make_plan(administrator, actions=actions)
    plan = Plan.objects.get()
    with django_assert_num_queries(12):
        figures_of(plan, FEBRUARY)
