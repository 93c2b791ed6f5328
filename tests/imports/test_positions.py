"""A finance report: the lines of a month's position, what explains them, and what it prints of itself."""

import json
import re
from datetime import date
from decimal import Decimal
from html import unescape

import openpyxl
import pytest
from django.utils import timezone

from core.history import create_all, update_all
from finance.models import Position
from finance.position_figures import positions_of
from finance.variance import AMOUNTS
from plans.models import Organisation, PlanOrganisation
from plans.services import make_period
from tests.factories import freeze
from tests.shared import SHARED, needs_shared

from .bringing import text_of
from .workbooks import ON

APRIL = date(2019, 4, 14)
ABOVE = ["Financial Overview", "YTD Month 10", None, None, None, "Forecast Position"]
HEAD = [None, *["Plan\n£'000", "Actual\n£'000", "Variance\nFav / (Adv)\n£'000", "%"] * 2]
ALLOCATION = ["Allocation", 1000, 1000, 0, 0, "1,200", "1,200", "0", "0"]
HOSPITALS = ["Hospitals", 500, 520, -20, -4, "600", "620", "(20)", "(3.3)"]
COMMUNITY = ["Community care", 300, 290, 10, 3.3, "400", "390", "10", "2.5"]
TOTAL = ["Total Programme Expenditure", 800, 811, -11, -1.4, "1,000", "1,010", "(10)", "(1.0)"]
RUNNING = ["Running costs", 100, 100, 0, 0, "150", "150", "(0)", "0"]
ROWS = [ALLOCATION, ["Programme Expenditure"], HOSPITALS, COMMUNITY, TOTAL, RUNNING]
WORDS = [["Area", "Key Variances:"], ["Hospitals", "More stays."], ["Community", "A ward stayed shut."]]


def report(*rows, title="Finance Month 10 Position", words=WORDS, head=HEAD):
    return {"Finance": [[title], [], ABOVE, head, *(rows or ROWS)], "Key Variances": words}


def position(office, on=ON):
    [found] = positions_of(office.plan, on)[0]
    return found


def line(office, name, on=ON):
    return next(each for each in position(office, on).lines if each.name == name)


def test_every_cell_of_a_position_arrives(office):
    told = office.hand_in(report())
    assert told.exit == 0 and not told.said("Error", "")
    assert told.said("Note", "read as the position of Month 10, January 2019, in thousands of pounds")
    assert told.said("Note", "variances are read as favourable above zero")
    found = position(office)
    assert (found.month, found.organisation) == (date(2019, 1, 31), None)
    assert [(each.name, each.group, each.kind) for each in found.lines] == [
        ("Allocation", "", "allocation"),
        ("Hospitals", "Programme Expenditure", "expenditure"),
        ("Community care", "Programme Expenditure", "expenditure"),
        ("Total Programme Expenditure", "Programme Expenditure", "group_total"),
        ("Running costs", "", "expenditure"),
        ("Total expenditure", "", "total_spend"),
        ("In-year surplus / (deficit)", "", "in_year"),
    ]
    hospitals = line(office, "Hospitals")
    assert [getattr(hospitals, name) for name in AMOUNTS] == [500, 520, 600, 620]
    assert hospitals.printed == {
        "ytd_variance": -20,
        "ytd_percent": -4,
        "forecast_variance": -20,
        "forecast_percent": Decimal("-3.3"),
    }
    assert hospitals.commentary == "More stays."


def test_words_are_given_to_the_line_that_begins_so(office):
    told = office.hand_in(report(words=[*WORDS, ["Prescribing", "Prices."], ["", "Of nobody."]]))
    assert line(office, "Community care").commentary == "A ward stayed shut."
    assert told.said("Note", "these words were given to the line “Community care”, the only one that begins so")
    assert told.said("Question", "“Prescribing” names no line of the position, so these words were not kept")
    assert told.said("Question", "“” names no line of the position")


def test_printed_totals_that_differ_are_kept_and_told(office):
    office.hand_in(report())
    total = line(office, "Total Programme Expenditure")
    assert total.ytd_actual == 810 and total.printed["ytd_actual"] == 811
    assert [(each.what, each.by, each.is_rounding) for each in total.differences] == [
        ("variance to date", -1, True),
        ("actual to date", 1, True),
    ]


def test_the_same_workbook_again_changes_nothing(office):
    told = office.hand_in(report())
    assert set(told.changes("position").values()) == {"new"} and len(told.changes("position")) == 5
    told = office.hand_in(report(), on=APRIL)
    assert set(told.changes("position").values()) == {"unchanged"} and Position.objects.count() == 1


