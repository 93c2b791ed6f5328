"""Days of updates, deadlines with the original in brackets, and the log of what was seen."""

from datetime import date, datetime

import pytest

from core.dates import DateReading, SeenEntry, read_day, read_deadline, read_seen_log


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12.02.19", date(2019, 2, 12)),
        ("10/03/19", date(2019, 3, 10)),
        ("14.03.19", date(2019, 3, 14)),
        ("01/09/2018", date(2018, 9, 1)),
        ("1/9/18", date(2018, 9, 1)),
        ("12 Feb 2019", date(2019, 2, 12)),
        ("2019-02-12", date(2019, 2, 12)),
        ("01/11/2018 and 14/03/19", date(2019, 3, 14)),
        ("reviewed 6th March 19, AB", date(2019, 3, 6)),
    ],
)
def test_a_day_is_read_day_before_month_and_the_latest_counts(written, day):
    reading = read_day(written)
    assert reading == DateReading(due_on=day, as_written=written)
    assert reading.on == day


def test_real_dates_and_nothing():
    assert read_day(datetime(2018, 12, 7, 0, 0)).on == date(2018, 12, 7)
    assert read_day(date(2018, 12, 7)).on == date(2018, 12, 7)
    assert read_day(None) == DateReading()
    assert read_day(" ") == DateReading()


@pytest.mark.parametrize(
    ("written", "question"),
    [
        ("31/02/2019", "31/02/2019 is not a date in the calendar."),
        ("Feb 2019", "Feb 2019 gives no day."),
        ("1st Oct", "1st Oct gives no year."),
        ("last week", "No date could be read here."),
        (7, "7 is a number, not a date."),
    ],
)
def test_a_day_that_cannot_be_known_is_a_question(written, question):
    reading = read_day(written)
    assert reading.on is None
    assert reading.question == f"{question} Kept as written: {written}"


def test_a_deadline_keeps_the_original_in_brackets():
    deadline, original = read_deadline("30/11/18 (01/09/18)")
    assert deadline == DateReading(due_on=date(2018, 11, 30), as_written="30/11/18")
    assert original == DateReading(due_on=date(2018, 9, 1), as_written="01/09/18")


def test_a_deadline_without_an_original():
    assert read_deadline("Feb- Aug 18")[0].due_on == date(2018, 8, 31)
    assert read_deadline("Feb- Aug 18")[1] is None
    assert read_deadline(date(2018, 4, 1), is_month=True) == (
        DateReading(due_on=date(2018, 4, 30), as_written="Apr-18"),
        None,
    )
    assert read_deadline(None) == (DateReading(), None)


def test_brackets_without_a_date_hold_no_original():
    deadline, original = read_deadline("30/11/18 (revised)")
    assert (deadline.due_on, original) == (date(2018, 11, 30), None)


def test_a_deadline_that_is_open_keeps_its_original():
    deadline, original = read_deadline("TBC (01-Sep)", financial_year=2018)
    assert (deadline.due_on, original.due_on) == (None, date(2018, 9, 1))
    assert deadline.question == "No date has been agreed yet. Kept as written: TBC"


def seen(day, month, words="seen", year=None):
    return day, month, year, words


@pytest.mark.parametrize(
    ("written", "entries"),
    [
        ("seen - 01/09 seen - 01/10 seen - 14/11", [seen(1, 9), seen(1, 10), seen(14, 11)]),
        ("seen - 01/09\nseen - 01/10/18", [seen(1, 9), seen(1, 10, year=2018)]),
        (
            "6th July - seen 15th July - seen 8th Aug - seen seen - 14/11",
            [seen(6, 7), seen(15, 7), seen(8, 8), seen(14, 11)],
        ),
        ("18th May - none 1st June - seen 15th June seen", [seen(18, 5, "none"), seen(1, 6), seen(15, 6)]),
        ("15th June seen 20th June seen", [seen(15, 6), seen(20, 6)]),
        ("seen 15th June seen 20th June", [seen(15, 6), seen(20, 6)]),
        ("15th June seen - 20th June", [seen(20, 6)]),
        ("Aug 8th - seen", [seen(8, 8)]),
        ("Not seen - 14/11/2018", [seen(14, 11, "Not seen", 2018)]),
        ("8th Aug: seen by the committee", [seen(8, 8, "seen by the committee")]),
        ("The plan was seen - 14/11", [seen(14, 11)]),
        ("2nd June - raised formally as a concern", [seen(2, 6, "raised formally as a concern")]),
        ("2nd June - raised 3rd June", [seen(2, 6, "raised")]),
        ("See the minutes of 12 May, action agreed", []),
        ("14/11 seen twice - not a word of 31/02/2018", [seen(14, 11, "seen twice - not a word of 31/02/2018")]),
        ("Nothing to say", []),
        ("seen", []),
        ("", []),
        (None, []),
        (5, []),
    ],
)
def test_the_log_of_what_was_seen(written, entries):
    assert [(entry.day, entry.month, entry.year, entry.words) for entry in read_seen_log(written)] == entries


def test_an_entry_keeps_what_was_written():
    assert read_seen_log("6th July - seen seen - 14/11") == [
        SeenEntry("6th July - seen", 6, 7, None, "seen"),
        SeenEntry("seen - 14/11", 14, 11, None, "seen"),
    ]
