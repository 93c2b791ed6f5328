"""Plans of money and of activity in a workbook: every figure arrives, and what does not add up is said."""

import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from finance.models import Activity, FinancialPlan
from finance.plan_figures import activity_of, financial_plans_of
from tests.shared import SHARED, needs_shared

from .bringing import text_of
from .workbooks import ON, Cell

APRIL = date(2019, 4, 14)
HEAD = [
    "£'000",
    "17/18 FOT",
    "2017/18 Recurrent Exit position",
    "Growth",
    "Planned savings",
    "2018/19 Plan",
    "Growth on recurrent exit",
]
ALLOCATION = ["Allocation", 1000, 990, 30, None, 1020, 3.0]
HOSPITALS = ["Hospitals", 700, 690, 20, -10, 700, 1.4]
COMMUNITY = ["Community", 300, 310, 5, "-", 315, None]
SPEND = ["Total spend", 1000, 1000, 25, -10, 1015, 1.5]
DEFICIT = ["Surplus/(deficit)", 0, -10, None, None, 5, None]
ROWS = [ALLOCATION, ["Expenditure"], HOSPITALS, COMMUNITY, SPEND, DEFICIT]
MONTHS = "Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb Mar".split()
ACTIVITY = ["Code", "Title", "17/18 OT", "18/19 Do Nothing", "18/19 QIPP", "18/19 Plan", "17/18 to 18/19", *MONTHS]


def money(*rows, head=HEAD):
    return {"Plan of money": [["2018/19 Financial Plan"], [], head, *(rows or ROWS)]}


