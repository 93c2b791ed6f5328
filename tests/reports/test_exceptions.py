"""Exceptions among the registers: the section of the pack, the public, and what versions of a pack differ by."""

from datetime import date, timedelta
from html import unescape

import pytest

from actions.assurance import Finding, Severity
from milestones.exception_figures import ExceptionsFigures
from milestones.services import add_milestone, mark_milestone_private
from plans.models import Plan, Role
from plans.services import create_plan
from reports.document import html_of
from reports.figures import figures_of
from reports.mentions import private_mentions
from reports.my_work import my_work, waiting_count
from reports.presenters.my_work import came_back
from reports.revisions import changes_between
from reports.withheld import Withheld
from tests.factories import FEBRUARY, JANUARY, MARCH, make_plan, member
from tests.milestones.late import bring_in, decide, keep_milestone, report

from .packs import BEFORE, ON, Opened, exception, make_document
from .reading import text_of
from .test_revisions import kept


def opened(*exceptions, before=None):
    last = {} if before is None else {"before": [], "exceptions_before": ExceptionsFigures(tuple(before))}
    return Opened(html_of(make_document(exceptions=ExceptionsFigures(exceptions), **last)))


def tables(told):
    return [rows[1:] for rows in told.tables if rows[0][:3] == ["No.", "Milestone", "Original date"]]


def decided(key=2, **facts):
    told = {"state": "agreed", "decided_on": ON, "decision": "It cannot be helped.", "decided_at": "Governing Body"}
    return exception(key, **told | {"agreed_on": ON} | facts)


def test_the_section_says_what_is_asked_why_and_what_was_decided():
    told = opened(exception(), decided(), exception(3, state="complete"))
    [[waiting], [agreed], [other]] = tables(told)
    assert waiting == [
        "57",
        "Open the ward Reported on 31 March 2019, for Month 11",
        "31 January 2019",
        "31 March 2019",
        "30 September 2019 183 days later",
        "The builder left. Recovery plan Another builds on.",
        "Waiting for a decision since today",
    ]
    assert agreed[6] == "Agreed: 31 March 2019 on 31 March 2019 at Governing Body It cannot be helped."
    assert other[6] == "No decision needed: the milestone is complete"
    assert "1 milestone asks for another date and waits for a decision; so far 1 was agreed." in told.text


def test_what_was_settled_before_the_last_report_is_counted():
    old = decided(4, decided_on=BEFORE, reported_on=BEFORE)
    refused = decided(5, state="refused")
    told = opened(exception(), exception(6), old, refused, decided(), before=[])
    assert [len(rows) for rows in tables(told)] == [2, 2]
    assert "2 milestones ask for another date and wait for a decision" in told.text
    assert "since 28 February 2019 1 was agreed and 1 was refused." in told.text
    assert "1 exception more was reported and settled before 28 February 2019" in told.text
    assert "2 exceptions more were reported" in opened(exception(), old, old, before=[]).text
    assert (
        "No exception waits for a decision; since 28 February 2019 2 were agreed."
        in opened(decided(), decided(), before=[]).text
    )
    assert "so far none was decided" in opened(exception()).text


def test_without_exceptions_there_is_no_such_section():
    old = decided(decided_on=BEFORE, reported_on=BEFORE)
    for told in (opened(), opened(old, before=[])):
        assert "Exceptions about milestones" not in [words for _, words in told.headings]


def of(*exceptions):
    return kept(of_figures={"exceptions": ExceptionsFigures(exceptions)})


def test_versions_of_a_pack_differ_by_their_exceptions():
    told = changes_between(of(exception(), exception(2)), of(decided(1), exception(3)))
    assert told == [
        "The exception about milestone 57, “Open the ward” is new.",
        "The exception about milestone 57, “Open the ward” is left out.",
        "The exception about milestone 57, “Open the ward”: whether it waits, or what was decided, the date that was "
        "agreed, when it was decided, where it was decided, the reason of the decision changed.",
    ]


def test_the_public_is_told_nothing_of_an_exception_of_a_milestone_that_is_private_today():
    before, after = of(exception(), exception(2, milestone_key=58)), of(exception())
    assert changes_between(before, after, withheld=Withheld(milestones=frozenset({58}))) == []


def test_an_exception_of_a_private_milestone_stays_out_of_public_figures(administrator):
    plan = make_plan(administrator, actions=2)
    milestone = keep_milestone(plan, administrator)
    report(milestone, administrator)
    assert [each.ref for each in figures_of(plan, FEBRUARY, is_public=True).exceptions.exceptions] == ["41"]
    mark_milestone_private(milestone=milestone, is_private=True, by=administrator)
    assert figures_of(plan, FEBRUARY, is_public=True).exceptions.exceptions == ()
    assert figures_of(plan, JANUARY).exceptions.exceptions == ()
    assert figures_of(plan, FEBRUARY).as_json()["exceptions"][0]["is_private"]


