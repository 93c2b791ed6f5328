"""The pictures of money: variances on both sides of zero, months, a bridge."""

import re
from decimal import Decimal

import pytest

from core.charts import MonthBar, Step, VarianceBar, bridge, by_month, variances


def boxes(svg, fill):
    """[(left, top, right, bottom)] of the parts of one colour."""
    found = re.findall(rf'<path d="M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)H[\d.]+Z" fill="{fill}" stroke="#212b32"', svg)
    return [tuple(map(float, box)) for box in found]


def test_variances_lie_on_both_sides_of_zero():
    svg = variances("Variance", [VarianceBar("Reserves", Decimal(9721)), VarianceBar("Acute services", Decimal(-4224))])
    [(left, _, right, _)], [(low, _, zero, _)] = boxes(svg, "#005eb8"), boxes(svg, "#ffffff")
    assert left == zero and (right - left) / (zero - low) == pytest.approx(9721 / 4224, rel=0.01)
    assert "<title>Variance: Reserves: 9,721; Acute services: (4,224)</title>" in svg
    assert ">(4,224)<" in svg and ">Favourable<" in svg and ">Adverse<" in svg


def test_variances_of_one_side_begin_at_zero():
    svg = variances("Variance", [VarianceBar("A", Decimal(10)), VarianceBar("B", Decimal(0))])
    assert {left for left, *_ in boxes(svg, "#005eb8")} == {boxes(svg, "#005eb8")[0][0]}
    assert "Nothing to show yet" in variances("Variance", [])
    small = variances("Variance", [VarianceBar("C", Decimal("-0.5")), VarianceBar("D", Decimal(700))])
    assert "C: (1)" in small or "C: 0" in small
    assert "B: 0" in variances("Variance", [VarianceBar("B", Decimal(0))])


def test_months_show_what_was_spent_and_planned():
    svg = by_month("Spending", [MonthBar("Apr", Decimal(50), Decimal(100)), MonthBar("May", None, None)])
    [_, (_, top, _, bottom)] = sorted(boxes(svg, "#005eb8"))[:1] + sorted(boxes(svg, "#005eb8"))[1:]
    assert bottom - top == pytest.approx(100, abs=2)
    assert ">100<" in svg and ">120<" not in svg
    assert "Apr: 50, planned 100; May: not known, planned not known" in svg and "No column: not known" in svg
    assert "Nothing to show yet" in by_month("Spending", [MonthBar("Apr", None, None)])


def test_a_month_below_zero_stays_in_the_picture():
    assert "Apr: (5), planned 3" in by_month("Spending", [MonthBar("Apr", Decimal(-5), Decimal(3))])


def test_a_bridge_leads_from_one_amount_to_another():
    steps = [Step("Last year", Decimal(100), True), Step("Growth", Decimal(50)), Step("Savings", Decimal(-120))]
    svg = bridge("Plan", [*steps, Step("This year", Decimal(30), True)])
    assert "Last year: 100; Growth: 50; Savings: (120); This year: 30" in svg
    (_, up_top, _, up_bottom), (_, down_top, _, down_bottom) = boxes(svg, "#005eb8")[0], boxes(svg, "#ffffff")[0]
    assert up_top == down_top and up_bottom < down_bottom and ">+50<" in svg
    assert "The axis begins" not in svg
    assert "Nothing to show yet" in bridge("Plan", [])


def test_a_bridge_of_small_movements_says_that_its_axis_does_not_begin_at_zero():
    steps = [
        Step("Last year", Decimal(1000), True),
        Step("Growth", Decimal(40)),
        Step("This year", Decimal(1040), True),
    ]
    svg = bridge("Plan", steps)
    assert "The axis begins at 979, not at zero." in svg


def test_a_bridge_may_end_below_zero():
    steps = [Step("Surplus", Decimal(10), True), Step("Costs of a very long name indeed", Decimal(-30)),
             Step("Deficit", Decimal(-20), True)]  # fmt: skip
    assert "Deficit: (20)" in bridge("Plan", steps)


def test_an_axis_of_variances_is_labelled_on_both_sides():
    svg = variances("Variance", [VarianceBar("A", Decimal(5200)), VarianceBar("B", Decimal(-345))])
    assert ">(1,000)<" in svg and ">6,000<" in svg


def test_the_words_of_a_bridge_are_whole():
    names = ["17/18 FOT", "Tariff Inflator/Deflator", "Contingency", *"abcdefg"]
    svg = bridge("Plan", [Step(name, Decimal(30), place == 0) for place, name in enumerate(names)])
    assert all(f">{part}<" in svg for part in ("Tariff Inflator/", "Deflator", "Contingency")) and "…" not in svg


def test_months_that_are_all_known_need_no_note():
    assert "not known" not in by_month("Spending", [MonthBar("Apr", Decimal(5), Decimal(5))])
