"""What a program can check of a pack as a PDF: each check gives what it complains of, a sentence each, none when well.

`CHECKS` is the list; each takes a `Checked`.
"""

import io
import re
from functools import cached_property

import pypdf
import pypdfium2
import pypdfium2.raw as raw

from .packs import Opened, squeezed

POINTS = 72 / 25.4
MARGIN = 12 * POINTS
SMALLEST = 8
# A picture or the head and foot of a page stand between two words of the text; more between them is another order.
BETWEEN = 6_000
# PDFium does not tell one at the end of a line from one that only breaks a word.
HYPHENS = dict.fromkeys(map(ord, "-\xad\x02\ufffe"))


class Checked:
    """A PDF with the HTML that it was made from, the titles of its sections, and what each page but the cover says."""

    def __init__(self, html, pdf, titles=(), foot=""):
        # What heads and foots a page is in the HTML once, and in no order.
        html = re.sub(r'<div class="pack-(?:foot|continued)\b.*?</div>', "", html, flags=re.DOTALL)
        # What is said of a screen alone is not printed.
        html = re.sub(r'<p class="pack-sideways">.*?</p>', "", html)
        self.html, self.titles, self.foot = Opened(html), titles, foot
        self.reader, self.drawn = pypdf.PdfReader(io.BytesIO(pdf)), pypdfium2.PdfDocument(pdf)
        self.root = self.reader.trailer["/Root"]

    @cached_property
    def pages(self):
        """The text of each page without white space."""
        return [squeezed(page.get_text_range()) for page in self.texts]

    @cached_property
    def texts(self):
        return [page.get_textpage() for page in self.drawn]

    @cached_property
    def tags(self):
        """[(tag, element, number of the page of its first content)] in the order of reading."""
        places = {page.indirect_reference.idnum: number for number, page in enumerate(self.reader.pages)}
        return list(_walked(self.root.get("/StructTreeRoot", {}), places))

    @cached_property
    def marks(self):
        return list(_flat(self.reader.outline))


def _flat(outline):
    for mark in outline:
        yield from _flat(mark) if isinstance(mark, list) else [mark]


def _kids(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict) and "/S" in kid:
            yield kid


def _walked(element, places):
    for kid in _kids(element):
        page = kid.raw_get("/Pg") if "/Pg" in kid else None
        yield kid["/S"], kid, places.get(page.idnum) if page is not None else None
        yield from _walked(kid, places)


