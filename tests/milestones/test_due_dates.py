"""What the dates of milestones say, as offices write them."""

from datetime import date

import pytest

from milestones.dates import SignOff, due_doubts, is_far, quarter_of, read_due_dates, read_plain, read_sign_off

SEPTEMBER, DECEMBER = date(2019, 9, 27), date(2019, 12, 31)
SEVERAL = "this holds several dates and does not say which one holds"


@pytest.mark.parametrize(
    ("written", "original", "due"),
    [
        ("27-Sep-19", None, SEPTEMBER),
        (DECEMBER, None, DECEMBER),
        ("27-Sep-19 rev 31-Dec-19", SEPTEMBER, DECEMBER),
        ("27 Sept 2019, revised to: 31/12/19", SEPTEMBER, DECEMBER),
        ("27-Sep-19 moved to 30-Nov-19 extended to 31-Dec-19", SEPTEMBER, DECEMBER),
        ("31-Dec-19 (was 27-Sep-19)", SEPTEMBER, DECEMBER),
        ("31-Dec-19 (27-Sep-19)", SEPTEMBER, DECEMBER),
        ("Revised date 31-Dec-19", None, DECEMBER),
        ("31-Dec-19 (a Tuesday)", None, DECEMBER),
        ("End of December 2019", None, DECEMBER),
        ("October to December 2019", None, DECEMBER),
        ("Q3 2019/20", None, DECEMBER),
        ("", None, None),
    ],
)
def test_dates_that_are_understood(written, original, due):
    found = read_due_dates(written)
    assert (found.original_on, found.due_on, found.doubts) == (original, due, ())
    assert bool(found.note) == bool(original)


@pytest.mark.parametrize(
    ("written", "original", "due", "doubt"),
    [
        ("29-Feb-19", None, None, "29-Feb-19 is not a date in the calendar."),
        ("29-Feb-19 rev 31-Dec-19", None, DECEMBER, "29-Feb-19 is not a date in the calendar."),
        ("27-Sep-19 rev 31-Feb-20", SEPTEMBER, None, "31-Feb-20 is not a date in the calendar."),
        ("31-Dec-19 rev 27-Sep-19", DECEMBER, SEPTEMBER, "the later date, 27 September 2019, is before the original"),
        ("27-Sep-19 31-Dec-19", None, None, SEVERAL),
        ("27-Sep-19 and again 31-Dec-19", None, None, SEVERAL),
        ("Soon", None, None, "No date could be read here."),
        (43000, None, None, "is a number, not a date"),
    ],
)
def test_dates_that_are_doubtful(written, original, due, doubt):
    found = read_due_dates(written)
    assert (found.original_on, found.due_on) == (original, due)
    assert doubt in " ".join(found.doubts)


def test_a_date_without_a_year_is_of_the_plans_year():
    found = read_due_dates("31 March", financial_year=2019)
    assert found.due_on == date(2020, 3, 31) and "read in the plan's financial year, 2019/20" in found.note


def test_a_month_means_its_last_day():
    assert read_due_dates(date(2020, 2, 1), is_month=True).due_on == date(2020, 2, 29)


@pytest.mark.parametrize(
    "written",
    ["Initial date 27-Sep-19", "the revised date: 27 September 2019", "27-Sep-19.", "by 27-Sep-19", SEPTEMBER],
)
def test_one_date_alone(written):
    assert read_plain(written).due_on == SEPTEMBER


@pytest.mark.parametrize(
    "written",
    ["Signed on 27-Sep-19", "n/a - done. Completed 27-Sep-19", "27-Sep-19 then 31-Dec-19", "27-Sep-19 for all"],
)
def test_a_date_in_a_sentence_is_none(written):
    found = read_plain(written)
    assert found.due_on is None and found.as_written == written and "this is more than a date" in found.question


@pytest.mark.parametrize("written", ["n/a", "Not applicable.", "-", "n/a - milestone 57 added"])
def test_no_date_is_meant(written):
    found = read_plain(written)
    assert found.due_on is None and not found.question and found.note


