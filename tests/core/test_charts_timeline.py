import re
from datetime import date, timedelta

import pytest

from core.charts import Group, Line, timeline
from core.charts.drawing import width_of
from core.charts.months import REACH, Months
from core.charts.timeline import LINES_A_PAGE, SIZE, balanced, in_pages
from core.shapes import INK, RED, WHITE, look

from .drawn import SVG, boxes, ends, outside, read, said

ON = date(2019, 3, 14)
KEY = [("complete", "Complete"), ("underway", "Underway"), ("not_started", "No progress"), (None, "Unrated")]
POST = 4


def line(ref="1.1", due=date(2018, 12, 31), stage="complete", title="Agree the plan", **facts):
    return Line(ref, title, stage, due, **facts)


def drawn(*lines, on=ON):
    made = timeline("Timeline", [Group("1 Leadership", lines)], on, KEY)
    (piece,) = made.pieces
    return read(piece), made.outside


def posts(picture, fill):
    """The middles of the ends that are drawn filled so, but those of the key."""
    last = max(float(text.get("y")) for text in picture.findall(f"{SVG}text")) - 40
    return [(left + right) / 2 for left, top, right, _, found in boxes(picture)
            if found == fill and right - left == POST and top < last]  # fmt: skip


def dashes(picture):
    return [path for path in picture.findall(f"{SVG}path") if path.get("stroke-dasharray")]


def test_a_line_has_its_bar_from_start_to_end_and_the_shape_of_its_stage_after_it():
    picture, away = drawn(line(starts_on=date(2018, 1, 1)), line("1.2", due=date(2019, 12, 31)))
    months = Months.of([date(2018, 1, 1), date(2019, 12, 31)], ON, 336, 1050)
    ((start, end), *_) = ends(picture, look("complete").fill)
    assert (start, end) == (336, pytest.approx(months.place(date(2018, 12, 31), is_end=True), abs=0.01))
    assert posts(picture, INK) == [pytest.approx(end, abs=0.01), 1050]
    assert posts(picture, WHITE) == []
    assert dashes(picture) == []
    assert away == ()
    assert {"1 Leadership", "1.1", "Agree the plan", "14 March 2019", "Complete"} <= said(picture)
    assert "Underway" not in said(picture)


def test_a_moved_end_is_hollow_where_it_was_and_dashed_to_where_it_is():
    moved = line("1.2", starts_on=date(2018, 1, 1), original_on=date(2018, 6, 30))
    picture, _ = drawn(moved, line("1.3", original_on=date(2018, 12, 31)))
    (hollow,) = posts(picture, WHITE)
    ((start, end), *_) = ends(picture, look("complete").fill)
    assert end == hollow
    assert len(posts(picture, INK)) == 2
    assert len(dashes(picture)) == 1 + 1  # that of the key too
    assert "1 of them moved from another date" in picture[0].text


def test_an_end_brought_forward_ends_its_bar_there():
    picture, _ = drawn(line(starts_on=date(2018, 1, 1), due=date(2018, 6, 30), original_on=date(2018, 12, 31)))
    ((_, end), *_) = ends(picture, look("complete").fill)
    assert posts(picture, INK) == [end]


@pytest.mark.parametrize("starts_on", [None, date(2019, 1, 1)])
def test_without_a_start_before_the_end_there_is_no_bar(starts_on):
    picture, _ = drawn(line(starts_on=starts_on))
    assert len(posts(picture, INK)) == 1
    assert [
        box for box in ends(picture, look("complete").fill) if box[1] - box[0] != 14 and box[1] - box[0] != 16
    ] == []


def test_what_is_late_says_so_beside_it_or_before_it_where_there_is_no_room():
    late = line("1.1", date(2018, 1, 31), "not_started", late="407 days late")
    soon = line("1.2", date(2019, 3, 13), "not_started", late="1 day late", starts_on=date(2018, 12, 1))
    picture, _ = drawn(late, soon)
    place = {text.text: float(text.get("x")) for text in picture.findall(f"{SVG}text")}
    first, last = posts(picture, INK)
    assert place["407 days late"] > first
    assert place["1 day late"] < last
    assert "2 late as at 14 March 2019" in picture[0].text


def stretches(picture):
    """(left, right) of each dashed stretch to a day that was missed, but that of the key."""
    paths = [path.get("d") for path in dashes(picture) if path.get("stroke") == RED]
    return [tuple(float(end.split(" ")[0]) for end in path[1:].split("L")) for path in paths[:-1]]


