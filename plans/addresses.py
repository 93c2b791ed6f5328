"""Addresses of a plan's pages, which keep the date at which the plan is looked at."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class PlanAddresses:
    """Where the pages of the plan `slug` are. `as_at` is the date that the reader chose; None is today."""

    slug: str
    as_at: date | None = None

    def page(self, name, **query):
        """The page whose URL is called `name` ("reports:concerns"); empty values of the query are left out."""
        return self.keep(reverse(name, args=[self.slug]), **query)

    def keep(self, path, **query):
        """`path` with the query and the chosen date; several values of one name stand in a tuple."""
        chosen = {name: value for name, value in query.items() if value not in ("", None, ())}
        if self.as_at:
            chosen["as_at"] = self.as_at.isoformat()
        return f"{path}?{urlencode(chosen, doseq=True)}" if chosen else path

    def dashboard(self):
        return self.page("reports:dashboard")

    def actions(self, **filters):
        return self.page("reports:actions", **filters)

    def recommendations(self, **filters):
        return self.page("reports:recommendations", **filters)

    def concerns(self, **filters):
        return self.page("reports:concerns", **filters)

    def looks_wrong(self):
        return self.page("reports:looks_wrong")