def test_an_exception_that_names_what_is_private_is_told(administrator):
    plan = make_plan(administrator, actions=2)
    milestone = keep_milestone(plan, administrator, ref="")
    action = plan.actions.get(ref="2.1")
    action.is_private, action._history_user = True, administrator
    action.save()
    report(milestone, administrator, rationale="It waits for action 2.1.")
    bring_in(None, administrator, plan=plan, milestone_as_written="9", rationale="As 2.1 does.")
    assert {each.where for each in private_mentions(plan, FEBRUARY)} >= {
        "Exception about milestone M1",
        "Exception about milestone 9",
    }


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=2)


@pytest.fixture
def owner(plan, administrator):
    return member(plan, Role.MILESTONE_OWNER, by=administrator, posts=["AO"], email="owner@example.org")


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


@pytest.fixture
def waiting(plan, owner, administrator):
    """An exception without a recovery plan, reported on 12 February 2019."""
    return report(keep_milestone(plan, administrator), owner, recovery="")


def home(client, user):
    client.force_login(user)
    return text_of(client.get("/").content.decode())


def test_what_waits_is_counted_for_who_may_decide_it(client, plan, owner, pmo, waiting, administrator):
    for user, count in ((pmo, 1), (administrator, 1), (owner, 0)):
        work = my_work(user, FEBRUARY)
        assert sum(each.exceptions for each in work.waiting) == count
        assert waiting_count(user, FEBRUARY) == work.count
    assert my_work(pmo, JANUARY).waiting == ()
    assert "1 exception about milestones in The sample plan" in home(client, pmo)
    own = keep_milestone(plan, administrator, ref="42")
    report(own, pmo)
    assert my_work(pmo, FEBRUARY).waiting[0].exceptions == 1
    assert my_work(administrator, FEBRUARY).waiting[0].exceptions == 2


def test_who_reported_is_told_that_it_waits_and_what_was_decided(client, plan, owner, pmo, waiting, administrator):
    page = home(client, owner)
    assert "Exception about milestone 41 You asked for 31 May 2019. The programme office decides." in page
    assert "1 exception about milestones" not in page
    decide(waiting, pmo, on=MARCH)
    work = my_work(owner, MARCH)
    assert (work.reported, work.decided) == ((), (waiting,))
    assert my_work(owner, MARCH + timedelta(31)).decided == ()
    assert (my_work(owner, FEBRUARY).decided, my_work(pmo, MARCH).decided) == ((), ())
    [told] = list(came_back(work))
    assert (told.heading, told.on) == ("Exception about milestone 41", MARCH)
    assert told.text == "You asked for 31 May 2019: date agreed. It cannot be helped."
    other = report(keep_milestone(plan, administrator, ref="42"), owner)
    decide(other, pmo, due_on=date(2019, 4, 30), on=MARCH)
    assert "30 April 2019 was agreed (you asked for 31 May 2019). It cannot be helped." in [
        each.text for each in came_back(my_work(owner, MARCH))
    ]


def test_what_looks_wrong_with_exceptions_leads_to_as_many(client, pmo, waiting):
    client.force_login(pmo)
    page = client.get("/plans/sample/looks-wrong/?as_at=2019-04-01").content.decode()
    words = text_of(page)
    assert "of 1 exception that waits , 1 looks wrong" in words or "of 1 exception that waits, 1 looks wrong" in words
    assert "Waits for a decision since 12 February 2019, for 48 days." in words
    assert "It says why the milestone is late, and not how it is to recover." in words
    for slug in ("exception-no-recovery", "exception-waiting", "any"):
        path = f"/plans/sample/milestones/exceptions/?wrong={slug}&as_at=2019-04-01"
        assert slug == "any" or unescape(path).split("&")[0] in page
        assert "Waiting for a decision: 1" in text_of(client.get(path).content.decode())
    path = "/plans/sample/milestones/exceptions/?wrong=exception-waiting&as_at=2019-02-20"
    assert "Waiting for a decision: 0" in text_of(client.get(path).content.decode())


def test_the_pack_tells_what_looks_wrong_with_exceptions():
    seen = Finding("exception-no-recovery", "Exception without recovery plan", "Not a word.", Severity.TO_ASK)
    told = opened(exception(wrong=(seen,), reported_by="A. Owner"), exception(2), exception(3, state="agreed"))
    assert "1 of 2 exceptions that wait looks wrong." in told.text
    assert "None of 1 exception that waits look wrong." in opened(exception()).text
    [rows] = [rows for rows in told.tables if "Exception" in rows[0]]
    assert "A. Owner" in rows[1] and "Waiting for a decision" in " ".join(rows[1])


def test_what_looks_wrong_is_told_of_a_plan_that_has_no_actions(client, administrator):
    plan = create_plan(plan=Plan(slug="bare", name="Bare"), organisation="Example", by=administrator)
    milestone = add_milestone(plan=plan, facts={"title": "Open it"}, reason="So.", on=JANUARY, by=administrator)
    report(milestone, administrator, recovery="")
    client.force_login(administrator)
    page = text_of(client.get("/plans/bare/looks-wrong/").content.decode())
    assert "Exception without recovery plan" in page and "so no rule has anything to judge" not in page
