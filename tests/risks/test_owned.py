"""My work of a risk owner: the open risks of their posts, what each scores, how long nobody looked at it."""

from datetime import date

import pytest
from django.utils import timezone

from plans.models import Role
from reports.my_work import my_work
from reports.presenters.my_risks import risk_rows
from risks.owned import owned_risks
from risks.services import ScoreEntry, add_risk, close_risk, review_risk
from tests.factories import FEBRUARY, JANUARY, MARCH, member
from tests.queries import queries_of

from .test_pages import words

LATE = date(2019, 6, 1)


def add(plan, post, by, title="Another", scores=(), **facts):
    facts = {"title": title, "owners": [post.pk], "owner_as_written": "AO"} | facts
    return add_risk(plan=plan, facts=facts, scores=scores, on=JANUARY, by=by)


def names(user, on=FEBRUARY):
    return [owned.statement.title for owned in my_work(user, on).risks]


def test_the_risks_of_a_post_stand_with_their_scores_longest_unseen_first(plan, post, risk, owner, pmo):
    bare = add(plan, post, pmo, "Bare")
    reached = [ScoreEntry("current", 2, 2, 4), ScoreEntry("target", 2, 2, 4)]
    seen = add(plan, post, pmo, "Seen", scores=reached)
    review_risk(risk=seen, seen_on=MARCH, on=MARCH, by=owner)
    gone = add(plan, post, pmo, "Gone")
    close_risk(risk=gone, reason="Over.", seen=gone.statements.first().pk, on=JANUARY, by=pmo)
    add_risk(plan=plan, facts={"title": "Of nobody"}, on=JANUARY, by=pmo)
    assert names(owner) == ["Bare", "The savings are not made", "Seen"]
    first, second, third = risk_rows(my_work(owner, LATE).risks, LATE, with_plan=True)
    assert (first.name, first.unseen, first.above) == (bare.name, "Neither scored nor reviewed", "")
    assert (second.current.text, second.target.text, second.above) == ("20", "10", "10 above it")
    assert second.unseen == f"Not reviewed for {(LATE - JANUARY).days} days" and second.reviewed == "Not recorded"
    assert (third.reviewed, third.unseen, third.above) == ("14 March 2019", "", "reached")
    assert third.plan == plan.name and risk_rows(my_work(owner, LATE).risks, LATE, with_plan=False)[0].plan == ""
    assert names(owner, date(2018, 1, 1)) == []


def test_a_deputy_has_them_too_and_others_have_none(plan, risk, owner, administrator, outsider):
    deputy = member(plan, Role.RISK_OWNER, by=administrator, deputy_for=["AO"], email="deputy@example.org")
    reader = member(plan, Role.READER, by=administrator, posts=["AO"], email="reader@example.org")
    without = member(plan, Role.RISK_OWNER, by=administrator, email="without@example.org")
    assert names(deputy) == ["The savings are not made"]
    assert [names(user) for user in (reader, without, outsider)] == [[], [], []]


def test_the_page_leads_to_score_and_review(client, plan, risk, owner):
    client.force_login(owner)
    page = words(client, "/")
    days = (timezone.localdate() - JANUARY).days
    assert "Risks I answer for 1 open risk of the posts" in page and f"Not reviewed for {days:,} days" in page
    assert "Nothing waits for you now" not in page
    html = client.get("/").content.decode()
    assert 'href="/plans/sample/risks/1/score/"' in html and 'href="/plans/sample/risks/1/review/"' in html


@pytest.mark.django_db
def test_it_costs_as_much_for_many_risks_as_for_one(client, plan, post, risk, owner, administrator):
    client.force_login(owner)
    one, _ = queries_of(client, "/")
    for number in range(20):
        add(plan, post, administrator, f"Risk {number}", scores=[ScoreEntry("current", 2, 2, 4)])
    assert queries_of(client, "/")[0] == one


def test_somebody_without_posts_costs_one_query(plan, risk, owner, outsider, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert owned_risks(outsider.person_id or 0, [plan.pk], FEBRUARY) == []
    with django_assert_num_queries(5):
        [found] = owned_risks(owner.person_id, [plan.pk], FEBRUARY)
    assert found.current.band == "Extreme" and found.days_unseen(FEBRUARY) == (FEBRUARY - JANUARY).days
