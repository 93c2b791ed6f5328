"""Evidence offered and judged: what follows for the action, who may, and what stays in the store."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from actions.models import Evidence, EvidenceVerdict, EvidenceVersion, Origin, Standing
from actions.models.evidence import kept_evidence
from actions.services import (
    Entry,
    EvidenceRefused,
    NotToBeUpdated,
    evidence,
    judge_evidence,
    offer_evidence,
    record_statements,
    withdraw_action,
)
from core.uploads import UploadRefused, check_upload
from tests.factories import make_plan, member

pytestmark = pytest.mark.django_db
ON, LATER = date(2019, 3, 20), date(2019, 4, 2)
ACCEPTED, SENT_BACK = EvidenceVerdict.Outcome.ACCEPTED, EvidenceVerdict.Outcome.SENT_BACK


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="2.1")


@pytest.fixture
def lead(plan, administrator):
    return member(plan, "lead", by=administrator, posts=["AO"])


@pytest.fixture
def pmo(plan, administrator):
    return member(plan, "pmo", by=administrator)


@pytest.fixture(autouse=True)
def _empty_store():
    for name in kept():
        kept_evidence().delete(name)


def kept():
    return kept_evidence().listdir("")[1]


def minutes(text=b"Agreed."):
    return ContentFile(text, name="Minutes.txt")


def offer(action, by, title="Minutes", on=ON, **given):
    given = given or {"file": minutes()}
    return offer_evidence(action=action, title=title, on=on, by=by, **given)


def status(action):
    action.refresh_from_db()
    return action.evidence_status


def test_a_file_is_kept_under_a_name_that_says_nothing(action, lead):
    version = offer(action, lead, file=minutes(), note="Item 4.")
    assert (version.number, version.file_name, version.media_type, version.size) == (1, "Minutes.txt", "text/plain", 7)
    assert version.sha256 == "49721faa8421febb20dcbfb1501817c14af322c3323990fead880c2c9b360363"
    assert kept() == [version.file.name] and "Minutes" not in version.file.name and len(version.file.name) == 32
    assert kept_evidence().open(version.file.name).read() == b"Agreed."
    assert (version.offered_by, version.offered_on, version.note) == (lead, ON, "Item 4.")
    for record in (version, version.evidence):
        assert [(row.history_type, row.history_user) for row in record.history.all()] == [("+", lead)]


def test_an_offer_is_a_statement_and_no_word_on_progress(action, lead):
    before = action.statements.first()
    offer(action, lead)
    told = action.statements.first()
    assert (told.origin, told.recorded_by, told.effective_on) == (Origin.FORM, lead, ON)
    assert told.where == "evidence “Minutes”, version 1"
    assert (told.evidence_status, status(action)) == ("offered", "offered")
    assert (told.progress, told.newest_words, told.said_on) == (before.progress, before.newest_words, before.said_on)
    assert not told.no_change


def test_accepting_sending_back_and_offering_again(action, lead, pmo):
    first = offer(action, lead)
    verdict = judge_evidence(version=first, outcome=SENT_BACK, question=" Which item? ", on=ON, by=pmo)
    assert (verdict.question, status(action)) == ("Which item?", "sent_back")
    assert action.statements.first().origin == Origin.DECISION
    second = offer(action, lead, title="ignored", file=minutes(b"Item 4."), evidence=first.evidence, on=LATER)
    assert (second.number, second.evidence, second.evidence.title, status(action)) == (
        2,
        first.evidence,
        "Minutes",
        "offered",
    )
    judge_evidence(version=second, outcome=ACCEPTED, on=LATER, by=pmo)
    assert status(action) == "accepted"
    assert [row.history_user for row in verdict.history.all()] == [pmo]
    third = offer(action, lead, file=minutes(b"Item 5."), evidence=first.evidence, on=LATER)
    assert (third.number, status(action)) == (3, "offered")
    assert action.statements.filter(effective_on=ON).first().evidence_status == "sent_back"


def test_the_status_is_that_of_all_pieces(action, lead, pmo):
    one, two = offer(action, lead), offer(action, lead, title="Letter", link="https://www.example.org/letter")
    assert action.statements.filter(effective_on=ON).count() == 1
    judge_evidence(version=one, outcome=ACCEPTED, on=ON, by=pmo)
    assert status(action) == "offered"
    judge_evidence(version=two, outcome=ACCEPTED, on=ON, by=pmo)
    assert status(action) == "accepted"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.example.org/minutes?id=4#item",
        "http://intranet/minutes",
        " https://www.example.org/minutes ",
    ],
)
def test_a_link_is_kept_as_given(link, action, lead):
    version = offer(action, lead, link=link)
    assert (version.link, version.sha256, version.size, bool(version.file)) == (link.strip(), "", None, False)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "//example.org/x",
        "www.example.org",
        "https://",
        "https://ann:secret@example.org/",
        "https://[broken/",
    ],
)
def test_a_link_that_leads_nowhere_is_refused(link, action, lead):
    with pytest.raises(EvidenceRefused, match="beginning with https://"):
        offer(action, lead, link=link)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("given", [{"link": ""}, {"link": "https://www.example.org/", "file": minutes()}])
def test_a_file_or_a_link_and_not_both(given, action, lead):
    with pytest.raises(EvidenceRefused, match="one of the two"):
        offer(action, lead, **given)


def test_a_file_that_is_not_what_it_says_is_refused(action, lead):
    with pytest.raises(UploadRefused, match="is not a PDF"):
        offer(action, lead, file=ContentFile(b"MZ", name="minutes.pdf"))
    assert kept() == [] and not Evidence.objects.exists()


def test_a_file_has_a_limit(action, lead, settings):
    settings.EVIDENCE_MEGABYTES = 1
    with pytest.raises(UploadRefused, match="larger than 1 MB"):
        offer(action, lead, file=minutes(b"x" * 1_000_001))


def test_a_form_sent_twice_offers_once(action, lead, administrator):
    first = offer(action, lead)
    assert offer(action, lead) == first
    assert offer(action, lead, file=minutes(), evidence=first.evidence) == first
    assert kept() == [first.file.name]
    assert offer(action, administrator) != first
    assert offer(action, lead, title="Other minutes") != first
    assert offer(action, lead, file=minutes(b"Others.")) != first


def test_the_same_file_after_a_verdict_is_a_new_version(action, lead, pmo):
    first = offer(action, lead)
    judge_evidence(version=first, outcome=SENT_BACK, question="Signed?", on=ON, by=pmo)
    assert offer(action, lead).evidence != first.evidence
    assert offer(action, lead, file=minutes(), evidence=first.evidence).number == 2


def test_a_file_does_not_stay_when_its_offer_fails(action, lead, monkeypatch):
    def fail(*args):
        raise RuntimeError("the database went away")

    monkeypatch.setattr(evidence, "_follow", fail)
    with pytest.raises(RuntimeError):
        offer(action, lead)
    assert kept() == [] and not Evidence.objects.exists()


def test_a_piece_needs_a_title(action, lead):
    with pytest.raises(ValidationError):
        offer(action, lead, title="")
    assert kept() == []


def test_a_version_belongs_to_the_piece_of_its_action(plan, action, lead):
    first = offer(action, lead)
    with pytest.raises(ValueError, match="another action"):
        offer(plan.actions.get(ref="1.2"), lead, file=minutes(), evidence=first.evidence)


def test_who_may_offer(plan, action, outsider, administrator):
    reader, other = member(plan, "reader", by=administrator), member(plan, "lead", by=administrator)
    for somebody in (outsider, reader, other):
        with pytest.raises(PermissionDenied):
            offer(action, somebody)
    assert kept() == []


def test_who_may_judge(plan, action, lead, pmo, outsider, administrator):
    version = offer(action, lead)
    for somebody in (outsider, lead, member(plan, "reader", by=administrator)):
        with pytest.raises(PermissionDenied):
            judge_evidence(version=version, outcome=ACCEPTED, on=ON, by=somebody)
    own = offer(action, pmo, title="Letter")
    with pytest.raises(EvidenceRefused, match="Somebody else has to accept it"):
        judge_evidence(version=own, outcome=ACCEPTED, on=ON, by=pmo)
    assert judge_evidence(version=own, outcome=ACCEPTED, on=ON, by=administrator)


def test_a_verdict_is_on_the_latest_version_and_only_once(action, lead, pmo, administrator):
    first = offer(action, lead)
    second = offer(action, lead, file=minutes(b"Item 4."), evidence=first.evidence)
    with pytest.raises(EvidenceRefused, match="Look at version 2"):
        judge_evidence(version=first, outcome=ACCEPTED, on=ON, by=pmo)
    verdict = judge_evidence(version=second, outcome=ACCEPTED, on=ON, by=pmo)
    assert judge_evidence(version=second, outcome=ACCEPTED, on=ON, by=pmo) == verdict  # the form was sent twice
    with pytest.raises(EvidenceRefused, match="Somebody pmo has judged"):
        judge_evidence(version=second, outcome=SENT_BACK, question="Why?", on=ON, by=administrator)
    assert EvidenceVerdict.objects.count() == 1


@pytest.mark.parametrize("question", ["", "  \n"])
def test_sending_back_needs_a_question(question, action, lead, pmo):
    version = offer(action, lead)
    with pytest.raises(EvidenceRefused, match="what is missing"):
        judge_evidence(version=version, outcome=SENT_BACK, question=question, on=ON, by=pmo)
    assert status(action) == "offered"


def test_what_was_judged_holds_with_a_statement_that_is_dated_ahead(plan, action, lead, pmo, administrator):
    ahead = Entry(action, {"progress": "As at the end of the month."}, before=action.statements.first())
    record_statements(plan=plan, entries=[ahead], effective_on=LATER, by=administrator)
    judge_evidence(version=offer(action, lead), outcome=ACCEPTED, on=ON, by=pmo)
    latest = action.statements.first()
    assert (status(action), latest.evidence_status, latest.effective_on) == ("accepted", "accepted", LATER)
    assert latest.progress == "As at the end of the month."


def test_what_ends_while_evidence_is_offered_keeps_none(action, lead, pmo, monkeypatch):
    def checked_meanwhile(*given, **options):
        withdraw_action(action=action, reason="Not needed.", on=ON, by=pmo)
        return check_upload(*given, **options)

    monkeypatch.setattr(evidence, "check_upload", checked_meanwhile)
    with pytest.raises(NotToBeUpdated, match="withdrawn"):
        offer(action, lead)
    assert not action.evidence.exists() and kept() == []


def test_nothing_is_offered_for_what_nobody_updates(plan, action, lead, administrator):
    with pytest.raises(NotToBeUpdated):
        offer(action, administrator, on=date(2018, 1, 1))
    entry = Entry(action, {"standing": Standing.WITHDRAWN}, before=action.statements.first())
    record_statements(plan=plan, entries=[entry], effective_on=ON, by=administrator)
    with pytest.raises(NotToBeUpdated, match="withdrawn"):
        offer(action, lead)


def test_the_list_knows_what_waits_as_at_a_day(action, lead, pmo, outsider):
    first = offer(action, lead)
    judge_evidence(version=first, outcome=SENT_BACK, question="Signed?", on=LATER, by=pmo)
    assert [piece.outcome for piece in Evidence.objects.as_at(ON)] == [""]
    assert [piece.outcome for piece in Evidence.objects.as_at(LATER)] == ["sent_back"]
    assert not Evidence.objects.as_at(date(2019, 3, 19))
    assert Evidence.objects.visible_to(lead).count() == 1 and not Evidence.objects.visible_to(outsider)
    assert EvidenceVersion.objects.get().file_name == "Minutes.txt"
