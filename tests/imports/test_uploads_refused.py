"""Files that are no workbook, or do harm: one sentence with the remedy, at the form where a look is enough, else after
the reading; and nothing of them is kept."""

import io
import zipfile

import pytest

from core.workbooks import Limits
from imports.models import Upload
from imports.proposal import propose

from .bringing import KEPT, text_of
from .workbooks import actions, plant, row

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def bomb(folder):
    """A workbook with a sheet that unpacks to far more than its size."""
    good, content = plant(folder, actions(row())), io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data + b" " * (450 << 20) if entry.filename.endswith("sheet1.xml") else data)
    return content.getvalue()


def broken(folder):
    """A workbook whose zip is in order and whose sheet is not."""
    good, content = plant(folder, actions(row())), io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, b"<worksheet><oops" if entry.filename.endswith("sheet3.xml") else old.read(entry))
    return content.getvalue()


AT_THE_FORM = {
    "html": (b"<html><table><tr><td>1", "plan.xlsx is a web page (HTML), not an Excel workbook."),
    "nothing": (b"", "plan.xlsx is empty: it holds no bytes at all."),
    "xls": (OLE, "plan.xlsx is an old Excel file (.xls)."),
    "csv": (b"No.,Action\n1.1,Do it\n", "plan.xlsx is a CSV or text file, not an Excel workbook."),
    "pdf": (b"%PDF-1.7", "plan.xlsx is a PDF, not an Excel workbook."),
    "a picture": (b"\x89PNG\r\n\x1a\n", "plan.xlsx is a picture, not an Excel workbook."),
}


@pytest.mark.parametrize("case", AT_THE_FORM)
def test_what_is_no_workbook_is_refused_at_the_form(desk, case):
    content, words = AT_THE_FORM[case]
    page = desk.send(content)
    assert "There is a problem" in text_of(page) and words in text_of(page)
    assert "<title>Error: Bring a workbook in" in page.content.decode()
    assert not Upload.objects.exists()


def test_a_bomb_is_refused_at_the_form(desk):
    page = text_of(desk.send(bomb(desk.folder)))
    assert "more than the 400 MB that are read" in page
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_refused_at_the_form(desk, monkeypatch):
    monkeypatch.setattr("imports.forms.Limits", lambda: Limits(file_megabytes=0))
    assert "more than the 0 MB that are read. Delete what is not needed" in text_of(desk.bring(actions(row())))
    assert not Upload.objects.exists()


def test_a_form_without_a_file_is_refused(desk):
    assert "Choose a workbook" in text_of(desk.post("new/"))


def test_what_turns_out_to_be_broken_is_refused_after_the_reading_and_deleted(desk):
    page = text_of(desk.send(broken(desk.folder)))
    assert "The workbook cannot be read plan.xlsx is damaged or was cut short" in page
    assert "Nothing was changed in the plan." in page and "Try again" not in page
    assert "Could not be read" in text_of(desk.get())
    upload = desk.upload
    assert (upload.state, bool(upload.file)) == (Upload.State.REFUSED, False)
    name = upload.history.exclude(file="").last().file
    assert not KEPT.exists(str(name))
    assert "was dropped" in text_of(desk.post(f"{desk.place}drop/"))
    assert "Not imported yet" not in text_of(desk.get())


def test_a_file_that_is_gone_from_the_store_is_said(desk):
    desk.bring(actions(row()))
    KEPT.delete(desk.upload.file.name)
    page = text_of(desk.post(f"{desk.place}try-again/"))
    assert "plan.xlsx is no longer kept by the tracker. Bring it in once more." in page


def test_a_fault_of_ours_is_said_and_the_workbook_can_be_read_again(desk, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("imports.tasks.propose", fail)
    page = text_of(desk.bring(actions(row())))
    assert "Something went wrong in the tracker itself, and nothing was imported." in page
    assert f"that it was upload {desk.upload.pk}." in page
    monkeypatch.setattr("imports.tasks.propose", propose)
    assert "What the workbook would change" in text_of(desk.post(f"{desk.place}try-again/"))
