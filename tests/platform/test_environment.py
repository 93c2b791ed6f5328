from datetime import UTC, date, datetime

import pytest

from core.environment import date_words, number_words, plural, render, time_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "21 November 2026"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026"),  # already tomorrow in the office
        (datetime(2026, 11, 3, 9, 0), "3 November 2026"),
        (None, "Not set"),
        ("", "Not set"),
    ],
)
def test_dates_in_words(day, words):
    assert date_words(day) == words


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(17, 30, "5:30pm"), (17, 0, "5pm"), (0, 5, "12:05am"), (9, 0, "9am"), (12, 0, "midday"), (0, 0, "midnight")],
)
def test_times_in_words(hour, minute, words):
    assert time_words(datetime(2026, 11, 21, hour, minute)) == words


def test_a_time_is_that_of_the_office():
    assert time_words(datetime(2026, 7, 1, 16, 30, tzinfo=UTC)) == "5:30pm"


def test_numbers_and_plurals():
    assert number_words(1234567) == "1,234,567"
    assert [plural(n, "action") for n in (0, 1, 1000)] == ["0 actions", "1 action", "1,000 actions"]
    assert plural(2, "person", "people") == "2 people"


def test_a_page_can_be_made_without_a_request():
    page = render("errors/404.jinja")
    assert "<title>Page not found – Improvement Tracker</title>" in page
    assert "Log out" not in page


def test_what_people_wrote_is_text_and_never_markup(settings):
    settings.ORGANISATION_NAME = "<script>alert(1)</script>"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in render("errors/404.jinja")
