"""When something is due: every way in which an office has been seen to write it."""

from datetime import date, datetime

import pytest

from core.dates import DateReading, read_due


def iso(day):
    return day and day.isoformat()


# As written, start, due.
READ = [
    ("Jan 18 to March 18", "2018-01-01", "2018-03-31"),
    ("May 18  July 18", "2018-05-01", "2018-07-31"),
    ("May 18\nJuly 18", "2018-05-01", "2018-07-31"),
    ("Feb 18  April 18  Aug 18", "2018-02-01", "2018-08-31"),
    ("April 18 Oct 18", "2018-04-01", "2018-10-31"),
    ("Feb- Aug 18", "2018-02-01", "2018-08-31"),
    ("Jan/Feb 2018", "2018-01-01", "2018-02-28"),
    ("Mar/ April 2018", "2018-03-01", "2018-04-30"),
    ("March/ April 18", "2018-03-01", "2018-04-30"),
    ("Mar-May 2018", "2018-03-01", "2018-05-31"),
    ("april – sept 18", "2018-04-01", "2018-09-30"),
    ("Nov - Feb 2019", "2018-11-01", "2019-02-28"),
    ("Q4 2017/18 - Q2 2018/19", "2018-01-01", "2018-09-30"),
    ("Q4 2017/18 - Q4 2021/22", "2018-01-01", "2022-03-31"),
    ("Q4 - Q1 2018/19", "2018-01-01", "2018-06-30"),
    ("Q2 - Q3 2018/19", "2018-07-01", "2018-12-31"),
    ("Q4 - June 2018", "2018-01-01", "2018-06-30"),
    ("Q4 - Feb 2018", "2017-01-01", "2018-02-28"),
    ("Q4 17/18", None, "2018-03-31"),
    ("Quarter 1 of 2018/19", None, "2018-06-30"),
    ("q3 fy18/19", None, "2018-12-31"),
    ("2018/19 Q2", None, "2018-09-30"),
    ("April 2018 ++", None, "2018-04-30"),
    ("Feb 2018 +++", None, "2018-02-28"),
    ("Feb/Mar 2018 date change by the chair to April 18", "2018-02-01", "2018-04-30"),
    ("30/11/18 (01/09/18)", "2018-09-01", "2018-11-30"),
    ("27-Sep-19 rev 31-Dec-19", "2019-09-27", "2019-12-31"),
    ("31/10/2018 - planning commenced", None, "2018-10-31"),
    ("12.02.19", None, "2019-02-12"),
    ("30.09.2019", None, "2019-09-30"),
    ("1.2.19", None, "2019-02-01"),
    ("10/03/19", None, "2019-03-10"),
    ("10 / 03 / 2019", None, "2019-03-10"),
    ("10-03-2019", None, "2019-03-10"),
    ("01/02/80", None, "1980-02-01"),
    ("01/02/79", None, "2079-02-01"),
    ("2018-03-31", None, "2018-03-31"),
    ("2018-03-31T00:00:00", None, "2018-03-31"),
    ("2018-03", None, "2018-03-31"),
    ("03/2018", None, "2018-03-31"),
    ("Mar-18", None, "2018-03-31"),
    ("MAR 18", None, "2018-03-31"),
    ("Jan '18", None, "2018-01-31"),
    ("Jan’18", None, "2018-01-31"),
    ("June 2018", None, "2018-06-30"),
    ("June, 2018", None, "2018-06-30"),
    ("Sept. 2018", None, "2018-09-30"),
    ("April2018", None, "2018-04-30"),
    ("end of May 2018", None, "2018-05-31"),
    ("mid June 2018", None, "2018-06-30"),
    ("March 2017/18", None, "2018-03-31"),
    ("June 2017/18", None, "2017-06-30"),
    ("by 31 March 2019", None, "2019-03-31"),
    ("31st March 2019", None, "2019-03-31"),
    ("the 31st of March 2019", None, "2019-03-31"),
    ("31 Mar 19", None, "2019-03-31"),
    ("Friday 5th Oct, 2018", None, "2018-10-05"),
    ("March 31st 2019", None, "2019-03-31"),
    ("March 31, 2019", None, "2019-03-31"),
    ("05-Feb-20", None, "2020-02-05"),
    ("5/6 March 2018", None, "2018-03-06"),
    ("5-9 March 2018", None, "2018-03-09"),
    ("1 May 15 June 2018", "2018-05-01", "2018-06-15"),
    ("24-May - 30 June 2018", "2018-05-24", "2018-06-30"),
    ("1 Sept to 30 Nov 18", "2018-09-01", "2018-11-30"),
    ("FY 2018/19", None, "2019-03-31"),
    ("FY18/19", None, "2019-03-31"),
    ("2018/19", None, "2019-03-31"),
    ("2018-19", None, "2019-03-31"),
    ("2018/2019", None, "2019-03-31"),
    ("2099/00", None, "2100-03-31"),
    ("H1 2018/19", None, "2018-09-30"),
    ("H2 18/19", None, "2019-03-31"),
    ("June 2018 and June 2018", None, "2018-06-30"),
    ("May 18 - may slip", None, "2018-05-31"),
    ("may / June 2018", "2018-05-01", "2018-06-30"),
    ("1.4.10 by June 2018", None, "2018-06-30"),
    ("June 2019 (set in 2018)", None, "2019-06-30"),
    ("December 2018, was autumn 2018", None, "2018-12-31"),
    ("From June 2018", "2018-06-01", None),
    ("June 2018 onwards", "2018-06-01", None),
    ("Ongoing (start in June 2018)", "2018-06-01", None),
    ("Ongoing from April 2018", "2018-04-01", None),
    ("2018/19 (Start date)", "2018-04-01", None),
]


