import json
from argparse import ArgumentTypeError
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import command_line_user
from core.workbooks import WorkbookRefused, read
from imports.mappings import MappingRefused, read_mapping
from imports.proposal import propose
from imports.services import ImportRefused, apply_import
from imports.telling import as_json, lines_of
from plans.models import Plan


def day(text):
    """The date of an option. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no date; write it as year-month-day, such as 2019-03-14.") from None


class Command(BaseCommand):
    help = "Show what a workbook would change in a plan, and with --commit bring it in, all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--plan", required=True, help="the plan's short name in addresses; made when new")
        parser.add_argument("--organisation", default="", help="whose plan it is, for a new plan")
        parser.add_argument("--as-at", type=day, help="the date that the workbook speaks of, YYYY-MM-DD")
        parser.add_argument("--commit", action="store_true", help="write; without it nothing is changed")
        parser.add_argument("--by", metavar="EMAIL", help="whose log-in records it; without it the command line's own")
        parser.add_argument("--leave-out-rejected", action="store_true", help="import the rest when rows have errors")
        parser.add_argument("--mapping", type=Path, help="JSON: which column of which sheet holds what")
        parser.add_argument("--json", type=Path, help="write the whole proposal to this file")

    def handle(self, *args, **options):
        plan = _plan(options["plan"], options["organisation"])
        try:
            mapping = read_mapping(options["mapping"]) if options["mapping"] else None
            workbook = read(options["file"])
            with transaction.atomic() if options["commit"] else nullcontext():
                if options["commit"] and plan.pk:
                    Plan.objects.held(plan.pk)
                proposal = self._propose(workbook, plan, mapping, options)
                committed = options["commit"] and not proposal.draft.errors
                if committed:
                    # The account of the command line too comes with the import that first needs it, or not at all.
                    by = _log_in(options["by"]) if options["by"] else command_line_user()
                    apply_import(proposal=proposal, organisation=options["organisation"], by=by)
                if options["json"]:
                    # Inside the transaction: where the proposal cannot be written, nothing is.
                    _write(options["json"], json.dumps(as_json(proposal, committed), indent=1, ensure_ascii=False))
        except (WorkbookRefused, MappingRefused, ImportRefused, PermissionDenied) as refusal:
            raise CommandError(str(refusal)) from None
        except OperationalError:
            raise CommandError("Somebody else is writing to the database; nothing was written, try again.") from None
        except (ValidationError, DatabaseError) as problem:
            raise CommandError(f"A value does not fit, so nothing was written: {_told(problem)}") from None
        for line in lines_of(proposal):
            self.stdout.write(line)
        self._conclude(proposal.draft, committed)

    def _propose(self, workbook, plan, mapping, options):
        return propose(
            workbook,
            plan,
            options["as_at"],
            today=timezone.localdate(),
            mapping=mapping,
            leave_out_rejected=options["leave_out_rejected"],
        )

    def _conclude(self, draft, committed):
        if draft.errors:
            rest = ""
            if all(error.row for error in draft.errors):
                rest = ", or leave these rows out with --leave-out-rejected"
            raise CommandError(f"Nothing was written. Mend the errors above and import the workbook again{rest}.")
        if committed:
            self.stdout.write(f"Imported, as at {draft.as_at:%d/%m/%Y}.")
        else:
            self.stdout.write(f"Nothing was written. With --commit this is imported, as at {draft.as_at:%d/%m/%Y}.")


def _plan(slug, organisation):
    """The plan of a short name, unsaved when it is new. Raises CommandError when it cannot be one."""
    plan = Plan.objects.filter(slug=slug).first()
    if plan and organisation and not plan.organisations.filter(name=organisation).exists():
        raise CommandError(f"The plan {slug} exists already and is not of {organisation}; leave --organisation out.")
    if len(organisation) > 200:
        raise CommandError("The name of the organisation has more than 200 characters; shorten it.")
    if plan is None and not (slug.isascii() and slug.replace("-", "").replace("_", "").isalnum() and len(slug) <= 60):
        raise CommandError(
            f"“{slug}” cannot be the short name of a plan; use up to 60 letters, digits and hyphens, without spaces."
        )
    return plan or Plan(slug=slug, name=slug)


def _log_in(email):
    """The log-in of an email address. Raises CommandError where there is none that may be used."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise CommandError(f"Nobody logs in as {email}, so nothing was written; give the email address of a log-in.")
    return user


def _write(path, text):
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise CommandError(
            f"The proposal cannot be written to {path} ({problem.strerror}), so nothing was imported either; give the "
            "name of a file in a folder that exists."
        ) from None


def _told(problem):
    """What a refused value says, on one line."""
    return " ".join(problem.messages if isinstance(problem, ValidationError) else str(problem).split())
