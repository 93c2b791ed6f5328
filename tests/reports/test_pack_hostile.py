"""Whatever people write, the pack is made, says it, and keeps its form."""

import io
from dataclasses import replace

import pypdf
import pytest

from reports.document import html_of
from reports.pdf import render

from .packs import action, concern, make_document, recommendation, squeezed
from .pdf_checks import Checked, no_text_is_cut

# A word that no line is wide enough for.
ENDLESS = "endless" * 400
TEXTS = {
    "markup": "<script>alert('x')</script> </td></tr></table> <!-- &lt; -->",
    "formula": '=1+1 and =HYPERLINK("http://example.org") and {{ 1 + 1 }} and {% raw %}',
    "css": "} * { display: none } @import url(http://example.org) </style>",
    "accents": "Café, naïve, Łódź, ĥŝ, €1,000 – ‘quoted’ “twice” … ≥ ½",
    "control": "one\x0btwo\x1fthree\u200bfour\u2028five",
}


def text_of(pack):
    reader = pypdf.PdfReader(io.BytesIO(render(html_of(pack))))
    # Between the letters of a font that lacks a glyph, such as that of an emoji, pypdf reads a zero.
    return reader, squeezed("".join(page.extract_text() for page in reader.pages).replace("\0", ""))


@pytest.fixture(scope="module")
def hostile():
    """One pack that holds all of it, in every place where people write."""
    said = " ".join(TEXTS.values())
    actions = [
        action(place, title=text, progress=text, success_measure=text, recommendation=text, source=name)
        for place, (name, text) in enumerate(TEXTS.items(), 1)
    ]
    actions += [
        action(20, title=ENDLESS, progress=ENDLESS, ref="9" * 60, sro_as_written="X" * 300, evidence_detail=ENDLESS),
        action(21, title="Emoji 🙂👩‍👩‍👧 and ﷽", progress="مرحبا بالعالم and שלום עולם", newest_words="مرحبا بالعالم"),
        action(22, progress="word " * 8_000, title="Forty thousand characters"),
        action(24, progress="#" * 20_000, title="Twenty thousand without a space"),
        action(23, title="The last action", progress="The last words."),
    ]
    pack = make_document(
        *actions,
        name=f"{said} " + "plan " * 20,
        organisations=(said,),
        key_note=said,
        recommendations=[recommendation(said, [])],
        concerns=[concern(ref=ENDLESS[:60], title=said, concern=said, taken=ENDLESS)],
    )
    return text_of(pack)


@pytest.mark.parametrize("name", ["markup", "formula", "css", "accents"])
def test_what_was_written_is_read_again(hostile, name):
    assert hostile[1].count(squeezed(TEXTS[name])) >= 3


def test_control_characters_do_not_hide_the_words_around_them(hostile):
    assert hostile[1].replace("\u200b", "").count("onetwothreefourfive") >= 3


def test_a_word_wider_than_its_column_is_broken_and_not_cut(hostile):
    assert hostile[1].count("endless" * 100) >= 3


def test_forty_thousand_characters_go_over_several_pages(hostile):
    assert hostile[1].count("word") >= 8_000


def test_twenty_thousand_characters_without_a_space_do_so_too(hostile):
    assert hostile[1].count("#") >= 20_000


def test_other_scripts_stand_beside_the_rest(hostile):
    for word in ("Emoji", "and", "עולם", "العالم"):
        assert word in hostile[1] or word[::-1] in hostile[1]


def test_the_rows_after_it_are_whole(hostile):
    assert "Thelastaction" in hostile[1]
    assert "Thelastwords." in hostile[1]


def test_nothing_of_it_is_a_link_or_a_script(hostile):
    reader, _ = hostile
    targets = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert all("/URI" not in note.get("/A", {}) for note in targets)
    assert "/JavaScript" not in reader.trailer["/Root"].get("/Names", {})


def test_a_plan_of_one_empty_action_is_a_pack():
    _, words = text_of(make_document(action(1, ref=None, title=""), organisations=(), version=""))
    assert "Notitle" in words


def test_names_without_a_space_stay_on_their_page():
    word = "Improvement" * 19
    pack = make_document(action(1, title=word), name=word[:200], organisations=(word,))
    pack.figures.parts["actions"] = replace(
        pack.figures.actions, areas=tuple(replace(area, title=word[:200]) for area in pack.figures.actions.areas)
    )
    html = html_of(pack)
    found = no_text_is_cut(Checked(html, render(html)))
    # The foot of a page may take two lines below the text.
    assert [each for each in found if "– as at" not in each] == []
