"""What a workbook would take back of what was said and decided in the tracker since: asked, with both values named."""

from datetime import date

import pytest

from accounts.models import Person, User
from actions.bulk import with_leads
from actions.models import Action, LeadRole, Origin, ScopeChange, Statement
from actions.services import (
    Entry,
    NewAction,
    add_action,
    ask_later_date,
    decide_date,
    merge_action,
    record_statements,
    reword_action,
    withdraw_action,
)
from plans.models import Post, Role
from plans.services import save_reference
from tests.factories import member

from .workbooks import ON, actions, row

FIRST, SAID, MAY, JUNE = date(2019, 3, 14), date(2019, 4, 1), date(2019, 5, 9), date(2019, 6, 13)
LATER = date(2019, 9, 30)
WHY = {"reason": "The trust does it now.", "on": SAID}


@pytest.fixture
def month(office):
    """month(row, ...): the plan of two actions as at March, then the rows handed in as at May; gives what was said."""
    office.hand_in(actions(row("1.1"), row("1.2")))

    def hand_in(*rows, on=MAY):
        return office.hand_in(actions(*rows), on=on)

    return hand_in


def the(office, ref="1.1"):
    return office.plan.actions.get(ref=ref)


def say(office, by, on=SAID, **facts):
    action = the(office)
    entry = Entry(action, facts, origin=Origin.FORM, before=action.statements.first())
    return record_statements(plan=office.plan, entries=[entry], effective_on=on, by=by)[0]


def rated(office, code):
    return office.plan.ratings.get(code=code)


def test_a_rating_given_here_is_left_when_the_workbook_is_behind(office, month, administrator):
    User.objects.filter(pk=administrator.pk).update(person=Person.objects.create(name="Ann Able"))
    say(office, administrator, rating=rated(office, "B"), rating_as_written="B")
    for on in (MAY, JUNE):
        outcome = month(row("1.1", rag="G"), row("1.2"), on=on)
        (question,) = outcome.said("Question", "was left")
        assert "Plan, row 2" in question or "row 2" in question
        assert "the workbook has the rating “Green”, but “Blue” was said in the tracker by" in question
        assert "Ann Able on 1 April 2019, and was left; write it into the workbook" in question
        assert outcome.changes("action")["1.1"] == "unchanged"
        assert office.actions(on)["1.1"].rating == "B"


def test_a_third_value_is_newer_is_taken_and_asked_about(office, month, administrator):
    say(office, administrator, rating=rated(office, "A"), rating_as_written="A", rating_reason="The trust is slow.")
    outcome = month(row("1.1", rag="B"), row("1.2"))
    (question,) = outcome.said("Question", "the workbook's was taken")
    assert "has the rating “Blue”, though “Amber” was said in the tracker" in question
    now = office.actions(MAY)["1.1"]
    assert (now.rating, now.rating_reason) == ("B", None)


def test_a_workbook_that_says_the_same_is_not_asked_about(office, month, administrator):
    say(office, administrator, rating=rated(office, "B"), rating_as_written="B")
    outcome = month(row("1.1", rag="B"), row("1.2"))
    assert not outcome.said("Question", "1.1")
    assert office.actions(MAY)["1.1"].rating == "B"


@pytest.mark.parametrize("due", ["Mar 2019", "Dec 2019"])
def test_an_agreed_date_is_left_whatever_the_workbook_says(office, month, administrator, due):
    pmo = member(office.plan, Role.PMO, by=administrator)
    asked = ask_later_date(action=the(office), due_on=LATER, reason="Slow.", on=SAID, by=administrator)
    decide_date(request=asked, agreed=True, reason="Yes.", seen=date(2019, 3, 31), on=SAID, by=pmo)
    outcome = month(row("1.1", due=due), row("1.2"))
    (question,) = outcome.said("Question", "due date")
    assert "30 September 2019 was decided on 1 April 2019, and was left" in question
    now = office.actions(MAY)["1.1"]
    assert (now.due_on, now.due_as_written, now.slips) == (LATER, "30 September 2019", 1)


def test_leads_given_here_are_left_in_the_role_that_the_workbook_is_behind_with(office, month, administrator):
    cfo = save_reference(record=Post(plan=office.plan, abbreviation="CFO", title="Finance"), by=administrator)
    say(office, administrator, **with_leads(the(office), {LeadRole.SRO: [cfo]}))
    outcome = month(row("1.1", sro="AO"), row("1.2"))
    (question,) = outcome.said("Question", "SRO")
    assert "has the SRO “AO”, but “CFO” was said" in question
    assert office.actions(MAY)["1.1"].sro == ("CFO",)
    assert [each.post for each in the(office).assignments.all()] == [cfo]


def test_words_said_here_are_left_and_those_beside_them_are_taken(office, month, administrator):
    say(office, administrator, progress="The board met.\n\nBegun.", newest_words="The board met.", said_on=SAID)
    outcome = month(row("1.1"), row("1.2"))
    assert "has the progress “Begun.”, but “The board met. Begun.” was said" in outcome.said("Question", "progress")[0]
    left = office.actions(MAY)["1.1"]
    assert (left.progress, left.updated_on) == ("The board met.\n\nBegun.", SAID)
    grown = row("1.1", progress="The board met.\n\nBegun. Ended.", updated="09/06/19")
    assert not month(grown, row("1.2"), on=JUNE).said("Question", "progress")
    now = office.actions(JUNE)["1.1"]
    assert (now.progress, now.updated_on) == ("The board met.\n\nBegun. Ended.", date(2019, 6, 9))


