"""A text is its points, and points are a list whatever they begin with."""

import re
from html import unescape

import pytest

from cycle.points import as_list, points_of


def items(points):
    return [
        unescape(re.sub("<[^>]+>", "", each)).strip() for each in re.findall(r"<li[^>]*>(.*?)</li>", as_list(points))
    ]


def test_every_line_is_a_point_without_its_bullet():
    text = "• First – and more\n\n - Second\n* – Third  \n1. Fourth\n-5% of it\n-\n"
    assert points_of(text) == ("First – and more", "Second", "Third", "1. Fourth", "-5% of it", "-")
    assert points_of("") == ()


@pytest.mark.parametrize(
    "point",
    [
        "Plain",
        "# no heading",
        "> no quotation",
        "- no list",
        "+ none",
        "* none either",
        "3.12 is a number",
        "2019",
        "<script>alert(1)</script>",
        "a | b",
        "-5% of it",
        "*",
        "=====",
    ],
)
def test_a_point_stays_one_whatever_it_begins_with(point):
    assert items(["Above", point, "Below"]) == ["Above", point, "Below"]
    assert "<h" not in as_list([point]) and "<blockquote" not in as_list([point])


def test_numbers_are_kept_and_begin_a_list_of_their_own():
    html = as_list(["Above", "1. One", "2. Two", "5) Five", "Below"])
    assert re.findall(r"<(ol|ul)>", html) == ["ul", "ol", "ol", "ul"] and 'data-number="5"' in html
    assert items(["Above", "3. 4. Four"]) == ["Above", "4. Four"]
    assert "<p>" not in html


def test_words_may_be_marked():
    assert "<strong>On plan</strong>" in as_list(["**On plan** so far"])
    assert "<em>Nearly</em>" in as_list(["*Nearly* done"])
    assert as_list([]) == ""
