"""The areas of a plan, as banners between the rows, as a list, or as a column."""

import pytest

from .workbooks import HEADER, KEY, actions, row

LIST = [["Improvement areas"], ["1) Leadership"], ["2) Finance"]]
AREA = ["Area", *HEADER]


def sheet(*rows):
    return {"Key": KEY, "Plan": list(rows)}


# {how areas are written: (sheets, {number: title}, {reference or title: area number})}
WRITTEN = {
    "banners with brackets": (
        sheet(["1) Leadership"], HEADER, row("1.1"), ["2. Finance"], row("2.1")),
        {1: "Leadership", 2: "Finance"},
        {"1.1": 1, "2.1": 2},
    ),
    "a list and references": (
        {"List": LIST} | actions(row("1.1"), row("2.1")),
        {1: "Leadership", 2: "Finance"},
        {"1.1": 1, "2.1": 2},
    ),
    "a column": (
        sheet(AREA, ["1 Leadership", *row("a")], ["2 Finance", *row("b")], ["1 Leadership", *row("c")]),
        {1: "Leadership", 2: "Finance"},
        {"a": 1, "b": 2, "c": 1},
    ),
    "a column of names alone": (
        sheet(AREA, ["Finance", *row("a")], ["Leadership", *row("b")], ["finance", *row("c")]),
        {1: "Finance", 2: "Leadership"},
        {"a": 1, "b": 2, "c": 1},
    ),
    "a column of names with references": (
        sheet(AREA, ["Finance", *row("4.1")], ["Leadership", *row("2.1")]),
        {2: "Leadership", 4: "Finance"},
        {"4.1": 4, "2.1": 2},
    ),
    "a column of numbers": (
        sheet(AREA, [1, *row("a")], [3, *row("b")]),
        {1: "Area 1", 3: "Area 3"},
        {"a": 1, "b": 3},
    ),
    "a column of numbers and a list": (
        {"List": LIST} | sheet(AREA, [1, *row("a")], [2, *row("b")]),
        {1: "Leadership", 2: "Finance"},
        {"a": 1, "b": 2},
    ),
    "banners without numbers over sections": (
        sheet(["Leadership"], HEADER, row("a"), [], ["Finance"], HEADER, row("b")),
        {1: "Leadership", 2: "Finance"},
        {"a": 1, "b": 2},
    ),
    "no area": (actions(row("a")), {}, {"a": None}),
    "the title of the sheet": (
        sheet(["Our improvement plan"], HEADER, row("1.1"), ["2) Finance"], row("2.1")),
        {2: "Finance"},
        {"1.1": None, "2.1": 2},
    ),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_areas_are_read_as_they_are_written(case, office):
    sheets, areas, places = WRITTEN[case]
    office.hand_in(sheets)
    assert {area.number: area.title for area in office.plan.areas.all()} == areas
    assert {ref: action.area_number for ref, action in office.actions().items()} == places
    assert set(office.hand_in(sheets).changes("area").values()) <= {"unchanged"}


def test_an_area_without_a_number_is_asked_about(office):
    outcome = office.hand_in(sheet(AREA, ["Finance", *row("a")]))
    question = "Plan row 2: “Finance” has no number and was taken as area 1; write another before it if that is wrong."
    assert outcome.said("Question", question)


def test_a_heading_below_an_area_makes_no_area(office):
    outcome = office.hand_in(sheet(["1) Leadership"], HEADER, row("1.1"), ["The board"], row("1.2")))
    assert [area.number for area in office.plan.areas.all()] == [1]
    assert office.actions()["1.2"].area_number == 1
    assert outcome.said("Note", "“The board” has no number; its actions were left in area 1, as their references say.")


def test_the_name_above_the_actions_counts(office):
    sheets = {"List": LIST, "Key": KEY, "Plan": [["1) Leading well"], HEADER, row("1.1")]}
    outcome = office.hand_in(sheets)
    assert [area.title for area in office.plan.areas.all()] == ["Leading well", "Finance"]
    assert outcome.said(
        "Note", "List row 2: area 1 is called “Leading well” beside its actions (Plan); that name was taken."
    )
    assert not office.hand_in(sheets).said("Note", "that name was taken")


def test_a_line_of_the_list_that_is_no_area_is_asked_about(office):
    outcome = office.hand_in({"List": [*LIST, ["and more to come"]]} | actions(row("1.1")))
    assert outcome.said(
        "Question", "List row 4: this line of the list of areas has no number or no name, so it was left out"
    )


def test_an_area_that_is_called_otherwise_now_is_changed(office):
    office.hand_in(sheet(["1) Leadership"], HEADER, row("1.1")))
    outcome = office.hand_in(sheet(["1) Leading well"], HEADER, row("1.1")))
    assert outcome.fields("area", "1") == {"title": ["Leadership", "Leading well"]}
    assert office.plan.areas.get().title == "Leading well"


def test_a_name_longer_than_is_kept_is_cut(office):
    outcome = office.hand_in(sheet(["1) " + "long " * 80 + "name"], HEADER, row("1.1")))
    assert outcome.said("Question", "Plan row 2: this title has 404 characters and was cut to 300; shorten it.")
    assert len(office.plan.areas.get().title) == 300
