"""A header row is recognised by its words; a person's say counts first; a field claimed twice is doubtful."""

import pytest

from core.tables import Column, Table, field_of, match_header, normalised

RISKS = Table(
    "risks",
    (Column("risk", ("risk", "title of*")), Column("owner", ("owner",)), Column("score", ("score",))),
    required=("risk",),
    at_least=2,
)
MONEY = Table(
    "money",
    (Column("owner", ("owner",)), Column("score", ("score",)), Column("plan", ("plan",))),
    required=("plan",),
    at_least=2,
)


def read(*texts, tables=(RISKS, MONEY), given=None):
    return match_header(dict(enumerate(texts, 1)), tables, given)


@pytest.mark.parametrize(
    ("text", "words"),
    [("By when (end of)", "by when end of"), ("  % Done ", "% done"), ("Ωmega", "mega"), ("–", "–"), (7, "7")],
)
def test_a_header_is_its_words(text, words):
    assert normalised(text) == words


@pytest.mark.parametrize(
    ("words", "given", "field"),
    [
        ("risk", None, "risk"),
        ("title of the risk", None, "risk"),
        ("weather", None, None),
        ("weather", {"weather": "owner"}, "owner"),
        ("owner", {"owner": ""}, None),
        ("owner", {"owner": "unheard of"}, "owner"),
        ("owner", {"score": "risk"}, "owner"),
    ],
)
def test_what_a_person_said_counts_before_the_ordinary_names(words, given, field):
    assert field_of(RISKS, words, given) == field


def test_the_table_with_most_columns_is_the_one_meant():
    assert read("Owner", "Plan", "Risk", "Score").table is RISKS
    assert read("Owner", "Plan", "Risk", "Score", tables=(MONEY, RISKS)).table is MONEY
    assert read("Owner", "Plan", "Score").table is MONEY
    assert RISKS.column("owner").headers == ("owner",)


def test_a_row_without_the_required_column_or_with_too_few_is_no_header():
    assert read("Owner", "Score") is None
    assert read("Risk") is None
    assert read("Risk", "Weather") is None


def test_a_column_claimed_twice_is_unread_and_doubtful_and_a_long_text_is_no_header():
    found = read("Risk", "Owner", "Title of risk", "Weather", "Score " + "x" * 80)
    assert found.columns == {1: "risk", 2: "owner"}
    assert found.unread == {3: "Title of risk", 4: "Weather", 5: "Score " + "x" * 80}
    assert found.doubtful == {3: "risk"}


REPORT = Table(
    "report",
    (
        Column("line", ("line",)),
        Column("plan", ("plan*",), again="forecast"),
        Column("forecast", ("forecast",)),
        Column("year", ("# # plan",)),
    ),
    required=("line", "plan"),
    at_least=2,
    names="line",
    two_rows=True,
)


def test_a_second_column_of_one_name_holds_another_field():
    header = match_header({2: "Plan £'000", 3: "Plan £'000", 4: "Plan £'000"}, (REPORT,))
    assert header.columns == {1: "line", 2: "plan", 3: "forecast"} and header.doubtful == {4: "forecast"}


def test_a_header_of_two_rows_is_read_from_both():
    header = match_header(
        {2: "Plan", 3: "2018/19 Plan"}, (REPORT,), above={1: "Financial overview", 2: "To date", 4: "Forecast"}
    )
    assert header.columns == {1: "line", 2: "plan", 3: "year", 4: "forecast"} and header.unread == {}
    assert match_header({2: "Plan", 3: "2018/19 Plan"}, (REPORT,), above={}).columns == {
        1: "line",
        2: "plan",
        3: "year",
    }
