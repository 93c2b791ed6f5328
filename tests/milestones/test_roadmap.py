"""Which milestones stand where on the roadmap."""

from datetime import date

import pytest

from milestones.figures import MilestonesFigures
from milestones.roadmap import BY_PROGRAMME, MOST, has_programmes, quarters_shown, road, status_key
from tests.reports.packs import ON, milestone


def of(*milestones):
    return MilestonesFigures(milestones)


def test_lanes_are_departments_those_without_one_last():
    found = of(milestone(1), milestone(2, department="Flow"), milestone(3, team="QT"), milestone(4, department="Flow"))
    told = road(found, ON)
    lanes = [(lane.title, [stop.ref for stop in lane.stops]) for lane in told.lanes]
    assert lanes == [("Flow", ["2", "4"]), ("QT", ["3"]), ("No department", ["1"])]
    assert told.stops == 4


def test_lanes_by_programme():
    found = of(milestone(1, programme="CCH", programme_name="Care closer to home"), milestone(2))
    assert [lane.title for lane in road(found, ON, BY_PROGRAMME).lanes] == ["Care closer to home", "No programme"]
    assert has_programmes(found)
    assert not has_programmes(of(milestone(2)))


def test_what_is_undated_or_ended_stands_apart_or_nowhere():
    told = road(of(milestone(1, due_on=None), milestone(2, standing="merged")), ON)
    assert (told.lanes, told.quarters) == ((), ())
    assert [each.called for each in told.undated] == ["1"]


def test_a_stop_says_where_it_was_due_first_only_where_that_is_another_quarter():
    moved = milestone(1, due_on=date(2019, 6, 30), original_on=date(2019, 3, 31), late=True, is_critical=True)
    within = milestone(2, due_on=date(2019, 3, 31), original_on=date(2019, 2, 28))
    [first, second] = road(of(moved, within), ON).lanes[0].stops
    assert (first.quarter, first.original, first.late, first.is_critical) == (
        date(2019, 6, 30), date(2019, 3, 31), "late", True
    )  # fmt: skip
    assert (second.original, second.late) == (None, "")


def days(*years):
    return [date(year, 6, 1) for year in years]


@pytest.mark.parametrize(
    ("first", "last", "on", "shown"),
    [
        (2019, 2019, date(2019, 6, 1), ("Q1 2019/20", "Q1 2019/20")),
        (2019, 2020, date(2019, 6, 1), ("Q1 2019/20", "Q1 2020/21")),
        (2015, 2025, date(2019, 6, 1), ("Q4 2023/24", "Q1 2025/26")),
        (2018, 2025, date(2019, 6, 1), ("Q4 2023/24", "Q1 2025/26")),
        (2015, 2025, date(2010, 6, 1), ("Q1 2015/16", "Q2 2016/17")),
        (2015, 2025, date(2030, 6, 1), ("Q4 2023/24", "Q1 2025/26")),
    ],
)
def test_at_most_so_many_quarters_with_that_of_the_day_looked_at(first, last, on, shown):
    quarters = quarters_shown(days(first, last), on)
    assert (quarters[0].words, quarters[-1].words) == shown
    assert len(quarters) <= MOST


def test_what_is_due_around_the_day_looked_at_is_shown_before_what_is_far_off():
    every = [date(2015, 6, 1), date(2019, 5, 1), date(2025, 6, 1)]
    quarters = quarters_shown(every, date(2019, 6, 1))
    assert (quarters[0].words, quarters[-1].words) == ("Q3 2018/19", "Q4 2019/20")


def test_the_key_names_every_status():
    assert [words for _, words in status_key()] == [
        "Complete", "Delayed", "Ongoing", "On track", "Not started", "No status"
    ]  # fmt: skip
