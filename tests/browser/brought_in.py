"""Workbooks that the walk and the browser tests find under Imports: one that waits, one that was imported."""

from datetime import date
from io import BytesIO

import openpyxl
from django.core.files.base import ContentFile

from accounts.services import command_line_user
from imports.models import Upload
from imports.tasks import read_upload
from imports.uploading import bring_in
from plans.models import Plan


def upload_to_look_at():
    return Upload.objects.filter(plan__slug="example", state=Upload.State.READY).values_list("pk", flat=True)[0]


def import_with_its_workbook():
    return Upload.objects.filter(plan__slug="example").exclude(imported=None).values_list("imported", flat=True)[0]


def bring_in_the_next_month():
    """A workbook that waits to be confirmed, and that of the import which was made, as the browser would keep them."""
    by, plan = command_line_user(), Plan.objects.get(slug="example")
    content = small_workbook(
        ["No.", "Action", "SRO", "By when (end of)", "Progress Update", "RAG"],
        ["1.3.1", "Something else", "AO", "Sep 2019", "Begun, and it goes on.", "G"],
        ["9.1", "Do one more thing", "AO", "someday", "", "Purple"],
        ["9.1", "Do it again", "AO", "Sep 2019", "", "G"],
    )
    file = ContentFile(content, name="february.xlsx")
    upload = bring_in(plan=plan, file=file, file_name="february.xlsx", as_at=date(2019, 2, 12), by=by)
    read_upload.call(upload.pk, upload.asked_at.isoformat(), by.pk)
    upload.refresh_from_db()
    done = Upload(plan=plan, file_name="january.xlsx", sha256=upload.sha256, uploaded_by=by, preview=upload.preview)
    done.state, done.imported = Upload.State.CONFIRMED, plan.imports.get()
    done.file.save("january.xlsx", file, save=True)


def small_workbook(*rows):
    """The bytes of a workbook of one sheet, "Plan"."""
    workbook, content = openpyxl.Workbook(), BytesIO()
    workbook.active.title = "Plan"
    for row in rows:
        workbook.active.append(row)
    workbook.save(content)
    return content.getvalue()
