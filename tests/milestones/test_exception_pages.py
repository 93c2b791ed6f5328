"""The pages on which exceptions are reported, decided and listed."""

from datetime import date

import pytest
from django.utils import timezone

from milestones.models import MilestoneException
from milestones.services import mark_milestone_private, report_exception, update_milestone
from plans.models import Decision
from plans.services import make_period
from tests.factories import FEBRUARY, JANUARY, MARCH
from tests.queries import queries_of
from tests.reports.reading import text_of

from .late import ASKED, DUE, bring_in, decide, keep_milestone, report, seen

LIST = "/plans/sample/milestones/exceptions/"
WHY = "The builder left.\nHe is ill."
NEW = date(2040, 6, 30)


def day(name, value):
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


TYPED = {"rationale": WHY, "recovery": "Another builds on."} | day("asked_on", NEW)
AGREED = {"outcome": "agree", "reason": "It cannot be helped.", "seen": DUE.isoformat()}


def page_of(milestone):
    return f"/plans/sample/milestones/{milestone.key}/"


def decision_on(exception):
    return f"{LIST}{exception.pk}/decide/"


def post(client, user, path, data):
    client.force_login(user)
    answer = client.post(path, data, follow=True)
    return text_of(answer.content.decode()), answer


def get(client, user, path):
    client.force_login(user)
    return text_of(client.get(path).content.decode())


@pytest.fixture
def waiting(milestone, owner):
    """An exception that asks for NEW, reported on 14 March 2019."""
    told = {"rationale": WHY, "recovery": "Another builds on.", "asked_on": NEW}
    return report_exception(milestone=milestone, **told, on=MARCH, by=owner)


def test_an_owner_reports_and_sees_that_it_waits(client, milestone, owner):
    page, answer = post(client, owner, page_of(milestone) + "exception/", TYPED)
    assert answer.redirect_chain == [(page_of(milestone), 302)]
    assert "Your exception, which asks for 30 June 2040, waits for the programme office." in page
    assert "Waiting for a decision since today" in page and "Recovery plan: Another builds on." in page
    made = MilestoneException.objects.get()
    assert (made.rationale, made.asked_on, made.report, made.effective_on) == (WHY, NEW, "", timezone.localdate())
    page = get(client, owner, page_of(milestone) + "exception/")
    assert "waits for the programme office already" in page and "Report this exception" not in page


def test_an_exception_names_the_period_that_it_belongs_to(client, plan, milestone, owner, administrator):
    today = timezone.localdate()
    make_period(plan=plan, label="Month 8", opens_on=today, updates_due_on=today, as_at=today, by=administrator)
    assert "Which report does it belong to?" in get(client, owner, page_of(milestone) + "exception/")
    page, _ = post(client, owner, page_of(milestone) + "exception/", TYPED | {"report": "Month 9"})
    assert "Choose a report from the list" in page
    post(client, owner, page_of(milestone) + "exception/", TYPED | {"report": "Month 8"})
    assert MilestoneException.objects.get().report == "Month 8"


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, milestone, owner, pmo):
    page, _ = post(client, owner, page_of(milestone) + "exception/", {"recovery": "More staff."})
    assert "Error: Report an exception" in page and "Enter why it is late" in page and "More staff." in page
    page, _ = post(client, owner, page_of(milestone) + "exception/", TYPED | day("asked_on", DUE))
    assert "Ask for a date after 31 January 2019" in page and "The builder left." in page
    report(milestone, pmo)
    page, _ = post(client, owner, page_of(milestone) + "exception/", TYPED)
    assert "An exception of 12 February 2019 is not decided yet" in page
    assert "What you wrote is not saved" in page and "Another builds on." in page


def test_of_a_complete_milestone_none_is_reported(client, milestone, owner):
    update_milestone(milestone=milestone, facts={"status": "complete"}, seen=seen(milestone), on=MARCH, by=owner)
    page = get(client, owner, page_of(milestone) + "exception/")
    assert "It is complete, so it needs no other date." in page and "Report this exception" not in page


def test_the_office_agrees_what_is_asked(client, milestone, pmo, waiting):
    page = get(client, pmo, decision_on(waiting))
    assert "Original date 31 January 2019" in page and "Asked for 30 June 2040" in page and "Agree 30 June 2040" in page
    meeting = {"committee": "Governing Body", **day("held_on", MARCH)}
    page, answer = post(client, pmo, decision_on(waiting), AGREED | meeting)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "The exception about milestone 41 is agreed for 30 June 2040." in page
    assert "Agreed on 14 March 2019 at Governing Body" in page
    assert milestone.statements.first().due_on == NEW
    assert "Save this decision" not in get(client, pmo, decision_on(waiting))


def test_another_date_is_agreed_or_it_is_refused(client, milestone, pmo, waiting, plan, administrator, owner):
    other = report(keep_milestone(plan, administrator, ref="42"), owner)
    page, _ = post(client, pmo, decision_on(waiting), AGREED | {"outcome": "another"} | day("due_on", ASKED))
    assert "is agreed for 31 May 2019" in page and "Agreed: 31 May 2019" in page
    page, _ = post(client, pmo, decision_on(other), AGREED | {"outcome": "refuse"})
    assert "The exception about milestone 42 is refused." in page
    assert Decision.objects.filter(kind=Decision.Kind.DATE_REFUSED).count() == 1


