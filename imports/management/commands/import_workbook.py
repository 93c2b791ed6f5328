import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.services import command_line_user
from core.workbooks import WorkbookRefused, read
from imports.mappings import MappingRefused, read_mapping
from imports.proposal import propose
from imports.services import apply_import
from plans.models import Plan


class Command(BaseCommand):
    help = "Show what a workbook would change in a plan, and with --commit bring it in, all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--plan", required=True, help="the plan's short name in addresses; made when new")
        parser.add_argument("--organisation", default="", help="whose plan it is, for a new plan")
        parser.add_argument("--as-at", type=date.fromisoformat, help="the date that the workbook speaks of, YYYY-MM-DD")
        parser.add_argument("--commit", action="store_true", help="write; without it nothing is changed")
        parser.add_argument("--leave-out-rejected", action="store_true", help="import the rest when rows have errors")
        parser.add_argument("--mapping", type=Path, help="JSON: which column of which sheet holds what")
        parser.add_argument("--json", type=Path, help="write the whole proposal to this file")

    def handle(self, *args, **options):
        try:
            mapping = read_mapping(options["mapping"]) if options["mapping"] else None
            workbook = read(options["file"])
        except (WorkbookRefused, MappingRefused) as refusal:
            raise CommandError(str(refusal)) from None
        plan = Plan.objects.filter(slug=options["plan"]).first() or Plan(slug=options["plan"], name=options["plan"])
        proposal = self._propose(workbook, plan, mapping, options)
        committed = options["commit"] and not proposal.draft.has_errors
        if committed:
            apply_import(proposal=proposal, organisation=options["organisation"], by=command_line_user())
        self._report(proposal, committed)
        if options["json"]:
            options["json"].write_text(json.dumps(as_json(proposal, committed), indent=1, ensure_ascii=False))
        if proposal.draft.has_errors:
            raise CommandError("The workbook was not imported and nothing was written: mend the errors above.")

    def _propose(self, workbook, plan, mapping, options):
        """The proposal; made again without the rejected rows where the person chose to leave them out."""
        today = timezone.localdate()
        proposal = propose(workbook, plan, options["as_at"], today=today, mapping=mapping)
        rejected = proposal.draft.rejected
        if not (options["leave_out_rejected"] and rejected):
            return proposal
        without = propose(workbook, plan, proposal.draft.as_at, today=today, mapping=mapping, leave_out=rejected)
        without.draft.problems += [problem.left_out() for problem in proposal.draft.problems if problem.is_error]
        without.draft.changes += [change for change in proposal.draft.changes if change.outcome == "rejected"]
        return without

    def _report(self, proposal, committed):
        for problem in proposal.draft.problems:
            self.stdout.write(str(problem))
        for sheet in proposal.sheets():
            if sheet["rows"]:
                counts = ", ".join(f"{sheet[o]} {o}" for o in ("new", "changed", "unchanged", "rejected") if sheet[o])
                self.stdout.write(f"{sheet['name']}: {counts}")
        done = "Imported" if committed else "Nothing was written: this is what would be imported"
        self.stdout.write(f"{done}, as at {proposal.draft.as_at:%d/%m/%Y}.")


def as_json(proposal, committed):
    """The proposal as plain values, in the form that other programs rely on."""
    draft = proposal.draft
    return {
        "file": proposal.workbook.name,
        "sha256": proposal.workbook.sha256,
        "plan": draft.plan.slug,
        "as_at": draft.as_at.isoformat(),
        "committed": committed,
        "sheets": proposal.sheets(),
        "problems": [
            {
                "severity": problem.severity.value,
                "sheet": problem.sheet or None,
                "cell": problem.cell or None,
                "value": problem.value or None,
                "message": problem.message,
            }
            for problem in draft.problems
        ],
        "changes": [
            {
                "kind": change.kind,
                "sheet": change.sheet or None,
                "row": change.row,
                "ref": change.ref or None,
                "outcome": change.outcome,
                "fields": change.fields,
            }
            for change in draft.changes
        ],
    }
