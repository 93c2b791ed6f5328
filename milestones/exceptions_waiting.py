"""The exceptions that wait for somebody to decide, those that somebody reported, and what was decided on them."""

from collections import Counter

from django.db.models import Q

from actions.models import Origin

from .models import MilestoneException
from .services import is_own


def to_decide(user, plans, on):
    """{key of a plan: how many wait} of those in `plans` (keys) that `user` may decide; nobody decides their own."""
    found = MilestoneException.objects.filter(plan__in=plans).waiting(on) if plans else ()
    return Counter(each.plan_id for each, _ in found if not is_own(each, user))


def reported_by(user, plans, on):
    """The exceptions that `user` reported in `plans` and that nobody has decided yet, longest waiting first."""
    if not plans:
        return []
    return [each for each, _ in _own(user, plans).select_related("milestone__plan").waiting(on)]


def answered(user, plans, since, on):
    """Those of `user` that were decided, or whose decision was written down, from `since` on; the newest first."""
    if not plans:
        return []
    lately = Q(decision__decided_on__gte=since) | Q(decision__recorded_at__date__range=(since, on))
    found = _own(user, plans).filter(lately, decision__decided_on__lte=on)
    return found.select_related("milestone__plan", "decision").order_by("-decision__decided_on", "-pk")


def _own(user, plans):
    return MilestoneException.objects.filter(recorded_by=user, origin=Origin.FORM, plan__in=plans)
