"""Every read of the money of a plan, in words from the screen."""

from django.db.models import QuerySet


class TableQuerySet(QuerySet):
    def as_at(self, plan, on):
        """[the table of each organisation and month of `plan` that holds as at `on`], by month, then organisation.

        `organisation` and `recorded_by` come with each. One query.
        """
        told = self.filter(plan=plan, effective_on__lte=on).select_related("organisation", "recorded_by__person")
        held = {}
        for table in told.order_by("effective_on", "pk"):
            held[table.organisation_id, table.month] = table
        return sorted(held.values(), key=lambda table: (table.month, _name(table.organisation)))

    def holding(self, plan, organisation, month, on):
        """The table that holds for one organisation and month as at `on`, or None."""
        alike = self.filter(plan=plan, organisation=organisation, month=month, effective_on__lte=on)
        return alike.order_by("-effective_on", "-pk").first()


class YearQuerySet(QuerySet):
    def as_at(self, plan, on):
        """[the table of each organisation, year and topic that holds as at `on`], by topic, year, then organisation.

        `organisation` and `recorded_by` come with each. One query.
        """
        told = self.filter(plan=plan, effective_on__lte=on).select_related("organisation", "recorded_by__person")
        held = {}
        for table in told.order_by("effective_on", "pk"):
            held[table.organisation_id, table.year, table.topic] = table
        return sorted(held.values(), key=lambda table: (table.topic, table.year, _name(table.organisation)))

    def holding(self, plan, on, *, organisation, year, topic):
        """The table that holds for one organisation, year and topic as at `on`, or None."""
        alike = self.filter(plan=plan, organisation=organisation, year=year, topic=topic, effective_on__lte=on)
        return alike.order_by("-effective_on", "-pk").first()


def _name(organisation):
    return organisation.name if organisation else ""
