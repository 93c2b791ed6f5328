"""Packs from the first draft to a re-issue: what is issued is as it was, and all that may be done to it is refused."""

from datetime import date, timedelta
from inspect import isfunction, signature

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.services import command_line_user
from actions.models import Origin
from actions.services import Entry, record_statements
from plans.models import Committee, Meeting, Plan, Post, Role
from plans.services import NamedMeeting, create_plan, save_reference
from reports import making, services, tasks
from reports.keeping import save
from reports.models import Pack, PackSignOff
from reports.pdf import PdfFailed
from reports.services import (
    PackRefused,
    change_pack,
    drop_pack,
    issue_pack,
    make_again,
    prepare_pack,
    record_sign_off,
    reissue_pack,
    sign_off,
)
from tests.factories import FEBRUARY, member

from .issuing import PDF, STORE, issue, kept, plan_with_a_period, prepare, quick_pdf, sign_all

State = Pack.State


@pytest.fixture
def plan(administrator):
    return plan_with_a_period(administrator)[0]


@pytest.fixture
def period(plan):
    return plan.periods.get()


@pytest.fixture
def ao(plan):
    return plan.posts.get()


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    """with done(): what is asked for inside is done in the background at its end."""
    before = kept()
    yield lambda: django_capture_on_commit_callbacks(execute=True)
    for name in kept() - before:
        STORE.delete(name)


@pytest.fixture(autouse=True)
def _quick():
    with quick_pdf():
        yield


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def draft(period, ao, administrator, done):
    with done():
        pack = prepare(period, administrator, sign_offs=[ao], author=ao)
    pack.refresh_from_db()
    return pack


@pytest.fixture
def issued(draft, administrator, done, today):
    sign_all(draft, today, administrator)
    with done():
        issue(draft, administrator)
    draft.refresh_from_db()
    return draft


def change_an_action(plan, by, **facts):
    action = plan.actions.get(ref="2.1")
    entry = Entry(action, facts, origin=Origin.CORRECTION, before=action.statements.first())
    record_statements(plan=plan, entries=[entry], effective_on=FEBRUARY, by=by)


def contents(pack):
    pack.refresh_from_db()
    return {kind: getattr(pack, kind).open().read() for kind in ("html", "pdf")}


def row(pack):
    return Pack.objects.filter(pk=pack.pk).values().get(), list(pack.sign_offs.values())


def test_a_draft_is_made_in_the_background_with_figures_documents_and_digests(draft, plan):
    assert (draft.number, draft.version, draft.state, draft.progress) == (1, "v1.0", State.DRAFT, 100)
    assert draft.figures["as_at"] == "2019-02-12" and len(draft.figures["actions"]) == 3
    found = contents(draft)
    assert found["pdf"] == PDF
    html = found["html"].decode()
    assert "Pack 1, v1.0" in html and "Draft" in html and "Accountable Officer (AO)" in html
    assert {draft.html.name, draft.pdf.name} <= kept()
    assert plan.slug not in draft.pdf.name


def test_packs_are_numbered_and_a_dropped_draft_leaves_neither_row_nor_file_nor_gap(draft, period, administrator, done):
    with done():
        second = prepare(period, administrator, audience="public")
    second.refresh_from_db()
    assert second.number == 2 and second.state == State.DRAFT
    names = {second.html.name, second.pdf.name}
    assert names <= kept()
    with done():
        drop_pack(pack=second, by=administrator)
    assert not names & kept()
    assert Pack.objects.count() == 1
    assert Pack.history.filter(number=2).first().history_type == "-"
    with done():
        assert prepare(period, administrator).number == 2


def test_a_pack_is_issued_when_all_have_signed_with_final_documents_in_place_of_the_draft(
    draft, ao, administrator, done, today
):
    drafted = {draft.html.name, draft.pdf.name}
    with pytest.raises(PackRefused, match="Still to be signed by AO"):
        issue(draft, administrator)
    sign_all(draft, today, administrator)
    with done():
        issue(draft, administrator)
    html = contents(draft)["html"].decode()
    assert (draft.state, draft.issued_by) == (State.ISSUED, administrator)
    assert draft.issued_at == draft.asked_at
    assert "Final" in html and "Ann Able" in html and "and is final." in html
    assert not drafted & kept() and {draft.html.name, draft.pdf.name} <= kept()


