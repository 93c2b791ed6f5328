"""What plans of money and of activity have in common in a workbook: a table of each year, kept as a whole."""

import re

from actions.models import Origin

from .draft import Change
from .months_told import organisation_told, year_told
from .part import Part

_YEAR = re.compile(r"\b(?:20)?(\d\d)[/-](?:20)?(\d\d)\b")


class YearTablesPart(Part):
    """What both kinds have in common: a table of each organisation, year and topic, kept as a whole."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        self.tables, self.held = {}, {}

    def _key(self, layout, block, year, topic):
        organisation = organisation_told(self.draft, layout, block)
        return organisation, year or year_told(self.draft, layout, block), topic

    def _holding(self, model, key):
        if not self.draft.plan.pk:
            return None
        organisation, year, topic = key
        return model.objects.holding(
            self.draft.plan, self.draft.as_at, organisation=organisation, year=year, topic=topic
        )

    def _is_second(self, key, block):
        """Whether a table of that organisation, year and kind stands in the workbook already; then it is said."""
        if key in self.tables:
            message = (
                f"the sheet {self.tables[key][0]} has such a table of the same year already, and only one can be kept; "
                "put the two into one table, or write above each whose it is."
            )
            self.draft.say("error", block.sheet.name, f"row {block.header_row}", "", message)
        return key in self.tables

    def _is_twin(self, kind, reader, name, lines):
        """Whether the line stands further up already; then it is said."""
        twin = any(each.casefold() == name.casefold() for each in lines)
        if twin:
            message = f"“{name[:60]}” stands in this table already; give one of the two another name."
            self.draft.reject(kind, reader.sheet, reader.row.number, name, message)
        return twin

    def _about(self, key, held, sheet):
        organisation, year, topic = key
        return {
            "plan": self.draft.plan,
            # A plan that is new had no organisation when this was proposed.
            "organisation": organisation or self.draft.plan.organisations.first(),
            "year": year,
            "topic": topic,
            "seen": held and held.pk,
            "origin": Origin.IMPORT,
            "where": f"{self.draft.file_name}, {sheet}",
            "on": self.draft.as_at,
        }

    def _tell_missing(self, kind, names, year):
        for name in names:
            self.draft.changes.append(Change(kind, "", None, name, "missing"))
            message = (
                f"the line {name} was in the plan of {year}/{(year + 1) % 100:02} and is not in this workbook; it "
                "will be gone from it, as such a table is kept as a whole."
            )
            self.draft.ask("", "", name, message)


def year_in(text):
    """The calendar year in which the financial year begins that a head names ("2018/19 Plan", "18/19"), or None."""
    found = _YEAR.search(text)
    return 2000 + int(found.group(1)) if found and (int(found.group(1)) + 1) % 100 == int(found.group(2)) else None
