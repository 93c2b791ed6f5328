"""The pages of the position in the browser's words: the month, its table, the grid and what comes of it."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from finance.forms.position import NEW_ROWS
from finance.models import Position
from finance.months import months_of
from finance.position_figures import MonthFigure
from finance.presenters.position import changed_lines, run_rate
from finance.services import LineEntry
from finance.variance import Amounts
from tests.factories import JANUARY, MARCH
from tests.queries import queries_of

from .conftest import DECEMBER_END, amounts, lines, on_day

PAGE = "/plans/sample/money/"
GRID = PAGE + "enter/"


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def words(client, path, status=200):
    response = client.get(path, follow=True)
    assert response.status_code == status
    return text(response)


@pytest.fixture
def as_lead(client, finance_lead):
    client.force_login(finance_lead)
    return client


@pytest.fixture
def as_reader(client, outsider, plan, administrator):
    from plans.services import give_role

    give_role(plan=plan, user=outsider, role="reader", by=administrator)
    client.force_login(outsider)
    return client


def grid(*rows, **rest):
    """What the form of the grid sends: a dict a row, its amounts in their order."""
    sent = {"seen": "", "rows": str(len(rows))} | rest
    for number, (name, kind, group, given, said) in enumerate(rows):
        names = ("name", "kind", "group", "ytd_plan", "ytd_actual", "forecast_plan", "forecast_actual", "commentary")
        sent |= {
            f"{each}-{number}": value for each, value in zip(names, (name, kind, group, *given, said), strict=True)
        }
    return sent


ROWS = [
    ("Allocation", "allocation", "", ("1,000", "1,000", "1,200", "1,200"), ""),
    ("Hospitals", "expenditure", "Programme", ("500", "(20)", "£600", "620"), "More stays."),
]


def test_the_month_is_told_in_a_sentence_and_a_table(as_reader, keep):
    keep(lines(hospitals=480), month=DECEMBER_END, on=JANUARY)
    keep(lines())
    page = words(as_reader, PAGE)
    assert "The in-year position is £10k adverse to plan to date, and £10k adverse to plan by the year’s end." in page
    assert "Total Programme 800 810 (10) (1.3%) 1,000 1,010 (10) (1.0%)" in page
    assert "Hospitals More stays." in page and "Enter a month" not in page
    assert "Month 10, January 2019 40 10 910" not in page and "Spending by month" in page
    assert (
        "Month 8" not in page
        and "Month 9, December 2018 Not set Not set 870" in page
        and "Month 10, January 2019 40 0 910" in page
    )


def test_another_month_is_asked_for(as_reader, keep):
    keep(lines(hospitals=400), month=DECEMBER_END, on=JANUARY)
    keep(lines())
    page = words(as_reader, PAGE + "?month=2018-12")
    assert "The in-year position is £110k better than plan to date" in page and "Show this month" in page
    assert "Nothing is known of this month" in words(as_reader, PAGE + "?month=2018-11")
    assert "“9999-12” is not a month" in words(as_reader, PAGE + "?month=9999-12", status=404)
    assert "“soon” is not a month" in words(as_reader, PAGE + "?month=soon", status=404)
    assert "The in-year position is £110k better" in words(as_reader, PAGE + "?as_at=2019-01-10")
    assert "No position is known as at 1 January 2019" in words(as_reader, PAGE + "?as_at=2019-01-01")


def test_a_plan_without_money_says_how_it_begins(as_lead, plan):
    assert "No position is kept yet. Enter the first month" in words(as_lead, PAGE)


def test_printed_figures_that_differ_are_said(as_reader, keep):
    total = LineEntry("Total programme", "group_total", "Programme", amounts(801, 900, 1000, 1010))
    keep([*lines(), total])
    page = words(as_reader, PAGE)
    assert "2 printed figures are not what the lines give Printed figures" in page
    assert "Total programme actual to date 900 810 90 Look at it" in page
    assert "Total programme plan to date 801 800 1 Rounding" in page


def test_the_grid_begins_from_the_month_before(as_lead, keep):
    keep(lines(), month=DECEMBER_END, on=JANUARY)
    with on_day("2019-02-12"):
        response = as_lead.get(GRID)
    html = response.content.decode()
    assert "Enter Month 10, January 2019" in text(response) and "The lines are those of the month before" in text(
        response
    )
    assert 'name="name-1" value="Hospitals"' in html and 'name="forecast_plan-1" value="600"' in html
    assert 'name="ytd_plan-1" value=""' in html and "More stays." not in html
    assert f'name="name-{3 + NEW_ROWS}"' in html and f'name="name-{4 + NEW_ROWS}"' not in html


def test_a_month_is_saved_and_can_be_changed(as_lead, plan):
    with on_day("2019-02-12"):
        response = as_lead.post(
            GRID + "?month=2019-01", grid(*ROWS, ("", "expenditure", "", [""] * 4, "")), follow=True
        )
        assert "Month 10, January 2019 is saved." in text(response)
        assert "Hospitals 500 (20) 520 104.0% 600 620 (20) (3.3%)" in text(response)
        kept = Position.objects.get()
        response = as_lead.get(GRID + "?month=2019-01")
        assert 'value="(20)"' not in response.content.decode() and 'value="-20"' in response.content.decode()
        later = [ROWS[0], ("Hospitals", "expenditure", "Programme", ("500.5", "510", "600", "620"), "")]
        as_lead.post(GRID + "?month=2019-01", grid(*later, seen=kept.pk))
    assert [position.lines.get(name="Hospitals").ytd_actual for position in Position.objects.all()] == [510, -20]


def test_what_a_document_printed_stays_until_an_amount_is_changed(as_lead, keep):
    total = LineEntry("Total programme", "group_total", "Programme", amounts(801, 900, 1000, 1010))
    hospitals = LineEntry("Hospitals", "expenditure", "Programme", amounts(1, 2, 3, 4), {"stated_ytd_variance": 5})
    first = keep([hospitals, total])
    row = ("Hospitals", "expenditure", "Programme", ("1", "2", "3", "4"), "New words.")
    with on_day("2019-03-14"):
        as_lead.post(GRID + "?month=2019-01", grid(row, seen=first.pk))
        second = Position.objects.get(effective_on=MARCH)
        assert [(line.name, line.stated_ytd_variance) for line in second.lines.all()] == [
            ("Hospitals", 5),
            ("Total programme", None),
        ]
        changed = ("Hospitals", "expenditure", "Programme", ("1", "2", "3", "9"), "New words.")
        as_lead.post(GRID + "?month=2019-01", grid(changed, seen=second.pk))
    third = Position.objects.first()
    assert [(line.name, line.stated_ytd_variance) for line in third.lines.all()] == [("Hospitals", None)]


def test_one_bad_cell_keeps_the_others_as_typed(as_lead, plan):
    bad = ("Hospitals", "expenditure", "Programme", ("500", "about 5", "600", "620"), "More stays.")
    nameless = ("", "expenditure", "", ("1", "", "", ""), "")
    with on_day("2019-02-12"):
        response = as_lead.post(GRID + "?month=2019-01", grid(ROWS[0], bad, nameless))
    page = text(response)
    assert "New line 2, actual to date: “about 5” is no amount; write a number in £'000, such as 1,234 or (56)." in page
    assert "New line 3 has amounts and no name" in page
    html = response.content.decode()
    assert 'value="about 5"' in html and 'value="1,000"' in html and "More stays.</textarea>" in html
    assert not Position.objects.exists()


def test_what_the_service_refuses_is_said(as_lead, plan):
    with on_day("2019-02-12"):
        response = as_lead.post(GRID + "?month=2019-03", grid(*ROWS))
        assert "Month 12, March 2019 has not begun yet" in text(response)
        assert "A position needs a line" in text(as_lead.post(GRID + "?month=2019-01", grid()))


def test_of_two_who_save_the_second_sees_what_the_first_said(as_lead, keep):
    with on_day("2019-02-12"):
        first = keep(lines())
        keep([*lines(hospitals=555), LineEntry("Prescribing", "expenditure")], seen=first.pk)
        response = as_lead.post(GRID + "?month=2019-01", grid(*ROWS, seen=first.pk))
        page = text(response)
        assert "Somebody saved this month meanwhile" in page
        assert "Hospitals , actual to date: 555; you typed (20)" in page
        assert "Prescribing , the line: saved; you typed nothing" in page
        assert "Hospitals , what explains it" not in page and "Community , the line: saved" in page
        newest = Position.objects.first()
        assert f'name="seen" value="{newest.pk}"' in response.content.decode()
        as_lead.post(GRID + "?month=2019-01", grid(*ROWS, seen=newest.pk))
    assert Position.objects.first().lines.get(name="Hospitals").ytd_actual == -20


def test_the_pages_cost_the_same_for_a_line_and_for_many(as_lead, keep):
    keep(lines()[:1])
    few = queries_of(as_lead, PAGE)[0], queries_of(as_lead, GRID + "?month=2019-01")[0]
    for month in (date(2018, 10, 31), date(2018, 11, 30), DECEMBER_END):
        keep(
            [LineEntry(f"Line {n}", "expenditure", f"Group {n % 9}", amounts(1, 2, 3, 4)) for n in range(200)],
            month=month,
        )
    many = queries_of(as_lead, PAGE)[0], queries_of(as_lead, GRID + "?month=2018-12")[0]
    assert many <= few and max(many) <= 20


def test_an_organisation_that_is_not_the_plans_is_not_there(as_lead, plan, organisation):
    assert words(as_lead, f"{GRID}?organisation={organisation.pk}")
    words(as_lead, GRID + "?organisation=999", status=404)


def test_what_another_typed_is_told_line_by_line(keep):
    held = keep(lines()[:2]).lines.all()
    hospitals = LineEntry("Hospitals", "expenditure", "Programme", lines()[1].amounts)
    printed = LineEntry("Total programme", "group_total", "Programme")
    new = LineEntry("Prescribing", "expenditure")
    assert changed_lines(held, [lines()[0], hospitals, printed, new]) == [
        ("Hospitals", "what explains it", "More stays.", "Nothing"),
        ("Prescribing", "the line", "not there", "it"),
    ]


def test_a_position_without_spending_has_no_balance(as_reader, keep):
    keep(lines()[:1])
    page = words(as_reader, PAGE)
    assert "Month 10, January 2019: there is no total yet." in page and "Spending by month" not in page


def test_spending_that_is_on_plan_is_said(as_reader, keep):
    keep([LineEntry("Hospitals", "expenditure", "", Amounts(Decimal(5), Decimal(5), Decimal(9)))])
    assert "Spending is on plan to date." in words(as_reader, PAGE)


def test_the_run_rate_tells_what_is_left():
    months = [MonthFigure(date(2018, 4, 30), "Month 1", Decimal(90), Decimal(100), Decimal(1200))]
    _, rows, said = run_rate(months)
    assert said.endswith("the forecast leaves £100k for each of the months that remain.") and rows[0].spent == "100"
    assert run_rate([MonthFigure(date(2018, 4, 30), "Month 1", Decimal(90), Decimal(100), None)])[2] == (
        "So far a month costs £100k on average."
    )
    unknown = MonthFigure(date(2018, 5, 31), "Month 2", None, None, None)
    assert run_rate([*months, unknown])[2] == "" and run_rate([unknown]) == ("", [], "")


def test_of_one_month_that_remains_no_more_is_said():
    months = [MonthFigure(end, "Month", Decimal(90), Decimal(100), Decimal(1200)) for end in months_of(2018)[:11]]
    assert run_rate(months)[2].endswith("the forecast leaves £1,100k for the month that remains.")


def test_new_lines_are_folded_away_until_somebody_types_in_them(as_lead, keep):
    grid = f"{PAGE}enter/"
    assert '<details class="nhsuk-details app-gap" open>' in as_lead.get(grid).content.decode()
    keep(lines())
    page = as_lead.get(grid).content.decode()
    assert '<details class="nhsuk-details app-gap" >' in page and page.count("<caption") == 2
    bad = as_lead.post(grid, {"name-5": "Another", "ytd_plan-5": "some"}).content.decode()
    assert '<details class="nhsuk-details app-gap" open>' in bad


def test_every_column_says_of_when_it_is(as_reader, keep):
    keep(lines())
    page = words(as_reader, PAGE)
    assert "Plan to date Actual to date" in page and "Plan of the year Forecast of the year" in page
