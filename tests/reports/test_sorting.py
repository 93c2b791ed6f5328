from datetime import date

import pytest

from reports.sorting import in_order, read_sort, reference_key

from .packs import action

KEY = ["B", "G", "A", "R"]
D = date(2019, 1, 1), date(2019, 2, 1)


def keys(asked, *actions):
    return [each.key for each in in_order(actions, read_sort(asked), KEY)]


@pytest.mark.parametrize(
    ("asked", "facts", "order"),
    [
        ("", [{"due_on": D[1]}, {"due_on": D[0]}], [1, 2]),
        ("plan", [{"due_on": D[1]}, {"due_on": D[0]}], [1, 2]),
        ("due", [{"due_on": D[1]}, {"due_on": None}, {"due_on": D[0]}, {"due_on": D[1]}], [3, 1, 4, 2]),
        ("-due", [{"due_on": D[1]}, {"due_on": None}, {"due_on": D[0]}, {"due_on": D[1]}], [1, 4, 3, 2]),
        ("ref", [{"ref": "1.10"}, {"ref": None}, {"ref": "1.2"}, {"ref": "1.2.1"}], [3, 4, 1, 2]),
        ("-ref", [{"ref": "1.10"}, {"ref": None}, {"ref": "1.2"}], [1, 3, 2]),
        ("rating", [{"rating": "B"}, {"rating": "A"}, {"rating": None}, {"rating": "R"}], [4, 2, 1, 3]),
        ("-rating", [{"rating": "A"}, {"rating": "B"}, {"rating": None}, {"rating": "A"}], [2, 1, 4, 3]),
        ("last", [{"last_word_on": D[1]}, {"last_word_on": None}, {"last_word_on": D[0]}], [3, 1, 2]),
        ("-last", [{"last_word_on": D[0]}, {"last_word_on": None}, {"last_word_on": D[1]}], [3, 1, 2]),
        ("slips", [{"slips": 0}, {"slips": 1, "days_slipped": 9}, {"slips": 1, "days_slipped": 30}], [3, 2, 1]),
        ("-slips", [{"slips": 2}, {"slips": 0}, {"slips": 2}, {"slips": 0}], [2, 4, 1, 3]),
    ],
)
def test_equals_keep_the_order_of_the_plan_and_what_has_no_value_comes_last(asked, facts, order):
    assert keys(asked, *(action(key, **each) for key, each in enumerate(facts, 1))) == order


@pytest.mark.parametrize("asked", ["x", "-", "-plan", "--due", "due "])
def test_an_order_that_there_is_not(asked):
    assert read_sort(asked) is None


@pytest.mark.parametrize("asked", ["due", "-due", "slips", "-ref"])
def test_the_address_asks_for_it_as_it_was_asked_for(asked):
    assert read_sort(asked).value == asked
    assert read_sort("plan").value == read_sort("").value == ""


def test_an_order_says_how_it_begins():
    assert (read_sort("due").words, read_sort("-due").words) == ("earliest first", "latest first")


def test_references_are_counted_as_offices_count():
    written = ["2", "1.10", "1.2b", "1.2", "1.2a", "A1", "1.²", "10"]
    assert sorted(written, key=reference_key) == ["1.2", "1.2a", "1.2b", "1.10", "1.²", "2", "10", "A1"]
