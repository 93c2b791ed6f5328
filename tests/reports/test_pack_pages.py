"""The pages of packs: prepared, signed and issued by pressing buttons; read by members; served as they were made."""

import re
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from actions.models import Action
from core.dates.calendar import in_words
from core.environment import time_words
from plans.models import Post, Role
from plans.services import save_reference
from reports.models import Pack
from reports.services import PackRefused, record_sign_off, reissue_pack
from tests.factories import member
from tests.queries import queries_of

from .issuing import PDF, STORE, issue, kept, plan_with_a_period, prepare, quick_pdf, sign_all
from .reading import text_of

HERE = "/plans/sample/reports/"


@pytest.fixture(autouse=True)
def _quick():
    before = kept()
    with quick_pdf():
        yield
    for name in kept() - before:
        STORE.delete(name)


@pytest.fixture
def plan(administrator):
    return plan_with_a_period(administrator)[0]


@pytest.fixture
def browser(plan, administrator, django_capture_on_commit_callbacks):
    """browser(role, **member): somebody's `Desk`."""

    def of(role, **options):
        client = Client()
        client.force_login(member(plan, role, by=administrator, **options))
        return Desk(client, django_capture_on_commit_callbacks)

    return of


class Desk:
    """The browser of somebody logged in; what waits in the background is done after each thing they send."""

    def __init__(self, client, run):
        self.client, self.run = client, run

    def get(self, address=""):
        return self.client.get(f"{HERE}{address}", follow=True)

    def look(self, address=""):
        return words(self.get(address))

    def post(self, address, **data):
        with self.run(execute=True):
            response = self.client.post(f"{HERE}{address}", data)
        if response.status_code == 302:
            response = self.client.get(response.headers["Location"], follow=True)
        return words(response)

    def seen(self, address):
        return re.search('name="seen" value="(.*?)"', self.get(address).content.decode())[1]


def words(response):
    return text_of(response.content.decode().partition("<main")[2].partition("</main>")[0])


@pytest.fixture
def office(browser):
    return browser(Role.PMO)


def facts(plan, **changed):
    post = plan.posts.get().pk
    return {
        "period": plan.periods.get().pk,
        "audience": "full",
        "purpose": "decision",
        "author": post,
        "sponsor": "",
        "sign_offs": [post],
        "meeting": "another",
        "committee": "Governing Body",
        "held_on_day": 28,
        "held_on_month": 3,
        "held_on_year": 2030,
    } | changed


