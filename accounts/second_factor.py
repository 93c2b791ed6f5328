"""What somebody does with their own second factor, written down in the history of their log-in."""

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver

from .services import write_down

NAMES = {Authenticator.Type.TOTP: "Authenticator app", Authenticator.Type.RECOVERY_CODES: "Recovery codes"}


@receiver(signals.authenticator_added)
def added(user, authenticator, **signal):
    write_down(user, f"{NAMES[authenticator.type]} set up", user)


@receiver(signals.authenticator_removed)
def removed(user, authenticator, **signal):
    write_down(user, f"{NAMES[authenticator.type]} taken away", user)


@receiver(signals.authenticator_reset)
def made_anew(user, authenticator, **signal):
    write_down(user, f"{NAMES[authenticator.type]} made anew", user)


@receiver(signals.authenticator_used)
def used(user, authenticator, **signal):
    # Codes of the app are what is expected; of the others there are ten.
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        write_down(user, "A recovery code was used", user)
