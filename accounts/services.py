"""Every write of persons and log-ins. History rows name the account that is given as `by`.

`write_person`, `link_person`, `create_log_in`, `password_link` and `take_second_factor` are also for those who manage a
plan or its roles. A plan stands on a floor above, so whose persons and log-ins are theirs is checked by its own
services, which call these; what is checked here is that nobody but an administrator of the tracker touches the log-in
of one.
"""

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from .models import User

COMMAND_LINE_EMAIL = "command-line@tracker.invalid"


def require_administrator(user):
    """Raise PermissionDenied unless `user` is an administrator or the command line's own account."""
    if not user.is_superuser:
        raise PermissionDenied("Only an administrator may do this. Ask the administrator of the tracker.")


@transaction.atomic
def update_person(*, person, by, **fields):
    """Save a new person, who may have no log-in, or change the named fields of one. Returns the person.

    Raises ValidationError when a value does not fit, or there is neither name nor initials.
    """
    require_administrator(by)
    return write_person(person=person, by=by, **fields)


@transaction.atomic
def write_person(*, person, by, **fields):
    """Save a new or changed person and return it. The caller has checked that `by` may. Raises ValidationError."""
    for name, value in fields.items():
        setattr(person, name, value)
    person.full_clean()
    person._history_user = by
    person.save()
    return person


@transaction.atomic
def link_person(*, user, person, by):
    """Say which person a log-in belongs to; None is nobody that a plan names. The caller has checked that `by` may.

    Raises ValidationError where the person has another log-in, PermissionDenied as `password_link` does.
    """
    _require_reach(by, user)
    if person and User.objects.filter(person=person).exclude(pk=user.pk).exists():
        raise ValidationError({"person": f"{person} has a log-in already"})
    user.person = person
    write_down(user, f"Belongs to {person}" if person else "Belongs to nobody", by, fields=["person"])


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
def create_log_in(*, email, first_name, last_name, person=None, by):
    """Make a log-in for somebody and return it; it has no password until one is chosen by its `password_link`.

    The caller has checked that `by` may. Raises ValidationError, by field, when a value does not fit or is taken.
    """
    user = User(email=email.strip().lower(), first_name=first_name, last_name=last_name, person=person)
    if User.objects.filter(email=user.email).exists():
        raise ValidationError({"email": "There is already a log-in with this email address"})
    if person and User.objects.filter(person=person).exists():
        raise ValidationError({"person": f"{person} has a log-in already"})
    user.set_unusable_password()
    user.full_clean()
    user._history_user = by
    user.save()
    return user


def password_link(*, user, by):
    """The path of a page on which `user` chooses a new password; it is handed over, for no email is sent.

    It works once, for PASSWORD_RESET_TIMEOUT, until the next log-in. The caller has checked that `by` may; raises
    PermissionDenied where `user` is an administrator of the tracker and `by` is not.
    """
    _require_reach(by, user)
    write_down(user, "A link to choose a password was made", by)
    key = default_token_generator.make_token(user)
    names = {"uidb36": user_pk_to_url_str(user), "key": key}
    return reverse("account_reset_password_from_key", kwargs=names)


@transaction.atomic
def set_password(*, user, password, by):
    """Give `user` a password that was checked before. Raises PermissionDenied for somebody else's password."""
    if by.pk != user.pk:
        require_administrator(by)
    user.set_password(password)
    write_down(user, "Password changed", by, fields=["password"])


@transaction.atomic
def take_second_factor(*, user, by):
    """Take away the authenticator app and the recovery codes of somebody who has lost them.

    The caller has checked that `by` may; raises PermissionDenied as `password_link` does.
    """
    _require_reach(by, user)
    for authenticator in Authenticator.objects.filter(user=user):
        authenticator.delete()
    write_down(user, "Second factor taken away", by)


def write_down(user, what, by, fields=("email",)):
    """Leave an audit row that says what happened to a log-in; of the log-in itself only `fields` are saved."""
    user._history_user, user._change_reason = by, what
    user.save(update_fields=fields)
    del user._history_user, user._change_reason  # what is saved of it next is something else


def _require_reach(by, user):
    if user.is_superuser or user.is_staff:
        require_administrator(by)


@transaction.atomic
def command_line_user():
    """The account under which commands write. Whoever can run a command can do everything, but nobody logs in as it."""
    user = User.objects.filter(email=COMMAND_LINE_EMAIL).first()
    if user is None:
        user = User.objects.create_superuser(COMMAND_LINE_EMAIL, first_name="Command line", is_active=False)
    return user
