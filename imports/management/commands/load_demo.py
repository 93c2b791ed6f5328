from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.models import User
from accounts.services import command_line_user
from imports.demonstration import DEPUTY, PASSWORD, email_of, load
from plans.models import Plan, Role

EMAIL = email_of(Role.ADMINISTRATOR)


class Command(BaseCommand):
    help = "Load the demonstration plan, three months of it, into a new database, with a log-in for each role."

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            self.stdout.write("The demonstration's password is known to everybody, so it is left out in production.")
            return
        if Plan.objects.exists():
            self.stdout.write("There is a plan already, so the demonstration was left out.")
        else:
            load(command_line_user())
            self.stdout.write(
                "The demonstration plan is loaded; its packs are made in the background, in some minutes."
            )
        user = User.objects.filter(email=EMAIL).first()
        if user and user.check_password(PASSWORD):
            self.stdout.write(f"Log in as {EMAIL} with the password “{PASSWORD}”")
            others = [*(role for role in Role if role != Role.ADMINISTRATOR), DEPUTY]
            self.stdout.write(f"In other roles, with the same password: {', '.join(map(email_of, others))}")
