"""Every read of plans, in words from the screen."""

from datetime import date

from django.db.models import Q, QuerySet


class PlanQuerySet(QuerySet):
    def visible_to(self, user):
        """Plans that `user` may read: all for an administrator, none for anybody who has been given no role."""
        return self.all() if user.is_active and user.is_superuser else self.none()


class HoldingQuerySet(QuerySet):
    def as_at(self, plan, on):
        """Who holds or deputises for the posts of `plan` as at `on`; an unknown beginning or end is open."""
        return self.filter(
            Q(held_from__isnull=True) | Q(held_from__lte=on),
            Q(held_to__isnull=True) | Q(held_to__gte=on),
            post__plan=plan,
        ).select_related("person")

    def holders(self, plan, on):
        """{post id: person} as at `on`. Where two overlap, the one who began later."""
        holdings = self.as_at(plan, on).filter(capacity="holder")
        return {h.post_id: h.person for h in sorted(holdings, key=lambda h: (h.held_from or date.min, h.pk))}


class StatedTotalQuerySet(QuerySet):
    def of_report(self, plan, on):
        """The printed figures of the latest imported document whose as-at date is `on` or before."""
        latest = self.filter(plan=plan, as_at__lte=on).order_by("-as_at").values("as_at")[:1]
        return self.filter(plan=plan, as_at=latest).select_related("area", "rating")
