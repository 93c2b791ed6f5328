"""What is confirmed is what was shown, once, or nothing at all."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, OperationalError

from actions.models import Action, Statement
from core.workbooks import read
from imports import uploading
from imports.models import Import, Upload
from imports.previews import digest_of
from imports.proposal import propose
from imports.services import apply_import
from imports.uploading import UploadRefused
from plans.models import Area, Membership, Role
from plans.services import save_reference
from tests.factories import member

from .bringing import LATER, text_of
from .workbooks import ON, actions, added, contents, plant, row

State = Upload.State


@pytest.fixture
def ready(desk):
    """An upload that waits to be confirmed."""
    desk.bring(actions(row("1.1"), row("1.2", "Do the second thing")))
    return desk.upload


def seen(upload):
    return digest_of(upload.preview)


def press(desk, upload, **data):
    return text_of(desk.post(f"uploads/{upload.pk}/confirm/", **data))


def test_confirming_twice_imports_once(desk, ready, pmo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as asked:
        for _ in range(2):
            uploading.confirm(upload=ready, seen=seen(ready), by=pmo)
    assert len(asked) == 1
    assert Import.objects.count() == 1
    assert "This workbook was imported already" in press(desk, ready, seen=seen(ready))
    assert (Import.objects.count(), Statement.objects.count()) == (1, 2)


def test_of_two_people_who_confirm_one_wins(desk, ready, plan, administrator, django_capture_on_commit_callbacks):
    other = member(plan, Role.PMO, by=administrator, email="other@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        uploading.confirm(upload=ready, seen=seen(ready), by=other)
    assert "This workbook was imported already" in press(desk, ready, seen=seen(ready))
    assert Import.objects.get().recorded_by == other


def test_a_preview_that_somebody_else_changed_is_not_confirmed(desk, ready):
    before = seen(ready)
    desk.post(f"{desk.place}leave-out/", shown=["3:Plan"], leave_out=["3:Plan"])
    page = press(desk, ready, seen=before)
    assert "This is not what was shown when it was confirmed: look at it again, then confirm." in page
    assert not Import.objects.exists()


@pytest.mark.parametrize("said", ["", "x"])
def test_nothing_is_confirmed_without_what_was_seen(desk, ready, said):
    assert "This is not what was shown" in press(desk, ready, seen=said)
    assert not Import.objects.exists()


def test_what_has_errors_is_not_confirmed(desk):
    desk.bring(actions(row("1.1"), row("1.1", "Twice")))
    assert "What the workbook would change" in text_of(desk.get(f"{desk.place}confirm/"))
    assert "There are errors: mend them in the workbook, or leave their rows out." in press(
        desk, desk.upload, seen=seen(desk.upload)
    )


def test_an_import_meanwhile_is_told_and_the_workbook_can_be_read_again(desk, ready, administrator):
    workbook = read(plant(desk.folder, actions(row("1.1", rag="R")), name="other.xlsx"))
    apply_import(proposal=propose(workbook, ready.plan, ON, today=ON), by=administrator)
    before = contents()
    page = press(desk, ready, seen=seen(ready))
    assert "The plan has changed since this was shown (" in page
    assert "so nothing was imported. Have the workbook read again." in page
    assert "Go on to confirm" not in page and "Leave the ticked rows out" not in page
    assert set(added(before, contents())) <= {"imports_historicalupload"}
    assert "Was not imported: it can be read again" in text_of(desk.get())
    again = press(desk, ready, seen=seen(ready))
    assert "This was not imported when it was confirmed before: read it again, then confirm." in again
    assert "Have the workbook read again. Read it again" in again and "This is not what was shown" not in again
    assert "What the workbook would change" in text_of(desk.get(f"{desk.place}confirm/"))
    page = text_of(desk.post(f"{desk.place}try-again/"))
    assert "Rating: No progress becomes In place" in page and "Go on to confirm" in page
    desk.confirm()
    assert Import.objects.count() == 2


def test_a_change_by_hand_meanwhile_is_told_too(desk, administrator):
    desk.bring(actions(row("1.1"), above=[["1) Leadership"]]))
    desk.confirm()
    desk.bring(actions(row("1.1", rag="B"), above=[["1) Leadership"]]), on=LATER)
    area = Area.objects.get()
    area.title = "Leading"
    save_reference(record=area, by=administrator)
    assert "The plan has changed since this was shown (1)" in press(desk, desk.upload, seen=seen(desk.upload))
    assert Action.objects.get().rating.code == "G"


def test_what_moved_is_named_three_at_most(desk, ready, administrator):
    rows = [row(f"1.{n}", f"Do {n}") for n in range(1, 8)]
    workbook = read(plant(desk.folder, actions(*rows), name="other.xlsx"))
    apply_import(proposal=propose(workbook, ready.plan, ON, today=ON), by=administrator)
    assert " and more), so nothing was imported." in press(desk, ready, seen=seen(ready))


def test_whoever_lost_the_role_before_it_was_written_imports_nothing(desk, ready, pmo):
    uploading.confirm(upload=ready, seen=seen(ready), by=pmo)
    Membership.objects.all().delete()
    from imports.tasks import import_upload

    ready.refresh_from_db()
    import_upload.call(ready.pk, ready.asked_at.isoformat(), pmo.pk)
    ready.refresh_from_db()
    assert ready.state == State.READY
    assert "may not do this: Bring a workbook into the plan" in ready.refusal
    assert not Import.objects.exists()


FAILURES = {
    "a value that does not fit": (
        ValidationError("Too long."),
        "A value does not fit, so nothing was imported: Too long.",
    ),
    "a value the database refuses": (
        DatabaseError("out of range"),
        "Something went wrong in the tracker itself, and nothing was imported.",
    ),
    "a database that is busy": (
        OperationalError("locked"),
        "Somebody else was writing for long, so nothing was imported",
    ),
    "a fault of ours": (ZeroDivisionError(), "Something went wrong in the tracker itself, and nothing was imported."),
}


@pytest.mark.parametrize("case", FAILURES)
def test_what_fails_on_the_way_is_said_and_nothing_is_written(desk, ready, monkeypatch, case):
    failure, words = FAILURES[case]

    def fail(**_):
        raise failure

    before = contents()
    monkeypatch.setattr("imports.tasks.apply_import", fail)
    assert words in press(desk, ready, seen=seen(ready))
    assert set(added(before, contents())) <= {"imports_historicalupload"}
    monkeypatch.undo()
    desk.post(f"{desk.place}try-again/")
    desk.confirm()
    assert Import.objects.count() == 1


def test_what_the_database_says_goes_into_the_log_and_not_to_the_reader(desk, ready, monkeypatch, caplog):
    def fail(**_):
        raise DatabaseError("relation actions_secret does not fit")

    monkeypatch.setattr("imports.tasks.apply_import", fail)
    page = press(desk, ready, seen=seen(ready))
    assert f"that it was upload {ready.pk}." in page and "actions_secret" not in page
    [record] = [each for each in caplog.records if each.name == "imports.tasks"]
    assert f"upload {ready.pk}" in record.getMessage() and "actions_secret" in str(record.exc_info[1])


def test_a_database_that_is_busy_when_a_button_is_pressed_is_said(desk, ready, monkeypatch):
    def busy(**_):
        raise OperationalError("database is locked")

    monkeypatch.setattr("imports.uploading.confirm", busy)
    assert "Somebody else was writing for long, so nothing was done. Try again." in press(desk, ready, seen=seen(ready))


@pytest.mark.parametrize("write", ["read_again", "drop", "import_again"])
def test_who_may_not_import_writes_nothing(ready, outsider, write):
    with pytest.raises(PermissionDenied):
        getattr(uploading, write)(upload=ready, by=outsider)
    with pytest.raises(PermissionDenied):
        uploading.confirm(upload=ready, seen=seen(ready), by=outsider)
    with pytest.raises(PermissionDenied):
        uploading.leave_rows_out(upload=ready, shown=set(), chosen=set(), by=outsider)
    with pytest.raises(PermissionDenied):
        uploading.say_columns(upload=ready, sheet="Plan", columns={}, by=outsider)


def test_an_import_is_tried_again_only_while_it_is_being_imported(ready, pmo):
    assert uploading.import_again(upload=ready, by=pmo).state == State.READY


def test_what_was_confirmed_cannot_be_dropped_any_more(desk, ready, pmo):
    desk.confirm()
    with pytest.raises(UploadRefused, match="imported already"):
        uploading.drop(upload=ready, by=pmo)
