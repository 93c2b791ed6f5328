"""The pages of evidence: who gets a file and how, what the forms say, and what the page of an action shows."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from actions.models import Evidence, EvidenceVersion
from actions.models.evidence import kept_evidence
from actions.presenters.evidence import shown_pieces, size_in_words
from actions.services import judge_evidence, offer_evidence
from core.history import create_all
from tests.factories import make_plan, member

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\ntrailer<<>>\n%%EOF\n"
ON = date(2019, 3, 20)


@pytest.fixture
def plan(administrator):
    return make_plan(administrator, actions=3)


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="2.1")


@pytest.fixture
def people(plan, administrator):
    leads = {"lead": ["AO"], "pmo": [], "reader": []}
    return {role: member(plan, role, by=administrator, posts=posts) for role, posts in leads.items()}


@pytest.fixture
def version(action, people):
    given = {"title": "Minutes", "file": ContentFile(PDF, name="Minutes – März.pdf"), "note": "Item 4."}
    return offer_evidence(action=action, **given, on=ON, by=people["lead"])


def address(name, version):
    return reverse(f"actions:{name}", args=[version.evidence.action.plan.slug, version.pk])


def page(client, user, path, **data):
    client.force_login(user)
    return client.post(path, data) if data else client.get(path)


def offered(client, user, action, **data):
    return page(client, user, f"{action.get_absolute_url()}evidence/", **data)


def test_a_file_is_handed_out_to_be_saved_and_nothing_else(client, version, people):
    response = page(client, people["reader"], address("evidence_file", version))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Minutes")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_is_not_found_by_whoever_may_not_see_the_plan(client, version, outsider, administrator):
    assert page(client, outsider, address("evidence_file", version)).status_code == 404
    other = make_plan(administrator, slug="other", actions=1)
    reader = member(other, "reader", by=administrator, email="elsewhere@example.org")
    assert page(client, reader, address("evidence_file", version)).status_code == 404
    assert page(client, reader, reverse("actions:evidence_file", args=["other", version.pk])).status_code == 404


def test_a_link_has_no_file_and_a_lost_file_is_said(client, action, version, people):
    link = offer_evidence(action=action, title="Page", link="https://www.example.org/a", on=ON, by=people["lead"])
    assert page(client, people["lead"], address("evidence_file", link)).status_code == 404
    kept_evidence().delete(version.file.name)
    response = page(client, people["lead"], address("evidence_file", version))
    assert response.status_code == 404 and "is no longer in the store" in response.content.decode()


def test_offering_a_file_and_a_further_version(client, action, people):
    sent = {"title": "Minutes", "file": SimpleUploadedFile("m.pdf", PDF), "note": "", "link": ""}
    response = offered(client, people["lead"], action, **sent)
    assert response.url == f"{action.get_absolute_url()}#evidence"
    first = EvidenceVersion.objects.get()
    assert (first.offered_on, first.offered_by) == (timezone.localdate(), people["lead"])
    shown = client.get(response.url).content.decode()
    assert "Evidence: offered" in shown and first.sha256 in shown and "“Minutes” is offered" in shown
    again = f"{action.get_absolute_url()}evidence/?piece={first.evidence_id}"
    assert "A further version of <b>Minutes</b>" in client.get(again).content.decode()
    client.post(again, {"link": "https://www.example.org/minutes"})
    assert list(Evidence.objects.get().versions.values_list("number", "link")) == [
        (2, "https://www.example.org/minutes"),
        (1, ""),
    ]


ERRORS = {
    "nothing": ({}, ["Enter what it is", "Choose a file, or give a link below"]),
    "both": ({"title": "M", "file": PDF, "link": "https://example.org"}, ["one of the two"]),
    "a wrong file": ({"title": "M", "file": b"<html>"}, ["m.pdf is not a PDF"]),
    "an empty file": ({"title": "M", "file": b""}, ["m.pdf is empty"]),
    "a wrong link": ({"title": "M", "link": "javascript:alert(1)"}, ["beginning with https://"]),
    "no title": ({"file": PDF}, ["Enter what it is", "Choose the file again: a browser does not keep it"]),
    "a patient": ({"title": "M", "note": "943 476 5919", "link": "https://example.org"}, ["looks like an NHS number"]),
    "a long link": ({"title": "M", "link": "https://example.org/" + "x" * 2000}, ["2,000 characters at most"]),
}


@pytest.mark.parametrize("case", ERRORS)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(case, client, action, people):
    sent, sentences = ERRORS[case]
    if "file" in sent:
        sent = sent | {"file": SimpleUploadedFile("m.pdf", sent["file"])}
    response = offered(client, people["lead"], action, **({"title": ""} | sent))
    shown = response.content.decode()
    assert "There is a problem" in shown and "<title>Error: " in shown.replace("\n", "")
    assert [sentence for sentence in sentences if sentence not in shown] == []
    assert not Evidence.objects.exists()


def test_a_file_too_large_to_be_taken_in_is_said(client, action, people, settings):
    settings.UPLOAD_MEGABYTES = 1
    sent = {"title": "Minutes", "file": SimpleUploadedFile("big.pdf", PDF + bytes(1_100_000))}
    shown = offered(client, people["lead"], action, **sent).content.decode()
    assert "big.pdf is larger than 20 MB" in shown and "Choose the file again" not in shown


def test_who_may_not_offer_or_judge_is_told(client, action, version, people):
    assert offered(client, people["reader"], action).status_code == 403
    assert page(client, people["lead"], address("judge_evidence", version)).status_code == 403
    assert page(client, people["lead"], f"{action.get_absolute_url()}evidence/?piece=12x").status_code == 404


def test_judging(client, action, version, people):
    waiting = page(client, people["pmo"], reverse("actions:evidence", args=[action.plan.slug])).content.decode()
    assert "Evidence to be judged" in waiting and address("judge_evidence", version) in waiting
    error = client.post(address("judge_evidence", version), {"outcome": "sent_back", "question": ""})
    assert "Enter what is missing or unclear" in error.content.decode()
    done = client.post(address("judge_evidence", version), {"outcome": "sent_back", "question": "Signed?"}, follow=True)
    assert "“Minutes” is sent back" in done.content.decode() and "Nothing waits" in done.content.decode()
    again = client.post(address("judge_evidence", version), {"outcome": "accepted"}).content.decode()
    assert "has judged this version meanwhile" in again
    seen = page(client, people["reader"], f"{action.get_absolute_url()}").content.decode()
    assert "Evidence: sent back" in seen and "Signed?" in seen and "Offer evidence" not in seen
    earlier = client.get(f"{action.get_absolute_url()}?as_at=2019-03-21").content.decode()
    assert "Evidence: offered" in earlier and "Signed?" not in earlier


def test_one_s_own_offer_is_left_to_somebody_else(client, action, people):
    own = offer_evidence(action=action, title="Page", link="https://example.org/a", on=ON, by=people["pmo"])
    shown = page(client, people["pmo"], address("judge_evidence", own)).content.decode()
    assert "somebody else has to accept it" in shown and "Save this decision" not in shown


def test_the_list_by_state(client, plan, version, people):
    judge_evidence(version=version, outcome="accepted", on=ON, by=people["pmo"])
    here = reverse("actions:evidence", args=[plan.slug])
    assert "Minutes" in page(client, people["reader"], f"{here}?state=accepted").content.decode()
    assert "None." in page(client, people["reader"], f"{here}?state=sent-back").content.decode()
    assert page(client, people["reader"], f"{here}?state=unheard-of").status_code == 404


def offered_many(action, count, by):
    """Pieces of evidence up to `count`, with a version each, quicker than through the service."""
    new = [Evidence(action=action, title=f"Page {number}") for number in range(Evidence.objects.count(), count)]
    link = {"number": 1, "link": "https://example.org/", "offered_on": ON, "offered_by": by}
    create_all(EvidenceVersion, [EvidenceVersion(evidence=e, **link) for e in create_all(Evidence, new, by=by)], by=by)


def test_queries_do_not_grow_with_the_evidence(client, plan, action, people, django_assert_max_num_queries):
    client.force_login(people["pmo"])
    addresses = {reverse("actions:evidence", args=[plan.slug]): 2000, action.get_absolute_url(): 60}
    for address, most in addresses.items():
        counts = set()
        for wanted in (1, 12, most):
            offered_many(action, wanted, people["lead"])
            with django_assert_max_num_queries(100) as queries:
                assert client.get(address).status_code == 200
            counts.add(len(queries))
        assert len(counts) == 1, address
        Evidence.objects.all().delete()


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 KB"), (999_499, "999 KB"), (1_250_000, "1.2 MB")]
)
def test_sizes_in_words(size, words):
    assert size_in_words(size) == words


def test_evidence_that_nobody_had_offered_by_a_day_is_not_shown_as_at_it(action, version):
    pieces = list(action.evidence.prefetch_related("versions__offered_by__person", "versions__verdict"))
    assert [each.title for each in shown_pieces(pieces, ON)] == [version.evidence.title]
    assert list(shown_pieces(pieces, ON - timedelta(days=1))) == []
