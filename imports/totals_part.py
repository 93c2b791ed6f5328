"""The figures that a workbook prints about itself, kept to be shown beside the computed ones."""

import re
from collections import Counter

from core.dates import read_day
from core.workbooks import column_letter
from plans.keys import read_rating
from plans.models import StatedTotal
from plans.services import state_totals
from plans.spreadsheet import read_area

from .actions_part import ActionsPart
from .draft import Change
from .part import Part, text_of

_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_LARGEST = 2**31 - 1


class TotalsPart(Part):
    """Proposes the printed summary of this file, and asks wherever it differs from the file's own rows."""

    def __init__(self, draft, earlier):
        super().__init__(draft, earlier)
        self.actions_part = self.earlier[ActionsPart]
        self.totals, self.differs, self.lines = [], False, {}

    def propose(self, layout):
        kept = self._kept()
        computed = self._computed()
        for block in layout.of("stated_total"):
            ratings = self._ratings(block)
            for row, _ in block.rows:
                self._line(block, row, ratings, kept, computed)
        self.differs = self.differs or (bool(self.totals) and len(kept) != len(self.totals))

    def write(self, by):
        if self.differs:
            state_totals(plan=self.draft.plan, as_at=self.draft.as_at, totals=self.totals, by=by)

    def _computed(self):
        """{(area number, code): actions} of the rows of this file; the number None counts all of them."""
        moved = {action.pk: changes["area"] for action, changes in self.actions_part.moves if "area" in changes}
        counts = Counter()
        for entry in self.actions_part.entries:
            area, rating = moved.get(entry.action.pk, entry.action.area), entry.facts["rating"]
            for number in (area and area.number, None):
                counts[number, rating and rating.code] += 1
        return counts

    def _kept(self):
        if not self.draft.plan.pk:
            return {}
        kept = StatedTotal.objects.filter(plan=self.draft.plan, as_at=self.draft.as_at).select_related("rating")
        return {(total.label, total.rating.code): total.count for total in kept}

    def _ratings(self, block):
        """{column: rating} of the columns of a summary that are headed by a rating of the plan's own key."""
        found = {}
        for index, name in block.header.columns.items():
            text = block.header_text(index)
            rating = next((r for said in (text, name) if (r := read_rating(said, None, self.draft.ratings)[0])), None)
            if rating:
                found[index] = rating
            elif name != "area":
                message = (
                    f"“{text}” is not in the RAG key, so the figures below it were not read; head them by the key."
                )
                where = f"{column_letter(index)}{block.header_row}"
                self.draft.ask(block.sheet.name, where, text, message)
        return found

    def _line(self, block, row, ratings, kept, computed):
        """Propose the figures of one line; a second line of one name has to be told apart first."""
        sheet, label = block.sheet.name, text_of(row, block.columns["area"])
        label = self.draft.fitting(sheet, row.number, StatedTotal, "label", label)
        if label in self.lines:
            message = f"“{label}” stands in {self.lines[label]} already, so this line was left out; rename one of them."
            self.draft.ask(sheet, f"row {row.number}", label, message, row.number)
            self.draft.changes.append(Change("stated_total", sheet, row.number, label, "rejected"))
            return
        self.lines[label] = f"{sheet} row {row.number}"
        fields = {}
        for index, rating in ratings.items():
            cell = row.get(index)
            count = self._count(sheet, cell, label)
            if count is None:
                continue
            self.totals.append(self._total(cell, sheet, label, rating, count))
            before = kept.get((label, rating.code))
            if before != count:
                fields[rating.code] = [before, count]
            self._hold_against(sheet, cell, rating, label, count, computed)
        self.differs = self.differs or bool(fields)
        is_new = all(before is None for before, _ in fields.values())
        outcome = "unchanged" if not fields else "new" if is_new else "changed"
        self.draft.changes.append(Change("stated_total", sheet, row.number, label, outcome, fields))

    def _count(self, sheet, cell, label):
        """The whole number in a cell; None for an empty one, and, after a question, for anything else."""
        if cell is None or not (cell.text.strip() or cell.is_formula_without_value):
            return None
        text = cell.text.strip()
        value = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else cell.value
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LARGEST and value % 1 == 0:
            return int(value)
        what = "is a formula that was never calculated" if cell.is_formula_without_value else "is not a whole number"
        self.draft.ask(
            sheet, cell.coordinate, text[:80], f"this figure for “{label}” {what}, so it was not kept; put it right."
        )
        return None

    def _total(self, cell, sheet, label, rating, count):
        number, _ = read_area(label)
        named = _IN_BRACKETS.search(label)
        return StatedTotal(
            label=label,
            area=self.draft.areas.get(number),
            said_of=read_day(named.group(1)).due_on if named and number is None else None,
            rating=rating,
            count=count,
            position=len(self.lines),
            where=f"{self.draft.file_name}, {sheet} {cell.coordinate}"[:200],
        )

    def _hold_against(self, sheet, cell, rating, label, count, computed):
        """Ask where a figure for an area, or for the plan, is not what the rows of the file give."""
        number, _ = read_area(label)
        given = computed[(number, rating.code)]
        if count != given and (number is not None or label.casefold().startswith("total")):
            message = (
                f"the summary prints {count} {rating.word} for “{label}”, the rows give {given}; both are kept and "
                "shown, find out which is right."
            )
            self.draft.ask(sheet, cell.coordinate, count, message, cell.row)