@pytest.mark.parametrize(("written", "start", "due"), READ)
@pytest.mark.parametrize("financial_year", [None, 2018])
def test_a_date_with_its_year_is_read_with_and_without_a_financial_year(written, start, due, financial_year):
    reading = read_due(written, financial_year=financial_year)
    assert (iso(reading.starts_on), iso(reading.due_on)) == (start, due)
    assert reading.question is None
    assert reading.as_written == written


# As written, the words that lack a year, start and due in April 2018 to March 2019.
YEARLESS = [
    ("1st Oct", "1st Oct", None, "2018-10-01"),
    ("July 5th", "July 5th", None, "2018-07-05"),
    ("July 5", "July 5", None, "2018-07-05"),
    ("01-Sep", "01-Sep", None, "2018-09-01"),
    ("24-May", "24-May", None, "2018-05-24"),
    ("28-Feb", "28-Feb", None, "2019-02-28"),
    ("31-Mar", "31-Mar", None, "2019-03-31"),
    ("01/09", "01/09", None, "2018-09-01"),
    ("by 01/09 at the latest", "01/09", None, "2018-09-01"),
    ("Q1", "Q1", None, "2018-06-30"),
    ("Q4", "Q4", None, "2019-03-31"),
    ("January", "January", None, "2019-01-31"),
    ("may", "may", None, "2018-05-31"),
    ("24-May - 30 June", "24-May", "2018-05-24", "2018-06-30"),
    ("Oct to Jan", "Oct", "2018-10-01", "2019-01-31"),
    ("8th Aug 14/11", "8th Aug", "2018-08-08", "2018-11-14"),
    ("8th Aug 14th Nov", "8th Aug", "2018-08-08", "2018-11-14"),
]


@pytest.mark.parametrize(("written", "words", "start", "due"), YEARLESS)
def test_a_date_without_a_year_is_a_question_until_a_financial_year_places_it(written, words, start, due):
    alone = read_due(written)
    assert (alone.starts_on, alone.due_on) == (None, None)
    assert alone.question == f"{words} gives no year. Kept as written: {written}"
    placed = read_due(written, financial_year=2018)
    assert (iso(placed.starts_on), iso(placed.due_on), placed.question) == (start, due, None)


@pytest.mark.parametrize(
    ("written", "starts_on"), [("Ongoing (Start in June)", "2018-06-01"), ("Jan (Start date)", "2019-01-01")]
)
def test_a_start_is_not_a_due_date(written, starts_on):
    note = "It says when it starts, not when it is due."
    assert read_due(written) == DateReading(None, None, written, None, note)
    assert read_due(written, financial_year=2018) == DateReading(
        date.fromisoformat(starts_on), None, written, None, note
    )


