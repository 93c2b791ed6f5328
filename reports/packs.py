"""Reads of a plan's packs, in words from the screen."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.fields.json import KeyTransform

from plans.models import Holding
from plans.permissions import Permission

from .models import Pack, PackSignOff

ISSUED = Pack.State.ISSUED
_TOLD = KeyTransform("pack", "figures")


def in_short(packs):
    """Packs for a list: without their figures, with what is said of each."""
    return packs.defer("figures", "changes").select_related("period", "meeting__committee", "plan", "issued_by__person")


def issued_packs(plan):
    """Every issued version of every pack, newest first; `is_replaced` says whether a later one was issued.

    `told` is what it says of itself, as it was issued.
    """
    later = plan.packs.filter(state=ISSUED, number=OuterRef("number"), revision__gt=OuterRef("revision"))
    return in_short(plan.packs.filter(state=ISSUED)).annotate(is_replaced=Exists(later), told=_TOLD)


def packs_under_way(plan, user, rights, on):
    """What is prepared and not issued yet, as far as `user` may see it.

    That is for who keeps packs, and for whoever holds a post as at `on` that has to sign, or deputises for its holder.
    """
    drafts = in_short(plan.packs.exclude(state=ISSUED))
    if rights.may(Permission.KEEP_PACKS):
        return drafts
    own = PackSignOff.objects.filter(post__in=Holding.objects.posts_of(user.person_id, on)) if user.person_id else None
    return drafts.filter(pk__in=own.order_by().values("pack")) if own is not None else drafts.none()


def readable_packs(plan, user, rights, on):
    """The versions of packs that `user` may open: all that were issued, and the drafts as in `packs_under_way`."""
    drafts = packs_under_way(plan, user, rights, on).order_by().values("pk")
    return in_short(plan.packs.filter(Q(state=ISSUED) | Q(pk__in=drafts)))


def sign_offs_of(pack):
    return pack.sign_offs.select_related("post", "recorded_by__person")


def periods_of(plan):
    """The periods of a plan, newest first, each with its `issued` versions."""
    issued = Prefetch("packs", queryset=issued_packs(plan).order_by("number", "revision"), to_attr="issued")
    return plan.periods.prefetch_related(issued)
