"""What a test reads off a page: its figures and the rows of its lists."""

import html
import re

_FIGURE = re.compile(r'<a class="app-figure" href="([^"]*)">(.*?)</a>', re.DOTALL)
_ROW = re.compile(
    r'<tr class="nhsuk-table__row app-(?:action|risk)-row">|<article class="app-concern">|<div class="app-item-head">'
)


def text_of(markup):
    """The words of some HTML, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def figures_on(page):
    """[(number, words, address)] of every figure on a page."""
    found = [(text_of(words), html.unescape(url)) for url, words in _FIGURE.findall(page)]
    return [(int(re.search(r"[\d,]+", words)[0].replace(",", "")), words, url) for words, url in found]


def rows_behind(client, url):
    """How many rows stand on all pages of the list at `url`, and the number that the list itself says."""
    first = client.get(url).content.decode()
    said = int(re.search(r'<p class="app-count".*?<strong>([\d,]+)', first, re.DOTALL)[1].replace(",", ""))
    numbers = [int(n) for n in re.findall(r'aria-label="Page (\d+)"', first)]
    rows = len(_ROW.findall(first))
    for page in range(2, max(numbers, default=1) + 1):
        rows += len(_ROW.findall(client.get(f"{url}{'&' if '?' in url else '?'}page={page}").content.decode()))
    return rows, said


def part(page, heading):
    """The section of a page under the <h2> of that id."""
    return re.search(rf'<section[^>]*aria-labelledby="{heading}".*?</section>', page, re.DOTALL)[0]