@pytest.mark.parametrize(
    ("written", "question"),
    [
        ("31/02/2019", "31/02/2019 is not a date in the calendar."),
        ("29-Feb-19", "29-Feb-19 is not a date in the calendar."),
        ("13/14/2019", "13/14/2019 is not a date in the calendar."),
        ("31 June", "31 June is not a date in the calendar."),
        ("50/50", "50/50 is not a date in the calendar."),
        ("2018-13-01", "2018-13-01 is not a date in the calendar."),
        ("01/01/0018", "01/01/0018 is not a date in the calendar."),
        ("13/2018", "13/2018 is not a date in the calendar."),
        ("30/09/19 rev 31/09/19", "31/09/19 is not a date in the calendar."),
        ("29 Feb - March 2019", "29 Feb is not a date in the calendar."),
        ("March 2019, then 30 Feb", "30 Feb is not a date in the calendar."),
        ("Spring 2018", "Spring 2018 is a season: it names no month and no quarter."),
        ("summer", "summer is a season: it names no month and no quarter."),
        ("June 2018 or spring 2019", "spring 2019 is a season: it names no month and no quarter."),
        ("by the end of 2019", "2019 is a year alone: it names no month and no quarter."),
        ("June 2018 to end 2019", "2019 is a year alone: it names no month and no quarter."),
        ("Q4 2018", "Q4 2018 may be a quarter of the calendar year or of the NHS year."),
        ("Q4 2018/20", "Q4 2018/20 names no financial year: the second year does not follow the first."),
        ("2018/25", "2018/25 is not a financial year: the second year does not follow the first."),
        ("2018-25", "2018-25 is not a financial year: the second year does not follow the first."),
        ("March 2018/25", "March 2018/25 is not a financial year: the second year does not follow the first."),
        ("TBC", "No date has been agreed yet."),
        ("to be agreed", "No date has been agreed yet."),
        ("banana", "No date could be read here."),
        ("May be delayed", "No date could be read here."),
        ("march on", "No date could be read here."),
        ("3 of 5", "No date could be read here."),
        ("open 24/7 here", "No date could be read here."),
        ("done at 50/60 here", "It says that it is done"),
        ("see 1.4.10", "No date could be read here."),
        ("Marie, Mayor, Decide, Augur", "No date could be read here."),
    ],
)
def test_what_cannot_be_known_is_never_guessed(written, question):
    reading = read_due(written)
    assert (reading.starts_on, reading.due_on) == (None, None)
    assert (reading.question or reading.note).startswith(question)
    if reading.question:
        assert reading.question == f"{question} Kept as written: {written}"


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("N/A", "Not applicable: no date."),
        ("NA", "Not applicable: no date."),
        ("None", "Not applicable: no date."),
        ("—", "Not applicable: no date."),
        ("Immediate", "Immediate is not a date."),
        ("Ongoing", "Ongoing: no end."),
        ("on-going, all staff", "Ongoing: no end."),
        ("Monthly", "It recurs: no single date."),
        ("Completed", "It says that it is done, not when it was due."),
    ],
)
def test_words_that_are_understood_are_noted_without_a_question(written, note):
    assert read_due(written) == DateReading(as_written=written, note=note)


@pytest.mark.parametrize("nothing", [None, "", "   ", "\n\u00a0"])
def test_nothing_is_nothing(nothing):
    assert read_due(nothing) == DateReading()


def test_a_year_lent_by_an_earlier_date_is_used_and_asked_about():
    for written, due in [
        ("June 2018 and September", "2018-09-30"),
        ("Nov 2018, Feb", "2019-02-28"),
        ("Q1 2018/19 then Q4", "2019-03-31"),
        ("Jan 2018, Q4", "2018-03-31"),
    ]:
        reading = read_due(written)
        assert iso(reading.due_on) == due
        assert reading.question.startswith("The year of ")
        assert reading.question.endswith(": check it.")


def test_a_date_beside_words_that_leave_it_open_is_used_and_asked_about():
    reading = read_due("June 2018 (tbc)")
    assert iso(reading.due_on) == "2018-06-30"
    assert reading.question == "A date stands beside words that leave it open. Kept as written: June 2018 (tbc)"


def test_a_month_with_a_day_or_a_far_off_year_is_a_question_where_the_year_is_known():
    assert read_due("March 31", financial_year=2018).question == (
        "March 31 may be a day or a year: 31. Kept as written: March 31"
    )
    assert iso(read_due("March 19", financial_year=2018).due_on) == "2019-03-31"
    assert iso(read_due("March 31").due_on) == "2031-03-31"
    assert iso(read_due("March 2031", financial_year=2018).due_on) == "2031-03-31"


def test_real_dates():
    assert read_due(date(2018, 3, 1), is_month=True) == DateReading(None, date(2018, 3, 31), "Mar-18")
    assert read_due(datetime(2018, 11, 1, 9, 30)) == DateReading(None, date(2018, 11, 1), "01/11/2018")


@pytest.mark.parametrize(("value", "written"), [(43160, "43160"), (5.1, "5.1"), (True, "True")])
def test_a_number_is_not_a_date(value, written):
    assert read_due(value).question == f"{written} is a number, not a date. Kept as written: {written}"


def test_a_long_text_is_cut_in_the_question_and_whole_beside_it():
    written = "no date here " * 20
    reading = read_due(written)
    assert len(reading.question) < 130
    assert reading.question.endswith("…")
    assert reading.as_written == written
