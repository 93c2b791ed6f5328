"""The pack of the demonstration's plan in its three forms, printed once for all tests."""

import fcntl
import hashlib
import io
import json
import tomllib
from datetime import date
from functools import cached_property
from io import StringIO

import pypdf
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from accounts.services import command_line_user
from imports.demonstration_measures import keep_measures
from imports.demonstration_milestones import keep_milestones
from imports.demonstration_programmes import keep_programmes
from imports.demonstration_risks import keep_objectives
from plans.models import Plan
from reports.document import document_of, html_of
from reports.pdf import render

from .packs import Opened, squeezed

LAST, ON = date(2019, 2, 12), date(2019, 3, 14)


class Printed:
    """Figures as the command prints them, those of the last report too, HTML, and PDF opened again."""

    def __init__(self, figures, before, html, pdf):
        self.figures, self.before, self.html, self.bytes = figures, before, html, pdf
        self.reader = pypdf.PdfReader(io.BytesIO(pdf))

    @cached_property
    def document(self):
        return Opened(self.html)

    @cached_property
    def pages(self):
        """The text of each page without white space."""
        return [squeezed(page.extract_text()) for page in self.reader.pages]

    @cached_property
    def text(self):
        return "".join(self.pages)

    def starts(self, title):
        """The number of the page, from 0, on which the part of that bookmark begins."""
        return next(
            self.reader.get_destination_page_number(mark) for mark in _flat(self.reader.outline) if mark.title == title
        )

    @property
    def plan_pages(self):
        return self.pages[self.starts("The plan by area") : self.starts("Concerns")]


def _flat(outline):
    for mark in outline:
        yield from _flat(mark) if isinstance(mark, list) else [mark]


def rendered_once(html, folder):
    """The PDF of `html`; of several test processes that want the same one, only the first renders it."""
    file = folder / f"pack-{hashlib.sha256(html.encode()).hexdigest()}.pdf"
    with (folder / "pack.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            file.write_bytes(render(html))
    return file.read_bytes()


def print_demonstration(folder):
    """`Printed` as at ON, with the report as at LAST before it; what it needs of a database is undone."""
    with transaction.atomic():
        for month, options in (("02", {"organisation": "Riverside"}), ("03", {})):
            workbook = settings.BASE_DIR / "fixtures" / f"improvement-plan-2019-{month}.xlsx"
            call_command("import_workbook", workbook, plan="demo", commit=True, stdout=StringIO(), **options)
        for month, day in (("01", 10), ("02", 12), ("03", 14)):
            workbook = settings.BASE_DIR / "fixtures" / f"finance-report-2019-{month}.xlsx"
            as_at = {"as_at": date(2019, int(month), day)}
            call_command("import_workbook", workbook, plan="demo", commit=True, stdout=StringIO(), **as_at)
        plan = Plan.objects.get(slug="demo")
        _keep_delivery(plan, command_line_user())
        html = html_of(document_of(plan, ON))
        figures, before = map(_figures, (ON, LAST))
        transaction.set_rollback(True)
    return Printed(figures, before, html, rendered_once(html, folder))


def _keep_delivery(plan, by):
    """Its objectives, milestones, programmes and measures, as the demonstration has them."""
    folder = settings.BASE_DIR / "fixtures"
    told = tomllib.loads((folder / "demonstration/reports.toml").read_text(encoding="utf-8"))
    days = [date(2019, 1, 10), LAST, ON]
    keep_objectives(plan, told, on=ON, by=by)
    keep_milestones(plan, told, folder, days, owner=by, office=by)
    keep_programmes(plan, folder / "demonstration", on=LAST, by=by)
    keep_measures(plan, folder, days, by=by)


def _figures(on):
    told = StringIO()
    call_command("plan_figures", plan="demo", as_at=on, stdout=told)
    return json.loads(told.getvalue())