def test_a_pack_that_a_command_issued_names_nobody(draft, administrator, done, today):
    sign_all(draft, today, administrator)
    with done():
        issue(draft, command_line_user())
    html = contents(draft)["html"].decode()
    assert "by the tracker’s command line and is final." in html and "Command line" not in html


def test_words_written_while_it_is_issued_do_not_come_in(draft, plan, administrator, done, today, monkeypatch):
    """Between the look at what was signed and the making of the final documents nothing is read again."""
    sign_all(draft, today, administrator)
    read, reads = making._read, []

    def then_write(pack):
        reads.append(read(pack))
        change_an_action(plan, administrator, title="Nobody signed this")
        save_reference(record=replace_title(plan.posts.get(), "Nobody signed this"), by=administrator)
        return reads[-1]

    monkeypatch.setattr(making, "_read", then_write)
    with done():
        issue(draft, administrator)
    html = contents(draft)["html"].decode()
    assert draft.state == State.ISSUED and len(reads) == 1
    assert "Final" in html and "Nobody signed this" not in html
    assert "Nobody signed this" not in str(draft.figures)


def replace_title(post, title):
    post.title = title
    return post


def test_two_who_issue_at_once_issue_one(draft, administrator, done, today):
    sign_all(draft, today, administrator)
    with done():
        assert issue(draft, administrator).state == State.ISSUING
        assert issue(draft, administrator).state == State.ISSUING
    draft.refresh_from_db()
    assert draft.state == State.ISSUED
    assert draft.history.filter(state=State.ISSUED).count() == 1
    with pytest.raises(PackRefused, match="This pack was issued"):
        issue(draft, administrator)


def test_a_draft_other_than_the_one_seen_is_neither_signed_nor_issued(draft, administrator, today):
    with pytest.raises(PackRefused, match="not the draft that you looked at"):
        issue_pack(pack=draft, seen="0" * 64, by=administrator)
    signs = {"sign_off": draft.sign_offs.get(), "seen": "0" * 64, "name": "Ann", "signed_on": today}
    with pytest.raises(PackRefused, match="made again or changed meanwhile"):
        record_sign_off(**signs, on=today, by=administrator)


def test_a_form_sent_twice_prepares_one_pack(period, ao, administrator, done):
    with done():
        packs = [prepare(period, administrator, sign_offs=[ao]) for _ in range(2)]
        other = prepare(period, administrator, sign_offs=[])
    assert packs[0] == packs[1] and other.number == 2
    with done():
        assert prepare(period, administrator, sign_offs=[ao]).number == 3  # the first one is a draft by now


def test_what_is_issued_is_what_was_signed(draft, plan, administrator, done, today):
    sign_all(draft, today, administrator)
    before = contents(draft)
    change_an_action(plan, administrator, title="Do something else")
    with done():
        issue(draft, administrator)
    assert contents(draft) == before
    assert draft.state == State.DRAFT and draft.failure.startswith("The plan has moved since this draft was made")
    assert kept() >= {draft.html.name, draft.pdf.name} and len(kept()) == 2
    with done():
        make_again(pack=draft, by=administrator)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT and draft.failure == ""
    assert draft.sign_offs.get().signed_on is None


def test_a_draft_was_made_when_the_plan_was_read_for_it_whatever_was_asked_since(draft, plan, administrator, done):
    made_at = timezone.now() - timedelta(days=3)
    draft.made_at = made_at
    draft.save()
    signed_on = timezone.localdate(made_at)
    sign_all(draft, signed_on, administrator)
    change_an_action(plan, administrator, title="Do something else")
    with done():
        issue(draft, administrator)
    draft.refresh_from_db()
    assert draft.failure == making.MOVED and draft.asked_at > draft.made_at == made_at
    with done():
        make_again(pack=draft, by=administrator)
    draft.refresh_from_db()
    assert draft.asked_at < draft.made_at < timezone.now()
    with done():
        make_again(pack=draft, by=administrator)
        assert Pack.objects.get().made_at is None


def test_a_holder_or_a_deputy_signs_and_nobody_else(draft, plan, administrator, today):
    signs = {"sign_off": draft.sign_offs.get(), "seen": draft.html_sha256, "on": today}
    for user in (member(plan, Role.READER, by=administrator), administrator):
        with pytest.raises(PermissionDenied, match="neither hold the post AO nor deputise"):
            sign_off(**signs, by=user)
    deputy = member(plan, Role.LEAD, by=administrator, deputy_for=["AO"])
    for _ in range(2):  # the button pressed twice
        signed = sign_off(**signs, by=deputy)
        assert (signed.signed_on, signed.signed_name, signed.recorded_by) == (
            today,
            "Somebody lead, as deputy",
            deputy,
        )
    holder = member(plan, Role.LEAD, by=administrator, posts=["AO"], email="ao@example.org")
    with pytest.raises(PackRefused, match="AO has signed already"):
        sign_off(**signs, by=holder)