def is_tagged_and_titled(pdf):
    if not pdf.root.get("/MarkInfo", {}).get("/Marked"):
        yield "It is not tagged."
    if pdf.root.get("/Lang") != "en-GB":
        yield "It does not say that it is in British English."
    if not (pdf.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") and pdf.reader.metadata.title):
        yield "It does not show its title."


def bookmarks_are_in_order(pdf):
    sections = iter(pdf.marks)
    for title in pdf.titles:
        if not any(mark.title == title for mark in sections):
            yield f"No bookmark {title!r} in its order."


def headings_are_in_order(pdf):
    levels = [int(tag[2]) for tag, _, _ in pdf.tags if re.fullmatch("/H[1-6]", tag)]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "It does not begin with its one title."
    yield from (
        f"H{after} after H{before}" for before, after in zip(levels, levels[1:], strict=False) if after > before + 1
    )


def each_page_has_its_foot(pdf):
    for number, page in enumerate(pdf.pages[1:], 2):
        if squeezed(f"{pdf.foot} Page {number} of {len(pdf.pages)}") not in page:
            yield f"Page {number} does not say what it belongs to."


def each_table_has_its_head(pdf):
    """WeasyPrint makes of a table as many as it has pages: each has to begin with its heads."""
    for number, table in enumerate([element for tag, element, _ in pdf.tags if tag == "/Table"], 1):
        row = next((element for tag, element, _ in _walked(table, {}) if tag == "/TR"), {})
        if not row or any(kid["/S"] != "/TH" for kid in _kids(row)):
            yield f"Table {number} does not begin with heads."


def fonts_are_its_own(pdf):
    for number, page in enumerate(pdf.reader.pages, 1):
        for font in page["/Resources"].get("/Font", {}).values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys():
                yield f"A font on page {number} is not embedded."
            if "Source-Sans-3" not in descriptor["/FontName"]:
                yield f"Page {number} uses {descriptor['/FontName']}."


def no_text_is_too_small(pdf):
    for number, text in enumerate(pdf.texts, 1):
        smallest = min((_size_of(text, place) for place in range(text.count_chars())), default=SMALLEST)
        if round(smallest, 1) < SMALLEST:
            yield f"Page {number} has text of {smallest:.1f} points."


def _size_of(text, place):
    """How high the letter stands on the page, in points: by its font's size, through what it is scaled by."""
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_IsGenerated(text, place) or not raw.FPDFText_GetMatrix(text, place, matrix):
        return SMALLEST
    return raw.FPDFText_GetFontSize(text, place) * abs(matrix.d)


def no_text_is_cut(pdf):
    """Whether all text stands within the margins, and none of it upon other text."""
    for number, (page, text) in enumerate(zip(pdf.drawn, pdf.texts, strict=True), 1):
        wide, high = page.get_size()
        boxes = [text.get_rect(place) for place in range(text.count_rects())]
        for left, bottom, right, top in boxes:
            if left < MARGIN - 2 or right > wide - MARGIN + 2 or bottom < MARGIN - 6 or top > high - MARGIN + 6:
                yield f"{text.get_text_bounded(left, bottom, right, top)!r} stands in the margin of page {number}."
        yield from (
            f"{text.get_text_bounded(*one)!r} stands upon {text.get_text_bounded(*other)!r} on page {number}."
            for one, other in _upon_each_other(boxes)
        )


def _upon_each_other(boxes):
    """The pairs that share more than a fifth of the smaller one."""
    boxes = sorted(boxes)
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            if other[0] >= one[2]:
                break
            shared = (min(one[2], other[2]) - other[0]) * (min(one[3], other[3]) - max(one[1], other[1]))
            if min(one[3], other[3]) > max(one[1], other[1]) and shared > min(map(_size, (one, other))) / 5:
                yield one, other


def _size(box):
    return (box[2] - box[0]) * (box[3] - box[1])


def every_picture_is_described(pdf):
    for number, picture in enumerate([element for tag, element, _ in pdf.tags if tag == "/Figure"], 1):
        if not (picture.get("/Alt") or picture.get("/ActualText")):
            yield f"Picture {number} has no words."


def the_order_is_that_of_the_page(pdf):
    """Whether every word of the HTML comes in the PDF, after the word before it and not far from it."""
    text, at = "".join(pdf.pages).casefold().translate(HYPHENS), 0
    for word in pdf.html.text.casefold().translate(HYPHENS).split():
        place = text.find(word, at, at + len(word) + BETWEEN)
        if place < 0:
            yield f"{word!r} does not follow upon …{text[max(0, at - 60) : at]}"
            return
        at = place + len(word)


def headings_stay_with_what_follows(pdf):
    for place, (tag, element, page) in enumerate(pdf.tags):
        if re.fullmatch("/H[2-6]", tag):
            after = pdf.tags[place + 1 + len(list(_walked(element, {}))) :]
            # What has no content of its own, such as a table, is where its first cell is.
            following = next((there for _, _, there in after if there is not None), page)
            if following != page:
                yield f"A heading stands alone at the end of page {page + 1}."


CHECKS = (
    is_tagged_and_titled,
    bookmarks_are_in_order,
    headings_are_in_order,
    each_page_has_its_foot,
    each_table_has_its_head,
    fonts_are_its_own,
    no_text_is_too_small,
    no_text_is_cut,
    every_picture_is_described,
    the_order_is_that_of_the_page,
    headings_stay_with_what_follows,
)
