"""The printed summary of a workbook: kept as it was printed, and held against the rows of the same workbook."""

from datetime import date

import pytest

from .workbooks import HEADER, KEY, Cell, row

HEAD = ["Improvement areas", "Red", "Amber", "Green", "Blue"]
PLAN = [["1) Leadership"], HEADER, row("1.1", rag="G"), row("1.2", rag="G"), ["2) Finance"], row("2.1", rag="R")]


def sheets(*lines, head=HEAD):
    return {"Key": KEY, "Plan": PLAN, "Summary": [["Summary"], [], head, *lines]}


def printed(office, on=date(2019, 3, 14)):
    found = {}
    for total in office.figures(on).stated_totals:
        found.setdefault(total.label, {})[total.rating] = (total.stated, total.computed)
    return found


def test_a_summary_is_kept_line_by_line(office):
    lines = [["1. Leadership (2 actions)", 0, 0, 2, 0], ["2. Finance", 1, 0, 0, 0], ["Total", 1, 0, 2, 0]]
    outcome = office.hand_in(sheets(*lines))
    assert printed(office) == {
        "1. Leadership (2 actions)": {"R": (0, 0), "A": (0, 0), "G": (2, 2), "B": (0, 0)},
        "2. Finance": {"R": (1, 1), "A": (0, 0), "G": (0, 0), "B": (0, 0)},
        "Total": {"R": (1, 1), "A": (0, 0), "G": (2, 2), "B": (0, 0)},
    }
    assert not outcome.said("Question", "the summary prints")
    assert outcome.changes("stated_total") == dict.fromkeys(printed(office), "new")


def test_what_differs_from_the_rows_is_asked_about(office):
    outcome = office.hand_in(sheets(["1. Leadership", 0, 0, 3, 0], ["Total", 1, 0, 4, 0]))
    assert outcome.exit == 0
    question = "the rows give 2; both are kept and shown, find out which is right."
    assert outcome.said("Question", f"Summary D4: the summary prints 3 Green for “1. Leadership”, {question}")
    assert outcome.said("Question", f"Summary D5: the summary prints 4 Green for “Total”, {question}")
    assert printed(office)["Total"]["G"] == (4, 2)


def test_an_action_that_moves_with_this_file_counts_where_it_stands_now(office):
    office.hand_in(sheets(["1. Leadership", 0, 0, 2, 0]))
    moved = sheets(["1. Leadership", 0, 0, 1, 0], ["2. Finance", 1, 0, 1, 0])
    moved["Plan"] = [*PLAN[:3], PLAN[4], row("1.2", rag="G"), PLAN[5]]
    outcome = office.hand_in(moved, on=date(2019, 4, 14))
    assert outcome.fields("action", "1.2") == {"area": ["1 Leadership", "2 Finance"]}
    assert not outcome.said("Question", "the summary prints")


def test_a_line_about_an_earlier_report_is_held_against_nothing(office):
    outcome = office.hand_in(sheets(["Last report (01/02/19)", 9, 9, 9, 9]))
    assert not outcome.said("Question", "the summary prints")
    [total, *_] = office.figures().stated_totals
    assert (total.said_of, total.computed) == (date(2019, 2, 1), None)


def test_new_figures_of_the_same_day_replace_the_old_ones(office):
    office.hand_in(sheets(["Total", 1, 0, 2, 0], ["Old line", 1, 1, 1, 1]))
    outcome = office.hand_in(sheets(["Total", 1, 0, 3, 0]))
    assert outcome.fields("stated_total", "Total") == {"G": [2, 3]}
    assert outcome.changes("stated_total") == {"Total": "changed"}
    assert list(printed(office)) == ["Total"]


def test_a_line_that_went_is_gone_from_the_same_day(office):
    office.hand_in(sheets(["Total", 1, 0, 2, 0], ["Old line", 1, 1, 1, 1]))
    office.hand_in(sheets(["Total", 1, 0, 2, 0]))
    assert list(printed(office)) == ["Total"]


def test_figures_of_a_later_day_stand_beside_those_of_the_day_before(office):
    office.hand_in(sheets(["Total", 1, 0, 2, 0]))
    office.hand_in(sheets(["Total", 0, 0, 3, 0]), on=date(2019, 4, 14))
    assert printed(office)["Total"]["G"][0] == 2
    assert printed(office, date(2019, 4, 14))["Total"]["G"][0] == 3


def test_a_file_without_a_summary_leaves_the_printed_figures(office):
    office.hand_in(sheets(["Total", 1, 0, 2, 0]))
    office.hand_in({"Key": KEY, "Plan": PLAN})
    assert printed(office)["Total"]["G"] == (2, 2)


WHOLE = "is not a whole number, so it was not kept; put it right."
# {what is printed: (the count that is kept, words of the question)}
FIGURES = {
    "a number": (2, 2, None),
    "a number as text": ("2", 2, None),
    "a number with a format": (Cell(2, number_format='0 "actions"'), 2, None),
    "nothing": (None, None, None),
    "a fraction": (2.5, None, WHOLE),
    "less than nothing": (-1, None, WHOLE),
    "words": ("two", None, WHOLE),
    "more than can be": (10**12, None, WHOLE),
    "many digits": ("9" * 5000, None, WHOLE),
    "true": (True, None, WHOLE),
    "a formula that was never calculated": (
        "=SUM(A1:A2)",
        None,
        "is a formula that was never calculated, so it was not",
    ),
}


@pytest.mark.parametrize("case", FIGURES)
def test_a_figure_is_a_whole_number(case, office):
    value, kept, question = FIGURES[case]
    outcome = office.hand_in(sheets(["Total", 1, 0, value, 0]))
    assert outcome.exit == 0
    assert printed(office)["Total"].get("G") == (kept and (kept, 2))
    asked = outcome.said("Question", "Summary D4: this figure for “Total”")
    assert bool(asked) == bool(question)
    assert not question or question in asked[0]


def test_a_second_line_of_one_name_is_left_out_and_asked_about(office):
    outcome = office.hand_in(sheets(["Total", 1, 0, 2, 0], ["Total", 9, 9, 9, 9]))
    question = "Summary row 5: “Total” stands in Summary row 4 already, so this line was left out; rename one of them."
    assert outcome.said("Question", question)
    assert printed(office)["Total"]["R"] == (1, 1)


def test_a_summary_of_another_key_is_read_by_its_words(office):
    plan = [HEADER, row("1.1", rag="Complete"), row("1.2", rag="Delayed"), row("1.3", rag="Reset Date")]
    head = ["Area", "Complete", "Delayed", "Reset Date", "Green"]
    outcome = office.hand_in({"Plan": plan, "Summary": [head, ["Total", 1, 1, 1, 5]]})
    assert printed(office) == {"Total": {"Complete": (1, 1), "Delayed": (1, 1), "Reset Date": (1, 1)}}
    question = "Summary E1: “Green” is not in the RAG key, so the figures below it were not read; head them by the key."
    assert outcome.said("Question", question)
