"""Whether an objective is safe, by what is tied to it."""

from datetime import timedelta

import pytest

from reports.safety import LATE_FOR_LONG, SAFE, Judged, Safety, of_action, of_risk, overall

from .packs import ON, action, risk, score

NOT_SAFE, WATCH, UNKNOWN = Safety.NOT_SAFE, Safety.WATCH, Safety.UNKNOWN


def late(days):
    return action(late=True, due_on=ON - timedelta(days=days))


@pytest.mark.parametrize(
    ("figure", "judged"),
    [
        (action(), SAFE),
        (late(1), Judged(WATCH, "1 day late")),
        (late(LATE_FOR_LONG - 1), Judged(WATCH, "89 days late")),
        (late(LATE_FOR_LONG), Judged(NOT_SAFE, "90 days late")),
        (action(standing="withdrawn", late=True), None),
        (action(is_heading=True), None),
    ],
)
def test_of_an_action(figure, judged):
    assert of_action(figure, ON) == judged


@pytest.mark.parametrize(
    ("figure", "judged"),
    [
        (risk(), Judged(NOT_SAFE, "scores 20, Extreme")),
        (risk(open=False), None),
        (risk(current=score(2, 3), movement="worse"), Judged(WATCH, "scores 6, more than at the year’s start")),
        (risk(current=score(3, 4), above_target=2), Judged(WATCH, "scores 12, High")),
        (risk(current=score(3, 4), above_target=None), Judged(WATCH, "scores 12, High")),
        (risk(current=score(3, 4), above_target=0), SAFE),
        (risk(current=score(2, 3)), SAFE),
        (risk(current=None), SAFE),
    ],
)
def test_of_a_risk(figure, judged):
    assert of_risk(figure, ON) == judged


@pytest.mark.parametrize(
    ("judged", "safety"),
    [
        ([], UNKNOWN),
        ([SAFE], Safety.SAFE),
        ([SAFE, Judged(WATCH, "1 day late")], WATCH),
        ([Judged(WATCH, "1 day late"), Judged(NOT_SAFE, "scores 20"), SAFE], NOT_SAFE),
    ],
)
def test_the_gravest_holds(judged, safety):
    assert overall(judged) is safety
