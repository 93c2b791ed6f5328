"""What columns hold, said in the browser: of a header row understood in part, or of one that was not at all."""

import re

from actions.models import Action
from imports.models import Upload

from .bringing import LATER, text_of
from .workbooks import HEADER, actions, row

STRANGE = ["Nr", "Vorhaben", "Wer", "Bis wann", "Stand"]


def fields(page):
    """{label: name of the field} of the selects of a page."""
    found = re.findall(r'<label[^>]*for="(\w+)"[^>]*>\s*(.*?)\s*</label>', page.content.decode(), re.DOTALL)
    return {label.split(" (")[0]: name.removeprefix("id_") for name, label in found}


def test_the_columns_are_shown_as_they_were_understood(desk):
    page = text_of(desk.bring(actions([*row(), "good"], header=[*HEADER, "Mood"])))
    assert "the tracker knows no column “Mood”, so it was not read; say under “Columns” what it holds." in page
    page = text_of(desk.get(f"{desk.place}columns/"))
    assert "Actions Plan, header in row 1" in page
    assert "A “No.” No." in page and "H “Mood” Not read" in page
    assert "Posts Posts, header in row 1" in page


def test_a_column_that_was_not_understood_is_read_once_a_person_says_what_it_holds(desk):
    desk.bring(actions([*row(), "Write to the board."], header=[*HEADER, "Mood"]))
    address = f"{desk.place}columns/?sheet=Plan&row=1"
    names = fields(desk.get(address))
    chosen = dict(
        zip(names.values(), ["ref", "title", "sro", "due", "progress", "said_on", "rating", "to_complete"], strict=True)
    )
    page = text_of(desk.post(address, **chosen))
    assert "Left to do: Write to the board." in page
    desk.confirm()
    assert Action.objects.get().to_complete == "Write to the board."
    desk.bring(actions([*row(), "Then tell everybody."], header=[*HEADER, "Mood"]), on=LATER)
    assert "Left to do: Write to the board. becomes Then tell everybody." in desk.look()


def test_a_layout_that_nobody_has_seen_is_mapped_in_the_browser(desk):
    page = text_of(desk.bring({"Liste": [STRANGE, ["1.1", "Etwas tun", "AO", "Mar 2019", "Begonnen"]]}))
    assert "no table of actions was found in this workbook" in page
    assert "or say under “Columns” which column is which" in page
    page = desk.get(f"{desk.place}columns/")
    assert "Sheets without a table that the tracker knows Liste" in text_of(page)
    page = desk.get(f"{desk.place}columns/", sheet="Liste")
    assert "Which row of “Liste” names the columns?" in text_of(page)
    assert 'name="row" value="1" checked' in page.content.decode()
    address = f"{desk.place}columns/?sheet=Liste&row=1&kind=action"
    names = fields(desk.get(address))
    assert list(names)[:5] == STRANGE
    chosen = dict(zip(names.values(), ["ref", "title", "sro", "due", "progress"], strict=False))
    page = text_of(desk.post(address, **chosen))
    assert "Action 1.1 Etwas tun Liste, row 2 New" in page and "Go on to confirm" in page
    desk.confirm()
    assert Action.objects.get().title == "Etwas tun"


def test_what_would_still_be_no_table_is_refused_in_words(desk):
    desk.bring({"Liste": [STRANGE, ["1.1", "Etwas tun", "AO", "Mar 2019", "Begonnen"]]})
    address = f"{desk.place}columns/?sheet=Liste&row=1&kind=action"
    names = list(fields(desk.get(address)).values())
    assert "Choose the column that holds: Action" in text_of(desk.post(address, **{names[0]: "ref"}))
    page = text_of(desk.post(address, **{names[0]: "title", names[1]: "title", names[2]: "ref"}))
    assert "Choose “Action” for one column only" in page
    assert "Choose what at least 3 columns hold" in text_of(desk.post(address, **{names[1]: "title"}))
    assert desk.upload.mapping == {}


def test_two_columns_that_may_be_one_thing_are_told_apart_by_a_person(desk):
    header = ["No.", "Action", "Progress", "Comments", "RAG"]
    page = text_of(desk.bring(actions(["1.1", "Do it", "Begun.", "A remark", "G"], header=header)))
    assert "may be the Progress Update; say which under “Columns”." in page
    address = f"{desk.place}columns/?sheet=Plan&row=1"
    names = fields(desk.get(address))
    chosen = {names["No."]: "ref", names["Action"]: "title", names["Comments"]: "progress", names["RAG"]: "rating"}
    page = text_of(desk.post(address, **chosen))
    assert "Progress: A remark" in page and "Go on to confirm" in page


def test_an_address_of_no_header_row_shows_what_there_is(desk):
    desk.bring(actions(row()))
    for query in ({"sheet": "Nowhere"}, {"sheet": "Plan", "row": "9"}, {"sheet": "Plan", "row": "1'"}):
        assert "How the tables of plan.xlsx were understood." in text_of(desk.get(f"{desk.place}columns/", **query))


def test_columns_are_said_only_while_the_workbook_is_looked_at(desk):
    desk.bring(actions(row()))
    Upload.objects.update(state=Upload.State.REFUSED)
    assert "The workbook cannot be read" in text_of(desk.get(f"{desk.place}columns/"))