def test_a_date_that_was_missed_is_dashed_to_the_day_looked_at_with_the_days_beside_it():
    late = line("1.1", date(2018, 6, 30), "underway", starts_on=date(2018, 4, 1), late="257 days late")
    fresh = line("1.2", date(2019, 3, 13), "underway", late="1 day late")
    picture, _ = drawn(late, fresh, line("1.3", date(2019, 12, 31), starts_on=date(2018, 1, 1)))
    today = Months.of([date(2018, 1, 1), date(2019, 12, 31)], ON, 336, 1050).place(ON)
    ((left, right),) = stretches(picture)
    assert left > posts(picture, INK)[0]
    assert right == pytest.approx(today, abs=0.01)
    place = {text.text: float(text.get("x")) for text in picture.findall(f"{SVG}text")}
    assert today < place["257 days late"] < today + 10
    assert place["1 day late"] > today
    assert "Late: from the date due to the day looked at" in said(picture)
    assert outside(picture) == []


def test_days_late_stand_before_today_where_the_picture_ends_with_it():
    picture, _ = drawn(line("1.1", date(2018, 1, 31), late="407 days late"), on=date(2019, 3, 31))
    ((_, right),) = stretches(picture)
    (words,) = [text for text in picture.findall(f"{SVG}text") if text.text == "407 days late"]
    assert right - 110 < float(words.get("x")) < right
    assert outside(picture) == []


def test_what_was_missed_is_not_dashed_to_a_day_outside_the_months():
    picture, _ = drawn(line(late="2,883 days late"), on=date(2026, 11, 22))
    assert stretches(picture) == []
    assert "2,883 days late" in said(picture)


@pytest.mark.parametrize("day", range(1, 29))
@pytest.mark.parametrize("years", [1, 2])
def test_the_line_of_today_crosses_no_word(day, years):
    picture, _ = drawn(line(due=date(2019 - years, 1, 31)), line(due=date(2019, 8, 31)), on=date(2019, 7, day))
    (today,) = [path.get("d") for path in picture.findall(f"{SVG}path") if path.get("stroke") == RED]
    x, top = map(float, re.match(r"M(\S+) (\S+)L", today).groups())
    crossed = []
    for text in picture.findall(f"{SVG}text"):
        left, base = float(text.get("x")), float(text.get("y"))
        if base >= top and base < 34 and left <= x <= left + width_of(text.text, SIZE):
            crossed.append(text.text)
    assert crossed == []
    assert {text.get("text-anchor") for text in picture.findall(f"{SVG}text")} == {None}
    assert outside(picture) == []


def test_days_far_out_do_not_squeeze_the_months_and_are_said():
    lines = [
        line("1.1", date(1900, 1, 1), starts_on=date(1850, 1, 1)),
        line("1.2", date(9999, 12, 31), late="so late", starts_on=date(2019, 1, 1)),
    ]
    lines += [line("1.3", date(2019, 2, 28), original_on=date(1999, 1, 1)), line("1.4", starts_on=date(1850, 1, 1))]
    picture, away = drawn(*lines, *[line(f"2.{n}", date(2019, 2, n)) for n in range(1, 9)])
    assert {"Jan 2019", "due 1 January 1900", "due 31 December 9999, so late"} <= said(picture)
    shown = "beyond the picture (1 December 2018 to 31 March 2019)."
    assert away == (
        f"1.1: starts 1 January 1850 and due 1 January 1900, {shown}",
        f"1.2: due 31 December 9999, {shown}",
        f"1.3: first due 1 January 1999, {shown}",
        f"1.4: starts 1 January 1850, {shown}",
    )
    assert posts(picture, WHITE) == []
    assert outside(picture) == []


def test_a_day_looked_at_years_later_is_said_and_not_drawn():
    picture, away = drawn(line(), on=date(2026, 11, 22))
    assert "22 November 2026" not in said(picture)
    assert away == (
        "The day looked at, 22 November 2026, is outside the months shown (1 December 2018 to 31 December 2018).",
    )


