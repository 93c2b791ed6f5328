"""Which words say that an action is complete, and which only sound like it."""

import pytest

from actions.completion import Said, said_of_completion

DECLARED = [
    "Completed",
    "complete.",
    "The survey went out in May. Completed",
    "Completed - members agreed the wording in June",
    "COMPLETE: signed by all five partners",
    "Complete – the register is on the intranet",
    "Completed, and filed",
    "Completed and ongoing - the report comes every month",
    "Complete and embedded",
    "Action complete",
    "This action is now complete.",
    "Actions have all been completed - see the folder",
    "Two rounds were held, so this is now marked as complete",
    "First round held\n• Done",
    "Closed.",
    "Completed - 100% of staff were trained",
]
DENIED = [
    "The plan is not complete until April",
    "Not yet completed, as the post is vacant",
    "Two actions remain outstanding",
    "Actions are outstanding",
    "The handbook is still to be completed",
    "Incomplete",
    "The register is incomplete",
    "Outstanding: the training plan",
    "The second half cannot be completed before the move",
    "It was begun; this is not fully done",
]
SILENT = [
    "",
    "The work goes on",
    "Complete actions and provide evidence",
    "Complete and return the form",
    "Complete by 31 May",
    "To be completed in May",
    "It will be completed by June",
    "Should be complete in June",
    "Nearly complete",
    "90% complete",
    "Completed - 3 of 7 practices",
    "Completed: 95% of staff",
    "Completed once the board agrees",
    "Complete - subject to sign-off",
    "Completed - awaiting the minutes",
    "Action complete but waits for others",
    "Can be marked complete when the letter comes",
    "Phase 1 complete",
    "Completed - phase 1",
    "Partly completed",
    "Data lapses go to the manager with a form to complete",
    "The consultation was completed in June",
    "The Talent Map has been completed and shared",
    "Completion of the works is expected in May",
    "The audit actions completed in May were shared",
    "A completely new structure",
    "Work was not complete in May",
    "If not completed by June the matter goes to the board",
    "Patients who have not completed treatment were written to",
    "We have not completed forms for the new starters",
    "An incomplete record was put right",
    "No actions are outstanding",
    "Staff have outstanding skills",
    "Completed. But the second part is not yet complete",
    "Final two actions outstanding. Completed - all lapses were looked into",
]


@pytest.mark.parametrize("text", DECLARED)
def test_plain_words_declare_an_action_complete(text):
    assert said_of_completion(text).complete is True


@pytest.mark.parametrize("text", DENIED)
def test_plain_words_say_that_it_is_not(text):
    assert said_of_completion(text).complete is False


@pytest.mark.parametrize("text", SILENT)
def test_other_words_say_neither(text):
    assert said_of_completion(text) == Said()


def test_the_newest_words_count_before_the_others():
    log = "May: completed.\nCompleted - agreed in May\nJune: the second part is not yet complete"
    assert said_of_completion(log) == Said()
    assert said_of_completion(log, "June: the second part is not yet complete").complete is False
    assert said_of_completion(log, "June: the second part was begun") == Said()
    assert said_of_completion(None, None) == Said()


def test_the_sentence_is_quoted_on_one_line_and_cut_between_words():
    said = said_of_completion("It was begun. Completed - " + "and so on " * 30)
    assert said.quote.startswith("Completed - and so on")
    assert said.quote.endswith(" so…")
    assert len(said.quote) <= 90


def test_a_hostile_text_is_read_in_a_moment():
    for text in ("action" + " " * 40_000 + "x", "not yet " * 5_000, "1" * 40_000, "complete " * 5_000, "• " * 20_000):
        assert said_of_completion(text) == Said()
