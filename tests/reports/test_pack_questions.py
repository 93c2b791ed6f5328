"""The sections that a board asks by: recommendations, extensions, what looks wrong."""

from dataclasses import replace
from datetime import date

import pytest

from actions.assurance import RULES, Finding, Severity
from actions.figures import RequestFigure
from plans.models import Decision
from reports.document import html_of
from reports.figures import StatedTotalFigure

from .packs import BEFORE, ON, Opened, action, make_document, recommendation

DONE = {"rating": "B", "stage": "complete"}
RED = {"rating": "R", "stage": "not_started"}
ASKED = RequestFigure(1, date(2019, 4, 30), date(2019, 6, 30), "Late staff", "A. Lead", date(2019, 3, 1))
AGREED = replace(
    ASKED, outcome=Decision.Kind.DATE_AGREED, decided_on=date(2019, 3, 14), decided_at="Board", because="Once only"
)


def document(*actions, **facts):
    return Opened(html_of(make_document(*actions, **facts)))


def met(text, *keys):
    return replace(recommendation(text, [f"1.{key}" for key in keys], source=f"From {text}"), keys=keys)


PARTS = ("No action yet", "None of their actions complete", "Complete in part")


def test_recommendations_by_how_many_of_their_actions_are_complete():
    opened = document(
        action(1, **DONE),
        action(2, ref=None, **RED),
        action(3, is_heading=True),
        recommendations=[
            met("All", 1),
            met("Some", 1, 2),
            met("None", 2, 3),
            replace(recommendation("Alone"), area_number=None),
        ],
    )
    assert (
        "4 recommendations: 1 has all of its actions complete, 1 has some of its actions complete, 1 has none of its "
        "actions complete and 1 has no action yet."
    ) in opened.text
    tables = [rows[1:] for rows in opened.tables if rows[0] == ["Source", "Recommendation", "Area", "Actions"]]
    assert tables == [
        [["Not named", "Alone", "None", "No action yet"]],
        [["From None", "None", "1", "No ref. No progress"]],
        [["From Some", "Some", "1", "1 of 2 complete; open: No ref. No progress"]],
    ]
    assert opened.table("Source", "Area", "Actions") == [["From All", "1", "1.1"]]
    parts = [title for level, title in opened.headings if level == 3 and title.endswith(": 1")]
    assert parts == [f"{title}: 1" for title in (*PARTS, "All of their actions complete")]
    heads = [title for _, title in opened.headings]
    assert "Recommendations" in heads
    assert "Recommendations" not in [title for _, title in document().headings]


def test_only_what_there_is_of_them_is_told():
    opened = document(action(1, **DONE), action(2), recommendations=[met("Some", 1, 2), met("More", 1, 2)])
    assert "2 recommendations: 2 have some of their actions complete." in opened.text
    assert "actions complete: " not in opened.text


def test_no_extension_is_told_in_a_sentence():
    assert (
        "No later date waits for a decision, and none was decided so far. By the reports kept here, no due date ever "
        "moved later."
    ) in document().text
    assert "none was decided since 28 February 2019" in document(before=[]).text


