"""How one year of money becomes the next, and what a table adds up to."""

from decimal import Decimal

from finance.movements import BASE, BEFORE, CLOSING, MOVEMENT, YEAR, Head, added_up, differences, growth, planned, steps

HEADS = [Head("Last year", BEFORE), Head("Recurs", BASE), Head("Growth", MOVEMENT), Head("Savings", MOVEMENT)]
HEADS.append(Head("Plan", CLOSING))


def amounts(*given):
    return [None if each is None else Decimal(each) for each in given]


def test_a_plan_is_its_base_and_its_movements():
    assert planned(HEADS, amounts(5, 10, 3, -1, 99)) == 12
    assert planned(HEADS, amounts(5, None, None, None, 99)) is None


def test_growth_is_of_what_was():
    assert growth(Decimal(200), Decimal(210)) == 5
    assert (
        growth(None, Decimal(1)) is None and growth(Decimal(1), None) is None and growth(Decimal(0), Decimal(1)) is None
    )


def test_totals_are_of_spending_and_what_remains_is_of_both():
    lines = [("allocation", amounts(10)), ("expenditure", amounts(7)), ("expenditure", amounts(None))]
    assert added_up("total_spend", lines, 0) == 7 and added_up("in_year", lines, 0) == 3
    assert added_up("group_total", lines, 0) is None and added_up("cumulative", lines, 0) is None
    assert added_up("in_year", lines[:1], 0) is None and added_up("total_spend", lines[:1], 0) is None


def test_a_bridge_leads_from_one_year_to_the_next():
    assert steps(HEADS, amounts(100, 90, 30, None, 125)) == [
        ("Last year", 100, True),
        ("What does not recur", -10, False),
        ("Growth", 30, False),
        ("Not explained", 5, False),
        ("Plan", 125, True),
    ]
    assert steps(HEADS, amounts(None, 90, 30, -5, 115))[0] == ("Recurs", 90, True)
    assert steps(HEADS, amounts(90, None, 30, -5, 115))[-1] == ("Plan", 115, True)
    assert steps(HEADS, amounts(90, 90, None, None, 90)) == [("Last year", 90, True), ("Plan", 90, True)]


def test_there_is_no_bridge_without_both_ends():
    assert steps(HEADS, amounts(100, 90, 30, None, None)) == []
    assert steps(HEADS, amounts(None, None, 30, None, 5)) == []
    assert steps([Head("2018/19", YEAR)], amounts(5)) == []


def test_what_does_not_add_up_is_named():
    lines = [
        ("Hospitals", "expenditure", amounts(1, 2, 3, 4, 50)),
        ("Total spend", "total_spend", amounts(1, 2, 3, 4, 50)),
    ]
    assert [(name, each.what, each.computed) for name, each in differences(HEADS, lines)] == [("Hospitals", "plan", 9)]
