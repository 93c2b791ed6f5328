"""The one write of an import: by whoever may, all of it, from a proposal that still holds."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from actions.models import Statement
from core.workbooks import read
from imports.proposal import propose
from imports.services import ImportRefused, apply_import
from plans.models import Organisation, Plan

from .workbooks import ON, actions, added, contents, plant, row


def proposal(folder, *rows, plan=None):
    workbook = read(plant(folder, actions(*rows)))
    return propose(workbook, plan or Plan(slug="p", name="p"), ON, today=date(2026, 1, 1))


def test_an_outsider_may_not_import(tmp_path, outsider):
    proposed = proposal(tmp_path, row())
    before = contents()
    with pytest.raises(PermissionDenied, match="may not do this: Bring a workbook into the plan, and undo that"):
        apply_import(proposal=proposed, by=outsider)
    assert contents() == before


def test_an_outsider_may_not_import_into_a_known_plan(tmp_path, administrator, outsider):
    apply_import(proposal=proposal(tmp_path, row()), by=administrator)
    proposed = proposal(tmp_path, row(rag="B"), row("1.2"), plan=Plan.objects.get())
    before = contents()
    with pytest.raises(PermissionDenied):
        apply_import(proposal=proposed, by=outsider)
    assert contents() == before


def test_an_administrator_may_and_every_row_names_them(tmp_path, administrator):
    record = apply_import(proposal=proposal(tmp_path, row()), organisation="Ours", by=administrator)
    assert record.recorded_by == Statement.objects.get().recorded_by == administrator
    assert {h.history_user for h in Plan.history.all()} == {administrator}
    assert Organisation.objects.get().name == "Ours"


def test_a_proposal_with_errors_is_refused(tmp_path, administrator):
    proposed = proposal(tmp_path, row(), row())
    before = contents()
    with pytest.raises(ImportRefused, match="The workbook has errors, so nothing was written: mend them and import it"):
        apply_import(proposal=proposed, by=administrator)
    assert contents() == before


def test_a_proposal_is_applied_once(tmp_path, administrator):
    proposed = proposal(tmp_path, row())
    apply_import(proposal=proposed, by=administrator)
    before = contents()
    with pytest.raises(ImportRefused, match="Another workbook was imported meanwhile"):
        apply_import(proposal=proposed, by=administrator)
    assert contents() == before


def test_two_proposals_of_a_new_plan_make_one(tmp_path, administrator):
    first, second = proposal(tmp_path, row()), proposal(tmp_path, row())
    apply_import(proposal=first, by=administrator)
    with pytest.raises(ImportRefused):
        apply_import(proposal=second, by=administrator)
    assert Plan.objects.count() == 1


def test_what_fails_on_the_way_leaves_nothing(tmp_path, administrator, monkeypatch):
    proposed = proposal(tmp_path, row())
    monkeypatch.setattr(proposed.parts[-1], "write", lambda by: 1 / 0)
    before = contents()
    with pytest.raises(ZeroDivisionError):
        apply_import(proposal=proposed, by=administrator)
    assert added(before, contents()) == {}


def test_proposing_writes_nothing(tmp_path, administrator):
    apply_import(proposal=proposal(tmp_path, row()), by=administrator)
    before = contents()
    proposal(tmp_path, row(rag="B"), row("1.2"), plan=Plan.objects.get())
    assert contents() == before