def test_extensions_asked_for_and_decided_since_the_last_report():
    refused = replace(AGREED, outcome=Decision.Kind.DATE_REFUSED, decided_at=None, because="")
    old = replace(AGREED, decided_on=BEFORE)
    another = replace(AGREED, agreed_on=date(2019, 5, 31), due_then=None)
    opened = document(
        action(1, **RED, slips=2, days_slipped=61, due_on=ON, original_due_on=BEFORE),
        action(2, ref=None, title="", slips=1, days_slipped=90),
        before=[],
        requests=[ASKED, AGREED, refused, old, another],
    )
    assert "1 later date waits for a decision; since 28 February 2019 2 were agreed and 1 was not." in opened.text
    begin = ["1.1", "Do thing 1", "No progress"]
    asked = [*begin, "30 April 2019", "30 June 2019 61 days later", "Late staff"]
    tables = [rows[1:] for rows in opened.tables if rows[0][3:5] == ["Due when asked", "Asked for"]]
    assert tables == [
        [[*asked, "A. Lead, 1 March 2019"]],
        [
            [*asked, "Agreed, on 14 March 2019 at Board Once only"],
            [*asked, "Refused, on 14 March 2019"],
            [
                *begin,
                "Not set",
                "30 June 2019",
                "Late staff",
                "Agreed: 31 May 2019, on 14 March 2019 at Board Once only",
            ],
        ],
    ]
    assert "the due dates of 2 actions moved later, 1 of them more than once" in opened.text
    assert opened.table("Ref", "Action", "Rating", "First due") == [
        ["No ref.", "No title", "Unrated", "Not set", "Not set", "Once, 90 days", "No request kept"],
        ["1.1", "Do thing 1", "No progress", "28 February 2019", "31 March 2019", "Twice, 61 days", "Yes"],
    ]


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        (["date_agreed"], "so far 1 was agreed."),
        (["date_refused", "scope_changed"], "so far none were agreed and 2 were not."),
    ],
)
def test_what_was_decided_in_a_sentence(outcomes, sentence):
    requests = [replace(AGREED, outcome=Decision.Kind(outcome)) for outcome in outcomes]
    assert sentence in document(action(1, slips=1, days_slipped=1), requests=requests).text


def test_what_looks_wrong_by_rule_with_notes_only_counted():
    serious = Finding("complete-without-evidence", "", "Rated Blue, but nothing.", Severity.SERIOUS)
    note = Finding("evidence-not-accepted", "", "Nobody has accepted it.", Severity.TO_NOTE)
    plan = Finding("totals-differ", "", "Total: 3 printed, 2 counted.", Severity.TO_ASK)
    opened = document(
        action(1, **DONE, wrong=(serious, note)),
        action(2, wrong=(note,)),
        action(3, ref=None, title="", wrong=(serious,)),
        wrong=[plan],
        stated=[StatedTotalFigure("Total", None, None, "B", 3, 2, -1, "plan.xlsx, Summary B2")],
    )
    assert "2 of 3 actions look wrong, and 1 thing looks wrong with the plan itself." in opened.text
    rules = opened.table("Rule")
    assert len(rules) == len(RULES)
    assert len(document(action(1)).table("Rule")) == len(RULES) - 1  # nothing was printed, so no printed total differs
    assert {row[0]: row[3] for row in rules if row[3] != "0"} == {
        "Complete without evidence": "2",
        "Printed and counted totals differ": "1",
        "Complete, evidence not accepted": "2",
    }
    assert [row[2] for row in rules] == sorted((row[2] for row in rules), key=["Serious", "To ask", "To note"].index)
    assert opened.table("Ref", "Action", "Lead") == [
        ["1.1", "Do thing 1", "Nobody named"],
        ["No ref.", "No title", "Nobody named"],
    ]
    assert opened.text.count("Rated Blue, but nothing.") == 1
    assert "Printed and counted totals differ: 1 Total: 3 printed, 2 counted." in opened.text
    assert "Nobody has accepted it." not in opened.text
    assert "None of 1 action look wrong." in document().text


def test_of_a_rule_what_differs_stands_with_its_action():
    same, other = (
        Finding("complete-without-evidence", "", sentence, Severity.SERIOUS) for sentence in ("Nothing.", "Sent back.")
    )
    shown = [action(key, wrong=(same if key < 3 else other,), sro_as_written="AO") for key in (1, 2, 3)]
    opened = document(*shown)
    assert opened.table("Ref", "Action", "Rating", "What was seen", "Lead") == [
        ["1.1", "Do thing 1", "Unrated", "What stands above this table", "AO"],
        ["1.2", "Do thing 2", "Unrated", "What stands above this table", "AO"],
        ["1.3", "Do thing 3", "Unrated", "Sent back.", "AO"],
    ]
    assert opened.text.count("Nothing.") == 1


def test_two_things_wrong_with_the_plan():
    plan = Finding("left-alone", "", "No action meets it.", Severity.SERIOUS)
    opened = document(action(1, wrong=(replace(plan, rule="no-lead"),)), wrong=[plan, plan])
    assert "1 of 1 action looks wrong, and 2 things look wrong with the plan itself." in opened.text
