"""Whatever is in a cell, reading it neither fails nor takes long."""

import random
import time

import pytest

from core.dates import DateReading, read_day, read_deadline, read_due, read_seen_log

LONG = 40_000
PIECES = [
    *(
        "may",
        "March",
        "Q4",
        "q",
        "h2",
        "fy",
        "2018",
        "18",
        "/",
        "-",
        " - ",
        ".",
        "(",
        ")",
        "st",
        "th",
        "1st",
        "31",
        "99",
    ),
    *("00", "29 Feb", "seen", "none", "start", "TBC", "spring", "\n", "\t", " ", "'", ",", ":", "%", "T00:00"),
    *("🙂", "تاريخ", "\u202e", "٣١/٠٣/٢٠١٩", "１２", "ſept", "İ", "\x00", "\ud800", "é", "–", "𝟙/𝟙/𝟙𝟠"),
]
REPEATED = [
    "1",
    "1/",
    "12-",
    "Jan ",
    "Q1 ",
    "2018/",
    "seen - ",
    "1st ",
    "may-",
    "(",
    "🙂",
    " ",
    "\t",
    "-",
    "20",
    "Q1,of ",
]


def everything(value):
    for financial_year in (None, 2018):
        reading = read_due(value, financial_year=financial_year)
        assert isinstance(reading, DateReading)
        if value.strip():
            assert reading.as_written == value
            assert reading.due_on or reading.starts_on or reading.question or reading.note
        read_deadline(value, financial_year=financial_year)
    read_day(value)
    read_seen_log(value)


@pytest.mark.parametrize("seed", range(300))
def test_any_mixture_of_pieces_is_read_without_a_failure(seed):
    chance = random.Random(seed)
    everything("".join(chance.choices(PIECES, k=chance.randint(1, 30))))


@pytest.mark.parametrize("piece", REPEATED)
def test_forty_thousand_characters_take_no_time(piece):
    text = (piece * LONG)[:LONG]
    began = time.process_time()
    everything(text)
    assert time.process_time() - began < 10


def test_forty_thousand_random_characters():
    chance = random.Random(1)
    began = time.process_time()
    everything("".join(chance.choices(PIECES, k=LONG // 3)))
    assert time.process_time() - began < 10
