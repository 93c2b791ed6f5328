"""What changed between two dates, from figures made by hand."""

from datetime import date, timedelta

import pytest

from actions.comparison import Change, Direction, compare
from actions.figures import ActionsFigures, AreaFigures
from tests.reports.packs import KEY, action, concern, counts

DUE = date(2019, 3, 31)
LISTS = (
    "new gone completed no_longer_complete newly_late no_longer_late ratings dates leads words "
    "concerns_raised concerns_closed"
).split()


def figures(*actions, concerns=()):
    by_area = {number: [each for each in actions if each.area_number == number] for number in (1, 2)}
    counted = [each for each in actions if each.is_counted]
    areas = tuple(
        AreaFigures(number, f"Area {number}", counts([each for each in found if each.is_counted]))
        for number, found in by_area.items()
        if found
    )
    return ActionsFigures(areas, counts(counted), (), actions, tuple(concerns))


def changed(before, after):
    """{list: keys of what stands in it} of two actions, either of them None; empty lists left out."""
    both = [figures(*([each] if each else [])) for each in (before, after)]
    found = compare(*both, KEY)
    assert found.is_empty == (not any(getattr(found, name) for name in LISTS))
    return {name for name in LISTS if getattr(found, name)}


def test_what_is_still_to_be_done_and_said_as_it_was_is_not_updated():
    def is_told(before, after):
        return [change.after.key for change in compare(figures(before), figures(after), KEY).not_updated] == [1]

    assert is_told(rated("A", progress="Begun."), rated("A", progress="Begun. "))
    assert is_told(rated(None, late=False), rated(None, late=True))
    for said in (
        {"progress": "Begun."},
        {"newest_words": "Begun."},
        {"due_on": DUE},
        {"sro": ("AO",)},
        {"updated_on": DUE},
        {"status": "On hold"},
        {"evidence_status": "offered"},
        {"to_complete": "Sign it."},
    ):
        assert not is_told(rated("A"), rated("A", **said)), said
    assert not is_told(rated("R"), rated("A"))
    assert not is_told(rated("B"), rated("B"))
    assert not is_told(rated("A"), rated("A", standing="paused"))
    assert not is_told(rated("A"), rated("A", in_scope=False))


def rated(code, **facts):
    return action(rating=code, stage={each.code: each.stage for each in KEY}.get(code), **facts)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (action(), action(), set()),
        (None, action(), {"new"}),
        (action(), None, {"gone"}),
        (action(), action(standing="withdrawn"), {"gone"}),
        (action(), action(standing="paused"), set()),
        (action(standing="merged"), action(), {"new"}),
        (None, action(standing="withdrawn"), set()),
        (action(standing="withdrawn"), action(standing="withdrawn", due_on=DUE), set()),
        (action(ref="1.1"), action(ref="9.9", title="Another name"), set()),
        (None, action(is_heading=True), set()),
        (action(is_heading=True, due_on=DUE), action(is_heading=True), set()),
        (None, rated("B"), {"new", "completed"}),
        (rated("G"), rated("B"), {"completed", "ratings"}),
        (rated("B"), rated("G"), {"no_longer_complete", "ratings"}),
        (rated("B"), rated("B", standing="replaced"), {"gone"}),
        (rated("R"), rated(None), {"ratings"}),
        (action(), action(late=True), {"newly_late"}),
        (None, action(late=True), {"new", "newly_late"}),
        (action(late=True), action(), {"no_longer_late"}),
        (action(late=True), None, {"gone"}),
        (action(), action(late=True, in_scope=False), set()),
        (action(late=True), action(late=True, in_scope=False), {"no_longer_late"}),
        (action(), action(due_on=DUE), {"dates"}),
        (action(due_on=DUE), action(due_on=DUE, due_as_written="the end of March"), set()),
        (action(due_as_written="soon"), action(due_as_written="not so soon"), {"dates"}),
        (action(due_as_written="so  soon"), action(due_as_written="so soon"), set()),
        (action(sro_as_written="AO/CFO"), action(sro_as_written="AO / CFO", sro=("AO", "CFO")), set()),
        (action(sro=("AO",)), action(sro=("CFO",)), {"leads"}),
        (action(ops_lead_as_written="CFO (AB)"), action(ops_lead_as_written="CFO (CD)"), {"leads"}),
        (action(progress="It was begun."), action(progress="It  was begun."), set()),
        (action(progress="It was begun."), action(progress="It was begun. It goes on."), {"words"}),
        (action(progress="Begun."), action(progress="Begun.", newest_words="Begun."), set()),
        (action(progress="Begun."), action(progress="Begun.", newest_words="In the folder."), {"words"}),
        (
            action(progress="Begun.", newest_words="In the folder."),
            action(progress="Begun.", newest_words="In the  folder."),
            set(),
        ),
    ],
)
def test_each_change_stands_in_the_lists_where_it_is_looked_for(before, after, expected):
    assert changed(before, after) == expected


