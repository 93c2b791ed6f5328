from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import User
from accounts.services import command_line_user, save_user
from core.workbooks import read
from imports.proposal import propose
from imports.services import apply_import
from plans.models import Plan

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
SLUG = "demonstration"
ORGANISATION = "Estuary Vale Clinical Commissioning Group"
MONTHS = {"2019-01": date(2019, 1, 10), "2019-02": date(2019, 2, 12), "2019-03": date(2019, 3, 14)}
EMAIL, PASSWORD = "administrator@demonstration.example", "demonstration only"


class Command(BaseCommand):
    help = "Load the demonstration plan, three months of it, into a new database, with one log-in to look at it."

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            self.stdout.write("The demonstration's password is known to everybody, so it is left out in production.")
            return
        if Plan.objects.exists():
            self.stdout.write("There is a plan already, so the demonstration was left out.")
        else:
            load(command_line_user())
            self.stdout.write("The demonstration plan is loaded.")
        user = User.objects.filter(email=EMAIL).first()
        if user and user.check_password(PASSWORD):
            self.stdout.write(f"Log in as {EMAIL} with the password “{PASSWORD}”")


@transaction.atomic
def load(by):
    """All three months and the log-in, or nothing."""
    plan = Plan(slug=SLUG, name=SLUG)
    for month, as_at in MONTHS.items():
        proposal = propose(read(FIXTURES / f"improvement-plan-{month}.xlsx"), plan, as_at, today=as_at)
        apply_import(proposal=proposal, organisation=ORGANISATION, by=by)
    if not User.objects.filter(email=EMAIL).exists():
        user = User(email=EMAIL, first_name="Administrator", is_staff=True, is_superuser=True)
        user.set_password(PASSWORD)
        save_user(user=user, by=by)
