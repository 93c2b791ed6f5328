"""The position of a month in a finance report: its lines, the totals it prints, and what explains them."""

from actions.models import Origin
from actions.reading import RowReader
from core.money import shown
from finance.models import Position
from finance.months import name_of_month
from finance.reading import read_line
from finance.services import LineEntry, keep_position
from finance.services.positions import STATED
from finance.variance import AMOUNTS, Kind, variance

from .draft import Change
from .millions import ask_of_millions
from .months_told import month_told, organisation_told
from .part import Part

_FIELDS = ("group", "commentary", *AMOUNTS)


class PositionsPart(Part):
    """Proposes the position of the month that a finance report tells of."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        # {(organisation or None, month): its rows}, and {the same: what holds} where that is something else
        self.tables, self.held = {}, {}
        self.signs_said = set()  # the sheets of which somebody said how their variances are signed

    def propose(self, layout):
        for block in layout.of("position"):
            if block.column_of("ytd_adverse"):
                self.signs_said.add(block.sheet.name)
            rows = list(self._read(block))
            key = organisation_told(self.draft, layout, block), month_told(self.draft, layout, block)
            message = f"read as the position of {name_of_month(key[1])}, in thousands of pounds."
            self.draft.say("note", block.sheet.name, f"row {block.header_row}", "", message)
            ask_of_millions(self.draft, layout, block)
            self.tables[key] = self._without_twins([*self.tables.get(key, ()), *rows])
        self._explain(layout)
        for key, rows in self.tables.items():
            if rows:
                self._check_signs(rows)
                self._compare(key, rows)

    def write(self, by):
        for (organisation, month), held in self.held.items():
            rows = self.tables[organisation, month]
            lines = [LineEntry(r.name, r.kind, r.group, r.amounts, r.stated, r.commentary) for r in rows]
            # A plan that is new had no organisation when this was proposed.
            about = {"plan": self.draft.plan, "organisation": organisation or self.draft.plan.organisations.first()}
            told = {
                "origin": Origin.IMPORT,
                "where": f"{self.draft.file_name}, {rows[0].sheet}",
                "on": self.draft.as_at,
            }
            keep_position(**about, month=month, lines=lines, seen=held and held.pk, **told, by=by)

    def _read(self, block):
        """The rows of one table; a line that stands alone is the heading of those below it, up to its total."""
        group, last = "", block.heading
        for row, banner in block.rows:
            if banner != last:
                group = last = banner
            reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, set())
            found = read_line(reader, " ".join(group.split()))
            if not found.name:
                self._leave_out(reader)
                continue
            yield found
            group = "" if found.kind == Kind.GROUP_TOTAL else group

    def _leave_out(self, reader):
        message = "this row has amounts and no name, so it was left out; write what they are of."
        self.draft.ask(reader.sheet, f"row {reader.row.number}", "", message, reader.row.number)
        self.draft.changes.append(Change("position", reader.sheet, reader.row.number, "", "rejected"))

    def _without_twins(self, rows):
        kept = {}
        for row in rows:
            key = (row.group.casefold(), row.name.casefold())
            if key in kept:
                message = f"“{row.name}” stands in row {kept[key].row} already; give one of the two another name."
                self.draft.reject("position", row.sheet, row.row, row.name, message)
            else:
                kept[key] = row
        return list(kept.values())

    def _explain(self, layout):
        """Give the words of a sheet of key variances to the lines that they name."""
        if not self.tables:
            self._refuse_words_without_lines(layout)
            return
        lines = [row for rows in self.tables.values() for row in rows]
        for block in layout.of("commentary"):
            for row, _ in block.rows:
                reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, set())
                name, words = reader.spread("line"), reader.spread("words")
                found = _named(lines, name)
                if len(found) == 1:
                    line = found[0]
                    line.commentary = "\n\n".join(filter(None, (line.commentary, words)))
                    if _key(name) != _key(line.name):
                        message = f"these words were given to the line “{line.name}”, the only one that begins so."
                        self.draft.say("note", reader.sheet, f"row {row.number}", name, message, row.number)
                elif words:
                    message = (
                        f"“{name[:40]}” names {'several lines' if found else 'no line'} of the position, so these "
                        "words were not kept; write the name of the line as the table has it."
                    )
                    self.draft.ask(reader.sheet, f"row {row.number}", name[:80], message, row.number)

    def _refuse_words_without_lines(self, layout):
        for block in layout.of("commentary"):
            message = (
                "these words explain lines of a position, and this workbook has none; add the table of the position."
            )
            self.draft.ask(block.sheet.name, f"row {block.header_row}", "", message)

    def _check_signs(self, rows):
        """Say how the printed variances are signed; turn them where they are adverse above zero."""
        told = [(row, row.stated.get("stated_ytd_variance")) for row in rows]
        told = [(row, stated, variance(row.kind, row.amounts.ytd_plan, row.amounts.ytd_actual)) for row, stated in told]
        told = [(row, stated, own) for row, stated, own in told if stated and own]
        if not told:
            return
        turned = sum((stated > 0) != (own > 0) for _, stated, own in told)
        if turned * 2 > len(told) and rows[0].sheet not in self.signs_said:
            for row in rows:
                row.stated = {name: -value for name, value in row.stated.items()}
            message = (
                "this report prints adverse variances above zero; they were turned round, as the tracker shows "
                "favourable ones above zero and adverse ones in brackets. Amounts were kept as they are."
            )
            self.draft.ask(rows[0].sheet, "", "", message)
            return
        above = "adverse" if rows[0].sheet in self.signs_said else "favourable"
        message = (
            f"variances are read as {above} above zero, spending as a positive number; say what the column of "
            "variances holds to have it otherwise."
        )
        self.draft.say("note", rows[0].sheet, "", "", message)
        for row, stated, own in told:
            if (stated > 0) != (own > 0):
                message = (
                    f"the printed variance of {row.name} is {shown(stated)}, and its amounts give {shown(own)}; both "
                    "are kept and shown, find out which is right."
                )
                self.draft.ask(row.sheet, f"row {row.row}", shown(stated), message, row.row)

    def _compare(self, key, rows):
        plan, (organisation, month) = self.draft.plan, key
        held = Position.objects.holding(plan, organisation, month, self.draft.as_at) if plan.pk else None
        before = {_line_key(line): line for line in held.lines.all()} if held else {}
        outcomes = [self._line(row, before.pop(_line_key(row), None)) for row in rows]
        for line in before.values():
            outcomes.append("missing")
            self.draft.changes.append(Change("position", "", None, line.name, "missing"))
            message = (
                f"the line {line.name} was in the position of {name_of_month(month)} and is not in this workbook; it "
                "will be gone from that month, as a position is kept as a whole."
            )
            self.draft.ask("", "", line.name, message)
        if set(outcomes) != {"unchanged"}:
            self.held[key] = held

    def _line(self, row, line):
        fields = {name: [_plain(line, name), _plain_row(row, name)] for name in _FIELDS}
        fields = {name: pair for name, pair in fields.items() if pair[0] != pair[1]}
        printed = line is not None and any(getattr(line, name) != row.stated.get(name) for name in STATED)
        outcome = "new" if line is None else "changed" if fields or printed else "unchanged"
        self.draft.changes.append(Change("position", row.sheet, row.row, row.name, outcome, fields))
        return outcome


def _named(lines, name):
    """The lines of that name, or else those that begin so."""
    exact = [row for row in lines if _key(row.name) == _key(name)]
    return exact or [row for row in lines if name and _key(row.name).startswith(_key(name))]


def _key(name):
    return " ".join(name.casefold().split())


def _line_key(line):
    return line.kind, _key(line.group), _key(line.name)


def _plain(line, name):
    if line is None:
        return None
    value = getattr(line, name)
    return shown(value) if name in AMOUNTS and value is not None else value or None


def _plain_row(row, name):
    value = row.amounts.of(name) if name in AMOUNTS else getattr(row, name)
    return shown(value) if name in AMOUNTS and value is not None else value or None
