"""What changed of milestones between two dates, as values, as a page and as the pack tell it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from milestones.comparison import compare
from milestones.figures import MilestonesFigures
from milestones.pack import findings
from milestones.pack.changes import moved, parts, phrases
from plans.addresses import PlanAddresses
from reports.presenters.compared_milestones import MILESTONE_KINDS
from reports.presenters.comparison import shown_kinds
from reports.presenters.kinds_of_change import Between
from tests.reports.packs import BEFORE, ON, make_document, milestone

LATER = ON + timedelta(days=31)
LINKS = PlanAddresses("sample")


def of(*milestones):
    return MilestonesFigures(milestones)


def lists(was, now):
    """{list: the names in it} of what is not empty."""
    found = compare(of(*was), of(*now))
    return {name: told for name in found.__slots__ if (told := [each.milestone.called for each in found.told(name)])}


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (milestone(), milestone(), {}),
        (None, milestone(), {"new": ["57"]}),
        (None, milestone(late=True), {"new": ["57"], "newly_late": ["57"]}),
        (milestone(), None, {"ended": ["57"]}),
        (milestone(), milestone(standing="merged"), {"ended": ["57"]}),
        (milestone(standing="withdrawn"), milestone(), {"new": ["57"]}),
        (milestone(standing="withdrawn"), milestone(standing="merged"), {}),
        (milestone(), milestone(complete=True, status="complete"), {"completed": ["57"]}),
        (milestone(complete=True, status="complete"), milestone(), {"no_longer_complete": ["57"]}),
        (milestone(), milestone(late=True), {"newly_late": ["57"]}),
        (milestone(late=True), milestone(late=True), {}),
        (milestone(), milestone(due_on=LATER), {"dates": ["57"]}),
        (milestone(), milestone(forecast_on=LATER), {"forecasts": ["57"]}),
        (milestone(), milestone(status="delayed"), {"statuses": ["57"]}),
        (milestone(), milestone(delivery=("CFO",)), {"owners": ["57"]}),
        (milestone(), milestone(chief_as_written="CFO"), {"owners": ["57"]}),
        (milestone(), milestone(words="It was agreed."), {"words": ["57"]}),
        (milestone(), milestone(actions=("1.1",)), {"words": ["57"]}),
    ],
)
def test_what_changed(was, now, told):
    assert lists([was] if was else [], [now] if now else []) == told


@pytest.mark.parametrize(
    ("now", "words"),
    [(LATER, "31 days later"), (ON - timedelta(days=1), "1 day earlier"), (None, "Date set or taken away")],
)
def test_how_far_a_date_moved(now, words):
    [move] = compare(of(milestone()), of(milestone(due_on=now))).dates
    assert moved(move) == words


WAS = [milestone(key) for key in range(1, 9)]
NOW = [
    milestone(1, complete=True, status="complete"),
    milestone(2, late=True),
    milestone(3, due_on=LATER),
    milestone(4, forecast_on=LATER, words="It takes longer."),
    milestone(5, status="delayed"),
    milestone(6, standing="merged"),
    milestone(7, delivery=("CFO",)),
    milestone(9),
]


def document():
    return make_document(before=[], milestones=of(*NOW), milestones_before=of(*WAS))


def test_the_pack_has_a_table_of_each_kind():
    found = {part.title: part for part in parts(document())}
    assert list(found) == [
        "Milestones completed",
        "Milestones newly late",
        "Other approved dates",
        "Expected at another date",
        "Other statuses of milestones",
        "New milestones",
        "Milestones removed, merged or replaced",
        "Other owners of milestones",
        "New words on milestones",
    ]
    assert found["Other approved dates"].rows[0].cells == ("31 March 2019", "1 May 2019", "31 days later", "AO")
    assert [row.cells[0] for row in found["Milestones removed, merged or replaced"].rows] == [
        "Merged into another", "Not known at the later day"
    ]  # fmt: skip
    assert found["Expected at another date"].rows[0].cells == ("Not said", "1 May 2019", "31 March 2019")
    assert "1 milestone completed" in phrases(document())


def test_what_moved_since_in_a_sentence():
    told = findings.since(compare(of(*WAS), of(*NOW)), "28 February 2019")
    assert told == (
        "Since 28 February 2019 1 was completed, 1 is newly late, 1 has another approved date, 1 is new and "
        "2 were removed, merged or replaced."
    )
    assert findings.since(compare(of(), of()), "then").endswith("none was completed, fell late, moved, came or went.")


def test_the_page_has_a_line_for_each_kind():
    between = Between(BEFORE, ON, LINKS, PlanAddresses("sample", BEFORE))
    compared = document().comparison
    shown = {kind.kind.slug: kind for kind in shown_kinds(compared, between, document().key, 5)}
    kinds = {kind.slug for kind in MILESTONE_KINDS} - {"milestones-no-longer-complete"}
    assert kinds <= shown.keys()
    assert shown["milestones-newly-late"].lines[0].note == "0 days late. AO"
    assert shown["milestones-dates"].lines[0].note == "Due 1 May 2019; was 31 March 2019. 31 days later"
    assert shown["milestones-forecasts"].lines[0].note == "Expected 1 May 2019; was Not said. Due 31 March 2019"
    assert shown["milestones-statuses"].lines[0].was.label == "On track"
    assert shown["milestones-owners"].lines[0].note == "CFO; was AO"
    assert ("new", "It takes longer.") in shown["milestones-words"].lines[0].pieces
    gone = {line.name: line.url for line in shown["milestones-ended"].lines}
    assert gone["8"].endswith(f"?as_at={BEFORE}")


def test_a_comparison_of_an_area_tells_of_no_milestone():
    between = Between(BEFORE, ON, LINKS, LINKS)
    told = shown_kinds(replace(document().comparison), between, document().key, 5, area="1")
    assert [kind.kind.slug for kind in told if kind.kind.register == "milestones"] == []