def line(code, planned=120, months=None, title="Referrals"):
    return [code, title, 100, planned + 10, -10, planned, "20%", *(months or [planned // 12] * 12)]


def counted(*rows, sheet="Counted"):
    return {sheet: [["Activity 2018/19"], [], ["Code", "Title", *MONTHS], *rows]}


def test_every_cell_of_a_plan_by_movements_arrives(office):
    told = office.hand_in(money())
    assert told.exit == 0 and not told.said("Question", "Plan of money")
    [plan] = financial_plans_of(office.plan, ON)
    assert (plan.year, plan.topic) == (2018, "movements")
    assert [(head.name, head.role) for head in plan.heads] == [
        ("17/18 FOT", "before"),
        ("2017/18 Recurrent Exit position", "base"),
        ("Growth", "movement"),
        ("Planned savings", "movement"),
        ("2018/19 Plan", "closing"),
    ]
    assert [(each.name, each.kind) for each in plan.lines] == [
        ("Allocation", "allocation"),
        ("Hospitals", "expenditure"),
        ("Community", "expenditure"),
        ("Total spend", "total_spend"),
        ("Surplus/(deficit)", "in_year"),
    ]
    hospitals = plan.lines[1]
    assert hospitals.amounts == (700, 690, 20, -10, 700) and hospitals.computed == 700
    assert hospitals.growth == (Decimal("1.4"),) and hospitals.stated_growth == Decimal("1.4")
    assert plan.differences == ()


def test_movements_that_do_not_make_the_plan_are_asked_about(office):
    told = office.hand_in(money(ALLOCATION, ["Hospitals", 700, 690, 20, -10, 750, None], COMMUNITY, SPEND))
    assert told.said("Question", "Hospitals prints 750 as its plan, and what it is made of gives 700")
    assert told.said("Question", "Total spend prints 1,015 as its 2018/19 Plan, and what it is made of gives 1,065")
    [plan] = financial_plans_of(office.plan, ON)
    assert [(name, each.by) for name, each in plan.differences] == [("Hospitals", 50), ("Total spend", -50)]


def test_a_head_in_millions_over_thousands_is_asked_about(office):
    thousands = ["Hospitals", 700_000, 690_000, 20_000, -10_000, 700_000, 1.4]
    told = office.hand_in(money(thousands, head=["£m", *HEAD[1:]]))
    assert told.said("Question", "this says £m, but amounts such as 700,000 are as large as thousands of pounds")
    assert financial_plans_of(office.plan, ON)[0].lines[0].amounts[0] == 700_000


def test_true_millions_become_thousands(office):
    told = office.hand_in(money(["Hospitals", "700.5", 690, 20, -10, 700, 1.4], head=["£m", *HEAD[1:]]))
    assert told.said("Question", "this says £m, so every amount was multiplied by 1,000")
    assert financial_plans_of(office.plan, ON)[0].lines[0].amounts[0] == 700_500


def test_the_same_again_changes_nothing_and_a_change_leaves_the_past(office):
    office.hand_in(money())
    told = office.hand_in(money(), on=APRIL)
    assert set(told.changes("financial_plan").values()) == {"unchanged"} and FinancialPlan.objects.count() == 1
    told = office.hand_in(money(ALLOCATION, ["Hospitals", 700, 690, 30, -10, 710, 2.9]), on=APRIL)
    assert told.fields("financial_plan", "Hospitals") == {"Growth": ["20", "30"], "2018/19 Plan": ["700", "710"]}
    assert told.said("Question", "the line Community was in the plan of 2018/19 and is not in this workbook")
    assert [len(financial_plans_of(office.plan, on)[0].lines) for on in (ON, APRIL)] == [5, 2]


def test_allocations_and_spending_stand_year_by_year(office):
    sheets = {
        "Allocations": [
            ["Allocation type", "2018/19", "2019/20", "2020/21"],
            ["Core", 1000, 1040, 1080],
            ["Primary care", "120", "126", ""],
        ],
        "Spending": [["Expenditure line", "2018/19", "2019/20"], ["Hospitals", 700, 690], ["Total spend", 700, 690]],
    }
    told = office.hand_in(sheets)
    assert told.exit == 0, told.lines
    allocations, spending = financial_plans_of(office.plan, ON)
    assert (allocations.topic, allocations.year) == ("allocations", 2018)
    assert allocations.lines[0].growth == (Decimal("4.0"), Decimal("3.8"))
    assert allocations.lines[1].growth == (Decimal("5.0"), None) and allocations.lines[1].computed is None
    assert spending.lines[0].growth == (Decimal("-1.4"),)


@pytest.mark.parametrize(
    ("row", "severity", "words"),
    [
        ([None, 1, 2, 3, 4, 5, 6], "Question", "this row has amounts and no name"),
        (["Hospitals", "some", 2, 3, 4, 5, 6], "Question", "“some” is no amount"),
        (ALLOCATION, "Error", "“Allocation” stands in this table already"),
    ],
)
def test_what_does_not_fit_a_plan_of_money_is_said(office, row, severity, words):
    assert office.hand_in(money(ALLOCATION, row)).said(severity, words)


def test_an_activity_plan_arrives_with_what_does_not_add_up(office):
    rows = [line("E.M.7", 240), line("E.M.7a", 120), line("E.M.7b", 108, [9] * 11 + [20])]
    told = office.hand_in({"Activity": [ACTIVITY, *rows]})
    assert told.exit == 0, told.lines
    [found] = activity_of(office.plan, ON)
    assert (found.year, [each.parent for each in found.lines]) == (2018, ["", "E.M.7", "E.M.7"])
    first = found.lines[0]
    assert (first.last_year, first.do_nothing, first.savings, first.planned, first.year) == (100, 250, -10, 240, 240)
    assert (first.change, first.stated_change) == (140, 20)
    assert told.said("Question", "E.M.7b prints 108 as its plan; by its months it is 119")
    assert told.said("Question", "E.M.7 prints 240 as its plan; by its parts it is 228")
    assert {(each.code, each.what, each.by) for each in found.findings} >= {("E.M.7b", "plan, by its months", 11)}


def test_what_was_counted_stands_against_the_plan(office):
    office.hand_in({"Activity": [ACTIVITY, line("E.M.7", 120)]})
    told = office.hand_in(counted(["E.M.7", "Referrals", 11, 12, *[None] * 10]), on=APRIL)
    assert told.exit == 0, told.lines
    [found] = activity_of(office.plan, APRIL)
    [first] = found.lines
    assert (first.planned_to_date, first.counted_to_date, first.counted[:3]) == (20, 23, (11, 12, None))
    [before] = activity_of(office.plan, ON)
    assert before.lines[0].counted_to_date is None


def test_the_same_activity_again_changes_nothing(office):
    office.hand_in({"Activity": [ACTIVITY, line("E.M.7"), line("E.M.8")]})
    told = office.hand_in({"Activity": [ACTIVITY, line("E.M.7"), line("E.M.8")]}, on=APRIL)
    assert told.changes("activity") == {"E.M.7": "unchanged", "E.M.8": "unchanged"} and Activity.objects.count() == 1
    told = office.hand_in({"Activity": [ACTIVITY, line("E.M.7", 144)]}, on=APRIL)
    assert told.changes("activity")["E.M.7"] == "changed" and told.said("Question", "the line E.M.8 was in the plan")
    assert [activity_of(office.plan, on)[0].lines[0].planned for on in (ON, APRIL)] == [120, 144]


def test_a_row_of_activity_that_does_not_fit_is_said(office):
    told = office.hand_in({"Activity": [ACTIVITY, line("E.M.7"), line(None), line("E.M.7")]})
    assert told.said("Question", "this row has no code") and told.said("Error", "“E.M.7” stands in this table already")


def test_a_second_table_of_one_year_is_refused(office):
    sheets = money() | {"More money": money()["Plan of money"]}
    told = office.hand_in(sheets)
    assert told.exit == 1 and told.said("Error", "the sheet Plan of money has such a table of the same year already")
    both = {"Activity": [ACTIVITY, line("E.M.7")], "More activity": [ACTIVITY, line("E.M.8")]}
    assert office.hand_in(both).said("Error", "the sheet Activity has such a table of the same year already")


def test_numbers_that_no_activity_has_are_left_empty(office):
    huge = ["E.M.7", "Referrals", 3_000_000_000, 1, 1, 12, 5_000_000, *[1] * 12]
    told = office.hand_in({"Activity": [ACTIVITY, huge]})
    assert told.said("Question", "this is more than can be counted; it was left empty")
    [found] = activity_of(office.plan, ON)
    assert found.lines[0].last_year is None and found.lines[0].stated_change is None


def test_a_count_that_is_none_is_asked_about(office):
    cells = [-5, 1.5, "TBC", Cell(7.6, number_format="0"), *[None] * 8]
    told = office.hand_in(counted(["E.M.7", "Referrals", *cells]))
    assert told.said("Question", "a count is not below zero; it was kept as written")
    assert told.said("Question", "activity is counted in whole numbers, so this was taken as 2; check it")
    assert told.said("Question", "“TBC” is no count; write a whole number, such as 1,234; it was left empty")
    assert not told.said("Question", "taken as 8")
    assert Activity.objects.get().lines.get().months[:5] == [-5, 2, None, 8, None]


REAL = SHARED / "data" / "candp-month-10.xlsx"
_COLUMNS = {
    "17/18 FOT": "fot_1718",
    "2017/18 Recurrent Exit position": "recurrent_exit_1718",
    "Increase in allocation": "allocation_increase",
    "Tariff Inflator/ Inflation": "tariff_inflation",
    "Growth": "growth",
    "M HIS & GPFV": "mhis_gpfv",
    "Other recurrent investments": "other_recurrent",
    "Non-recurrent investments": "non_recurrent",
    "Contingency": "contingency",
    "Other reserves": "other_reserves",
    "Planned QIP P": "planned_qipp",
    "2018/19 P Plan": "plan_1819",
}


@needs_shared
def test_every_figure_of_the_real_plans_arrives(office, tmp_path):
    truth = json.loads((SHARED / "data/expected/candp-month-10.json").read_text())
    book = openpyxl.load_workbook(REAL, rich_text=True)
    for name in book.sheetnames:
        if name not in ("Financial Plan 18-19", "Activity Plan"):
            del book[name]
    book.save(tmp_path / "plans.xlsx")
    told = office.run(tmp_path / "plans.xlsx", "--organisation", "Example")
    assert told.exit == 0, told.lines
    assert told.said("Question", "this says £m, but amounts such as 1,216,091 are as large as thousands")
    [plan] = financial_plans_of(office.plan, ON)
    assert [head.name for head in plan.heads] == list(_COLUMNS) and plan.year == 2018 and plan.differences == ()
    for true, figure in zip(truth["financial_plan"], plan.lines, strict=True):
        assert figure.name == true["line"]
        got = dict(zip((_COLUMNS[head.name] for head in plan.heads), figure.amounts, strict=True))
        assert got == {name: true[name] for name in _COLUMNS.values()}, true["line"]
        assert figure.stated_growth == (None if true["growth_pct"] is None else Decimal(str(true["growth_pct"])))
    [found] = activity_of(office.plan, ON)
    for true, figure in zip(truth["activity"], found.lines, strict=True):
        names = {
            "last_year": "ot_1718",
            "do_nothing": "do_nothing_1819",
            "savings": "qipp_1819",
            "planned": "plan_1819",
        }
        assert (figure.code, figure.title) == (true["code"], true["title"])
        assert {name: getattr(figure, name) for name in names} == {a: true[b] for a, b in names.items()}
        assert figure.stated_change == true["change_pct"] and list(figure.months) == list(true["months"].values())
    apart = {each.code: each.by for each in found.findings if each.what == "plan, by its months"}
    assert apart == {each["code"]: each["difference"] for each in truth["activity_months_not_equal_plan"]}
    assert all(each.is_rounding for each in found.findings if each.what == "plan, by its months")


def test_columns_that_are_read_under_their_own_headings_are_not_called_unread(desk):
    desk.bring(money())
    page = text_of(desk.get(f"{desk.place}columns/"))
    assert "“Planned savings” Read under its own heading" in page and "Not read" not in page
