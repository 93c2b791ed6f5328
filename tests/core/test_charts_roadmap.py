"""The roadmap: each stop in the quarter in which it is due, and where it was due first."""

from datetime import date

from core.charts import Lane, Quarter, Stop, roadmap
from core.charts.timeline import WIDE
from core.shapes import INK, RED, WHITE

from .drawn import SVG, boxes, outside, read, said

ON = date(2019, 11, 15)
Q2, Q3, Q4 = (
    Quarter(date(2019, 7, 1), date(2019, 9, 30), "Q2 2019/20"),
    Quarter(date(2019, 10, 1), date(2019, 12, 31), "Q3 2019/20"),
    Quarter(date(2020, 1, 1), date(2020, 3, 31), "Q4 2019/20"),
)
KEY = [("complete", "Complete"), ("delayed", "Delayed"), (None, "No status")]


def stop(ref="57", stage="complete", quarter=Q3, **facts):
    return Stop(ref, "Agree the plan", stage, quarter.last, **facts)


def drawn(*stops, on=ON, lines=31, title="Urgent care"):
    made = roadmap("Roadmap", [Lane(title, stops)], [Q2, Q3, Q4], on, KEY, lines)
    return [read(piece) for piece in made.pieces], made.outside


def place_of(picture, words):
    return next(float(text.get("x")) for text in picture.findall(f"{SVG}text") if (text.text or "").startswith(words))


def test_a_stop_stands_in_the_column_of_its_quarter():
    [picture], away = drawn(stop(), stop("58", None, Q4), stop("59", "complete", Q2))
    wide = WIDE / 3
    assert [int(place_of(picture, ref) // wide) for ref in ("59", "57", "58")] == [0, 1, 2]
    assert {"Urgent care", "Q2 2019/20", "Q3 2019/20", "Q4 2019/20", "Complete", "No status"} <= said(picture)
    assert "Delayed" not in said(picture)
    assert away == ()
    assert outside(picture) == []
    assert "3 due, by quarter Q2 2019/20: 1; Q3 2019/20: 1; Q4 2019/20: 1" in picture[0].text


def test_today_goes_through_its_quarter_and_only_there():
    [picture], _ = drawn(stop())
    (line,) = [path for path in picture.findall(f"{SVG}path") if path.get("stroke") == RED]
    left = float(line.get("d")[1:].split()[0])
    assert WIDE / 3 < left < WIDE * 2 / 3
    assert "15 November 2019" in said(picture)
    [picture], _ = drawn(stop(), on=date(2021, 1, 1))
    assert [path for path in picture.findall(f"{SVG}path") if path.get("stroke") == RED] == []


def test_the_day_stands_left_of_its_line_where_there_is_no_room_at_the_right():
    [picture], _ = drawn(stop(), on=date(2020, 3, 30))
    assert outside(picture) == []


def test_the_critical_path_has_a_bar_and_bold_letters():
    [picture], _ = drawn(stop(is_critical=True), stop("58"))
    bold = [text.text for text in picture.findall(f"{SVG}text") if text.get("font-weight")]
    assert "57 Agree the plan" in bold
    assert "58 Agree the plan" not in bold
    assert [box for box in boxes(picture) if box[4] == INK and box[2] - box[0] == 3]
    assert "On the critical path" in said(picture)
    [picture], _ = drawn(stop())
    assert "On the critical path" not in said(picture)


def test_what_moved_is_named_where_it_was_due_first():
    [picture], _ = drawn(stop(original=Q2.last), stop("58", original=Q2.last), stop("59"))
    assert place_of(picture, "Due here first: 57, 58") < WIDE / 3
    assert "Where it was due first; it stands where it is due now" in said(picture)
    assert "2 moved from another quarter" in picture[0].text
    assert [box for box in boxes(picture) if box[4] == WHITE and box[2] - box[0] == 4]


def test_what_is_late_says_so():
    [picture], _ = drawn(stop(late="late"), stop("58"))
    assert [text.text for text in picture.findall(f"{SVG}text") if text.get("fill") == RED] == ["late"]


def test_a_quarter_beyond_the_picture_is_told_in_words():
    later = Quarter(date(2020, 4, 1), date(2020, 6, 30), "Q1 2020/21")
    _, away = drawn(stop(), stop("60", quarter=later))
    assert away == ("60 Agree the plan: due in the quarter to 30 June 2020, beyond the picture.",)


def test_a_long_lane_goes_on_on_the_next_page():
    pieces, _ = drawn(*(stop(str(n), original=Q2.last) for n in range(50)))
    assert len(pieces) == 2
    assert "Urgent care, continued" in said(pieces[1])
    assert [each for piece in pieces for each in outside(piece)] == []
    assert len(drawn(*(stop(str(n)) for n in range(50)), lines=None)[0]) == 1


def test_nothing_to_draw():
    assert roadmap("Roadmap", [], [Q2], ON, KEY).pieces == ()
    assert roadmap("Roadmap", [], [], ON, KEY, None).pieces == ()