def test_a_holder_who_may_not_read_the_plan_does_not_sign(draft, plan, administrator, today, outsider):
    with pytest.raises(PermissionDenied, match="Read the plan"):
        sign_off(sign_off=draft.sign_offs.get(), seen=draft.html_sha256, on=today, by=outsider)


def test_a_signature_on_paper_is_recorded_with_a_day_that_can_be(draft, administrator, today):
    signs = {"sign_off": draft.sign_offs.get(), "seen": draft.html_sha256, "on": today, "by": administrator}
    day = timedelta(days=1)
    for signed_on, name, sentence in [
        (today + day, "Ann", "is still to come"),
        (today - day, "Ann", "nobody can have signed it before"),
        (today, " ", "Enter who signed"),
    ]:
        with pytest.raises(PackRefused, match=sentence):
            record_sign_off(**signs, signed_on=signed_on, name=name)
    assert record_sign_off(**signs, signed_on=today, name=" Ann ").signed_name == "Ann"


def test_changing_the_facts_makes_the_draft_again_and_asks_for_new_signatures(
    draft, plan, ao, administrator, done, today
):
    sign_all(draft, today, administrator)
    before, meeting = {draft.html.name, draft.pdf.name}, NamedMeeting("Governing Body", date(2019, 3, 28))
    facts = {"audience": "full", "purpose": "decision", "meeting": meeting, "sponsor": ao, "sign_offs": [ao]}
    with done():
        change_pack(pack=draft, **facts, by=administrator)
    html = contents(draft)["html"].decode()
    assert "Governing Body, 28 March 2019" in html and "For decision" in html
    assert draft.sign_offs.get().signed_on is None
    assert not before & kept()


def test_what_is_of_another_plan_is_refused(draft, plan, period, administrator):
    other = create_plan(plan=Plan(slug="other", name="Other"), by=administrator)
    post = save_reference(record=Post(plan=other, abbreviation="CFO"), by=administrator)
    committee = save_reference(record=Committee(plan=other, name="Board"), by=administrator)
    meeting = save_reference(record=Meeting(committee=committee, held_on=date(2019, 3, 1)), by=administrator)
    facts = {"audience": "full", "purpose": "decision"}
    for wrong in ({"author": post}, {"sign_offs": [post]}, {"meeting": meeting}):
        with pytest.raises(PackRefused, match="belongs to another plan"):
            prepare_pack(period=period, **facts, **wrong, by=administrator)
    assert Pack.objects.count() == 1


def test_a_pack_that_is_being_made_is_not_changed(period, administrator, done):
    pack = prepare(period, administrator)
    with pytest.raises(PackRefused, match="is being made"):
        change_pack(pack=pack, audience="full", purpose="decision", by=administrator)
    pack.state = State.ISSUING
    pack.save()
    with pytest.raises(PackRefused, match="is being issued"):
        drop_pack(pack=pack, by=administrator)


def test_a_reissue_lists_what_changed_and_the_old_version_is_byte_for_byte_as_it_was(
    issued, plan, administrator, done, today
):
    before, fields = contents(issued), row(issued)
    change_an_action(plan, administrator, rating=plan.ratings.get(code="B"), due_on=date(2019, 6, 30), progress="Done.")
    with pytest.raises(PackRefused, match="Say why"):
        reissue_pack(pack=issued, because=" ", by=administrator)
    with done():
        again = reissue_pack(pack=issued, because="2.1 was reported wrongly.", by=administrator)
    again.refresh_from_db()
    assert (again.version, again.state, again.author) == ("v1.1", State.DRAFT, issued.author)
    assert "Complete: 2, was 1." in again.changes
    assert "2.1: Complete, was Underway." in again.changes
    assert any(sentence.startswith("2.1: due 30 June 2019, was ") for sentence in again.changes)
    assert "2.1: other words on its progress, “Done.”." in again.changes
    with pytest.raises(PackRefused, match="being prepared already"):
        reissue_pack(pack=issued, because="Once more.", by=administrator)
    sign_all(again, today, administrator)
    with done():
        issue(again, administrator)
    html = contents(again)["html"].decode()
    assert again.state == State.ISSUED
    assert "2.1 was reported wrongly." in html and "2.1: Complete, was Underway." in html
    assert issued.pdf_sha256 in html
    assert contents(issued) == before and row(issued) == fields


