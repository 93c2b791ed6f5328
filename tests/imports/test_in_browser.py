"""A workbook on its way through the browser: brought in, read, looked through, confirmed; or refused, or dropped."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError

from actions.models import Action, Statement
from imports import uploading
from imports.models import Import, Upload
from plans.models import Plan, Role
from tests.factories import member

from .bringing import KEPT, LATER, text_of
from .workbooks import ON, actions, row

State = Upload.State


def kept(name):
    return KEPT.exists(name)


def test_the_programme_office_brings_a_workbook_in(desk, pmo):
    page = text_of(desk.bring(actions(row("1.1"), row("1.2", "Do the second thing"))))
    assert "What the workbook would change plan.xlsx · as at 14 March 2019" in page
    assert not Action.objects.exists()
    assert "Action 1.1 Do the first thing Plan, row 2 New" in page
    confirm = text_of(desk.get(f"{desk.place}confirm/"))
    assert "Import this workbook?" in confirm and f"Who recorded it {pmo}" in confirm
    result = text_of(desk.confirm())
    assert "plan.xlsx Imported as at 14 March 2019" in result
    upload, done = desk.upload, Import.objects.get()
    assert (upload.state, upload.imported, done.recorded_by, done.as_at) == (State.CONFIRMED, done, pmo, ON)
    assert {statement.recorded_by for statement in Statement.objects.all()} == {pmo}
    assert [action.ref for action in Action.objects.all()] == ["1.1", "1.2"]


def test_a_change_is_told_in_words(desk):
    desk.bring(actions(row(due="May 2019", rag="R"), row("1.2", "Other", sro="AO")))
    desk.confirm()
    after = row(due="30 September 2019", rag="B", progress="Begun. Then finished.", sro="CFO")
    page = text_of(desk.bring(actions(after, row("1.2", "Other", sro="AO")), on=LATER))
    assert "Due: May 2019 becomes 30 September 2019" in page
    assert "Rating: No progress becomes Complete" in page
    assert "SRO: AO becomes CFO" in page
    assert "Progress: Begun. becomes Begun. Then finished." in page
    assert "1 changed" in page and "unchanged" in page
    assert "Action 1.2" not in page
    assert "Action 1.2" in desk.look(show="everything")


def test_the_list_says_which_files_came_when_and_from_whom(desk, pmo):
    assert "Nothing was imported yet." in text_of(desk.get())
    desk.bring(actions(row()))
    assert f"plan.xlsx Ready to be looked at and confirmed Uploaded by {pmo.person}" in text_of(desk.get())
    assert f"uploaded by {pmo.person} on" in desk.look()
    desk.confirm()
    page = text_of(desk.get())
    assert f"SHA-256 {desk.upload.sha256}" in page
    assert f"Imported by {pmo.person} on" in page
    assert "as at 14 March 2019" in page and "new" in page
    assert "Not imported yet" not in page


def test_a_workbook_with_errors_is_not_said_to_be_ready(desk, client):
    desk.bring(actions(row("1.1"), row("1.1", "Twice")))
    page = text_of(desk.get())
    assert "plan.xlsx Has errors to be looked at Uploaded by" in page and "Ready" not in page
    assert "The workbook plan.xlsx , which has errors to be looked at, for The plan" in text_of(client.get("/"))
    desk.bring(actions(row("1.1")))
    assert "The workbook plan.xlsx , to look at and confirm for The plan" in text_of(client.get("/"))


def test_the_link_to_the_problems_counts_the_rows_that_it_leads_to(desk):
    page = text_of(desk.bring(actions(row("1.1", rag="", sro="Nobody (NN)"), row("1.2", "Other", sro="AO"))))
    assert "2 rows with problems want a look: 3 questions. " in page
    assert "Rows with problems (2)" in page
    page = text_of(desk.bring(actions(row("1.1"), row("1.1", "Twice"), row("1.2", "Other", rag=""))))
    assert "3 rows with problems want a look: 2 errors and 1 question. " in page
    assert "1 row with problems wants a look: 1 question. " in text_of(desk.bring(actions(row(rag=""))))


def test_a_file_whose_upload_cannot_be_written_does_not_stay(desk, pmo, plan, monkeypatch):
    def fail(*_):
        raise DatabaseError

    monkeypatch.setattr("imports.uploading.save", fail)
    before = KEPT.listdir("")[1]
    with pytest.raises(DatabaseError):
        uploading.bring_in(plan=plan, file=ContentFile(b"PK"), file_name="plan.xlsx", by=pmo)
    assert KEPT.listdir("")[1] == before
    assert not Upload.objects.exists()


def test_a_file_stays_whose_upload_is_written_whatever_fails_then(desk, pmo, plan, monkeypatch):
    def fail(*_):
        raise DatabaseError

    monkeypatch.setattr("imports.uploading._enqueue", fail)
    with pytest.raises(DatabaseError):
        uploading.bring_in(plan=plan, file=ContentFile(b"PK"), file_name="plan.xlsx", by=pmo)
    assert kept(desk.upload.file.name)


def test_the_workbook_of_an_import_is_kept_and_can_be_taken_out_again(desk):
    desk.bring(actions(row()), name="Our “plan”.xlsx")
    content = (desk.folder / "Our “plan”.xlsx").read_bytes()
    desk.confirm()
    assert kept(desk.upload.file.name) and "plan" not in desk.upload.file.name
    response = desk.get(f"{Import.objects.get().pk}/workbook/")
    assert b"".join(response.streaming_content) == content
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_workbook_that_is_lost_is_said(desk):
    desk.bring(actions(row()))
    desk.confirm()
    KEPT.delete(desk.upload.file.name)
    response = desk.get(f"{Import.objects.get().pk}/workbook/")
    assert response.status_code == 404
    assert "The file “plan.xlsx” is no longer in the store. Tell the administrator of the tracker." in text_of(response)


def test_a_dropped_workbook_is_deleted(desk):
    desk.bring(actions(row()))
    name = desk.upload.file.name
    assert kept(name)
    page = text_of(desk.post(f"{desk.place}drop/"))
    assert "plan.xlsx was dropped. Nothing of it was imported." in page
    assert (kept(name), desk.upload.state, desk.upload.preview) == (False, State.DROPPED, None)
    assert "This workbook was dropped" in desk.look()
    page = text_of(desk.post(f"{desk.place}try-again/"))
    assert "This workbook is no longer kept; bring it in once more." in page


def test_the_workbook_may_say_its_own_date(desk):
    page = text_of(desk.bring(actions(row(), above=[["Plan as at 12 February 2019"]]), on=None))
    assert "as at 10 March 2019" in page  # its rows are later than it says
    assert "so it was taken as at 10 March 2019" in page


def test_a_workbook_too_large_to_be_taken_in_is_said(client, pmo, settings):
    settings.UPLOAD_MEGABYTES = 1
    client.force_login(pmo)
    sent = {"file": SimpleUploadedFile("plan.xlsx", bytes(1_100_000)), "as_at_day": ""}
    page = text_of(client.post("/plans/p/imports/new/", sent))
    assert "plan.xlsx has more than the 100 MB that are read" in page and "Choose a workbook" not in page


def test_a_date_in_the_future_is_refused(desk):
    page = text_of(desk.bring(actions(row()), on=date(2190, 1, 1)))
    assert "There is a problem The date that the workbook speaks of must be today or in the past" in page
    assert not Upload.objects.exists()


def test_a_new_plan_begins_with_its_workbook(client, administrator):
    client.force_login(administrator)
    assert "There is no plan yet. Make one, and bring its workbook in." in text_of(client.get("/"))
    page = client.post("/new-plan/", {"name": "Ours", "slug": "our plan", "organisation": ""})
    assert "Use letters, digits and hyphens for the short name, without spaces" in text_of(page)
    assert "Enter the name of the organisation whose plan it is" in text_of(page)
    page = client.post("/new-plan/", {"name": "Our plan", "slug": "ours", "organisation": "Our Trust"}, follow=True)
    assert "The plan “Our plan” was made. Bring its workbook in." in text_of(page)
    assert [str(each) for each in Plan.objects.get(slug="ours").organisations.all()] == ["Our Trust"]
    page = client.post("/new-plan/", {"name": "Again", "slug": "ours", "organisation": "Our Trust"})
    assert "Another plan has this short name. Choose another one" in text_of(page)
    assert 'href="/plans/ours/imports/new/"' in client.get("/plans/ours/").content.decode()


def test_who_may_not_import_is_shown_nothing_of_it(client, plan, administrator, desk):
    desk.bring(actions(row()))
    reader = member(plan, Role.READER, by=administrator)
    client.force_login(reader)
    assert desk.get(desk.place).status_code == desk.get().status_code == 403
    assert "imports" not in client.get("/plans/p/").content.decode()
