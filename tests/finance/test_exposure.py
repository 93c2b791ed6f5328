"""What does not fit in a table of financial risks, and what its lines come to."""

from decimal import Decimal

import pytest

from finance.exposure import (
    MITIGATION,
    NET,
    RISK,
    Amounts,
    assessed_of,
    differences_of,
    findings_of,
    residual_of,
    total_of,
)
from finance.models import ExposureLine


def line(kind=RISK, gross=-1000, probability=50, assessed=-500, in_forecast=-300, residual=-200, lead="AO"):
    amounts = {"gross": gross, "probability": probability, "assessed": assessed}
    amounts |= {"in_forecast": in_forecast, "residual": residual}
    found = {name: None if value is None else Decimal(str(value)) for name, value in amounts.items()}
    return ExposureLine(kind=kind, name="Flood", lead=lead, **found)


@pytest.mark.parametrize(
    ("given", "rules"),
    [
        ({}, []),
        ({"lead": " "}, ["no_lead"]),
        ({"probability": None}, []),
        ({"gross": None}, []),
        ({"assessed": None}, []),
        ({"probability": 107, "assessed": -1070, "in_forecast": -870}, ["not_a_probability"]),
        ({"probability": -1, "assessed": 10, "in_forecast": 10, "residual": 0}, ["not_a_probability", "sign"]),
        ({"assessed": 0, "in_forecast": 0, "residual": 0}, ["nothing_assessed"]),
        ({"probability": 0, "assessed": 0, "in_forecast": 0, "residual": 0}, []),
        # A printed percentage is rounded: 505 of 1,000 may be printed as 51% and as 50%.
        ({"assessed": -505, "residual": -205}, []),
        ({"assessed": -507, "residual": -207}, ["not_the_product"]),
        ({"residual": -201}, []),
        ({"residual": -202}, ["residual"]),
        ({"residual": None}, []),
        ({"in_forecast": None}, []),
        ({"gross": 1000, "assessed": 500, "in_forecast": 300, "residual": 200}, ["sign"]),
        ({"kind": MITIGATION}, ["sign"]),
        ({"kind": MITIGATION, "gross": 1000, "assessed": 500, "in_forecast": 300, "residual": 200}, []),
    ],
)
def test_what_does_not_fit_is_found(given, rules):
    assert [finding.rule for finding in findings_of(line(**given))] == rules


def test_a_finding_says_what_and_what_to_do():
    [finding] = findings_of(line(kind=MITIGATION, gross=1250, probability=40, assessed=0, in_forecast=0, residual=0))
    assert finding.sentence == "40.0% of 1,250 is 500, but nothing is assessed; check which is right"
    assert finding.fact == "40.0% of 1,250 is 500, but nothing is assessed"
    assert finding.field == "assessed"


def test_what_is_left_empty_can_be_worked_out():
    assert assessed_of(Decimal(-4000), Decimal(81)) == -3240
    assert assessed_of(None, Decimal(81)) is None and assessed_of(Decimal(1), None) is None
    assert residual_of(Decimal(-3240), Decimal(-3040)) == -200
    assert residual_of(None, Decimal(1)) is None and residual_of(Decimal(1), None) is None


LINES = [line(), line(gross=None, residual=None), line(MITIGATION, 800, 100, 800, 800, 0)]


def test_totals_are_of_a_kind_or_of_all():
    assert total_of(LINES, RISK) == Amounts(*map(Decimal, (-1000, -1000, -600, -200)))
    assert total_of(LINES) == Amounts(*map(Decimal, (-200, -200, 200, -200)))


def test_a_printed_total_is_held_against_its_lines():
    printed = Amounts(Decimal(-1001), Decimal(-1000), Decimal(-500), None)
    found = differences_of(RISK, printed, LINES)
    assert [(each.what, each.by, each.is_rounding) for each in found] == [
        ("gross", Decimal(-1), True),
        ("in_forecast", Decimal(100), False),
    ]
    assert differences_of(NET, total_of(LINES), LINES) == []
