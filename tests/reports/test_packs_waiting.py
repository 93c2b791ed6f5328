"""Packs in "my work": a draft comes to whoever may sign it, then to the programme office that issues it."""

import pytest
from django.utils import timezone

from plans.models import Role
from reports.my_work import my_work, waiting_count
from reports.services import sign_off
from tests.factories import member

from .issuing import STORE, kept, plan_with_a_period, prepare, quick_pdf

BADGE = ", </span>1<span"


@pytest.fixture
def people(administrator):
    """(plan, holder of the post AO, holder of no post, programme office); the first two do nothing but read."""
    plan, _ = plan_with_a_period(administrator)
    holder = member(plan, Role.READER, by=administrator, posts=["AO"], email="holder@example.org")
    return plan, holder, member(plan, Role.READER, by=administrator), member(plan, Role.PMO, by=administrator)


@pytest.fixture
def prepared(people, administrator, django_capture_on_commit_callbacks):
    """prepared(**facts): a draft that is made."""
    before = kept()

    def make(content=b"%PDF", **facts):
        with quick_pdf(content), django_capture_on_commit_callbacks(execute=True):
            pack = prepare(people[0].periods.get(), administrator, **facts)
        pack.refresh_from_db()
        return pack

    yield make
    for name in kept() - before:
        STORE.delete(name)


def sees(client, user):
    """(the words of "my work", whether one thing waits for them there and everywhere)."""
    client.force_login(user)
    pages = [client.get(address).content.decode() for address in ("/", "/plans/sample/reports/")]
    assert waiting_count(user, timezone.localdate()) == my_work(user, timezone.localdate()).count
    assert len({BADGE in page for page in pages}) == 1
    return " ".join(pages[0].split()), BADGE in pages[0]


def test_a_draft_waits_for_who_may_sign_it_and_then_for_who_issues_it(client, people, prepared):
    plan, holder, reader, pmo = people
    pack = prepared(sign_offs=[plan.posts.get()])
    link = '<a href="/plans/sample/reports/packs/1/draft/">Pack 1, v1.0'
    page, waits = sees(client, holder)
    assert f"{link} to look at and sign</a> as Accountable Officer: The sample plan, as at 12 February 2019" in page
    assert waits and "Nothing waits for you" not in page
    for user in (reader, pmo):
        page, waits = sees(client, user)
        assert link not in page and not waits
    sign_off(sign_off=pack.sign_offs.get(), seen=pack.html_sha256, on=timezone.localdate(), by=holder)
    assert link not in sees(client, holder)[0] and link not in sees(client, reader)[0]
    page, waits = sees(client, pmo)
    assert f"{link} is ready to be issued</a>, as at 12 February 2019, of The sample plan" in page and waits


def test_a_draft_that_nobody_has_to_sign_waits_to_be_issued(client, people, prepared):
    prepared()
    assert "is ready to be issued" in sees(client, people[-1])[0]


def test_a_pack_that_could_not_be_made_waits_for_the_programme_office(client, people, prepared):
    def fail(*args, **options):
        raise OSError("The disk is full.")

    prepared(fail, sign_offs=[people[0].posts.get()])
    page, waits = sees(client, people[-1])
    assert "Pack 1, v1.0 could not be made</a>" in page and waits
    assert "Pack 1" not in sees(client, people[1])[0]
