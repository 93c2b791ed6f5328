"""Quarters as people write them, and what cannot be told."""

from datetime import date

import pytest

from milestones.quarters import (
    NotAQuarter,
    after,
    begins,
    months_in_words,
    name_of_quarter,
    quarter_of,
    quarters_from,
    read_quarter,
)

Q1, Q4 = date(2019, 6, 30), date(2020, 3, 31)


@pytest.mark.parametrize(
    "written",
    [
        "Q1 2019/20",
        "2019/20 Q1",
        "19/20 Q1",
        "Q1 19-20",
        "Q1 19/20",
        "q1 FY19/20",
        "Quarter 1 2019/20",
        "2019-20 Quarter 1",
        "Apr-Jun 2019",
        "Apr–Jun 19",
        "April to June 2019",
        "Apr 2019 - Jun 2019",
        "by end of Q1 2019/20",
        "Apr-Jun 2019/20",
        "June 2019",
        "01/04/2019",
        "  Q1   2019/20 ",
    ],
)
def test_a_quarter_is_read_as_it_is_written(written):
    assert read_quarter(written) == Q1


def test_the_last_quarter_ends_in_the_next_calendar_year():
    assert [read_quarter(each) for each in ("Q4 2019/20", "Jan-Mar 2020", "Jan-Mar 2019/20")] == [Q4, Q4, Q4]
    assert read_quarter("") is None


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Q1", "no financial year"),
        ("June", "no financial year"),
        ("2019", "leaves open"),
        ("Q1 2019", "leaves open"),
        ("Q1 2019/21", "leaves open"),
        ("Q5 2019/20", "is no quarter"),
        ("tbc", "is no quarter"),
        ("Q1 2019/20 if agreed", "is no quarter"),
        ("May-Jul 2019", "no whole quarter"),
        ("Apr-May 2019", "no whole quarter"),
        ("Apr-Jun", "no financial year"),
        ("Q1 & Q2 2019/20", "is no quarter"),
        ("Q1, Q2 2019/20", "more than one quarter"),
        ("2019/20", "more than one quarter"),
        ("April 2019, May 2019, June 2019", "more than one quarter"),
        ("01/04/1950", "no year of ours"),
        ("31/02/2019", "leaves open"),
    ],
)
def test_what_leaves_open_which_quarter_it_is_is_not_guessed(written, why):
    with pytest.raises(NotAQuarter, match=why):
        read_quarter(written)


def test_a_quarter_has_a_name_a_beginning_and_one_that_follows():
    assert (name_of_quarter(Q1), name_of_quarter(Q4)) == ("Q1 2019/20", "Q4 2019/20")
    assert months_in_words(Q4) == "Jan to Mar 2020"
    assert (begins(Q4), after(Q4), quarter_of(date(2020, 2, 29))) == (date(2020, 1, 1), date(2020, 6, 30), Q4)
    assert quarters_from(Q1, Q4) == (Q1, date(2019, 9, 30), date(2019, 12, 31), Q4)
    assert quarters_from(Q4, Q1) == ()
    assert name_of_quarter(date(1999, 12, 31)) == "Q3 1999/00"
