"""Simple formatting of what people write: Markdown with nothing in it that a page would run or fetch.

Paragraphs, headings, bold, italic, lists, tables, quotations and links; all else stands as it was typed.
"""

import re
from collections import Counter
from html import unescape
from itertools import takewhile

from markdown_it import MarkdownIt
from markupsafe import Markup

_OFF = ("image", "html_block", "html_inline", "code", "fence", "backticks", "hr", "lheading", "reference", "entity")
_ADDRESS = re.compile(r"https?://[^/?#]|mailto:.", re.IGNORECASE)
_DEEPEST = 6
_WORD, _TAG = re.compile(r"\w+"), re.compile(r"<[^>]*>")
# How a numbered item begins, and what a line has before that.
_NUMBER = re.compile(r"^[\s>*+-]*\d{1,9}[.)](?=\s|$)", re.MULTILINE)


def formatted(text, *, named="", above=2):
    """`text` as HTML. Its headings begin one below the level `above`, and none is skipped.

    `named` is the id of the heading that stands above it: a table is called by the heading before it, whose id begins
    with that.
    """
    tokens = _READER.parse(text)
    _order_headings(tokens, named, above)
    _name_tables(tokens, named)
    _number_lists(tokens)
    for token in tokens:
        _tell_addresses(token.children or [])
    return Markup(_READER.renderer.render(tokens, _READER.options, {}))  # noqa: S704 - raw HTML is off, the rest escaped


def left_out(text):
    """The words of `text` that `formatted` does not show, in their order: of a table's cell too many, for example."""
    html = str(formatted(text))
    addresses = " ".join(re.findall(r'(?:href|data-address)="([^"]*)"', html))
    shown = Counter(_WORD.findall(unescape(f"{_TAG.sub(' ', html)} {addresses}")))
    lost = []
    for word in _WORD.findall(unescape(_NUMBER.sub(" ", text))):
        if not shown[word]:
            lost.append(word)
        shown[word] -= 1
    return lost


def _may_link(address):
    """Whether a link may lead there; what may not stays as it was typed."""
    return bool(_ADDRESS.match(address))


_OPTIONS = {"html": False, "breaks": True, "maxNesting": 60}
_READER = MarkdownIt("commonmark", _OPTIONS).enable("table").disable(list(_OFF))
_READER.validateLink = _may_link


def _order_headings(tokens, named, above):
    """Give each heading the level that its place asks for, and drop those without words."""
    depths, count, place = [], 0, 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "heading_open":
            if not tokens[place + 1].content.strip():
                del tokens[place : place + 3]
                continue
            depth = int(token.tag[1])
            depths = [each for each in depths if each < depth] + [depth]
            count += 1
            token.tag = tokens[place + 2].tag = f"h{min(above + len(depths), _DEEPEST)}"
            if named:
                token.attrSet("id", f"{named}-{count}")
        place += 1


def _name_tables(tokens, named):
    """Say of each table what it is called and of each head what it heads; how cells stand goes into classes."""
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and named:
            named = token.attrGet("id")
        elif token.type == "table_open":
            if named:
                token.attrSet("aria-labelledby", named)
            # A wide one is scrolled sideways on a narrow screen, by keyboard too.
            token.attrSet("tabindex", "0")
        elif token.type in ("th_open", "td_open"):
            aligned = str(token.attrs.pop("style", "")).partition(":")[2]
            if aligned in ("right", "center"):
                token.attrSet("class", f"cell-{aligned}")
            _head(token, tokens[place + 1], tokens[place + 2])


def _head(start, content, end):
    """Say that a head is that of its column; an empty one heads nothing."""
    if start.tag == "th" and content.content.strip():
        start.attrSet("scope", "col")
    else:
        start.tag = end.tag = "td"


def _number_lists(tokens):
    """Where somebody did not number 1, 2, 3, keep the numbers that they wrote: printing knows of no other."""
    lists = []
    for token in tokens:
        if token.type == "ordered_list_open":
            lists.append((token, []))
        elif token.type == "ordered_list_close":
            opened, items = lists.pop()
            opened.attrs.pop("start", None)
            if [item.info for item in items] != [str(number) for number in range(1, len(items) + 1)]:
                for item in items:
                    item.attrSet("data-number", item.info)
        elif token.type == "list_item_open" and token.info:
            lists[-1][1].append(token)


def _tell_addresses(children):
    """Where the words of a link are not its address, keep that beside them, for who reads on paper."""
    for place, token in enumerate(children):
        if token.type != "link_open":
            continue
        address = str(token.attrs["href"]).removeprefix("mailto:")
        within = takewhile(lambda each: each.type != "link_close", children[place + 1 :])
        words = "".join(each.content for each in within)
        if words not in (address, token.attrs["href"]):
            token.attrSet("data-address", address)
