"""The pack of the demonstration's plan, opened again: what it says, how it is made, its figures those of the plan."""

import fcntl
import hashlib
import io
import json
import re
import shutil
import subprocess
from datetime import date
from functools import cached_property
from io import StringIO

import pypdf
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from plans.models import Plan
from reports.pack import SECTIONS, html_of, pack_of
from reports.pack_words import newest_first
from reports.pdf import render

from .packs import Document, squeezed

# The tests themselves need no database; their fixture does, and is only given one where a test asks for it.
pytestmark = pytest.mark.django_db

ON = date(2019, 3, 14)
WORDS = {"R": "No progress", "A": "Underway", "G": "In place", "B": "Complete"}
ROW = ("Ref", "Action and measures", "Position", "Progress", "Evidence")


class Printed:
    """The pack in its three forms: figures as the command prints them, HTML, and PDF opened again."""

    def __init__(self, figures, html, pdf):
        self.figures, self.html, self.bytes = figures, html, pdf
        self.reader = pypdf.PdfReader(io.BytesIO(pdf))

    @cached_property
    def document(self):
        return Document(self.html)

    @cached_property
    def pages(self):
        """The text of each page without white space."""
        return [squeezed(page.extract_text()) for page in self.reader.pages]

    @cached_property
    def text(self):
        return "".join(self.pages)

    def starts(self, title):
        """The number of the page, from 0, on which the part of that bookmark begins."""
        return next(
            self.reader.get_destination_page_number(mark) for mark in _flat(self.reader.outline) if mark.title == title
        )

    @property
    def plan_pages(self):
        return self.pages[self.starts("The plan by area") : self.starts("Concerns")]


def _flat(outline):
    for mark in outline:
        yield from _flat(mark) if isinstance(mark, list) else [mark]


def rendered_once(html, folder):
    """The PDF of `html`; of several test processes that want the same one, only the first renders it."""
    file = folder / f"pack-{hashlib.sha256(html.encode()).hexdigest()}.pdf"
    with (folder / "pack.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            file.write_bytes(render(html))
    return file.read_bytes()


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker, tmp_path_factory):
    workbook = settings.BASE_DIR / "fixtures" / "improvement-plan-2019-03.xlsx"
    told = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_workbook", workbook, plan="demo", commit=True, organisation="Riverside", stdout=StringIO())
        html = html_of(pack_of(Plan.objects.get(slug="demo"), ON))
        call_command("plan_figures", plan="demo", as_at=ON, stdout=told)
        transaction.set_rollback(True)
    return Printed(json.loads(told.getvalue()), html, rendered_once(html, tmp_path_factory.getbasetemp().parent))


def numbers(counts):
    return [counts["actions"], *(counts["ratings"][code] for code in "BGAR"), counts["unrated"], counts["late"]]


def test_the_counts_on_the_page_are_those_of_the_figures(printed):
    figures = printed.figures
    shown = printed.document.table("Area", "Actions", *(WORDS[code] for code in "BGAR"), "Unrated", "Late")
    expected = [[f"{area['number']} {area['title']}", *map(str, numbers(area))] for area in figures["areas"]]
    assert [cells[:8] for cells in shown] == [*expected, ["All areas", *map(str, numbers(figures["total"]))]]


def test_the_counts_in_the_pdf_are_those_of_the_figures(printed):
    page = printed.pages[printed.starts("Where the plan stands")]
    lines = [(f"{area['number']} {area['title']}", area) for area in printed.figures["areas"]]
    for title, counts in [*lines, ("All areas", printed.figures["total"])]:
        assert squeezed(title + "".join(map(str, numbers(counts)))) in page


def test_the_position_in_words_is_that_of_the_figures(printed):
    total, ratings = printed.figures["total"], printed.figures["total"]["ratings"]
    sentence = (
        f"{total['actions']} actions: {ratings['B']} complete, {ratings['G']} in place, {ratings['A']} underway, "
        f"{ratings['R']} with no progress and {total['unrated']} unrated. {total['late']} are late, "
        f"{total['late_out_of_scope']} more is late but out of scope."
    )
    assert sentence in printed.document.text
    assert squeezed(sentence) in printed.text


def test_the_printed_totals_are_those_of_the_figures(printed):
    rows = {cells[0]: cells[1:] for cells in printed.document.table("Line as printed")}
    for total in printed.figures["stated_totals"]:
        cell = rows[total["label"]]["BGAR".index(total["rating"])]
        said = [int(number) for number in re.findall(r"\d+", cell)]
        difference = abs(total["difference"] or 0)
        assert said == ([total["stated"], total["computed"], difference] if difference else [total["stated"]])
        assert squeezed(cell) in printed.text


def test_every_action_stands_in_the_plan_with_its_rating_and_dates(printed):
    rows = [row for table in printed.document.tables if tuple(table[0]) == ROW for row in table[1:]]
    assert [row[0] for row in rows] == [action["ref"] or "No ref." for action in printed.figures["actions"]]
    for row, action in zip(rows, printed.figures["actions"], strict=True):
        assert row[1].startswith(" ".join(action["title"].split()))
        if not action["is_heading"]:
            assert row[2].startswith(WORDS.get(action["rating"], "Unrated"))
        assert ("Late by" in row[2]) == action["late"]
        assert ("Out of scope" in row[2]) == (not action["in_scope"])


