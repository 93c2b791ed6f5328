"""Every read of plans, in words from the screen."""

from datetime import date

from django.db.models import Q, QuerySet


class PlanQuerySet(QuerySet):
    def visible_to(self, user):
        """Plans that `user` may read: those in which they have a role, all for who administers the tracker."""
        if not user.is_active:
            return self.none()
        return self.all() if user.is_superuser else self.filter(memberships__user=user).distinct()

    def held(self, key):
        """The plan of a `key` as it is now; nobody else writes to it until the transaction ends.

        This is the one lock: whatever is decided from what a plan says is read behind it, so that two who write at
        once do it one after the other, and nobody waits for somebody who waits for them.
        """
        # Rows that only point at the plan may be written meanwhile, such as a log-in's role.
        return self.select_for_update(no_key=True).get(pk=key)


class HoldingQuerySet(QuerySet):
    def covering(self, on):
        """Those that last on the day `on`; an unknown beginning or end is open."""
        begun, not_ended = Q(held_from=None) | Q(held_from__lte=on), Q(held_to=None) | Q(held_to__gte=on)
        return self.filter(begun, not_ended)

    def as_at(self, plan, on):
        """Who holds or deputises for the posts of `plan` as at `on`."""
        return self.covering(on).filter(post__plan=plan).select_related("person")

    def posts_of(self, person, on):
        """The keys of the posts, in any plan, that `person` holds or deputises for as at `on`."""
        return self.covering(on).filter(person=person).values("post")

    def holders(self, plan, on):
        """{post id: person} as at `on`. Where two overlap, the one who began later."""
        holdings = self.as_at(plan, on).filter(capacity="holder")
        return {h.post_id: h.person for h in sorted(holdings, key=lambda h: (h.held_from or date.min, h.pk))}


class StatedTotalQuerySet(QuerySet):
    def of_report(self, plan, on):
        """The printed figures of the latest imported document whose as-at date is `on` or before."""
        latest = self.filter(plan=plan, as_at__lte=on).order_by("-as_at").values("as_at")[:1]
        return self.filter(plan=plan, as_at=latest).select_related("area", "rating")


class TieQuerySet(QuerySet):
    def lasting(self, on):
        """Those that there are on the day `on`."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)
