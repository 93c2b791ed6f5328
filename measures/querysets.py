"""Every read of measures, in words from the screen."""

from django.db.models import OuterRef, QuerySet, Subquery

from actions.querysets import latest
from plans.models import Plan


class MeasureQuerySet(QuerySet):
    def held(self, measure):
        """A measure as it is now; nobody else writes to its plan until the transaction ends."""
        Plan.objects.held(measure.plan_id)
        return self.select_related("plan", "programme").get(pk=measure.pk)


class MeasureStatementQuerySet(QuerySet):
    def as_at(self, plan, on):
        """The statement of each measure of `plan` that holds as at `on`, in the order of the plan."""
        held = latest(self, plan.measures.order_by(), "measure", on)
        return held.select_related("measure__programme").order_by("measure__position", "measure")

    def of_tied(self, action, on):
        """The statement of each measure that shows the outcome of an action on the day `on`, as it holds then."""
        tied = action.tied_measures.lasting(on).values("measure")
        measures = action.plan.measures.filter(pk__in=tied).order_by()
        return latest(self, measures, "measure", on).select_related("measure__plan").order_by("measure__position", "pk")

    def of(self, measure, on):
        """Everything said of `measure` up to `on`, newest first, with who recorded it."""
        return self.filter(measure=measure, effective_on__lte=on).select_related("recorded_by__person")


class MeasureValueQuerySet(QuerySet):
    def as_at(self, plan, on):
        """The value of each day of the measures of `plan` that holds as at `on`, in the order of the days."""
        return self._holding(on).filter(measure__plan=plan).order_by("measure", "on")

    def of_measures(self, measures, on):
        """The value of each day of some measures (keys) that holds as at `on`."""
        return self._holding(on).filter(measure__in=measures)

    def shown_by(self, seen, plan, on):
        """{(measure, day): value} of the plan's values that held as at `on` when the one of key `seen` was newest."""
        told = self.filter(measure__plan=plan, effective_on__lte=on, pk__lte=seen).order_by("effective_on", "pk")
        return {(measure, day): value for measure, day, value in told.values_list("measure", "on", "value")}

    def newest(self, plan):
        """The value of `plan` that was recorded last, None where there is none."""
        return self.filter(measure__plan=plan).order_by("-pk").first()

    def of(self, measure, on):
        """Every value said of `measure` up to `on`, those that were said anew too, with who recorded it."""
        told = self.filter(measure=measure, effective_on__lte=on).select_related("recorded_by__person")
        return told.order_by("-on", "-effective_on", "-pk")

    def _holding(self, on):
        alike = self.model._default_manager.filter(measure=OuterRef("measure"), on=OuterRef("on"), effective_on__lte=on)
        newest = alike.order_by("-effective_on", "-pk").values("pk")[:1]
        return self.filter(effective_on__lte=on, pk=Subquery(newest))
