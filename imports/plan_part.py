"""What a workbook says of the plan itself: name, version, financial year, governance, project roles."""

import re
from itertools import islice

from core.dates import financial_year_of, read_day, read_due
from plans.models import ProjectRole
from plans.spreadsheet import AS_AT, VERSION

from .draft import Change
from .key_part import footnote
from .part import Part, text_of, texts_of

FINANCIAL_YEAR = re.compile(r"\b(20\d\d)/(?:20)?(\d\d)\b")


def title_lines(layout):
    """(sheet, cell, text) of the lines that stand outside the tables, in order."""
    for sheet, rows in layout.unread.items():
        for row in rows:
            cell = next((cell for cell in row.cells.values() if cell.text.strip()), None)
            if cell:
                yield sheet, cell.coordinate, cell.text.strip()


def printed_as_at(layout):
    """(date or None, text, sheet, cell) of the first line that says "As at …" with a date, else of the first such line.

    Empty texts where no line says so.
    """
    unread = (None, "", "", "")
    for sheet, cell, text in title_lines(layout):
        if len(text) < 120 and (found := AS_AT.search(text)):
            if day := _day_in(found.group(1)):
                return day, text, sheet, cell
            unread = unread if unread[1] else (None, text, sheet, cell)
    return unread


def _day_in(text):
    """The day in a text of which the beginning may be a slip of the pen: "January 10th January 2019"."""
    words = text.split()
    readings = (read_day(" ".join(words[start:])).due_on for start in range(len(words)))
    return next((day for day in readings if day), None)


def _days_without_year(layout):
    """[(sheet, cell)] of the first due date of each table that lacks nothing but a year."""
    found = []
    for block in layout.of("action"):
        index = block.columns.get("due")
        cells = (cell for row, _ in block.rows if index and (cell := row.get(index)))
        lacking = (cell for cell in cells if _lacks_a_year(cell))
        found += [(block.sheet.name, cell) for cell in islice(lacking, 1)]
    return found


def _lacks_a_year(cell):
    text = cell.text if isinstance(cell.value, str) or not cell.has_year else ""
    return read_due(text).due_on is None and read_due(text, financial_year=2000).due_on is not None


def _name(lines, sheets):
    """The first line, unless it does not speak of a plan and the first line of one of the `sheets` of actions does."""
    tops = [next((text for sheet, _, text in lines if sheet == name), "") for name in sorted(sheets)]
    named = [text for text in (lines[0][2], *tops) if re.search(r"\bplan\b", text, re.IGNORECASE)]
    return named[0] if named else lines[0][2]


class PlanPart(Part):
    def propose(self, layout):
        self._plan(layout)
        self._roles(layout)

    def _plan(self, layout):
        lines = list(title_lines(layout))
        values = {}
        if lines and not self.draft.plan.pk:
            values["name"] = _name(lines, {block.sheet.name for block in layout.of("action")})
        if version := self._version(lines):
            values["version"] = version
        year = next((found for *_, text in lines if len(text) < 120 and (found := FINANCIAL_YEAR.search(text))), None)
        if year:
            values["financial_year"] = int(year.group(1))
        elif self.draft.plan.financial_year is None and (days := _days_without_year(layout)) and self.draft.is_dated:
            values["financial_year"] = self._year_of_as_at(*days[0])
        if text := "\n\n".join(" ".join(texts_of(row)) for row in layout.rows_of("governance_text")):
            values["governance_text"] = text
        if note := "\n".join(text for row in layout.rows_of("rating") if (text := footnote(row))):
            values["rag_key_note"] = note
        if values:
            self._propose("plan", lines[0][0] if lines else "", None, self.draft.plan.slug, self.draft.plan, values)

    def _year_of_as_at(self, sheet, cell):
        """The financial year of the as-at date, for dates that are written without a year; a person is asked."""
        year = financial_year_of(self.draft.as_at)
        message = (
            f"dates such as this one have no year and the workbook names no financial year, so that of the as-at date "
            f"was taken for the plan, {year}/{(year + 1) % 100:02}; put it right in the plan if it is another."
        )
        self.draft.ask(sheet, cell.coordinate, cell.text, message)
        return year

    def _version(self, lines):
        """The version that the short lines state, "Performance Pack V3.16": the last where they disagree; or None."""
        found = [(sheet, cell, VERSION.search(text)) for sheet, cell, text in lines if len(text) < 60]
        versions = [(sheet, cell, match.group(1)) for sheet, cell, match in found if match]
        if len({version for *_, version in versions}) > 1:
            sheet, cell, version = versions[-1]
            said = ", ".join(f"{each} ({sheet} {cell})" for sheet, cell, each in versions)
            message = f"the workbook names more than one version: {said}; {version} was taken, correct the others."
            self.draft.ask(sheet, cell, version, message)
        return versions[-1][2] if versions else None

    def _roles(self, layout):
        known = {role.role: role for role in self.draft.plan.project_roles.all()} if self.draft.plan.pk else {}
        seen = set()
        for block in layout.of("project_role"):
            for row, _ in block.rows:
                values = {name: text_of(row, block.columns.get(name)) for name in ("role", "who", "task")}
                name = self.draft.fitting(block.sheet.name, row.number, ProjectRole, "role", values["role"])
                if not name or name in seen:
                    what = "names no role" if not name else f"names the role {name[:80]} a second time"
                    message = f"this row {what}, so it was left out; give each role one row."
                    self.draft.ask(block.sheet.name, f"row {row.number}", name, message, row.number)
                    self.draft.changes.append(Change("project_role", block.sheet.name, row.number, name, "rejected"))
                    continue
                seen.add(name)
                role = known.get(name) or ProjectRole(plan=self.draft.plan, position=len(seen))
                self._propose("project_role", block.sheet.name, row.number, name, role, values | {"role": name})
