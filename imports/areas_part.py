"""The areas of a plan: those that a workbook lists, and those that stand above or beside its actions."""

import re
from collections import Counter

from plans.models import Area
from plans.spreadsheet import read_area

from .part import Part, text_of, texts_of


class AreasPart(Part):
    """Areas by their number. The name above the actions counts; a list of areas gives those without actions, too."""

    def propose(self, layout):
        self.found = {}
        for number, (sheet, row, title) in self._listed(layout):
            if number in self.found:
                message = f"area {number} is listed twice; this name was taken, give each area a number of its own."
                self.draft.ask(sheet, f"row {row}", title, message, row)
            self.found[number] = (sheet, row, title)
        for sheet, row, text, ref in self._beside_actions(layout):
            self._take(sheet, row, text, ref)
        for number, (sheet, row, title) in sorted(self.found.items()):
            area = self.draft.areas.setdefault(number, Area(plan=self.draft.plan, number=number))
            self._propose("area", sheet, row, str(number), area, {"title": title})

    def _listed(self, layout):
        """(number, (sheet, row, title)) of each line of a list of areas."""
        for block in layout.of("area"):
            for row, _ in block.rows:
                text = " ".join(texts_of(row))
                number, title = read_area(text)
                if number is not None and title:
                    yield number, (block.sheet.name, row.number, title)
                else:
                    message = "this line of the list of areas has no number or no name, so it was left out; write both."
                    self.draft.ask(block.sheet.name, f"row {row.number}", text, message, row.number)

    def _beside_actions(self, layout):
        """(sheet, row, text, reference of the first action) of each area named above or beside actions, in order."""
        tables = Counter(block.sheet.name for block in layout.of("action"))
        named = {}
        for block in layout.of("action"):
            columns = block.columns
            # Above the only table of a sheet a line without a number is the title of the sheet, not an area.
            title = block.heading if tables[block.sheet.name] == 1 and read_area(block.heading)[0] is None else ""
            for row, banner in block.rows:
                beside = text_of(row, columns.get("area"))
                place = row.number if beside else block.header_row
                text = beside or banner
                if text and text != title:
                    named.setdefault(text, (block.sheet.name, place, text, text_of(row, columns.get("ref"))))
        return named.values()

    def _take(self, sheet, row, text, ref):
        number, title = read_area(text)
        if number is None:
            number = self._number_for(sheet, row, title, ref)
        if number is None or (not title and (number in self.found or number in self.draft.areas)):
            return
        listed, known = self.found.get(number), self.draft.areas.get(number)
        if listed and listed[2] != title and (known is None or known.title != title):
            message = f"area {number} is called “{title}” beside its actions ({sheet}); that name was taken."
            self.draft.say("note", listed[0], f"row {listed[1]}", listed[2], message, listed[1])
        place = listed[:2] if listed else (sheet, row)
        self.found[number] = (*place, title or f"Area {number}")

    def _number_for(self, sheet, row, title, ref):
        """The number of an area named without one, or None where that is nothing new."""
        known = {area.title.casefold() for area in self.draft.areas.values()}
        if title.casefold() in known | {name.casefold() for _, _, name in self.found.values()}:
            return None
        taken = self.found.keys() | self.draft.areas.keys()
        leading = re.match(r"(\d{1,3})\.", ref)
        number = int(leading.group(1)) if leading else max(taken, default=0) + 1
        if number in taken:
            message = f"“{title[:80]}” has no number; its actions were left in area {number}, as their references say."
            self.draft.say("note", sheet, f"row {row}", title, message, row)
            return None
        message = (
            f"“{title[:80]}” has no number and was taken as area {number}; write another before it if that is wrong."
        )
        self.draft.ask(sheet, f"row {row}", title, message, row)
        return number
