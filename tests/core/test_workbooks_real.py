"""The real workbooks, cell by cell, against the truth."""

import json

import pytest

from core.workbooks import read
from tests.shared import SHARED, TRUTH, WORKBOOK, needs_shared

pytestmark = needs_shared


@pytest.fixture(scope="module")
def plan():
    return {sheet.name: sheet for sheet in read(WORKBOOK).sheets}


@pytest.fixture(scope="module")
def actions():
    return json.loads(TRUTH.read_text())["actions"]


def rows_of(sheet):
    return {row.number: row for row in sheet.rows()}


def test_every_text_of_every_action_is_read_as_a_person_sees_it(plan, actions):
    rows = rows_of(plan["IP Performance"])
    for action in actions:
        texts = [cell.text for cell in rows[action["sheet_row"]].cells.values()]
        for field in ("ref", "action", "due_raw", "sro_raw", "progress", "rag", "updated_raw", "evidence_detail"):
            assert action[field] is None or action[field] in texts, f"{field} of row {action['sheet_row']}"


def test_every_recommendation_is_seen_from_every_row_that_it_is_merged_over(plan, actions):
    rows = rows_of(plan["IP Performance"])
    merged = 0
    for action in actions:
        # One area has a column of its own before the recommendation.
        cells = [rows[action["sheet_row"]].get(column) for column in (1, 2)]
        (cell,) = [cell for cell in cells if cell and cell.text.startswith(action["recommendation_start"])]
        merged += cell.merged_from is not None
    assert merged > 50


def test_the_red_pieces_are_the_newest_words(plan, actions):
    rows = rows_of(plan["IP Performance"])
    for action in actions:
        red = [piece for cell in rows[action["sheet_row"]].cells.values() for piece in cell.red_runs]
        assert red == [piece for pieces in action["red_text"].values() for piece in pieces]


def test_the_ratings_have_their_fills(plan, actions):
    rows = rows_of(plan["IP Performance"])
    fills = {letter["letter"]: letter["fill"][-6:] for letter in json.loads(TRUTH.read_text())["rag_key"]}
    for action in actions:
        rated = [cell for cell in rows[action["sheet_row"]].cells.values() if cell.text in fills and cell.fill]
        assert [cell.fill for cell in rated] == [fills[cell.text] for cell in rated]
        assert [cell.text for cell in rated] == [action["rag"]] * bool(action["rag"])


def test_the_concerns_are_read_as_a_person_sees_them(plan):
    rows = rows_of(plan["Action Concern Report"])
    for concern in json.loads(TRUTH.read_text())["concerns"]:
        texts = [cell.text for cell in rows[concern["sheet_row"]].cells.values()]
        for field in ("ref_raw", "deadline_raw", "first_raised_raw", "comments"):
            assert concern[field] is None or concern[field] in texts


@pytest.mark.parametrize("name", ["candp-month-10.xlsx", "odkm-2019-20-v5.xlsx"])
def test_the_other_workbooks_are_read(name):
    workbook = read(SHARED / "data" / name)
    assert all(list(sheet.rows()) for sheet in workbook.sheets)
    assert [cell for s in workbook.sheets for row in s.rows() for cell in row.cells.values() if cell.error] == []