def test_a_changed_line_makes_a_new_position_and_the_past_stays(office):
    office.hand_in(report())
    dearer = ["Hospitals", 500, 540, -40, -8, "600", "620", "(20)", "(3.3)"]
    told = office.hand_in(report(ALLOCATION, ["Programme Expenditure"], dearer, COMMUNITY), on=APRIL)
    assert told.changes("position")["Hospitals"] == "changed"
    assert told.fields("position", "Hospitals") == {"ytd_actual": ["520", "540"]}
    assert told.said("Question", "the line Running costs was in the position of Month 10, January 2019 and is not")
    assert line(office, "Hospitals").ytd_actual == 520 and line(office, "Hospitals", APRIL).ytd_actual == 540


def test_another_month_stands_beside(office):
    office.hand_in(report())
    later = report(title="Finance Month 11 Position")
    later["Finance"][2] = ["Financial Overview", "YTD Month 11", None, None, None, "Forecast Position"]
    told = office.hand_in(later, on=date(2019, 3, 20))
    assert set(told.changes("position").values()) == {"new"} and Position.objects.count() == 2
    assert position(office, date(2019, 3, 20)).month == date(2019, 2, 28)
    assert position(office).month == date(2019, 1, 31)


def test_a_report_that_names_two_months_is_asked_about(office):
    told = office.hand_in(report(title="Finance Month 11 Position"))
    assert told.said("Question", "this sheet names Month 11, February 2019 and Month 10, January 2019; the first was")


def test_a_report_is_kept_for_the_organisation_that_it_names(office, administrator):
    office.hand_in({"Plan": [["No.", "Action", "RAG"], ["1.1", "Do it", "G"]]})
    for name in ("Fenland", "Uplands"):
        organisation = Organisation(name=name)
        create_all(Organisation, [organisation], by=administrator)
        tied = PlanOrganisation(plan=office.plan, organisation=organisation)
        create_all(PlanOrganisation, [tied], by=administrator)
    told = office.hand_in(report())
    assert told.said("Question", "the sheet does not say whose money this is, so it was taken as that of Fenland")
    assert not office.hand_in(report(title="Uplands, Month 10")).said("Question", "whose money this is")
    assert [each.organisation for each in positions_of(office.plan, ON)[0]] == ["Fenland", "Uplands"]


def test_a_frozen_month_takes_no_report(office, administrator):
    office.hand_in({"Plan": [["No.", "Action", "RAG"], ["1.1", "Do it", "G"]]})
    freeze(office.plan, ON, administrator)
    told = office.hand_in(report())
    assert told.exit == 1 and told.said("Error", "Month 11 was frozen as at")
    assert not Position.objects.exists()


def test_a_report_that_names_no_month_is_taken_for_the_last_one(office):
    rows = report(title="Finance report")
    rows["Finance"][2] = ["Financial Overview", "Year to date", None, None, None, "Forecast"]
    told = office.hand_in(rows)
    assert told.said("Question", "nothing on this sheet names its month, so Month 11, February 2019 was taken")


def test_variances_that_are_adverse_above_zero_are_turned(office):
    other = ["Hospitals", 500, 520, 20, 4, 600, 620, 20, 3.3]
    told = office.hand_in(report(ALLOCATION, other, ["Community care", 300, 290, -10, -3.3, 400, 390, -10, -2.5]))
    assert told.said("Question", "this report prints adverse variances above zero; they were turned round")
    assert line(office, "Hospitals").printed["ytd_variance"] == -20 and not line(office, "Hospitals").differences


def test_somebody_says_how_variances_are_signed(office, tmp_path):
    other = ["Hospitals", 500, 520, 20, 4, 600, 620, 20, 3.3]
    head = HEAD[3]
    mapping = tmp_path / "columns.json"
    mapping.write_text(json.dumps({"sheets": {"Finance": {head: "ytd_adverse"}}}))
    told = office.hand_in(report(ALLOCATION, other), "--mapping", str(mapping))
    assert told.said("Note", "variances are read as adverse above zero") and not told.said("Question", "turned round")
    printed = line(office, "Hospitals").printed
    assert (printed["ytd_variance"], printed["forecast_variance"]) == (-20, -20)
    assert not line(office, "Hospitals").differences


def test_a_frozen_month_takes_the_same_report_again(office, administrator):
    office.hand_in(report())
    days = {"opens_on": ON, "updates_due_on": ON, "as_at": ON}
    period = make_period(plan=office.plan, label="Month 11", **days, by=administrator)
    period.frozen_at = timezone.now()
    update_all(type(period), [period], ["frozen_at"], by=administrator)
    assert office.hand_in(report()).exit == 0


def test_a_variance_of_the_wrong_sign_is_asked_about(office):
    wrong = ["Community care", 300, 290, -10, 3.3, "400", "390", "10", "2.5"]
    told = office.hand_in(report(ALLOCATION, HOSPITALS, ["Mental health", 10, 8, 2, 20, 10, 8, 2, 20], wrong))
    assert told.said("Question", "the printed variance of Community care is (10), and its amounts give 10")


def test_no_printed_variance_is_no_sign(office):
    told = office.hand_in(report(["Hospitals", 500, 520, None, None, 600, 620, None, None]))
    assert told.exit == 0 and not told.said("Note", "variances are read")