def test_the_reason_of_a_reissue_can_be_put_right(issued, administrator, done):
    with done():
        again = reissue_pack(pack=issued, because="A slip.", by=administrator)
    facts = {"audience": "full", "purpose": "assurance", "by": administrator}
    with pytest.raises(PackRefused, match="for the same readers"):
        change_pack(pack=again, **facts | {"audience": "public"}, changed_because="A slip.")
    with pytest.raises(PackRefused, match="Say why"):
        change_pack(pack=again, **facts)
    with done():
        change_pack(pack=again, changed_because="A slip of the pen.", **facts)
    assert "A slip of the pen." in contents(again)["html"].decode()
    assert again.changes == ["Author: not set, was Accountable Officer (AO).", "To be signed by: nobody."]


def touching(pack, holder, by, on):
    """Everything that may be asked of a pack, on one that is issued."""
    facts = {"audience": "full", "purpose": "decision", "by": by}
    record, seen = pack.sign_offs.get(), pack.html_sha256
    return {
        "change_pack": lambda: change_pack(pack=pack, **facts),
        "make_again": lambda: make_again(pack=pack, by=by),
        "drop_pack": lambda: drop_pack(pack=pack, by=by),
        "issue_pack": lambda: issue_pack(pack=pack, seen=seen, by=by),
        "sign_off": lambda: sign_off(sign_off=record, seen=seen, on=on, by=holder),
        "record_sign_off": lambda: record_sign_off(sign_off=record, seen=seen, name="Bob", signed_on=on, on=on, by=by),
    }


def test_nothing_touches_a_pack_that_is_issued(issued, plan, administrator, done, today):
    holder = member(plan, Role.LEAD, by=administrator, posts=["AO"])
    before, fields, ways = contents(issued), row(issued), touching(issued, holder, administrator, today)
    takes_a_pack = {
        name
        for name, service in vars(services).items()
        if isfunction(service) and {"pack", "sign_off"} & set(signature(service).parameters)
    }
    assert takes_a_pack == {*ways, "reissue_pack"}
    for name, touch in ways.items():
        with pytest.raises(PackRefused, match="This pack was issued"), done():
            touch()
        assert row(issued) == fields, name
    for task in (tasks.make_draft, tasks.issue):
        task.call(issued.pk, issued.asked_at.isoformat(), administrator.pk)
    assert contents(issued) == before and row(issued) == fields


def test_no_row_of_an_issued_pack_is_written_or_deleted_by_whoever_has_it(issued, ao, administrator):
    fields, record, other = row(issued), issued.sign_offs.get(), PackSignOff(pack=issued, post=ao)
    issued.purpose, record.signed_name = "decision", "Mallory"
    for touch in (issued.save, issued.delete, record.save, record.delete, other.save):
        with pytest.raises(PackRefused, match="This pack was issued"):
            touch()
    assert row(issued) == fields


def test_the_keeper_of_rows_writes_no_issued_one_whatever_it_is_given(issued, administrator):
    fields = row(issued)
    issued.state = State.DRAFT
    with pytest.raises(PackRefused):
        save(issued, administrator)
    assert row(issued) == fields


def test_only_who_keeps_packs_does_any_of_it(draft, period, plan, administrator):
    lead = member(plan, Role.LEAD, by=administrator)
    facts = {"audience": "full", "purpose": "decision"}
    for refused in (
        lambda: prepare_pack(period=period, **facts, by=lead),
        lambda: change_pack(pack=draft, **facts, by=lead),
        lambda: make_again(pack=draft, by=lead),
        lambda: drop_pack(pack=draft, by=lead),
        lambda: issue_pack(pack=draft, seen="", by=lead),
        lambda: reissue_pack(pack=draft, because="x", by=lead),
        lambda: record_sign_off(
            sign_off=PackSignOff.objects.get(), seen="", name="x", signed_on=FEBRUARY, on=FEBRUARY, by=lead
        ),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def fails(error):
    def render(*_, **__):
        raise error

    return render


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PdfFailed("The PDF was not ready after 420 seconds, so it was given up."), "The PDF was not ready after 420"),
        (PdfFailed("The PDF could not be made: a broken picture"), "The PDF could not be made: a broken picture"),
        (OSError(28, "No space left"), "The documents could not be written to the tracker's store"),
    ],
)
def test_a_draft_that_fails_says_why_and_leaves_nothing(period, administrator, done, error, sentence):
    before = kept()
    with quick_pdf(fails(error)), done():
        pack = prepare(period, administrator)
    pack.refresh_from_db()
    assert pack.state == State.FAILED and pack.failure.startswith(sentence)
    assert (pack.figures, pack.html_sha256, pack.pdf_sha256, kept()) == (None, "", "", before)
    with done():
        make_again(pack=pack, by=administrator)
    pack.refresh_from_db()
    assert pack.state == State.DRAFT


