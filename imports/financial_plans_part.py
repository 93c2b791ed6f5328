"""Plans of money in a workbook: by movements, allocations and expenditure by year."""

from decimal import Decimal

from actions.reading import RowReader
from core.money import PLACES, read_percent, shown
from finance import movements
from finance.models import FinancialPlan
from finance.movements import BASE, BEFORE, CLOSING, MOVEMENT, YEAR, Head
from finance.reading import amount
from finance.services import PlanLineEntry, keep_financial_plan, said_of
from finance.variance import kind_of

from .draft import Change
from .millions import millions_told
from .year_tables import YearTablesPart, year_in

_ROLES = {"before": BEFORE, "base": BASE, "closing": CLOSING}
_TOPICS = {"financial_plan": "movements", "allocation": "allocations", "expenditure": "expenditure"}
# What a table of £m cannot reach and one of £'000 does: ten thousand million.
_MOST_MILLIONS = Decimal(10_000)


class FinancialPlansPart(YearTablesPart):
    """Proposes plans by movements, allocations and expenditure by year."""

    def propose(self, layout):
        for kind, topic in _TOPICS.items():
            for block in layout.of(kind):
                self._propose_block(layout, block, topic)

    def write(self, by):
        for key, held in self.held.items():
            sheet, heads, lines = self.tables[key]
            keep_financial_plan(heads=heads, lines=lines, **self._about(key, held, sheet), by=by)

    def _propose_block(self, layout, block, topic):
        columns = sorted([*block.header.columns, *block.header.unread])
        columns = [index for index in columns if block.header.columns.get(index) not in ("line", "stated_growth")]
        heads = [Head(block.header_text(index)[:200], _role(block, index)) for index in columns]
        named = [head.name for head in heads if head.role in (CLOSING, YEAR)]
        key = self._key(layout, block, year_in(named[0]) if named else None, topic)
        read = [(row, entry) for row, entry in self._read(block, columns)]
        if not read:
            return
        self._in_thousands(layout, block, [entry for _, entry in read])
        if self._is_second(key, block):
            return
        self.tables[key] = block.sheet.name, heads, [entry for _, entry in read]
        self._ask_differences(block, heads, read)
        self._compare(key, block, heads, read)

    def _read(self, block, columns):
        names = []

        def column_of(field):
            return field if isinstance(field, int) else block.column_of(field)

        for row, _ in block.rows:
            reader = RowReader(block.sheet.name, row, column_of, self.draft.problems, set())
            name = " ".join(reader.own("line").split())[:200]
            if not name:
                message = "this row has amounts and no name, so it was left out; write what they are of."
                self.draft.ask(reader.sheet, f"row {row.number}", "", message, row.number)
                continue
            if self._is_twin("financial_plan", reader, name, names):
                continue
            names.append(name)
            amounts = [amount(reader, index) for index in columns]
            growth = amount(reader, "stated_growth", read_percent)
            yield row, PlanLineEntry(name, str(kind_of(name)), amounts, growth)

    def _in_thousands(self, layout, block, entries):
        """Where the table says £m, believe the amounts: large ones are thousands already, small ones become so."""
        told = millions_told(layout, block)
        if told is None:
            return
        most = max((abs(each) for entry in entries for each in entry.amounts if each is not None), default=Decimal(0))
        if most >= _MOST_MILLIONS:
            message = (
                f"this says £m, but amounts such as {shown(most)} are as large as thousands of pounds and were "
                "read as such; put it right."
            )
        else:
            for entry in entries:
                entry.amounts = [each and (each * 1000).quantize(PLACES) for each in entry.amounts]
            message = "this says £m, so every amount was multiplied by 1,000, as the tracker keeps thousands of pounds."
        self.draft.ask(block.sheet.name, *told, message)

    def _ask_differences(self, block, heads, read):
        rows = {entry.name: row for row, entry in read}
        lines = [(entry.name, entry.kind, entry.amounts) for _, entry in read]
        for name, each in movements.differences(heads, lines) if any(h.role == CLOSING for h in heads) else ():
            row = rows[name]
            message = (
                f"{name} prints {shown(each.printed)} as its {each.what}, and what it is made of gives "
                f"{shown(each.computed)}; both are kept and shown, find out which is right."
            )
            if not each.is_rounding:
                self.draft.ask(block.sheet.name, f"row {row.number}", shown(each.printed), message, row.number)

    def _compare(self, key, block, heads, read):
        held = self._holding(FinancialPlan, key)
        before = {name: rest for name, *rest in said_of(held)} if held else {}
        differs = False
        for row, entry in read:
            known = before.pop(entry.name, None)
            now = [(head.name, head.role, each) for head, each in zip(heads, entry.amounts, strict=True)]
            was = {name: each for name, _, each in known[2]} if known else {}
            fields = {name: [_shown(was.get(name)), _shown(each)] for name, _, each in now if was.get(name) != each}
            outcome = (
                "new"
                if known is None
                else "unchanged"
                if known == [entry.kind, entry.stated_growth, now]
                else "changed"
            )
            differs = differs or outcome != "unchanged"
            self.draft.changes.append(
                Change("financial_plan", block.sheet.name, row.number, entry.name, outcome, fields)
            )
        self._tell_missing("financial_plan", before, key[1])
        if differs or before:
            self.held[key] = held


def _role(block, index):
    if block.kind != "financial_plan":
        return YEAR
    return _ROLES.get(block.header.columns.get(index), MOVEMENT)


def _shown(value):
    return None if value is None else shown(value)
