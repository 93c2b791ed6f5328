"""The rows of the tables of highlight reports: a month each."""

from actions.models import Origin
from actions.reading import RowReader
from core.dates.calendar import in_words
from cycle.models import HighlightReport, HighlightStatement
from cycle.months import holds_from, month_in_words, month_of, period_about
from cycle.points import PARTS
from cycle.services import HighlightEntry, first_open, record_highlights

from .draft import Change
from .models import Import
from .part import Part
from .said_since import given_by


class HighlightsPart(Part):
    """Proposes a statement for every report that is new or says something else.

    A workbook lists the months up to its own. The first words of a month hold from the as-at date of the period about
    it or the end of the month (`cycle.months.holds_from`), so that a page that looks back to that month shows them;
    where that is after the workbook's date, or a frozen period covers it, from the workbook's date. What a workbook
    says otherwise of a month that is known holds from that date too: until then the month said what it said. Where a
    later workbook was imported already, an older one adds months and leaves the others as they are, for its words would
    become the present ones.
    """

    def __init__(self, draft, earlier):
        super().__init__(draft, earlier)
        self.entries, self.seen = [], {}

    def propose(self, layout):
        blocks = layout.of("highlight")
        if not blocks:
            return
        plan, saved = self.draft.plan, self.draft.plan.pk is not None
        self.known = {_same(each.label, each.month): each for each in plan.highlights.all()} if saved else {}
        self.periods = list(plan.periods.all()) if saved else []
        self.pasts = self._pasts() if self.known else {}
        later = Import.objects.filter(plan=plan, undone_at=None, as_at__gt=self.draft.as_at) if saved else None
        self.is_behind = bool(later) and later.exists()
        for block in blocks:
            for row, _ in block.rows:
                self._take(RowReader(block.sheet.name, row, block.column_of, self.draft.problems, set()))

    def write(self, by):
        if self.entries:
            record_highlights(plan=self.draft.plan, entries=self.entries, by=by)

    def _pasts(self):
        """{key of a report: its statements up to the workbook's date, the oldest first}."""
        found = {}
        told = HighlightStatement.objects.filter(report__plan=self.draft.plan, effective_on__lte=self.draft.as_at)
        for statement in told.order_by("effective_on", "pk"):
            found.setdefault(statement.report_id, []).append(statement)
        return found

    def _take(self, reader):
        sheet, row = reader.sheet, reader.row.number
        label = reader.fitting("label", " ".join(reader.text("label").split()), HighlightReport, "label")
        month = self._month(reader, label) if label else None
        texts, why = {part: reader.text(part) for part in PARTS}, ""
        if not label:
            why = "this row names no month and was left out; write its month, such as M3."
        elif before := self.seen.get(_same(label, month)):
            why = f"{label} stands in {before} already, so this row was left out; give each month one row."
        elif not any(texts.values()):
            why = f"nothing is written for {label}, so this row was left out; write its points."
        if why:
            self.draft.ask(sheet, f"row {row}", label, why, row)
            self.draft.changes.append(Change("highlight", sheet, row, label, "rejected"))
            return
        self.seen[_same(label, month)] = f"{sheet} row {row}"
        report = self.known.get(_same(label, month)) or HighlightReport(label=label, month=month)
        self._propose_report(reader, report, texts)

    def _month(self, reader, label):
        """The last day of the month that a row is about, or None; what is doubtful is asked."""
        cell = reader.cell("label")
        named = cell.value if cell.is_date else label
        month = month_of(named, self.draft.plan.financial_year, self.draft.as_at)
        if month is None:
            message = (
                f"no month can be read here, so the report was kept as “{label}” and holds from "
                f"{in_words(self.draft.as_at)}; write it as M3 or June 2018."
            )
            reader.ask(cell, label, message)
        elif month.replace(day=1) > self.draft.as_at:
            message = (
                f"this was read as {month_in_words(month)}, which is still to come as at {in_words(self.draft.as_at)}; "
                "put the month, or the as-at date, right if that is wrong."
            )
            reader.ask(cell, label, message)
        return month

    def _propose_report(self, reader, report, texts):
        past = self.pasts.get(report.pk, ())
        before, on = past[-1] if past else None, self.draft.as_at
        if before is None:
            period = period_about(report.label, report.month, self.periods)
            on = first_open(self.draft.plan, holds_from(report.month, period, self.draft.as_at), self.draft.as_at)
        else:
            texts = {part: self._merged(reader, part, text, past) for part, text in texts.items()}
        fields = {part: [before and getattr(before, part), text] for part, text in texts.items()}
        fields = {part: pair for part, pair in fields.items() if (pair[0] or "") != pair[1] or not before}
        if before and fields and self.is_behind:
            self._leave(reader, report, fields)
            fields = {}
        outcome = "new" if report.pk is None else "changed" if fields else "unchanged"
        self.draft.changes.append(
            Change("highlight", reader.sheet, reader.row.number, report.label, outcome, dict(fields))
        )
        if fields:
            where = self.draft.where(reader.sheet, reader.row.number)
            self.entries.append(HighlightEntry(report, texts, on, where))

    def _merged(self, reader, part, text, past):
        """What a row says of a part; where it only says what somebody has changed in the tracker since, their words."""
        now, (said, earlier) = getattr(past[-1], part), given_by(past, part)
        if text == now or said.origin != Origin.FORM:
            return text
        is_known = text in earlier
        done = "were left; write them into the workbook" if is_known else "gave way to those of the workbook"
        message = (
            f"the {PARTS[part]} of {reader.text('label')} was written in the tracker on "
            f"{in_words(said.effective_on)}; those words {done}, or change them in the plan if that is not meant."
        )
        reader.ask(reader.cell(part) or f"row {reader.row.number}", text[:80], message)
        return now if is_known else text

    def _leave(self, reader, report, fields):
        for part in fields:
            message = (
                f"this older workbook has another {PARTS[part]} for {report.label} than the plan, which knows a later "
                "workbook; the plan was left as it is, change it there if the older words are right."
            )
            reader.ask(reader.cell(part) or f"row {reader.row.number}", fields[part][1][:80], message)


def _same(label, month):
    """What makes two rows the same report: the month, or where none can be read the label."""
    return month or label.casefold()
