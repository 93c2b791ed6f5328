"""The table of concerns: which action each is about, how it stands, and when it was looked at."""

from datetime import date

import pytest

from .workbooks import HEADER, KEY, row

APRIL = date(2019, 4, 14)
HEAD = ["Action no", "Action", "Deadline", "Concern", "First raised", "Required", "Action taken", "Comments", "Status"]
FIRST = "Appoint a director of finance for good"
TENTH = "Write down who decides what, and publish it"


def concern(ref="1.1", title=FIRST, deadline="30/11/18 (01/09/18)", why="Late", raised="1 October 2018", **rest):
    after = {"required": "Say when.", "taken": "", "comments": "", "status": "Open"} | rest
    return [ref, title, deadline, why, raised, *after.values()]


def sheets(*concerns, head=HEAD):
    plan = [HEADER, row("1.1", FIRST), row("1.10", TENTH), row("2.1", "Meet with the regulator each month")]
    return {"Key": KEY, "Plan": plan, "Concerns": [head, *concerns]}


def only(office, on=date(2019, 3, 14)):
    [figure] = office.figures(on).actions.concerns
    return figure


def test_every_cell_of_a_concern_arrives(office):
    assert office.hand_in(sheets(concern(taken="Asked.", comments="seen - 01/10/18 seen - 01/11/18"))).exit == 0
    found = only(office)
    assert (found.ref, found.matched_to, found.match, found.title) == ("1.1", "1.1", "exact", FIRST)
    assert (found.deadline, found.original_deadline) == (date(2018, 11, 30), date(2018, 9, 1))
    assert (found.concern, found.raised, found.required, found.taken) == (
        "Late",
        date(2018, 10, 1),
        "Say when.",
        "Asked.",
    )
    assert found.reviews == ("seen - 01/10/18", "seen - 01/11/18")
    assert found.open


LIKELY = "Question: Concerns row 2: this concern is likely about"
READ_AS = "Note: Concerns row 2: reference 1.1 was read as 1.10, whose title is the one written here."
# {how it names its action: (reference, title, (matched to, how sure), words of what is said)}
MATCHES = {
    "reference and title": ("1.1", FIRST, ("1.1", "exact"), None),
    "a title cut short": ("1.1", "Appoint a director of finance", ("1.1", "exact"), None),
    "most words of the title": ("1.1", "Appoint a new director of finance", ("1.1", "exact"), None),
    "a number that lost its zero, with the title": (1.1, TENTH, ("1.10", "exact"), READ_AS),
    "a number that lost its zero, with some of the title": (
        1.1,
        "Write down decisions and then publish",
        ("1.10", "likely"),
        f"{LIKELY} 1.10 “Write down who decides what, and publish it”; it was placed there, write that action's",
    ),
    "a text whose title is another's": ("1.1", TENTH, ("1.10", "exact"), READ_AS),
    "a reference with other words": ("2.1", "Something else entirely", ("2.1", "likely"), f"{LIKELY} 2.1"),
    "a reference without words": ("2.1", None, ("2.1", "likely"), f"{LIKELY} 2.1 “Meet with"),
    "a title without a reference": (
        None,
        FIRST,
        ("1.1", "exact"),
        "Note: Concerns row 2: this concern without a reference was read as 1.1, whose title is the one written here.",
    ),
    "nothing that is known": (
        "9.9",
        "Something else entirely",
        (None, "none"),
        "Question: Concerns row 2: no action has this reference or title, so the concern stands alone; put the",
    ),
}


@pytest.mark.parametrize("case", MATCHES)
def test_a_concern_finds_its_action(case, office):
    ref, title, wanted, said = MATCHES[case]
    outcome = office.hand_in(sheets(concern(ref, title)))
    assert (only(office).matched_to, only(office).match) == wanted
    about = [line for line in outcome.lines if "Concerns row 2" in line and "header" not in line]
    assert bool(about) == bool(said)
    assert said is None or any(said in line for line in about)


def test_two_actions_of_one_title_settle_nothing(office):
    plan = [HEADER, row("1.1", FIRST), row("1.2", FIRST)]
    outcome = office.hand_in({"Key": KEY, "Plan": plan, "Concerns": [HEAD, concern("9", FIRST)]})
    assert only(office).match == "none"
    assert outcome.said("Question", "no action has this reference or title")


