"""The list of checks on a pack as a PDF: on the demonstration, on the real workbook, and each on a planted offender."""

import io
import re
from datetime import date
from io import StringIO

import pypdf
import pytest
import weasyprint
from django.core.management import call_command
from django.db import transaction

from core.shapes import INK, LEVELS, LOOKS
from plans.models import Plan
from reports.document import document_of, html_of
from reports.pdf import convert, render
from reports.sections import SECTIONS
from reports.style import style
from tests.platform.test_shapes import contrast
from tests.shared import WORKBOOK, needs_shared

from . import pdf_checks
from .packs import action, make_document
from .pdf_checks import CHECKS, Checked

# The checks need no database; the fixtures do, and are only given one where a test asks for it.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

FOOT = "Version 3.16 DRAFT"


@pytest.fixture(scope="module")
def demonstration_pack(printed):
    titles = ["Version control", "Contents", *(section.title for section in SECTIONS.values())]
    return Checked(printed.html, printed.bytes, titles, f"as at 14 March 2019 {FOOT}")


@pytest.fixture(scope="module")
def real_pack(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_workbook", WORKBOOK, plan="real", commit=True, stdout=StringIO())
        html = html_of(document_of(Plan.objects.get(slug="real"), date(2019, 3, 14)))
        transaction.set_rollback(True)
    return Checked(html, render(html), ["Where the plan stands", "The plan by area", "Concerns"], "DRAFT")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_pack_of_the_demonstration(demonstration_pack, check):
    assert list(check(demonstration_pack)) == []


@needs_shared
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_pack_of_the_real_workbook(real_pack, check):
    assert list(check(real_pack)) == []


PAGE = "body { font: 12pt 'Source Sans 3' }"
TABLE = "<table><thead><tr><th scope='col'>A</th></tr></thead><tbody><tr><td>B</td></tr></tbody></table>"


def opened(body, rules="", titles=(), foot="", made=convert):
    html = f'<!DOCTYPE html><html lang="en-GB"><title>A pack</title><style>{style("")}</style>'
    html += f"<style>{PAGE}{rules}</style><body>{body}</body></html>"
    return Checked(html, made(html), titles, foot)


OFFENDERS = {
    "is_tagged_and_titled": {
        "body": "<h1>One</h1>",
        "made": lambda html: weasyprint.HTML(string=html.replace(' lang="en-GB"', "")).write_pdf(),
    },
    "bookmarks_are_in_order": {"body": "<h1>One</h1><h2>Two</h2><h2>Three</h2>", "titles": ("Three", "Two")},
    "headings_are_in_order": {"body": "<h1>One</h1><h3>Three</h3>"},
    "each_page_has_its_foot": {
        "body": "<h1>One</h1><p style='break-before: page'>Two</p>",
        "foot": "Final",
        "rules": "@page { @bottom-left { content: 'Final Page ' counter(page) } }",
    },
    "each_table_has_its_head": {"body": "<h1>One</h1><table><tr><td>A</td></tr></table>"},
    "fonts_are_its_own": {"body": "<h1>One</h1>", "rules": "h1 { font-family: serif }"},
    "no_text_is_too_small": {"body": "<h1>One</h1><p>Two</p>", "rules": "p { font-size: 7.5pt }"},
    "no_text_is_cut": {"body": "<h1>One</h1><p>Two</p>", "rules": "p { margin-left: -8mm }"},
    "every_picture_is_described": {"body": '<h1>One</h1><svg width="9" height="9"><path d="M0 0H9V9Z"/></svg>'},
    "the_order_is_that_of_the_page": {
        "body": "<h1>One</h1><div><p>Two</p><p>Three</p></div>",
        "rules": "div { display: flex } p:first-child { order: 2 }",
    },
    "headings_stay_with_what_follows": {
        "body": "<h1>One</h1><p>Two</p><h2>Three</h2><p class='next'>Four</p>",
        "rules": "h2 { margin-top: 100mm } .next { break-before: page }",
    },
}


def test_no_check_complains_of_what_is_well():
    foot = "@page { @bottom-left { content: 'Final Page ' counter(page) ' of ' counter(pages) } }"
    body = f"<h1>One</h1><p>Two</p><h2 style='break-before: page'>Three</h2>{TABLE}"
    well = opened(body, foot, ("Three",), "Final")
    assert [complaint for check in CHECKS for complaint in check(well)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_each_check_sees_an_offender(check):
    assert list(check(opened(**OFFENDERS[check.__name__])))


def test_text_upon_text_is_seen():
    upon = opened("<h1>One</h1><p>Two</p><p>Six</p>", "p + p { margin-top: -5.5mm }")
    assert any("stands upon" in complaint for complaint in pdf_checks.no_text_is_cut(upon))


def test_the_same_document_is_the_same_bytes():
    html = html_of(make_document(action(1, rating="B", stage="complete"), action(2), before=[action(1)]))
    assert render(html) == render(html)


def test_what_is_another_document_is_other_bytes():
    one, other = (convert(html_of(make_document(name=name))) for name in ("One", "Another"))
    assert one != other
    assert pypdf.PdfReader(io.BytesIO(one)).metadata.title.startswith("One: ")


def colours():
    """{name: #rrggbb} of the style sheet, and every colour that its words are written in."""
    sheet = str(style(""))
    named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", sheet))
    written = re.findall(r"[{;] *color: (?:var\(--([\w-]+)\)|(#[0-9a-f]{6}))", sheet)
    return named, {named.get(name, colour) for name, colour in written}


def test_words_stand_out_from_their_ground():
    named, written = colours()
    on_tags = {look.text for look in LOOKS.values()}
    assert {named["ink"], named["grey"], named["red"]} <= written
    for colour in written - on_tags | {INK}:
        assert contrast(colour, "#ffffff") >= 4.5, colour
        assert contrast(colour, named["pale"]) >= 4.5, colour
    assert all(contrast(look.text, look.background) >= 4.5 for look in LOOKS.values())
    assert contrast("#949494", "#ffffff") < 4.5


def neighbours_alike(looks):
    """The pairs of looks that a reader of a grey print could not tell apart: one pattern, and shades that are near."""
    looks = list(looks)
    return [
        (one.stage, other.stage)
        for place, one in enumerate(looks)
        for other in looks[place + 1 :]
        if one.pattern == other.pattern and contrast(one.background, other.background) < 1.5
    ]


def test_stages_can_be_told_apart_in_grey():
    assert neighbours_alike(LOOKS.values()) == []
    assert neighbours_alike(LEVELS.values()) == []
    assert neighbours_alike([LOOKS["complete"], LOOKS["complete"]])