def test_other_words_are_taken_and_those_of_the_lead_are_named(office, month, administrator):
    say(office, administrator, progress="The board met.\n\nBegun.", newest_words="The board met.")
    outcome = month(row("1.1", progress="All is well."), row("1.2"))
    assert "though “The board met. Begun.” was said" in outcome.said("Question", "progress")[0]
    assert office.actions(MAY)["1.1"].progress == "All is well."


def test_no_change_is_a_word_too(office, month, administrator):
    say(office, administrator, said_on=SAID)
    month(row("1.1", updated=""), row("1.2"))
    assert office.actions(MAY)["1.1"].updated_on == SAID


def test_scope_and_words_of_the_action_that_were_decided_are_left(office, month, administrator):
    entry = Entry(the(office), {"in_scope": False}, origin=Origin.DECISION, before=the(office).statements.first())
    record_statements(plan=office.plan, entries=[entry], effective_on=SAID, by=administrator)
    reword_action(action=the(office), facts={"title": "Do it all"}, **WHY, by=administrator)
    outcome = month(row("1.1"), row("1.2"))
    (scope,) = outcome.said("Question", "scope")
    assert "has the scope “in scope”, but “out of scope” was decided on 1 April 2019" in scope
    assert "has the title “Do the first thing”, but “Do it all” was decided" in outcome.said("Question", "title")[0]
    now = office.actions(MAY)["1.1"]
    assert (now.title, now.in_scope) == ("Do it all", False)


def test_what_was_emptied_here_and_statuses_are_named_in_words(office, month, administrator):
    say(office, administrator, evidence_status="not_required", due_on=None)
    outcome = month(row("1.1"), row("1.2"))
    assert "the evidence status “not stated”, but “not required” was said" in outcome.said("Question", "evidence")[0]
    assert "the due date 31 March 2019, but “nothing” was said" in outcome.said("Question", "due date")[0]


def test_what_was_withdrawn_is_left_so_and_asked_about_once(office, month, administrator):
    withdraw_action(action=the(office), **WHY, by=administrator)
    merge_action(action=the(office, "1.2"), into=add(office, administrator, "1.9"), **WHY, by=administrator)
    before = Statement.objects.count()
    outcome = month(row("1.1", rag=""), row("1.2", rag="B"), row("1.9", title="Do more"))
    (first,) = outcome.said("Question", "1.1")
    assert "1.1 was withdrawn on 1 April 2019, but the workbook still has it; it was left so" in first
    assert "1.2 was merged into another on 1 April 2019" in outcome.said("Question", "1.2")[0]
    assert outcome.changes("action") == {"1.1": "unchanged", "1.2": "unchanged", "1.9": "changed"}
    assert Statement.objects.count() == before + 1
    assert [a.standing for a in office.actions(MAY).values()] == ["withdrawn", "merged", "live"]


def add(office, by, ref, title="Do more"):
    return add_action(plan=office.plan, new=NewAction(ref=ref, title=title), **WHY, by=by)


def test_what_was_withdrawn_and_is_gone_from_the_workbook_needs_no_word(office, month, administrator):
    withdraw_action(action=the(office), **WHY, by=administrator)
    outcome = month(row("1.2"))
    assert not outcome.said("Question", "1.1")
    assert outcome.changes("action") == {"1.2": "unchanged"}


def test_a_workbook_from_before_it_was_withdrawn_fills_the_past(office, month, administrator):
    withdraw_action(action=the(office), reason="Done.", on=JUNE, by=administrator)
    outcome = month(row("1.1", rag="B"), row("1.2"))
    assert not outcome.said("Question", "withdrawn")
    assert (office.actions(MAY)["1.1"].rating, office.actions(JUNE)["1.1"].standing) == ("B", "withdrawn")


def test_an_added_action_is_known_when_the_workbook_brings_it_and_missed_until_then(office, month, administrator):
    add(office, administrator, "1.9")
    outcome = month(row("1.1"), row("1.2"))
    assert "action 1.9 is in the plan but not in this workbook; it was left as it is, add its row." in "".join(
        outcome.said("Question", "1.9")
    )
    outcome = month(row("1.1"), row("1.2"), row("1.9", title="Do more", rag="A"), on=JUNE)
    assert not outcome.said("Question", "1.9")
    assert office.actions(JUNE)["1.9"].rating == "A"
    assert Action.objects.count() == 3


def test_a_reworded_action_without_reference_is_found_by_its_former_words(office, administrator):
    office.hand_in(actions(row("1.1"), row("", title="Nameless")))
    nameless = office.plan.actions.get(ref="")
    reword_action(action=nameless, facts={"title": "Still nameless"}, **WHY, by=administrator)
    for title in ("Nameless", "Still nameless"):
        office.hand_in(actions(row("1.1"), row("", title=title)), on=MAY)
        assert Action.objects.count() == 2
    assert ScopeChange.objects.count() == 1
    nameless.refresh_from_db()
    assert nameless.title == "Still nameless"


def test_the_same_file_again_after_a_word_writes_nothing(office, month, administrator):
    say(office, administrator, on=ON, rating=rated(office, "B"), rating_as_written="B")
    before = Statement.objects.count()
    outcome = month(row("1.1"), row("1.2"), on=FIRST)
    assert outcome.said("Question", "was left")
    assert Statement.objects.count() == before
    assert office.actions(ON)["1.1"].rating == "B"
