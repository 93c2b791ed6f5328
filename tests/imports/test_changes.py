"""What a later workbook says of actions that are known: what changed, what is new in the words, what is gone."""

from datetime import date

import pytest
from django.conf import settings

from actions.models import Origin

from .workbooks import HEADER, KEY, Cell, actions, added, contents, row

APRIL = date(2019, 4, 14)
WITH_RECOMMENDATION = ["Recommendation", *HEADER]


def test_the_same_file_again_writes_only_that_it_came_in(office):
    path = settings.BASE_DIR / "fixtures" / "improvement-plan-2019-01.xlsx"
    office.run(path, on=None)
    before = contents()
    outcome = office.run(path, on=None)
    assert outcome.exit == 0
    assert {change["outcome"] for change in outcome.told["changes"]} == {"unchanged"}
    assert added(before, contents()) == {"imports_import": 1, "imports_historicalimport": 1}


def test_a_later_file_that_changes_nothing_says_that_all_still_holds(office):
    office.hand_in(actions(row("1.1"), row("1.2")))
    before = contents()
    outcome = office.hand_in(actions(row("1.1"), row("1.2")), on=APRIL)
    assert outcome.changes("action") == {"1.1": "unchanged", "1.2": "unchanged"}
    now = added(before, contents())
    assert now["actions_statement"] == 2 and "actions_action" not in now
    assert office.actions(APRIL)["1.1"].stated_on == APRIL


def test_a_corrected_file_of_the_same_day_counts(office):
    office.hand_in(actions(row("1.1", rag="R"), row("1.2")))
    before = contents()
    office.hand_in(actions(row("1.1", rag="B"), row("1.2")))
    assert added(before, contents())["actions_statement"] == 1
    assert office.actions()["1.1"].rating == "B"


# {how the progress changed: (before, after, newest words, origin)}
WORDS = {
    "it grew at its end": ("Begun.", "Begun. Agreed on 3 April.", "Agreed on 3 April.", Origin.IMPORT),
    "it grew at its beginning": ("Begun.", "3 April: agreed.\nBegun.", "3 April: agreed.", Origin.IMPORT),
    "only its spaces changed": ("Begun.  Now.", "Begun.\nNow.", None, Origin.IMPORT),
    "red words": ("Begun.", Cell("Begun. Then ", red="agreed."), "agreed.", Origin.IMPORT),
    "it was rewritten": ("Begun.", "Completed at last.", None, Origin.CORRECTION),
    "it was rewritten with red words": ("Begun.", Cell("It is ", red="complete."), "complete.", Origin.CORRECTION),
}


@pytest.mark.parametrize("case", WORDS)
def test_what_is_new_in_the_words(case, office):
    before, after, newest, origin = WORDS[case]
    office.hand_in(actions(row(progress=before)))
    office.hand_in(actions(row(progress=after)), on=APRIL)
    assert office.actions(APRIL)["1.1"].newest_words == newest
    assert office.plan.actions.get().statements.first().origin == origin


# {what the second file says after "Begun. Then this." with the last words in red: (progress, newest words)}
STILL_RED = {
    "nothing else": (Cell("Begun. ", red="Then this."), None),
    "the same in black": ("Begun. Then this.", None),
    "more in black": (Cell("Begun. ", red="Then this.", after=" And that."), "And that."),
    "more in red": (Cell("Begun. Then this. ", red="And that."), "And that."),
}


@pytest.mark.parametrize("case", STILL_RED)
def test_words_that_stay_red_are_not_new_again(case, office):
    progress, newest = STILL_RED[case]
    office.hand_in(actions(row(progress=Cell("Begun. ", red="Then this."))))
    office.hand_in(actions(row(progress=progress, rag="B")), on=APRIL)
    assert office.actions(APRIL)["1.1"].newest_words == newest


def test_a_correction_of_the_same_day_leaves_the_new_words_of_the_day(office):
    office.hand_in(actions(row(progress=Cell("Begun. ", red="Then this."))))
    office.hand_in(actions(row(progress="Begun. Then this.", rag="B")))
    assert (office.actions()["1.1"].newest_words, office.actions()["1.1"].rating) == ("Then this.", "B")


