"""The picture of a measure: values, limits, targets and what each value says."""

from datetime import date
from decimal import Decimal

import pytest

from core.charts import Limits, Measured, xmr
from core.dates.calendar import last_day
from tests.core.drawn import SVG, outside, read, said

LIMITS = Limits(Decimal(12), Decimal("6.68"), Decimal("17.32"))
KEY = [("improvement", "Improvement"), ("common", "Common cause")]


def points(values, marks=(), targets=()):
    marks, targets = dict(enumerate(marks)), dict(enumerate(targets))
    for number, value in enumerate(map(Decimal, values)):
        day = last_day(2018 + number // 12, number % 12 + 1)
        yield Measured(day, value, f"{value}%", f"{day:%b %Y}", marks.get(number, "common"), targets.get(number))


def drawn(*given, limits=LIMITS, **options):
    return xmr("Answered in time", list(points(*given)), limits, **options)


def test_values_limits_and_signals_are_told_in_words():
    svg = drawn([11, 13, 19], ["common", "common", "improvement"], [Decimal(12), None, Decimal(15)], key=KEY)
    [title] = read(svg).findall(f"{SVG}title")
    assert title.text == (
        "Answered in time: Jan 2018: 11%, target 12; Feb 2018: 13%; Mar 2018: 19%, target 15, improvement. "
        "Mean 12; Lower limit 6.68; Upper limit 17.32"
    )
    assert {"Mean", "Lower limit", "Upper limit", "Target", "19%", "Improvement"} <= said(read(svg))


def heights(svg, words):
    return {text.text: float(text.get("y")) for text in read(svg).findall(f"{SVG}text") if text.text in words}


def test_a_value_above_another_stands_higher_and_limits_stand_where_they_are():
    found = heights(drawn([11, 13, 15]), {"11%", "13%", "15%", "Mean", "Upper limit", "Lower limit"})
    assert found["15%"] < found["13%"] < found["11%"]
    assert found["Upper limit"] < found["Mean"] < found["Lower limit"]
    assert found["11%"] - found["13%"] == pytest.approx(found["13%"] - found["15%"], abs=0.1)


def test_limits_that_lie_close_keep_their_names_apart():
    near = Limits(Decimal(12), Decimal("11.99"), Decimal("12.01"))
    found = heights(drawn([0, 13, 40], limits=near), {"Mean", "Upper limit", "Lower limit"})
    assert found["Lower limit"] - found["Mean"] >= 13 and found["Mean"] - found["Upper limit"] >= 13


def test_an_axis_that_does_not_begin_at_zero_says_so():
    remark = "The axis does not begin at zero."
    high = Limits(Decimal(82), Decimal(80), Decimal(84))
    assert remark in said(read(drawn([81, 83, 82], limits=high)))
    assert remark not in said(read(drawn([81, 83, 82], limits=None))) and "0" in said(read(drawn([81], limits=None)))
    assert remark not in said(read(drawn([-3, 4, 2])))
    assert remark not in said(read(drawn([5, 5, 5], limits=Limits(Decimal(5), Decimal(5), Decimal(5)))))


def test_a_target_that_stays_is_one_line_and_one_that_moves_is_not():
    same, moved = drawn([1, 2], (), [Decimal(3)] * 2), drawn([1, 2], (), [Decimal(3), Decimal(4)])
    lengths = {}
    for name, svg in (("same", same), ("moved", moved)):
        [first, *_] = [p.get("d") for p in read(svg).findall(f"{SVG}path") if p.get("stroke-dasharray") == "2 2"]
        start, end = (float(part.split(" ")[0].strip("ML")) for part in first.split("L"))
        lengths[name] = end - start
    assert lengths["moved"] == pytest.approx(18) and lengths["same"] > 100


@pytest.mark.parametrize("count", [1, 2, 14, 60, 150])
def test_everything_stands_within_the_picture(count):
    values = [(number * 37) % 100 - 20 for number in range(count)]
    svg = drawn(values, ["concern"] * 3, [Decimal(5)] * count, key=KEY)
    assert outside(read(svg)) == []
    labels = [text for text in said(read(svg)) if text[:3] in ("Jan", "Feb", "Mar")]
    assert len(labels) <= 12


def test_many_values_are_written_at_the_last_alone_so_that_none_covers_another():
    assert {"7%", "149%"} & said(read(drawn(range(150)))) == {"149%"}


def test_small_large_and_equal_values_have_an_axis():
    for values in ([Decimal("0.01"), Decimal("0.02")], [10**11, 3 * 10**11], [0, 0], [-4, -4]):
        assert outside(read(drawn(values, limits=None))) == []


def test_without_a_value_it_says_so():
    assert "Nothing to show yet" in xmr("Answered in time", [])
    assert "24 Mar 2019: 1" in xmr("Weeks", [Measured(date(2019, 3, 24), Decimal(1), "1", "")])