def test_nothing_is_smaller_than_print_allows_or_outside_the_picture():
    title = "Incomprehensibilities of a plan that nobody finished reading, <b>&amp; more\x0b"
    lines = [line(f"1.{n}.{n}.{n}.{n}", date(2018, 1, 31) + timedelta(40 * n), title=title) for n in range(20)]
    picture, _ = drawn(*lines, line("9", date(2020, 9, 30), late="1,000 days late"))
    sizes = {float(text.get("font-size")) for text in picture.findall(f"{SVG}text")}
    millimetres = 273 / float(picture.get("width"))
    assert min(sizes) == SIZE
    assert SIZE * millimetres / 25.4 * 72 >= 8
    assert float(picture.get("height")) * millimetres < 152
    assert outside(picture) == []
    assert "<b>" not in timeline("<b>", [Group("<b>", tuple(lines))], ON, KEY).pieces[0]


def test_a_full_page_is_no_higher_than_a_page():
    pieces = timeline("Timeline", [Group("1", tuple(line() for _ in range(90)))], ON, KEY).pieces
    assert len(pieces) == 4
    assert max(float(read(piece).get("height")) for piece in pieces) * 273 / 1080 < 152
    assert read(pieces[0])[0].text.startswith("Timeline, part 1 of 4: 23 due on 31 December 2018, 0 of them moved")
    assert "1, continued" in said(read(pieces[1]))


@pytest.mark.parametrize(
    ("counts", "a_page", "expected"),
    [
        ([], 10, []),
        ([0], 10, []),
        ([3, 3], 10, [[3, 3]]),
        ([5, 3], 10, [[5], [3]]),  # a heading with one line would stand at the foot of the page
        ([5, 1], 10, [[5, 1]]),
        ([9], 10, [[7], [2]]),  # no line alone opens a page
        ([20], 10, [[8], [8], [4]]),
        ([2], 1, [[1], [1]]),
    ],
)
def test_headings_stand_with_their_first_lines(counts, a_page, expected):
    groups = [Group(str(n), (line(),) * count) for n, count in enumerate(counts)]
    assert [[len(group.lines) for group in page] for page in in_pages(groups, a_page)] == expected


def test_lines_that_take_more_room_are_fewer_on_a_page():
    (first, last) = in_pages([Group("1", tuple(range(8)))], 10, height=lambda line: 2)
    assert [len(group.lines) for group in (*first, *last)] == [4, 4]


def test_lines_are_spread_over_the_pages():
    pages = balanced([Group("1", (line(),) * 40)], 31)
    assert [[len(group.lines) for group in page] for page in pages] == [[20], [20]]
    assert balanced([], 31) == []


def test_a_date_that_never_moved_is_said_once():
    lines = [line(f"2.{n}", date(2019, 2, n)) for n in range(1, 9)]
    _, away = drawn(*lines, line("6.16", date(2032, 3, 31), original_on=date(2032, 3, 31)))
    assert away[0].startswith("6.16: due 31 March 2032, beyond the picture (")


def test_one_piece_of_all_on_request():
    groups = [Group(str(n), (line(),) * 30) for n in range(4)]
    assert len(timeline("Timeline", groups, ON, KEY).pieces) == 5
    assert len(timeline("Timeline", groups, ON, KEY, lines_a_page=None).pieces) == 1
    assert timeline("Timeline", [], ON, KEY).pieces == ()
    assert LINES_A_PAGE == 31


@pytest.mark.parametrize(
    ("days", "on", "expected"),
    [
        ([], ON, ("2019-03-01", "2019-03-31")),
        ([date(2018, 2, 5)], ON, ("2018-02-01", "2019-03-31")),
        ([date(2018, 2, 5)], date(2026, 1, 1), ("2018-02-01", "2018-02-28")),
        ([date(9999, 12, 31)], ON, ("9999-12-01", "9999-12-31")),
        ([date(1, 1, 1)], ON, ("0001-01-01", "0001-01-31")),
        ([ON, ON, ON + timedelta(REACH)], ON, ("2019-03-01", "2022-03-31")),
        ([ON, ON, ON + timedelta(REACH + 1)], ON, ("2019-03-01", "2019-03-31")),
    ],
)
def test_the_months_shown_hold_the_days_that_are_near_the_others(days, on, expected):
    months = Months.of(days, on, 0, 100)
    assert (date.fromordinal(months.first).isoformat(), months.final.isoformat()) == expected
    assert re.fullmatch("(0|100)", f"{months.place(date(5000, 1, 1)):g}")


@pytest.mark.parametrize(("room", "step"), [(10, 1), (40, 2), (60, 3), (120, 6), (240, 12), (900, 12)])
def test_as_many_months_are_labelled_as_have_room(room, step):
    months = Months.of([date(2018, 1, 1), date(2019, 12, 31)], ON, 0, 600)
    assert len(list(months.begins())) == 24
    assert months.step(room) == step