def test_a_due_date_that_moved_is_kept_with_the_one_before(office):
    office.hand_in(actions(row()))
    office.hand_in(actions(row(due="May 2019")), on=APRIL)
    action = office.actions(APRIL)["1.1"]
    assert (action.due_on, action.original_due_on) == (date(2019, 5, 31), date(2019, 3, 31))
    assert office.plan.actions.get().statements.filter(due_date_change__isnull=False).count() == 1


def test_an_action_that_is_gone_is_reported_and_stays(office):
    office.hand_in(actions(row("1.1"), row("1.2"), row(None, "See to the rest")))
    outcome = office.hand_in(actions(row("1.1")), on=APRIL)
    assert [c["ref"] for c in outcome.told["changes"] if c["outcome"] == "missing"] == ["1.2", "See to the rest"]
    words = "is in the plan but not in this workbook; it was left as it is, put its row back or close it in the plan."
    assert outcome.said("Question", f"action 1.2 {words}")
    assert outcome.said("Question", f"action “See to the rest” {words}")
    assert list(office.actions(APRIL)) == ["1.1", "1.2", "See to the rest"]
    assert office.actions(APRIL)["1.2"].stated_on < APRIL


def test_a_file_of_which_every_row_was_left_out_calls_nothing_missing(office):
    office.hand_in(actions(row("1.1")))
    outcome = office.hand_in(actions(row("1.1"), row("1.1")), "--leave-out-rejected", on=APRIL)
    assert outcome.exit == 0 and "missing" not in outcome.changes("action").values()


def test_new_rows_stand_where_the_office_put_them(office):
    office.hand_in(actions(row("1.1"), row("1.2"), row("1.3")))
    rows = [row("1.1"), row("1.1a"), row("1.1b"), row("1.1c"), row("1.2"), row("1.3"), row("1.4")]
    outcome = office.hand_in(actions(*rows), on=APRIL)
    assert outcome.changes("action")["1.1b"] == "new"
    assert list(office.actions(APRIL)) == [cells[0] for cells in rows]


def test_an_action_that_moved_to_another_area_or_parent_goes_there(office):
    sheets = {"Key": KEY, "Plan": [["1) One"], HEADER, row("1"), row("1.1"), ["2) Two"], row("9")]}
    office.hand_in(sheets)
    sheets["Plan"] = [["1) One"], HEADER, row("1"), ["2) Two"], row("1.1"), row("9"), row("9.1")]
    outcome = office.hand_in(sheets, on=APRIL)
    assert outcome.fields("action", "1.1") == {"area": ["1 One", "2 Two"]}
    assert office.actions(APRIL)["1.1"].area_number == 2


def test_a_reference_given_to_an_action_that_had_none_is_its_own(office):
    office.hand_in(actions(row("1.1"), row(None, "See to the rest")))
    outcome = office.hand_in(actions(row("1.1"), row("1.2", "See to  the rest", rag="B")), on=APRIL)
    assert outcome.fields("action", "1.2")["ref"] == ["", "1.2"]
    assert list(office.actions(APRIL)) == ["1.1", "1.2"]
    assert office.plan.actions.get(ref="1.2").statements.count() == 2


def test_a_reference_that_got_lost_is_not_forgotten(office):
    office.hand_in(actions(row("1.1"), row("1.2", "See to the rest")))
    outcome = office.hand_in(actions(row("1.1"), row(None, "See to the rest", rag="B")), on=APRIL)
    assert outcome.said(
        "Question", "this row has no reference; it was taken as 1.2, which has the same words. Give it its"
    )
    assert office.actions(APRIL)["1.2"].rating == "B"


def test_the_same_words_under_another_reference_are_another_action(office):
    office.hand_in(actions(row("1.1", "Do it")))
    outcome = office.hand_in(actions(row("1.2", "Do it")), on=APRIL)
    assert outcome.changes("action") == {"1.2": "new", "1.1": "missing"}


