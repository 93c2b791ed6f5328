"""What a person sees in a cell, by its number format."""

from datetime import date, datetime, time, timedelta

import pytest

from core.workbooks.shown import shown, shows_date, shows_month_only, shows_year

MARCH = datetime(2018, 3, 1)
EVENING = datetime(2018, 9, 3, 17, 5, 9, 250000)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (MARCH, "mmm-yy", "Mar-18"),
        (MARCH, "mmm\\-yy", "Mar-18"),
        (MARCH, "[$-809]mmm\\-yy;@", "Mar-18"),
        (MARCH, "mmmm yyyy", "March 2018"),
        (MARCH, "MMMMM", "M"),
        (MARCH, "m/yyyy", "3/2018"),
        (MARCH, "dd/mm/yyyy", "01/03/2018"),
        (MARCH, "dd/mm/yy", "01/03/18"),
        (MARCH, "mm-dd-yy", "01/03/2018"),
        (MARCH, "d-mmm", "1-Mar"),
        (MARCH, "dd-mmm", "01-Mar"),
        (MARCH, "d-mmm-yy", "1-Mar-18"),
        (MARCH, "[$-809]dd mmmm yyyy", "01 March 2018"),
        (MARCH, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "01 March 2018"),
        (MARCH, "ddd d mmm", "Thu 1 Mar"),
        (MARCH, "dddd", "Thursday"),
        (MARCH, 'd" of "mmmm', "1 of March"),
        (MARCH, "yyyy-mm-dd", "2018-03-01"),
        (MARCH.date(), "dd.mm.yyyy", "01.03.2018"),
        (MARCH.date(), "dd.mm.yyyy hh:mm", "01.03.2018 00:00"),
        (EVENING, "dd/mm/yyyy hh:mm", "03/09/2018 17:05"),
        (EVENING, "m/d/yy h:mm", "03/09/2018 17:05"),
        (EVENING, "h:mm AM/PM", "5:05 PM"),
        (EVENING, "mm:ss.0", "05:09.2"),
        (time(9, 7), "h:mm AM/PM", "9:07 AM"),
        (time(0, 7), "h:mm AM/PM", "12:07 AM"),
        (time(9, 7), "h:mm", "9:07"),
        (time(9, 7), "hh:mm dd", "09:07"),
        (timedelta(hours=36, minutes=5), "[h]:mm", "36:05"),
        (timedelta(minutes=90), "[mm]:ss", "90:00"),
        (timedelta(minutes=1), "[s]", "60"),
        (timedelta(days=1, hours=2), "h:mm", "2:00"),
        (MARCH, "General", "2018-03-01T00:00:00"),
        (timedelta(days=1), "General", "1 day, 0:00:00"),
        (5.1, "General", "5.1"),
        (5.0, "General", "5"),
        (5.1000000000000005, "General", "5.1"),
        (1 / 3, "General", "0.333333333333333"),
        (1e20, "General", "1E+20"),
        (float("inf"), "0", "INF"),
        (12, "General", "12"),
        (12, "@", "12"),
        (-4224, "#,##0_);(#,##0)", "(4,224)"),
        (-4224, "#,##0_);[Red]\\(#,##0\\)", "(4,224)"),
        (4224, "#,##0_);(#,##0)", "4,224"),
        (-4224, "#,##0", "-4,224"),
        (1.1, "0.00", "1.10"),
        (2.5, "0", "3"),
        (0.125, "0.00", "0.13"),
        (1.005, "0.00", "1.01"),
        (-2.5, "0", "-3"),
        (12, "0000", "0012"),
        (-12, "0000", "-0012"),
        (1.5, "00.00", "01.50"),
        (0.107, "0%", "11%"),
        (1.07, "0.0%", "107.0%"),
        (1250.5, "[$£-809]#,##0.00", "£1,250.50"),
        (1250.5, '"£"#,##0', "£1,251"),
        (7, '0" days"', "7 days"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (12345, "##0.0#", "12345"),
        (1e16, "0", "1E+16"),
        (True, "General", "TRUE"),
        (False, "0.00", "FALSE"),
        ("=SUM(A1)", "General", "=SUM(A1)"),
        (" two\nlines ", "0.00", " two\nlines "),
        (None, "General", ""),
    ],
)
def test_a_value_is_shown_as_its_format_says(value, number_format, text):
    assert shown(value, number_format) == text


@pytest.mark.parametrize(
    ("number_format", "date_shown", "month_only", "year"),
    [
        ("mmm-yy", True, True, True),
        ("[$-809]mmmm yyyy;@", True, True, True),
        ("dd/mm/yyyy", True, False, True),
        ("mm-dd-yy", True, False, True),
        ("dd-mmm", True, False, False),
        ("mmm", True, False, False),
        ("yyyy", True, False, True),
        ("h:mm", False, False, False),
        ("mm:ss", False, False, False),
        ("[h]:mm", False, False, False),
        ("General", False, False, False),
    ],
)
def test_what_a_format_shows(number_format, date_shown, month_only, year):
    assert shows_date(number_format) is date_shown
    assert shows_month_only(number_format) is month_only
    assert shows_year(number_format) is year


def test_a_date_is_never_lost_however_odd_its_format():
    assert shown(date(2018, 3, 1), '"') == "2018-03-01"
    assert shown(date(2018, 3, 1), "[") == "2018-03-01"
