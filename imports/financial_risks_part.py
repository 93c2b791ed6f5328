"""The rows of tables of financial risks and mitigations: one table a month, beside what the tracker knows of it."""

from decimal import Decimal

from actions.models import BROUGHT, Origin
from actions.reading import RowReader
from core.money import shown
from finance.exposure import AMOUNTS, KINDS, NAMES, NET, RISK, differences_of, findings_of
from finance.exposure_reading import is_net, is_total, kind_in, line_of, post_named, read_line, shares_in
from finance.models import Exposure
from finance.services import keep_exposure

from .draft import Change, short_title, title_key
from .millions import ask_of_millions
from .months_told import month_told, organisation_told
from .part import Part

KIND = "financial_risk"
_TOLD = "gross probability assessed in_forecast residual lead process commentary".split()


class FinancialRisksPart(Part):
    """Proposes the table of each month and organisation that a workbook has one of."""

    def __init__(self, draft, earlier=()):
        super().__init__(draft, earlier)
        self.tables = {}  # {(organisation or None, month): its (`ExposureLine`, sheet, row)s}
        self.held = {}

    def propose(self, layout):
        for block in layout.of(KIND):
            key = organisation_told(self.draft, layout, block), month_told(self.draft, layout, block)
            ask_of_millions(self.draft, layout, block)
            self.tables.setdefault(key, []).extend(self._read(block))
        for key, told in self.tables.items():
            if told:
                self._compare(key, told)

    def write(self, by):
        plan = self.draft.plan
        for (organisation, month), told in self.tables.items():
            if (organisation, month) not in self.held:
                continue  # nothing of it is new
            held = self.held[organisation, month]
            about = {"plan": plan, "organisation": organisation or plan.organisations.first(), "month": month}
            where = f"{self.draft.file_name}, {told[0][1]}"
            lines = {"lines": [line for line, *_ in told], "seen": held and held.pk}
            keep_exposure(**about, **lines, origin=Origin.IMPORT, where=where, on=self.draft.as_at, by=by)

    def _read(self, block):
        """(line, sheet, row) of each row that is one, in order; what does not fit is asked."""
        column = block.column_of("probability")
        cells = [cell for row, _ in block.rows if column and (cell := row.get(column))]
        shares, told, merges = shares_in(cells), [], set()
        for row, banner in block.rows:
            reader = RowReader(block.sheet.name, row, block.column_of, self.draft.problems, merges)
            found = read_line(reader, banner, shares)
            if line := self._line(found, [line for line, *_ in told]):
                told.append((line, found.sheet, found.row))
        self._turn_risks(block, told)
        for line, sheet, row in told:
            self._question(line, sheet, row, told)
        return told

    def _line(self, row, before):
        """The `ExposureLine` of a row; None, once said, for a row that cannot be one."""
        name = row.facts["name"]
        kind = row.kind or kind_in(row.banner)
        own = [line for line in before if line.kind == kind and not line.is_total]
        printed = {line.kind for line in before if line.is_total}
        if is_net(row) and NET not in printed:
            return line_of(row, NET)
        if kind and kind not in printed and is_total(row, own):
            return line_of(row, kind, is_printed_total=True)
        if not name:
            return self._leave(row, "this row has amounts and no name and was left out; write what it is")
        if kind in printed:
            return self._leave(row, f"this row stands below the total of the {kind}s and was left out; put it above")
        if not kind:
            kind = KINDS[(row.facts["gross"] or Decimal(0)) > 0]
            message = f"nothing says whether this is a risk or a mitigation; by its sign it was taken as a {kind}."
            self.draft.ask(row.sheet, f"row {row.row}", name, message, row.row)
        line = line_of(row, kind)
        officers = self.draft.officers
        initials = {key: person.initials for key, person in officers.holders.items()}
        line.post = post_named(line.lead, officers.posts.values(), initials)
        return line

    def _leave(self, row, message):
        self.draft.ask(row.sheet, f"row {row.row}", row.facts["name"], f"{message}.", row.row)
        self.draft.changes.append(Change(KIND, row.sheet, row.row, short_title(row.facts["name"]), "rejected"))

    def _turn_risks(self, block, told):
        """Risks stand below zero; where an office writes all of them without a sign, they are turned, which is said."""
        risks = [line for line, *_ in told if line.kind == RISK]
        amounts = [getattr(line, name) for line in risks for name in AMOUNTS if getattr(line, name)]
        if not amounts or min(amounts) < 0:
            return
        for line in risks:
            for name in AMOUNTS:
                value = getattr(line, name)
                setattr(line, name, None if value is None else -value + 0)
        message = "the risks are written without a sign; they were taken as below zero, in brackets, as a cost is."
        self.draft.ask(block.sheet.name, f"row {block.header_row}", "", message)

    def _question(self, line, sheet, row, told):
        if not line.is_total:
            for finding in findings_of(line):
                self.draft.ask(sheet, f"row {row}", short_title(line.name), f"{finding.sentence}.", row)
            return
        lines = [other for other, *_ in told if not other.is_total]
        for each in differences_of(line.kind, line, lines):
            said = f"{NAMES[each.what]}: printed {shown(each.printed)}, the lines give {shown(each.computed)}"
            why = "rounding explains it" if each.is_rounding else "both are kept and shown, find out which is right"
            self.draft.say(
                "note" if each.is_rounding else "question", sheet, f"row {row}", line.name, f"{said}; {why}.", row
            )

    def _compare(self, key, told):
        organisation, month = key
        draft, plan = self.draft, self.draft.plan
        held = Exposure.objects.holding(plan, organisation, month, draft.as_at) if plan.pk else None
        known = _keyed(held.lines.select_related("post") if held else [])
        found = _keyed(line for line, *_ in told)
        rows = {id(line): (sheet, row) for line, sheet, row in told}
        moved = {name: _differing(known.get(name), line) for name, line in found.items()}
        gone = [line for name, line in known.items() if name not in found]
        if held and self._is_behind(held, organisation, month, found):
            moved, gone = dict.fromkeys(moved, {}), []
            message = "this table was changed in the tracker since a workbook brought it; it was left as it is there."
            draft.ask(told[0][1], "", "", message)
            known |= {name: line for name, line in found.items() if name not in known}
        for name, line in found.items():
            outcome = "new" if name not in known else "changed" if moved[name] else "unchanged"
            draft.changes.append(Change(KIND, *rows[id(line)], short_title(line.name), outcome, moved[name]))
        for line in gone:
            self._report_gone(line)
        if gone or any(moved.values()) or found.keys() - known.keys():
            self.held[key] = held

    def _is_behind(self, held, organisation, month, found):
        """Whether the workbook says what the last one said, and somebody changed the table in the tracker since."""
        if held.origin in BROUGHT:
            return False
        alike = Exposure.objects.filter(plan=self.draft.plan, organisation=organisation, month=month)
        alike = alike.filter(origin__in=BROUGHT, effective_on__lte=self.draft.as_at)
        brought = alike.order_by("-effective_on", "-pk").first()
        written = _keyed(brought.lines.select_related("post")) if brought else {}
        return list(written) == list(found) and not any(_differing(written[n], line) for n, line in found.items())

    def _report_gone(self, line):
        name = short_title(line.name)
        message = f"“{name}” stood in the table of this month and is not in the workbook; it was taken out."
        self.draft.ask("", "", name, message)
        self.draft.changes.append(Change(KIND, "", None, name, "missing"))


def _keyed(lines):
    """{what makes a line the same from month to month, with its turn among those alike: the line}."""
    found = {}
    for line in lines:
        key = (line.kind, line.is_total, "" if line.is_total else title_key(line.name))
        turn = sum(other[:3] == key for other in found)
        found[*key, turn] = line
    return found


def _differing(before, line):
    """{field: [before, after]} of what a line says otherwise than `before`, which is None for a new one."""
    pairs = {name: [before and _plain(getattr(before, name)), _plain(getattr(line, name))] for name in _TOLD}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and pair != [None, ""]}


def _plain(value):
    """An amount as a number of JSON."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == int(value) else float(value)
