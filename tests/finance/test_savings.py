"""What schemes come to against a target, how months stand, and what words mean."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from finance.months import months_of
from finance.savings import (
    ToDate,
    counts,
    gateway_in,
    read_confidence,
    read_gateway,
    read_recurrent,
    standing,
    to_date,
    value_of,
)

STAGES = [SimpleNamespace(number=0, name="Pipeline"), SimpleNamespace(number=3, name="Delivery")]


@pytest.mark.parametrize(
    ("target", "values", "wanted", "gap", "headroom", "short"),
    [
        (None, [10], 20, None, None, None),
        (100, [60, None, 20], None, 20, Decimal("-20.0"), None),
        (100, [110], 20, 0, Decimal("10.0"), 10),
        (100, [130], 20, 0, Decimal("30.0"), 0),
        (0, [10], None, 0, None, None),
    ],
)
def test_a_target_has_a_gap_and_headroom(target, values, wanted, gap, headroom, short):
    as_amount = [None if value is None else Decimal(value) for value in (target, wanted)]
    found = standing(as_amount[0], [value and Decimal(value) for value in values], as_amount[1])
    assert (found.gap, found.headroom, found.short_of_headroom) == (gap, headroom, short)
    assert found.identified == sum(value or 0 for value in values)


def test_a_profile_counts_what_was_saved_and_what_is_planned_still():
    months = [(end, Decimal(10), Decimal(8) if end <= date(2018, 5, 31) else None) for end in months_of(2018)]
    found = to_date(months, date(2018, 5, 31))
    assert found == ToDate(Decimal(20), Decimal(16), Decimal(120), Decimal(116), 0)
    assert found.apart == -4
    assert to_date(months, date(2018, 6, 30)).late == 1
    assert to_date([], date(2018, 5, 31)) == ToDate(None, None, None, None, 0)
    assert to_date([], date(2018, 5, 31)).apart is None


def test_what_was_withdrawn_counts_no_more():
    assert counts("Live") and counts("")
    assert not counts("Withdrawn in May") and not counts("REJECTED")


def test_a_scheme_is_worth_its_net_value():
    assert value_of(SimpleNamespace(net=Decimal(5), gross=Decimal(9))) == 5
    assert value_of(SimpleNamespace(net=None, gross=Decimal(9))) == 9


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [("3. Delivery", 3, "Delivery"), ("3", 3, ""), ("Delivery", None, "Delivery"), ("0 – Pipeline", 0, "Pipeline")],
)
def test_a_stage_is_read_by_number_and_name(text, number, name):
    assert read_gateway(text) == (number, name)


def test_a_stage_is_found_among_those_of_the_plan():
    assert gateway_in("3. Something else", STAGES).name == "Delivery"
    assert gateway_in("delivery", STAGES).number == 3
    assert gateway_in("7", STAGES) is None and gateway_in("Begun", STAGES) is None and gateway_in("", STAGES) is None


def test_words_of_confidence_and_recurrence_are_understood():
    assert [read_confidence(text) for text in ("Green", "A", "high", "blue")] == ["green", "amber", "green", ""]
    assert [read_recurrent(text) for text in ("R", "non-recurrent", "N/R", "both")] == [True, False, False, None]
