"""Money as offices write it, read and shown."""

from decimal import Decimal

import pytest

from core.money import NotAnAmount, read_amount, read_percent, shown, shown_percent


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        ("989,133", 989133),
        ("(4,224)", -4224),
        ("( 4,224 )", -4224),
        ("-13,969", -13969),
        ("−5", -5),
        ("- 5", -5),
        ("£3", 3),
        ("£ 1 234", 1234),
        ("12.345", "12.35"),
        ("(0)", 0),
        ("", None),
        (None, None),
        ("-", None),
        ("Nil", None),
        (4224, 4224),
        (-0.125, "-0.13"),
    ],
)
def test_an_amount_is_read(given, amount):
    assert read_amount(given) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("about 5", "is no amount"),
        ("12,34,5", "is no amount"),
        ("1234,567", "is no amount"),
        ("1,234 567", "is no amount"),
        ("(-5)", "is no amount"),
        ("£1.2m", "is no amount"),
        (float("nan"), "is no amount"),
        (True, "is no amount"),
        ("5%", "is a percentage"),
        ("1,000,000,000,000", "is more than the tracker keeps"),
        (-1e13, "is more than the tracker keeps"),
    ],
)
def test_what_is_no_amount_is_said(given, words):
    with pytest.raises(NotAnAmount, match=words):
        read_amount(given)


@pytest.mark.parametrize(
    ("given", "percent"), [("(0.8)", "-0.8"), ("(0.8)%", "-0.8"), ("27.2%", "27.2"), (3.84, "3.8"), ("", None)]
)
def test_a_percentage_is_read(given, percent):
    assert read_percent(given) == (None if percent is None else Decimal(percent))


def test_a_percentage_may_have_more_places_and_says_what_is_none():
    assert read_percent("33.333%", Decimal("0.01")) == Decimal("33.33")
    with pytest.raises(NotAnAmount, match="is no percentage; write it as 40 or 40%"):
        read_percent("half")


@pytest.mark.parametrize(
    ("amount", "text"), [(1234, "1,234"), ("-4224.4", "(4,224)"), ("-0.4", "0"), ("0.5", "1"), (None, "Not set")]
)
def test_an_amount_is_shown_without_pence(amount, text):
    assert shown(None if amount is None else Decimal(amount)) == text


@pytest.mark.parametrize(
    ("percent", "text"), [("2.94", "2.9%"), ("-0.75", "(0.8%)"), ("-0.01", "0.0%"), (None, "Not set")]
)
def test_a_percentage_is_shown(percent, text):
    assert shown_percent(None if percent is None else Decimal(percent)) == text
