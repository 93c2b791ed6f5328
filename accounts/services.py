"""Every write of persons and log-ins. History rows name the account that is given as `by`."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from .models import Person, User

COMMAND_LINE_EMAIL = "command-line@tracker.invalid"


def require_administrator(user):
    """Raise PermissionDenied unless `user` is an administrator or the command line's own account."""
    if not user.is_superuser:
        raise PermissionDenied("Only an administrator may do this. Ask the administrator of the tracker.")


@transaction.atomic
def create_person(*, name="", initials="", to_confirm=False, by):
    """Write down a person, who may have no log-in. Raises ValidationError when there is neither name nor initials."""
    return update_person(person=Person(), name=name, initials=initials, to_confirm=to_confirm, by=by)


@transaction.atomic
def update_person(*, person, by, **fields):
    """Change the named fields of `person` and return it. Raises ValidationError when a value does not fit."""
    require_administrator(by)
    for name, value in fields.items():
        setattr(person, name, value)
    person.full_clean()
    person._history_user = by
    person.save()
    return person


@transaction.atomic
def save_user(*, user, by):
    """Save a log-in as an administrator edited it, its password already set. Raises ValidationError."""
    require_administrator(by)
    user.email = user.email.strip().lower()
    user.full_clean()
    user._history_user = by
    user.save()
    return user


@transaction.atomic
def command_line_user():
    """The account under which commands write. Whoever can run a command can do everything, but nobody logs in as it."""
    user = User.objects.filter(email=COMMAND_LINE_EMAIL).first()
    if user is None:
        user = User.objects.create_superuser(COMMAND_LINE_EMAIL, first_name="Command line", is_active=False)
    return user
