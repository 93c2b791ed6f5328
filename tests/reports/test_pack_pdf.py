"""The pack of the demonstration's plan, opened again: what it says, how it is made, its figures those of the plan."""

import re
import shutil
import subprocess
from datetime import date
from html import unescape

import pytest

from actions.pack.words import since

from .packs import squeezed

# The tests themselves need no database; their fixture does, and is only given one where a test asks for it.
pytestmark = pytest.mark.django_db

ON = date(2019, 3, 14)
WORDS = {"R": "No progress", "A": "Underway", "G": "In place", "B": "Complete"}
ROW = ("Ref", "Action and measures", "Position", "Progress", "Evidence")


def told(printed, action):
    """The progress of an action as the plan's row has it: what the last report did not say first."""
    before = {each["key"]: each for each in printed.before["actions"]}
    told = since(action["progress"], before.get(action["key"], action)["progress"])
    return unescape(told.new), [unescape(piece.striptags()) for piece in told.rest]


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
        new, rest = told(printed, action)
        texts = [action["title"], action["due_as_written"] and action["sro_as_written"], new, *rest]
        for text in filter(None, texts):
            # A row that goes over to another page has its foot and head between two words.
            assert all(squeezed(part) in plan for part in re.split(r"(?<=[.;:]) ", text)), action["ref"]
        assert squeezed(f"{action['ref'] or 'No ref.'}{action['title']}") in plan


def test_new_words_are_printed_once(printed):
    plan = "".join(printed.plan_pages)
    for action in printed.figures["actions"]:
        new, _ = told(printed, action)
        if len(new) > 40:
            assert plan.count(squeezed(new)) == 1
            assert squeezed(f"Since last report {new}") in plan


def test_a_short_row_stays_on_one_page_and_a_heading_with_its_first_row(printed):
    for action in printed.figures["actions"]:
        if len(action["progress"] or "") > 600:
            continue
        row = squeezed(f"{action['ref'] or 'No ref.'}{action['title']}")
        (page,) = [page for page in printed.plan_pages if row in page]
        last = told(printed, action)[1][-1:] or ("",)
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


def test_a_page_that_begins_within_an_area_says_which(printed):
    titles = [f"{area['number']} {area['title']}" for area in printed.figures["areas"]]
    starts = [printed.starts(title) for title in titles] + [printed.starts("Concerns")]
    assert len(titles) > 1
    for title, start, end in zip(map(squeezed, titles), starts, starts[1:], strict=False):
        headed = [number for number, page in enumerate(printed.pages) if f"{title},continued" in page]
        following = printed.pages[end]
        ends_at_once = following.startswith(tuple(map(squeezed, [*titles, "Concerns"])))
        # The dates of the timeline go on in columns that are headed so too.
        assert [n for n in headed if n >= starts[0]] == list(range(start + 1, end + (not ends_at_once)))


def test_the_pack_is_short_and_says_the_position_on_its_cover(printed):
    assert len(printed.pages) <= 89
    assert squeezed(f"{printed.figures['total']['actions']} actions: ") in printed.pages[0]
    start, end = (printed.starts(title) for title in ("The dates of the timeline", "What looks wrong"))
    assert end - start == 2
    timed = printed.pages[printed.starts("When things are due") + 1 : end]
    assert all(squeezed("When things are due, continued") in page for page in timed)


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
    timeline = [words for words in pictures if words.startswith("When the actions are due, part ")]
    assert len(timeline) == 4
    of_money = [words for words in pictures if "£'000" in words.partition(":")[0]]
    assert len(of_money) == 4  # variances, spending by month, the pipeline of savings, the bridge
    figures = printed.figures
    measured = [f"{each['called']} {each['name']}" for each in figures["measures"]]
    drawn = ("Roadmap of the milestones", *measured, "Programmes over quarters", "Projects of ")
    of_delivery = [words for words in pictures if words.startswith(drawn)]
    assert {words.partition(":")[0] for words in of_delivery} >= {"Roadmap of the milestones", *measured}
    pictures = [words for words in pictures if words not in (*of_money, *of_delivery)]
    # Of each area and of all, the trend, each piece of the timeline, and the map of risks.
    assert len(pictures) == len(printed.figures["areas"]) + 2 + len(timeline) + 1
    risk = next(risk for risk in printed.figures["risks"] if risk["open"] and risk["current"]["likelihood"])
    place = "likelihood {likelihood}, consequence {consequence}".format(**risk["current"])
    assert pictures[-1].startswith("Map of risks") and f"{risk['name']} {place}" in pictures[-1]
    assert all("complete" in words or "late as at 14 March 2019" in words for words in pictures[:-1])


def test_each_part_of_the_timeline_stands_whole_on_a_page_and_the_first_below_its_heading(printed):
    start = printed.starts("When things are due")
    pages = printed.pages[start : start + 4]
    assert all(squeezed("From the start to the date due") in page and "Complete" in page for page in pages)
    assert squeezed("Three quarters of the actions were due by September 2018.") in pages[0]
    timed = "".join(printed.pages[start : printed.starts("Concerns")])
    for action in printed.figures["actions"]:
        if action["ref"] and not action["is_heading"]:
            assert squeezed(f"{action['ref']}{action['title']}") in timed


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


def test_every_risk_stands_whole_on_one_page_with_what_it_scores(printed):
    pages = printed.pages[printed.starts("The register of risks") :]
    still = [risk for risk in printed.figures["risks"] if risk["open"]]
    assert len(still) > 10
    for risk in still:
        (page,) = [
            page for page in pages if squeezed(risk["title"]) in page and squeezed(risk["mitigation"] or "") in page
        ]
        assert squeezed(risk["name"]) in page and squeezed("RefRiskOwner") in page
        assert squeezed(f"{risk['current']['score']} {risk['current']['band']}") in page
