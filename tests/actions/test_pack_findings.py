from dataclasses import dataclass

import pytest

from actions.figures import Counts
from actions.pack import findings
from plans.presenters.key import Key
from reports.figures import StatedTotalFigure
from tests.reports.packs import KEY

PLAN_KEY = Key(KEY)


def counts(*, R=0, A=0, G=0, B=0, unrated=0, late=0, outside=0):
    ratings = {"R": R, "A": A, "G": G, "B": B}
    return Counts(sum(ratings.values()) + unrated, ratings, unrated, late, outside)


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (
            counts(R=1, G=1, B=27, unrated=2, late=4),
            "31 actions: 27 complete, 1 in place, 1 with no progress and 2 unrated. 4 are late.",
        ),
        (counts(B=1), "1 action: 1 complete. None are late."),
        (counts(A=1200, late=1), "1,200 actions: 1,200 underway. 1 is late."),
        (counts(A=2, late=1, outside=1), "2 actions: 2 underway. 1 is late, 1 more is late but out of scope."),
        (counts(A=2, outside=2), "2 actions: 2 underway. None are late, 2 more are late but out of scope."),
        (counts(), "No actions."),
    ],
)
def test_the_position_in_a_sentence(counted, words):
    assert findings.position(counted, PLAN_KEY) == words


def total(difference):
    return StatedTotalFigure("Total", None, None, "B", 5, difference and 5 + difference, difference, "plan.xlsx, B2")


@pytest.mark.parametrize(
    ("differences", "words"),
    [
        ([], ""),
        ([None], ""),
        ([0, 0], "2 of the 2 figures printed in the workbook agree with its rows."),
        (
            [0, 1],
            "1 of the 2 figures printed in the workbook agrees with its rows; 1 does not. This pack counts the rows.",
        ),
        (
            [0, 0, -1, 2, None],
            "2 of the 5 figures printed in the workbook agree with its rows; 2 do not; 1 is about an earlier report "
            "that is not kept here. This pack counts the rows.",
        ),
    ],
)
def test_what_was_printed_beside_what_was_counted(differences, words):
    assert findings.stated_beside_computed([total(difference) for difference in differences]) == words


@dataclass
class Raised:
    open: bool


@pytest.mark.parametrize(
    ("still", "closed", "words"),
    [
        (0, 0, "This pack has no concerns."),
        (1, 0, "1 concern is open and none are closed."),
        (6, 1, "6 concerns are open and 1 is closed."),
        (0, 2, "No concern is open and 2 are closed."),
    ],
)
def test_the_concerns_in_a_sentence(still, closed, words):
    assert findings.concerns([Raised(True)] * still + [Raised(False)] * closed) == words