def test_a_date_that_nobody_could_read_is_agreed_only_by_another(client, milestone, pmo):
    unread = bring_in(milestone, pmo, asked_on=None, asked_as_written="after the winter")
    page = get(client, pmo, decision_on(unread))
    assert "Asked for “after the winter”" in page and "Agree a date" in page and "Agree another date" not in page


def test_a_decision_from_an_old_page_is_not_taken(client, milestone, pmo, waiting, administrator):
    page, _ = post(client, pmo, decision_on(waiting), AGREED | {"seen": "2019-01-02"})
    assert "it changed while you had this page open" in page and "It cannot be helped." in page
    page, _ = post(
        client, pmo, decision_on(waiting), AGREED | {"committee": "Board", **day("held_on", date(2039, 1, 1))}
    )
    assert "Enter a day that has come" in page
    decide(waiting, administrator, on=MARCH)
    page, _ = post(client, pmo, decision_on(waiting), AGREED | {"reason": "Mine."})
    assert "This was decided already" in page and "Copy it from here" in page and "Mine." in page


def test_nobody_decides_their_own(client, milestone, pmo):
    own = report(milestone, pmo)
    assert "You reported this exception yourself" in get(client, pmo, decision_on(own))
    assert post(client, pmo, decision_on(own), AGREED)[1].status_code == 403


def test_who_may_not_is_told_so(client, milestone, owner, waiting, outsider, plan):
    client.force_login(owner)
    assert client.get(decision_on(waiting)).status_code == 403
    client.force_login(outsider)
    for path in (LIST, decision_on(waiting), page_of(milestone) + "exception/"):
        assert client.get(path).status_code == 404
    bring_in(None, owner, plan=plan, milestone_as_written="99")


def test_one_of_a_later_day_is_not_there_to_be_decided(client, milestone, owner, pmo):
    to_come = report(milestone, owner, on=date(2039, 1, 1), asked_on=NEW)
    client.force_login(pmo)
    assert client.get(decision_on(to_come)).status_code == 404


def test_the_report_lists_what_waits_first(client, plan, milestone, owner, pmo, administrator):
    decide(report(milestone, owner, report="Month 11"), pmo)
    other = keep_milestone(plan, administrator, ref="42")
    report(other, owner, recovery="", report="Month 12")
    bring_in(None, pmo, plan=plan, milestone_as_written="99", title="Unknown")
    page = get(client, pmo, LIST)
    assert "Waiting for a decision: 1" in page and "Decided, or with nothing to decide: 2" in page
    assert page.index("Open ward 42") < page.index("Open ward 41") and "Recovery plan: Not said" in page
    assert "Looks wrong: It says why the milestone is late" in page
    assert "Not decided: the plan knows no such milestone" in page and page.count("Decide on 42") == 1
    chosen = get(client, owner, f"{LIST}?report=Month+11")
    assert "Open ward 41" in chosen and "Open ward 42" not in chosen and "No exception waits in Month 11" in chosen
    assert "Decide on" not in chosen


def test_the_report_looks_back(client, milestone, owner, pmo):
    decide(report(milestone, owner), pmo, on=MARCH)
    assert "Waiting for a decision: 1" in get(client, pmo, f"{LIST}?as_at=2019-02-12")
    assert "Decide on" not in get(client, pmo, f"{LIST}?as_at=2019-02-12")
    assert "No exception is known as at 10 January 2019" in get(client, pmo, f"{LIST}?as_at={JANUARY}")
    assert "Waiting for a decision: 0" in get(client, pmo, LIST)


def test_a_private_milestone_is_marked(client, milestone, waiting, owner, pmo):
    mark_milestone_private(milestone=milestone, is_private=True, by=pmo)
    assert "Private" in get(client, owner, LIST)


def test_a_milestone_shows_its_exceptions_and_what_may_be_done(client, milestone, owner, pmo, waiting):
    page = get(client, pmo, page_of(milestone))
    assert "Decide on this exception" in page and "Waiting for a decision" in page
    page = get(client, owner, page_of(milestone))
    assert "Decide on this exception" not in page and "What became of it 41 added on 10 January 2019" in page
    assert "Decide on this exception" not in get(client, pmo, f"{page_of(milestone)}?as_at=2019-03-20")


@pytest.mark.parametrize("path", [LIST, "/plans/sample/milestones/1/"])
def test_a_page_asks_as_often_for_one_exception_as_for_many(client, plan, milestone, owner, administrator, path):
    report(milestone, owner)
    client.force_login(owner)
    few, _ = queries_of(client, path)
    for number in range(42, 60):
        report(keep_milestone(plan, administrator, ref=str(number)), owner, on=FEBRUARY)
    assert queries_of(client, path)[0] == few
