"""My work: what a person owes, by when, what came back to them, and what waits for their decision."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actions.models import Assignment, DateRequest, Evidence, EvidenceVerdict, EvidenceVersion
from actions.services import Entry, ask_later_date, decide_date, record_statements
from core.dates.calendar import in_words
from core.history import create_all
from imports.models import Upload
from plans.models import Decision, Holding, Period, Post, Role
from plans.services import date_holding, give_role, save_reference, set_roles
from reports.my_work import my_work, waiting_count
from tests.factories import FEBRUARY, JANUARY, make_plan, member
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
TODAY = date(2019, 3, 1)


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, dates=(JANUARY,))


@pytest.fixture
def lead(plan, administrator):
    return member(plan, Role.LEAD, by=administrator, posts=["AO"])


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, Role.PMO, by=administrator)


def say(plan, ref, by, on=TODAY, **facts):
    action = plan.actions.get(ref=ref)
    entry = Entry(action, facts, before=action.statements.first(), origin="form")
    record_statements(plan=plan, entries=[entry], effective_on=on, by=by)


def names(rows):
    return [each.statement.action.ref for each in rows]


def offer(plan, by, ref="2.1", judged_by=None, outcome="sent_back"):
    evidence = Evidence(action=plan.actions.get(ref=ref), title="Minutes")
    create_all(Evidence, [evidence], by=by)
    version = EvidenceVersion(evidence=evidence, number=1, link="https://example.org/", offered_on=TODAY, offered_by=by)
    create_all(EvidenceVersion, [version], by=by)
    if judged_by:
        verdict = EvidenceVerdict(
            version=version, outcome=outcome, question="Which meeting?", judged_on=TODAY, judged_by=judged_by
        )
        create_all(EvidenceVerdict, [verdict], by=judged_by)
    return version


def ask(plan, by, ref="2.1", decided=None):
    decision = decided and Decision(
        plan=plan, kind="date_refused", decided_on=decided, text="Too late.", recorded_by=by
    )
    if decision:
        create_all(Decision, [decision], by=by)
    request = DateRequest(
        action=plan.actions.get(ref=ref),
        due_on=date(2019, 12, 31),
        reason="Staff left.",
        requested_on=TODAY,
        requested_by=by,
        decision=decision,
    )
    create_all(DateRequest, [request], by=by)


def test_a_lead_owes_what_is_still_to_be_done_the_earliest_due_date_first(plan, lead):
    owed = my_work(lead, TODAY).owed
    dates = [each.statement.due_on for each in owed]
    assert dates == sorted(dates)
    # Every action of the factory is led by the AO; 3 and 8 are complete, 7 is out of scope.
    assert {ref.split(".")[1] for ref in names(owed) if ref} == {"1", "2", "4", "5", "6", "9", "10", "11"}
    assert len(owed) == 9


def test_a_word_within_four_weeks_is_not_owed_again(plan, lead):
    say(plan, "2.1", lead, said_on=TODAY - timedelta(days=28))
    say(plan, "1.2", lead, said_on=TODAY - timedelta(days=29))
    work = my_work(lead, TODAY)
    assert names(work.said) == ["2.1"]
    assert "1.2" in names(work.owed)


def test_words_that_a_workbook_brought_are_words_whatever_day_it_gives(plan, lead, administrator):
    say(plan, "2.1", administrator, on=FEBRUARY, progress="It goes on.")
    work = my_work(lead, TODAY)
    assert [(each.statement.action.ref, each.last_word_on) for each in work.said] == [("2.1", FEBRUARY)]
    assert waiting_count(lead, TODAY) == work.count == 8


def test_an_open_period_says_by_when(plan, lead, administrator):
    period = Period(
        plan=plan,
        label="Month 11",
        opens_on=date(2019, 2, 20),
        updates_due_on=date(2019, 3, 8),
        as_at=date(2019, 3, 14),
    )
    save_reference(record=period, by=administrator)
    say(plan, "2.1", lead, said_on=date(2019, 2, 19))
    say(plan, "1.2", lead, said_on=date(2019, 2, 20))
    work = my_work(lead, TODAY)
    assert "2.1" in names(work.owed)
    assert names(work.said) == ["1.2"]
    assert {each.by for each in work.owed} == {date(2019, 3, 8)}
    assert {each.by for each in my_work(lead, date(2019, 3, 20)).owed} == {None}


def test_what_is_complete_paused_or_of_somebody_else_is_not_owed(plan, lead, administrator):
    before = len(my_work(lead, TODAY).owed)
    say(plan, "2.1", administrator, standing="paused")
    say(plan, "1.2", administrator, rating=plan.ratings.get(code="B"))
    say(plan, "2.5", administrator, leads=[])
    assert len(my_work(lead, TODAY).owed) == before - 3


def test_a_reader_or_somebody_without_a_person_owes_nothing(plan, administrator, outsider):
    give_role(plan=plan, user=outsider, role=Role.LEAD, by=administrator)
    work = my_work(outsider, TODAY)
    assert (work.leads, work.is_named, work.owed) == (True, False, ())
    reader = my_work(member(plan, Role.READER, by=administrator, posts=["AO"]), TODAY)
    assert (reader.leads, reader.owed, reader.waiting) == (False, (), ())


def test_evidence_sent_back_comes_to_who_offered_it_and_to_who_leads_the_action(plan, lead, pmo, administrator):
    version = offer(plan, administrator, judged_by=pmo)
    offer(plan, administrator, ref="1.2", judged_by=pmo, outcome="accepted")
    assert my_work(lead, TODAY).sent_back == (version,)
    assert my_work(administrator, TODAY).sent_back == (version,)
    again = EvidenceVersion(
        evidence=version.evidence, number=2, link="https://example.org/2", offered_on=TODAY, offered_by=lead
    )
    create_all(EvidenceVersion, [again], by=lead)
    assert my_work(lead, TODAY).sent_back == ()


def test_an_answer_to_a_request_is_shown_for_thirty_days(plan, lead, pmo):
    ask(plan, lead, decided=TODAY)
    assert [request.decision.text for request in my_work(lead, TODAY + timedelta(days=30)).answered] == ["Too late."]
    assert my_work(lead, TODAY + timedelta(days=31)).answered == ()
    assert my_work(pmo, TODAY).answered == ()


def test_an_answer_that_was_written_down_late_is_shown_all_the_same(plan, lead):
    today = timezone.localdate()
    ask(plan, lead, decided=today - timedelta(days=60))
    assert len(my_work(lead, today).answered) == 1
    assert my_work(lead, today + timedelta(days=31)).answered == ()


def test_an_answer_names_the_date_that_was_agreed(client, plan, lead, pmo):
    today = timezone.localdate()
    action = plan.actions.get(ref="2.1")
    client.force_login(lead)
    for days, agreed, words in [
        (100, 50, "{agreed} was agreed (you asked for {asked}). Sooner."),
        (200, None, "You asked for {asked}: date agreed. Sooner."),
    ]:
        asked, agreed = today + timedelta(days=days), agreed and today + timedelta(days=agreed)
        action.refresh_from_db()
        request = ask_later_date(action=action, due_on=asked, reason="Staff left.", on=today, by=lead)
        action.refresh_from_db()
        decide_date(request=request, agreed=True, due_on=agreed, reason="Sooner.", seen=action.due_on, on=today, by=pmo)
        told = words.format(agreed=agreed and in_words(agreed), asked=in_words(asked))
        assert told in client.get("/").content.decode()


def test_what_one_asked_for_and_offered_waits_for_somebody_else(client, plan, lead, pmo):
    ask(plan, lead)
    ask(plan, pmo, ref="1.2")
    offer(plan, lead, ref="2.5")
    offer(plan, lead, ref="1.6", judged_by=pmo)
    work = my_work(lead, TODAY)
    assert [request.action.ref for request in work.asked] == ["2.1"]
    assert [version.evidence.action.ref for version in work.offered] == ["2.5"]
    client.force_login(lead)
    page = client.get("/").content.decode()
    assert "Waits for somebody else" in page and "You asked for 31 December 2019. The programme office decides." in page
    assert '<a href="/plans/sample/actions/2.5/">Evidence for 2.5' in page
    assert "more</li>" not in page


def test_of_what_waits_for_others_ten_are_named(client, plan, lead):
    for _ in range(12):
        offer(plan, lead)
    client.force_login(lead)
    page = client.get("/").content.decode()
    assert page.count("Evidence for 2.1") == 10 and "and 2 more</li>" in page


def test_what_waits_for_a_decision_comes_to_who_may_decide_and_had_not_asked(plan, lead, pmo, administrator):
    ask(plan, lead)
    ask(plan, pmo, ref="1.2")
    offer(plan, lead)
    [waiting] = my_work(pmo, TODAY).waiting
    assert (waiting.plan, waiting.dates, waiting.evidence) == (plan, 1, 1)
    [waiting] = my_work(administrator, TODAY).waiting
    assert (waiting.dates, waiting.evidence) == (2, 1)
    assert my_work(lead, TODAY).waiting == ()


def test_the_number_on_the_badge_is_what_the_page_lists(plan, lead, pmo, administrator):
    ask(plan, lead)
    offer(plan, lead, judged_by=pmo)
    for user in (lead, pmo, administrator):
        work = my_work(user, TODAY)
        listed = len(work.owed) + len(work.sent_back) + sum(each.dates + each.evidence for each in work.waiting)
        assert waiting_count(user, TODAY) == work.count == listed
    assert waiting_count(pmo, TODAY) == 1


def test_a_workbook_to_confirm_counts_while_its_reader_may_import(client, plan, pmo, administrator):
    Upload.objects.create(plan=plan, file_name="mine.xlsx", uploaded_by=pmo, state=Upload.State.READY)
    Upload.objects.create(plan=plan, file_name="read.xlsx", uploaded_by=pmo, state=Upload.State.READING)
    Upload.objects.create(plan=plan, file_name="other.xlsx", uploaded_by=administrator, state=Upload.State.READY)
    client.force_login(pmo)
    badge = ", </span>1<span"
    assert "mine.xlsx" in (page := client.get("/").content.decode())
    assert "read.xlsx" not in page and "other.xlsx" not in page
    assert badge in page and badge in client.get("/plans/sample/").content.decode()
    set_roles(plan=plan, user=pmo, roles=[Role.READER], by=administrator)
    assert "mine.xlsx" not in (page := client.get("/").content.decode())
    assert badge not in page and badge not in client.get("/plans/sample/").content.decode()


def test_the_page_has_both_buttons_for_each_action_and_says_what_was_said_last(client, plan, lead):
    client.force_login(lead)
    page = client.get("/").content.decode()
    assert "9 actions to update: 9 updates due now. Those due first stand first." in page
    assert "nobody has said a word of it for 28 days or, while a reporting period is open, since that opened" in page
    assert page.count("Update<span") == page.count("No change<span") == 9
    assert 'href="/plans/sample/actions/2.1/update/?next=/"' in page
    assert "It was begun." in page
    assert "days late" in page


def test_the_page_says_by_when_the_updates_are_due(client, plan, lead, administrator):
    today = timezone.localdate()
    period = Period(plan=plan, label="Now", opens_on=today, updates_due_on=today, as_at=today)
    save_reference(record=period, by=administrator)
    client.force_login(lead)
    assert f"9 updates due by {in_words(today)}" in client.get("/").content.decode()


def test_what_to_do_next_is_said_where_nothing_is_owed(client, plan, administrator, outsider):
    give_role(plan=plan, user=outsider, role=Role.LEAD, by=administrator)
    client.force_login(outsider)
    assert "Ask the programme office to link your log-in" in client.get("/").content.decode()
    free = member(plan, Role.LEAD, by=administrator)
    client.force_login(free)
    assert "You hold no post now and deputise for none" in client.get("/").content.decode()
    Assignment.objects.create(action=plan.actions.get(ref="2.3"), role="ops_lead", person=free.person)
    assert (
        "No action waits for you: those that you lead or deputise for are complete" in client.get("/").content.decode()
    )


def test_a_post_is_a_seat_while_it_is_held(plan, administrator):
    save_reference(record=Post(plan=plan, abbreviation="CFO"), by=administrator)
    lead = member(plan, Role.LEAD, by=administrator, posts=["CFO"])
    assert my_work(lead, TODAY).has_a_seat
    date_holding(holding=Holding.objects.get(), held_from=None, held_to=TODAY, by=administrator)
    assert my_work(lead, TODAY).has_a_seat
    assert not my_work(lead, TODAY + timedelta(days=1)).has_a_seat


@pytest.mark.parametrize("role", [Role.READER, Role.FINANCE_LEAD, Role.RISK_OWNER, Role.MILESTONE_OWNER, Role.PMO])
def test_who_leads_nothing_is_told_that_nothing_waits_and_not_to_ask_for_a_link(client, plan, administrator, role):
    user = member(plan, role, by=administrator)
    client.force_login(user)
    page = client.get("/").content.decode()
    assert "Nothing waits for you now. Choose a plan below" in page
    assert "What I owe" not in page and "link your log-in" not in page
    user.person = None
    user.save()
    assert client.get("/").content.decode().count("What I owe") == 0


def test_the_programme_office_that_leads_too_owes_its_own(client, plan, administrator):
    client.force_login(member(plan, Role.PMO, by=administrator, posts=["AO"]))
    page = client.get("/").content.decode()
    assert "9 actions to update" in page and "Nothing waits for you now" not in page


def test_after_the_last_update_the_page_says_so(client, administrator):
    plan = make_plan(administrator, actions=1)
    lead = member(plan, Role.LEAD, by=administrator, posts=["AO"])
    action = plan.actions.get()
    entry = Entry(action, {"said_on": timezone.localdate()}, before=action.statements.first(), no_change=True)
    record_statements(plan=plan, entries=[entry], effective_on=timezone.localdate(), by=lead)
    client.force_login(lead)
    page = client.get("/").content.decode()
    assert "You owe no update" in page
    assert "1 action with a recent word" in page
    assert "No change</span>" in page


@pytest.mark.parametrize("role", [Role.LEAD, Role.PMO])
def test_the_page_asks_as_often_whatever_there_is_to_do(client, administrator, role):
    counts = []
    for size in (1, 12, 300):
        plan = make_plan(administrator, slug=f"size-{size}", actions=size, dates=(FEBRUARY,))
        user = member(plan, role, by=administrator, posts=["AO"], email=f"{size}@example.org")
        client.force_login(user)
        counts.append(queries_of(client, "/")[0])
    assert len(set(counts)) == 1
    assert counts[0] <= 27
