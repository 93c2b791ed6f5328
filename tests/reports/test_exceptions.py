"""Exceptions among the registers: the section of the pack, the public, and what versions of a pack differ by."""

from milestones.exception_figures import ExceptionsFigures
from milestones.services import mark_milestone_private
from reports.document import html_of
from reports.figures import figures_of
from reports.mentions import private_mentions
from reports.revisions import changes_between
from reports.withheld import Withheld
from tests.factories import FEBRUARY, JANUARY, make_plan
from tests.milestones.late import bring_in, keep_milestone, report

from .packs import BEFORE, ON, Opened, exception, make_document
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