@pytest.mark.parametrize(
    ("month", "quarter", "doubts"),
    [
        ("Sept", "Q2", []),
        ("September 2019", "Quarter 2", []),
        (date(2019, 9, 1), "", []),
        ("", "", []),
        ("July", "Q2", ["the month due, July, is not"]),
        (date(2020, 9, 1), "Q2", ["the month due, September 2020, is not"]),
        ("September 2020", "Q2", ["the month due, September 2020, is not"]),
        ("Sept", "Q1", ["the quarter due, Q1, is not that of the due date, 27 September 2019, which is in Q2"]),
        ("soon", "second", ["“soon” is no month", "“second” is no quarter"]),
        ("July or August", "Q2", ["“July or August” is no month"]),
        ("July to September 2019", "Q2", ["is no month"]),
        ("Q2 2019/20", "Q2", ["is no month"]),
    ],
)
def test_month_and_quarter_beside_the_date(month, quarter, doubts):
    found = list(due_doubts(SEPTEMBER, month, quarter, None))
    assert len(found) == len(doubts) and all(words in said for words, said in zip(doubts, found, strict=True))


def test_month_and_quarter_where_there_is_no_date():
    assert not list(due_doubts(None, "March", "Q4", None))
    [doubt] = due_doubts(None, "February", "Q3", None)
    assert doubt.startswith("the month due, February, is not in the quarter due, Q3;")


def test_a_start_after_the_end():
    [doubt] = due_doubts(SEPTEMBER, "", "", DECEMBER)
    assert doubt.startswith("it is due on 27 September 2019, before it starts on 31 December 2019;")
    assert not list(due_doubts(SEPTEMBER, "", "", SEPTEMBER)) and not list(due_doubts(None, "", "", DECEMBER))


def test_quarters_of_the_year():
    assert [quarter_of(month) for month in (4, 6, 7, 12, 1, 3)] == [1, 1, 2, 3, 4, 4]


@pytest.mark.parametrize(
    ("written", "year", "committee", "on"),
    [
        ("", 2019, "", None),
        ("n/a", 2019, "", None),
        ("PCCC", 2019, "PCCC", None),
        ("June GB", 2019, "GB", date(2019, 6, 30)),
        ("GB meeting, March", 2019, "GB", date(2020, 3, 31)),
        ("GB May 2020", None, "GB", date(2020, 5, 31)),
        ("Board 4.02.2020", None, "Board", date(2020, 2, 4)),
    ],
)
def test_sign_offs(written, year, committee, on):
    found = read_sign_off(written, None, year)
    assert (found.committee, found.on, found.doubt) == (committee, on, "")
    assert bool(found.note) == bool(on and year)


@pytest.mark.parametrize(
    ("written", "committee", "doubt"),
    [
        ("June GB and PCCC", "", "more than one meeting"),
        ("June GB, July PCCC", "", "more than one meeting"),
        ("June", "", "names no committee"),
        ("June GB", "GB", "June gives no year"),
        ("2019 GB", "GB", "2019 gives no year"),
    ],
)
def test_sign_offs_that_are_doubtful(written, committee, doubt):
    found = read_sign_off(written, None, None)
    assert (found.committee, found.on) == (committee, None) and doubt in found.doubt
    assert found != SignOff()


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("June GB", date(2020, 6, 30)),
        ("December GB", date(2019, 12, 31)),
        ("GB, 12 January", date(2020, 1, 12)),
        ("29 February GB", date(2020, 2, 29)),
        ("29 June 2019 GB", date(2019, 6, 29)),
    ],
)
def test_a_meeting_without_a_year_is_the_one_nearest_to_the_due_date(written, on):
    assert read_sign_off(written, date(2020, 3, 31), 2018).on == on


def test_how_long_after_a_date_its_year_may_be_wrong():
    assert not is_far(SEPTEMBER, date(2020, 9, 27)) and is_far(SEPTEMBER, date(2020, 9, 28))


def test_a_year_that_nobody_means_is_no_date():
    far = date(9999, 12, 31)
    assert read_due_dates(far).due_on is None and "9999 cannot be meant" in read_due_dates(far).doubts[0]
    assert read_plain(far).due_on is None and "9999 cannot be meant" in read_plain(far).question