def test_what_was_completed_is_told_once():
    before = rated("G", key=1, late=True), rated("R", key=2, late=True), rated("B", key=3)
    now = rated("B", key=1), rated("A", key=2), rated("G", key=3)
    found = compare(figures(*before), figures(*now), KEY)
    told = {name: [change.action.key for change in found.told(name)] for name in LISTS if found.told(name)}
    assert told == {"completed": [1], "no_longer_complete": [3], "no_longer_late": [2], "ratings": [2]}
    assert len(found.ratings) == 3


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("not_started", "underway", Direction.FORWARD),
        ("underway", "in_place", Direction.FORWARD),
        ("in_place", "complete", Direction.FORWARD),
        ("complete", "underway", Direction.BACK),
        ("delayed", "complete", Direction.FORWARD),
        ("complete", "date_reset", Direction.BACK),
        ("delayed", "underway", Direction.UNSAID),
        ("in_place", "date_reset", Direction.UNSAID),
        (None, "complete", Direction.UNSAID),
        ("complete", None, Direction.UNSAID),
        ("underway", "underway", Direction.UNSAID),
    ],
)
def test_a_rating_moves_forward_or_back_where_that_can_be_said(before, after, direction):
    assert Change(action(stage=before), action(stage=after)).direction == direction


def test_what_was_not_known_moved_in_no_direction_and_by_no_days():
    new = Change(None, action(stage="complete", due_on=DUE))
    assert (new.direction, new.days, new.action.due_on) == (Direction.UNSAID, None, DUE)
    gone = Change(action(stage="complete", due_on=DUE), None)
    assert (gone.direction, gone.days, gone.action.due_on) == (Direction.UNSAID, None, DUE)


@pytest.mark.parametrize("days", [31, -7])
def test_a_date_moves_by_days(days):
    assert Change(action(due_on=DUE), action(due_on=DUE + timedelta(days=days))).days == days


def test_words_are_told_by_what_was_taken_out_and_put_in():
    change = Change(action(progress="It is nearly done."), action(progress="It is done. Hooray."))
    assert change.words == [("same", "It is"), ("gone", "nearly"), ("same", "done."), ("new", "Hooray.")]


def test_new_words_of_another_column_are_told_where_the_progress_stayed():
    change = Change(action(progress="Begun."), action(progress="Begun.", newest_words="In the folder."))
    assert change.words == [("new", "In the folder.")]
    assert Change(action(progress="Begun."), action(progress="Begun.")).words == []


def test_changes_stand_in_the_order_of_the_plan_and_what_is_known_no_longer_comes_last():
    before = figures(action(9), action(1, standing="withdrawn"), action(2))
    after = figures(action(3), action(2, standing="merged"), action(1))
    found = compare(before, after, KEY)
    assert [change.action.key for change in found.new] == [3, 1]
    assert [(change.action.key, change.action.standing) for change in found.gone] == [(2, "merged"), (9, "live")]


def test_concerns_are_raised_and_closed():
    before = figures(concerns=[concern(key=1), concern(key=2, open=False), concern(key=3), concern(key=4)])
    after = figures(concerns=[concern(key=1), concern(key=2), concern(key=3, open=False), concern(key=5)])
    found = compare(before, after, KEY)
    assert [change.concern.key for change in found.concerns_raised] == [2, 5]
    assert [change.concern.key for change in found.concerns_closed] == [3, 4]
    assert not found.is_empty


def test_counts_change_by_area_and_in_all():
    before = figures(rated("A", key=1), rated("B", key=2), rated("R", key=3, late=True))
    after = figures(rated("B", key=1), rated("B", key=2), rated(None, key=3), rated("B", key=4, area_number=2))
    found = compare(before, after, KEY)
    assert found.total.ratings == {"R": -1, "A": -1, "G": 0, "B": 2}
    assert (found.total.actions, found.total.complete, found.total.unrated, found.total.late) == (1, 2, 1, -1)
    assert found.areas[1].complete == 1
    assert (found.areas[2].actions, found.areas[2].complete) == (1, 1)
