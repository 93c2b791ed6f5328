"""Every read of savings schemes, in words from the screen."""

from django.db.models import OuterRef, QuerySet, Subquery

from plans.models import Plan


class SchemeQuerySet(QuerySet):
    def held(self, scheme):
        """A scheme as it is now; nobody else writes to its plan until the transaction ends."""
        Plan.objects.held(scheme.plan_id)
        return self.select_related("plan", "organisation").get(pk=scheme.pk)


class LatestQuerySet(QuerySet):
    """Of what is told of schemes again and again, the latest holds."""

    def as_at(self, plan, on, **alike):
        """That of each scheme of `plan` which holds as at `on`; `alike` narrows it, such as financial_year=2018."""
        told = self.model._default_manager.filter(scheme=OuterRef("scheme"), effective_on__lte=on, **alike)
        newest = told.order_by("-effective_on", "-pk").values("pk")[:1]
        return self.filter(scheme__plan=plan, effective_on__lte=on, pk=Subquery(newest), **alike).order_by(
            "scheme__key"
        )

    def of(self, scheme, on):
        """Everything told of `scheme` up to `on`, newest first, with who recorded it."""
        return self.filter(scheme=scheme, effective_on__lte=on).select_related("recorded_by__person")
