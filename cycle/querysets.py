"""Every read of highlight reports, in words from the screen."""

from django.db.models import F, QuerySet

from actions.querysets import latest


class HighlightReportQuerySet(QuerySet):
    def of_month(self, plan, month):
        """The report of `plan` on the month with that last day, or None."""
        return self.filter(plan=plan, month=month).first()


class HighlightStatementQuerySet(QuerySet):
    def as_at(self, plan, on):
        """What each report of `plan` says as at `on`, the newest month first, those of no known month last."""
        held = latest(self, plan.highlights.order_by(), "report", on).select_related("report")
        return held.order_by(F("report__month").desc(nulls_last=True), "-report__key")

    def of(self, report, on):
        """Everything said in `report` up to `on`, newest first, with who recorded it."""
        return self.filter(report=report, effective_on__lte=on).select_related("recorded_by__person")
