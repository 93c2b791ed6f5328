"""Simple formatting: what people may write, and that nothing they write is run, fetched or lost."""

import time

import pytest

from core.formatting import formatted, left_out


def test_what_may_be_written():
    html = formatted("One **bold** and *leaning* word.\nA new line.\n\n- a\n- b\n\n1. c\n\n> said")
    assert html == (
        "<p>One <strong>bold</strong> and <em>leaning</em> word.<br />\nA new line.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n"
        "</ul>\n<ol>\n<li>c</li>\n</ol>\n<blockquote>\n<p>said</p>\n</blockquote>\n"
    )


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n## b\n### c\n# d", "3 4 5 3"),
        ("### a\n# b\n## c", "3 3 4"),
        ("# a\n#### b\n## c", "3 4 4"),
        ("# a\n## b\n### c\n#### d\n##### e", "3 4 5 6 6"),
        ("#\n## a", "3"),
    ],
)
def test_headings_go_on_from_the_section_without_a_gap(text, levels):
    html = formatted(text)
    assert [html[at + 2] for at in range(len(html)) if html[at : at + 2] == "<h" and html[at + 2].isdigit()] == (
        levels.split()
    )


def test_a_table_is_called_by_the_heading_before_it_and_has_heads():
    html = formatted("|a|b| |\n|-|-:|:-:|\n|1|2|3|\n\n# More\n\n|c|\n|-|\n|4|", named="about")
    assert '<table aria-labelledby="about" tabindex="0">' in html and 'aria-labelledby="about-1" tabindex="0">' in html
    assert '<h3 id="about-1">More</h3>' in html
    assert '<th scope="col">a</th>' in html and '<th class="cell-right" scope="col">b</th>' in html
    assert '<td class="cell-center"></td>' in html and '<td class="cell-right">2</td>' in html
    assert "style=" not in html
    assert "aria-labelledby" not in formatted("|a|\n|-|\n|1|")


def test_links_lead_out_and_keep_their_address_for_paper():
    html = formatted("[Minutes](https://example.org/m?a=1&b=2) <https://example.org> [Us](mailto:us@example.org)")
    assert '<a href="https://example.org/m?a=1&amp;b=2" data-address="https://example.org/m?a=1&amp;b=2">' in html
    assert '<a href="https://example.org">https://example.org</a>' in html
    assert 'data-address="us@example.org"' in html
    assert "data-address" not in formatted("<us@example.org> [us@example.org](mailto:us@example.org)")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick='x'>b</b> <!-- c -->",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](  javascript:alert(1))",
        "[x](data:text/html,hi)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](/plans/other/)",
        "[x](//example.org)",
        "[x](https:alert)",
        "[x](http:///etc)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "|<i>a</i>|\n|-|\n|<svg/onload=alert(1)>|",
        "# <iframe src=x>",
        "> <style>* {display: none}</style>",
    ],
)
def test_nothing_that_is_written_is_run_or_followed(text):
    html = formatted(text).lower()
    for sign in ("<script", "<img", "<b ", "<!--", "<a ", "<i>", "<svg", "<iframe", "<style"):
        assert sign not in html
    assert "script" in html or "script" not in text.lower()


def test_no_picture_is_fetched():
    html = formatted("![what](https://example.org/p.png) ![x](data:image/png;base64,AAAA)")
    assert "<img" not in html and "what" in html and "data:image/png" in html


def test_an_address_cannot_leave_its_attribute():
    html = formatted('[x](https://example.org/"onmouseover="alert(1)) [y](<https://example.org/a b>)')
    assert 'onmouseover="' not in html
    assert html.count("<a ") == html.count("</a>")


def test_what_is_no_formatting_stands_as_typed():
    text = "    four spaces\n\n`code` &amp; &copy; ```x```\n\nTitle\n---\n\n***\n\n[a]: https://example.org"
    html = formatted(text)
    for words in ("four spaces", "`code` &amp;amp; &amp;copy;", "```x```", "Title<br />\n---", "***", "[a]: https"):
        assert words in html
    assert "<h" not in html and "<pre" not in html


@pytest.mark.parametrize("letters", ["[", "*a", "> ", "|a", "- ", "<"])
def test_a_hostile_text_is_read_in_time(letters):
    """Four times the text takes about four times the time, not sixteen; a second is for what else a machine does."""
    assert seconds(letters * 10_000) < 8 * seconds(letters * 2_500) + 1


def seconds(text):
    before = time.process_time()
    formatted(text)
    return time.process_time() - before


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("One *two* **three** [four](https://example.org/five) <https://six.example> 7", []),
        ("|a|b|\n|-|-|\n|1|2|KEEP3|\n|4|", ["KEEP3"]),
        ("1. a\n2. b\n\n> 3) c\n\n12 d", []),
        ("".join(f"{' ' * 2 * depth}- level {depth}\n" for depth in range(10)), []),
        ("> " * 100 + "deep", ["deep"]),
        ("[x](javascript:alert) <script>alert</script> &amp; \\* `code`", []),
    ],
)
def test_words_that_would_not_be_shown_are_named(text, lost):
    assert left_out(text) == lost


def test_numbers_stay_as_they_were_written():
    assert "data-number" not in formatted("1. a\n2. b")
    assert formatted("3. a\n7. b\n   1. c") == (
        '<ol>\n<li data-number="3">a</li>\n<li data-number="7">b\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ol>\n'
    )
