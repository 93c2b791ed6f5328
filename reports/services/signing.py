"""Signatures under a draft: by whoever holds a post, or recorded for them by the programme office."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.names import name_of
from core.dates.calendar import in_words
from plans.models import Holding
from plans.permissions import Permission, require

from ..keeping import PackRefused, State, held
from ..models import PackSignOff


@transaction.atomic
def sign_off(*, sign_off, seen, on, by):
    """Sign a draft for the post that `by` holds or deputises for as at `on`. Returns the `PackSignOff`.

    `seen` is the SHA-256 of the draft's HTML that they had before them. Signing twice signs once. Raises
    PermissionDenied, PackRefused.
    """
    require(by, Permission.READ_PLAN, sign_off.pack.plan)
    holding = held_by(sign_off.post, by, on)
    if holding is None:
        raise PermissionDenied(f"You neither hold the post {sign_off.post} nor deputise for its holder today.")
    words = ", as deputy" if holding.capacity == Holding.Capacity.DEPUTY else ""
    return _sign(sign_off, seen, on, f"{name_of(by)}{words}", by)


@transaction.atomic
def record_sign_off(*, sign_off, seen, name, signed_on, on, by):
    """Record that `name` signed a draft for a post on the day `signed_on`, on paper or by letter.

    Raises PackRefused, also for a day to come, or one before the draft was made.
    """
    require(by, Permission.KEEP_PACKS, sign_off.pack.plan)
    if not name.strip():
        raise PackRefused("Enter who signed.")
    made = timezone.localdate(sign_off.pack.made_at)
    if signed_on > on:
        raise PackRefused(f"{in_words(signed_on)} is still to come: enter the day on which it was signed.")
    if signed_on < made:
        raise PackRefused(f"This draft was made on {in_words(made)}, so nobody can have signed it before.")
    return _sign(sign_off, seen, signed_on, name.strip(), by)


def held_by(post, user, on):
    """The `Holding` by which a user holds `post` as at `on`, or deputises for its holder; None where they do not."""
    if user.person_id is None:
        return None
    # A holder before a deputy, where somebody is both.
    return post.holdings.covering(on).filter(person=user.person_id).order_by("-capacity").first()


def _sign(sign_off, seen, signed_on, name, by):
    pack = held(sign_off.pack)
    record = PackSignOff.objects.filter(pk=sign_off.pk).select_related("post").first()
    if record is None or pack.state != State.DRAFT or pack.html_sha256 != seen:
        raise PackRefused("This draft was made again or changed meanwhile: look at it again, then sign it.")
    if record.signed_on:
        if (record.signed_on, record.signed_name) == (signed_on, name):
            return record  # the form was sent twice
        raise PackRefused(f"{record.post} has signed already, on {in_words(record.signed_on)}.")
    record.signed_on, record.signed_name, record.recorded_by = signed_on, name, by
    record._history_user = by
    record.save()
    return record