def test_a_new_recommendation_comes_with_its_action(office):
    office.hand_in(actions(["Appoint them. (PwC 1)", *row("1.1")], header=WITH_RECOMMENDATION))
    rows = [["Appoint them. (PwC 1)", *row("1.1")], ["Write it down. (PwC 2)", *row("1.2")]]
    outcome = office.hand_in(actions(*rows, header=WITH_RECOMMENDATION), on=APRIL)
    assert outcome.changes("recommendation") == {"PwC 1": "unchanged", "PwC 2": "new"}
    assert [(r.source, r.actions) for r in office.figures(APRIL).actions.recommendations] == [
        ("PwC 1", ("1.1",)),
        ("PwC 2", ("1.2",)),
    ]


def test_a_recommendation_of_the_same_label_in_other_words_is_the_same(office):
    office.hand_in(actions(["Appoint them. (PwC 1)", *row("1.1")], header=WITH_RECOMMENDATION))
    changed = ["Appoint all of them. (PwC 1)", *row("1.1")]
    outcome = office.hand_in(actions(changed, header=WITH_RECOMMENDATION), on=APRIL)
    assert outcome.fields("recommendation", "PwC 1") == {
        "text": ["Appoint them. (PwC 1)", "Appoint all of them. (PwC 1)"]
    }
    assert [r.text for r in office.plan.recommendations.all()] == ["Appoint all of them. (PwC 1)"]


def test_a_recommendation_with_another_number_before_it_is_the_same(office):
    office.hand_in(actions(["1. Appoint them.", *row("1.1")], header=WITH_RECOMMENDATION))
    outcome = office.hand_in(actions(["2. APPOINT  them", *row("1.1")], header=WITH_RECOMMENDATION), on=APRIL)
    assert set(outcome.changes("recommendation").values()) == {"unchanged"}


def test_recommendations_in_another_alphabet_are_told_apart(office):
    rows = [["تعيين مدير.", *row("1.1")], ["كتابة الخطة.", *row("1.2")]]
    office.hand_in(actions(*rows, header=WITH_RECOMMENDATION))
    assert office.plan.recommendations.count() == 2


def test_an_action_beside_another_recommendation_is_kept_beside_both_and_asked_about(office):
    rows = [["Appoint them.", *row("1.1")], ["Write it down.", *row("1.2")]]
    office.hand_in(actions(*rows, header=WITH_RECOMMENDATION))
    rows[0][0] = "Write it down."
    outcome = office.hand_in(actions(*rows, header=WITH_RECOMMENDATION), on=APRIL)
    assert outcome.fields("action", "1.1") == {"recommendation": [None, "Write it down."]}
    assert outcome.said(
        "Question", "Plan row 2: this action stands beside another recommendation than before; it is now kept"
    )
    assert office.plan.actions.get(ref="1.1").recommendations.count() == 2


def test_a_recommendation_given_to_an_action_that_had_none_is_no_question(office):
    office.hand_in(actions(row("1.1")))
    outcome = office.hand_in(actions(["Appoint them.", *row("1.1")], header=WITH_RECOMMENDATION), on=APRIL)
    assert not outcome.said("Question", "recommendation")
    assert office.actions(APRIL)["1.1"].recommendation == "Appoint them."


def test_the_words_of_an_older_file_do_not_move_what_is_known(office):
    rows = [["1) One"], WITH_RECOMMENDATION, ["Appoint them. (PwC 1)", *row("1.1")]]
    office.hand_in({"Key": KEY, "Plan": rows}, on=APRIL)
    rows = [["1) The first"], WITH_RECOMMENDATION, ["Appoint some. (PwC 1)", *row("1.1", rag="R")]]
    outcome = office.hand_in({"Key": KEY, "Plan": rows})
    question = "this older workbook gives 1 the title “The first”, the plan now has “One”; the plan was left as it is."
    assert outcome.said("Question", question)
    assert office.plan.areas.get().title == "One"
    assert office.plan.actions.get().rating.code == "G"
    assert office.actions()["1.1"].rating == "R"
    assert "Appoint them. (PwC 1)" in [r.text for r in office.plan.recommendations.all()]
