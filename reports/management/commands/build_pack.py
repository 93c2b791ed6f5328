import os
import tempfile
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.models import Plan
from reports.document import NothingToShow, document_of, html_of
from reports.pdf import PdfFailed, render
from reports.style import FontsMissing


class Command(BaseCommand):
    help = "Make the board pack of a plan as a tagged PDF, and as one HTML file that holds the same."

    def add_arguments(self, parser):
        parser.add_argument("--plan", required=True, help="the plan's short name in addresses")
        parser.add_argument("--as-at", type=date.fromisoformat, help="YYYY-MM-DD; today when not given")
        parser.add_argument("--output", type=Path, required=True, help="the PDF to write")
        parser.add_argument("--public", action="store_true", help="leave out what is private")
        parser.add_argument("--html", type=Path, help="also write the HTML twin")

    def handle(self, *args, **options):
        plan = Plan.objects.filter(slug=options["plan"]).first()
        if plan is None:
            known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "there are none yet"
            raise CommandError(f"There is no plan “{options['plan']}”; give one of: {known}.")
        wanted = [path for path in (options["output"], options["html"]) if path]
        for path in wanted:
            refuse_what_cannot_be_written(path)
        try:
            on = options["as_at"] or timezone.localdate()
            html = html_of(document_of(plan, on, is_public=options["public"]))
            contents = [render(html), html.encode()]
        except (NothingToShow, FontsMissing, PdfFailed) as failure:
            raise CommandError(str(failure)) from None
        write_all(dict(zip(wanted, contents, strict=False)))
        self.stdout.write(f"Written: {', '.join(map(str, wanted))}.")


def refuse_what_cannot_be_written(path):
    """Says so before the long work. Raises CommandError."""
    if path.is_dir():
        raise CommandError(f"{path} is a folder: give the name of a file in it.")
    if not path.parent.is_dir():
        raise CommandError(f"{path} cannot be written: there is no folder {path.parent}.")
    if not os.access(path.parent, os.W_OK):
        raise CommandError(f"{path} cannot be written: you may not write in {path.parent}.")


def write_all(contents):
    """Write {path: bytes}, all or none: beside their places first, then into them. Raises CommandError."""
    beside = {}
    try:
        for path, content in contents.items():
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
                beside[path] = file.name
                file.write(content)
        for path, name in beside.items():
            Path(name).chmod(0o644)
            os.replace(name, path)
    except OSError as problem:
        for name in beside.values():
            Path(name).unlink(missing_ok=True)
        raise CommandError(f"The pack could not be written: {problem.strerror}.") from None
