"""The figures that a workbook prints about itself, kept to be shown beside the computed ones."""

import re
from collections import Counter

from core.dates import read_day
from plans.models import StatedTotal
from plans.services import state_totals
from plans.spreadsheet import read_area

from .draft import Change
from .part import Part, text_of

_IN_BRACKETS = re.compile(r"\(([^()]+)\)")


class TotalsPart(Part):
    """Proposes the printed summary of this file, and asks wherever it differs from the file's own rows."""

    def __init__(self, draft, actions_part):
        super().__init__(draft)
        self.actions_part = actions_part
        self.totals, self.differs = [], False

    def propose(self, layout):
        kept = self._kept()
        computed = Counter(
            (number, entry.facts["rating"] and entry.facts["rating"].code)
            for entry in self.actions_part.entries
            for number in (entry.action.area and entry.action.area.number, None)
        )
        for block in layout.of("stated_total"):
            for row, _ in block.rows:
                self._line(block, row, kept, computed)
        self.differs = self.differs or (bool(self.totals) and len(kept) != len(self.totals))

    def write(self, by):
        if self.differs:
            state_totals(plan=self.draft.plan, as_at=self.draft.as_at, totals=self.totals, by=by)

    def _kept(self):
        if not self.draft.plan.pk:
            return {}
        kept = StatedTotal.objects.filter(plan=self.draft.plan, as_at=self.draft.as_at).select_related("rating")
        return {(total.label, total.rating.code): total.count for total in kept}

    def _line(self, block, row, kept, computed):
        label = text_of(row, block.columns["area"])
        number, _ = read_area(label)
        named = _IN_BRACKETS.search(label)
        fields = {}
        for name, index in block.columns.items():
            rating = next((r for r in self.draft.ratings if r.word.lower() == name or r.code.lower() == name), None)
            cell = row.get(index)
            if rating is None or cell is None or not isinstance(cell.value, int | float):
                continue
            self.totals.append(
                StatedTotal(
                    label=label[:300],
                    area=self.draft.areas.get(number),
                    said_of=read_day(named.group(1)).due_on if named and number is None else None,
                    rating=rating,
                    count=int(cell.value),
                    position=row.number,
                    where=f"{self.draft.file_name}, {block.sheet.name} {cell.coordinate}"[:200],
                )
            )
            before = kept.get((label[:300], rating.code))
            if before != int(cell.value):
                fields[rating.code] = [before, int(cell.value)]
            if number is not None or label.casefold().startswith("total"):
                self._hold_against(block, row, cell, rating, label, computed[(number, rating.code)])
        self.differs = self.differs or bool(fields)
        outcome = (
            "unchanged" if not fields else "changed" if any(pair[0] is not None for pair in fields.values()) else "new"
        )
        self.draft.changes.append(Change("stated_total", block.sheet.name, row.number, label, outcome, fields))

    def _hold_against(self, block, row, cell, rating, label, computed):
        if computed != int(cell.value):
            self.draft.say(
                "question",
                block.sheet.name,
                cell.coordinate,
                cell.value,
                f"the summary prints {int(cell.value)} "
                f"{rating.word} for “{label}”, the rows give {computed}; both are kept and shown, find out which "
                "is right.",
                row.number,
            )
