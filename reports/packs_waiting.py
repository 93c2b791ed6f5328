"""Packs that wait for one person: drafts that they may sign, and those that the programme office has to go on with."""

from django.db.models import Exists, OuterRef

from plans.models import Holding

from .keeping import State
from .models import Pack, PackSignOff


def to_sign(user, plans, on):
    """What is unsigned under the drafts of `plans` for the posts that `user` holds or deputises for as at `on`."""
    unsigned = PackSignOff.objects.filter(signed_on=None, pack__state=State.DRAFT, pack__plan__in=plans)
    return unsigned.filter(post__in=Holding.objects.posts_of(user.person_id, on)).order_by("pack__plan", "pk")


def to_go_on_with(plans):
    """The packs of `plans` that could not be made, and the drafts under which no signature is missing."""
    missing = PackSignOff.objects.filter(pack=OuterRef("pk"), signed_on=None)
    going_on = Pack.objects.filter(plan__in=plans, state__in=(State.DRAFT, State.FAILED))
    return going_on.exclude(Exists(missing), state=State.DRAFT).order_by("plan", "number")
