"""XmR charts, against figures worked out by hand."""

from decimal import Decimal

import pytest

from measures.xmr import Assurance, Rule, Variation, xmr_of

# Mean 12, moving ranges 2 2 2 2 2 ...: the limits are 12 ± 2.66 × 2.
EVEN = [11, 13] * 6


def chart(values, better=""):
    return xmr_of([Decimal(str(value)) for value in values], better)


def signals(values):
    return [(signal.rule.value, signal.is_up, signal.places) for signal in chart(values).signals]


def test_limits_are_the_mean_and_2_66_mean_moving_ranges_to_each_side():
    even = chart(EVEN)
    assert (even.mean, even.moving_range) == (12, 2)
    assert (even.lower, even.upper) == (Decimal("6.68"), Decimal("17.32"))
    assert even.signals == () and set(even.looks) == {Variation.COMMON}
    # 39 + 41 + 41 + 41 + 43 = 205; moving ranges 2 0 0 2.
    five = chart([39, 41, 41, 41, 43])
    assert (five.mean, five.moving_range, five.lower, five.upper) == (41, 1, Decimal("38.34"), Decimal("43.66"))


@pytest.mark.parametrize(("count", "is_trial"), [(3, True), (11, True), (12, False)])
def test_fewer_than_12_values_give_trial_limits(count, is_trial):
    assert chart(([11, 13] * 6)[:count]).is_trial is is_trial


def test_fewer_than_3_values_have_no_limits():
    assert chart([1, 2]) is None and chart([]) is None


@pytest.mark.parametrize(
    ("values", "found"),
    [
        # Mean 31 / 11 = 2.82; one moving range of 20 in ten: 2; reach 5.32: 21 is outside.
        ([1] * 10 + [21], [("outside", True, (10,)), ("side", False, tuple(range(10)))]),
        ([20] * 10 + [0], [("outside", False, (10,)), ("side", True, tuple(range(10)))]),
        # Mean 12.1; moving ranges 24 / 9 = 2.67; reach 7.09, two thirds of it 4.73: nothing is near 16.83 or 7.37.
        ([10, 12, 10, 12, 10, 12, 10, 16, 13, 16], [("side", False, tuple(range(7)))]),
        # Six are too few.
        ([12, 13, 11, 12, 11, 12, 14, 12, 15, 13, 11, 14], []),
        # Seven values, each above the one before; the eighth is not.
        ([7, 1, 2, 3, 4, 5, 6, 7, 1, 7], [("trend", True, (1, 2, 3, 4, 5, 6, 7))]),
        ([1, 7, 6, 5, 4, 3, 2, 1, 7, 1], [("trend", False, (1, 2, 3, 4, 5, 6, 7))]),
        ([7, 2, 3, 4, 5, 6, 7, 1, 7], []),
    ],
)
def test_signals_are_found_where_they_are(values, found):
    assert signals(values) == found


def test_2_of_3_near_a_limit():
    # Mean 120 / 12 = 10; moving ranges add up to 31, over 11: 2.818; reach 7.496, two thirds of it 4.998.
    values = [10, 10, 10, 15, 11, 15, 10, 7, 8, 8, 8, 8]
    assert sum(values) == 120
    assert ("near", True, (3, 5)) in signals(values)
    # Four apart are no signal: 3 and 7 are not among three in a row.
    assert not any(rule == "near" for rule, _, _ in signals([10, 10, 10, 15, 11, 11, 10, 15, 7, 8, 6, 7]))


def test_near_ones_that_overlap_are_one_signal():
    values = [16, 4, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 4, 10, 4, 4, 10]
    [near] = [signal for signal in chart(values).signals if signal.rule is Rule.NEAR]
    assert near.places == (12, 14, 15) and not near.is_up


@pytest.mark.parametrize(
    ("better", "look"),
    [("higher", Variation.IMPROVEMENT), ("lower", Variation.CONCERN), ("", Variation.UNUSUAL)],
)
def test_what_a_signal_means_depends_on_the_direction_that_is_better(better, look):
    risen = chart([*EVEN, 19], better)
    assert risen.variation is look and risen.looks[0] is Variation.COMMON
    fallen = chart([*EVEN, 4], better)
    opposite = {Variation.IMPROVEMENT: Variation.CONCERN, Variation.CONCERN: Variation.IMPROVEMENT}
    assert fallen.variation is opposite.get(look, look)


@pytest.mark.parametrize(
    ("better", "target", "found"),
    [
        ("higher", "6", Assurance.PASSES),
        ("higher", "6.68", Assurance.PASSES),
        ("higher", "6.69", Assurance.CHANCE),
        ("higher", "17.32", Assurance.CHANCE),
        ("higher", "17.33", Assurance.FAILS),
        ("lower", "17.32", Assurance.PASSES),
        ("lower", "17.31", Assurance.CHANCE),
        ("lower", "6.68", Assurance.CHANCE),
        ("lower", "6.67", Assurance.FAILS),
        ("", "6", Assurance.UNKNOWN),
    ],
)
def test_the_limits_say_whether_a_target_will_be_met(better, target, found):
    assert chart(EVEN).assurance(Decimal(target), better) is found
    assert chart(EVEN).assurance(None, better) is Assurance.UNKNOWN


def test_signals_and_what_they_mean_are_named_in_words():
    words = [signal.words for signal in chart([1] * 10 + [21]).signals]
    words += [signal.words for signal in chart([20] * 10 + [0]).signals]
    assert words == [
        "above the upper limit",
        "10 in a row below the mean",
        "below the lower limit",
        "10 in a row above the mean",
    ]
    [rising] = chart([7, 1, 2, 3, 4, 5, 6, 7, 1, 7]).signals
    [falling] = chart([1, 7, 6, 5, 4, 3, 2, 1, 7, 1]).signals
    assert (rising.words, falling.words) == ("7 in a row rising", "7 in a row falling")
    near = chart([10, 10, 10, 15, 11, 15, 10, 7, 8, 8, 8, 8]).signals
    assert "2 of 3 near the upper limit" in [signal.words for signal in near]
    assert all(each.words for each in (*Variation, *Assurance))
