"""The command: a pack in its place, or one clear sentence and nothing changed."""

import os
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from plans.models import Plan
from reports.document import NothingToShow, document_of
from reports.management.commands import build_pack
from reports.pdf import PdfFailed
from reports.style import FontsMissing
from tests.factories import FEBRUARY, JANUARY, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(administrator):
    plan = make_plan(administrator, actions=3)
    plan.version = "2.0"
    plan.save()
    return plan


@pytest.fixture
def drawn(monkeypatch):
    """What was given to the renderer, which is not started: it has tests of its own."""
    documents = []
    monkeypatch.setattr(build_pack, "render", lambda html: documents.append(html) or b"%PDF- drawn")
    return documents


def build(output, **options):
    told = StringIO()
    call_command("build_pack", plan="sample", output=output, stdout=told, **options)
    return told.getvalue()


def test_pdf_and_twin_are_written(plan, drawn, tmp_path):
    pdf, twin = tmp_path / "pack.pdf", tmp_path / "pack.html"
    assert build(pdf, html=twin, as_at=FEBRUARY) == f"Written: {pdf}, {twin}.\n"
    assert pdf.read_bytes() == b"%PDF- drawn"
    assert twin.read_text() == drawn[0]
    assert "as at 12 February 2019" in drawn[0]
    assert sorted(os.listdir(tmp_path)) == ["pack.html", "pack.pdf"]
    assert oct(pdf.stat().st_mode)[-3:] == "644"


def test_it_is_as_at_today_when_no_date_is_given(plan, drawn, tmp_path, monkeypatch):
    monkeypatch.setattr(build_pack.timezone, "localdate", lambda: date(2019, 2, 20))
    build(tmp_path / "pack.pdf")
    assert "as at 20 February 2019" in drawn[0]


def test_a_real_pack_is_a_pdf(plan, tmp_path):
    build(tmp_path / "pack.pdf", as_at=FEBRUARY)
    assert (tmp_path / "pack.pdf").read_bytes().startswith(b"%PDF-")


def test_the_version_is_that_of_the_latest_statements_and_else_not_known(plan):
    assert document_of(plan, FEBRUARY).version == "2.0"
    assert document_of(plan, FEBRUARY - timedelta(days=1)).version == ""
    assert document_of(plan, FEBRUARY).organisations == ("Example Partners",)


def test_a_pack_costs_the_same_queries_however_many_actions_there_are(
    plan, administrator, django_assert_max_num_queries
):
    many = make_plan(administrator, slug="many", actions=60)
    for each in (plan, many):
        each = Plan.objects.get(pk=each.pk)
        with django_assert_max_num_queries(85):
            document_of(each, FEBRUARY)


def refused(output, **options):
    with pytest.raises(CommandError) as refusal:
        call_command("build_pack", **({"plan": "sample", "output": output, "as_at": FEBRUARY} | options))
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_a_plan_that_is_not_there(plan, drawn, tmp_path):
    assert refused(tmp_path / "p.pdf", plan="other") == "There is no plan “other”; give one of: sample."


def test_no_plan_at_all(drawn, tmp_path):
    assert refused(tmp_path / "p.pdf") == "There is no plan “sample”; give one of: there are none yet."


def test_a_plan_with_nothing_in_it(plan, drawn, tmp_path):
    message = refused(tmp_path / "p.pdf", as_at=JANUARY - timedelta(days=1))
    assert message == (
        "The plan “The sample plan” has nothing to show as at 9 January 2019: import a workbook, or give a later date."
    )
    assert os.listdir(tmp_path) == []


def test_places_that_cannot_be_written(plan, drawn, tmp_path, monkeypatch):
    assert refused(tmp_path) == f"{tmp_path} is a folder: give the name of a file in it."
    nowhere = tmp_path / "nowhere" / "p.pdf"
    assert refused(nowhere) == f"{nowhere} cannot be written: there is no folder {tmp_path / 'nowhere'}."
    assert "there is no folder" in refused(tmp_path / "p.pdf", html=nowhere)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "you may not write in" in refused(tmp_path / "p.pdf")
    assert drawn == []


@pytest.mark.parametrize("failure", [PdfFailed, FontsMissing, NothingToShow])
def test_a_failure_is_told_and_what_was_there_stays(plan, tmp_path, monkeypatch, failure):
    def fail(html):
        raise failure("It could not be made.")

    (tmp_path / "p.pdf").write_bytes(b"the pack of last month")
    monkeypatch.setattr(build_pack, "render", fail)
    assert refused(tmp_path / "p.pdf", html=tmp_path / "p.html") == "It could not be made."
    assert (tmp_path / "p.pdf").read_bytes() == b"the pack of last month"
    assert os.listdir(tmp_path) == ["p.pdf"]


def test_a_full_disk_leaves_nothing_behind(plan, drawn, tmp_path, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    (tmp_path / "p.pdf").write_bytes(b"the pack of last month")
    monkeypatch.setattr(os, "replace", full)
    assert refused(tmp_path / "p.pdf") == "The pack could not be written: No space left on device."
    assert (tmp_path / "p.pdf").read_bytes() == b"the pack of last month"
    assert os.listdir(tmp_path) == ["p.pdf"]
