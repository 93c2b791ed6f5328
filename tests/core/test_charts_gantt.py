"""Work over quarters as it is drawn."""

from datetime import date

import pytest

from core.charts import Group, Work, gantt
from core.charts.months import Months
from core.shapes import GREY, INK, WHITE

from .drawn import SVG, boxes, ends, outside, read, said

ON = date(2019, 5, 10)
START, END = date(2019, 4, 1), date(2019, 12, 31)
KEY = [("complete", "Complete"), ("underway", "Underway")]
LEFT, RIGHT = 336, 1050


def drawn(*works, on=ON, title="", **options):
    made = gantt("Projects", [Group(title, works)], on, KEY, **options)
    return [read(piece) for piece in made.pieces], made.outside


def bars(picture, fill=GREY):
    return [(left, right) for left, top, right, bottom, found in boxes(picture) if found == fill and bottom - top == 11]


def arrows(picture):
    return [path for path in picture.findall(f"{SVG}path") if path.get("d").endswith("Z") and "H" not in path.get("d")]


def title_of(picture):
    return picture.find(f"{SVG}title").text


def test_a_bar_goes_from_the_first_to_the_last_quarter():
    (picture,), away = drawn(Work("Teams", START, END, "Q1 2019/20 to Q3 2019/20"))
    assert bars(picture) == [(LEFT, RIGHT)] and away == ()
    assert {"Teams", "2019/20", "Q1", "Q2", "Q3", "10 May 2019"} <= said(picture) and "Complete" not in said(picture)
    assert title_of(picture) == "Projects: Teams: Q1 2019/20 to Q3 2019/20; as at 10 May 2019"
    assert outside(picture) == []


def test_the_picture_holds_the_quarter_of_the_day_looked_at():
    (picture,), _ = drawn(Work("Teams", START, END, ""), on=date(2019, 2, 1))
    months = Months.of([date(2019, 1, 1), END], ON, LEFT, RIGHT)
    assert bars(picture) == [(pytest.approx(months.place(START), abs=0.01), RIGHT)]
    assert {"Q4", "2019/20"} <= said(picture) and "2018/19" in said(picture)


def test_a_stage_gives_a_bar_its_look_and_marks_stand_where_quarters_end():
    marks = (date(2019, 6, 30), END)
    (picture,), _ = drawn(Work("Teams", START, END, "", "complete", marks), Work("Beds", START, END, "", "underway"))
    assert len(ends(picture, "#005eb8")) >= 1 and picture.findall(f"{SVG}pattern")
    places = [right for left, top, right, bottom, fill in boxes(picture) if fill == INK and right - left == 5]
    assert RIGHT in places and len(places) == 2 + 1  # one of them explains the others
    assert {"Complete", "Underway", "Something is handed over in the quarter that ends here"} <= said(picture)


def test_what_is_not_known_is_hollow_or_said():
    works = [
        Work("Teams", START, END, ""),
        Work("Beds", None, END, "not known to Q3"),
        Work("Labs", None, None, "soon"),
    ]
    works.append(Work("Wards", START, None, "Q1 to not known"))
    (picture,), _ = drawn(*works)
    hollow = [(left, right) for left, right in bars(picture, WHITE) if left >= LEFT]
    assert hollow[0][1] == RIGHT and hollow[1][0] == LEFT and len(bars(picture)) == 1
    assert {"not known to Q3", "soon", "Q1 to not known", "Only one of its quarters is known"} <= said(picture)
    assert outside(picture) == []


def test_a_mistyped_year_does_not_squeeze_the_rest():
    works = [Work(f"Team {n}", START, END, "") for n in range(3)]
    works += [
        Work("Long ago", date(1919, 4, 1), END, "Q1 1919/20 to Q3 2019/20"),
        Work("Far", START, date(2099, 6, 30), "far"),
    ]
    works.append(Work("All gone", date(2098, 4, 1), date(2098, 6, 30), "gone"))
    (picture,), away = drawn(*works)
    assert bars(picture) == [(LEFT, RIGHT)] * 5 and len(arrows(picture)) == 3
    assert away[0] == "Long ago: Q1 1919/20 to Q3 2019/20, beyond the picture (1 April 2019 to 31 December 2019)."
    assert len(away) == 3 and outside(picture) == []
    (late,), _ = drawn(*works, on=date(2060, 1, 1))
    assert "1 January 2060" not in said(late)


def test_many_quarters_have_no_names_and_long_ones_are_cut():
    first, last = date(2016, 10, 1), date(2022, 3, 31)
    (picture,), _ = drawn(Work("A title " * 30, first, last, "x " * 90), on=date(2022, 3, 30))
    assert {"2017/18", "2021/22"} <= said(picture) and "2016/17" in said(picture)
    assert any(words.endswith("…") for words in said(picture)) and outside(picture) == []
    (short,), _ = drawn(Work("Teams", date(2017, 1, 1), date(2026, 12, 31), ""), on=date(2022, 3, 30))
    assert "2017/18" in said(short) and not {"2016/17", "Q1"} & said(short)


def test_pages_keep_a_heading_with_its_rows():
    works = [Work(f"Team {n}", START, END, f"said {n}") for n in range(40)]
    pictures, _ = drawn(*works, title="Community", lines_a_page=20)
    assert len(pictures) == 3 and {"Community", "Community, continued"} <= {w for p in pictures for w in said(p)}
    (whole,), _ = drawn(*works, title="Community", lines_a_page=None)
    assert title_of(whole).count("said") == 12 and "and 28 more" in title_of(whole)
    assert "part 1 of 3" in title_of(pictures[0]) and outside(whole) == []
