"""What `--json` writes has exactly the shape that other programs rely on, and its counts add up."""

import hashlib
import json
from collections import Counter
from datetime import date

import pytest

from .workbooks import HEADER, KEY, POSTS, Cell, actions, plant, row

SHAPE = {"file": str, "sha256": str, "plan": str, "as_at": str, "committed": bool}
SHAPE |= {"sheets": list, "problems": list, "changes": list}
OF_A_SHEET = {"name": str, "kind": (str, type(None)), "header_rows": list, "rows": int, "ignored_columns": list}
OF_A_SHEET |= dict.fromkeys(("new", "changed", "unchanged", "rejected"), int)
TEXT_OR_NULL = (str, type(None))
OF_A_PROBLEM = {"severity": str, "sheet": TEXT_OR_NULL, "cell": TEXT_OR_NULL, "value": TEXT_OR_NULL, "message": str}
OF_A_CHANGE = {"kind": str, "sheet": TEXT_OR_NULL, "row": (int, type(None)), "ref": TEXT_OR_NULL}
OF_A_CHANGE |= {"outcome": str, "fields": dict}
OUTCOMES = {"new", "changed", "unchanged", "missing", "rejected"}
PLAIN = (str, int, float, bool, type(None))

SUMMARY = [["Improvement area", "Red", "Amber", "Green", "Blue"], ["Total", 0, 0, 3, 0]]
CONCERNS = [
    ["Action no", "Action", "Deadline", "Concern", "First raised", "Comments"],
    ["1.1", "Do the first thing", "30/11/18", "Late", "1 October 2018", ""],
]


def whole(*rows):
    """A workbook with a sheet of every kind, and one of none."""
    governance = [["Governance (how it is run)"], ["The board meets."], [], *POSTS, [], ["Improvement areas"]]
    governance += [["1) Leadership"], [], ["Role", "Who", "Task"], ["Lead", "Ann", "Lead it"]]
    return {
        "Governance": governance,
        "Key": [*KEY, ["* after review"]],
        "Plan": [["1) Leadership"], ["Recommendation", *HEADER, "Mood"], *rows],
        "Summary": SUMMARY,
        "Concerns": CONCERNS,
        "Notes": [["Ask Ann"]],
    }


ROWS = [
    ["Appoint a director.", *row("1.1"), "good"],
    ["Appoint a director.", *row("1.2", "Do the next thing", rag="Purple"), "bad"],
    ["Write it down.", None, None],
    [None, None, None, None, None, "a stray remark"],
]


def check(record, shape):
    assert list(record) == list(shape) or set(record) == set(shape)
    for name, kind in shape.items():
        assert isinstance(record[name], kind), (name, record[name])
        assert record[name] != "" or name == "ref", (name, "is empty instead of null")


@pytest.fixture
def told(office):
    return office.hand_in(whole(*ROWS), commit=False).told


def test_it_has_the_shape(told):
    check(told, SHAPE)
    for name, shape in (("sheets", OF_A_SHEET), ("problems", OF_A_PROBLEM), ("changes", OF_A_CHANGE)):
        assert told[name]
        for record in told[name]:
            check(record, shape)
    assert {change["outcome"] for change in told["changes"]} <= OUTCOMES
    assert {problem["severity"] for problem in told["problems"]} == {"question", "note"}
    for change in told["changes"]:
        for pair in change["fields"].values():
            before, after = pair
            assert isinstance(before, PLAIN) and isinstance(after, PLAIN)


def test_it_says_which_file_and_date(office):
    path = plant(office.folder, actions(row()), name="März – “plan”.xlsx")
    told = office.run(path, on=date(2019, 3, 14)).told
    assert told["file"] == "März – “plan”.xlsx"
    assert told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (told["plan"], told["as_at"], told["committed"]) == ("p", "2019-03-14", True)


def test_every_kind_of_content_is_a_change(told):
    kinds = Counter(change["kind"] for change in told["changes"])
    assert kinds == {
        "plan": 1, "area": 1, "rating": 4, "post": 1, "holding": 1, "project_role": 1, "recommendation": 2, "action": 3,
        "concern": 1, "stated_total": 1,
    }  # fmt: skip


def test_the_counts_of_each_sheet_add_up(told):
    sheets = {sheet["name"]: sheet for sheet in told["sheets"]}
    for sheet in sheets.values():
        assert sheet["rows"] == sum(sheet[outcome] for outcome in ("new", "changed", "unchanged", "rejected"))
    assert {name: (sheet["kind"], sheet["rows"]) for name, sheet in sheets.items()} == {
        "Governance": ("governance_text, post, area, project_role", 3),
        "Key": ("rating", 4),
        "Plan": ("action", 4),
        "Summary": ("stated_total", 1),
        "Concerns": ("concern", 1),
        "Notes": (None, 0),
    }
    plan = sheets["Plan"]
    assert (plan["new"], plan["rejected"], plan["header_rows"], plan["ignored_columns"]) == (3, 1, [2], ["Mood"])
    changes = [c for c in told["changes"] if c["sheet"] == "Plan" and c["kind"] == "action"]
    assert Counter(change["outcome"] for change in changes) == {"new": 2, "rejected": 1}


def test_a_change_gives_each_field_before_and_after(office):
    office.hand_in(actions(row()))
    outcome = office.hand_in(actions(row(due="Apr 2019", progress="Begun. Done.", rag="B")), on=date(2019, 4, 14))
    fields = outcome.fields("action", "1.1")
    assert fields["rating"] == ["G", "B"]
    assert fields["due_on"] == ["2019-03-31", "2019-04-30"]
    assert fields["newest_words"] == ["", "Done."]
    assert set(fields) == {"rating", "rating_as_written", "due_on", "due_as_written", "progress", "newest_words"}


def test_every_character_arrives(office):
    text = "Naïve – “done” 🎉 שלום"
    outcome = office.hand_in(actions(row(title=text, progress=Cell("=2", is_text=True))))
    assert outcome.fields("action", "1.1")["title"] == [None, text]
    assert text in (office.folder / "told.json").read_text(encoding="utf-8")
    assert json.loads((office.folder / "told.json").read_bytes())["committed"] is True