@pytest.mark.parametrize(
    ("row", "severity", "words"),
    [
        (["Hospitals", "about 5", 520, -20, -4, 1, 1, 1, 1], "Question", "“about 5” is no amount"),
        ([None, 500, 520, -20, -4, 1, 1, 1, 1], "Question", "this row has amounts and no name"),
        (ALLOCATION, "Error", "“Allocation” stands in row 5 already"),
    ],
)
def test_what_does_not_fit_is_said(office, row, severity, words):
    told = office.hand_in(report(ALLOCATION, COMMUNITY, row))
    assert told.said(severity, words)


def test_words_without_a_position_are_not_kept(office):
    sheets = {"Plan": [["No.", "Action", "RAG"], ["1.1", "Do it", "G"]], "Key Variances": WORDS}
    told = office.hand_in(sheets)
    assert told.said("Question", "these words explain lines of a position, and this workbook has none")


def test_a_simple_table_of_ones_own_is_read(office):
    head = ["Line", "Plan to date", "Actual to date", "Plan of the year", "Forecast of the year", "What explains it"]
    rows = {"Month 10": [head, ["Hospitals", 1, 2, 3, 4, "Stays."]]}
    office.hand_in(rows)
    assert line(office, "Hospitals").commentary == "Stays."
    assert [getattr(line(office, "Hospitals"), name) for name in AMOUNTS] == [1, 2, 3, 4]


REAL = SHARED / "data" / "candp-month-10.xlsx"


@needs_shared
def test_every_figure_of_a_real_report_arrives(office, tmp_path):
    truth = json.loads((SHARED / "data/expected/candp-month-10.json").read_text())
    book = openpyxl.load_workbook(REAL, rich_text=True)
    for name in book.sheetnames:
        if name not in ("Finance M10", "Key Variances"):
            del book[name]
    book.save(tmp_path / "finance.xlsx")
    told = office.run(tmp_path / "finance.xlsx", "--organisation", "Example")
    assert told.exit == 0, told.lines
    found = {each.name: each for each in Position.objects.get().lines.all()}
    assert list(found) == [each["line"] for each in truth["finance"]]
    for true in truth["finance"]:
        record = found[true["line"]]
        assert [getattr(record, name) for name in AMOUNTS] == [true[name] for name in AMOUNTS], true["line"]
        for name in ("ytd_variance", "forecast_variance"):
            assert getattr(record, f"stated_{name}") == true[name], true["line"]
        for name in ("ytd_pct", "forecast_pct"):
            stated = getattr(record, f"stated_{name.replace('pct', 'percent')}")
            assert stated == Decimal(str(true[name])), true["line"]
    words = [each.commentary for each in found.values() if each.commentary]
    assert [squeezed(each) for each in words] == [squeezed(each["text"]) for each in truth["key_variances"]]
    differences = [each for row in position(office).lines for each in row.differences]
    assert len(differences) >= 6 and all(each.is_rounding for each in differences)


def squeezed(text):
    return " ".join(str(text or "").split())


def test_a_month_that_is_only_a_number_is_one_of_the_plans_year_where_nobody_gave_a_date(office):
    office.hand_in({"Plan": [["No.", "Action", "RAG"], ["1.1", "Do it", "G"]]}, on=date(2026, 11, 1))
    plan = office.plan
    plan.financial_year = 2018
    plan.save()
    assert office.hand_in(report(), on=None).said("Note", "read as the position of Month 10, January 2019")
    later = office.hand_in(report(), on=date(2026, 11, 20))
    assert later.said("Note", "read as the position of Month 10, January 2026")


def test_how_a_whole_sheet_was_read_stands_above_its_rows_with_the_way_to_say_otherwise(desk):
    page = desk.bring(report())
    assert "Finance: variances are read as favourable above zero" in text_of(page)
    address = re.search(r'href="([^"]+)">Say otherwise', page.content.decode()).group(1)
    assert "Variance to date, adverse above zero" in text_of(desk.client.get(unescape(address)))


@pytest.mark.parametrize(
    ("title", "head", "place"),
    [
        (
            "Finance Month 10 Position",
            [None, *["Plan\n£m", "Actual\n£m", "Variance\nFav / (Adv)\n£m", "%"] * 2],
            "row 4",
        ),
        ("Finance Month 10, £ million", HEAD, "A1"),
        ("Finance Month 10 in millions", HEAD, "A1"),
        ("Month 10: 3.5 million short", HEAD, ""),
        (f"Month 10, £m {'and much to be said ' * 6}", HEAD, ""),
    ],
)
def test_millions_said_of_a_position_are_asked_about(office, title, head, place):
    told = office.hand_in(report(title=title, head=head))
    asked = told.said("Question", "this says millions; the amounts of the table were taken as thousands of pounds")
    assert bool(asked) == bool(place) and place in str(asked)
    assert line(office, "Hospitals").ytd_plan == 500
