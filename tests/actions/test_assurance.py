from datetime import date

import pytest

from actions.assurance import is_late
from actions.duedates import Slippage, slippage

ON = date(2019, 3, 14)
JAN, FEB, MAR, MAY = date(2019, 1, 31), date(2019, 2, 28), date(2019, 3, 14), date(2019, 5, 31)


@pytest.mark.parametrize(
    ("stage", "due_on", "late"),
    [
        ("underway", FEB, True),
        ("in_place", FEB, True),
        (None, FEB, True),
        ("complete", FEB, False),
        ("underway", ON, False),
        ("underway", MAY, False),
        ("underway", None, False),
    ],
)
def test_late_is_not_complete_and_due_before_the_date(stage, due_on, late):
    assert is_late(stage, due_on, ON) is late


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([], Slippage(None, None, 0, 0)),
        ([None], Slippage(None, None, 0, 0)),
        ([JAN], Slippage(JAN, JAN, 0, 0)),
        ([JAN, JAN, None], Slippage(JAN, JAN, 0, 0)),
        ([JAN, FEB], Slippage(JAN, FEB, 1, 28)),
        ([JAN, FEB, None, MAY], Slippage(JAN, MAY, 2, 120)),
        ([MAY, JAN], Slippage(MAY, JAN, 0, 0)),
        ([FEB, MAY, MAR], Slippage(FEB, MAR, 1, 14)),
    ],
)
def test_slips_are_counted_from_the_dates_stated(stated, expected):
    assert slippage(stated) == expected