@pytest.fixture
def issued(plan, administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pack = prepare(plan.periods.get(), administrator, sign_offs=[plan.posts.get()])
    pack.refresh_from_db()
    sign_all(pack, timezone.localdate(), administrator)
    with django_capture_on_commit_callbacks(execute=True):
        issue(pack, administrator)
    pack.refresh_from_db()
    return pack


def test_a_pack_is_prepared_signed_issued_and_read(plan, office, browser):
    holder, reader = browser(Role.LEAD, posts=["AO"]), browser(Role.READER)
    assert "No pack was issued yet. Prepare one from a reporting period." in office.look()
    page = office.post("packs/new/", **facts(plan))
    assert "Draft of Pack 1, v1.0" in page and "1 signature is missing" in page
    assert "Governing Body, 28 March 2030" in page and "For decision" in page
    assert "Pack 1, v1.0 February, as at 12 February 2019 Draft" in holder.look()
    assert "Not issued yet" not in reader.look()
    assert reader.get("packs/1/draft/").status_code == 403
    assert reader.get("packs/1/").status_code == reader.get("packs/2/draft/").status_code == 404
    assert reader.get("packs/1/0/pdf/").status_code == 404
    [sign] = re.findall(r'action="/plans/sample/reports/(packs/1/draft/\d+/sign/)"', draft_page(holder))
    page = holder.post(sign, seen=holder.seen("packs/1/draft/"))
    assert "All have signed." in page and "Somebody lead, " in page
    assert "Once it is issued, its number and version" in office.look("packs/1/draft/issue/")
    page = office.post("packs/1/draft/issue/", seen=office.seen("packs/1/draft/issue/"))
    assert "Pack 1, v1.0 Issued on" in page
    assert "Accountable Officer (AO): Somebody lead," in reader.look("packs/1/")
    assert "PDF of Pack 1, v1.0" in reader.look()
    response = reader.get("packs/1/0/pdf/")
    assert response.content == PDF
    assert response.headers["Content-Disposition"] == 'attachment; filename="sample-pack-1-v1.0.pdf"'


def draft_page(desk):
    return desk.get("packs/1/draft/").content.decode()


def test_the_page_of_a_pack_allows_its_own_style_and_nothing_else(issued, browser):
    response = browser(Role.READER).get("packs/1/0/html/")
    assert sha256(response.content).hexdigest() == issued.html_sha256
    [style] = re.findall(b"<style>(.*?)</style>", response.content, re.DOTALL)
    digest = b64encode(sha256(style).digest()).decode()
    assert response.headers["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert b" style=" not in response.content


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_what_is_not_as_it_was_made_is_not_handed_out(issued, browser, kind, caplog):
    reader, file = browser(Role.READER), getattr(issued, kind)
    STORE.delete(file.name)
    page = reader.get(f"packs/1/0/{kind}/")
    assert page.status_code == 500
    assert "This document is not in the store, so it is not handed out." in words(page)
    STORE.save(file.name, ContentFile(b"%PDF-1.7 another"))
    page = reader.get(f"packs/1/0/{kind}/")
    assert page.status_code == 500 and b"another" not in page.content
    assert "is not as it was made" in words(page)
    logged = [record.getMessage() for record in caplog.records if record.name == "reports.serving"]
    assert len(logged) == 2 and getattr(issued, f"{kind}_sha256") in logged[0]


def test_what_is_refused_is_said_where_it_was_asked(issued, plan, office):
    page = office.post("packs/1/issue-again/", because="")
    assert "Enter why it is issued again" in page
    page = office.post("packs/1/issue-again/", because="A date was wrong.")
    assert "Draft of Pack 1, v1.1" in page and "A date was wrong." in page
    assert "v1.1 is being prepared" in office.look("packs/1/")
    assert "is being prepared already" in office.post("packs/1/issue-again/", because="Once more.")
    assert "not the draft that you looked at" in everything(office, "packs/1/draft/issue/", seen="0")
    assert office.get("packs/2/issue-again/").status_code == 404
    page = office.post("packs/1/draft/change/", **facts(plan, because="Two dates were wrong.", meeting="", purpose=""))
    assert "Choose" in page or "required" in page
    page = office.post("packs/1/draft/change/", **facts(plan, because="Two dates were wrong."))
    assert "Two dates were wrong." in page and "Purpose: for decision, was for assurance." in page
    assert "All have signed" not in page


def everything(desk, address, **data):
    """The words of the page that follows, with the banner above it."""
    with desk.run(execute=True):
        return text_of(desk.client.post(f"{HERE}{address}", data, follow=True).content.decode())


def test_a_signature_on_paper_is_recorded(issued, plan, office, administrator):
    office.post("packs/1/issue-again/", because="A date was wrong.")
    [address] = re.findall(r'href="/plans/sample/reports/(packs/1/draft/\d+/signed/)"', draft_page(office))
    seen, today = office.seen(address), timezone.localdate()
    day = {"signed_on_day": today.day, "signed_on_month": today.month, "signed_on_year": today.year}
    assert "Enter who signed" in office.post(address, seen=seen, name="", **day)
    early = {"signed_on_day": 1, "signed_on_month": 1, "signed_on_year": 2019}
    assert "nobody can have signed it before" in office.post(address, seen=seen, name="Ann", **early)
    assert "All have signed." in office.post(address, seen=seen, name="Ann Able", **day)
    assert "Make it again" in office.look("packs/1/draft/")
    assert "1 signature is missing" in office.post("packs/1/draft/again/")
    assert "was dropped" in everything(office, "packs/1/draft/drop/")
    assert Pack.objects.get() == issued


def drafted(plan, by, run, **facts):
    with run(execute=True):
        pack = prepare(plan.periods.get(), by, **facts)
    pack.refresh_from_db()
    return pack


def test_a_draft_tells_when_it_was_made(plan, office, administrator, django_capture_on_commit_callbacks):
    pack = drafted(plan, administrator, django_capture_on_commit_callbacks, sign_offs=[plan.posts.get()])
    pack.made_at = datetime(2019, 2, 13, 9, 30, tzinfo=UTC)
    pack.save()
    assert "Made on 13 February 2019 at 9:30am, of the plan as it was then." in office.look("packs/1/draft/")
    record = pack.sign_offs.get().pk
    assert "the draft that was made on 13 February 2019" in office.look(f"packs/1/draft/{record}/signed/")


def buttons(desk):
    """[(its words, whether it is a main one)] of the buttons of the draft."""
    found = re.findall(r'class="nhsuk-button([^"]*)"[^>]*>(.*?)</(?:a|button)>', draft_page(desk), re.DOTALL)
    return [(text_of(inside), "secondary" not in kind) for kind, inside in found]


def test_the_office_hears_that_a_draft_may_be_out_of_date_before_it_is_signed_or_issued(
    plan, office, browser, administrator, django_capture_on_commit_callbacks
):
    pack = drafted(plan, administrator, django_capture_on_commit_callbacks, sign_offs=[plan.posts.get()])
    sign_all(pack, timezone.localdate(), administrator)
    told = "It may be out of date Something that it may tell was written after this draft was made"
    assert told not in office.look("packs/1/draft/") and told not in office.look("packs/1/draft/issue/")
    assert buttons(office) == [("Issue Pack 1, v1.0", True), ("Make it again", False)]
    area = plan.areas.first()
    area.title = "Renamed"
    save_reference(record=area, by=administrator)
    assert told in office.look("packs/1/draft/") and told in office.look("packs/1/draft/issue/")
    assert told not in browser(Role.LEAD, posts=["AO"]).look("packs/1/draft/")
    assert buttons(office) == [("Make it again", True), ("Issue Pack 1, v1.0", False)]
    page = office.post("packs/1/draft/issue/", seen=office.seen("packs/1/draft/issue/"))
    assert "It was not issued The plan has moved" in page and told not in page
    assert buttons(office) == [("Make it again", True)]
    assert told not in office.post("packs/1/draft/again/")


def test_whoever_has_to_sign_hears_that_a_draft_may_be_out_of_date(
    plan, office, browser, administrator, django_capture_on_commit_callbacks
):
    drafted(plan, administrator, django_capture_on_commit_callbacks, sign_offs=[plan.posts.get()])
    signer = browser(Role.LEAD, posts=["AO"])  # somebody new at the post, of which the draft does not tell
    page = signer.look("packs/1/draft/")
    assert "It may be out of date" in page and "ask the programme office to make it again before you sign it" in page
    assert "make it again before anybody signs" in office.look("packs/1/draft/")
    office.post("packs/1/draft/again/")
    assert "It may be out of date" not in signer.look("packs/1/draft/")


def test_a_draft_says_what_making_it_again_discards_and_whom_to_ask_to_sign(
    plan, office, browser, administrator, django_capture_on_commit_callbacks
):
    post = plan.posts.get()
    other = save_reference(record=Post(plan=plan, abbreviation="CFO"), by=administrator)
    pack = drafted(plan, administrator, django_capture_on_commit_callbacks, sign_offs=[post, other])
    page = office.look("packs/1/draft/")
    assert page.count("Nobody holds it today.") == 2 and "discards" not in page
    holder = browser(Role.LEAD, posts=["AO"])
    deputy = browser(Role.READER, deputy_for=["AO", "CFO"])
    page = office.look("packs/1/draft/")
    assert "Not signed yet Held today by Somebody lead; Somebody reader may sign as deputy." in page
    assert "Not signed yet Nobody holds it today; Somebody reader may sign as deputy." in page
    assert [draft_page(desk).count("Sign this draft for") for desk in (office, holder, deputy)] == [0, 1, 2]
    first = pack.sign_offs.first()
    seen, today = pack.html_sha256, timezone.localdate()
    record_sign_off(sign_off=first, seen=seen, name="Ann Able", signed_on=today, on=today, by=administrator)
    assert "That discards the 1 signature under it: all have to sign again." in office.look("packs/1/draft/")


def test_the_queries_of_a_draft_do_not_grow_with_its_signers(
    plan, office, administrator, django_capture_on_commit_callbacks
):
    for name in ("B", "C", "D"):
        save_reference(record=Post(plan=plan, abbreviation=name), by=administrator)
    posts, asked = list(plan.posts.all()), []
    for number, signers in enumerate((posts[:1], posts), 1):
        drafted(plan, administrator, django_capture_on_commit_callbacks, sign_offs=signers)
        asked.append(queries_of(office.client, f"{HERE}packs/{number}/draft/")[0])
    assert asked[0] == asked[1] <= 25


def test_nothing_is_said_beforehand_of_who_signed_on_paper(
    plan, office, browser, administrator, django_capture_on_commit_callbacks
):
    browser(Role.LEAD, posts=["AO"])
    pack = drafted(plan, administrator, django_capture_on_commit_callbacks, sign_offs=[plan.posts.get()])
    page = office.get(f"packs/1/draft/{pack.sign_offs.get().pk}/signed/").content.decode()
    assert (
        "Somebody lead" not in page and f'name="signed_on_year" type="text" value="{timezone.localdate().year}"' in page
    )


def test_progress_is_said_and_what_came_to_a_stop_can_be_tried_again(plan, office, administrator):
    pack = prepare(plan.periods.get(), administrator)
    page = office.get("packs/1/draft/")
    assert "Making the draft of Pack 1, v1.0" in words(page) and "Waiting for its turn , 0%" in words(page)
    assert page.headers["Refresh"] == "2"
    assert "Is being made" in office.look()
    pack.refresh_from_db()
    again_at = timezone.localtime(pack.asked_at + timedelta(minutes=5))
    assert f"If it is not there by {time_words(again_at)}, you can try again on this page." in words(page)
    pack.asked_at, pack.state, pack.progress = timezone.now() - timedelta(minutes=5, seconds=1), Pack.State.MAKING, 30
    pack.save()
    page = office.get("packs/1/draft/")
    assert "This came to a stop." in words(page) and "Refresh" not in page.headers
    assert "Came to a stop: it can be tried again" in office.look()
    assert "Draft of Pack 1, v1.0" in office.post("packs/1/draft/again/")


def test_what_holds_is_read_while_its_next_version_does_not_come_to_an_end(issued, browser, administrator):
    reissue_pack(pack=issued, because="A date was wrong.", by=administrator)
    again = Pack.objects.get(revision=1)
    reader = browser(Role.READER)
    for again.state in (Pack.State.MAKING, Pack.State.ISSUING):
        again.save()
        assert "Pack 1, v1.0 Issued on" in reader.look("packs/1/")
        assert reader.get("packs/1/0/pdf/").content == PDF


def test_the_page_of_an_issued_pack_tells_what_was_issued_whatever_is_renamed(issued, plan, browser, administrator):
    reader, period, post = browser(Role.READER), plan.periods.get(), plan.posts.get()
    before = [reader.look("packs/1/"), reader.look()]
    period.label, post.title = "Renamed", "Renamed"
    save_reference(record=post, by=administrator)
    period.save()
    assert [reader.look("packs/1/"), reader.look()] == before
    assert "February, as at 12 February 2019" in before[0] and "February" in before[1]


def test_a_failure_is_said_on_the_page(plan, office):
    from reports.pdf import PdfFailed

    def fails(*_, **__):
        raise PdfFailed("The PDF could not be made: a broken picture")

    with quick_pdf(fails):
        page = office.post("packs/new/", **facts(plan))
    assert "It could not be made The PDF could not be made: a broken picture" in page
    assert office.get("packs/1/0/pdf/").status_code == 404
    assert "Could not be made" in office.look()
    assert "Look at it" in office.post("packs/1/draft/again/")


def test_a_pack_that_failed_tells_of_its_period_and_where_to_change_it(plan, office, browser):
    Action.objects.filter(plan=plan).update(is_private=True)
    page = office.post("packs/new/", **facts(plan, audience="public"))
    assert "Every action of the plan “The sample plan” is private" in page
    assert "It is made from the reporting period February, as at 12 February 2019. Change the period" in page
    assert f'href="/plans/sample/periods/{plan.periods.get().pk}/"' in draft_page(office)
    page = office.look("packs/1/draft/change/")
    assert "the reporting period February, as at 12 February 2019, which cannot be exchanged here" in page


def test_a_plan_without_periods_says_what_to_do_first(plan, office):
    plan.periods.get().delete()
    assert "this plan has none yet. Make a period first" in office.look("packs/new/")


def test_the_old_version_says_that_it_was_replaced(issued, administrator, browser, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        again = reissue_pack(pack=issued, because="A date was wrong.", by=administrator)
    again.refresh_from_db()
    with pytest.raises(PackRefused):
        issue(again, administrator)
    sign_all(again, timezone.localdate(), administrator)
    with django_capture_on_commit_callbacks(execute=True):
        issue(again, administrator)
    reader = browser(Role.READER)
    page = reader.look("packs/1/")
    assert "Pack 1, v1.1" in page and "Nothing that the pack tells differs" in page and "Replaced by v1.1" in page
    assert "Replaced by a later version" in reader.look()
    assert reader.get("packs/1/0/pdf/").content == PDF
    told = f"v1.0 does not hold any more: v1.1 replaced it on {in_words(timezone.localdate())}. Read v1.1 ."
    assert told not in page
    for address in ("packs/1/?revision=0", "packs/1/0/html/"):
        assert f"Pack 1, v1.0 {told}" in reader.look(address)
    assert "/packs/1/?revision=0" in reader.get().content.decode()
    as_issued = reader.get("packs/1/0/html/?as_issued=yes").content
    assert sha256(as_issued).hexdigest() == issued.html_sha256
    assert reader.get("packs/1/1/html/").headers["Content-Disposition"].endswith('v1.1.html"')