def test_open_and_closed_are_told_by_the_column_or_the_line_above(office):
    head = HEAD[:-1]
    rows = [concern("1.1")[:-1], ["Closed"], concern("1.10", TENTH)[:-1]]
    office.hand_in(sheets(*rows, head=head))
    assert [c.open for c in office.figures().actions.concerns] == [True, False]
    office.hand_in(sheets(concern("1.1", status="Closed"), concern("1.10", TENTH)), on=APRIL)
    assert [c.open for c in office.figures(APRIL).actions.concerns] == [False, True]


def test_a_later_file_changes_a_concern_and_adds_its_reviews(office):
    office.hand_in(sheets(concern(comments="seen - 01/10/18")))
    changed = concern(comments="seen - 01/10/18 seen - 01/11/18", status="Closed")
    outcome = office.hand_in(sheets(changed), on=APRIL)
    assert outcome.fields("concern", "1.1") == {
        "comments": ["seen - 01/10/18", "seen - 01/10/18 seen - 01/11/18"],
        "is_open": [True, False],
        "reviews": [None, "seen - 01/11/18"],
    }
    assert only(office, APRIL).reviews == ("seen - 01/10/18", "seen - 01/11/18")
    assert only(office).reviews == ("seen - 01/10/18",)
    assert (only(office).open, only(office, APRIL).open) == (True, False)


def test_the_same_file_changes_no_concern(office):
    office.hand_in(sheets(concern(comments="seen - 01/10")))
    assert office.hand_in(sheets(concern(comments="seen - 01/10"))).changes("concern") == {"1.1": "unchanged"}
    assert office.plan.concerns.get().statements.count() == 1


def test_a_concern_written_twice_is_kept_twice_and_asked_about(office):
    outcome = office.hand_in(sheets(concern(), concern(why="Still late")))
    assert outcome.said(
        "Question", "Concerns row 3: this concern about 1.1 is written twice; both were kept, delete one if"
    )
    assert [c.concern for c in office.figures().actions.concerns] == ["Late", "Still late"]
    again = office.hand_in(sheets(concern(), concern(why="Still late")))
    assert {c["outcome"] for c in again.told["changes"] if c["kind"] == "concern"} == {"unchanged"}


def test_a_concern_that_is_gone_is_reported_and_stays(office):
    office.hand_in(sheets(concern("1.1"), concern("1.10", TENTH), concern(None, "Something untold")))
    outcome = office.hand_in(sheets(concern("1.1")), on=APRIL)
    assert outcome.changes("concern") == {"1.1": "unchanged", "1.10": "missing", "Something untold": "missing"}
    words = "is in the plan but not in this workbook; it was left as it is, put its row back or close it in the plan."
    assert outcome.said("Question", f"the concern about 1.10 {words}")
    assert outcome.said("Question", f"the concern about Something untold {words}")
    assert len(office.figures(APRIL).actions.concerns) == 3


def test_a_file_without_concerns_calls_none_missing(office):
    office.hand_in(sheets(concern()))
    outcome = office.hand_in({"Key": KEY, "Plan": sheets()["Plan"]}, on=APRIL)
    assert outcome.changes("concern") == {}


def test_a_row_that_names_no_action_is_left_out_and_asked_about(office):
    outcome = office.hand_in(sheets(concern(), concern(None, None)))
    assert outcome.said(
        "Question", "Concerns row 3: this row names no action and was left out; write its reference and its"
    )
    assert len(office.figures().actions.concerns) == 1


def test_days_without_a_year_are_kept_as_written_and_asked_about(office):
    outcome = office.hand_in(sheets(concern(raised="1st October", comments="seen - 01/10")))
    assert only(office).raised is None and only(office).raised_as_written == "1st October"
    assert outcome.said(
        "Question", "Concerns E2: this day is written without a year, so it was kept as written; write the"
    )
    assert outcome.said(
        "Question", "Concerns H2: these days are written without a year, so the reviews were kept as written"
    )
    assert only(office).reviews == ("seen - 01/10",)


def test_titles_in_another_alphabet_are_told_apart(office):
    plan = [HEADER, row("1.1", "تعيين مدير مالي جديد"), row("1.2", "كتابة الخطة ونشرها")]
    rows = [concern(None, "تعيين مدير مالي جديد"), concern(None, "كتابة الخطة ونشرها")]
    outcome = office.hand_in({"Key": KEY, "Plan": plan, "Concerns": [HEAD, *rows]})
    assert [c.matched_to for c in office.figures().actions.concerns] == ["1.1", "1.2"]
    assert not outcome.said("Question", "written twice")
