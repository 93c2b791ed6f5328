import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from plans.models import Plan
from reports.figures import figures_of


class Command(BaseCommand):
    help = "Print every figure of a plan as JSON, as at today or any earlier date."

    def add_arguments(self, parser):
        parser.add_argument("--plan", required=True, help="the plan's short name in addresses")
        parser.add_argument("--as-at", type=date.fromisoformat, help="YYYY-MM-DD")

    def handle(self, *args, **options):
        plan = Plan.objects.filter(slug=options["plan"]).first()
        if plan is None:
            known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "there are none yet"
            raise CommandError(f"There is no plan “{options['plan']}”; give one of: {known}.")
        figures = figures_of(plan, options["as_at"] or timezone.localdate())
        self.stdout.write(json.dumps(figures.as_json(), cls=DjangoJSONEncoder, indent=1, ensure_ascii=False))
