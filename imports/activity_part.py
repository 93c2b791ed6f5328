"""Activity in a workbook: what is planned for each month of a year, and what was counted."""

from decimal import Decimal

from actions.reading import RowReader
from core.money import read_percent
from finance import activity
from finance.models import Activity
from finance.plan_sheets import MONTHS
from finance.reading import amount
from finance.services import ActivityEntry, keep_activity
from finance.services.columns import MOST_COUNTED
from finance.services.plans import COUNTS

from .draft import Change
from .year_tables import YearTablesPart, year_in


class ActivityPart(YearTablesPart):
    """Proposes activity plans, and what was counted."""

    def propose(self, layout):
        for kind, topic in (("activity", Activity.Topic.PLAN), ("activity_counted", Activity.Topic.ACTUAL)):
            for block in layout.of(kind):
                self._propose_block(layout, block, topic)

    def write(self, by):
        for key, held in self.held.items():
            sheet, lines = self.tables[key]
            keep_activity(lines=lines, **self._about(key, held, sheet), by=by)

    def _propose_block(self, layout, block, topic):
        column = block.columns.get("planned")
        key = self._key(layout, block, year_in(block.header_text(column)) if column else None, topic)
        read = list(self._read(block))
        if not read:
            return
        if self._is_second(key, block):
            return
        self.tables[key] = block.sheet.name, [entry for _, entry in read]
        if topic == Activity.Topic.PLAN:
            self._ask_differences(block, read)
        self._compare(key, block, read)

    def _read(self, block):
        codes = []
        for row, _ in block.rows:
            reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, set())
            code = " ".join(reader.own("code").split())[:40]
            if not code:
                message = "this row has no code, so it was left out; write which activity it is."
                self.draft.ask(reader.sheet, f"row {row.number}", "", message, row.number)
                continue
            if self._is_twin("activity", reader, code, codes):
                continue
            codes.append(code)
            counts = {name: _count(reader, name) for name in ("last_year", "do_nothing", "savings", "planned")}
            months = [_count(reader, name) for name in MONTHS]
            title = " ".join(reader.own("title").split())[:300]
            yield (
                row,
                ActivityEntry(code, title, **counts, stated_change=_change(reader), months=months),
            )

    def _ask_differences(self, block, read):
        rows = {entry.code: row for row, entry in read}
        for each in activity.findings([entry for _, entry in read]):
            row = rows[each.code]
            verdict = "which rounding may explain" if each.is_rounding else "find out which is right"
            message = (
                f"{each.code} prints {each.written:,} as its {each.what.partition(',')[0]}; "
                f"{each.what.partition(', ')[2]} it is {each.computed:,}: both are kept and shown, {verdict}."
            )
            severity = "note" if each.is_rounding else "question"
            self.draft.say(severity, block.sheet.name, f"row {row.number}", f"{each.written:,}", message, row.number)

    def _compare(self, key, block, read):
        held = self._holding(Activity, key)
        before = {line.code: line for line in held.lines.all()} if held else {}
        differs = False
        for row, entry in read:
            known = before.pop(entry.code, None)
            pairs = {name: [_said(known, name), _said(entry, name)] for name in ("title", *COUNTS)}
            fields = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
            outcome = "new" if known is None else "changed" if fields else "unchanged"
            differs = differs or outcome != "unchanged"
            self.draft.changes.append(Change("activity", block.sheet.name, row.number, entry.code, outcome, fields))
        self._tell_missing("activity", before, key[1])
        if differs or before:
            self.held[key] = held


def _count(reader, name):
    found = amount(reader, name, activity.read_count)
    if found is None:
        return None
    cell, text = reader.cell(name), reader.text(name)
    if abs(found) > MOST_COUNTED:
        reader.ask(cell, text, "this is more than can be counted; it was left empty, put it right.")
        return None
    # What a formula worked out is shown, and counts, as a whole number; savings are what is not done.
    if "." in text and found != round(found):
        reader.ask(
            cell, text, f"activity is counted in whole numbers, so this was taken as {round(found):,}; check it."
        )
    if found < 0 and name != "savings":
        reader.ask(cell, text, "a count is not below zero; it was kept as written, put it right.")
    return round(found)


def _said(line, name):
    value = getattr(line, name, None)
    if name == "months":
        return None if value is None else ", ".join("-" if each is None else f"{each:,}" for each in value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value or None


def _change(reader):
    """The change in per cent as printed, None where there is none, or one that is a number of something else."""
    found = amount(reader, "stated_change", read_percent)
    return found if found is not None and abs(found) < 100_000 else None