def test_every_word_of_every_action_is_in_the_pdf(printed):
    plan = "".join(printed.plan_pages)
    for action in printed.figures["actions"]:
        told = newest_first(action["progress"], action["newest_words"])
        texts = [action["title"], action["due_as_written"] and action["sro_as_written"], told.new, *told.rest]
        for text in filter(None, texts):
            # A row that goes over to another page has its foot and head between two words.
            assert all(squeezed(part) in plan for part in re.split(r"(?<=[.;:]) ", text)), action["ref"]
        assert squeezed(f"{action['ref'] or 'No ref.'}{action['title']}") in plan


def test_new_words_are_printed_once(printed):
    plan = "".join(printed.plan_pages)
    for action in printed.figures["actions"]:
        new = newest_first(action["progress"], action["newest_words"]).new
        if len(new) > 40:
            assert plan.count(squeezed(new)) == 1
            assert squeezed(f"Since last report {new}") in plan


def test_a_short_row_stays_on_one_page_and_a_heading_with_its_first_row(printed):
    for action in printed.figures["actions"]:
        if len(action["progress"] or "") > 600:
            continue
        row = squeezed(f"{action['ref'] or 'No ref.'}{action['title']}")
        (page,) = [page for page in printed.plan_pages if row in page]
        last = newest_first(action["progress"], action["newest_words"]).rest[-1:] or ("",)
        assert squeezed(last[0][-30:]) in page
    for recommendation in printed.figures["recommendations"]:
        first = next(a for a in printed.figures["actions"] if a["recommendation"] == recommendation["text"])
        for page in printed.plan_pages:
            if squeezed(f"{recommendation['source'] or 'Recommendation'}{recommendation['text']}RefAction") in page:
                assert squeezed(f"{first['ref']}{first['title']}") in page
                break
        else:
            pytest.fail(f"no page holds {recommendation['source']} whole")


def test_each_page_of_the_plan_has_the_head_of_its_table_and_the_key(printed):
    for page in printed.plan_pages:
        assert squeezed("".join(ROW)) in page
        for word in [*WORDS.values(), "Unrated"]:
            assert squeezed(word) in page
    continued = [page for page in printed.plan_pages if "continued" in page]
    assert len(continued) == len(printed.plan_pages) - len(printed.figures["areas"])


def test_every_page_says_what_it_belongs_to(printed):
    pages = printed.pages
    for number, page in enumerate(pages[1:], 2):
        assert squeezed(f"as at 14 March 2019 Version 3.16 – Draft Page {number} of {len(pages)}") in page
    assert "Page1of" not in pages[0]
    for words in ("Riverside", "as at 14 March 2019", "3.16", "Draft"):
        assert squeezed(words) in pages[0]


def test_the_concerns_are_there(printed):
    pages = "".join(printed.pages[printed.starts("Concerns") :])
    concerns = printed.figures["concerns"]
    still = sum(concern["open"] for concern in concerns)
    assert squeezed(f"{still} concerns are open and {len(concerns) - still} are closed.") in pages
    for concern in concerns:
        assert squeezed(concern["title"]) in pages


def test_it_is_a_tagged_titled_pdf_in_british_english(printed):
    root = printed.reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert printed.reader.metadata.title.endswith("board pack as at 14 March 2019")
    assert printed.reader.metadata.author == "Riverside"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def structure(element, found):
    """Every element of the structure tree as (tag, element)."""
    for kid in element.get("/K", []) if isinstance(element.get("/K"), list) else [element.get("/K")]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict) and "/S" in kid:
            found.append((kid["/S"], kid))
            structure(kid, found)
    return found


def test_its_tags_are_headings_tables_and_pictures_with_their_words(printed):
    found = structure(printed.reader.trailer["/Root"]["/StructTreeRoot"], [])
    tags = [tag for tag, _ in found]
    assert {"/H1", "/H2", "/H3", "/H4", "/Table", "/TH", "/TD"} <= set(tags)
    pictures = [element.get("/Alt", "") for tag, element in found if tag == "/Figure"]
    assert len(pictures) == len(printed.figures["areas"]) + 1
    assert all("complete" in words for words in pictures)


def test_bookmarks_lead_through_it(printed):
    titles = [mark.title for mark in _flat(printed.reader.outline)]
    for section in SECTIONS:
        assert section.title in titles
    for area in printed.figures["areas"]:
        assert f"{area['number']} {area['title']}" in titles


def test_its_fonts_are_embedded_and_its_own(printed):
    names = set()
    for page in printed.reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"]
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys()
            names.add(descriptor["/FontName"].split("+")[-1])
    assert names
    assert all("Source-Sans-3" in name for name in names), names


def test_no_text_is_smaller_than_8_points(printed):
    sizes = set()

    def seen(text, ctm, matrix, font, size):
        if text.strip():
            sizes.add(round(abs(size * matrix[3] * ctm[3]), 2))

    for page in printed.reader.pages:
        page.extract_text(visitor_text=seen)
    assert min(sizes) >= 8


def test_pages_are_landscape_a4(printed):
    for page in printed.reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not here: apt-get install poppler-utils")
def test_another_reader_finds_the_same_words(printed, tmp_path):
    file = tmp_path / "pack.pdf"
    file.write_bytes(printed.bytes)
    words = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    for action in printed.figures["actions"]:
        assert squeezed(action["title"]) in squeezed(words)
    about = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged: +yes", about)