def test_a_store_that_cannot_be_written_leaves_nothing(period, administrator, done, monkeypatch):
    save, before, written = STORE.save, kept(), []

    def full(name, content, **options):
        if written:
            raise OSError(28, "No space left on device")
        written.append(name)
        return save(name, content, **options)

    monkeypatch.setattr(STORE, "save", full)
    with done():
        pack = prepare(period, administrator)
    pack.refresh_from_db()
    assert written and pack.state == State.FAILED and kept() == before


def test_old_files_that_cannot_be_deleted_take_nothing_from_the_pack(
    draft, administrator, done, today, monkeypatch, caplog
):
    before, delete = {draft.html.name, draft.pdf.name}, STORE.delete

    def refused(name):
        if name in before:
            raise PermissionError(13, "Permission denied", name)
        delete(name)

    monkeypatch.setattr(STORE, "delete", refused)
    with done():
        make_again(pack=draft, by=administrator)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT and not before & {draft.html.name, draft.pdf.name} and before <= kept()
    before |= {draft.html.name, draft.pdf.name}
    sign_all(draft, today, administrator)
    with done():
        issue(draft, administrator)
    assert contents(draft)["pdf"] == PDF
    assert draft.state == State.ISSUED and {draft.html.name, draft.pdf.name} <= kept()
    assert sum("could not be deleted" in record.getMessage() for record in caplog.records) == 4
    monkeypatch.undo()


def test_what_fails_after_a_pack_was_issued_takes_none_of_its_documents(draft, administrator, done, today, monkeypatch):
    def lost(pack, made, names, user):
        finish(pack, made, names, user)
        raise ConnectionError("The answer of the database was lost")

    finish = tasks._issued
    monkeypatch.setattr(tasks, "_issued", lost)
    sign_all(draft, today, administrator)
    with done():
        issue(draft, administrator)
    assert contents(draft)["pdf"] == PDF and draft.state == State.ISSUED


def test_an_issue_that_fails_leaves_the_draft_and_its_signatures(draft, administrator, done, today):
    sign_all(draft, today, administrator)
    before, files = contents(draft), kept()
    with quick_pdf(fails(PdfFailed("The PDF could not be made: no"))), done():
        issue(draft, administrator)
    assert contents(draft) == before and kept() == files
    assert (draft.state, draft.failure, draft.issued_at) == (State.DRAFT, "The PDF could not be made: no", None)
    with done():
        issue(draft, administrator)
    draft.refresh_from_db()
    assert draft.state == State.ISSUED


def test_an_issue_whose_worker_ended_goes_on(draft, administrator, done, today):
    sign_all(draft, today, administrator)
    issue(draft, administrator)  # nobody works on it
    draft.refresh_from_db()
    assert draft.state == State.ISSUING
    with done():
        make_again(pack=draft, by=administrator)
    draft.refresh_from_db()
    assert (draft.state, draft.issued_by) == (State.ISSUED, administrator)


def test_what_fails_without_a_sentence_is_told_to_the_log_too(period, administrator, done):
    class Odd(Exception):
        pass

    with quick_pdf(fails(Odd())), done():
        pack = prepare(period, administrator)
    pack.refresh_from_db()
    assert pack.state == State.FAILED and pack.failure.startswith("Something went wrong in the tracker itself")


def test_what_was_asked_anew_meanwhile_takes_nothing_from_the_earlier(draft, administrator, done):
    """A maker that is slow, and finds that the draft was changed, keeps nothing."""
    files = kept()

    def slow(*_, **__):
        drop_pack(pack=draft, by=administrator)
        return PDF

    with quick_pdf(slow), done():
        make_again(pack=draft, by=administrator)
    assert not Pack.objects.exists()
    assert kept() < files
