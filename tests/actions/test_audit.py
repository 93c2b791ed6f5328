"""The audit trail of one action: every record of it and of what hangs on it, for those who may read it."""

import pytest

from actions.audit import TRAILS, places, recorded
from actions.models import Assignment, Origin
from actions.presenters.audit import audited_row
from actions.services import (
    Entry,
    ask_later_date,
    decide_date,
    offer_evidence,
    record_statements,
    withdraw_action,
)
from plans.models import Role
from tests.factories import MARCH, make_plan, member
from tests.queries import queries_of
from tests.reports.reading import text_of

pytestmark = pytest.mark.django_db
PAGE = "/plans/sample/actions/2.1/"
AUDIT = PAGE + "audit/"


@pytest.fixture
def plan(administrator):
    return make_plan(administrator)


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="2.1")


@pytest.fixture
def auditor(client, administrator):
    client.force_login(administrator)
    return client


def say(action, by, on=MARCH, **facts):
    entry = Entry(action, facts, origin=Origin.FORM, before=action.statements.first())
    return record_statements(plan=action.plan, entries=[entry], effective_on=on, by=by)[0]


def rows_of(action):
    return [audited_row(each) for each in recorded(list(places(action)))]


def facts(row):
    return {fact.name: (fact.before, fact.after) for fact in row.facts}


def test_what_changed_is_told_with_who_and_what_it_was(action, administrator):
    say(action, administrator, rating=action.plan.ratings.get(code="B"), in_scope=False)
    changed = next(row for row in rows_of(action) if row.what == "Action changed")
    assert changed.by == "administrator@example.org" and changed.changed
    assert facts(changed) == {"Rating": ("Amber", "Blue"), "In scope": ("yes", "no")}


def test_a_long_text_is_told_by_the_words_that_changed(action, administrator):
    say(action, administrator, progress="It was begun. " + "It goes on. " * 20)
    (progress,) = (fact for row in rows_of(action)[:5] for fact in row.facts if row.changed and fact.name == "Progress")
    assert (progress.before, progress.after) == ("", "")
    assert [kind for kind, _ in progress.pieces] == ["same", "new"]


def test_everything_that_hangs_on_it_is_there(action, administrator):
    pmo = member(action.plan, Role.PMO, by=administrator)
    request = ask_later_date(action=action, due_on=MARCH.replace(year=2030), reason="Slow.", on=MARCH, by=administrator)
    decide_date(request=request, agreed=True, reason="Yes.", seen=action.due_on, on=MARCH, by=pmo)
    offer_evidence(action=action, title="Minutes", link="https://www.example.org/", on=MARCH, by=administrator)
    withdraw_action(action=action, reason="Done elsewhere.", on=MARCH, by=pmo)
    found = {row.what for row in rows_of(action)}
    assert found >= {
        "Action added",
        "Action changed",
        "Statement added",
        "Lead added",
        "Recommendation met added",
        "Move of the due date added",
        "Request for a later date added",
        "Request for a later date changed",
        "Change of scope added",
        "Evidence added",
        "Version of evidence added",
        "Concern added",
        "Statement about a concern added",
        "Review of a concern added",
    }
    newest = rows_of(action)[0]
    assert newest.what == "Change of scope added" and newest.by == "Somebody pmo"
    assert facts(newest)["Kind"] == ("", "withdrawn") and facts(newest)["Reason"] == ("", "Done elsewhere.")
    assert facts(newest)["Effective on"] == ("", "14 March 2019")
    assert " at " in facts(newest)["Recorded at"][1]


def test_what_was_taken_away_stays_in_the_trail(action, administrator, plan):
    say(action, administrator, leads=[])
    gone = next(row for row in rows_of(action) if row.what == "Lead taken away")
    assert facts(gone)["Role"] == ("", "SRO")
    assert gone.by == "administrator@example.org"
    assert not Assignment.objects.filter(action=action).exists()


def test_what_a_record_named_and_nobody_knows_any_longer_is_said(action):
    written = type(action).history.model.objects.filter(id=action.pk).latest("history_id")
    written.history_user, written.area_id = None, 999_999
    written.save()
    told = next(row for row in rows_of(action) if row.by == "nobody known")
    assert facts(told)["Area"][1] == "deleted since"


def test_a_change_without_its_past_tells_all_it_knows(action):
    history = type(action).history.model.objects.filter(id=action.pk)
    history.filter(history_type="+").delete()
    changed = next(row for row in rows_of(action) if row.what == "Action changed")
    assert not changed.changed and facts(changed)["Reference"] == ("", "2.1")


def test_what_was_written_again_without_a_difference_says_so(auditor, action, administrator):
    say(action, administrator)
    assert "It was written again, and no fact was different." in text_of(auditor.get(AUDIT).content.decode())


def test_of_another_action_nothing_is_told(plan, action):
    other = plan.actions.get(ref="1.2")
    assert not {(kind, key) for kind, key, _ in places(action)} & {(kind, key) for kind, key, _ in places(other)}


def test_the_page_is_for_those_who_may_read_it(auditor, plan, action, administrator):
    page = text_of(auditor.get(AUDIT).content.decode())
    assert "Audit history of 2.1" in page and "Action changed by administrator@example.org on" in page
    assert "Due date" not in page.partition("newest first.")[0]
    assert "Audit history" in text_of(auditor.get(PAGE).content.decode())
    assert auditor.post(AUDIT).status_code == 405
    auditor.force_login(member(plan, Role.PMO, by=administrator))
    assert auditor.get(AUDIT).status_code == 403
    assert "Audit history" not in text_of(auditor.get(PAGE).content.decode())


def test_it_is_paged_and_costs_as_many_queries_for_many_records_as_for_few(auditor, plan, action, administrator):
    auditor.get(AUDIT)
    counts = {}
    for turn in range(1, 101):
        say(action, administrator, progress=f"Turn {turn}.")
        if turn in (1, 40, 100):
            counts[turn], page = queries_of(auditor, AUDIT)
    # A page asks twice for each kind of record on it, however many there are.
    assert counts[1] <= 10 + 2 * len(TRAILS)
    assert counts[40] == counts[100]
    assert b"Turn 100." in page.content and b"Turn 40." not in page.content
    assert "Turn 70." in auditor.get(AUDIT + "?page=2").content.decode()
